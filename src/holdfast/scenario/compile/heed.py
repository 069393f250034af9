"""Which decision falls before which on one day: the order in which they hear of one another.

A decision hears of another if its odds, or what asks it, hang on that one, directly or through
acts and facts that follow from it. Who is heard of falls first; those who hear of each other, or of
neither, fall in the order of their names. So the order of a file says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from holdfast.pacts.expressions import Acts, Decides, Expression, Fact, Gate
from holdfast.pacts.program import Resolver, answers, compile_program
from holdfast.scenario.promises import Promises
from holdfast.schema.scenario import Scenario


def heeding(scenario: Scenario, said: Promises) -> tuple[Scenario, Promises]:
    """A scenario in order and its promises, their decisions in the order in which they fall."""
    order = in_turn(_heard(scenario, said))
    place = {name: n for n, name in enumerate(order)}
    decisions = {name: scenario.decisions[name] for name in order}
    file = replace(
        said.file, decisions=tuple(sorted(said.file.decisions, key=lambda one: place[one.name]))
    )
    return scenario.model_copy(update={"decisions": decisions}), replace(said, file=file)


def in_turn(heard: Mapping[str, frozenset[str]]) -> list[str]:
    """Names, each after all that it hears of and that do not hear of it, the first by name first.

    >>> in_turn({"a": frozenset({"c"}), "b": frozenset(), "c": frozenset({"b"})})
    ['b', 'c', 'a']
    """
    before = {
        name: {one for one in of if one in heard and name not in heard[one]}
        for name, of in heard.items()
    }
    order: list[str] = []
    while before:
        name = min(one for one, of in before.items() if not of & before.keys())
        order.append(name)
        del before[name]
    return order


def _heard(scenario: Scenario, said: Promises) -> dict[str, frozenset[str]]:
    """Of which decisions each hears, however far back."""
    hearing = _Hearing(said)
    for arising in scenario.arising:
        fact = said.sentences[arising.fact]
        assert isinstance(fact, Fact)
        hearing.arising.append((fact, said.sentences[arising.when]))
    direct: dict[str, set[str]] = {}
    for name, decision in scenario.decisions.items():
        spoken = [decision.asked, *(line.when for line in decision.odds)]
        meant = [said.sentences[one] for one in spoken if one is not None]
        direct[name] = set().union(*(hearing.of(one) for one in meant))
    return {name: _closure(name, direct) for name in direct}


def _closure(name: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    todo = list(direct[name])
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(direct.get(one, ()))
    return frozenset(found)


@dataclass
class _Hearing:
    """Finds the decisions on which sentences hang."""

    said: Promises
    arising: list[tuple[Fact, Expression]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.program = compile_program(self.said.file)
        self.resolver = Resolver(self.said.file, self.program.rows)

    def of(self, sentence: Expression) -> set[str]:
        """The decisions on which a sentence hangs, through acts and facts too."""
        found: set[str] = set()
        seen: set[object] = set()
        todo = [sentence]
        while todo:
            for leaf in _leaves(todo.pop()):
                if isinstance(leaf, Decides):
                    found.add(leaf.name)
                elif str(leaf) not in seen:
                    seen.add(str(leaf))
                    todo.extend(self._behind(leaf))
        return found

    def _behind(self, leaf: Expression) -> Iterator[Expression]:
        """The sentences from which an act or a fact follows."""
        if isinstance(leaf, Acts):
            for number in self.resolver.promised(leaf):
                yield self.program.rows[number].sentence
        elif isinstance(leaf, Fact):
            plain = Fact(leaf.form, leaf.names, leaf.by, leaf.but)
            yield from (when for fact, when in self.arising if answers(fact, plain))


def _leaves(sentence: Expression) -> Iterator[Expression]:
    if isinstance(sentence, Gate):
        for part in sentence.parts:
            yield from _leaves(part)
    else:
        yield sentence
