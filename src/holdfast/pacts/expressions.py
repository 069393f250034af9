"""Sentences of the clause language as trees: facts, days, decisions, acts, and gates over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from holdfast.text.nodes import Position


@dataclass(frozen=True, slots=True)
class Fact:
    """A state of the world, given and not inferred. `by` and `but` limit who attacks."""

    form: str
    names: tuple[str, ...]
    by: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    negated: bool = False
    position: Position | None = field(default=None, compare=False)

    def __str__(self) -> str:
        limits = [
            f"{word}={_several(of)}" for word, of in (("by", self.by), ("but", self.but)) if of
        ]
        words = f"{self.form}({', '.join([*(_quoted(n) for n in self.names), *limits])})"
        return f"not {words}" if self.negated else words


@dataclass(frozen=True, slots=True)
class After:
    """From a day on."""

    day: int

    def __str__(self) -> str:
        return f"after({self.day})"


@dataclass(frozen=True, slots=True)
class Decides:
    """An uncertain yes or no that a power takes, by its name POWER.name."""

    name: str
    position: Position | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"decides({self.name})"


@dataclass(frozen=True, slots=True)
class Acts:
    """A thing that a power does, by whatever clause."""

    power: str
    kind: str
    beneficiary: str | None = None
    against: str | None = None
    position: Position | None = field(default=None, compare=False)

    def __str__(self) -> str:
        limits = [
            f"{word}={_quoted(name)}"
            for word, name in (("for", self.beneficiary), ("against", self.against))
            if name
        ]
        return f"acts({', '.join([_quoted(self.power), self.kind, *limits])})"


@dataclass(frozen=True, slots=True)
class Gate:
    """At least `count` of the parts hold: all of them is `and`, one of them is `or`."""

    count: int
    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        if not self.parts:
            return "always"
        if self.count == len(self.parts):
            return " and ".join(_bracketed(part) for part in self.parts)
        if self.count == 1:
            return " or ".join(_bracketed(part) for part in self.parts)
        return f"at_least({self.count}, {', '.join(str(part) for part in self.parts)})"


Expression: TypeAlias = Fact | After | Decides | Acts | Gate
ALWAYS = Gate(0, ())


def leaves(expression: Expression) -> Iterator[Fact | After | Decides | Acts]:
    """Every leaf, in the order of the text."""
    if isinstance(expression, Gate):
        for part in expression.parts:
            yield from leaves(part)
    else:
        yield expression


def ground(expression: Expression, roles: dict[str, str]) -> Expression:
    """Put the names of one pair of powers in the places of `self` and `other`.

    >>> str(ground(Decides("self.honours"), {"self": "FRA"}))
    'decides(FRA.honours)'
    """
    if isinstance(expression, Gate):
        return Gate(expression.count, tuple(ground(part, roles) for part in expression.parts))
    if isinstance(expression, Decides):
        power, _, name = expression.name.partition(".")
        return replace(expression, name=f"{roles.get(power, power)}.{name}")
    if isinstance(expression, Acts):
        return _ground_acts(expression, roles)
    if isinstance(expression, Fact):
        return _ground_fact(expression, roles)
    return expression


def both(first: Expression, second: Expression) -> Expression:
    """The two together, without needless brackets."""
    parts: list[Expression] = []
    for expression in (first, second):
        if isinstance(expression, Gate) and expression.count == len(expression.parts):
            parts.extend(expression.parts)
        else:
            parts.append(expression)
    return parts[0] if len(parts) == 1 else Gate(len(parts), tuple(parts))


def _ground_acts(acts: Acts, roles: dict[str, str]) -> Acts:
    beneficiary, against = acts.beneficiary, acts.against
    return replace(
        acts,
        power=roles.get(acts.power, acts.power),
        beneficiary=None if beneficiary is None else roles.get(beneficiary, beneficiary),
        against=None if against is None else roles.get(against, against),
    )


def _ground_fact(fact: Fact, roles: dict[str, str]) -> Fact:
    def put(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(roles.get(name, name) for name in names)

    names = fact.names if fact.form in ("fact", "in_force") else put(fact.names)
    return replace(fact, names=names, by=put(fact.by), but=put(fact.but))


def _quoted(name: str) -> str:
    return name if name.isidentifier() else f'"{name}"'


def _several(names: tuple[str, ...]) -> str:
    return _quoted(names[0]) if len(names) == 1 else f"({', '.join(map(_quoted, names))})"


def _bracketed(expression: Expression) -> str:
    plain = not isinstance(expression, Gate) or not 0 < expression.count < 2 <= len(
        expression.parts
    )
    plain = plain and not (
        isinstance(expression, Gate) and expression.count == len(expression.parts) > 1
    )
    return str(expression) if plain else f"({expression})"
