"""What can go wrong, said so that a person can mend it: what, where, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
"""Characters that a terminal obeys or hides instead of printing; line feed and tab are none."""


def printable(text: str) -> str:
    r"""The text with what a terminal would obey or hide written as an escape.

    >>> printable("red \x1b[31m, turned \u202e, two\nlines")
    'red \\x1b[31m, turned \\u202e, two\nlines'
    """
    return _UNPRINTABLE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def one_line(text: str) -> str:
    r"""The text as `printable` has it, in one line.

    >>> one_line("two\nlines")
    'two\\nlines'
    """
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake in one place of a file.

    `line` and `column` count from 1; 0 means the file as a whole.
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str = ""
    path: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: "
        at = f"at {self.path}" if self.path else ""
        advice = "; ".join(part for part in (at, self.remedy) if part)
        said = one_line(f"{where}{self.message}")
        return f"{said}\n    {one_line(advice)}" if advice else said


class HoldfastError(Exception):
    """The root of every error that a user can cause or meet; the message is for people."""

    def __str__(self) -> str:
        return printable(super().__str__())


class UsageError(HoldfastError):
    """A command or a function was asked for something that does not exist or does not fit."""


class ScenarioError(HoldfastError):
    """A scenario, card or pact file cannot be used. Carries every fault found, not the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class StoreError(HoldfastError):
    """A run folder is missing, damaged, or belongs to another question."""


class StoppedError(HoldfastError):
    """A signal ended a run; what was done is kept. Carries the exit code of the program."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class SimulationError(HoldfastError):
    """The simulation cannot go on: a law gave a number that cannot be."""
