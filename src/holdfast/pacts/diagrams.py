"""Truth in all futures at once: decision diagrams over the uncertain decisions.

Minimal path and cut sets are read off a diagram after Rauzy, Reliability Engineering & System
Safety 40 (1993) 203-211; no set is ever summed as if the sets excluded each other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeAlias

import dd.autoref
import dd.bdd

from holdfast.pacts.days import Algebra, Truth

Step: TypeAlias = Callable[[str, Any, Any], Any]
MAX_NODES = 1_000_000
MAX_SETS = 10_000


class TooLarge(Exception):  # noqa: N818  a limit that is met, not a fault of the user
    """A diagram would have more than the allowed number of nodes."""


@contextmanager
def deep(variables: int) -> Iterator[None]:
    """Allow recursion as deep as the diagrams are tall, and restore the limit after.

    Raises
    ------
    TooLarge
        instead of the manager's own complaint that it is full.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 1_000 + 20 * variables))
    try:
        yield
    except RuntimeError as error:
        if "full" in str(error):
            raise TooLarge from None
        raise
    finally:
        sys.setrecursionlimit(before)


class _Store(dd.bdd.BDD):
    """A store of nodes that may be thrown away whole, whatever still refers to it."""

    def __del__(self) -> None:
        """Let go in silence: the library asserts here that all diagrams went before their store."""


class _Manager(dd.autoref.BDD):
    """A manager whose store has a hard limit, so that no single step can fill the memory."""

    def __init__(self, max_nodes: int) -> None:
        store: Any = _Store  # its own types call it abstract; the library makes it so itself
        self._bdd = store()
        self._bdd.max_nodes = max_nodes
        self.vars = self._bdd.vars


class Diagrams:
    """One manager of diagrams in a fixed order of variables."""

    def __init__(self, order: Sequence[str], max_nodes: int = MAX_NODES) -> None:
        self.order = tuple(order)
        self.max_nodes = max_nodes
        self.tidy_at = max_nodes // 4
        self.manager: Any = _Manager(max_nodes + max_nodes // 2)
        self.manager.declare(*order)
        self.manager.configure(reordering=False)
        self.false = self.manager.false
        self.true = self.manager.true
        self.variables = {name: self.manager.var(name) for name in order}
        self.algebra = Algebra(_Bounded(self, self.false), _Bounded(self, self.true), _negated)

    def choices(self) -> dict[str, Truth]:
        """Each decision as a value of the algebra."""
        return {name: _Bounded(self, variable) for name, variable in self.variables.items()}

    def check(self) -> None:
        """Refuse to grow past the limit, after clearing what is no longer used."""
        if len(self.manager) > self.tidy_at:
            self.manager.collect_garbage()
            if len(self.manager) > self.max_nodes:
                raise TooLarge
            self.tidy_at = min(self.max_nodes, max(self.tidy_at, 2 * len(self.manager)))

    def value(self, node: Any) -> Truth:
        """A diagram as a value of the algebra: its two constants are one object each."""
        if node == self.true:
            return self.algebra.true
        return self.algebra.false if node == self.false else _Bounded(self, node)

    def branches(self, node: Any) -> tuple[str, Any, Any]:
        """The top variable of a diagram, and what is left when it is refused and when made."""
        low, high = node.low, node.high
        return (node.var, ~low, ~high) if node.negated else (node.var, low, high)

    def is_constant(self, node: Any) -> bool:
        """Say whether the diagram is simply true or simply false."""
        return bool(node == self.true or node == self.false)

    def measure(self, node: Any, step: Step, false: Any, true: Any) -> dict[int, Any]:
        """A value for every node from the leaves up; `step` gets variable, low and high."""
        known: dict[int, Any] = {int(self.false): false, int(self.true): true}

        def value(of: Any) -> Any:
            key = int(of)
            if key not in known:
                name, low, high = self.branches(of)
                known[key] = step(name, value(low), value(high))
            return known[key]

        value(node)
        return known

    def fold(self, node: Any, step: Step, false: Any, true: Any) -> Any:
        """The value of the diagram itself, worked up from its leaves."""
        return self.measure(node, step, false, true)[int(node)]

    def either(self, name: str, low: Any, high: Any) -> Any:
        """The diagram that is `high` when the decision is made and `low` when it is refused."""
        self.check()
        return self.manager.ite(self.variables[name], high, low)

    def upward(self, node: Any) -> Any:
        """All sets of decisions that contain a set of the diagram."""
        return self.fold(
            node, lambda name, low, high: self.either(name, low, low | high), self.false, self.true
        )

    def minimal(self, node: Any) -> Any:
        """The smallest sets of the diagram: none of them contains another."""
        upward = self.upward(node)
        names = self.support(node)
        known: dict[tuple[int, int], Any] = {}

        def value(of: Any, level: int) -> Any:
            if of == self.false or level == len(names):
                return of
            key = (int(of), level)
            if key not in known:
                top = "" if self.is_constant(of) else self.branches(of)[0]
                low, high = self.branches(of)[1:] if top == names[level] else (of, of)
                without = value(low, level + 1)
                with_it = self.false if low == high else value(high, level + 1) & ~low
                known[key] = self.either(names[level], without, with_it)
            return known[key]

        return value(upward, 0)

    def support(self, node: Any) -> list[str]:
        """The decisions on which a diagram depends, in the order of the variables."""
        names = self.manager.support(node)
        return [name for name in self.order if name in names]

    def refusals(self, node: Any) -> Any:
        """The diagram over refusals: true for a set of them that kills what the diagram says."""
        return self.fold(
            node, lambda name, low, high: self.either(name, high, low), self.true, self.false
        )

    def sets(self, minimal: Any, limit: int = MAX_SETS) -> tuple[tuple[tuple[str, ...], ...], bool]:
        """The sets of a diagram of minimal sets, by size, then by names; and whether cut short."""
        step: Step = lambda _name, low, high: low | {size + 1 for size in high}  # noqa: E731
        sizes = self.measure(minimal, step, frozenset(), frozenset({0}))
        found: list[tuple[str, ...]] = []
        for size in sorted(sizes[int(minimal)]):
            of_size = islice(self._of_size(minimal, size, sizes), limit + 1 - len(found))
            found.extend(sorted(tuple(sorted(names)) for names in of_size))
        return tuple(found[:limit]), len(found) > limit

    def _of_size(
        self, minimal: Any, size: int, sizes: dict[int, frozenset[int]]
    ) -> Iterator[list[str]]:
        waiting: list[tuple[Any, int, list[str]]] = [(minimal, size, [])]
        while waiting:
            node, left, names = waiting.pop()
            if self.is_constant(node):
                yield names
                continue
            name, low, high = self.branches(node)
            for branch, still, taken in ((high, left - 1, [*names, name]), (low, left, names)):
                if still in sizes[int(branch)]:
                    waiting.append((branch, still, taken))


def _negated(value: _Bounded) -> Truth:
    return value.home.value(~value.node)


class _Bounded:
    """A diagram that knows `&` and `|` and checks its manager's size after each."""

    __slots__ = ("home", "node")

    def __init__(self, home: Diagrams, node: Any) -> None:
        self.home = home
        self.node = node

    def __and__(self, other: _Bounded) -> Truth:
        constants = self.home.algebra
        if self is constants.true or other is constants.false:
            return other
        if other is constants.true or self is constants.false:
            return self
        self.home.check()
        return self.home.value(self.node & other.node)

    def __or__(self, other: _Bounded) -> Truth:
        constants = self.home.algebra
        if self is constants.false or other is constants.true:
            return other
        if other is constants.false or self is constants.true:
            return self
        self.home.check()
        return self.home.value(self.node | other.node)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, _Bounded) and bool(self.node == other.node))

    __hash__ = None  # type: ignore[assignment]  # diagrams are compared, never collected
