"""What is dated after the last day that is looked at, and what a promise can bring nobody by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from holdfast.pacts.expressions import Acts, leaves
from holdfast.pacts.file import Clause, PactFile
from holdfast.pacts.vocabulary import meets
from holdfast.scenario.effects import nodes_at
from holdfast.scenario.promises import Promises
from holdfast.schema.card import COLUMNS, Card
from holdfast.schema.paths import figures
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.text.nodes import Mapping, Node
from holdfast.text.walk import items, number, under

DATED = frozenset({"day", "first_day", "open_day", "known_day"})
"""Fields that say on which day something is there or happens."""

FORCES = ("aid", "land", "air", "sea")
"""Acts by which somebody would come to fight."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Up to which day a campaign is looked at, and how long the crisis before it lasts."""

    horizon: int
    crisis: int = 0

    def words(self, first: float, last: float) -> str:
        """What is to be said of something between two days; nothing if both count."""
        if last <= self.horizon:
            return ""
        day = f"day {first:g}" if first == last else f"days {first:g} to {last:g}"
        never = "it does not count" if first > self.horizon else "later draws do not count"
        return f"{day}, and the last day looked at is {self.horizon}: {never}; see horizon_days"


def late_on_card(card: Card, node: Node) -> tuple[str, ...]:
    """What of a card lies after its horizon, each with its place."""
    return tuple(_late(card, node, Looked(card.horizon_days), True))


def late_in_scenario(scenario: Scenario, node: Node) -> Iterator[str]:
    """What of a scenario lies after its horizon, each with its place."""
    looked = Looked(scenario.calendar.horizon_days, scenario.calendar.crisis_days)
    yield from _late(scenario, node, looked, False)
    yield from _late_events(scenario, node, looked)
    yield from _late_pacts(node, looked)


def _late(model: BaseModel, node: Node, looked: Looked, rows: bool) -> Iterator[str]:
    for path, figure in figures(model):
        if path.rpartition(".")[2] in DATED and isinstance(figure, Quantity):
            first, last = figure.extremes()
            before = looked.crisis if path.startswith("decisions.") else 0
            words = looked.words(first - before, last - before)
            if words:
                yield f"{place_of(node, path, rows)}{path}: {words}"


def place_of(node: Node, path: str, rows: bool = False) -> str:
    """File and line of what stands at a path, as a note begins; nothing where none stands."""
    found = nodes_at(node, path, COLUMNS if rows else {})
    return _at(found[0]) if found else ""


def _at(node: Node) -> str:
    return f"{node.position.file}:{node.position.line}: "


def _late_events(scenario: Scenario, node: Node, looked: Looked) -> Iterator[str]:
    """Events after the last day of the last attack."""
    attack = max(course.attack_on for course in scenario.courses_of_action.values())
    for event, written in zip(scenario.events, items(under(node, "events")), strict=False):
        words = looked.words(*((event.on - attack).days + 1,) * 2)
        if words:
            yield f"{_at(written)}events[id={event.id}].on: {words}"


def _late_pacts(node: Node, looked: Looked) -> Iterator[str]:
    """Facts that are given, and delays of clauses, beyond crisis and campaign together."""
    pacts = under(node, "pacts")
    rows = [(f"pacts.facts[{n}].day", one) for n, one in enumerate(items(under(pacts, "facts")))]
    treaties = under(pacts, "pacts")
    for entry in treaties.entries if isinstance(treaties, Mapping) else ():
        for n, clause in enumerate(items(under(entry.value, "clauses"))):
            rows.append((f"pacts.pacts.{entry.key.text}.clauses[{n}].delay_days", clause))
    for path, row in rows:
        written = under(row, path.rpartition(".")[2])
        day = number(written)
        words = "" if day is None else looked.words(*(day - looked.crisis,) * 2)
        if words and written is not None:
            yield f"{_at(written)}{path}: {words}"


def nobody_comes(scenario: Scenario, node: Node, said: Promises) -> Iterator[str]:
    """Clauses that promise the defender forces, and for which neither forces nor others wait.

    What a clause or odds answer to is told for fleets alone: at sea nobody can come.
    """
    forces = set(awaited_acts(scenario, said))
    others = forces | set(acts_asked(said.file))
    for pact, clause in clauses_of(said.file):
        if clause.act not in FORCES or scenario.sides.defender not in (clause.beneficiaries or ()):
            continue
        path = f"pacts.pacts.{pact}.clauses[id={clause.id}]"
        for power in sorted(
            {*clause.obligors} - {scenario.sides.defender, scenario.sides.attacker}
        ):
            waited = forces if clause.act == "sea" else others
            if not any(who == power and meets(clause.act, kind) for who, kind in waited):
                yield f"{place_of(node, path)}{path}: nobody comes: {_why(clause.act, power)}"


def _why(act: str, power: str) -> str:
    waits = f"no contingent, wing or front waits for acts({power}, {act})"
    return f"there are no ships yet, and {waits}" if act == "sea" else waits


def clauses_of(file: PactFile) -> Iterator[tuple[str, Clause]]:
    """Every clause with the name of its pact."""
    for pact in file.pacts:
        yield from ((pact.id, clause) for clause in pact.clauses)


def acts_asked(file: PactFile) -> Iterator[tuple[str, str]]:
    """The acts, by power and kind, of which any sentence speaks."""
    sentences = [clause.when for _, clause in clauses_of(file)]
    for sentence in (*sentences, *(question.sentence for question in file.ask)):
        for leaf in leaves(sentence):
            if isinstance(leaf, Acts):
                yield leaf.power, leaf.kind


def awaited_acts(scenario: Scenario, said: Promises) -> Iterator[tuple[str, str]]:
    """The acts, by power and kind, that some contingent, wing, front or axis waits for."""
    fronts = (power.second_front for power in scenario.powers.values())
    waiting = [
        *(one.when for one in scenario.contingents),
        *(one.when for one in scenario.air.wings),
        *(one.when for one in scenario.axes),
        *(one.when for one in fronts if one is not None),
    ]
    for sentence in waiting:
        meaning = said.meaning(sentence)
        for leaf in leaves(meaning) if meaning is not None else ():
            if isinstance(leaf, Acts):
                yield leaf.power, leaf.kind
