"""One card, two answers: a run tells the model alone, a hindcast a stack. Each names the other."""

from __future__ import annotations

from holdfast.analysis import words
from holdfast.analysis.answer import Answer

OUTSIDE_VIEW = (
    "an outside view, which knows nothing of the card's forces, only national capabilities and "
    "whether the defender is cut off"
)


def beside_run(answer: Answer) -> str:
    """What a hindcast of the same card says; nothing for what no hindcast can be asked."""
    seen = answer.dossier.outside_collapse
    if seen is None:
        return ""
    named = answer.question.target if answer.dossier.is_shipped else "FILE"
    if seen.middle_day is None:
        says = "that view alone has fewer than half of such defences collapse within the year"
    else:
        says = f"that view alone has half of such defences collapsed by day {seen.middle_day:.0f}"
    unknown = " (national capabilities are not known here)" if seen.capability_unknown else ""
    return (
        f"This is the model alone, which fights with the card's forces. holdfast hindcast {named} "
        f"stacks it with {OUTSIDE_VIEW}: {says}{unknown}."
    )


def beside_hindcast(card_id: str, stacked: float | None, model: float | None) -> str:
    """What a run of the same card says, where one card alone was answered."""
    return (
        f"This is a stack of the model and {OUTSIDE_VIEW}; it has half collapsed by "
        f"{_day(stacked)}, the model alone by {_day(model)}. holdfast run {card_id} plays the "
        "model alone, with all that the card says of forces, aim and help."
    )


def _day(value: float | None) -> str:
    return "no day of the year" if value is None else f"day {words.day(value)}"
