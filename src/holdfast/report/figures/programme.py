"""The figures of a run's programme of preparation, from what its dossier notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from holdfast.analysis import words
from holdfast.experiment.programme_notes import OrderLine, ProgrammeNotes
from holdfast.preparation.months import month_number
from holdfast.report.figures.drawing import Figure
from holdfast.report.figures.preparing import (
    OrderView,
    PurseView,
    bound_figure,
    budget_figure,
    programme_figure,
)

A_MONTH = 31
"""Days of a month, for the place of a date within it."""


def programme_of(notes: ProgrammeNotes) -> Figure:
    """What stood of each good when, beside the record."""
    attacks = [month_number(one.isoformat()) + (one.day - 1) / A_MONTH for one in notes.attacks]
    return programme_figure(tuple(goods_of(notes)), month_number(notes.months[0]), attacks)


def budget_of(notes: ProgrammeNotes) -> Figure:
    """What could be drawn of each vote, and what was spent."""
    purses = [PurseView(one.purpose, one.drawable, one.spent) for one in notes.purses]
    return budget_figure(purses, month_number(notes.months[0]), notes.unit)


def bound_of(notes: ProgrammeNotes) -> Figure | None:
    """What bound each stage, month by month; None where nothing ever did."""
    stages = [one for one in stages_of(notes) if any(one.bound)]
    return bound_figure(stages, month_number(notes.months[0])) if stages else None


def goods_of(notes: ProgrammeNotes) -> Iterator[OrderView]:
    """A row a good; goods that the record does not tell apart are one row."""
    together = {good: one.goods for one in notes.recorded for good in one.goods}
    rows: dict[tuple[str, ...], list[OrderLine]] = {}
    for order in notes.orders:
        rows.setdefault(together.get(order.good, (order.good,)), []).append(order)
    for goods, orders in rows.items():
        known = {one.on: one.number for one in notes.recorded if one.goods == goods}
        at = enumerate(notes.attacks)
        yield summed(
            words.listed(goods), orders, tuple((n, known[on]) for n, on in at if on in known)
        )


def stages_of(notes: ProgrammeNotes) -> Iterator[OrderView]:
    """A row a stage of the programme: its orders in all sectors together."""
    rows: dict[str, list[OrderLine]] = {}
    for order in notes.orders:
        stage = order.id.removesuffix(f"/{order.sector}") if order.sector else order.id
        rows.setdefault(stage, []).append(order)
    for stage, orders in rows.items():
        yield summed(stage, orders)


def summed(
    name: str, orders: Sequence[OrderLine], known: tuple[tuple[int, float], ...] = ()
) -> OrderView:
    """Orders as one: numbers added up, in each month what binds the most of them."""
    return OrderView(
        name=name,
        number=sum(one.number for one in orders),
        begun=_added([one.begun for one in orders]),
        done=_added([one.done for one in orders]),
        armed=_added([one.armed for one in orders]),
        bound=tuple(most_bound(orders)),
        known=known,
    )


def most_bound(orders: Sequence[OrderLine]) -> Iterator[str]:
    """In each month what keeps the greatest number of pieces from going on."""
    for month in range(min(len(one.bound) for one in orders)):
        pieces: Counter[str] = Counter()
        for one in orders:
            if what := one.bound[month]:
                pieces[what] += max(1, round(one.number - one.armed[month]))
        yield pieces.most_common(1)[0][0] if pieces else ""


def _added(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    return tuple(round(sum(column), 3) for column in zip(*rows, strict=True))
