"""Figures: what is drawn where there is little to draw, and that nothing is drawn twice over."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import scenario
from holdfast.analysis.curves import Curve, curve_days
from holdfast.analysis.paired import Estimate, Quantiles
from holdfast.report.figures import charts as figures
from holdfast.report.figures import race
from holdfast.report.figures.date_charts import dates_figure, pieces
from holdfast.report.figures.drawing import SIZES, spread_out, wrapped

COLUMNS = ["axis", "day", "p10", "p50", "p90", "going_on"]


def texts(svg: str) -> list[str]:
    tree = ElementTree.fromstring(svg)
    return ["".join(node.itertext()) for node in tree.iter() if node.tag.endswith("}text")]


def line(name: str, share: float, banded: bool) -> Curve:
    days = curve_days(365)
    n = len(days)
    band = (share / 2,) * n if banded else (None,) * n
    return Curve(name, days, (share,) * n, band, band)


@pytest.mark.parametrize("banded", [True, False])
def test_the_race_names_its_lines_in_both_sizes(banded):
    curves = [line(name, 0.5, banded) for name in race.LOOKS]
    drawn = race.race_figure([("1 May 1938", curves), ("1 May 1939", curves)])
    assert set(drawn.svg) == {size.name for size in SIZES}
    for svg in drawn.svg.values():
        assert {name for *_, name in race.LOOKS.values()} <= set(texts(svg))
        assert {"365", "1 May 1938", "1 May 1939"} <= set(texts(svg))


def test_bars_of_dates_carry_their_names_and_numbers():
    rows = scenario().rows
    drawn = dates_figure(rows)
    for svg in drawn.svg.values():
        assert "1 October 1938" in texts(svg)
        assert "of 100 crises: 20 no attack, 30 yields, 50 fought" in texts(svg)
    assert "relief too late 40" in texts(drawn.svg["wide"])
    assert sum(one.share for one in pieces({"saved": 0.25, "settled": 0.75})) == 1


def test_outcome_bars_carry_their_share():
    shares = {"saved": Estimate(0.25, 0.2, 0.3, None), "settled": Estimate(1.0, None, None, None)}
    meanings = {"saved": "stands with help", "settled": "ended on terms"}
    for svg in figures.outcome_figure(shares, meanings).svg.values():
        assert {"25 %", "100 %"} <= set(texts(svg))


def test_fronts_show_the_places_that_they_come_near():
    rows = [("north", day, 0.0, 0.1, 0.3, 50) for day in (1, 2, 3, 30)]
    fronts = pd.DataFrame(rows, columns=COLUMNS)
    axes = [figures.AxisView("north", 200.0, (("Near", 30.0), ("Far", 80.0), ("End", 200.0)))]
    drawn = figures.front_figure(fronts, axes, 100)
    assert drawn is not None
    for svg in drawn.svg.values():
        assert {"Near", "Far", "north, 80 of 200 km"} <= set(texts(svg))
        assert "End" not in texts(svg)


def test_fronts_of_campaigns_that_are_over_at_once_are_not_drawn():
    fronts = pd.DataFrame([("north", 1, 0.0, 0.1, 0.3, 50)], columns=COLUMNS)
    axes = [figures.AxisView("north", 200.0, (("End", 200.0),))]
    assert figures.front_figure(fronts, axes, 100) is None
    assert figures.front_figure(fronts.iloc[:0], axes, 100) is None


def test_an_axis_without_a_front_keeps_its_panel():
    rows = [("north", day, 0.0, 0.1, 0.3, 50) for day in (1, 30)]
    axes = [figures.AxisView(name, 200.0, (("End", 200.0),)) for name in ("north", "quiet")]
    drawn = figures.front_figure(pd.DataFrame(rows, columns=COLUMNS), axes, 100)
    assert drawn is not None
    assert any("quiet" in text for text in texts(drawn.svg["wide"]))


def test_no_help_is_no_figure():
    assert figures.help_figure([], 365) is None
    never = figures.HelpView("France", 0.0, Quantiles(None, None, None))
    assert figures.help_figure([never], 365) is None
    comes = figures.HelpView("France", 0.2, Quantiles(10.0, 20.0, 60.0))
    drawn = figures.help_figure([never, comes], 365)
    assert drawn is not None
    assert all("day 20" in texts(svg) for svg in drawn.svg.values())


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_labels_moved_apart_stay_apart_and_in_order(positions):
    moved = spread_out(positions, 12.0, 300.0)
    ordered = sorted(moved)
    assert all(above - below >= 12.0 - 1e-9 for below, above in pairwise(ordered))
    assert max(moved) <= 300.0
    by_place = [m for _, m in sorted(zip(positions, moved, strict=True))]
    assert by_place == sorted(by_place)


@given(st.text(alphabet="abc |", max_size=60), st.integers(4, 30))
def test_a_broken_label_loses_no_word(text, chars):
    joined = wrapped(text, chars).replace("|", " ")
    assert joined.split() == text.replace("|", "/").split()
