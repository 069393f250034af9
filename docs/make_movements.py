"""Write the table of movements on record: each line of a record beside the program's answer.

    python docs/make_movements.py

The schedules stand in tests/published/movement, the table in docs/explanation/movements.md. A test
holds the table equal to what this prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from holdfast.analysis.reach import BesideRecord
from holdfast.scenario.movement_source import read_movement
from holdfast.schema.factors import FACTORS
from holdfast.schema.movement import Movement
from holdfast.study.reach.movement import beside_record

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/explanation/movements.md"
SCHEDULES = ROOT / "tests/published/movement"
BLOCK = re.compile(r"(<!-- movements: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def record_block() -> str:
    """One row a line of the record."""
    lines = ["| | on record | was | answer | within | |", "|---|---|---:|---:|---:|---|"]
    for path in sorted(SCHEDULES.glob("*.yaml")):
        movement, _ = read_movement(path)
        rows = beside_record(movement)
        for n, row in enumerate(rows):
            lines.append("| " + " | ".join(_cells(movement, n, row)) + " |")
    return "\n".join([*lines, ""])


def _cells(movement: Movement, n: int, row: BesideRecord) -> Iterator[str]:
    written = movement.record[n]
    yield movement.id if n == 0 else ""
    yield row.what
    yield f"day {row.day:g}" if row.in_days else f"{row.amount:,.0f}"
    if row.in_days:
        yield "never" if row.answer == float("inf") else f"day {row.answer:g}"
        yield f"{row.tolerance:g} d"
    else:
        yield f"{row.answer:,.0f} ({row.answer / row.amount - 1:+.0%})"
        yield f"{row.tolerance:.0%}"
    verdict = "within" if row.within else "**miss**"
    reason = written.given or written.differs
    given = " (given)" if written.given else ""
    yield f"{verdict}{given}" + (f": {reason}" if reason else "")


def factors_block() -> str:
    """One row a planning factor."""
    lines = [
        "| factor | low | middle | high | unit | source | grade |",
        "|---|---:|---:|---:|---|---|---|",
    ]
    lines += [
        f"| `{one.name}`: {one.meaning} | {one.low:g} | {one.value:g} | {one.high:g} | {one.unit} "
        f"| {one.source} | {one.grade} |"
        for one in FACTORS
    ]
    return "\n".join([*lines, ""])


BLOCKS = {"record": record_block, "factors": factors_block}


def filled(text: str) -> str:
    """The page with its tables written anew."""
    return BLOCK.sub(lambda found: found[1] + BLOCKS[found[2]]() + found[3], text)


def main() -> None:
    """Write the page."""
    PAGE.write_text(filled(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
