"""`holdfast check`: every fault of a file at once."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from holdfast.cli import options as o

READ_ELSEWHERE = ("outside_view", "courses_of_action")
"""Parts whose numbers stand beside the answer, or belong to one course alone."""

if TYPE_CHECKING:
    from holdfast.errors import Fault
    from holdfast.scenario.card_source import CardSource
    from holdfast.scenario.scenario_source import ScenarioSource


def check(
    path: Annotated[
        str, typer.Argument(help="A scenario's folder, a file of cards, or an id of the catalogue.")
    ],
    unread: Annotated[
        bool, typer.Option("--unread", help="Also compile a scenario: which numbers are not read?")
    ] = False,
    json: o.Json = False,
) -> None:
    """Read a scenario or cards and report every fault with its place and a remedy; run nothing.

    A scenario without faults is counted: its parts, the evidence behind its numbers, where places
    off every axis join one, and what nothing reads.

    Example: holdfast check two-rivers && holdfast check my-card.yaml

    Exits with 1 if there are faults.
    """
    from holdfast.catalog.scenarios import find_any
    from holdfast.errors import ScenarioError
    from holdfast.scenario.scenario_source import ScenarioSource

    try:
        found = find_any(path)
        if isinstance(found, ScenarioSource):
            told = scenario_told(found)
            told["scenario"]["unread"] = numbers_unread(found) if unread else None
        else:
            told = cards_told(found)
    except ScenarioError as error:
        refuse(error.faults, path, json)
        raise typer.Exit(1) from None
    if json:
        o.print_json({"ok": True, "faults": [], **told})
    elif "scenario" in told:
        print_scenario(told["scenario"])
    else:
        print_cards(told["cards"])


def refuse(faults: tuple[Fault, ...], path: str, json: bool) -> None:
    """Tell every fault."""
    if json:
        o.print_json({"ok": False, "faults": [asdict(fault) for fault in faults], "cards": []})
        return
    for fault in faults:
        print(fault, file=sys.stderr)
    count = len(faults)
    print(f"{count} fault{'s' if count > 1 else ''} in {path}", file=sys.stderr)


def cards_told(sources: tuple[CardSource, ...]) -> dict[str, Any]:
    """What there is to say of cards without faults."""
    from holdfast.scenario.card_source import load_cards, unused
    from holdfast.scenario.notes_late import late_on_card

    return {
        "cards": [
            {
                "id": card.id,
                "name": card.name,
                "start": str(card.start),
                "unused": [*unused(card)],
                "notes": [*late_on_card(card, source.node)],
            }
            for source, card in zip(sources, load_cards(sources), strict=True)
        ]
    }


def scenario_told(source: ScenarioSource) -> dict[str, Any]:
    """What there is to say of a scenario without faults."""
    from holdfast.errors import ScenarioError
    from holdfast.scenario.evidence import coverage
    from holdfast.scenario.notes import notes_on
    from holdfast.scenario.scenario_source import inspect

    scenario, faults = inspect(source)
    if scenario is None:
        raise ScenarioError(faults)
    notes = notes_on(scenario, source.node)
    return {
        "scenario": {
            "id": scenario.id,
            "title": scenario.title,
            "hash": source.hash,
            "counts": notes.counts,
            "evidence": coverage(scenario).to_dict(),
            "joins": [asdict(one) for one in notes.joins],
            "unused": list(notes.unused),
            "notes": list(notes.other),
        }
    }


def numbers_unread(source: ScenarioSource) -> dict[str, list[str]]:
    """Numbers that no course of action reads, by kind; routes read the links they run over."""
    from holdfast.catalog.posterior import load_posterior
    from holdfast.scenario.compile.scenario import compile_scenario
    from holdfast.scenario.scenario_source import load_scenario

    posterior = load_posterior().posterior()
    left: set[str] | None = None
    for course in source.courses:
        compiled = compile_scenario(load_scenario(source, course), course, posterior)
        left = set(compiled.unused) if left is None else left & set(compiled.unused)
    found: dict[str, list[str]] = {}
    for path in sorted(left or ()):
        if not path.startswith(READ_ELSEWHERE):
            found.setdefault(kind_of(path), []).append(path)
    return found


def kind_of(path: str) -> str:
    """A path without the names of things.

    >>> kind_of("sectors.de_labe.heavy.planned"), kind_of("links[3].rail_km")
    ('sectors.*.heavy.planned', 'links[*].rail_km')
    """
    part, _, rest = path.partition(".")
    if "[" in part or part in ("hazard", "travel", "works", "air"):
        return re.sub(r"\[[^\]]*\]", "[*]", path)
    _, _, deeper = rest.partition(".")
    return f"{part}.*.{deeper}"


def print_cards(cards: list[dict[str, Any]]) -> None:
    """One line a card, and what nothing reads."""
    for card in cards:
        print(f"{card['id']}: no faults ({card['name']}, {card['start']})")
        for word, rows in (("unused", card["unused"]), ("note", card["notes"])):
            for row in rows:
                print(f"    {word:7} {row}")


def print_scenario(told: dict[str, Any]) -> None:
    """Counts, evidence, joins, what nothing reads."""
    evidence = told["evidence"]
    print(f"{told['id']}: no faults ({told['title']})")
    words = [f"{count} {name.replace('_', ' ')}" for name, count in told["counts"].items()]
    print(f"    holds   {', '.join(words)}")
    print(
        f"    backed  {evidence['numbers']} numbers: {evidence['sourced']} with evidence of their "
        f"own, {evidence['inherited']} by what encloses them, {len(evidence['bare'])} by nothing; "
        f"sources differ on {evidence['claims']}"
    )
    grades = ", ".join(f"{grade} {count}" for grade, count in evidence["by_grade"].items())
    print(f"    grades  {grades or 'none'}")
    for path in evidence["bare"]:
        print(f"    bare    {path}")
    for one in told["joins"]:
        print(f"    joins   {one['place']} falls with {one['falls_with']}, {one['km']:.0f} km off")
    for kind, paths in (told["unread"] or {}).items():
        shown = ", ".join(paths[:3]) + (", …" if len(paths) > 3 else "")
        print(f"    unread  {kind}: {len(paths)} ({shown})")
    for word, rows in (("unused", told["unused"]), ("note", told["notes"])):
        for row in rows:
            print(f"    {word:7} {row}")
