"""Why help was lost at a step, as a person says it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from holdfast.analysis import words
from holdfast.analysis.acts import DOES, FOR
from holdfast.experiment import reached
from holdfast.experiment.outcomes import MEANINGS

STEP_WORDS = {
    "bound": "is bound",
    "decides": "decides to help",
    "acts": "acts",
    "has_a_way": "has a way",
    "arrives": "arrives",
    "felt": "is felt",
    "decisive": "saves it",
}
"""What a helper does who passes a step."""

_FIXED = {
    reached.NO_PACT: "no promise of his is in force",
    reached.LATE_ACT: "his act was not due by the last day",
    reached.NO_ROUTE: "no route leads there",
    reached.NO_FIELD: "no field has room",
    reached.NO_FRONT: "he is at war and does not attack",
    reached.PROBES: "it only probes",
    reached.WAY_CUT: "the way was cut before he came",
    reached.NO_TRAIN: "nothing moves on the way that is open",
    reached.FIELDS_LOST: "the fields were lost before he came",
    reached.NOT_READY: "he was not ready by the last day",
    reached.NOBODY_MISSED: "nobody had to be sent against him",
    reached.AFTER_THE_END: "the fighting was over when he came",
    "held_alone": "the defence stood without him",
    "lost_in_spite": "it collapsed in spite of him",
    "too_late": "it collapsed before there was enough of it",
    "no_help": "there was never enough of it",
    "settled": "it ended on terms in spite of him",
    "lost_through_help": MEANINGS["lost_through_help"],
}

_NOUNS = ("transit", "transit peace", "transit crisis", "overflight")
"""Decisions whose name is what is given, not what is done."""

_BASES = {"goes": "go", "does": "do", "has": "have", "masses": "mass"}

_DECIDES = re.compile(r"decides\((\w+)\.(\w+)\)")
_ACTS = re.compile(r"acts\((\w+), (\w+)(?:, for=(\w+))?\)")
_ATTACK = re.compile(r"(?:attacked|unprovoked|at_war)\((\w+),? ?(?:by=)?(\w+)?\)")


def reason_in_words(reason: str, powers: Mapping[str, str] = words.NO_NAMES) -> str:
    """Why help was lost: an atom of the pacts that did not hold, or a word of the funnel.

    >>> reason_in_words("decides(FRA.honours)"), reason_in_words("acts(FRA, aid, for=CSK)")
    ('France does not honour', 'France does not help Czechoslovakia')
    >>> reason_in_words("decides(ROU.transit_crisis)"), reason_in_words("probes")
    ('Romania gives no leave', 'it only probes')
    >>> reason_in_words("attacked(CSK, by=HUN)"), reason_in_words("fact(snow)")
    ('Hungary does not attack', 'it does not hold that fact(snow)')
    """
    if reason in _FIXED:
        return _FIXED[reason]
    if found := _DECIDES.fullmatch(reason):
        return f"{words.power(found[1], powers)} {_no(found[2].replace('_', ' '))}"
    if (found := _ACTS.fullmatch(reason)) and found[2] in DOES:
        whom = f" {FOR.get(found[2], 'for')} {words.power(found[3], powers)}" if found[3] else ""
        said = f"{words.power(found[1], powers)} {_no(DOES[found[2]])}{whom}"
        return " ".join(said.split())
    if (found := _ATTACK.fullmatch(reason)) and found[2]:
        return f"{words.power(found[2], powers)} does not attack"
    return f"it does not hold that {reason}"


def _no(done: str) -> str:
    """The opposite of what is done, in the third person.

    >>> _no("goes unasked"), _no("sends its army"), _no("overflight")
    ('does not go unasked', 'does not send its army', 'gives no leave')
    """
    verb, _, rest = done.partition(" ")
    if done in _NOUNS:
        return "gives no leave"
    if done.startswith("does not "):
        return done.replace("does not attack", "attacks")
    return f"does not {_BASES.get(verb, verb.removesuffix('s'))} {rest}".strip()
