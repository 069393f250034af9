"""Exact probabilities: decisions that are independent but for common causes, and importances.

A group with share rho: with chance rho one draw U decides for all its members (yes if U < p),
else each draws alone. The one draw is written as a chain: the likeliest member says yes with its
p, the next with p over the p before, given that the one before said yes; so everything is a
product of independent draws and the diagram can be summed exactly (the beta factor of
Fleming, General Atomic GA-A13284, 1975, with unequal p).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from holdfast.pacts.diagrams import Diagrams
from holdfast.pacts.file import PactDecision


@dataclass(frozen=True, slots=True)
class Importance:
    """What one uncertain decision is worth to one question; None where a divisor is 0."""

    birnbaum: float | None = None
    criticality: float | None = None
    fussell_vesely: float | None = None
    raw: float | None = None
    rrw: float | None = None


FORMULAS: dict[str, str] = {
    "birnbaum": "P(top | made) − P(top | refused)",
    "criticality": "p · birnbaum / P(top)",
    "fussell_vesely": "P(a minimal path set with it is wholly made) / P(top)",
    "raw": "P(top | made) / P(top)",
    "rrw": "P(top) / P(top | refused)",
}


class PactChances:
    """The draws behind the decisions, next to them in the order of the diagrams' variables."""

    def __init__(self, decisions: Iterable[PactDecision], groups: Mapping[str, float]) -> None:
        self.decisions = {one.name: one for one in decisions if one.uncertain}
        self.groups = groups
        self.members: dict[str, list[PactDecision]] = {}
        for one in self.decisions.values():
            if one.group is not None:
                self.members.setdefault(one.group, []).append(one)
        for group in self.members.values():
            group.sort(key=lambda one: (-_p(one), one.name))

    def order(self, names: Sequence[str]) -> list[str]:
        """The variables in order: before the first of a group its cause, after each its draws."""
        placed: list[str] = []
        causes: set[str] = set()
        for name in names:
            group = self.decisions[name].group
            if group is None:
                placed.append(name)
                continue
            if group not in causes:
                causes.add(group)
                placed.append(_cause(group))
            placed.extend((name, _shared(name), _alone(name)))
        return placed

    def weights(self) -> dict[str, float]:
        """The chance of yes of every draw."""
        chances = {name: _p(one) for name, one in self.decisions.items()}
        for group, members in self.members.items():
            chances[_cause(group)] = self.groups[group]
            before = 1.0
            for one in members:
                chances[_alone(one.name)] = _p(one)
                chances[_shared(one.name)] = _p(one) / before if before > 0 else 0.0
                before = _p(one)
        return chances

    def draws(self, diagrams: Diagrams) -> dict[str, Any]:
        """Each grouped decision as a diagram over its draws."""
        drawn: dict[str, Any] = {}
        for group, members in self.members.items():
            cause = diagrams.variables[_cause(group)]
            chain = diagrams.true
            for one in members:
                chain = chain & diagrams.variables[_shared(one.name)]
                alone = diagrams.variables[_alone(one.name)]
                drawn[one.name] = diagrams.manager.ite(cause, chain, alone)
        return drawn


class Measured:
    """Probability and importances of questions on one set of diagrams."""

    def __init__(self, diagrams: Diagrams, chances: PactChances) -> None:
        self.diagrams = diagrams
        self.chances = chances
        self.weights = chances.weights()
        self.draws = chances.draws(diagrams)

    def probability(self, node: Any) -> float:
        """The chance that a diagram over decisions is true."""
        support = self.diagrams.support(node)
        drawn = {name: self.draws[name] for name in support if name in self.draws}
        if drawn:
            node = self.diagrams.manager.let(drawn, node)
        return float(
            self.diagrams.fold(
                node,
                lambda name, low, high: low + self.weights[name] * (high - low),
                0.0,
                1.0,
            )
        )

    def importance(self, name: str, node: Any, minimal: Any, p: float) -> Importance:
        """What one decision is worth, by the five measures of `FORMULAS`."""
        diagrams = self.diagrams
        if name not in diagrams.support(node):
            idle = _ratio(p, p)
            return Importance(0.0, _ratio(0.0, p), _ratio(0.0, p), idle, idle)
        made = self.probability(diagrams.manager.let({name: True}, node))
        refused = self.probability(diagrams.manager.let({name: False}, node))
        contains = diagrams.upward(minimal & diagrams.variables[name])
        return Importance(
            made - refused,
            _ratio(_p(self.chances.decisions[name]) * (made - refused), p),
            _ratio(self.probability(contains), p),
            _ratio(made, p),
            _ratio(p, refused),
        )


def _ratio(above: float, below: float) -> float | None:
    return None if below == 0 else above / below


def _p(decision: PactDecision) -> float:
    assert decision.probability is not None, "an uncertain decision has a probability"
    return decision.probability


def _cause(group: str) -> str:
    return f"\0cause {group}"


def _shared(name: str) -> str:
    return f"\0common {name}"


def _alone(name: str) -> str:
    return f"\0alone {name}"
