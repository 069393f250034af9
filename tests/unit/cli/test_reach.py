"""`holdfast reach`: the keys that programs read, who cannot come, faults where they stand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import commands
import holdfast as hf

HOW_TO = Path(__file__).parents[3] / "docs/how-to/write-a-movement.md"
EXAMPLE = re.search(r"```yaml\n(.*?)```", HOW_TO.read_text("utf-8"), re.S)[1]
DAYS = ["10", "20", "30", "60"]


@pytest.fixture(scope="module")
def rivers():
    output, status = commands.call(["reach", "two-rivers", "--futures", "20", "--json"])
    assert status == 0, output
    return json.loads(output)


@pytest.fixture
def movement(tmp_path):
    path = tmp_path / "my-movement.yaml"
    path.write_text(EXAMPLE, "utf-8")
    return path


def test_the_keys_of_the_answer_are_stable(rivers):
    route = {"power", "form", "places", "bottleneck", "trains_per_day", "decisions", "first_day"}
    assert {"routes", "divisions_by_day", "aircraft_by_day"} <= set(rivers)
    assert route <= set(rivers["routes"][0])
    assert rivers["routes"][0]["bottleneck"] == ["crosswater", "lakesend"]
    for part in ("divisions_by_day", "aircraft_by_day"):
        assert list(rivers[part]["EAS"]) == DAYS
        assert set(rivers[part]["EAS"]["10"]) == {"p10", "p50", "p90"}


def test_divisions_never_go_home_again(rivers):
    came = [rivers["divisions_by_day"]["EAS"][day]["p50"] for day in DAYS]
    assert came == sorted(came)
    assert came[-1] > 0


def test_aircraft_without_a_place_are_counted(rivers):
    places, away = rivers["squadron_places"]["p50"], rivers["turned_away"]["EAS"]["p50"]
    assert rivers["aircraft_by_day"]["EAS"]["60"]["p50"] == places
    assert away > 0


def test_more_is_worth_something(rivers):
    gains = {row["of"]: row["by_day"] for row in rivers["worth"]}
    assert gains["one more train a day between crosswater and lakesend"]["60"]["p50"] > 0
    assert gains["order and leave a month earlier"]["30"]["p50"] > 0
    assert gains["one more field for a squadron"]["60"]["p50"] == 12


def test_without_leave_nobody_comes_and_it_is_said():
    answer = hf.reach("two-rivers", leave=(), futures=5)
    assert answer.divisions_by_day == {}
    assert [one.why for one in answer.cannot if one.name == "eastmere-army"] == [
        "it needs the leave of MID"
    ]


def test_a_movement_is_answered_beside_its_record(movement):
    answer = hf.reach(movement, futures=20)
    assert [row.within for row in answer.record] == [True, True]
    assert {route.form for route in answer.routes} == {"rail", "sea"}
    assert "WES" in repr(answer)


def test_the_same_seed_gives_the_same_answer(movement):
    one, other = (hf.reach(movement, futures=10, seed=3).to_dict() for _ in range(2))
    assert one == other


def test_every_fault_of_a_movement_has_its_place(movement):
    text = EXAMPLE.replace("west-line, ramps", "west-lime, ramps").replace("    men: 12_000\n", "")
    movement.write_text(text.replace("forces: [marines]", "forces: [marine]"), "utf-8")
    output, status = commands.call(["reach", str(movement)])
    assert status == 2
    for words in (
        'nothing is called "west-lime"', 'did you mean "west-line"', 'nobody goes by "west-line"',
        '"convoy" counts men', 'no force is called "marine"',
    ):  # fmt: skip
        assert words in output, words
    assert len(re.findall(r"my-movement\.yaml:\d+:\d+: ", output)) >= 4


def test_a_card_has_no_routes():
    output, status = commands.call(["reach", "finland-1939"])
    assert status == 2
    assert "is a card" in output


def test_arrivals_are_drawn(tmp_path):
    path = tmp_path / "arrivals.svg"
    words = ["reach", "two-rivers", "--futures", "5", "--svg", str(path)]
    assert commands.call(words)[1] == 0
    assert path.read_text("utf-8").startswith("<svg")
