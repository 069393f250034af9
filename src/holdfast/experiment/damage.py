"""What is wrong with the files of a run, each named; nothing that is named is ever used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdfast.errors import StoreError
from holdfast.experiment.blocks import Blocks, Span
from holdfast.experiment.files import PENDING, file_error, read_mapping
from holdfast.experiment.seals import KINDS, PartLabel, Seal, Sum

SEALS = "seals"
ASIDE = ".damaged"
"""Ends the name of what was set aside, so that it can be looked at and is never used."""

REMEDY = "run it again with --resume, which makes anew what is damaged, or into another folder"
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of a run that cannot be used, and why."""

    path: Path
    why: str
    number: int | None = None
    """Of the block, if it is of one."""

    def __str__(self) -> str:
        return f"{self.path} {self.why}"


def refuse(found: Sequence[Damage]) -> None:
    """Name what is damaged; StoreError if anything is."""
    if not found:
        return
    lines = [str(one) for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"… and {len(found) - _SHOWN} more")
    raise StoreError("\n".join(lines) + f"\n    {REMEDY}")


def part_path(folder: Path, kind: str, number: int) -> Path:
    """Where a part lies."""
    return folder / kind / f"part-{number:05d}.parquet"


def seal_path(folder: Path, number: int) -> Path:
    """Where the seal of a block lies."""
    return folder / SEALS / f"block-{number:05d}.json"


@dataclass(frozen=True, slots=True)
class Inspector:
    """Looks at the parts and seals of one run folder."""

    folder: Path
    mark: str
    """The hash of its question."""
    blocks: Blocks

    def label(self, kind: str, span: Span) -> PartLabel:
        """What the part of a block has to say of itself."""
        return PartLabel(self.mark, kind, span.number, span.first, span.futures)

    def sealed(self) -> list[int]:
        """Numbers of blocks with a seal, be it good or not."""
        named = (number_of(path, "block-", ".json") for path in entries(self.folder / SEALS))
        return sorted(number for number in named if number is not None)

    def block(self, number: int) -> tuple[Seal | None, list[Damage]]:
        """The seal of a block, and what is wrong with it and with its parts."""
        path = seal_path(self.folder, number)
        if number not in self.blocks:
            return None, [Damage(path, f"is extra: the question has {len(self.blocks)} blocks")]
        try:
            seal = Seal.from_json(read_mapping(path, REMEDY))
        except StoreError as error:
            reason = str(error).partition("\n")[0].removeprefix(f"{path} ")
            return None, [Damage(path, reason, number)]
        span = self.blocks.span(number)
        expected = (self.mark, number, span.first, span.futures)
        if seal is None:
            return None, [Damage(path, "is no seal: it was edited", number)]
        if (seal.question, seal.number, seal.first, seal.futures) != expected:
            return None, [Damage(path, _of_another(seal, self.mark, number), number)]
        found = [self.part(kind, span, seal.parts[kind]) for kind in KINDS]
        return seal, [one for one in found if one is not None]

    def part(self, kind: str, span: Span, sealed: Sum | None) -> Damage | None:
        """What is wrong with a part; without a seal its label alone is looked at."""
        path = part_path(self.folder, kind, span.number)
        why = self._why(path, self.label(kind, span), sealed)
        return None if why is None else Damage(path, why, span.number)

    def _why(self, path: Path, expected: PartLabel, sealed: Sum | None) -> str | None:
        try:
            if sealed is not None and Sum.of(path.read_bytes()) == sealed:
                sealed = None
            label = PartLabel.read(path)
            size = path.stat().st_size
        except FileNotFoundError:
            return "is missing"
        except Exception as error:  # pyarrow raises whatever a damaged file leads it into
            return _unreadable(path, error, sealed)
        if label is None:
            return "carries no label: it is no part of a run"
        if label != expected:
            return misplaced(label, expected)
        if sealed is None:
            return None
        return cut_short(size, sealed) or "holds other bytes than were written: flipped or edited"

    def strays(self, sealed: Sequence[int]) -> Iterator[Damage]:
        """Parts that no seal speaks for and that are no leftover of a run that was killed."""
        for kind in KINDS:
            for path in entries(self.folder / kind):
                if not path.name.startswith("part-") or path.name.endswith((PENDING, ASIDE)):
                    continue
                number = number_of(path, "part-", ".parquet")
                if number is None:
                    yield Damage(path, "has a name that no part has: copied or renamed")
                elif number not in sealed or number not in self.blocks:
                    yield from self._stray(kind, path, number)

    def _stray(self, kind: str, path: Path, number: int) -> Iterator[Damage]:
        last = len(self.blocks) - 1
        if number not in self.blocks:
            why = self._why(path, PartLabel(self.mark, kind, number, -1, -1), None)
            yield Damage(path, f"is extra, the last part is {last}; it {why}")
        elif (found := self.part(kind, self.blocks.span(number), None)) is not None:
            yield found


def misplaced(label: PartLabel, expected: PartLabel) -> str:
    """Why a part with one label cannot lie where another is expected."""
    if label.question != expected.question:
        return f"belongs to another question ({label.question}, not {expected.question})"
    if label.kind != expected.kind:
        return f"holds {label.kind}, not {expected.kind}"
    if label.number != expected.number:
        return f"is part {label.number} under another name: copied or renamed"
    there, here = (f"{one.first} to {one.first + one.futures - 1}" for one in (label, expected))
    return f"holds futures {there} where {here} belong"


def cut_short(size: int, sealed: Sum) -> str | None:
    """Whether a file has fewer bytes than were written, in words."""
    short = size < sealed.size
    return f"is cut short: {size:,} of {sealed.size:,} bytes" if short else None


def _unreadable(path: Path, error: Exception, sealed: Sum | None) -> str:
    if path.is_dir():
        return "is a folder"
    if isinstance(error, PermissionError):
        return str(file_error(error, path, "read")).partition("\n")[0].removeprefix(f"{path} ")
    size = path.stat().st_size
    if size == 0:
        return "is empty"
    shorter = cut_short(size, sealed) if sealed is not None else None
    return shorter or "is damaged: it can no longer be read as Parquet"


def _of_another(seal: Seal, mark: str, number: int) -> str:
    if seal.question != mark:
        return f"belongs to another question ({seal.question}, not {mark})"
    if seal.number != number:
        return f"is the seal of block {seal.number} under another name: copied or renamed"
    return "names other futures than its block has: it was edited"


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, by name; nothing if it is none."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def number_of(path: Path, before: str, after: str) -> int | None:
    """The number in a name that has exactly the form of a part or a seal."""
    digits = path.name.removeprefix(before).removesuffix(after)
    if not (digits.isascii() and digits.isdecimal()):
        return None
    number = int(digits)
    return number if path.name == f"{before}{number:05d}{after}" else None


def differing(listed: Mapping[str, Any], folder: Path) -> Iterator[Damage]:
    """Files beside the parts that are not as the manifest lists them."""
    for name, sealed in listed.items():
        path = folder / name
        try:
            if Sum.of(path.read_bytes()).sha256 != sealed:
                yield Damage(path, "is not as it was written: it was edited")
        except FileNotFoundError:
            yield Damage(path, "is missing")
        except OSError as error:
            yield Damage(path, f"cannot be read ({error.strerror})")
