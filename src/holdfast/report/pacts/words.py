"""An answer to a pact file in sentences, for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.analysis.acts import act_in_words
from holdfast.pacts import Finding, PactAnswer
from holdfast.pacts.answer import Act, ActRow
from holdfast.pacts.chance import FORMULAS
from holdfast.report.pacts.due import deadlines, forces, how_long


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and its sentences."""

    heading: str
    sentences: tuple[str, ...]


def passages(answer: PactAnswer) -> tuple[Told, ...]:
    """Everything that a reader is told, in order; passages with nothing to say are left out."""
    found = (
        Told("Who acts, and from which day", tuple(_bound(answer))),
        Told("How long pacts bind", tuple(how_long(answer))),
        Told("Deadlocks of promises", tuple(_deadlocks(answer))),
        Told("What never fires, and why", tuple(_idle(answer))),
        Told("Questions", tuple(_questions(answer))),
        Told("Single points of failure", tuple(_single_points(answer))),
        Told("What is worth securing", tuple(_worth(answer))),
        Told("Promised forces", tuple(forces(answer))),
        Told("Deadlines", tuple(deadlines(answer))),
        Told("Conflicts", tuple(f"{one}." for one in answer.conflicts)),
        Told("Warnings", tuple(f"Line {one.line}: {one.text}." for one in answer.warnings)),
    )
    return tuple(passage for passage in found if passage.sentences)


def _bound(answer: PactAnswer) -> Iterator[str]:
    for row in answer.acts:
        if row.causal_day is not None:
            yield f"{_act(row)} from day {row.causal_day} ({row.clause}){_chance(row.p_causal)}."
        elif row.simultaneous_day is not None:
            yield (
                f"{_act(row)} only if others move together with it, then from day "
                f"{row.simultaneous_day} ({row.clause}){_chance(row.p_simultaneous)}."
            )


def _act(row: ActRow) -> str:
    return act_in_words((row.power, row.act, row.beneficiary))


def _chance(p: float | None) -> str:
    if p is None or p in (0.0, 1.0):
        return ""
    return f", with chance {p:.2f}"


def _deadlocks(answer: PactAnswer) -> Iterator[str]:
    if not answer.deadlocks:
        yield "None here: nobody waits for a power that waits for him."
    for group in answer.deadlocks:
        powers = tuple(dict.fromkeys(act[0] for act in group))
        if len(powers) == 2:
            first, second = powers
            waits = f"{first} waits for {second}, {second} for {first}"
        else:
            waits = f"{_listed(powers)} wait for one another"
        yield f"Nobody moves first: {waits}."
    for movers, followed in list(answer.unlocked.items())[:6]:
        yield _broken_by(movers, followed)
    more = len(answer.first_movers) - 6
    if more > 0:
        yield f"{more} more sets of first movers would do."


def _broken_by(movers: tuple[Act, ...], followed: tuple[tuple[Act, int], ...]) -> str:
    moved = _listed(tuple(act_in_words(act) for act in movers))
    then = _listed(tuple(f"{act_in_words(act)} on day {day}" for act, day in followed))
    return f"If, unasked, {moved}, then {then}." if then else f"If, unasked, {moved}, that is all."


def _idle(answer: PactAnswer) -> Iterator[str]:
    told: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in answer.idle:
        told.setdefault((one.clause, one.reasons), []).append(
            f"{one.power} for {one.beneficiary}" if one.beneficiary else one.power
        )
    for (clause, reasons), who in told.items():
        shown = _listed(tuple(who[:4])) + (f" and {len(who) - 4} more" if len(who) > 4 else "")
        yield f"{clause} ({shown}): {'; '.join(reasons)}."


def _questions(answer: PactAnswer) -> Iterator[str]:
    for name, findings in answer.ask.items():
        causal, together = findings["causal"], findings["simultaneous"]
        yield f"{name}, if nobody moves unless moved: {_finding(causal)}."
        if together != causal:
            yield f"{name}, if those who wait for one another move together: {_finding(together)}."
        if findings["mixed"] not in (causal, together):
            yield f"{name}, if those who have talked move together: {_finding(findings['mixed'])}."
        best = together if together.path_sets else causal
        for made, day in list(zip(best.path_sets, best.path_days, strict=True))[:4]:
            if made:
                yield f"{name}: unlocked on day {day} by {_listed(made)}."
        if len(best.path_sets) > 4:
            yield f"{name}: {len(best.path_sets) - 4} more minimal sets unlock it."


def _finding(finding: Finding) -> str:
    day = finding.day_if_all
    when = "never, whatever is decided" if day is None else f"day {day} with every decision made"
    return f"{when}; " + ("no exact chance" if finding.p is None else f"chance {finding.p:.3f}")


def _single_points(answer: PactAnswer) -> Iterator[str]:
    for name, findings in answer.ask.items():
        points = findings["simultaneous"].single_points
        if points:
            yield f"{name} dies with a refusal of any one of: {_listed(points)}."


def _worth(answer: PactAnswer) -> Iterator[str]:
    for name, findings in answer.ask.items():
        together = findings["simultaneous"]
        ranked = sorted(
            (
                (worth.birnbaum, decision)
                for decision, worth in together.importance.items()
                if worth.birnbaum
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if ranked:
            shown = ", ".join(f"{decision} {worth:+.2f}" for worth, decision in ranked[:6])
            yield f"{name}, moving together: {shown} ({FORMULAS['birnbaum']}, Birnbaum)."


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
