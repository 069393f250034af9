"""Why a change changes anything, and where a helper's help is lost, each in a sentence."""

from __future__ import annotations

from holdfast.analysis.attribution import BATTLEFIELD, HELP_PART, NO_ATTACK, REFUSAL, Attribution
from holdfast.analysis.cells import POINTS

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
    back = "; against it " + _listed(one, against) if against else ""
    return f"{whole}, {much} because {_because(one.main, main.d)}{back}."


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
