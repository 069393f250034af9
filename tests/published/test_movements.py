"""Schedules of the past: each line of a record within its tolerance, or a known miss."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from holdfast.movement.flow import move
from holdfast.movement.joining import joined
from holdfast.movement.reading import day_of
from holdfast.scenario.compile.movement import MovementDraws, timetable
from holdfast.scenario.movement_source import read_movement
from holdfast.study.reach.movement import beside_record
from holdfast.study.reach.read_off import widened

ROOT = Path(__file__).parents[2]
FILES = {path.stem: path for path in sorted((Path(__file__).parent / "movement").glob("*.yaml"))}
CORE = {
    "de-1870-rhine", "ah-1914-galicia", "de-1914-east-moves", "uk-1914-bef", "us-1942-bolero",
    "uk-1982-falklands", "air-1948-berlin",
}  # fmt: skip


@cache
def movement(name):
    return read_movement(FILES[name])[0]


@cache
def answers(name):
    return beside_record(movement(name))


def test_the_seven_core_schedules_are_there():
    assert set(FILES) >= CORE


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_the_record_is_met_or_says_why_not(name):
    for written, row in zip(movement(name).record, answers(name), strict=True):
        assert row.within == (written.differs is None), (row.what, row.answer)


def test_of_what_is_not_given_most_is_met():
    told = [row for name in CORE for row in answers(name) if row.given is None]
    assert sum(row.within for row in told) >= 2 * len(told) / 3


def test_the_table_of_the_page_is_what_the_program_prints():
    path = ROOT / "docs/make_movements.py"
    spec = importlib.util.spec_from_file_location("make_movements", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs/explanation/movements.md").read_text("utf-8")
    assert module.filled(page) == page


# ---------------------------------------------------------------- what the cases are there to test
def days(name, changed=None, force=0):
    """The day by which a force of a movement is all in."""
    made = changed or movement(name)
    drawn = MovementDraws(made)
    moved = move(joined(timetable(made, drawn)))
    units = drawn.of(made.forces[force].units)
    return float(day_of(moved.arrived[:, force], units)[0])


def test_twice_the_trains_of_1870_beat_no_mobilisation():
    made = movement("de-1870-rhine")
    table = joined(timetable(made, MovementDraws(made)))
    for k, carrier in enumerate(table.carriers):
        table = widened(table, k, carrier.limit)
    moved = move(table)
    assert moved.arrived[0, :, : 8 * 4].sum() == 0


def test_an_echelon_that_went_to_another_front_first_is_later_than_the_rest():
    assert days("ah-1914-galicia", force=1) > days("ah-1914-galicia", force=0)


def test_without_the_wait_at_ascension_the_brigade_lands_by_day_thirty():
    made = movement("uk-1982-falklands")
    halt = made.stations["ascension"]
    none = halt.model_copy(update={"hours": halt.hours.model_copy(
        update={"spread": halt.hours.spread.model_copy(update={"value": 0.0})})})  # fmt: skip
    at_once = made.model_copy(update={"stations": {**made.stations, "ascension": none}})
    assert days("uk-1982-falklands", at_once) <= 30.5
    waited = days("uk-1982-falklands") - days("uk-1982-falklands", at_once)
    assert waited == pytest.approx(18, abs=0.5)


def test_a_division_that_is_held_back_is_later_by_that_and_little_more():
    made = movement("uk-1914-bef")
    ready = made.forces[1].ready.middle()
    assert ready < days("uk-1914-bef", force=1) <= ready + 5


def test_berlin_is_held_by_its_aircraft_first_and_by_its_landings_in_fog():
    made = movement("air-1948-berlin")
    table = joined(timetable(made, MovementDraws(made)))
    names = [one.name for one in table.carriers]
    base = move(table).arrived[0, 0]
    wider = {}
    for name in ("skymasters", "landings"):
        k = names.index(name)
        more = widened(table, k, 0.2 * table.carriers[k].limit)
        wider[name] = move(replace(more)).arrived[0, 0] - base
    summer, fog = 90 * 4, slice(130 * 4, 155 * 4)
    assert wider["skymasters"][summer] > 1000 > wider["landings"][summer]
    gained = {name: np.ptp(gain[fog]) for name, gain in wider.items()}
    assert gained["landings"] > 1000 > gained["skymasters"]
