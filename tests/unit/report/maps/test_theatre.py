"""The maps as drawings: whole, in both sizes, without names cut off."""

import datetime
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from holdfast.catalog.scenarios import find_scenario
from holdfast.experiment.ground_map import Frame
from holdfast.report.figures.drawing import NARROW, WIDE
from holdfast.report.maps.fronts import (
    SHOWN_DAYS,
    columns_of,
    days_of,
    fallen,
    front_map_figure,
    is_drawn,
)
from holdfast.report.maps.sheet import KeyItem, Sheet, inside, laid_out, rooms
from holdfast.report.maps.theatre import HIGHEST, in_order, key_items, sheets_of, theatre_figure
from holdfast.scenario.scenario_source import load_scenario
from holdfast.study.dossier.ground import theatre_of

OUTLINE = {
    "TRV": [[12.6, 48.0], [17.9, 48.0], [17.9, 50.5], [12.6, 50.5]],
    "NOR": [[12.0, 50.5], [17.9, 50.5], [17.9, 51.6], [12.0, 51.6]],
}


@pytest.fixture(scope="module")
def theatre():
    scenario = load_scenario(find_scenario("two-rivers"), "north-1938")
    return theatre_of(scenario, datetime.date(1938, 5, 1), OUTLINE)


def words_in(svg):
    return {text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}


def fronts(theatre, share, going_on=80):
    return pd.DataFrame(
        [
            {"axis": axis.id, "day": day, "p10": 0.0, "p50": share, "p90": min(1.0, 2 * share),
             "going_on": going_on}
            for axis in theatre.axes
            for day in (*SHOWN_DAYS, 45)
        ]
    )  # fmt: skip


def test_the_map_names_places_states_and_what_its_marks_mean(theatre):
    drawn = theatre_figure(theatre)
    assert set(drawn.svg) == {WIDE.name, NARROW.name}
    for svg in drawn.svg.values():
        found = words_in(svg)
        assert {"Rivermeet", "Ironvale", "NORLAND", "capital", "the open door"} <= found
        assert any(word and word.startswith("strength") for word in found)
        assert "field being built" in found


def test_only_what_is_on_the_map_stands_in_its_key(theatre):
    bare = replace(theatre, fields=(), belts=(), roads=())
    texts = {item.text for item in key_items(bare)}
    assert not {"field for squadrons", "line of retreat", "railway, double"} & texts
    assert "axis of the attacker" in texts


def test_the_capital_is_named_first(theatre):
    order = [spot.id for spot in in_order(list(theatre.spots))]
    assert order[0] == "rivermeet"
    assert order[1] == "eastbridge"
    assert order.index("ironvale") < order.index("lowmarsh")
    assert "lakesend" not in order


def test_a_wide_country_is_drawn_in_halves_on_narrow_paper():
    wide, square = Frame(0, 0, 800, 300), Frame(0, 0, 400, 400)
    assert len(sheets_of(wide, NARROW)) == 2
    assert len(sheets_of(wide, WIDE)) == 1
    assert len(sheets_of(square, NARROW)) == 1
    assert sheets_of(square, WIDE)[0].height <= HIGHEST
    assert columns_of(wide, WIDE) == 2
    assert columns_of(square, WIDE) == 3


def test_kilometres_become_pixels_and_the_shape_stays():
    sheet = Sheet(Frame(-100, -50, 100, 50), 400)
    assert sheet.height == 200
    assert sheet.at((0, 0)) == (200.0, 100.0)
    assert sheet.at((-100, 50)) == (0.0, 200.0)


def test_the_first_and_the_last_day_that_enough_campaigns_reach_have_a_map(theatre):
    table = fronts(theatre, 0.4)
    assert [one.day for one in days_of(table, theatre, 100, 50)] == [
        SHOWN_DAYS[0],
        SHOWN_DAYS[-1],
    ]
    assert days_of(fronts(theatre, 0.4, going_on=3), theatre, 100, 50) == ()
    assert days_of(table, theatre, 0, 50) == ()


def test_shares_of_an_axis_become_kilometres_and_less_than_a_bin_is_nothing(theatre):
    lengths = {axis.id: axis.length_km for axis in theatre.axes}
    (first, *_) = days_of(fronts(theatre, 0.25), theatre, 100, 50)
    assert first.middle == pytest.approx({key: 0.25 * km for key, km in lengths.items()})
    assert first.far == pytest.approx({key: 0.5 * km for key, km in lengths.items()})
    assert first.going_on == 0.8
    (none, *_) = days_of(fronts(theatre, 0.009), theatre, 100, 50)
    assert set(none.middle.values()) == {0.0}


def test_a_front_on_an_axis_that_was_not_opened_is_not_drawn(theatre):
    (still, *_) = days_of(fronts(theatre, 0.0), theatre, 100, 50)
    drawn = {axis.id for axis in theatre.axes if is_drawn(axis, still)}
    assert drawn == {"north-gate", "iron-hills"}


def test_places_behind_a_front_are_lost(theatre):
    (day, *_) = days_of(fronts(theatre, 0.5), theatre, 100, 50)
    north = next(axis for axis in theatre.axes if axis.id == "north-gate")
    lost = {stop for stop, km in zip(north.stops, north.kms[1:], strict=True) if km <= 170.0}
    assert lost == {"northgate"}
    assert lost <= fallen(theatre, day)
    assert "eastbridge" not in fallen(theatre, day)


def test_the_small_maps_say_their_day_and_how_many_fight_on(theatre):
    drawn = front_map_figure(theatre, days_of(fronts(theatre, 0.3), theatre, 100, 50))
    for svg in drawn.svg.values():
        titles = {word for word in words_in(svg) if word and word.startswith("Day ")}
        assert titles == {
            f"Day {day}: 80 of 100 fight on" for day in (SHOWN_DAYS[0], SHOWN_DAYS[-1])
        }
    assert front_map_figure(theatre, ()) is None


def test_the_roomiest_place_of_a_state_is_inside_it():
    sheet = Sheet(Frame(0, 0, 100, 100), 400)
    ring = ((0.0, 0.0), (60.0, 0.0), (60.0, 100.0), (0.0, 100.0))
    found = rooms(sheet, ring)
    assert found
    assert all(0 < x < 240 for x, _ in found)
    assert abs(found[0][0] - 120) < 40
    assert rooms(sheet, ((200.0, 200.0), (300.0, 200.0), (300.0, 300.0))) == []


def test_points_inside_are_told_at_once():
    ring = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]])
    points = np.array([[1.0, 1.0], [5.0, 1.0], [3.9, 3.9], [-1.0, 2.0]])
    assert inside(points, ring).tolist() == [True, False, True, False]


def test_a_key_takes_as_many_lines_as_it_needs():
    items = [KeyItem("a word or two", "line", {})] * 6
    places, lines = laid_out(items, 340)
    assert lines == 3
    assert places[0] == (0.0, 0)
    assert laid_out(items, 2_000)[1] == 1
