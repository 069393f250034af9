"""What binds for how long, what falls due and with how much, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.pacts import Pact, PactAnswer, PactFile
from holdfast.pacts.answer import DeadlineCheck, PromisedForces
from holdfast.pacts.file import TimeInForce
from holdfast.pacts.in_force import last_date, pact_window, wars_on
from holdfast.units import numeral

MOST_PAIRS = 4


def how_long(answer: PactAnswer) -> Iterator[str]:
    """The pacts whose last day is more than a date: notice, further terms, a war."""
    for pact in answer.file.pacts:
        said = [*_notice(pact.in_force), *_peace(pact, answer.file)]
        if said:
            yield f"{pact.id} {'; '.join(said)}."


def _notice(time: TimeInForce) -> Iterator[str]:
    if time.notice_months is None and time.renewed_years is None:
        return
    months = _counted(time.notice_months or 0, "month")
    if time.denounced is not None:
        by = f" by {time.denounced_by}" if time.denounced_by else ""
        yield f"was denounced{by} on {time.denounced} with {months} of notice: to {last_date(time)}"
    elif time.renewed_years is not None:
        years = _counted(time.renewed_years, "year")
        yield f"goes on for further terms of {years}: nobody has given notice ({months})"
    else:
        past = f" past {time.last}" if time.last else ""
        yield f"goes on{past}: nobody has given notice ({months})"


def _peace(pact: Pact, file: PactFile) -> Iterator[str]:
    last = last_date(pact.in_force)
    if not pact.in_force.until_peace or last is None or file.day_zero is None:
        return
    wars = list(wars_on(pact, file, (last - file.day_zero).days))
    if not wars:
        yield f"ends on {last}: nobody whose war would count is at war on that day"
        return
    enemies = _listed([f"{war.party} is at war with {war.enemy}" for war in wars])
    until = next((end for _, end in pact_window(pact, file)), None)
    peace = "and no fact ends that war" if until is None else f"which is day {until}"
    yield f"outlasts {last}: {enemies} on that day, so it binds until peace, {peace}"


def deadlines(answer: PactAnswer) -> Iterator[str]:
    """Each deadline with its pair, then the clauses and pairs for whom nothing was due."""
    idle: dict[str, list[str]] = {}
    for check in answer.checks:
        if check.met is None:
            idle.setdefault(check.clause, []).append(_pair(check))
        else:
            yield f"{check.clause}, {_pair(check)}: {_due(check)}."
    for clause, who in idle.items():
        yield f"{clause}: not due, for its case does not arise: {_some(who)}."


def _due(check: DeadlineCheck) -> str:
    day = f"the act falls on day {check.day}" if check.day is not None else "no act comes"
    met = "met" if check.met else "missed"
    return (
        f"the case arises on day {check.trigger_day}, due by day {check.deadline_day}, {day}: {met}"
    )


def forces(answer: PactAnswer) -> Iterator[str]:
    """What is promised in numbers, and by which day."""
    idle: dict[str, list[str]] = {}
    for one in answer.promised:
        if one.simultaneous_day is None:
            idle.setdefault(f"{one.clause}: {_stage(one)}", []).append(_pair(one))
        else:
            together = "" if one.causal_day is not None else ", if others move together with it"
            day = one.simultaneous_day if one.causal_day is None else one.causal_day
            yield f"{one.clause}, {_pair(one)}: {_stage(one)}, which is day {day}{together}."
    for promise, who in idle.items():
        yield f"{promise}; not due, for its case does not arise: {_some(who)}."


def _stage(one: PromisedForces) -> str:
    amounts = _listed([f"{numeral(amount)} {what}" for what, amount in one.amounts])
    return f"{amounts} in all by day {one.by_day} of the case"


def _pair(one: DeadlineCheck | PromisedForces) -> str:
    return f"{one.power} for {one.beneficiary}" if one.beneficiary else one.power


def _some(who: list[str]) -> str:
    more = len(who) - MOST_PAIRS
    return ", ".join(who[:MOST_PAIRS]) + (f" and {more} more" if more > 0 else "")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
