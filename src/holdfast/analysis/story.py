"""What there is to tell of one campaign: claims that its record bears out, and nothing else.

A record is what `experiment.replay` kept of a campaign, as plain data. Only what changed something
is claimed: who stood by whom, whether it came to a fight, whose help was felt before the end,
how far the attacker came, how it ended. What happens after the end is no part of the campaign: of
help that came later it is said that it came too late. Words are made of the claims elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from holdfast.experiment.dossier import Naming

FIRST_DAY = 1
"""The day of the attack."""

BEFORE_A_SHOT = ("deterred", "yielded")
ENDED = ("collapse", "settlement")
"""Ends after which help that arrives is too late."""

STANDS, HONOURS, JOINS = "stands", "honours", "joins_attacker"
"""Decisions that are told, by what stands behind the code of the power."""

READY = frozenset({HONOURS, "acts"})
"""Decisions by which a power keeps its promises."""

GOING_TO_WAR = frozenset({"aid", "land", "air", "sea", "declare_war"})
"""Acts by which a power is in the war."""

SECOND_FRONT = "second_front"

MOST_HELPERS = 3
"""Helpers that are named. grade: judgement"""


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """A decision fell, on a day, as a yes or a no."""

    name: str
    yes: bool
    day: int


@dataclass(frozen=True, slots=True)
class Fought:
    """The attack came and was met."""


@dataclass(frozen=True, slots=True)
class Felt:
    """The help of one helper was felt before the end, from a day on."""

    helper: str
    day: int
    drawn_away: bool
    """Whether it drew attackers away, and brought nobody."""


@dataclass(frozen=True, slots=True)
class InVain:
    """A power was in the war from a day on, and no help of it was felt before the end."""

    power: str
    day: int


@dataclass(frozen=True, slots=True)
class NoHelp:
    """No help was felt before the end; who meant to keep its promise all the same."""

    ready: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relieved:
    """Effective relief came on a day, before the end or too late."""

    day: int
    too_late: bool


@dataclass(frozen=True, slots=True)
class ReachTold:
    """The attacker came furthest: to a place, or into the capital, on a day."""

    place: str | None
    """None for the capital."""
    day: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended, on which day, with what lost."""

    end: str
    day: int
    value_lost: float
    army_lost: float
    attacker_lost: float
    evacuated: float
    cause: str = ""
    """Why, where the record says so."""


Claim: TypeAlias = DecisionTold | Fought | Felt | InVain | NoHelp | Relieved | ReachTold | Ended


def story(record: Mapping[str, Any], naming: Naming) -> tuple[Claim, ...]:
    """Everything that is told of a campaign, in order."""
    return (*_crisis(record, naming), *_campaign(record, naming), _end(record))


def _crisis(record: Mapping[str, Any], naming: Naming) -> Iterator[Claim]:
    """Who stood by whom; then whether it came to a fight, or why not."""
    fell, over = record["events"]["decisions"], crisis_over(record, naming)
    told = [
        DecisionTold(name, one["yes"], one["day"])
        for name, one in fell.items()
        if name.partition(".")[2] == STANDS and one["day"] <= over
    ]
    yield from sorted(told, key=lambda one: (one.day, one.name))
    if record["end"] not in BEFORE_A_SHOT:
        yield Fought()
        yield from _third_states(record)
        return
    name = naming.resists if record["end"] == "yielded" else naming.attacks
    one = fell.get(name)
    if name is not None and one is not None and one["day"] <= over and not one["yes"]:
        yield DecisionTold(name, False, one["day"])


def crisis_over(record: Mapping[str, Any], naming: Naming) -> int:
    """The day on which the crisis was over: that of the yielding, else the eve of the attack."""
    resists = record["events"]["decisions"].get(naming.resists)
    if record["end"] == "yielded" and resists is not None:
        return int(resists["day"])
    return FIRST_DAY - 1


def _campaign(record: Mapping[str, Any], naming: Naming) -> Iterator[Claim]:
    if record["end"] in BEFORE_A_SHOT:
        return
    felt = [*_felt(record)]
    yield from felt[:MOST_HELPERS]
    yield from _unfelt(record, naming, felt)
    yield from _relief(record)
    yield from _ground(record)


def _third_states(record: Mapping[str, Any]) -> Iterator[Claim]:
    """Who joined the attacker while it was fought, and which ally broke the word it had given."""
    fell = record["events"]["decisions"]
    for name, one in sorted(fell.items(), key=lambda pair: (pair[1]["day"], pair[0])):
        code, _, what = name.partition(".")
        broke = what == HONOURS and not one["yes"] and _stood(fell, code)
        if one["day"] <= record["end_day"] and (broke or (what == JOINS and one["yes"])):
            yield DecisionTold(name, one["yes"], one["day"])


def _stood(fell: Mapping[str, Mapping[str, Any]], code: str) -> bool:
    one = fell.get(f"{code}.{STANDS}")
    return one is not None and bool(one["yes"]) and one["day"] < FIRST_DAY


def _felt(record: Mapping[str, Any]) -> Iterator[Felt]:
    came = sorted((one["day"], name) for name, one in record["events"]["helpers"].items())
    for day, name in came:
        if day <= record["end_day"]:
            yield Felt(name, day, name.partition(".")[2] == SECOND_FRONT)


def _unfelt(record: Mapping[str, Any], naming: Naming, felt: list[Felt]) -> Iterator[Claim]:
    """Who went to war in vain; or that nobody's help was felt at all."""
    here = {one.helper.partition(".")[0] for one in felt}
    at_war = dict(sorted(_at_war(record, naming)))
    vain = [InVain(code, day) for code, day in at_war.items() if code not in here]
    yield from sorted(vain, key=lambda one: one.day)[:MOST_HELPERS]
    ready = dict.fromkeys(_ready(record["events"]["decisions"]))
    idle = tuple(code for code in ready if code not in at_war)
    if not felt and (idle or not vain):
        yield NoHelp(idle)


def _at_war(record: Mapping[str, Any], naming: Naming) -> Iterator[tuple[str, int]]:
    """Powers that went to war for the defender while it was fought, with the first day."""
    first: dict[str, int] = {}
    for name, day in record["events"]["acts"].items():
        act = naming.clauses.get(name)
        mine = act is not None and act.act in GOING_TO_WAR and act.beneficiary == naming.defender
        if act is not None and mine and FIRST_DAY <= day <= record["end_day"]:
            first[act.power] = min(day, first.get(act.power, day))
    yield from first.items()


def _ready(fell: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, one in fell.items():
        code, _, what = name.partition(".")
        if one["yes"] and what in READY:
            yield code


def _relief(record: Mapping[str, Any]) -> Iterator[Claim]:
    day = record["events"]["relief_day"]
    if day is None:
        return
    late = day > record["end_day"]
    if not late or record["end"] in ENDED:
        yield Relieved(day, late)


def _ground(record: Mapping[str, Any]) -> Iterator[Claim]:
    """The capital where it was lost, else the last place that was, by the end."""
    events, last = record["events"], record["end_day"]
    capital = events["capital_day"]
    if capital is not None and capital <= last:
        yield ReachTold(None, capital)
        return
    fallen = [(day, name) for name, day in events["places"].items() if day <= last]
    if fallen:
        day, name = max(fallen)
        yield ReachTold(name, day)


def _end(record: Mapping[str, Any]) -> Ended:
    events = record["events"]
    return Ended(
        record["end"], int(record["end_day"]), events["value_lost"], events["army_lost"],
        events["attacker_lost"], events["evacuated"], str(record.get("cause") or ""),
    )  # fmt: skip
