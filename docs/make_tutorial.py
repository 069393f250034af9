"""Fill docs/tutorials/three-milliards-four-years.md with what the program says.

    python docs/make_tutorial.py

A test holds the committed page equal to what this makes.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from importlib import resources
from pathlib import Path

from holdfast.cli.check import programme_lines
from holdfast.scenario.scenario_source import inspect, read_scenario
from holdfast.study.scenario_target import ScenarioTarget

PAGE = Path(__file__).parent / "tutorials" / "three-milliards-four-years.md"
BLOCK = re.compile(r"(<!-- (\w+): ([\w-]+) -->\n```text\n).*?(```\n<!-- end -->)", re.S)
ORDERS = re.compile(r"^```yaml\n(.*?)^```$", re.M | re.S)

REPLACED = "      order: [[iron_hills], [north_gate]]\n"
"""What a reader of the page is asked to put other orders in the place of."""


def programme(plan: str) -> str:
    """What `holdfast check --programme` says of one plan."""
    folder = resources.files("holdfast.catalog") / "scenarios" / "two-rivers"
    notes = ScenarioTarget(read_scenario(folder)).programmes(plan)[0]
    return "".join(f"{line}\n" for line in programme_lines(notes))


def refusal(orders: str) -> str:
    """What is said of `works-first` with orders of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "my-rivers"
        with resources.as_file(resources.files("holdfast.catalog")) as catalog:
            shutil.copytree(catalog / "scenarios" / "two-rivers", folder)
        choices = folder / "choices.yaml"
        text = choices.read_text("utf-8")
        assert text.count(REPLACED) == 1, "the page speaks of one line"
        choices.write_text(text.replace(REPLACED, orders), "utf-8")
        _, faults = inspect(read_scenario(folder, "my-rivers/scenario.yaml"))
        return "".join(f"{fault}\n" for fault in faults).replace(f"{folder.parent}/", "")


def filled(text: str) -> str:
    """The page with every block made anew."""
    (orders,) = ORDERS.findall(text)
    makers = {"programme": programme, "refusal": lambda _: refusal(orders)}

    def made(match: re.Match[str]) -> str:
        return f"{match[1]}{makers[match[2]](match[3])}{match[4]}"

    return BLOCK.sub(made, text)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
