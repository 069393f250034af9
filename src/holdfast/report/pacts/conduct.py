"""What the engine says beside what the powers did, clause by clause, misses included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.catalog.pacts import Conduct
from holdfast.pacts import PactAnswer
from holdfast.report.pacts.words import Told


@dataclass(frozen=True, slots=True)
class Beside:
    """One clause and power: the day on which the engine has it fall due, and the day of history."""

    clause: str
    power: str
    engine_day: int | None
    history_day: int | None
    note: str

    @property
    def verdict(self) -> str:
        """Whether the two agree on the act, and by how many days they differ."""
        if self.engine_day is None and self.history_day is None:
            return "agrees: not owed, not done"
        if self.history_day is None:
            return "miss: owed, not done"
        if self.engine_day is None:
            return "miss: done, not owed"
        late = self.history_day - self.engine_day
        if late == 0:
            return "agrees: to the day"
        return (
            f"agrees: {abs(late)} day{'s' * (abs(late) > 1)} {'later' if late > 0 else 'earlier'}"
        )


def beside(answer: PactAnswer, conduct: Iterable[Conduct]) -> tuple[Beside, ...]:
    """Each act of history beside the causal day of its clause, with every decision made."""
    days: dict[tuple[str, str], int | None] = {}
    for row in answer.acts:
        key = (row.clause, row.power)
        known = [day for day in (days.get(key), row.causal_day) if day is not None]
        days[key] = min(known, default=None)
    return tuple(
        Beside(one.clause, one.power, days[one.clause, one.power], one.day, one.note)
        for one in conduct
    )


def conduct_passage(rows: tuple[Beside, ...]) -> Told:
    """The comparison in sentences, with the count of misses first."""
    misses = sum(row.verdict.startswith("miss") for row in rows)
    told = tuple(
        f"{row.power}, {row.clause}: engine {_day(row.engine_day)}, history {_day(row.history_day)}"
        f" ({row.note}): {row.verdict}."
        for row in rows
    )
    head = (f"{len(rows)} clauses compared, {misses} missed.",) if rows else ()
    return Told("Beside what the powers did", head + told)


def conduct_table(rows: tuple[Beside, ...]) -> str:
    """The comparison as a table for a page of documentation."""
    lines = [
        "| power | clause | engine | history | verdict | what happened |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.power} | `{row.clause}` | {_day(row.engine_day)} | {_day(row.history_day)} "
        f"| {row.verdict} | {row.note} |"
        for row in rows
    ]
    return "\n".join(lines)


def _day(day: int | None) -> str:
    return "never" if day is None else f"day {day}"
