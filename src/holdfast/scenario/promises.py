"""The promises of a scenario as one pact file: what PACTS.md reads, for one date of attack.

The crisis begins `crisis_days` before the attack; that is day 0 of the pacts. From the day of the
attack the facts of the attack hold. Every sentence that stands elsewhere in the scenario (who
opens an axis, who may pass, who decides by what odds) is a question of the file.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from holdfast.pacts.expressions import Expression
from holdfast.pacts.file import PactFile
from holdfast.pacts.reader import parse
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Decision, Scenario
from holdfast.schema.tables import middle_at

SENTENCES = frozenset({"when", "asked", "mobilised_when", "called_when", "warned_when", "fact"})
"""Fields that hold a sentence of the pact language, or a fact of it."""

NO_SENTENCES = frozenset(
    {"pacts", "what_ifs", "plans", "courses_of_action", "schools", "branches", "forecasts"}
)
"""Parts that hold changes of a scenario, or speak the language themselves."""

LAST_LINE = (
    "Decisions whose odds hang on what is known stand here with their last line of odds; the "
    "campaign takes the line that holds."
)

QUESTION = "s"


@dataclass(frozen=True)
class Promises:
    """A scenario's pact file, and what its sentences mean."""

    file: PactFile
    sentences: dict[str, Expression]
    questions: dict[str, str]
    """The name under which each sentence is asked in the file."""

    def meaning(self, sentence: str | None) -> Expression | None:
        """What a sentence of the scenario means; None for one that was left out."""
        return None if sentence is None else self.sentences[sentence]


def promises(scenario: Scenario, on: datetime.date, reading: str = "listed") -> Promises:
    """Read the promises for an attack on a date.

    reading : `listed` as written, `causal` nobody moves together, `all` everybody may.
    """
    asked = list(dict.fromkeys(sentences(scenario)))
    numbered = {f"{QUESTION}{n}": sentence for n, sentence in enumerate(asked)}
    content = pact_content(scenario, on, reading)
    content["ask"] = {**content.get("ask", {}), **numbered}
    file = parse(as_text(content), scenario.id)
    by_name = {question.name: question.sentence for question in file.ask}
    meanings = {sentence: by_name[name] for name, sentence in numbered.items()}
    return Promises(file, meanings, {sentence: name for name, sentence in numbered.items()})


def pact_file(scenario: Scenario, on: datetime.date, reading: str = "listed") -> PactFile:
    """The scenario's pact file alone, for an attack on a date: what `holdfast pact` takes apart."""
    content = {"title": f"{scenario.title} (attack on {on})", **pact_content(scenario, on, reading)}
    content["note"] = LAST_LINE
    said = as_text([content.get("pacts"), content.get("ask")])
    content["decisions"] = {
        name: one for name, one in content["decisions"].items() if _speaks_of(said, name)
    }
    return parse(as_text(content), scenario.id)


def as_text(content: object) -> str:
    """Plain data as the pacts' reader takes it: JSON is YAML too, and much quicker to write."""
    return json.dumps(content, ensure_ascii=False, default=str)


def _speaks_of(said: str, decision: str) -> bool:
    """Whether clauses or questions speak of a decision, by its name or as `self`'s."""
    name = decision.partition(".")[2]
    return decision in said or f"self.{name}" in said


def pact_content(scenario: Scenario, on: datetime.date, reading: str = "listed") -> dict[str, Any]:
    """The scenario's pact file as plain data."""
    attack = scenario.calendar.crisis_days
    content = dict(scenario.pacts)
    content["powers"] = list(dict.fromkeys([*content.get("powers", ()), *scenario.powers]))
    content["day_zero"] = str(on - datetime.timedelta(days=attack))
    content["facts"] = [*content.get("facts", ()), *_attack_facts(scenario, attack)]
    content["decisions"] = {name: _decision(one, on) for name, one in scenario.decisions.items()}
    if scenario.groups:
        content["groups"] = {name: chance.middle() for name, chance in scenario.groups.items()}
    if reading == "causal":
        content.pop("together", None)
    elif reading == "all":
        content["together"] = [list(content["powers"])]
    return content


def _attack_facts(scenario: Scenario, day: int) -> Iterator[dict[str, Any]]:
    victim, attacker = scenario.sides.defender, scenario.sides.attacker
    for words in (f"attacked({victim}, by={attacker})", f"unprovoked({victim}, by={attacker})",
                  f"at_war({victim}, {attacker})"):  # fmt: skip
        yield {"fact": words, "day": day}


def _decision(decision: Decision, on: datetime.date) -> dict[str, Any]:
    """A decision as the static engine takes it: its last odds, its likeliest day."""
    odds = decision.p if decision.p is not None else decision.odds[-1].p
    written: dict[str, Any] = {"p": middle_at(odds, on), "day": round(decision.day.middle())}
    if decision.group is not None:
        written["group"] = decision.group
    return written


def sentences(part: object) -> Iterator[str]:
    """Every sentence in a scenario, or in a part of it."""
    if isinstance(part, BaseModel) and not isinstance(part, Quantity):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in SENTENCES and isinstance(value, str):
                yield value
            elif name not in NO_SENTENCES:
                yield from sentences(value)
    elif isinstance(part, dict | list | tuple):
        for item in part.values() if isinstance(part, dict) else part:
            yield from sentences(item)
