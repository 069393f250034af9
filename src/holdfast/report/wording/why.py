"""Why a change changes anything, and where a helper's help is lost, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.attribution import BATTLEFIELD, HELP_PART, NO_ATTACK, REFUSAL, Attribution
from holdfast.analysis.cells import POINTS
from holdfast.analysis.funnel import FunnelStep
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.reasons import STEP_WORDS, reason_in_words

BECAUSE = {
    NO_ATTACK: ("no attack comes", "an attack comes that had not come"),
    REFUSAL: ("the defender refuses to yield", "the defender yields"),
    BATTLEFIELD: (
        "the defence does better on the battlefield, help or no help",
        "the defence does worse on the battlefield, help or no help",
    ),
    HELP_PART: ("help does more", "help does less"),
}
"""What each part says where it is a gain, and where it is a loss."""

HOW_MUCH = (
    (1.1, "all of it and more"),
    (0.9, "nearly all of it"),
    (0.6, "most of it"),
    (0.4, "about half of it"),
    (0.0, "the largest part of it"),
)
"""How a share of the whole is said, from so much on. grade: judgement"""

WORTH_SAYING = 0.1
"""A part beside the largest is told from so much of the whole on. grade: judgement"""


def split_sentence(one: Attribution) -> str:
    """What a difference in standing comes to, and which part is the most of it.

    >>> from holdfast.analysis.paired import Difference
    >>> none = Difference(0.0, 0.0, 0.0)
    >>> gain = Difference(0.15, 0.13, 0.17)
    >>> split_sentence(Attribution(Difference(0.158, 0.13, 0.18),
    ...     {"no_attack": gain, "refusal": none, "battlefield": none, "help": none}))
    'the share that stands rises by 15.8 points, nearly all of it because no attack comes.'
    """
    if not one.whole.is_real:
        return _unseen(one)
    moves = "rises" if one.whole.d > 0 else "falls"
    whole = f"the share that stands {moves} by {abs(one.whole.d) * POINTS:.1f} points"
    main = one.parts[one.main]
    share = main.d / one.whole.d
    if share < 0:
        return f"{whole}, though {_signed(one, one.main)}."
    much = next(said for least, said in HOW_MUCH if share >= least)
    against = [
        name for name, part in one.parts.items() if part.is_real and part.d * one.whole.d < 0
    ]
    beside = [
        name
        for name, part in one.parts.items()
        if name != one.main and part.is_real and part.d / one.whole.d >= WORTH_SAYING
    ]
    more = "; " + _listed(one, beside) if beside else ""
    back = "; against it " + _listed(one, against) if against else ""
    return f"{whole}, {much} because {_because(one.main, main.d)}{more}{back}."


def _unseen(one: Attribution) -> str:
    """Where the whole is not seen, what of its parts is."""
    seen = [name for name, part in one.parts.items() if part.is_real]
    if not seen:
        return "no difference is seen in how often it stands, nor in any part of it."
    said = _listed(one, seen)
    return f"no difference is seen in how often it stands, but in parts of it: {said}."


def _listed(one: Attribution, names: list[str]) -> str:
    return ", ".join(_signed(one, name) for name in names)


def _signed(one: Attribution, name: str) -> str:
    d = one.parts[name].d
    sign = "+" if d > 0 else "−"
    return f"{sign}{abs(d) * POINTS:.1f} because {_because(name, d)}"


def _because(name: str, d: float) -> str:
    gain, loss = BECAUSE[name]
    return gain if d > 0 else loss


TOLD_STEPS = ("acts", "felt", "decisive")
"""Steps whose share a sentence tells; the table has all."""


def funnel_sentences(row: DateAnswer, powers: Mapping[str, str]) -> Iterator[str]:
    """One for each helper: how often he acts and is felt, and where most is lost."""
    for name, steps in row.funnel.items():
        yield funnel_sentence(words.helper(name, powers), steps, powers)


def funnel_sentence(who: str, steps: Sequence[FunnelStep], powers: Mapping[str, str]) -> str:
    """How far one helper comes, and why most often no farther, as a share of all campaigns.

    >>> from holdfast.analysis.funnel import funnel
    >>> from holdfast.experiment.reached import Reached
    >>> came = [Reached(0, "acts(GBR, announce, for=FRA)"), Reached(3, "probes"),
    ...         Reached(3, "probes"), Reached(6, "after_the_end")]
    >>> funnel_sentence("France, second front", funnel(came), {})
    'France, second front: acts in 75 %, is felt in 25 %; lost most often (50 %): it only probes.'
    """
    shares = {one.step: one.share.p for one in steps}
    told = [
        f"{STEP_WORDS[name]} in {words.percent(shares[name])}"
        for name in TOLD_STEPS
        if shares[name] > 0
    ]
    if not told:
        told = ["never acts"]
    elif shares["felt"] == 0:
        told.append("is never felt")
    most = max(steps, key=_worst)
    if most.reason is None:
        return f"{who}: {', '.join(told)}."
    why = reason_in_words(most.reason, powers)
    return f"{who}: {', '.join(told)}; lost most often ({words.percent(_worst(most))}): {why}."


def _worst(one: FunnelStep) -> float:
    """Share of the campaigns in which help is lost at a step for its commonest reason."""
    return one.lost * (one.of_lost or 0.0)
