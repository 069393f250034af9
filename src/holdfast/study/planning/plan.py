"""Which plan: all of them, and what a search finds, against every course on the same draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from holdfast.analysis.choosing import Values, alike, answers, choose, judged_plans, tabled
from holdfast.analysis.planning import Choice, CourseJudged, PlanJudged, Planning
from holdfast.analysis.regret import good_enough
from holdfast.errors import StoppedError, UsageError
from holdfast.experiment.outcomes import Floats
from holdfast.experiment.simulate import Design
from holdfast.experiment.stopping import BY_SIGNAL, stoppable
from holdfast.study.choices import HAZARD, Choices
from holdfast.study.planning.candidates import Candidate, Field
from holdfast.study.planning.halving import Round, Size, halve, lever_futures, rounds
from holdfast.study.planning.ledger import DAYS_HELD, STANDS, Ledger
from holdfast.study.planning.levers import Pull, all_levers, known_levers, plans_of, pulls, valued
from holdfast.study.planning.programmes import ProgrammeSpace
from holdfast.study.planning.search import PlanSpace, Search
from holdfast.study.target import Target
from holdfast.text.spelling import did_you_mean

BUDGET = 200_000
"""Campaigns, where none are stated: some minutes on two threads."""

FLOORS = (STANDS, DAYS_HELD)
"""Of what a floor can be stated."""

Tell = Callable[[int, int], None]
"""Called with (done, in all)."""


@dataclass(frozen=True)
class Asked:
    """What is judged, and with how much."""

    plans: tuple[str, ...] = ()
    """All where none is named."""
    courses: tuple[str, ...] = ()
    levers: tuple[str, ...] | None = None
    """Projects, stages of the programme, what-ifs; None: every project and stage."""
    base: str | None = None
    """The plan to which levers are put; the one that is usually taken where none is named."""
    search: int = 0
    """Plans that a search may try."""
    budget: int = BUDGET
    floors: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.floors:
            if name not in FLOORS:
                raise UsageError(f'no floor is of "{name}": {did_you_mean(name, FLOORS)}')
        if self.search < 0 or self.budget < 1:
            raise UsageError("--search must be at least 0 and --budget at least 1")


@dataclass(frozen=True)
class Telling:
    """Who is told how far it is."""

    made: Tell | None = None
    """Plans compiled."""
    played: Tell | None = None
    """Campaigns."""


@dataclass(frozen=True)
class Judging:
    """Everything that is to be played, ready."""

    field: Field
    base: Candidate
    plans: tuple[Candidate, ...]
    levers: tuple[Pull, ...]
    space: PlanSpace | None
    rounds: tuple[Round, ...]
    lever_futures: int
    """On how many futures levers are judged."""


def plan(
    target: Target,
    asked: Asked,
    design: Design,
    choices: Choices | None = None,
    telling: Telling | None = None,
) -> Planning:
    """Judge the plans of a scenario.

    Parameters
    ----------
    design : futures that no plan exceeds, replications, seed, threads.
    choices : what else is chosen, alike for all plans.
    telling : told how far it is.

    Raises
    ------
    ScenarioError
        with every fault of what is written.
    UsageError
        if it is a card, a name is not known, or the budget is too small.
    StoppedError
        if it was stopped before a single plan was judged.
    """
    telling = telling or Telling()
    ready = made_ready(
        Field.of(target, choices or Choices(), asked.courses), asked, design, telling
    )
    return judge(ready, asked, design, telling.played)


def judge(ready: Judging, asked: Asked, design: Design, tell: Tell | None = None) -> Planning:
    """Judge what was made ready."""
    with stoppable() as stop:
        ledger = Ledger(ready.field.courses, design, stop, counted(ready, asked, design, tell))
        found = searched(ready, asked, ledger)
        everyone = [*ready.plans, *found]
        kept, futures = halve(ledger, everyone, ready.rounds, ready.base.name)
        if not kept:
            raise StoppedError("stopped before a plan was judged", BY_SIGNAL + (stop.signal or 0))
        confirm(ledger, everyone, futures, asked.budget)
        few = min(futures, ready.lever_futures)
        levers = ready.levers if ledger.play_to(plans_of(ready.levers), few) else ()
        return replace(
            told(ready, ledger, everyone, futures, asked),
            levers=valued(ledger, levers, few),
            lever_futures=few if levers else 0,
            searched=len(found),
            campaigns=ledger.campaigns,
            complete=not stop,
        )


def made_ready(field: Field, asked: Asked, design: Design, telling: Telling) -> Judging:
    """See what the budget allows, and compile what is to be judged."""
    if field.choices.attack == HAZARD:
        raise UsageError("plans are judged against courses, each of its date, not against a hazard")
    plans = field.known_plans(asked.plans)
    base = _base(asked, plans, field.menu.usual)
    levers = known_levers(field, base, wanted_levers(field, base, asked.levers))
    space = ProgrammeSpace(field, base) if field.menu.economy is not None and asked.search else None
    size = Size(
        len(plans) + (asked.search if space else 0),
        len(field.courses),
        design.replications,
        asked.budget,
        design.futures,
        len(levers),
    )
    made = rounds(size)
    written = field.plans(plans, telling.made)
    first = next(one for one in written if one.name == base)
    pulled = pulls(field, first, levers, telling.made)
    few = lever_futures(size)
    return Judging(field, first, tuple(written), tuple(pulled), space, made, few)


def _base(asked: Asked, plans: Sequence[str], usual: str) -> str:
    """The plan beside which the others are told."""
    if asked.base is None:
        return usual if usual in plans else plans[0]
    if asked.base not in plans:
        raise UsageError(
            f'"{asked.base}" is not among the plans: {did_you_mean(asked.base, plans)}'
        )
    return asked.base


def wanted_levers(field: Field, base: str, named: Sequence[str] | None) -> Sequence[str]:
    """The levers that are named; every project and stage where none is."""
    return all_levers(field, base) if named is None else named


def counted(
    ready: Judging, asked: Asked, design: Design, tell: Tell | None
) -> Callable[[int], None] | None:
    """Who is told of campaigns that came to an end, with how many there will be."""
    if tell is None:
        return None
    done = 0
    before, total = 0, 0
    for one in ready.rounds:
        total += one.plans * (one.futures - before)
        before = one.futures
    total = (
        (total + len(ready.levers) * min(before, ready.lever_futures))
        * len(ready.field.courses)
        * design.replications
    )

    def count(more: int) -> None:
        nonlocal done
        done += more
        tell(done, max(done, min(total, asked.budget)))

    return count


def searched(ready: Judging, asked: Asked, ledger: Ledger) -> list[Candidate]:
    """The plans that a search finds, each played through the first round."""
    if ready.space is None:
        return []
    horizon = next(iter(ready.base.theatres.values())).horizon
    futures = ready.rounds[0].futures
    return Search(ready.space, ledger, futures, asked.search, horizon).run(ledger.design.seed)


def standing(ledger: Ledger, plans: Sequence[Candidate], most: int) -> dict[str, Floats]:
    """Of each plan that was played float64[course, future], no more than `most` futures."""
    futures = {one.name: min(most, ledger.futures(one.name)) for one in plans}
    return {name: ledger.stands([name], n)[0] for name, n in futures.items() if n}


def confirm(ledger: Ledger, plans: Sequence[Candidate], futures: int, budget: int) -> None:
    """Play every plan that comes first to the end, so that none wins by few futures."""
    names = [course.name for course in ledger.courses]
    shares = [course.share for course in ledger.courses]
    a_plan = futures * len(names) * ledger.design.replications
    while not ledger.stop:
        choice = choose(tabled(standing(ledger, plans, futures)), names, shares)
        short = [
            one for one in plans
            if one.name in choice.plans and ledger.futures(one.name) < futures
        ]  # fmt: skip
        if not short or ledger.campaigns + len(short) * a_plan > budget:
            return
        ledger.play_to(short, futures)


def told(
    ready: Judging, ledger: Ledger, plans: Sequence[Candidate], futures: int, asked: Asked
) -> Planning:
    """The answer, without its levers."""
    field, stands = ready.field, standing(ledger, plans, futures)
    names = [course.name for course in ledger.courses]
    shares = [course.share for course in ledger.courses]
    values = tabled(stands)
    choice: Choice = choose(values, names, shares)
    full = {name: one for name, one in stands.items() if one.shape[1] == futures}
    return Planning(
        scenario=field.target.id,
        base=ready.base.name,
        courses=tuple(
            CourseJudged(one.name, one.title, one.attack_on, one.share) for one in ledger.courses
        ),
        plans=tuple(_judged(ledger, plans, stands, values, asked)),
        choice=choice,
        indistinguishable=tuple(alike(full, shares)),
        answers=answers(values, names),
        floors=dict(asked.floors),
        money=None if field.menu.economy is None else field.menu.economy.unit,
        seed=ledger.design.seed,
        replications=ledger.design.replications,
        budget=asked.budget,
    )


def _judged(
    ledger: Ledger, plans: Sequence[Candidate], stands: Mapping[str, Floats], values: Values,
    asked: Asked,
) -> list[PlanJudged]:  # fmt: skip
    """Every plan in the table, with its cost and how often it is good enough."""
    by_name = {one.name: one for one in plans}
    days = {
        name: [_known_mean(runs) for runs in ledger.runs(name, DAYS_HELD, one.shape[1])]
        for name, one in stands.items()
    }
    shares = [course.share for course in ledger.courses]
    titles = {name: one.title for name, one in by_name.items()}
    judged = judged_plans(values, stands, days, titles, shares, ledger.design.seed)
    return [
        replace(
            one,
            cost=by_name[one.name].cost,
            good_enough=_enough(ledger, one, asked.floors, shares) if one.is_final else None,
        )
        for one in judged
    ]


def _known_mean(runs: Floats) -> float | None:
    known = runs[np.isfinite(runs)]
    return float(known.mean()) if known.size else None


def _enough(
    ledger: Ledger, one: PlanJudged, floors: Mapping[str, float], shares: Sequence[float]
) -> float | None:
    """Share of futures in which a plan meets every floor; None where none was stated."""
    if not floors:
        return None
    met = [
        [[runs.mean(axis=1) >= floor for runs in _floored(ledger, one, name)]]
        for name, floor in floors.items()
    ]
    return float(good_enough(met, shares)[0])


def _floored(ledger: Ledger, one: PlanJudged, measure: str) -> list[Floats]:
    """A measure by course; where nobody had to fight the time held is all of it, or none."""
    told = ledger.runs(one.name, measure, one.futures)
    stands = ledger.runs(one.name, STANDS, one.futures)
    longest = max((float(np.nanmax(runs, initial=0.0)) for runs in told), default=0.0)
    return [
        np.where(np.isnan(runs), stood * longest, runs)
        for runs, stood in zip(told, stands, strict=True)
    ]
