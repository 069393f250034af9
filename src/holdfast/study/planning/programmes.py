"""Programmes as points: the order of sectors, the shares of purposes, the month of the start.

The first three numbers say whether the base order stays, whether the base shares stay, and when it
all begins. Then comes one number a sector, by which they are put in order (random keys, Bean 1994),
and one a purpose, its part of the money. Projects are those of the base plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from holdfast.experiment.outcomes import Floats
from holdfast.schema.economy import PreparationEconomy, ProgrammePlan
from holdfast.schema.quantity import fixed
from holdfast.schema.scenario import Plan
from holdfast.study.planning.candidates import Candidate, Field

KEEPS = 0.5
"""Below it the base order, or the base shares, are kept."""

EARLIEST, LATEST, STEP_MONTHS = -24, 12, 3
"""Months by which a programme may be moved, and in what steps. grade: judgement"""

SHARE_STEPS = 20
"""Shares come in twentieths. grade: judgement"""

DIGITS = 6


@dataclass(frozen=True)
class ProgrammeSpace:
    """Every programme that differs from the base in order, shares or start."""

    field: Field
    base: str

    @property
    def economy(self) -> PreparationEconomy:
        """What prepares."""
        assert self.field.menu.economy is not None, "a space of programmes is of an economy"
        return self.field.menu.economy

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """The sectors in which anything is built, in their base order."""
        named = (sector for stage in self.economy.programme for sector in stage.sectors)
        return tuple(dict.fromkeys(named))

    @cached_property
    def purposes(self) -> tuple[str, ...]:
        """What money is voted for."""
        return tuple(self.economy.purposes)

    @cached_property
    def base_shares(self) -> dict[str, float]:
        """Each purpose's share of all that is voted, at middle values."""
        votes = dict.fromkeys(self.purposes, 0.0)
        for vote in self.economy.votes:
            votes[vote.purpose] += vote.sum.middle()
        total = sum(votes.values()) or 1.0
        return {purpose: voted / total for purpose, voted in votes.items()}

    @property
    def numbers(self) -> int:
        """How many numbers a point has."""
        return 3 + len(self.sectors) + len(self.purposes)

    def written(self) -> Sequence[Floats]:
        """The plans that are written, as far as order, shares and start say what they are."""
        plans = self.field.menu.plans.values()
        programmes = [one.programme for one in plans if one.programme is not None]
        return [self.point(one) for one in (ProgrammePlan(), *programmes)]

    def point(self, programme: ProgrammePlan) -> Floats:
        """The point of a programme."""
        order = [sector for group in programme.order for sector in group]
        rank = {sector: n for n, sector in enumerate(order)}
        keys = [
            rank.get(sector, len(order) + n) / max(1, len(order) + len(self.sectors))
            for n, sector in enumerate(self.sectors)
        ]
        shares = self.base_shares
        if programme.shares is not None:
            shares = {name: one.middle() for name, one in programme.shares.items()}
        top = max(shares.values(), default=1.0) or 1.0
        parts = [shares.get(purpose, 0.0) / top for purpose in self.purposes]
        gates = [float(bool(order)), float(programme.shares is not None)]
        return np.clip([*gates, self._start_of(programme), *keys, *parts], 0.0, 1.0)

    def _start_of(self, programme: ProgrammePlan) -> float:
        written = programme.start_months
        months = written if isinstance(written, int) else min(written.values(), default=0)
        return (months - EARLIEST) / (LATEST - EARLIEST)

    def programme(self, point: Floats) -> ProgrammePlan:
        """The programme of a point."""
        keys, parts = np.split(point[3:], [len(self.sectors)])
        order: list[list[str]] = []
        if point[0] >= KEEPS:
            order = [[self.sectors[n]] for n in np.argsort(keys, kind="stable")]
        shares = self._shares(parts) if point[1] >= KEEPS else None
        steps = round(float(point[2]) * (LATEST - EARLIEST) / STEP_MONTHS)
        return ProgrammePlan(
            order=order,
            shares=None if shares is None else {name: fixed(one) for name, one in shares.items()},
            start_months=EARLIEST + steps * STEP_MONTHS,
        )

    def _shares(self, parts: Floats) -> dict[str, float] | None:
        """Parts as shares in twentieths that sum to 1: the largest remainders are rounded up."""
        if parts.sum() <= 0:
            return None
        exact = parts / parts.sum() * SHARE_STEPS
        whole = np.floor(exact)
        behind = np.argsort(whole - exact, kind="stable")[: round(SHARE_STEPS - whole.sum())]
        whole[behind] += 1
        return {
            purpose: round(float(count) / SHARE_STEPS, DIGITS)
            for purpose, count in zip(self.purposes, whole, strict=True)
        }

    def plan(self, point: Floats) -> Candidate:
        """The plan of a point, named by what it does."""
        programme = self.programme(point)
        said = programme.model_dump_json(include={"order", "shares", "start_months"})
        name = f"found-{hashlib.blake2b(said.encode(), digest_size=3).hexdigest()}"
        if name not in self._made:
            base = self.field.menu.plans[self.base]
            plan = Plan(
                title=self.title(programme), programme=programme, projects=base.projects,
                deployment=base.deployment, effects=base.effects,
            )  # fmt: skip
            self._made[name] = self.field.made(name, plan, self.field.choices_for(self.base))
        return self._made[name]

    @cached_property
    def _made(self) -> dict[str, Candidate]:
        return {}

    def title(self, programme: ProgrammePlan) -> str:
        """A programme in words."""
        months = programme.start_months
        parts = [_begun(months if isinstance(months, int) else 0)]
        if programme.shares is not None:
            parts.append(_divided({name: one.middle() for name, one in programme.shares.items()}))
        if programme.order:
            parts.append("first " + ", ".join(group[0] for group in programme.order[:3]))
        return "; ".join(parts)


def _begun(months: int) -> str:
    if months == 0:
        return "begun as it was"
    return f"begun {abs(months)} months {'earlier' if months < 0 else 'later'}"


def _divided(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {share:.0%}".replace("%", " %") for name, share in shares.items())
