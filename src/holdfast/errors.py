"""What can go wrong, said so that a person can mend it: what, where, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
        return f"{where}{self.message}" + (f"\n    {advice}" if advice else "")


class HoldfastError(Exception):
    """The root of every error that a user can cause or meet; the message is for people."""


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
