"""Figures of a programme: what is begun, stands, is armed; what was spent; what bound it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.preparation.months import month_number
from holdfast.report.figures.drawing import SIZES
from holdfast.report.figures.pen import width_of
from holdfast.report.figures.preparing import (
    OrderView,
    PurseView,
    bound_figure,
    budget_figure,
    programme_figure,
    shares_of,
)

FIRST = month_number("1935-04")
ORDERS = (
    OrderView(
        "Ostrava", 4.0, (1.0, 2.0, 4.0, 4.0), (0.0, 1.0, 2.0, 4.0), (0.0, 0.0, 0.0, 3.0),
        ("sites", "sites", "", ""), ((0, 3.0),),
    ),
    OrderView(
        "Trutnov", 4.0, (0.0, 0.0, 1.0, 2.0), (0.0,) * 4, (0.0,) * 4,
        ("", "", "cement", "works"),
    ),
)  # fmt: skip
PURSES = (PurseView("Fortification", (1.0, 2.0, 3.0, 4.0), (0.5, 1.5, 2.0, 4.0)),)


def texts(svg):
    tree = ElementTree.fromstring(svg)
    return {"".join(node.itertext()) for node in tree.iter() if node.tag.endswith("}text")}


def height_of(svg):
    return float(ElementTree.fromstring(svg).attrib["height"])


def extents(svg):
    """Left, right, top and foot of every line of type."""
    for node in ElementTree.fromstring(svg).iter():
        if node.tag.endswith("}text"):
            font, x, y = (float(node.attrib[key]) for key in ("font-size", "x", "y"))
            width = width_of("".join(node.itertext()), font)
            left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[node.attrib["text-anchor"]] * width
            yield left, left + width, y - 0.8 * font, y + 0.2 * font


@pytest.fixture(scope="module")
def drawn():
    return {
        "programme": programme_figure(ORDERS, FIRST, [FIRST + 3.0]),
        "budget": budget_figure(PURSES, FIRST, "million"),
        "bound": bound_figure(ORDERS, FIRST),
    }


def test_every_figure_is_drawn_in_both_sizes(drawn):
    for one in drawn.values():
        assert set(one.svg) == {size.name for size in SIZES}


def test_the_programme_names_orders_and_lays_the_record_beside(drawn):
    for svg in drawn["programme"].svg.values():
        assert {"Ostrava", "Trutnov", "Jul 1935", "2", "3", "0"} <= texts(svg)
        assert {"being built", "stands, unarmed", "armed, or delivered"} <= texts(svg)


def test_the_budget_tells_what_may_be_drawn_from_what_is_spent(drawn):
    for svg in drawn["budget"].svg.values():
        assert {"Fortification", "may be drawn", "spent", "million"} <= texts(svg)


def test_what_binds_is_named_in_the_key_once_and_at_its_months(drawn):
    for svg in drawn["bound"].svg.values():
        assert {"sites", "cement", "works"} <= texts(svg)
        assert "Ostrava, 1935-04 to 1935-06: sites" in svg


def test_an_order_stands_as_high_as_the_share_of_it_that_has_come_so_far():
    shares = shares_of(ORDERS[0], 4)
    assert shares["being built"] == [0.25, 0.5, 1.0, 1.0]
    assert shares["stands, unarmed"] == [0.0, 0.25, 0.5, 1.0]
    assert shares["armed, or delivered"] == [0.0, 0.0, 0.0, 0.75]


@given(purses=st.integers(1, 7), months=st.integers(1, 90), size=st.sampled_from(SIZES))
def test_no_name_leaves_the_paper(purses, months, size):
    name = "Talks, exercises, missions"
    money = tuple(float(month) for month in range(months))
    views = [PurseView(name, money, money) for _ in range(purses)]
    orders = [OrderView(name, 9.0, money, money, money, (name,) * months, ((0, 9e4),))]
    for one in (
        budget_figure(views, FIRST, "million"),
        programme_figure(orders, FIRST, [FIRST + months - 0.5]),
        bound_figure(orders, FIRST),
    ):
        for left, right, top, foot in extents(one.svg[size.name]):
            assert left >= -2
            assert right <= size.width + 2
            assert top >= 0
            assert foot <= height_of(one.svg[size.name])
