"""Levers: one thing done or left, everything else as in the base plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from holdfast.analysis.levers import POINTS, Lever, worth
from holdfast.errors import UsageError
from holdfast.study.planning.candidates import Candidate, Field, OnMade
from holdfast.study.planning.ledger import DAYS_HELD, STANDS, Ledger
from holdfast.text.spelling import did_you_mean


@dataclass(frozen=True)
class Pull:
    """A lever as two plans: without it and with it."""

    name: str
    title: str
    cost: float | None
    without: Candidate
    with_it: Candidate


def pulls(
    field: Field, base: Candidate, named: Sequence[str], on_made: OnMade | None = None
) -> list[Pull]:
    """The levers that are named, each beside the base plan."""
    known = field.target.what_ifs()
    made: list[Pull] = []
    for name in named:
        chosen = field.choices.under(plan=base.name, what_ifs=(*field.choices.what_ifs, name))
        title = known[name].title
        made.append(Pull(name, title, None, base, field.compiled(f"with {name}", title, chosen)))
        if on_made is not None:
            on_made(len(made), len(named))
    return made


def known_levers(field: Field, named: Iterable[str]) -> tuple[str, ...]:
    """The what-ifs that are named as levers, each once.

    Raises
    ------
    UsageError
        with the nearest name, if there is none of a name.
    """
    known = field.target.what_ifs()
    for name in named:
        if name not in known:
            raise UsageError(
                f'{field.target.id} has no lever "{name}": {did_you_mean(name, known)}'
            )
    return tuple(dict.fromkeys(named))


def plans_of(levers: Sequence[Pull]) -> list[Candidate]:
    """Every plan that levers need, each once."""
    return list({one.name: one for pull in levers for one in (pull.without, pull.with_it)}.values())


def valued(ledger: Ledger, levers: Sequence[Pull], futures: int) -> tuple[Lever, ...]:
    """What each lever is worth on so many futures."""
    return tuple(_valued(ledger, one, futures) for one in levers)


def _valued(ledger: Ledger, lever: Pull, futures: int) -> Lever:
    without = ledger.played(lever.without.name, futures)
    with_it = ledger.played(lever.with_it.name, futures)
    shares = {course.name: course.share for course in ledger.courses}
    stands, days = (
        worth(
            {course: one[measure] for course, one in without.items()},
            {course: one[measure] for course, one in with_it.items()},
            shares,
            ledger.design.replications,
        )
        for measure in (STANDS, DAYS_HELD)
    )
    return Lever(lever.name, lever.title, lever.cost, stands.scaled(POINTS), days)
