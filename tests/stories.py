"""Stories held against the records they are of, by rules of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from holdfast.analysis.story import (
    Claim,
    DecisionTold,
    Ended,
    Felt,
    Fought,
    InVain,
    NoHelp,
    ReachTold,
    Relieved,
)
from holdfast.experiment.dossier import Naming

NO_SHOT = {"deterred", "yielded"}


def faults(claims: tuple[Claim, ...], record: Mapping[str, Any], naming: Naming) -> list[str]:
    """Every claim that its record does not bear out, and every two that contradict each other."""
    wrong = [f"{one} against its record" for one in claims if not borne_out(one, record, naming)]
    wrong += [f"{a} against {b}" for a, b in combinations(claims, 2) if contradict(a, b)]
    return [*wrong, *left_out(claims, record)]


def borne_out(claim: Claim, record: Mapping[str, Any], naming: Naming) -> bool:  # noqa: C901
    """Whether the record says what a claim says."""
    events, last = record["events"], record["end_day"]
    match claim:
        case DecisionTold(name, yes, day):
            return events["decisions"][name] == {"day": day, "yes": yes} and day <= max(last, 0)
        case Fought():
            return record["end"] not in NO_SHOT
        case Felt(helper, day, drawn_away):
            form = helper.endswith(".second_front")
            return events["helpers"][helper]["day"] == day <= last and form == drawn_away
        case InVain(power, day):
            acts = [naming.clauses[name] for name, on in events["acts"].items()
                    if on == day and name in naming.clauses]  # fmt: skip
            return 1 <= day <= last and any(
                one.power == power and one.beneficiary == naming.defender for one in acts
            )
        case NoHelp(ready):
            kept = [name for name, one in events["decisions"].items() if one["yes"]]
            felt = [one for one in events["helpers"].values() if one["day"] <= last]
            return not felt and all(any(k.startswith(f"{p}.") for k in kept) for p in ready)
        case Relieved(day, too_late):
            return events["relief_day"] == day and (day > last) == too_late
        case ReachTold(place, day):
            found = events["capital_day"] if place is None else events["places"][place]
            return found == day <= last
        case Ended():
            same = ("value_lost", "army_lost", "attacker_lost", "evacuated")
            return (claim.end, claim.day) == (record["end"], last) and all(
                getattr(claim, name) == events[name] for name in same
            )
    return False


def contradict(one: Claim, other: Claim) -> bool:
    """Whether two claims cannot both be so."""
    pair = {type(one): one, type(other): other}
    if {NoHelp, Felt} <= pair.keys():
        return True
    if isinstance(one, DecisionTold) and isinstance(other, DecisionTold):
        return one.name == other.name
    if NoHelp in pair and InVain in pair:
        return pair[InVain].power in pair[NoHelp].ready
    if NoHelp in pair and Relieved in pair:
        return not pair[Relieved].too_late
    if Felt in pair and InVain in pair:
        return pair[Felt].helper.partition(".")[0] == pair[InVain].power
    if Ended in pair:
        return against_the_end(pair[Ended], one if other is pair[Ended] else other)
    return False


def against_the_end(end: Ended, other: Claim) -> bool:
    """Whether a claim cannot be so where a campaign ended as it did."""
    if isinstance(other, DecisionTold):
        return other.day > max(end.day, 0) or (
            end.end in NO_SHOT and other.name.endswith(".attacks") and other.yes
        )
    if end.end in NO_SHOT:
        return True
    day = getattr(other, "day", None)
    return day is not None and day > end.day and not getattr(other, "too_late", False)


def left_out(claims: tuple[Claim, ...], record: Mapping[str, Any]) -> Iterator[str]:
    """What a story must not be silent about: help that was felt, the capital lost, the end."""
    if not isinstance(claims[-1], Ended):
        yield "no end"
    if record["end"] in NO_SHOT:
        return
    felt = {name for name, one in record["events"]["helpers"].items()
            if one["day"] <= record["end_day"]}  # fmt: skip
    told = {one.helper for one in claims if isinstance(one, Felt)}
    if len(told) < min(3, len(felt)) or not told <= felt:
        yield f"felt {felt}, told {told}"
    capital = record["events"]["capital_day"]
    if (capital is not None and capital <= record["end_day"]) != any(
        isinstance(one, ReachTold) and one.place is None for one in claims
    ):
        yield f"the capital on day {capital}"
