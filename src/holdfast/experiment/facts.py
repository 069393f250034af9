"""What the kernel says of itself: the order of a day, its arrays, its hash."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import dataclass

from holdfast.kernel.compiled import source_hash
from holdfast.kernel.day import ORDER
from holdfast.kernel.draws import stream_names
from holdfast.kernel.layout import TABLES, Row
from holdfast.scenario.law import law_hash, law_table


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the day: its place in the order, name, file and first line."""

    number: int
    name: str
    file: str
    purpose: str


def order_of_day() -> tuple[Phase, ...]:
    """The phases of a day in the order in which they run."""
    return tuple(_phase(number, function) for number, function in enumerate(ORDER, start=1))


def _phase(number: int, function: object) -> Phase:
    plain = inspect.unwrap(getattr(function, "py_func", function))  # type: ignore[arg-type]
    first_line = (inspect.getdoc(plain) or "").splitlines()[0]
    return Phase(number, plain.__name__, f"{plain.__module__.split('.')[-1]}.py", first_line)


def array_tables() -> dict[str, tuple[Row, ...]]:
    """The rows of every array of the kernel."""
    return {table.name: tuple(table.rows) for table in (*TABLES, law_table())}


def streams() -> tuple[str, ...]:
    """The named streams of random numbers."""
    return stream_names()


def kernel_hash() -> str:
    """Twelve hex digits that change with any line of the kernel or any constant of the law."""
    return hashlib.sha256(f"{source_hash()} {law_hash()}".encode()).hexdigest()[:12]
