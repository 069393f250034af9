"""Write docs/reference/{law,arrays,cards,scenario}.md from what the program runs on.

    python docs/make_reference.py

A test holds the committed pages equal to what this prints.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from holdfast.experiment.facts import array_tables, order_of_day, streams
from holdfast.scenario import codes
from holdfast.scenario.check_scenario import NAMES
from holdfast.scenario.law import default_law
from holdfast.scenario.promises import SENTENCES
from holdfast.schema import card
from holdfast.schema.base import EVIDENCE_KEYS
from holdfast.schema.constant import ERAS, ByEra, BySide
from holdfast.schema.law import WITHIN, Parameter
from holdfast.schema.quantity import Fixed, Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import ByDay, Dated, DrawnWord
from holdfast.units import Bounds, Unit

FOLDER = Path(__file__).parent / "reference"
MADE = "*Written by `python docs/make_reference.py` from what the program runs on.*"

CARD_MODELS = (
    card.Card, card.CardInputs, card.Side, card.Force, card.Isolation, card.Site, card.Axis,
    card.Stop, card.Belt, card.Relief, card.Promised, card.CardDecision, card.Promise, card.Aim,
    card.Capability, card.Outcome, card.Forecast,
)  # fmt: skip


def spell(constant: Quantity | ByEra) -> str:
    """A constant in a table cell."""
    if isinstance(constant, ByEra):
        named = ((era, constant.among(era)) for era in ERAS)
        return ", ".join(f"{era} {spell(value)}" for era, value in named if value is not None)
    assert constant.spread is not None
    parts = constant.spread.model_dump(exclude_defaults=False)
    if set(parts) == {"value"}:
        return f"{parts['value']:g}"
    return ", ".join(f"{key} {value:g}" for key, value in parts.items() if value is not None)


def values_of(parameter: Parameter) -> str:
    """The value, or one for each side."""
    sides = [spell(constant) for constant in parameter.sides()]
    return sides[0] if len(sides) == 1 else f"attacker {sides[0]}; defender {sides[1]}"


def within_of(parameter: Parameter) -> str:
    """The limits of a constant: a kind of them, or two numbers."""
    within = parameter.within
    return within if isinstance(within, str) else f"{within[0]:g} … {within[1]:g}"


def law_page() -> str:
    """Every constant of the default law."""
    law = default_law()
    rows = [
        f"| `{name}` | {values_of(p)} | {p.unit} | {within_of(p)} | {p.meaning} "
        f"| {law.mechanisms[p.mechanism].title} | {p.source} | {p.grade} |"
        for name, p in law.parameters.items()
    ]
    kinds = [f"{name} {bounds.low:g} … {bounds.high:.12g}" for name, bounds in WITHIN.items()]
    priors = [
        f"| `{name}` | {spell(law.parameters[name].prior)} |"  # type: ignore[arg-type]
        for name in law.calibrated
    ]
    head = "| constant | value or spread | unit | within | meaning | mechanism | author | grade |"
    return "\n".join(
        [
            "# The default law: every constant", "", MADE, "",
            "Whoever disputes one fixes it (`--set law.capture=0.1`), draws it "
            "(`--set 'law.capture={min: 0.02, max: 0.1}'`), or writes it under `law:` on a card or "
            "in a scenario, for one side or age alone if he likes "
            "([how](../explanation/disputing-the-law.md)). Grades: A the primary document, "
            f"B specialist or a fit, C popular, D judgement. Within: {'; '.join(kinds)}; what is "
            "beyond is refused, tails of a spread included.",
            "", head, "|---|---|---|---|---|---|---|---|", *rows, "",
            "## Calibrated on the 41 cards", "",
            "These are drawn jointly from the posterior sample; their priors:", "",
            "| constant | prior |", "|---|---|", *priors, "",
        ]
    )  # fmt: skip


def arrays_page() -> str:
    """The order of a day, the streams, the rows of every array."""
    lines = ["# The kernel: order of a day, streams, arrays", "", MADE, ""]
    lines += ["## Order of a day", "", "| | phase | file | what it does |", "|---|---|---|---|"]
    lines += [f"| {p.number} | {p.name} | {p.file} | {p.purpose} |" for p in order_of_day()]
    lines += ["", "## Streams of random numbers", ""]
    lines += [f"{number}. {name}" for number, name in enumerate(streams())]
    for name, rows in array_tables().items():
        if name == "law":
            continue
        lines += ["", f"## {name}", "", "| row | counts | sides | unit | meaning |"]
        lines += ["|---|---|---|---|---|"]
        lines += [
            f"| {row.name} | {row.entity} | {'both' if row.sided else ''} | {row.unit} "
            f"| {row.meaning} |"
            for row in rows
        ]
    return "\n".join([*lines, ""])


def first_line(model: type[BaseModel]) -> str:
    """The first line of a class's docstring."""
    return (model.__doc__ or "").strip().splitlines()[0]


def limits(metadata: list[object]) -> tuple[str, str]:
    """Unit and bounds of a field."""
    unit = next((item.name for item in metadata if isinstance(item, Unit)), "")
    bounds = next((item for item in metadata if isinstance(item, Bounds)), None)
    if bounds is None:
        return unit, ""
    low = "" if bounds.low is None else f"{bounds.low:.12g}"
    high = "" if bounds.high is None else f"{bounds.high:.12g}"
    return unit, f"{low} … {high}"


def kind_of(annotation: object) -> str:
    """What a field holds, in words."""
    names = {
        Quantity: "number or spread", str: "word", bool: "yes or no", int: "whole number",
        float: "number", type(None): "nothing", BySide: "one by side", ByEra: "one by era",
    }  # fmt: skip
    if annotation in names:
        return names[annotation]  # type: ignore[index]
    if isinstance(annotation, type):
        return annotation.__name__
    arguments = [arg for arg in get_args(annotation) if not isinstance(arg, Bounds | Unit)]
    if all(isinstance(arg, str) for arg in arguments):
        return ", ".join(arguments)
    origin = getattr(annotation, "__origin__", None)
    words = [kind_of(arg) for arg in arguments if isinstance(arg, type) or get_args(arg)]
    shown = " or ".join(dict.fromkeys(words))
    if origin is dict:
        return f"names, each with {words[-1]}"
    return f"list of {shown}" if origin is list else shown


def model_section(model: type[BaseModel]) -> list[str]:
    """One class as a table of its fields."""
    lines = ["", f"## {model.__name__}", "", first_line(model), ""]
    lines += ["| field | holds | unit | within | needed |", "|---|---|---|---|---|"]
    evidence = {"source", "at", "quote", "grade", "note", "said_by", "reported_by", "modality",
                "interest", "dated"}  # fmt: skip
    for name, field in model.model_fields.items():
        if name in evidence and model not in (card.Forecast,):
            continue
        unit, bounds = limits(list(field.metadata))
        needed = "yes" if field.is_required() else ""
        kind = kind_of(field.annotation)
        lines.append(f"| `{field.alias or name}` | {kind} | {unit} | {bounds} | {needed} |")
    return lines


def cards_page() -> str:
    """Every field of a card."""
    rows = ", ".join(f"`{name}`" for name in card.FORCE_ROW)
    lines = [
        "# The campaign card: every field", "", MADE, "",
        "`holdfast new DIR` writes a small card with a comment on every line; "
        "`holdfast check FILE` tells every fault at once.", "",
        "A **number** may be written as `12`, `{low: 10, mode: 16, high: 24}` (triangular), "
        "`{min: 1, max: 3}` (uniform), `{mean: 0, sd: 1}` (normal), `{median: 8, factor: 2}` "
        "(lognormal; `factor` is one standard deviation as a ratio, `plus` shifts it), "
        "`{p: 0.6}` (1 or 0), `{beta: [4, 6]}`, or rival `claims`, of which one is drawn, never "
        "their mean. Each is ignorance: drawn once a future.", "",
        "**Evidence** may stand on any mapping, and on any number written as one: `source`, `at`, "
        "`quote` (15 words at most), `grade` (A to D), `note`, `said_by`, `reported_by`, "
        "`modality`, `interest`, `dated`. What a mapping holds inherits it.", "",
        f"**Rows** may be short lists: forces [{rows}], places [`value`, `capital`], stops on an "
        "axis [`place`, `km`], belts [`at_km`, `depth_km`, `strength`].", "",
        "**Terrain** stands for ruggedness: "
        + ", ".join(f"{name} {value:g}" for name, value in codes.RUGGEDNESS.items())
        + ". **Roads** 1, 2, 3 leave "
        + ", ".join(f"{value:g}" for value in codes.ROAD_FACTOR.values())
        + " of marches and supply.",
    ]  # fmt: skip
    for model in CARD_MODELS:
        lines += model_section(model)
    return "\n".join([*lines, ""])


# ---------------------------------------------------------------- scenarios
SPOKEN: dict[object, str] = {
    Quantity: "number", Dated: "table by date", ByDay: "shares by day",
    DrawnWord: "word, or choices",
    str: "text", bool: "yes or no", int: "whole number", float: "plain number",
    datetime.date: "date", Any: "anything",
}  # fmt: skip
"""What the types of fields are called on the page of scenarios."""

LISTS_OF_EFFECTS = frozenset({"effects", "claims"})

# What the kernel is given, its rows in the theatre, the fields that it comes from, the rule.
TO_THE_LAW: tuple[tuple[str, str, str, str], ...] = (
    ("what is done to all below, before anything is read", "",
     "events.*.on events.*.p events.*.effects plans.*.effects courses_of_action.*.effects "
     "schools.*.claims what_ifs.*.effects",
     "in this order; of events those before the date of the attack whose `p` is 1; where it is "
     "between 0 and 1 the event is drawn in every future, and changes numbers alone"),
    ("what stands by the plan's preparation", "",
     "economy projects plans.*.programme plans.*.projects",
     "the numbers to which `stands` leads, and those that projects change, in every future"),
    ("age, climate, roads", "roads road_factor",
     "setting.era setting.climate setting.roads",
     "the era chooses constants of the law, the climate the weather of each month"),
    ("length of an axis and its stops", "length leg_place leg_km",
     "axes.*.through links.*.road_km links.*.border_km places.*.owner",
     "kilometres of road from the frontier; own places are stops"),
    ("width", "width", "axes.*.width_km links.*.frontage_km",
     "as written, else the narrowest frontage of its links"),
    ("ruggedness", "ruggedness", "links.*.terrain", "mean of the links by kilometres"),
    ("belts at the frontier", "belt_at belt_depth belt_strength",
     "links.*.sector sectors.*.front_km sectors.*.heavy sectors.*.light sectors.*.armed "
     "sectors.*.depth_km works.light_per_km works.light_at_most works.heavy_per_km "
     "works.unarmed_factor works.at_most",
     "works to a kilometre of front on the date, at km 0"),
    ("belts inside", "belt_at belt_depth belt_strength",
     "lines.*.across lines.*.depth_km lines.*.strength", "half way along the link"),
    ("value, capital, door", "value capital door",
     "places.*.value places.*.capital places.*.door places.*.joins",
     "a place off every axis falls with `joins`, or with the nearest place on one"),
    ("who comes to which axis on which day",
     "arrival_day arrival_men arrival_tanks arrival_guns arrival_aircraft arrival_axis "
     "arrival_form arrival_when arrival_lag",
     "contingents.*.divisions contingents.*.men contingents.*.tanks contingents.*.guns "
     "contingents.*.aircraft contingents.*.serviceability contingents.*.day contingents.*.axis "
     "contingents.*.covers contingents.*.reserve contingents.*.in_being contingents.*.delay_days "
     "powers.*.mobilised_when powers.*.mobilisation powers.*.nationality powers.*.division_men "
     "powers.*.efficiency powers.*.readiness",
     "men, or divisions x men of a division; x efficiency x readiness x who reports; one row for "
     "each axis and each step of the mobilisation"),
    ("shares of the axes", "share", "courses_of_action.*.shares deployment plans.*.deployment",
     "of the attacker by his course, of the defender by deployment, or by his plan's"),
    ("when an axis opens, and whose it is", "axis_when axis_owner open_day",
     "axes.*.when axes.*.power axes.*.opens_after_days", "open once the sentence holds"),
    ("surprise", "surprise surprise_warned warned",
     "powers.*.surprise powers.*.surprise_if_warned powers.*.warned_when",
     "the attacker's; the second once the sentence holds"),
    ("aim", "aim", "powers.*.aim", "drawn; everything where nothing is written"),
    ("the crisis", "crisis_days resists attacks yield_share",
     "calendar.crisis_days crisis.resists crisis.attacks crisis.yield_share",
     "no attack, or terms before the first shot"),
    ("decisions",
     "decision_day decision_asked decision_line decision_lines decision_group line_when "
     "line_chance group_chance",
     "decisions.*.day decisions.*.asked decisions.*.odds decisions.*.p decisions.*.group groups "
     "branches",
     "one draw each; the first line of odds that holds, shifted by the way that each branch went"),
    ("promises and facts",
     "clause_when clause_delay clause_from clause_until clause_gives clause_helps fact_from "
     "fact_until fact_gives place_gives deadlock_first deadlock_members member_waits",
     "pacts arising.*.fact arising.*.when arising.*.delay_days",
     "every clause a rule, every sentence a condition; the attack itself is a fact of its day"),
    ("allies on their way",
     "contingent_when contingent_called contingent_divisions contingent_men contingent_tanks "
     "contingent_guns contingent_trains contingent_supply muster_day muster_share",
     "contingents.*.when contingents.*.called_when contingents.*.from_place "
     "contingents.*.to_place powers.*.division_trains powers.*.supply_trains",
     "mustered since the call, then by the best route that is open"),
    ("routes", "route_when route_trains route_divisions route_days route_neck passage_place",
     "links.*.rail links.*.rail_km links.*.trains_per_day links.*.gauge_break links.*.opens "
     "travel.rail_km_per_day travel.march_km_per_day travel.loading_days travel.gauge_break_days "
     "travel.gauge_break_trains travel.longest_march_km travel.road_divisions_per_day "
     "powers.*.passage",
     "one for each way of getting leave; the narrowest railway is the neck"),
    ("stocks of a defender who is cut off", "cut_off_when endurance inflow",
     "powers.*.supply", "once the sentence holds; from the start where there is none"),
    ("second fronts",
     "front_when front_day front_manner front_divisions front_posted front_wall front_men "
     "front_owner front_lag front_panic",
     "powers.*.second_front", "only an offensive draws anybody away"),
    ("allied aircraft", "wing_when wing_aircraft wing_worth wing_days squadron_room",
     "air.wings air.sites air.aircraft_per_squadron",
     "flights between the places by range; room on fields that are finished and not lost"),
    ("the way out", "evacuation_when evacuation_days evacuation_from",
     "evacuation.when evacuation.days evacuation.from_value_lost",
     "through doors that are not lost, on trains that nobody needs"),
    ("help as it is promised", "promise_known promised_men promised_day",
     "pacts decisions.*.p decisions.*.odds contingents.*.when contingents.*.divisions "
     "contingents.*.men powers.*.second_front",
     "computed: every decision a yes, all who may move together do, middle values"),
    ("horizon", "horizon", "calendar.horizon_days", "last day that is looked at"),
    ("constants of the law", "", "relief.share law", "in place of the default law's"),
)  # fmt: skip


@cache
def meanings(model: type[BaseModel]) -> dict[str, str]:
    """What a class and its bases say under each field, in one line."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__[:-1]):
        if not issubclass(base, BaseModel) or base is BaseModel:
            continue
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        assert isinstance(body, ast.ClassDef)
        for field, below in zip(body.body, body.body[1:], strict=False):
            named = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            if named and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                found[field.target.id] = " ".join(str(below.value.value).split())
    return found


def held_in(annotation: object) -> Iterator[object]:
    """The types inside an annotation, the outermost first."""
    yield annotation
    for argument in get_args(annotation):
        yield from held_in(argument)


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Classes of a scenario that a field holds."""
    for one in held_in(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel) and one not in SPOKEN:
            yield one


def written(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Fields without those that hold evidence alone."""
    return {name: field for name, field in model.model_fields.items() if name not in EVIDENCE_KEYS}


def inside(path: str, name: str, field: FieldInfo) -> str:
    """Where what a field holds stands: `powers.*.passage.*`."""
    here = f"{path}.{name}" if path else name
    return f"{here}.*" if get_origin(field.annotation) in (dict, list) else here


def walk() -> dict[type[BaseModel], list[str]]:
    """Every class of a scenario with the paths at which it stands, from the top down."""
    found: dict[type[BaseModel], list[str]] = {}
    waiting: list[tuple[str, type[BaseModel]]] = [("", Scenario)]
    while waiting:
        path, model = waiting.pop(0)
        first = model not in found
        found.setdefault(model, []).append(path)
        below = written(model).items() if first else ()
        waiting = [
            (inside(path, name, field), one)
            for name, field in below
            for one in models_in(field.annotation)
        ] + waiting
    return found


def named_at(path: str) -> str | None:
    """The part in which a name that stands at a path must stand too."""
    return next((part for pattern, part in NAMES if pattern == path), None)


def holds(path: str, name: str, field: FieldInfo) -> str:
    """What a field holds, in words."""
    here = f"{path}.{name}" if path else name
    annotation = field.annotation
    named = named_at(here) or named_at(f"{here}.*")
    if named is not None:
        return f"names from `{named}`" if get_origin(annotation) is list else f"one of `{named}`"
    if name in SENTENCES and not here.startswith("pacts"):
        return "sentence"
    if name in LISTS_OF_EFFECTS:
        return "list of effects"
    return spoken(annotation)


def spoken(annotation: object) -> str:
    """A type in words."""
    if annotation in SPOKEN:
        return SPOKEN[annotation]
    if isinstance(annotation, type):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    arguments = [one for one in get_args(annotation) if not isinstance(one, Bounds | Unit)]
    if arguments and all(isinstance(one, str) for one in arguments):
        return ", ".join(f"`{one}`" for one in arguments)
    words = [spoken(one) for one in arguments if isinstance(one, type) or get_args(one)]
    words = list(dict.fromkeys(word for word in words if word != "NoneType"))
    words = [word for word in words if "NoneType" not in word]
    if get_origin(annotation) is dict:
        return f"{words[-1]} by name"
    if get_origin(annotation) is list:
        return f"list of {' or '.join(words)}"
    return " or ".join(words) or "1"


def unit_and_bounds(field: FieldInfo) -> tuple[str, str]:
    """Unit and bounds of a field, wherever in it they are written."""
    marks = [*field.metadata, *held_in(field.annotation)]
    least = next((one.ge for one in marks if isinstance(one, Ge)), None)
    most = next((one.le for one in marks if isinstance(one, Le)), None)
    if least is not None or most is not None:
        marks.append(Bounds(least, most))  # type: ignore[arg-type]
    unit, bounds = limits(marks)
    return unit, bounds


def default_of(field: FieldInfo) -> str:
    """What stands where nothing is written."""
    if field.is_required():
        return "**needed**"
    value = field.default
    if isinstance(value, Quantity) and isinstance(value.spread, Fixed):
        return f"{value.spread.value:g}"
    if value is None or isinstance(value, BaseModel) or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def scenario_section(model: type[BaseModel], paths: list[str]) -> list[str]:
    """One class of a scenario as a table of its fields."""
    said = inspect.cleandoc(model.__doc__ or "").split("\n\n")
    where = ", ".join(f"`{path}`" for path in dict.fromkeys(paths) if path)
    lines = ["", f"## {model.__name__}", "", *([f"At {where}."] if where else []), ""]
    lines += [" ".join(paragraph.split()) + "\n" for paragraph in said]
    lines += ["| field | holds | unit | within | default | meaning |", "|---|---|---|---|---|---|"]
    for name, field in written(model).items():
        unit, bounds = unit_and_bounds(field)
        cells = (
            f"`{field.alias or name}`", holds(paths[0], name, field), unit, bounds,
            default_of(field), meanings(model).get(name, ""),
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def law_table() -> list[str]:
    """From the scenario to the law."""
    lines = ["| the law is given | from | rule |", "|---|---|---|"]
    for what, _, fields, rule in TO_THE_LAW:
        named = ", ".join(f"`{one}`" for one in fields.split())
        lines.append(f"| {what} | {named} | {rule} |")
    return lines


def scenario_page() -> str:
    """Every field of a scenario."""
    lines = [
        "# The scenario: every field", "", MADE, "",
        "[How to write one](../how-to/write-a-scenario.md) goes step by step; this page is for "
        "looking things up. `*` in a path stands for any name, or any item of a list. An item is "
        "named by its id: `contingents[id=first-army].men`.", "",
        "A **number** may be plain, a spread or rival claims, as [on a card](cards.md). "
        "A **table by date** is `{1937-03: 0.7, 1939-05: {low: 0.8, mode: 0.9, high: 1}}`, read at "
        "the date of the attack: straight lines between rows, the first and last stay, one draw "
        "for the whole table. A plain number will do wherever a table may stand. **Shares by "
        "day** are `{0: 0, 2: 0.5, 8: 1}`. **Choices** are `{choices: {offensive: 2, probe: 3}}`: "
        "one word, drawn by weight. A **sentence** is of the [language of pacts](pacts.md): "
        "`acts(WES, aid, for=TRV)`. A **date** is `1938-05-01` or, for the first of a month, "
        "`1938-05`.", "",
        "On any mapping may stand its **evidence**, and what it holds inherits it: "
        + ", ".join(f"`{key}`" for key in card.Card.model_fields if key in EVIDENCE_KEYS)
        + ". `source` names keys of `sources`.", "",
        "`{include: powers.yaml}` in a mapping puts another file's content there; "
        "`{table: links.csv}` is a list of rows, `{table: places.csv, by: id}` rows by name.", "",
        "## From the scenario to the law", "",
        "A card and a scenario become the same [arrays](arrays.md). Nothing else of a scenario "
        "reaches the law: `holdfast run --json` lists under `unused` what does not.", "",
        *law_table(),
    ]  # fmt: skip
    for model, paths in walk().items():
        lines += scenario_section(model, paths)
    return "\n".join([*lines, ""]).replace("\n\n\n", "\n\n")


PAGES = {
    "law.md": law_page,
    "arrays.md": arrays_page,
    "cards.md": cards_page,
    "scenario.md": scenario_page,
}


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
