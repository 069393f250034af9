"""What a card must keep beyond its schema: one public function a check.

Checks read nodes, not typed models, so that they run, and report, even where the schema has found
faults already. Each yields faults with their place and a remedy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from holdfast.errors import Fault
from holdfast.scenario.check_law import constants_are_the_laws
from holdfast.schema.card import COLUMNS, ROUNDING
from holdfast.text.files import MAX_FAULTS
from holdfast.text.nodes import Mapping, Node, Scalar, Sequence
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import items, key_of, number, under

MAX_DECISIONS = 40
"""Decisions travel as bits of one number. grade: definition"""


def values_sum_to_one(card: Node) -> Iterator[Fault]:
    """The places share the defender's power to go on: their values sum to 1."""
    places = under(card, "inputs", "places")
    if not isinstance(places, Mapping):
        return
    values = [number(field(entry.value, "value")) for entry in places.entries]
    known = [value for value in values if value is not None]
    if len(known) == len(values) and abs(sum(known) - 1) > ROUNDING:
        yield key_of(card, "inputs", "places").position.fault(
            f"the values of the places sum to {sum(known):.3g}, not 1",
            "they are shares of the defender's power to go on",
            "inputs.places",
        )


def shares_sum_to_one(card: Node) -> Iterator[Fault]:
    """Each side's shares of the axes sum to 1."""
    axes = items(under(card, "inputs", "axes"))
    for side, words in (("a", "attacker's"), ("d", "defender's")):
        shares = [number(field(axis, side)) for axis in axes]
        known = [share for share in shares if share is not None]
        if axes and len(known) == len(shares) and abs(sum(known) - 1) > ROUNDING:
            yield key_of(card, "inputs", "axes").position.fault(
                f"the {words} shares ({side}) of the axes sum to {sum(known):.3g}, not 1",
                f"change {side} on one of the axes",
                "inputs.axes",
            )


def rows_name_axes(card: Node) -> Iterator[Fault]:
    """Every force goes to an axis that exists."""
    axes = names_of_axes(card)
    for path, rows in force_rows(card):
        for index, row in enumerate(rows):
            named = field(row, "axis")
            if isinstance(named, Scalar) and named.value is not None and named.text not in axes:
                yield named.position.fault(
                    f'no axis is called "{named.text}"',
                    did_you_mean(named.text, axes),
                    f"{path}[{index}].axis",
                )


def axes_lead_to_places(card: Node) -> Iterator[Fault]:
    """Every place on an axis is among the places, and they come in order of distance."""
    places = under(card, "inputs", "places")
    known = [entry.key.text for entry in places.entries] if isinstance(places, Mapping) else []
    for j, axis in enumerate(items(under(card, "inputs", "axes"))):
        last = 0.0
        for k, stop in enumerate(items(field(axis, "to"))):
            path = f"inputs.axes[{j}].to[{k}]"
            named = row_field(stop, "place", 0)
            if known and isinstance(named, Scalar) and named.text not in known:
                yield named.position.fault(
                    f'no place is called "{named.text}"', did_you_mean(named.text, known), path
                )
            distance = row_field(stop, "km", 1)
            km = number(distance)
            if km is not None and distance is not None and km <= last:
                yield distance.position.fault(
                    f"{km:g} km is not beyond the place before it ({last:g} km)",
                    "list places in the order in which the front reaches them",
                    path,
                )
            last = km if km is not None else last


def axes_have_their_own_names(card: Node) -> Iterator[Fault]:
    """No two axes share a name."""
    named = [field(axis, "name") for axis in items(under(card, "inputs", "axes"))]
    counts = Counter(name.text for name in named if isinstance(name, Scalar))
    seen: set[str] = set()
    for index, name in enumerate(named):
        if isinstance(name, Scalar) and counts[name.text] > 1 and name.text in seen:
            yield name.position.fault(
                f'the axis "{name.text}" stands there already',
                "give each axis its own name",
                f"inputs.axes[{index}].name",
            )
        if isinstance(name, Scalar):
            seen.add(name.text)


def belts_lie_on_their_axis(card: Node) -> Iterator[Fault]:
    """A belt begins before its axis ends."""
    for j, axis in enumerate(items(under(card, "inputs", "axes"))):
        stops = items(field(axis, "to"))
        last = next(reversed(stops), None)
        length = number(row_field(last, "km", 1))
        for k, belt in enumerate(items(field(axis, "belts"))):
            begins = row_field(belt, "at_km", 0)
            at_km = number(begins)
            if None not in (length, at_km, begins) and at_km >= length:  # type: ignore[operator]
                assert begins is not None
                yield begins.position.fault(
                    f"the belt begins at {at_km:g} km, beyond the end of the axis ({length:g} km)",
                    "distances are counted from the attacker's start line",
                    f"inputs.axes[{j}].belts[{k}]",
                )


def needs_name_decisions(card: Node) -> Iterator[Fault]:
    """What a promise or a decision needs is a decision, and no decision waits for itself."""
    relief = under(card, "inputs", "relief")
    decisions = field(relief, "decisions") if relief is not None else None
    entries = decisions.entries if isinstance(decisions, Mapping) else ()
    known = [entry.key.text for entry in entries]
    rows = [(f"decisions.{entry.key.text}", entry.value) for entry in entries]
    promises = items(field(relief, "promises")) if relief is not None else []
    rows += [(f"promises[{n}]", promise) for n, promise in enumerate(promises)]
    for path, row in rows:
        for need in items(field(row, "needs")):
            if isinstance(need, Scalar) and need.text not in known:
                yield need.position.fault(
                    f'no decision is called "{need.text}"',
                    did_you_mean(need.text, known),
                    f"inputs.relief.{path}.needs",
                )
    if len(known) <= MAX_DECISIONS:
        yield from _circles(entries, known)
    else:
        yield key_of(card, "inputs", "relief").position.fault(
            f"{len(known)} decisions are too many", f"at most {MAX_DECISIONS}"
        )


def _circles(entries: tuple[object, ...], known: list[str]) -> Iterator[Fault]:
    needs: dict[str, list[str]] = {}
    keys: dict[str, Scalar] = {}
    for entry in entries:
        key, value = entry.key, entry.value  # type: ignore[attr-defined]
        keys[key.text] = key
        needs[key.text] = [n.text for n in items(field(value, "needs")) if isinstance(n, Scalar)]
    for name in known:
        reached, todo = set[str](), list(needs[name])
        while todo:
            step = todo.pop()
            if step not in reached:
                reached.add(step)
                todo += needs.get(step, [])
        if name in reached:
            yield keys[name].position.fault(
                f'the decision "{name}" waits for itself',
                "on a card decisions are ordered; circles of promises belong to pacts",
                f"inputs.relief.decisions.{name}.needs",
            )


def sources_exist(card: Node) -> Iterator[Fault]:
    """Where `sources` is a list of keys, evidence names one of them."""
    sources = under(card, "sources")
    if not isinstance(sources, Mapping):
        return
    known = [entry.key.text for entry in sources.entries]
    for named in _cited(card):
        if named.text not in known:
            yield named.position.fault(
                f'no source is called "{named.text}"', did_you_mean(named.text, known)
            )


def _cited(node: Node) -> Iterator[Scalar]:
    """Every word that stands as a source, but for the contemporaries' forecasts."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _cited(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key.text == "source":
                cited = (entry.value, *items(entry.value))
                yield from (c for c in cited if isinstance(c, Scalar) and isinstance(c.value, str))
            elif entry.key.text not in ("forecasts", "sources"):
                yield from _cited(entry.value)


CHECKS = (
    values_sum_to_one,
    shares_sum_to_one,
    rows_name_axes,
    axes_lead_to_places,
    axes_have_their_own_names,
    belts_lie_on_their_axis,
    needs_name_decisions,
    constants_are_the_laws,
    sources_exist,
)
"""Every check, in the order in which they run."""


def check_card(card: Node) -> list[Fault]:
    """The faults that the checks find in a card's nodes, as many as anybody mends at once."""
    return list(islice((fault for check in CHECKS for fault in check(card)), MAX_FAULTS))


# ---------------------------------------------------------------- reading nodes without fuss
def row_field(row: Node | None, name: str, index: int) -> Node | None:
    """A field of a row, written as a mapping or as a list."""
    if isinstance(row, Sequence):
        return row.items[index] if index < len(row.items) else None
    return row.get(name) if isinstance(row, Mapping) else None


def field(row: Node | None, name: str) -> Node | None:
    """A field of a row by name, with the row's own order where it is a list."""
    return row_field(row, name, COLUMNS.get(name, 10_000))


def names_of_axes(card: Node) -> list[str]:
    """The names of the axes, in order."""
    named = (field(axis, "name") for axis in items(under(card, "inputs", "axes")))
    return [name.text for name in named if isinstance(name, Scalar)]


def force_rows(card: Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Every list of rows that may name an axis, with its path."""
    for path in (
        ("attacker", "forces"),
        ("defender", "forces"),
        ("relief", "arrived"),
        ("relief", "promises"),
    ):
        yield ".".join(("inputs", *path)), items(under(card, "inputs", *path))
