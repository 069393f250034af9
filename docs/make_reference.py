"""Write docs/reference/{law,arrays,cards}.md from the tables and classes that the program runs on.

    python docs/make_reference.py

A test holds the committed pages equal to what this prints.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from holdfast.experiment.facts import array_tables, order_of_day, streams
from holdfast.scenario import codes
from holdfast.scenario.law import default_law
from holdfast.schema import card
from holdfast.schema.law import ByEra, Parameter
from holdfast.schema.quantity import Quantity
from holdfast.units import Bounds, Unit

FOLDER = Path(__file__).parent / "reference"
MADE = "*Written by `python docs/make_reference.py` from what the program runs on.*"

CARD_MODELS = (
    card.Card, card.Inputs, card.Side, card.Force, card.Isolation, card.Site, card.Axis,
    card.Stop, card.Belt, card.Relief, card.Promised, card.Decision, card.Promise, card.Aim,
    card.Capability, card.Outcome, card.Forecast,
)  # fmt: skip


def spell(constant: Quantity | ByEra) -> str:
    """A constant in a table cell."""
    if isinstance(constant, ByEra):
        return ", ".join(f"{era} {spell(value)}" for era, value in constant.by_era.items())
    assert constant.spread is not None
    parts = constant.spread.model_dump(exclude_defaults=False)
    if set(parts) == {"value"}:
        return f"{parts['value']:g}"
    return ", ".join(f"{key} {value:g}" for key, value in parts.items() if value is not None)


def values_of(parameter: Parameter) -> str:
    """The value, or one for each side."""
    sides = [spell(constant) for constant in parameter.sides()]
    return sides[0] if len(sides) == 1 else f"attacker {sides[0]}; defender {sides[1]}"


def law_page() -> str:
    """Every constant of the default law."""
    law = default_law()
    rows = [
        f"| `{name}` | {values_of(p)} | {p.unit} | {p.meaning} | {p.source} | {p.grade} |"
        for name, p in law.parameters.items()
    ]
    priors = [
        f"| `{name}` | {spell(law.parameters[name].prior)} |"  # type: ignore[arg-type]
        for name in law.calibrated
    ]
    head = "| constant | value or spread | unit | meaning | author | grade |"
    return "\n".join(
        [
            "# The default law: every constant", "", MADE, "",
            "Whoever disputes one fixes it (`--set law.capture=0.1`), draws it "
            "(`--set 'law.capture={min: 0.02, max: 0.1}'`), or writes it under `law:` on a card. "
            "Grades: A the primary document, B specialist or a fit, C popular, D judgement.",
            "", head, "|---|---|---|---|---|---|", *rows, "",
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
    low = "" if bounds.low is None else f"{bounds.low:g}"
    high = "" if bounds.high is None else f"{bounds.high:g}"
    return unit, f"{low} … {high}"


def kind_of(annotation: object) -> str:
    """What a field holds, in words."""
    names = {
        Quantity: "number or spread", str: "word", bool: "yes or no", int: "whole number",
        float: "number", type(None): "nothing",
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


PAGES = {"law.md": law_page, "arrays.md": arrays_page, "cards.md": cards_page}


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
