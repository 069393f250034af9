"""The words of the first screen: the whole answer in one sentence, its main reason, its evidence.

Ranges go over the dates of attack; a range of one number is that number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdfast.analysis import words
from holdfast.analysis.answer import Answer
from holdfast.analysis.judged import label_of, labels_of_inputs
from holdfast.analysis.judgements import Judgements
from holdfast.analysis.measures import DateAnswer, Measures
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK

LOST = {
    "no_help": "{} are lost and no relief would ever have come",
    "too_late": "{} are lost before relief that was on its way",
    "lost_in_spite": "{} are lost in spite of relief that had come",
    "settled": "{} end on terms",
}
"""How most campaigns fail to stand, in the order in which a tie is settled."""

NAMED = 3
"""Judgements that a line names."""


def defender(answer: Answer) -> str:
    """The defender by name."""
    naming = answer.dossier.naming
    return words.power(naming.defender, naming.powers) if naming.defender else "the defence"


def answer_sentence(answer: Answer) -> str:
    """The whole answer in one sentence."""
    rows = [row for row in answer.rows if row.fought is not None]
    if not rows:
        return "None of these campaigns was fought."
    if len(rows) == 1:
        return _one_date(answer, rows[0])
    stands = [f"{words.of_hundred(_fought(row).stands.p)} if the attack comes on "
              f"{words.date(row.attack_on)}" for row in rows]  # fmt: skip
    saved = span([row.given_attack["saved"].p for row in rows])
    return (
        f"Of 100 campaigns that are fought, {defender(answer)} still stands a year later in "
        f"{_shorter(stands)}; help is what saves it in {saved}."
    ).replace("a year later", _later(answer))


def _later(answer: Answer) -> str:
    return f"after {answer.question.horizon} days, or has repelled the attacker,"


def _shorter(said: Sequence[str]) -> str:
    """A list in which what all repeat is said once."""
    first, *rest = said
    return words.listed([first, *(one.replace("if the attack comes on ", "on ") for one in rest)])


def _one_date(answer: Answer, row: DateAnswer) -> str:
    of = _fought(row)
    ends = [100 * (end or 0.0) for end in (of.stands.low, of.stands.high)]
    return (
        f"Of 100 campaigns that are fought, {defender(answer)} still stands {_later(answer)} in "
        f"{words.of_hundred(of.stands.p)} with help (95 % interval {ends[0]:.0f} to "
        f"{ends[1]:.0f}) and in {words.of_hundred(of.stands_without.p)} without: help is what "
        f"saves it in {words.of_hundred(row.given_attack['saved'].p)}."
    )


def _fought(row: DateAnswer) -> Measures:
    assert row.fought is not None, "only of what was fought"
    return row.fought


def span(shares: Sequence[float]) -> str:
    """Shares as one span of counts among a hundred.

    >>> span([0.57, 0.72]), span([0.0, 0.004]), span([0.2, 0.2])
    ('57 to 72', 'fewer than 1', '20')
    """
    low, high = words.of_hundred(min(shares)), words.of_hundred(max(shares))
    if low == high or high == "fewer than 1":
        return high
    return f"{'0' if low == 'none' else low} to {high}"


def reason(answer: Answer) -> str:
    """The main reason, and before it what becomes of crises that are not fought."""
    rows = [row for row in answer.rows if row.fought is not None]
    return " ".join((*_why(answer, rows), *_crisis(answer.rows))) if rows else ""


def _why(answer: Answer, rows: Sequence[DateAnswer]) -> Iterator[str]:
    shares = {key: [row.given_attack[key].p for row in rows] for key in LOST}
    most = max(LOST, key=lambda key: sum(shares[key]))
    if sum(shares[most]) == 0:
        return
    said = f"The main reason: {LOST[most].format(span(shares[most]))}"
    helper = greatest(rows)
    if helper is None:
        yield f"{said}."
        return
    name = words.helper(helper, answer.dossier.naming.powers)
    name = name[:1].lower() + name[1:] if name.startswith("The ") else name
    acts = [row.inside[helper].acts for row in rows]
    felt = [_fought(row).help_comes[helper].p for row in rows]
    acted = span([one.p for one in acts if one is not None])
    yield f"{said}. The likeliest helper ({name}) acts in {acted} and is felt in {span(felt)}."


def greatest(rows: Sequence[DateAnswer]) -> str | None:
    """The helper who acts most often over all dates; None where nobody's acts are known."""
    known: dict[str, float] = {}
    for row in rows:
        for name, one in row.inside.items():
            if one.acts is not None and row.fought and name in row.fought.help_comes:
                known[name] = known.get(name, 0.0) + one.acts.p
    everywhere = [name for name in known if all(name in row.inside for row in rows)]
    return max(everywhere, key=lambda name: known[name], default=None)


def _crisis(rows: Sequence[DateAnswer]) -> Iterator[str]:
    if any(row.is_crisis for row in rows):
        none, yields = (span([row.outcomes[key].p for row in rows]) for key in BEFORE_THE_ATTACK)
        fought = span([row.attacked.p for row in rows])
        yield (
            f"Of 100 crises {none} pass without an attack, {yields} end in yielding before the "
            f"first shot, and {fought} are fought."
        )


# ---------------------------------------------------------------- evidence up front
def evidence_line(answer: Answer) -> str:
    """How many numbers are documents, scholarship, secondary works, judgement; how many count."""
    found, unused = answer.dossier.coverage, len(answer.dossier.unused)
    if not found.numbers:
        return "No number is written with its evidence."
    said = [f"{found.by_grade[grade]:,} {on}" for grade, on in RESTS_ON.items()
            if found.by_grade.get(grade)]  # fmt: skip
    said += [f"{len(found.bare):,} on nothing"] if found.bare else []
    reach = found.numbers - min(unused, found.numbers)
    return (
        f"What it rests on: of {found.numbers:,} numbers {words.listed(said)}; {reach:,} of them "
        "reach the answer."
    )


RESTS_ON = {
    "A": "on documents",
    "B": "on scholarship",
    "C": "on secondary works",
    "D": "on judgement",
    "ungraded": "on sources without a grade",
}
"""How each grade is said in a line."""


def judgement_line(answer: Answer) -> str:
    """Which judgements move the answer most, or that none stands out; empty without any."""
    found = answer.judgements
    if found is None:
        return ""
    labels = labels_of_inputs(answer.dossier)
    above = [label_of(one.name, labels) for one in found.above[:NAMED]]
    if not above:
        return _none(found)
    many = len(found.above)
    lead = "One judgement moves" if many == 1 else f"{many} judgements move"
    top = f"; most: {words.listed(above)}" if many > 1 else f": {above[0]}"
    return f"{lead} it above the noise of {found.futures:,} futures{top}."


def _none(found: Judgements) -> str:
    return (
        f"Of {found.looked_at:,} judgements that differ between futures none stands out above the "
        f"noise of {found.futures:,} futures: each alone explains less than "
        f"{100 * found.floor:.0f} % of what is uncertain."
    )
