"""A run on disk: a folder that can be read while it grows, killed, and resumed.

    question.json                what is asked, written first: hashes, seed, design
    scenario.yaml                the card as it was run, effects done
    campaigns/part-*.parquet     one row a campaign, with and without help side by side
    futures/part-*.parquet       the drawn inputs, one row a future
    days/part-*.parquet          counts by world, measure, day and bin, which add up over parts
    told.json                    typical campaigns played again, and who acted
    answer.json                  the answer, as `holdfast run --json` prints it
    manifest.json                written last, atomically: parts, rows, checksums

Each part is written under another name and renamed, and carries the question's hash; a part that
is damaged or belongs to another question is named and never used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from holdfast.errors import StoreError

KINDS = ("campaigns", "futures", "days")
QUESTION = "question.json"
MANIFEST = "manifest.json"
SCENARIO = "scenario.yaml"
ANSWER = "answer.json"
TOLD = "told.json"
_MARK = b"holdfast.question"


@dataclass(frozen=True)
class Block:
    """Tables of one block of futures."""

    number: int
    tables: Mapping[str, pa.Table]


def question_hash(question: Mapping[str, Any]) -> str:
    """Twelve hex digits of what is asked."""
    text = json.dumps(question, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Store:
    """A run folder that is being written or read."""

    def __init__(self, folder: Path, question: Mapping[str, Any]) -> None:
        self.folder = folder
        self.question = dict(question)
        self.mark = question_hash(question)

    @classmethod
    def begin(cls, folder: Path, question: Mapping[str, Any], scenario: str, resume: bool) -> Store:
        """Open a folder for writing.

        Raises
        ------
        StoreError
            if the folder holds something else than a run, or, with `resume`, another question.
        """
        store = cls(folder, question)
        found = folder / QUESTION
        if folder.exists() and any(folder.iterdir()) and not found.exists():
            raise StoreError(f"{folder} holds something that is not a run: name another folder")
        if resume and found.exists():
            there = json.loads(found.read_text("utf-8"))
            if question_hash(there) != store.mark:
                differs = ", ".join(sorted(_differences(there, store.question)))
                raise StoreError(
                    f"{folder} answers another question (it differs in: {differs}): "
                    "name another folder, or run without --resume"
                )
        else:
            store.clear()
        for kind in KINDS:
            (folder / kind).mkdir(parents=True, exist_ok=True)
        write_atomically(folder / QUESTION, json.dumps(store.question, indent=1, default=str))
        write_atomically(folder / SCENARIO, scenario)
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a finished or interrupted run for reading.

        Raises
        ------
        StoreError
            if there is no run, or nothing of it was written yet.
        """
        if not (folder / QUESTION).exists():
            raise StoreError(f"{folder} holds no run: holdfast run … --out {folder} makes one")
        store = cls(folder, json.loads((folder / QUESTION).read_text("utf-8")))
        if not store.finished_blocks():
            raise StoreError(f"{folder} holds no finished part yet: run again with --resume")
        return store

    def clear(self) -> None:
        """Remove an earlier run from the folder, its own files only."""
        for name in (MANIFEST, TOLD, ANSWER):
            (self.folder / name).unlink(missing_ok=True)
        for kind in KINDS:
            for part in (self.folder / kind).glob("part-*.parquet*"):
                part.unlink()

    def part(self, kind: str, number: int) -> Path:
        """Where a part lies."""
        return self.folder / kind / f"part-{number:05d}.parquet"

    def write(self, block: Block) -> None:
        """Write the parts of a block; the campaigns come last and make it count."""
        for kind in reversed(KINDS):
            table = block.tables[kind].replace_schema_metadata({_MARK: self.mark.encode()})
            path = self.part(kind, block.number)
            pending = path.with_suffix(".parquet.new")
            pq.write_table(table, pending, compression="zstd")
            pending.replace(path)

    def is_good(self, number: int) -> bool:
        """Whether all parts of a block are there, whole, and of this question."""
        return all(self._is_good_part(self.part(kind, number)) for kind in KINDS)

    def _is_good_part(self, path: Path) -> bool:
        try:
            metadata = pq.read_schema(path).metadata or {}
            return bool(metadata.get(_MARK) == self.mark.encode())
        except (OSError, pa.ArrowException):
            return False

    def finished_blocks(self) -> list[int]:
        """Numbers of the blocks that can be used."""
        parts = sorted((self.folder / KINDS[0]).glob("part-*.parquet"))
        numbers = (int(part.stem.split("-")[1]) for part in parts)
        return [number for number in numbers if self.is_good(number)]

    def damaged_parts(self) -> list[Path]:
        """Parts that are there and cannot be used."""
        return [
            path
            for kind in KINDS
            for path in sorted((self.folder / kind).glob("part-*.parquet"))
            if not self._is_good_part(path)
        ]

    def read(self, kind: str, columns: list[str] | None = None) -> pa.Table:
        """All finished parts of a kind as one table: case by case, in the order of the futures.

        What a case does not draw is missing in its rows.

        Raises
        ------
        StoreError
            if nothing is finished, or a part is damaged.
        """
        parts = [self.part(kind, number) for number in self.finished_blocks()]
        if not parts:
            raise StoreError(f"{self.folder} holds no finished part yet: run again with --resume")
        return pa.concat_tables(self._tables(parts, columns), promote_options="default")

    def _tables(self, parts: list[Path], columns: list[str] | None) -> Iterator[pa.Table]:
        for part in parts:
            try:
                yield pq.read_table(part, columns=columns).replace_schema_metadata(None)
            except (OSError, pa.ArrowException) as error:
                raise StoreError(
                    f"{part} is damaged ({error}): run again with --resume to make it anew"
                ) from None

    def finish(self, complete: bool, seconds: float) -> None:
        """Write the manifest: what is here, with checksums."""
        parts = [
            {
                "part": str(path.relative_to(self.folder)),
                "rows": pq.read_metadata(path).num_rows,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
            for number in self.finished_blocks()
            for kind in KINDS
            for path in [self.part(kind, number)]
        ]
        manifest = {
            "question": self.question,
            "question_hash": self.mark,
            "complete": complete,
            "seconds": round(seconds, 3),
            "parts": parts,
        }
        write_atomically(self.folder / MANIFEST, json.dumps(manifest, indent=1, default=str))

    def told(self) -> dict[str, Any]:
        """What was learned by playing campaigns again, by attack date; empty before that."""
        path = self.folder / TOLD
        content: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return content

    def manifest(self) -> dict[str, Any]:
        """The manifest, or an empty mapping for a run that was killed."""
        path = self.folder / MANIFEST
        content: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return content


def _differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {
        key
        for key in {*one, *other}
        if json.dumps(one.get(key), default=str) != json.dumps(other.get(key), default=str)
    }


def write_atomically(path: Path, text: str) -> None:
    """Write a text under another name and rename it, so that it is whole or not there."""
    pending = path.with_name(path.name + ".new")
    pending.write_text(text, encoding="utf-8")
    pending.replace(path)
