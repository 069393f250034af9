"""A run on disk: a folder that can be read while it grows, killed, and resumed.

    question.json                what is asked, written first: hashes, seed, design
    dossier.json                 what a reader needs: names, ground, forces, evidence
    scenario.yaml                the card as it was run, effects done
    campaigns/part-*.parquet     one row a campaign, with and without help side by side
    futures/part-*.parquet       the drawn inputs, one row a future
    days/part-*.parquet          counts by world, measure, day and bin, which add up over parts
    seals/block-*.json           checksums of the parts of a block; it counts once this is there
    told.json                    typical campaigns played again, and how far help came
    answer.json                  the answer, as `holdfast run --json` prints it
    manifest.json                written last: parts, rows, checksums, and of the files beside them
    lock                         held by the run that writes, and by nobody once it is dead

Each part says inside of which question, kind, block and futures it is. Whatever is damaged,
copied, extra or of another question is named: reading refuses it, `--resume` sets it aside and
makes it anew. Nothing that is named is ever used.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from holdfast.errors import StoreError
from holdfast.experiment.blocks import Blocks
from holdfast.experiment.damage import (
    ASIDE,
    REMEDY,
    SEALS,
    Damage,
    Inspector,
    differing,
    entries,
    part_path,
    refuse,
    seal_path,
)
from holdfast.experiment.dossier import Dossier
from holdfast.experiment.files import (
    PENDING,
    in_words,
    make_folder,
    read_mapping,
    read_text,
    settle,
    write_atomically,
)
from holdfast.experiment.lock import FolderLock
from holdfast.experiment.question import Question
from holdfast.experiment.seals import KINDS, PartLabel, Seal, Sum, packed
from holdfast.experiment.typed_json import AGAIN

QUESTION = "question.json"
DOSSIER = "dossier.json"
MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
ANSWER = "answer.json"
TOLD = "told.json"
LOCK = "lock"
_OWN = {*KINDS, SEALS, QUESTION, DOSSIER, MANIFEST, SCENARIO, ANSWER, TOLD, LOCK}

_log = logging.getLogger("holdfast")


@dataclass(frozen=True)
class Block:
    """Tables of one block of futures."""

    number: int
    tables: Mapping[str, pa.Table]


class Store:
    """A run folder that is being written or read."""

    def __init__(self, folder: Path, question: Question, lock: FolderLock | None = None) -> None:
        self.folder = folder
        self.question = question
        self.mark = question.hash
        self._lock = lock
        self._seen: dict[int, tuple[object, Seal | None, tuple[Damage, ...]]] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another run write into the folder; this one can still be read."""
        if self._lock is not None:
            self._lock.release()

    @cached_property
    def blocks(self) -> Blocks:
        """Which futures lie in which part."""
        return Blocks.of(self.question)

    @cached_property
    def _inspector(self) -> Inspector:
        return Inspector(self.folder, self.mark, self.blocks)

    @classmethod
    def begin(cls, folder: Path, question: Question, scenario: str, resume: bool) -> Store:
        """Open a folder for writing, until `close`.

        Raises
        ------
        StoreError
            if the folder holds something else than a run, or, with `resume`, another question; if
            a run that still lives writes into it; if it cannot be written.
        """
        with in_words(folder, "read"):
            is_run = any((folder / name).exists() for name in (QUESTION, SEALS, MANIFEST))
            if not is_run and folder.exists() and not _OWN.issuperset(_names(folder)):
                raise StoreError(f"{folder} holds something that is not a run: name another folder")
        make_folder(folder)
        store = cls(folder, question, FolderLock.take(folder / LOCK))
        try:
            store._prepare(scenario, resume)
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self, scenario: str, resume: bool) -> None:
        if resume:
            self._same_question()
            self._set_aside()
        else:
            self.clear()
        for name in (MANIFEST, TOLD, ANSWER):
            self._remove(self.folder / name)
        for kind in (*KINDS, SEALS):
            make_folder(self.folder / kind)
        write_atomically(self.folder / QUESTION, self.question.to_json())
        write_atomically(self.folder / SCENARIO, scenario)

    def _same_question(self) -> None:
        if not (self.folder / QUESTION).exists():
            return
        there = read_question(self.folder)
        if there.hash != self.mark:
            differs = ", ".join(there.differences(self.question))
            raise StoreError(
                f"{self.folder} answers another question (it differs in: {differs}): "
                "name another folder, or run without --resume"
            )

    def _set_aside(self) -> None:
        """Rename what is damaged, so that it is made anew and can still be looked at."""
        try:
            found = self.damage()
        except StoreError as error:
            _log.warning("%s", str(error).partition("\n")[0])
            found = self._damaged_blocks()
        for one in found:
            _log.warning("%s: it is set aside and made anew", one)
            self._aside(one.path)
            if one.number is not None:
                self._remove(seal_path(self.folder, one.number))

    def _aside(self, path: Path) -> None:
        with in_words(path, "renamed"), suppress(FileNotFoundError):
            path.rename(path.with_name(path.name + ASIDE))

    def _remove(self, path: Path) -> None:
        with in_words(path, "removed"):
            if path.is_dir():
                self._aside(path)
            else:
                path.unlink(missing_ok=True)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a finished or interrupted run for reading, and verify every checksum.

        Raises
        ------
        StoreError
            if there is no run, nothing of it was written yet, or anything in it is damaged.
        """
        with in_words(folder, "read"):
            if not (folder / QUESTION).exists():
                raise StoreError(f"{folder} holds no run: holdfast run … --out {folder} makes one")
        store = cls(folder, read_question(folder))
        refuse(store.damage())
        store._some_blocks()
        return store

    def clear(self) -> None:
        """Remove an earlier run from the folder, its own files only."""
        for name in (MANIFEST, TOLD, ANSWER, DOSSIER):
            self._remove(self.folder / name)
        for folder, form in ((SEALS, "block-*.json*"), *((kind, "part-*") for kind in KINDS)):
            for path in entries(self.folder / folder):
                if path.match(form):
                    self._remove(path)

    def part(self, kind: str, number: int) -> Path:
        """Where a part lies."""
        return part_path(self.folder, kind, number)

    def write(self, block: Block) -> None:
        """Write the parts of a block, then the seal that makes it count.

        Content and names of the parts are on the disk before the seal is: after a power cut a seal
        must not speak for a part that is gone.
        """
        numbers = block.tables["futures"]["future"]
        first, futures = numbers[0].as_py(), len(numbers)
        sums = {}
        for kind in KINDS:
            label = PartLabel(self.mark, kind, block.number, first, futures)
            content = packed(label.put_on(block.tables[kind]))
            write_atomically(self.part(kind, block.number), content)
            settle(self.folder / kind)
            sums[kind] = Sum.of(content)
        seal = Seal(self.mark, block.number, first, futures, sums)
        write_atomically(seal_path(self.folder, block.number), seal.to_json())
        self._seen[block.number] = (self._state(block.number), seal, ())

    def _state(self, number: int) -> object:
        """Changes with the files of a block, so that each is hashed once."""
        found = []
        for path in (seal_path(self.folder, number), *(self.part(kind, number) for kind in KINDS)):
            try:
                one = path.stat()
                found.append((one.st_ino, one.st_size, one.st_mtime_ns))
            except OSError:
                found.append((0, 0, 0))
        return found

    def _look(self, number: int) -> tuple[Seal | None, tuple[Damage, ...]]:
        state = self._state(number)
        if number not in self._seen or self._seen[number][0] != state:
            seal, found = self._inspector.block(number)
            self._seen[number] = (state, seal, tuple(found))
        return self._seen[number][1:]

    def finished_blocks(self) -> list[int]:
        """Numbers of the blocks that can be used: sealed, and as they were written."""
        return [n for n in self._inspector.sealed() if not self._look(n)[1]]

    def damage(self) -> list[Damage]:
        """Everything in the folder that cannot be used, named; leftovers of a kill are none."""
        manifest = self.manifest()
        return [
            *differing(manifest.get("files", {}), self.folder),
            *self._damaged_blocks(),
            *self._lost(manifest),
        ]

    def _damaged_blocks(self) -> list[Damage]:
        sealed = self._inspector.sealed()
        found = [one for number in sealed for one in self._look(number)[1]]
        return found + list(self._inspector.strays(sealed))

    def _lost(self, manifest: Mapping[str, Any]) -> Iterator[Damage]:
        """Blocks that the manifest lists and that have no seal any more."""
        sealed = set(self._inspector.sealed())
        for number in manifest.get("blocks", []):
            if number not in sealed:
                yield Damage(seal_path(self.folder, number), "is missing", number)

    def _some_blocks(self) -> list[int]:
        found = self.finished_blocks()
        if not found:
            raise StoreError(f"{self.folder} holds no finished part yet: run again with --resume")
        return found

    def read(
        self,
        kind: str,
        columns: Sequence[str] | None = None,
        attack_on: str | None = None,
        where: pc.Expression | None = None,
    ) -> pa.Table:
        """All finished parts of a kind as one table: case by case, in the order of the futures.

        What a case does not draw is missing in its rows.

        Parameters
        ----------
        kind : campaigns, futures or days.
        columns : those that are read; all where none are named.
        attack_on : the date of attack whose parts are read; all where none is named.
        where : picks rows, part by part, so that no more is held than is wanted.

        Raises
        ------
        StoreError
            if nothing is finished, or anything is damaged.
        """
        refuse(self.damage())
        dates = {number: self.blocks.date(number) for number in self._some_blocks()}
        wanted = [n for n, date in dates.items() if attack_on in (None, date)]
        if not wanted:
            there = ", ".join(sorted(set(dates.values())))
            raise StoreError(f"{self.folder} has no attack on {attack_on}: it has {there}")
        tables = self._tables([self.part(kind, number) for number in wanted], columns)
        picked = (one if where is None else one.filter(where) for one in tables)
        return pa.concat_tables(picked, promote_options="default")

    def _tables(self, parts: list[Path], columns: Sequence[str] | None) -> Iterator[pa.Table]:
        for part in parts:
            try:
                yield _table(part, columns).replace_schema_metadata(None)
            except (OSError, pa.ArrowException) as error:
                raise StoreError(f"{part} is damaged ({error})\n    {REMEDY}") from None

    def finish(self, complete: bool, seconds: float) -> None:
        """Write the manifest: what is here, with checksums."""
        blocks = self.finished_blocks()
        parts = [
            {
                "part": f"{kind}/{self.part(kind, number).name}",
                "rows": _rows(self.part(kind, number)),
                "sha256": seal.parts[kind].sha256,
            }
            for number in blocks
            if (seal := self._look(number)[0]) is not None
            for kind in KINDS
        ]
        beside = [path for path in entries(self.folder) if _is_beside(path)]
        manifest = {
            "question_hash": self.mark,
            "complete": complete,
            "seconds": round(seconds, 3),
            "blocks": blocks,
            "parts": parts,
            "files": {path.name: Sum.of(path.read_bytes()).sha256 for path in beside},
        }
        self._write_manifest(manifest)

    def _write_manifest(self, manifest: Mapping[str, Any]) -> None:
        bare = {key: value for key, value in manifest.items() if key != "sha256"}
        sealed = bare | {"sha256": _sum_of(bare)}
        write_atomically(self.folder / MANIFEST, json.dumps(sealed, indent=1, default=str))

    def keep(self, name: str, text: str) -> None:
        """Write a file beside the parts and list it, so that an edit of it is seen.

        Taken off the list first: a kill between the two must not make it look edited.
        """
        manifest = self.manifest()
        files = dict(manifest.get("files", {}))
        if files.pop(name, None) is not None:
            self._write_manifest(manifest | {"files": files})
        write_atomically(self.folder / name, text)
        if manifest:
            listed = files | {name: Sum.of(text.encode()).sha256}
            self._write_manifest(manifest | {"files": listed})

    @cached_property
    def dossier(self) -> Dossier:
        """What a reader needs: names, ground, forces, evidence.

        Raises
        ------
        StoreError
            if it is missing, damaged, edited or of another format.
        """
        path = self.folder / DOSSIER
        with in_words(path, "read"):
            if not path.exists():
                raise StoreError(f"{path} is missing\n    {AGAIN}")
        return Dossier.from_json(read_text(path, AGAIN), str(path))

    def told(self) -> dict[str, Any]:
        """What was learned by playing campaigns again, by attack date; empty before that."""
        listed = self.manifest().get("files", {})
        return read_mapping(self.folder / TOLD, REMEDY) if TOLD in listed else {}

    def manifest(self) -> dict[str, Any]:
        """The manifest, or an empty mapping for a run that was killed.

        Raises
        ------
        StoreError
            if it is not as it was written.
        """
        path = self.folder / MANIFEST
        with in_words(path, "read"):
            if not path.exists():
                return {}
        content = read_mapping(path, REMEDY)
        sealed = content.pop("sha256", None)
        if sealed != _sum_of(content):
            raise StoreError(f"{path} is not as it was written: it was edited\n    {REMEDY}")
        return content


def read_question(folder: Path) -> Question:
    """What the run in a folder asks; StoreError if it cannot be read."""
    path = folder / QUESTION
    return Question.from_json(read_text(path, AGAIN), str(path))


def _names(folder: Path) -> set[str]:
    """What lies in a folder, leaving out what systems put there unseen and what was never whole."""
    names = (path.name for path in folder.iterdir())
    return {name.removesuffix(PENDING) for name in names if not name.startswith(".")}


def _is_beside(path: Path) -> bool:
    """Whether a file is written with the parts and has no checksum of its own."""
    own = path.name in (SCENARIO, DOSSIER, TOLD, ANSWER) or path.suffix in (".yaml", ".csv")
    return own and path.is_file()


def _sum_of(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(part: Path) -> int:
    rows: int = pq.read_metadata(part).num_rows
    return rows


def _table(part: Path, columns: Sequence[str] | None) -> pa.Table:
    """One part; a column that it lacks is left out."""
    with pq.ParquetFile(part) as file:
        there = file.schema_arrow.names
        chosen = None if columns is None else [name for name in columns if name in there]
        return file.read(columns=chosen, use_threads=False)  # parts are small
