"""Whatever happens to the files of a run: each damage is named, and none is ever used."""

import json
import os
import random
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from damage import BLOCKS, DESIGN, copied, played, rows, seen
from holdfast.errors import HoldfastError, StoreError
from holdfast.experiment.ensemble import Ensemble
from holdfast.experiment.seals import KINDS
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store

EDITS = int(os.environ.get("HOLDFAST_EDITS", "200"))
"""A thousand were made once, in two minutes of a core; these show that it still holds."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A whole run that nobody touches, and its rows."""
    folder = tmp_path_factory.mktemp("sound") / "run"
    return folder, rows(played(folder))


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """A run of another seed."""
    folder = tmp_path_factory.mktemp("foreign") / "run"
    played(folder, Design(9, 2, 2, 1, 3))
    return folder


@pytest.fixture
def run(sound, tmp_path):
    return copied(sound[0], tmp_path / "run")


def part(folder, kind, number):
    return folder / kind / f"part-{number:05d}.parquet"


def every_kind(folder, number, other):
    """Copy all parts of a block, and its seal, to another number."""
    for kind in KINDS:
        shutil.copy(part(folder, kind, number), part(folder, kind, other))
    seals = folder / "seals"
    shutil.copy(seals / f"block-{number:05d}.json", seals / f"block-{other:05d}.json")


def flip(path, at=0.5):
    raw = bytearray(path.read_bytes())
    raw[int(at * len(raw))] ^= 0x10
    path.write_bytes(raw)


def cut(path):
    path.write_bytes(path.read_bytes()[:300])


def swap(one, other):
    a, b = one.read_bytes(), other.read_bytes()
    one.write_bytes(b)
    other.write_bytes(a)


def doubled(folder):
    """The futures of part 1 once more, under the label of part 2."""
    first, second = (part(folder, "campaigns", number) for number in (1, 2))
    label = pq.read_schema(second).metadata
    pq.write_table(pq.read_table(first).replace_schema_metadata(label), second)


def rewrite(path, **changes):
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | changes))


def as_folder(path):
    path.unlink()
    path.mkdir()


def a_date_later(folder):
    """A part of the second date under the number of the first: same futures, other campaigns."""
    every_kind(folder, 3, 0)


DAMAGE = {
    "a part copied behind the last": (
        lambda run: every_kind(run, 3, 99), ["part-00099", "is extra"]),
    "a part copied over another": (
        lambda run: every_kind(run, 3, 4), ["block-00004.json is the seal of block 3"]),
    "a part of one date in the place of another": (a_date_later, ["seal of block 3"]),
    "campaigns copied to another number": (
        lambda run: shutil.copy(part(run, "campaigns", 3), part(run, "campaigns", 1)),
        ["campaigns/part-00001.parquet is part 3 under another name"]),
    "a part renamed": (
        lambda run: part(run, "days", 2).rename(run / "days" / "part-00002 (copy).parquet"),
        ["days/part-00002.parquet is missing", "(copy).parquet has a name that no part has"]),
    "flipped bytes": (
        lambda run: flip(part(run, "campaigns", 1)), ["campaigns/part-00001.parquet"]),
    "a part cut short": (
        lambda run: cut(part(run, "futures", 0)), ["futures/part-00000.parquet is cut short"]),
    "an empty part": (
        lambda run: part(run, "futures", 5).write_bytes(b""), ["part-00005.parquet is empty"]),
    "kinds swapped": (
        lambda run: swap(part(run, "campaigns", 2), part(run, "days", 2)),
        ["campaigns/part-00002.parquet holds days, not campaigns",
         "days/part-00002.parquet holds campaigns, not days"]),
    "missing in one kind": (
        lambda run: part(run, "days", 4).unlink(), ["days/part-00004.parquet is missing"]),
    "futures twice": (doubled, ["campaigns/part-00002.parquet"]),
    "a table of somebody else": (
        lambda run: pq.write_table(pa.table({"x": [1]}), part(run, "days", 0)),
        ["days/part-00000.parquet carries no label"]),
    "a folder in the place of a part": (
        lambda run: as_folder(part(run, "days", 0)), ["days/part-00000.parquet is a folder"]),
    "a seal half written": (
        lambda run: cut_half(run / "seals" / "block-00001.json"), ["block-00001.json is no JSON"]),
    "a seal edited": (
        lambda run: rewrite(run / "seals" / "block-00001.json", first=0),
        ["block-00001.json names other futures"]),
    "a seal removed from a finished run": (
        lambda run: (run / "seals" / "block-00001.json").unlink(), ["block-00001.json is missing"]),
    "the scenario edited": (
        lambda run: (run / "scenario.yaml").write_text("id: your-state\n"),
        ["scenario.yaml is not as it was written"]),
    "typical campaigns edited": (
        lambda run: (run / "told.json").write_text("{}"), ["told.json is not as it was written"]),
    "the manifest edited": (
        lambda run: rewrite(run / "manifest.json", complete=False),
        ["manifest.json is not as it was written"]),
    "the manifest half written": (
        lambda run: cut_half(run / "manifest.json"), ["manifest.json is no JSON"]),
}  # fmt: skip


def cut_half(path):
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named_and_refused_by_readers_and_made_anew_by_resume(name, run, sound, caplog):
    spoil, said = DAMAGE[name]
    opened = Store.open(run)
    spoil(run)
    for read in (lambda: Store.open(run), lambda: opened.read("campaigns"), lambda: sql(opened)):
        with pytest.raises(StoreError) as refused:
            read()
        assert all(words in str(refused.value) for words in said), str(refused.value)
        assert "--resume" in str(refused.value)
    resumed = played(run, resume=True)
    assert all(words in caplog.text for words in said), caplog.text
    assert rows(resumed) == sound[1]
    assert rows(Store.open(run)) == sound[1]


def sql(store):
    return Ensemble(store).sql("select count(*) from campaigns")


def test_parts_of_another_question_are_named_and_made_anew(run, sound, foreign, caplog):
    for kind in KINDS:
        shutil.copy(part(foreign, kind, 2), part(run, kind, 2))
    with pytest.raises(StoreError, match=r"part-00002.parquet belongs to another question"):
        Store.open(run)
    seal = "seals/block-00002.json"
    shutil.copy(foreign / seal, run / seal)
    with pytest.raises(StoreError, match=r"block-00002.json belongs to another question"):
        Store.open(run)
    assert rows(played(run, resume=True)) == sound[1]


def test_what_was_damaged_is_set_aside_and_can_be_looked_at(run):
    path = part(run, "campaigns", 1)
    flip(path)
    spoiled = path.read_bytes()
    played(run, resume=True)
    assert path.with_name(path.name + ".damaged").read_bytes() == spoiled
    assert path.read_bytes() != spoiled


def test_a_question_that_was_edited_lets_no_part_count(run):
    written = run / "question.json"
    written.write_text(written.read_text().replace('"seed":1,', '"seed":7,'))
    for again in (lambda: Store.open(run), lambda: played(run, resume=True)):
        with pytest.raises(StoreError, match=r"question.json .*was edited"):
            again()


def test_a_question_half_written_is_named_and_can_be_removed(run, sound):
    cut_half(run / "question.json")
    for again in (lambda: Store.open(run), lambda: played(run, resume=True)):
        with pytest.raises(StoreError, match=r"question.json cannot be read: Invalid JSON"):
            again()
    (run / "question.json").unlink()
    assert rows(played(run, resume=True)) == sound[1]


def test_files_that_systems_and_kills_leave_behind_harm_nothing(run, sound):
    (run / "campaigns" / ".DS_Store").write_bytes(b"\0")
    (run / "campaigns" / "notes.txt").write_text("look at part 3")
    (run / "campaigns" / "part-00001.parquet.new").write_bytes(b"PAR1")
    (run / "report.html.new").write_text("<html>")
    assert rows(Store.open(run)) == sound[1]
    assert rows(played(run, resume=True)) == sound[1]


def test_parts_that_were_written_and_not_sealed_are_no_damage(sound, tmp_path):
    run = copied(sound[0], tmp_path / "killed")
    for name in ("manifest.json", "told.json", "answer.json", "seals/block-00005.json"):
        (run / name).unlink()
    part(run, "campaigns", 5).unlink()
    store = Store.open(run)
    assert store.finished_blocks() == list(range(BLOCKS - 1))
    assert store.read("campaigns").num_rows == 2 * DESIGN.replications * DESIGN.futures - 6
    assert rows(played(run, resume=True)) == sound[1]


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def spoil_bytes(luck, path):
    raw = bytearray(path.read_bytes())
    at = luck.randrange(len(raw) + 1)
    match luck.choice(("flip", "cut", "insert", "drop", "blank", "digit")):
        case "flip" if at < len(raw):
            raw[at] ^= 1 << luck.randrange(8)
        case "cut":
            del raw[at:]
        case "insert":
            raw[at:at] = luck.randbytes(luck.randrange(1, 9))
        case "drop":
            del raw[at : at + luck.randrange(1, 9)]
        case "blank":
            raw[at : at + 16] = bytes(16)
        case _:
            digits = [n for n, byte in enumerate(raw) if chr(byte).isdigit()]
            for n in digits[:1] and [luck.choice(digits)]:
                raw[n] = ord("0") + (raw[n] - ord("0") + 1) % 10
    path.write_bytes(raw)


JSONS = ("null", "[]", "{}", "3", '"a"', "[" * 5000, '{"a": 1e999}', "NaN", "\ufeff{}", "\x00")


def edit(luck, folder):
    """One thing that can happen to one file, or to two; says what."""
    path = luck.choice(files(folder))
    other = luck.choice(files(folder))
    kind = luck.choice(("bytes",) * 5 + ("swap", "copy", "rename", "delete", "folder", "json"))
    match kind:
        case "bytes":
            spoil_bytes(luck, path)
        case "swap":
            swap(path, other)
        case "copy":
            other.write_bytes(path.read_bytes())
        case "rename":
            names = ("part-1.parquet", "part-00099.parquet", "part-٣.parquet", "x", "block-9.json")
            path.rename(path.with_name(luck.choice(names)))
        case "delete":
            path.unlink()
        case "folder":
            as_folder(path)
        case "json":
            path.write_text(luck.choice(JSONS))
    return f"{kind} {path.relative_to(folder)} {other.relative_to(folder)}"


def same_or_refused(read, expected):
    """Whether the rows came as they were; an error in words is as good, anything else fails."""
    try:
        found = read()
    except HoldfastError:
        return False
    assert found == expected
    return True


@pytest.mark.parametrize("seed", range(10))
def test_edits_of_any_file_end_in_the_same_rows_or_in_words(seed, sound, tmp_path):
    luck, expected = random.Random(seed), seen(Store.open(sound[0]))
    read = mended = 0
    for n in range(EDITS // 10):
        run = copied(sound[0], tmp_path / "run")
        said = [edit(luck, run) for _ in range(luck.choice((1, 1, 1, 2, 3)))]
        try:
            read += same_or_refused(lambda run=run: seen(Store.open(run)), expected)
            mended += same_or_refused(lambda run=run: seen(played(run, resume=True)), expected)
        except Exception as error:
            error.add_note(f"seed {seed}, edit {n}: {'; '.join(said)}")
            raise
    assert read < EDITS // 20, "most edits touch what the rows come from"
    assert mended > EDITS // 20, "most damage can be mended"
