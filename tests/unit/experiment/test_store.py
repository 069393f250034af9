"""The folder of a run: one writer, errors of the disk in words, files whole or not there."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from damage import DATES, DESIGN, begin, cases, copied, played, rows
from holdfast.errors import StoppedError, StoreError, UsageError
from holdfast.experiment import files
from holdfast.experiment.cost import BLOCK_CAMPAIGNS, LARGEST_RUN, worth_a_line
from holdfast.experiment.simulate import Design, simulate
from holdfast.experiment.store import Store

HOLDER = """
import sys
from pathlib import Path
from holdfast.experiment.lock import FolderLock
kept = FolderLock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound") / "run"
    return folder, rows(played(folder))


@pytest.fixture
def run(sound, tmp_path):
    return copied(sound[0], tmp_path / "run")


def test_a_second_run_into_the_same_folder_is_refused_while_the_first_lives(run, sound):
    with begin(run, resume=True):
        for resume in (True, False):
            with pytest.raises(StoreError, match=rf"still lives \(process {os.getpid()}\)"):
                begin(run, resume=resume)
        assert rows(Store.open(run)) == sound[1], "readers need no lock"
    begin(run, resume=True).close()


def test_the_lock_goes_with_the_death_of_its_holder(run):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(run / "lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match=f"process {holder.pid}"):
            begin(run)
        holder.kill()
        holder.wait()
        begin(run, resume=True).close()


def test_a_run_that_could_not_begin_holds_no_lock(run):
    with pytest.raises(StoreError, match="differs in: seed"):
        begin(run, Design(9, 2, 5, 1, 3), resume=True, seed=5)
    begin(run, resume=True).close()


def failing(monkeypatch, number, name):
    """Let writing fail as the system does, for paths with a name in them."""
    path_of = {}
    really = Path.open

    def opened(path, *args, **kwargs):
        file = really(path, *args, **kwargs)
        path_of[file.fileno()] = path
        return file

    def fsync(handle):
        if name in str(path_of.get(handle, "")):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(files.os, "fsync", fsync)


@pytest.mark.parametrize("name", ["part-00003", "block-00003", "manifest.json", "told.json"])
@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EDQUOT, "quota"), (errno.EIO, "the disk fails")],
)
def test_a_full_disk_is_told_and_what_is_done_stays(number, said, name, tmp_path, sound):
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, number, name)
        with pytest.raises(StoreError, match=f"{name}.* cannot be written: .*{said}"):
            played(tmp_path / "run")
    kept = Store.open(tmp_path / "run")
    assert kept.finished_blocks() == list(range(3 if name.endswith("00003") else 6))
    assert not list(tmp_path.rglob("*.new"))
    assert rows(played(tmp_path / "run", resume=True)) == sound[1]


def test_a_file_that_cannot_be_written_leaves_the_earlier_one(tmp_path, monkeypatch):
    path = tmp_path / "answer.json"
    files.write_atomically(path, "first")
    failing(monkeypatch, errno.ENOSPC, "answer")
    with pytest.raises(StoreError, match="free space"):
        files.write_atomically(path, "second")
    assert path.read_text() == "first"


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOTDIR, errno.ELOOP, errno.ENODEV]
)
def test_every_error_of_the_system_says_what_where_and_what_to_do(number):
    said = str(files.file_error(OSError(number, os.strerror(number)), Path("run/x"), "made"))
    assert said.startswith("run/x cannot be made: ")
    assert len(said.splitlines()) == 2


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "run").write_text("a letter")
    for use in (begin, Store.open, lambda path: begin(path / "deeper")):
        with pytest.raises(StoreError, match="run"):
            use(tmp_path / "run")
    assert (tmp_path / "run").read_text() == "a letter"


def test_a_file_in_the_place_of_a_kind_is_named(tmp_path):
    (tmp_path / "campaigns").write_text("a letter")
    with pytest.raises(StoreError, match=r"campaigns cannot be made: a file lies"):
        begin(tmp_path)
    begin(tmp_path / "other").close()


def test_a_path_that_is_too_long_is_named(tmp_path):
    for use in (begin, Store.open):
        with pytest.raises(StoreError, match="the path is too long"):
            use(tmp_path / ("x" * 300))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write anywhere")
def test_a_folder_that_is_read_only_is_named(run, sound):
    run.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="this user may not"):
            begin(run)
        assert rows(Store.open(run)) == sound[1]
    finally:
        run.chmod(0o700)


def test_a_folder_that_a_killed_run_had_just_made_can_be_used(tmp_path):
    (tmp_path / "lock").write_text("12\n")
    (tmp_path / "question.json.new").write_text("{")
    begin(tmp_path).close()


def test_a_store_reads_the_columns_and_the_date_that_are_asked(sound):
    store = Store.open(sound[0])
    table = store.read("campaigns", ["future", "outcome", "no such column"], DATES[1])
    assert table.column_names == ["future", "outcome"]
    assert table.num_rows == DESIGN.futures * DESIGN.replications
    whole = store.read("campaigns").to_pandas()
    mine = whole[whole["attack_on"] == DATES[1]].reset_index(drop=True)
    assert store.read("campaigns", attack_on=DATES[1]).to_pandas().equals(mine)
    with pytest.raises(StoreError, match=f"no attack on 1066-10-14: it has {DATES[0]}"):
        store.read("campaigns", attack_on="1066-10-14")


def test_each_part_is_hashed_once_while_it_stays_as_it_is(sound, run, monkeypatch):
    store = Store.open(run)
    read = []
    really = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or really(path))
    rows(store)
    assert not [path for path in read if path.suffix == ".parquet"]
    part = store.part("days", 2)
    part.write_bytes(really(part)[:-1])
    with pytest.raises(StoreError, match=r"days/part-00002.parquet is cut short"):
        store.read("campaigns")


@pytest.mark.parametrize(("signal", "code"), [("SIGTERM", 143), ("SIGINT", None)])
def test_a_signal_lets_blocks_under_way_end_and_keeps_them(signal, code, tmp_path, sound):
    import signal as system

    number = getattr(system, signal)
    before = system.getsignal(number)

    def once(done, total):
        if done == DESIGN.block:
            system.raise_signal(number)

    with begin(tmp_path / "run") as store:
        if code is None:
            assert not simulate(cases(), DESIGN, store, once)
        else:
            with pytest.raises(StoppedError, match="futures are kept") as stopped:
                simulate(cases(), DESIGN, store, once)
            assert stopped.value.code == code
    assert system.getsignal(number) == before
    assert store.manifest()["complete"] is False
    assert 1 <= len(Store.open(tmp_path / "run").finished_blocks()) < 6
    assert rows(played(tmp_path / "run", resume=True)) == sound[1]


@pytest.mark.parametrize("size", [{"futures": 10**9}, {"replications": 10**9}])
def test_a_run_that_no_machine_plays_is_answered_at_once_with_what_it_takes(size):
    with pytest.raises(UsageError, match=r"GB of memory.*\n    ask for at most"):
        Design(**size)


def test_a_block_does_not_grow_with_the_replications(tmp_path):
    for replications in (1, 40, 41, 1000, BLOCK_CAMPAIGNS):
        design = Design(2000, replications)
        assert design.block * replications <= BLOCK_CAMPAIGNS
        assert sum(count for *_, count in design.blocks()) == 2000
    assert Design().block == Design(replications=40).block == 500


def test_a_large_run_is_worth_a_line_and_a_small_one_is_not():
    assert worth_a_line(2500, 4, 2, 1) is None
    line = worth_a_line(LARGEST_RUN, 1, 2, 2)
    assert line.startswith("100,000,000 campaigns: about 7 hours on 2 threads")
