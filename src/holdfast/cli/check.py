"""`holdfast check`: every fault of a file at once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from holdfast.cli import completing, output
from holdfast.cli import options as o
from holdfast.units import numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.errors import Fault
    from holdfast.experiment.inputs import InputCoverage
    from holdfast.experiment.programme_notes import ProgrammeNotes
    from holdfast.study.target import Checked

SHOWN = 3
"""Paths of a kind that are named."""


def check(
    path: Annotated[
        str,
        typer.Argument(
            help="A scenario's folder, a file of cards, or an id of the catalogue.",
            autocompletion=completing.targets,
        ),
    ],
    unread: Annotated[
        bool, typer.Option("--unread", help="Also compile a scenario: which numbers are not read?")
    ] = False,
    programme: Annotated[
        str | None,
        typer.Option(
            help="Also reckon a plan's programme: what stands at each attack, for what money.",
        ),
    ] = None,
    json: o.Json = False,
) -> None:
    """Read a scenario or cards and report every fault with its place and a remedy; run nothing.

    A scenario without faults is counted: its parts, the evidence behind its numbers, where places
    off every axis join one, and what nothing reads.

    Example: holdfast check two-rivers && holdfast check my-card.yaml

    Example: holdfast check two-rivers --programme works-first

    Exits with 1 if there are faults.
    """
    from holdfast.errors import ScenarioError
    from holdfast.study.find import faults_of, find

    try:
        targets = find(path)
        if faults := faults_of(targets):
            raise ScenarioError(faults)
        found = [target.check(unread) for target in targets]
        if programme is not None:
            found = [
                replace(one, programmes=target.programmes(programme))
                for one, target in zip(found, targets, strict=True)
            ]
    except ScenarioError as error:
        refuse(error.faults, path, json)
        raise typer.Exit(1) from None
    if json:
        o.print_json({"ok": True, "faults": [], "found": [one.to_dict() for one in found]})
        return
    for one in found:
        for line in lines_of(one):
            output.say(line)


def refuse(faults: tuple[Fault, ...], path: str, json: bool) -> None:
    """Tell every fault."""
    if json:
        o.print_json({"ok": False, "faults": [asdict(fault) for fault in faults], "found": []})
        return
    for fault in faults:
        output.complain(fault)
    count = len(faults)
    output.complain(f"{count} fault{'s' if count > 1 else ''} in {path}")


def lines_of(one: Checked) -> Iterator[str]:
    """What there is to say of a card or scenario without faults, where there is something."""
    on = f", {one.start}" if one.start else ""
    yield f"{one.id}: no faults ({one.title}{on})"
    if one.counts:
        held = [f"{count} {name.replace('_', ' ')}" for name, count in one.counts.items()]
        yield f"    holds   {', '.join(held)}"
    if one.evidence is not None:
        yield from evidence_lines(one.evidence)
    for place in one.joins:
        yield f"    joins   {place.place} falls with {place.falls_with}, {place.km:.0f} km off"
    for kind, paths in (one.unread or {}).items():
        shown = ", ".join(paths[:SHOWN]) + (", …" if len(paths) > SHOWN else "")
        yield f"    unread  {kind}: {len(paths)} ({shown})"
    for notes in one.programmes:
        yield from programme_lines(notes)
    for word, rows in (("unused", one.unused), ("note", one.notes)):
        yield from (f"    {word:7} {row}" for row in rows)


def programme_lines(notes: ProgrammeNotes) -> Iterator[str]:
    """What a programme comes to by each attack, at middle values."""
    yield f"    plan    {notes.plan}: {notes.title}"
    for attack in notes.attacks:
        month = max(0, bisect_left(notes.months, f"{attack:%Y-%m}") - 1)
        yield f"      {attack}  {'; '.join(standing_words(notes, month))}"
        purses = (
            f"{purse.purpose} {purse.spent[month]:,.0f} of {purse.drawable[month]:,.0f}"
            for purse in notes.purses
        )
        yield f"        spent of what could be drawn, {notes.unit}: {', '.join(purses)}"


def standing_words(notes: ProgrammeNotes, month: int) -> Iterator[str]:
    """How many of each good stand at the end of a month, and how many of them are armed."""
    for good in dict.fromkeys(order.good for order in notes.orders):
        orders = [order for order in notes.orders if order.good == good]
        done, armed = (
            sum(numbers[month] for numbers in of)
            for of in ([one.done for one in orders], [one.armed for one in orders])
        )
        apart = f" ({numeral(armed)} armed)" if armed < done else ""
        wanted = sum(one.number for one in orders)
        yield f"{good} {numeral(done)} of {numeral(wanted)}{apart}"


def evidence_lines(found: InputCoverage) -> Iterator[str]:
    """How many numbers are backed by what, and which by nothing."""
    yield (
        f"    backed  {found.numbers} numbers: {found.own} with evidence of their own, "
        f"{found.inherited} by what encloses them, {len(found.bare)} by nothing; "
        f"sources differ on {found.claims}"
    )
    grades = ", ".join(f"{grade} {count}" for grade, count in found.by_grade.items())
    yield f"    grades  {grades or 'none'}"
    yield from (f"    bare    {path}" for path in found.bare)
