"""Who can never come, and why: no way, no ship, no clause that yields what he waits for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from holdfast.pacts.expressions import Acts, Decides, Expression, Fact, Gate
from holdfast.pacts.program import Resolver, answers, compile_program
from holdfast.scenario.compile.crisis import odds_of
from holdfast.scenario.network import Lines, Network
from holdfast.scenario.promises import Promises
from holdfast.scenario.routes import routes
from holdfast.schema.forces import Contingent
from holdfast.schema.scenario import Scenario


def never_come(scenario: Scenario, said: Promises, on: datetime.date) -> Iterator[str]:
    """Contingents and wings that can never arrive on a date, each with the reason."""
    hope = Hope(scenario, said)
    network = Network(scenario, on)
    for one in scenario.contingents:
        told = f"contingents[id={one.id}] can never come"
        if one.when is not None and not hope.may_hold(one.when):
            yield f'{told}: nothing ever makes "{one.when}" true'
        elif one.from_place and one.to_place and not routes(scenario, one, on, network):
            yield f"{told}: {_no_way(scenario, one, network)}"
    for wing in scenario.air.wings:
        if not hope.may_hold(wing.when):
            told = f"air.wings[id={wing.id}] can never come"
            yield f'{told}: nothing ever makes "{wing.when}" true'


def _no_way(scenario: Scenario, contingent: Contingent, network: Network) -> str:
    """Why no road or railway brings a contingent to its railhead."""
    assert contingent.from_place is not None
    assert contingent.to_place is not None
    ends = (contingent.from_place, contingent.to_place)
    between = f"from {ends[0]} to {ends[1]}"
    everybody = frozenset(place.owner for place in scenario.places.values())
    if next(Lines(network, everybody, ends).paths(), None) is not None:
        return f"every way {between} leads over ground whose state has no passage for it"
    reach = _reached(scenario, ends[0])
    if ends[1] not in reach:
        return f"no road or railway leads {between}, and no ship sails yet"
    return f"every way {between} has a longer march than travel.longest_march_km"


def _reached(scenario: Scenario, start: str) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        here = todo.pop()
        for link in scenario.links:
            if here in link.between:
                new = set(link.between) - found
                found |= new
                todo.extend(new)
    return found


class Hope:
    """Says whether a sentence may ever hold, if every decision that can be a yes is one."""

    def __init__(self, scenario: Scenario, said: Promises) -> None:
        self.said = said
        self.rows = compile_program(said.file).rows
        self.resolver = Resolver(said.file, self.rows)
        self.refused = {
            name
            for name, one in scenario.decisions.items()
            if all(line.p.extremes()[1] == 0 for line in odds_of(one))
        }
        self.arising = [said.sentences[one.fact] for one in scenario.arising]
        self.done = self._acts()

    def may_hold(self, sentence: str) -> bool:
        """Whether a sentence of the scenario may ever hold."""
        return self._holds(self.said.sentences[sentence], self.done)

    def _acts(self) -> frozenset[int]:
        """The clauses that may ever be acted upon: the most that support one another."""
        acted = frozenset(range(len(self.rows)))
        while True:
            kept = frozenset(n for n in acted if self._holds(self.rows[n].sentence, acted))
            if kept == acted:
                return kept
            acted = kept

    def _holds(self, sentence: Expression, acted: frozenset[int]) -> bool:
        if isinstance(sentence, Gate):
            return sum(self._holds(part, acted) for part in sentence.parts) >= sentence.count
        if isinstance(sentence, Decides):
            return sentence.name not in self.refused
        if isinstance(sentence, Acts):
            return any(number in acted for number in self.resolver.promised(sentence))
        return not isinstance(sentence, Fact) or self._fact(sentence)

    def _fact(self, fact: Fact) -> bool:
        """Whether a fact is given, may arise, or is one that the campaign makes."""
        if fact.negated or fact.form == "holds" or self.resolver.fact_spans(fact):
            return True
        return any(isinstance(one, Fact) and answers(one, fact) for one in self.arising)
