"""The texts of a scenario's files, to place a fault inside a sentence of any of them."""

from __future__ import annotations

from pathlib import PurePath

from holdfast.errors import ScenarioError
from holdfast.pacts.places import Original
from holdfast.scenario.include import Folder
from holdfast.text.files import read_text
from holdfast.text.nodes import Position, Scalar


class Texts(Original):
    """The files of a scenario's folder, each read when a place in it is first asked for."""

    def __init__(self, folder: Folder, shown_as: str) -> None:
        super().__init__("", shown_as)
        self.folder = folder
        self.beside = PurePath(shown_as).parent
        self.main = shown_as
        self.read: dict[str, Original | None] = {}

    def inside(self, scalar: Scalar, offset: int) -> Position:
        """The place of the character number `offset` of a scalar's value."""
        file = scalar.position.file
        if file not in self.read:
            self.read[file] = self._open(file)
        original = self.read[file]
        return scalar.position if original is None else original.inside(scalar, offset)

    def _open(self, file: str) -> Original | None:
        """A file by the name that faults carry; None for what stands in no file."""
        try:
            name = PurePath(self.main).name if file == self.main else None
            path = self.folder
            for part in (name,) if name else PurePath(file).relative_to(self.beside).parts:
                path = path / part
            text = read_text(path, file)
        except (ValueError, ScenarioError):
            return None
        return _TableText(text, file) if file.endswith(".csv") else Original(text, file)


class _TableText(Original):
    """A table, in whose quoted cells a quote is written twice."""

    def inside(self, scalar: Scalar, offset: int) -> Position:
        """The place of the character number `offset` of a cell's value."""
        at = self.index(scalar.position)
        if self.text[at : at + 1] != '"':
            return self.position(at + offset + scalar.quoted)
        at += 1 + scalar.quoted
        for character in scalar.text[:offset]:
            at += 2 if character == '"' else 1
        return self.position(at)
