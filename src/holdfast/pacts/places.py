"""Where each character of a written word stands in its file, through quotes, escapes and folds."""

from __future__ import annotations

import bisect
import re

from holdfast.text.nodes import Position, Scalar

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_ESCAPE_WIDTH = {"x": 4, "u": 6, "U": 10}


class Original:
    """The text of a file as written, to find the line and column of any part of a scalar."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        self.walked: tuple[Scalar | None, list[int]] = (None, [])

    def position(self, index: int) -> Position:
        """The line and column of one character of the file."""
        line = bisect.bisect_right(self.starts, index) - 1
        return Position(self.file, line + 1, index - self.starts[line] + 1)

    def index(self, position: Position) -> int:
        """The character of the file at a line and column."""
        line = min(max(position.line, 1), len(self.starts)) - 1
        return min(self.starts[line] + position.column - 1, len(self.text))

    def inside(self, scalar: Scalar, offset: int) -> Position:
        """The place of the character number `offset` of a scalar's value."""
        start = self.index(scalar.position)
        mark = self.text[start : start + 1]
        quote = mark if scalar.quoted and mark in ("'", '"') else ""
        if self.walked[0] is not scalar:
            self.walked = (scalar, [self._first(scalar, start, quote)])
        at = self._walk(scalar, offset, quote)
        rest = scalar.text[offset : offset + 1]
        return self.position(self._skip_indent(at, rest) if rest else at)

    def _first(self, scalar: Scalar, start: int, quote: str) -> int:
        """Where the value of a scalar begins: behind its quote, or in the line after its mark."""
        if scalar.quoted and self.text[start : start + 1] in ("|", ">"):
            following = bisect.bisect_right(self.starts, start)
            return self.starts[min(following, len(self.starts) - 1)]
        return start + 1 if quote else start

    def _walk(self, scalar: Scalar, offset: int, quote: str) -> int:
        """Go on from the farthest character that was reached; a long sentence is walked once."""
        ends = self.walked[1]
        for character in scalar.text[len(ends) - 1 : offset]:
            at = self._skip_indent(ends[-1], character)
            ends.append(at + self._width(at, character, quote))
        return ends[min(offset, len(ends) - 1)]

    def _skip_indent(self, at: int, character: str) -> int:
        if character.isspace():
            return at
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _width(self, at: int, character: str, quote: str) -> int:
        """How many characters of the file made this one character of the value."""
        here = self.text[at : at + 1]
        if quote == '"' and here == "\\":
            return _ESCAPE_WIDTH.get(self.text[at + 1 : at + 2], 2)
        if quote == "'" and here == "'":
            return 2
        if character.isspace() and here in ("\n", "\r"):
            return self._skip_indent(at, "x") - at
        return 1
