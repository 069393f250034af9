"""The terms of a pact read from their nodes: how long it binds, by when, and with how much."""

from __future__ import annotations

import datetime as dt
import math

from holdfast.pacts.file import Brought, Deadline, TimeInForce
from holdfast.pacts.values import Values
from holdfast.pacts.vocabulary import ACT_KINDS, BROUGHT, DEADLINE_FROM, IN_FORCE_KEYS
from holdfast.text.nodes import Mapping, Node, Scalar, Sequence

MOST_MONTHS = 1200
MOST_YEARS = 100


def read_in_force(node: Node | None, values: Values, parties: tuple[str, ...]) -> TimeInForce:
    """The dates of a pact, its notice, its further terms, and whose war keeps it in force."""
    body = values.mapping(node, "in_force", IN_FORCE_KEYS)
    denounced, by = _denounced(body.get("denounced"), values, parties)
    time = TimeInForce(
        first=values.date(body.get("from"), "from"),
        last=values.date(body.get("to"), "to"),
        notice_months=_number(body.get("notice_months"), "notice_months", 0, MOST_MONTHS, values),
        renewed_years=_number(body.get("renewed_years"), "renewed_years", 1, MOST_YEARS, values),
        denounced=denounced,
        denounced_by=by,
        until_peace=_until_peace(body.get("until_peace"), values, parties),
    )
    _check_order(time, body, values)
    _check_sense(body, values)
    return time


def _number(node: Node | None, what: str, least: int, most: int, values: Values) -> int | None:
    if node is None:
        return None
    value = node.value if isinstance(node, Scalar) else None
    if type(value) is int and least <= value <= most:
        return value
    values.fault(
        node.position,
        f"{what} must be a whole number from {least} to {most:,}",
        f"write {what}: {max(least, 5 if 'years' in what else 12)}, or leave it out",
    )
    return None


def _denounced(
    node: Node | None, values: Values, parties: tuple[str, ...]
) -> tuple[dt.date | None, str | None]:
    if not isinstance(node, Mapping):
        return values.date(node, "denounced"), None
    body = values.mapping(node, "denounced", ("on", "by"))
    if body.get("on") is None:
        values.fault(node.position, "denounced, but on which day?", "add on: 1914-05-01")
    return values.date(body.get("on"), "on"), _party(body.get("by"), "by", values, parties)


def _party(node: Node | None, what: str, values: Values, parties: tuple[str, ...]) -> str | None:
    if node is None:
        return None
    word = values.word(node, what)
    if word and word not in parties:
        values.fault(
            node.position,
            f'"{word}" is no party of this pact',
            f"its parties are {', '.join(parties)}" if parties else "add parties: to the pact",
        )
    return word or None


def _until_peace(node: Node | None, values: Values, parties: tuple[str, ...]) -> tuple[str, ...]:
    if node is None or (isinstance(node, Scalar) and node.value is False):
        return ()
    if isinstance(node, Scalar) and node.value is True:
        if not parties:
            values.fault(node.position, "until whose peace?", "the pact has no parties: add them")
        return parties
    for item in node.items if isinstance(node, Sequence) else (node,):
        _party(item, "until_peace", values, parties)
    return values.names(node, "until_peace")


def _check_order(time: TimeInForce, body: Mapping, values: Values) -> None:
    if time.first and time.last and time.last < time.first:
        values.fault(body.position, "the pact ends before it begins", "check from and to")
    if time.first and time.denounced and time.denounced < time.first:
        node = body.get("denounced") or body
        values.fault(
            node.position, "the pact is denounced before it is in force", "check from and denounced"
        )


def _check_sense(body: Mapping, values: Values) -> None:
    """Keys that mean nothing without another."""
    for key, others, message in (
        ("renewed_years", ("to",), "no term that could be renewed"),
        ("denounced", ("notice_months",), "denounced, but how long is the notice?"),
        ("until_peace", ("to", "denounced"), "the pact has no last day on which to be at war"),
    ):
        node = body.get(key)
        if node is not None and not any(body.get(other) for other in others):
            zero = "; notice_months: 0 where it ends at once" if key == "denounced" else ""
            values.fault(node.position, message, f"add {others[0]}:{zero}")


def read_deadline(body: Mapping, values: Values) -> Deadline | None:
    """The deadline of a clause: from the day on which its case arises, or a fixed day."""
    node = body.get("deadline_days")
    if not isinstance(node, Mapping):
        return None if node is None else Deadline(values.whole(node, "deadline_days"))
    inner = values.mapping(node, "deadline_days", ("days", "from"))
    if inner.get("days") is None:
        values.fault(node.position, "a deadline of how many days?", "add days:")
    start = inner.get("from")
    word = (
        "trigger" if start is None else values.one_of(start, "start of a deadline", DEADLINE_FROM)
    )
    if start is not None and word == "trigger" and body.get("when") is None:
        values.fault(
            start.position,
            "nothing triggers this clause: its deadline has no day to count from",
            "add when:, or write from: day_zero",
        )
    return Deadline(values.whole(inner.get("days"), "days"), word != "day_zero")


def read_brings(body: Mapping, act: str, values: Values) -> tuple[Brought, ...]:
    """The forces that a clause promises, in all by each day."""
    node = body.get("brings")
    if node is None:
        return ()
    items = values.items(node, "brings") if isinstance(node, Sequence) else (node,)
    found: list[Brought] = []
    for item in items:
        stage = _stage(item, act, values)
        if found and not _more(found[-1], stage):
            values.fault(
                item.position,
                "a later stage brings less, or comes no later, than the one before",
                "each stage says how much is there in all by its day: put them in order",
            )
        found.append(stage)
    return tuple(found)


def _stage(node: Node, act: str, values: Values) -> Brought:
    body = values.mapping(node, "brings", (*BROUGHT, "by_day"))
    if isinstance(node, Mapping) and body.get("by_day") is None:
        values.fault(
            node.position, "forces are promised without a day",
            "add by_day:, counted from the day on which the case arises",
        )  # fmt: skip
    amounts = tuple(
        (what, _amount(what, value, act, values))
        for what in BROUGHT
        if (value := body.get(what)) is not None
    )
    if isinstance(node, Mapping) and not amounts:
        values.fault(node.position, "nothing is brought", f"add one of: {', '.join(BROUGHT)}")
    return Brought(values.whole(body.get("by_day"), "by_day"), amounts)


def _amount(what: str, node: Node, act: str, values: Values) -> float:
    key_acts = BROUGHT[what]
    if act in ACT_KINDS and act not in key_acts:
        values.fault(
            node.position,
            f"the act {act} brings no {what}",
            f"promise them in a clause whose act is one of: {', '.join(key_acts)}",
        )
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf:
        return float(value)
    values.fault(node.position, f"{what} must be a number above 0", f"write {what}: 30")
    return 1.0


def _more(before: Brought, after: Brought) -> bool:
    """Whether a later stage comes later and brings as much of everything as the one before."""
    now = dict(after.amounts)
    grows = all(now.get(what, 0.0) >= amount for what, amount in before.amounts)
    return after.by_day > before.by_day and grows
