"""Write what the program says of each scenario that ships into the README of its folder.

    python docs/make_readmes.py

A block stands between `<!-- scenario: NAME -->` and `<!-- end -->`. A test holds the committed
blocks equal to what this prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from holdfast.catalog.posterior import load_posterior
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.evidence import coverage
from holdfast.scenario.ground import ground_of
from holdfast.scenario.notes import notes_on
from holdfast.scenario.scenario_source import ScenarioSource, inspect, load_scenario, read_scenario
from holdfast.schema.paths import Figure, figures
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.statements import Statements
from holdfast.schema.tables import ByDay, Dated
from holdfast.schema.validate import validate
from holdfast.text.files import read_text
from holdfast.text.yaml import parse

ROOT = Path(__file__).parents[1]
SCENARIOS = ROOT / "src/holdfast/catalog/scenarios"
EXPLANATION = ROOT / "docs/explanation/czechoslovakia-1936.md"
PAGES = {
    "two-rivers": (SCENARIOS / "two-rivers/README.md",),
    "czechoslovakia-1936": (SCENARIOS / "czechoslovakia-1936/README.md", EXPLANATION),
}
BLOCK = re.compile(r"(<!-- scenario: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

FEW = 4
"""So many names are written out; of more, only their number."""

# Why the law is given nothing from a field: a pattern of its path, and the reason.
REASONS = (
    (r"hazard\..*", "no attack is drawn by month yet: courses of action have their dates"),
    (r"economy\.goods\..*\.stood", "asked for where a good changes a number by a ratio"),
    (r"projects\..*\.(gives|receives)\[.*", "told of a trade; nothing is computed from it"),
    (r"outside_view\..*", "stands beside the answer; nothing is computed from it"),
    (r"places\..*\.value", "what is not the defender's has no value to him"),
    (r"links\[.*\]\.road_km",
     "on no axis and on no route that was taken; the search for routes and for the nearest place "
     "did read it"),
    (r"links\[.*\]\.frontage_km", "on no axis, or on axes that write their own width"),
    (r"links\[.*\]\.(rail_km|trains_per_day)",
     "on no route that was taken; the search for routes did read it"),
    (r"sectors\..*\.planned", "what was planned and not built stops nobody"),
    (r"sectors\..*\.(front_km|depth_km|built|armed)", "no axis crosses the sector"),
    (r"travel\.gauge_break_.*",
     "no route that was taken changes gauge by rail: on foot past the frontier is quicker"),
    (r"powers\..*\.division_men", "no contingent of this power is written in divisions"),
)  # fmt: skip


@cache
def source(name: str) -> ScenarioSource:
    """The folder of a scenario."""
    return read_scenario(SCENARIOS / name)


@cache
def scenario(name: str) -> Scenario:
    """A scenario as it is written."""
    found, faults = inspect(source(name))
    assert found is not None, faults
    return found


@cache
def unused(name: str) -> tuple[str, ...]:
    """What no course of action makes the law read."""
    posterior = load_posterior().posterior()
    lists = [
        compile_scenario(load_scenario(source(name), course), course, posterior).unused
        for course in source(name).courses
    ]
    return tuple(path for path in lists[0] if all(path in other for other in lists[1:]))


def reason(path: str) -> str:
    """Why a field reaches no mechanism."""
    found = [words for pattern, words in REASONS if re.fullmatch(pattern, path)]
    if not found:
        raise SystemExit(f"no reason is known why {path} is unused: write one in {__file__}")
    return found[0]


def field_of(path: str) -> tuple[str, str, str]:
    """The part of a path, the thing in it, and its field: `links[3].rail_km`, `travel.days`."""
    if found := re.fullmatch(r"(\w+)\[(?:id=)?([^\]]*)\]\.(.*)", path):
        return found[1], found[2], found[3]
    part, _, rest = path.partition(".")
    thing, _, field = rest.partition(".")
    return (part, thing, field) if field else (part, "", thing)


def unused_block(name: str) -> str:
    """What is unused, a line for each field of a part with its number and the reason."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for path in unused(name):
        part, thing, field = field_of(path)
        rows.setdefault((part, field, reason(path)), []).append(thing)
    lines = [
        f"{len(unused(name))} numbers reach no mechanism, whatever the course of action:", "",
        "| part | field | how many | which | why |", "|---|---|---:|---|---|",
    ]  # fmt: skip
    for (part, field, why), things in rows.items():
        named = [thing for thing in things if thing and not thing.isdigit()]
        which = ", ".join(f"`{thing}`" for thing in named) if len(named) <= FEW else ""
        lines.append(f"| {part} | `{field}` | {len(things)} | {which} | {why} |")
    return "\n".join([*lines, ""])


def evidence_block(name: str) -> str:
    """What stands behind the numbers."""
    found = coverage(scenario(name)).to_dict()
    grades = ", ".join(f"{grade} {count}" for grade, count in found["by_grade"].items())
    return (
        f"Of {found['numbers']} numbers {found['sourced']} carry evidence of their own, "
        f"{found['inherited']} that of what encloses them, {len(found['bare'])} none. "
        f"By grade: {grades}.\n"
    )


def holds_block(name: str) -> str:
    """How many things of each kind."""
    counts = notes_on(scenario(name), source(name).node).counts
    words = [f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items()]
    return f"{', '.join(words)}.\n"


def joins_block(name: str) -> str:
    """Places off every axis, with the one that each falls with."""
    told = [
        f"{one.place} with {one.falls_with} ({one.km:.0f} km)"
        for one in notes_on(scenario(name), source(name).node).joins
    ]
    return f"{', '.join(told) or 'none'}.\n"


def axes_block(name: str) -> str:
    """Every axis with its stops."""
    courses, _ = ground_of(scenario(name))
    lines = ["| axis | of | sector | through | opens |", "|---|---|---|---|---|"]
    for course in courses:
        axis = course.axis
        when = f"`{axis.when}`" if axis.when else "at once"
        stops = " – ".join(course.stops)
        lines.append(f"| `{axis.id}` | {axis.power} | {course.sector or ''} | {stops} | {when} |")
    return "\n".join([*lines, ""])


def choices_block(name: str) -> str:
    """Courses, plans, events, schools and what-ifs by name."""
    one = scenario(name)
    lines = ["| kind | names |", "|---|---|"]
    events = ", ".join(f"`{event.id}` ({event.on})" for event in one.events)
    courses = ", ".join(
        f"`{course}` ({made.attack_on}, weight {made.weight:g})"
        for course, made in one.courses_of_action.items()
    )
    lines += [f"| courses of action | {courses} |", f"| events | {events} |"]
    for kind, named in (("plans", one.plans), ("schools", one.schools), ("what-ifs", one.what_ifs)):
        lines.append(f"| {kind} | {', '.join(f'`{each}`' for each in named)} |")
    return "\n".join([*lines, ""])


def rivals_block(name: str) -> str:
    """The numbers on which sources differ."""
    alike: dict[tuple[str, str, int], list[str]] = {}
    for path, figure in figures(scenario(name)):
        part, thing, field = field_of(path)
        for label, quantity in rows_of(figure):
            if quantity.claims and len(quantity.claims) > 1:
                key = part, f"{field}{label}", len(quantity.claims)
                alike.setdefault(key, []).append(thing)
    lines = ["| number | of | rival claims |", "|---|---|---:|"]
    for (part, field, count), things in alike.items():
        which = ", ".join(thing for thing in things if thing)
        which = which if len(things) <= FEW else f"{len(things)} of them"
        lines.append(f"| `{part}`: `{field}` | {which} | {count} |")
    return "\n".join([*lines, ""])


def rows_of(figure: Figure) -> Iterator[tuple[str, Quantity]]:
    """A number, or the rows of a table with what to write behind its path."""
    if isinstance(figure, Quantity):
        yield "", figure
    elif isinstance(figure, Dated | ByDay):
        yield from ((f".{day}", quantity) for day, quantity in figure.rows.items())


def statements_block(name: str) -> str:
    """How the statements of the text fall out."""
    path = SCENARIOS / name / "statements.yaml"
    (node,) = parse(read_text(path, path.name), path.name)
    told, faults = validate(Statements, node)
    assert told is not None, faults
    lines = ["| what answers | statements |", "|---|---:|"]
    for kind, count in kinds_of(told):
        lines.append(f"| {kind} | {count} |")
    silent = sum(one.no_mechanism is not None for one in told.statements)
    lines += [
        f"| nothing, with the reason | {silent} |", "",
        f"{len(told.statements)} statements in all; one may be answered by several things.",
    ]  # fmt: skip
    return "\n".join([*lines, ""])


def kinds_of(told: Statements) -> Iterator[tuple[str, int]]:
    """How many statements each kind of thing answers."""
    kinds = dict.fromkeys(to.kind for one in told.statements for to in one.to)
    for kind in kinds:
        yield (
            kind.replace("_", "-"),
            sum(any(to.kind == kind for to in one.to) for one in told.statements),
        )


BLOCKS: dict[str, Callable[[str], str]] = {
    "holds": holds_block,
    "evidence": evidence_block,
    "joins": joins_block,
    "axes": axes_block,
    "choices": choices_block,
    "rivals": rivals_block,
    "statements": statements_block,
    "unused": unused_block,
}


def filled(text: str, name: str) -> str:
    """A page with its blocks written anew for a scenario."""
    return BLOCK.sub(lambda found: found[1] + BLOCKS[found[2]](name) + found[3], text)


def main() -> None:
    """Write the pages."""
    for name, pages in PAGES.items():
        for path in pages:
            path.write_text(filled(path.read_text("utf-8"), name), encoding="utf-8")


if __name__ == "__main__":
    main()
