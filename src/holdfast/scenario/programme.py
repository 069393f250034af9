"""The programme of a plan, in words: what is ordered where, from when, and what is voted for it.

A plan changes the base programme: it re-divides the money, puts sectors in another order, begins
earlier or later, or orders something else altogether.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from holdfast.schema.economy import PreparationEconomy, ProgrammePlan, ProgrammeStage
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario

HISTORICAL = "historical"
"""The plan that is taken where none is named; the first one if there is none of this name."""

MONTHS_A_YEAR = 12

NOWHERE = ""
"""The sector of what stands in none."""

UNCHANGED = ProgrammePlan()


@dataclass(frozen=True, slots=True)
class SectorOrder:
    """What is ordered for one sector, or for none."""

    stage_id: str
    good: str
    sector: str
    number: Quantity
    """Of the whole stage."""
    part: Quantity | float
    """This sector's share of it."""
    begins: datetime.date
    stage: int
    """Lower ones come first, equal ones side by side."""
    by: datetime.date | None = None

    @property
    def id(self) -> str:
        """Its name: the stage's, and the sector's where the stage has several."""
        return f"{self.stage_id}/{self.sector}" if self.sector else self.stage_id


@dataclass(frozen=True, slots=True)
class SharedVote:
    """A sum voted for a purpose: one that is written, or a share of one."""

    purpose: str
    on: datetime.date
    until: datetime.date
    sum: Quantity
    share: Quantity | None = None


@dataclass(frozen=True, slots=True)
class PlanProgramme:
    """Everything that a plan does about preparation."""

    orders: tuple[SectorOrder, ...] = ()
    votes: tuple[SharedVote, ...] = ()
    projects: tuple[str, ...] = ()
    begins: dict[str, datetime.date] = field(default_factory=dict)
    """First month of each capacity that has one."""
    first: datetime.date = datetime.date.min
    """First month that is reckoned."""


def taken_plan(scenario: Scenario) -> str:
    """The plan that a scenario takes: its own `plan`, `historical`, or else the first."""
    if scenario.plan is not None:
        return scenario.plan
    return base_plan(scenario)


def base_plan(scenario: Scenario) -> str:
    """The plan that history took: `historical`, or else the first."""
    return HISTORICAL if HISTORICAL in scenario.plans else next(iter(scenario.plans))


def programme_of(
    economy: PreparationEconomy, plan: ProgrammePlan | None, projects: Iterable[str] = ()
) -> PlanProgramme:
    """The programme of a plan: the base programme with what the plan changes of it."""
    plan = plan or UNCHANGED
    moves = _moves(economy, plan)
    orders = tuple(_orders(economy, plan, moves))
    votes = tuple(_votes(economy, plan, moves))
    return PlanProgramme(
        orders=_in_stages(orders, plan.order) if plan.order else orders,
        votes=votes,
        projects=tuple(projects),
        begins=dict(_capacities(economy, moves)),
        first=moved(economy.begins, min(0, *moves.values())),
    )


def moved(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or earlier; the last of a month that has no such day.

    >>> moved(datetime.date(1936, 1, 31), -2), moved(datetime.date(1936, 6, 5), 24)
    (datetime.date(1935, 11, 28), datetime.date(1938, 6, 5))
    """
    if not months:
        return day
    number = month_number(day) + months
    last_safe = 28
    year, month = divmod(number, MONTHS_A_YEAR)
    return datetime.date(year, month + 1, min(day.day, last_safe))


def month_number(day: datetime.date) -> int:
    """Months since the year 0, to count with."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def _moves(economy: PreparationEconomy, plan: ProgrammePlan) -> dict[str, int]:
    """By how many months each purpose is moved."""
    written = plan.start_months
    if isinstance(written, int):
        return dict.fromkeys(economy.purposes, written)
    return {purpose: written.get(purpose, 0) for purpose in economy.purposes}


def _orders(
    economy: PreparationEconomy, plan: ProgrammePlan, moves: dict[str, int]
) -> Iterator[SectorOrder]:
    stages: Sequence[ProgrammeStage]
    stages = economy.programme if plan.orders is None else plan.orders
    for number, stage in enumerate(stages):
        good = economy.goods[stage.good]
        begins = moved(stage.begins, moves.get(good.purpose, 0))
        alike = 1.0 / max(1, len(stage.sectors))
        for sector in stage.sectors or [NOWHERE]:
            part: Quantity | float = stage.shares.get(sector, 0.0) if stage.shares else alike
            yield SectorOrder(
                stage.id, stage.good, sector, stage.number, part, begins, number, stage.by
            )


def _votes(
    economy: PreparationEconomy, plan: ProgrammePlan, moves: dict[str, int]
) -> Iterator[SharedVote]:
    for vote in economy.votes:
        for purpose, share in _divided(vote.purpose, plan):
            months = moves.get(purpose, 0)
            on, until = moved(vote.on, months), moved(vote.until, months)
            yield SharedVote(purpose, on, until, vote.sum, share)


def _divided(purpose: str, plan: ProgrammePlan) -> Iterator[tuple[str, Quantity | None]]:
    if plan.shares is None:
        yield purpose, None
    else:
        yield from plan.shares.items()


def _capacities(
    economy: PreparationEconomy, moves: dict[str, int]
) -> Iterator[tuple[str, datetime.date]]:
    """First months of capacities, moved with the purposes whose goods alone use them."""
    for name, capacity in economy.capacities.items():
        if capacity.begins is not None:
            using = {moves.get(p, 0) for p in _purposes_using(economy, name)}
            yield name, moved(capacity.begins, using.pop() if len(using) == 1 else 0)


def _purposes_using(economy: PreparationEconomy, capacity: str) -> Iterator[str]:
    for good in economy.goods.values():
        if capacity in good.uses or (good.armed is not None and capacity in good.armed.uses):
            yield good.purpose


def _in_stages(
    orders: tuple[SectorOrder, ...], groups: Sequence[Sequence[str]]
) -> tuple[SectorOrder, ...]:
    """Orders of sectors in another order; what stands nowhere keeps its place.

    The stages and the months in which they began stay: they are given out anew, the first to the
    sectors that now come first. Sectors of one group go side by side.
    """
    rank = {sector: n for n, group in enumerate(groups) for sector in group}
    placed = [one for one in orders if one.sector]
    stages = sorted(one.stage for one in placed)
    months = {good: sorted(o.begins for o in placed if o.good == good) for good in _goods(placed)}
    found: dict[str, SectorOrder] = {}
    first: dict[tuple[int, int], int] = {}
    begun: dict[tuple[str, tuple[int, int]], datetime.date] = {}
    for slot, one in enumerate(sorted(placed, key=lambda one: _turn(one, rank))):
        turn = _turn(one, rank)
        stage = first.setdefault(turn, stages[slot])
        month = months[one.good].pop(0)
        found[one.id] = replace(one, stage=stage, begins=begun.setdefault((one.good, turn), month))
    return tuple(found.get(one.id, one) for one in orders)


def _turn(order: SectorOrder, rank: dict[str, int]) -> tuple[int, int]:
    """When an order's turn is: its group's, or behind all groups in the order that it had."""
    number = rank.get(order.sector)
    return (len(rank), order.stage) if number is None else (number, 0)


def _goods(orders: Sequence[SectorOrder]) -> list[str]:
    return list(dict.fromkeys(one.good for one in orders))
