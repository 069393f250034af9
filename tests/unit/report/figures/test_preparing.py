"""Figures of a programme: what is begun, stands, is armed; what was spent; what bound it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from holdfast.preparation.months import month_number
from holdfast.report.figures.drawing import SIZES, WIDE
from holdfast.report.figures.preparing import (
    OrderView,
    PurseView,
    bound_figure,
    budget_figure,
    order_rows,
    programme_figure,
)

FIRST = month_number("1935-04")
ORDERS = (
    OrderView(
        "Ostrava", 4.0, (1.0, 2.0, 4.0, 4.0), (0.0, 1.0, 2.0, 4.0), (0.0, 0.0, 0.0, 3.0),
        ("sites", "sites", "", ""), ((2, 3.0),),
    ),
    OrderView(
        "Trutnov", 4.0, (0.0, 0.0, 1.0, 2.0), (0.0,) * 4, (0.0,) * 4,
        ("its month", "its month", "cement", "works"),
    ),
)  # fmt: skip
PURSES = (PurseView("Fortification", (1.0, 2.0, 3.0, 4.0), (0.5, 1.5, 2.0, 4.0)),)


def texts(svg):
    tree = ElementTree.fromstring(svg)
    return {"".join(node.itertext()) for node in tree.iter() if node.tag.endswith("}text")}


@pytest.fixture(scope="module")
def drawn():
    return {
        "programme": programme_figure(ORDERS, FIRST),
        "budget": budget_figure(PURSES, FIRST, "million"),
        "bound": bound_figure(ORDERS, FIRST),
    }


def test_every_figure_is_drawn_in_both_sizes(drawn):
    for one in drawn.values():
        assert set(one.svg) == {size.name for size in SIZES}


def test_the_programme_names_orders_and_lays_the_record_beside(drawn):
    for svg in drawn["programme"].svg.values():
        assert {"Ostrava", "Trutnov", "3 known, 2 here"} <= texts(svg)
        assert {"being built", "stands, unarmed", "armed, or delivered"} <= texts(svg)


def test_the_budget_tells_what_may_be_drawn_from_what_is_spent(drawn):
    for svg in drawn["budget"].svg.values():
        assert {"Fortification", "may be drawn", "spent", "million"} <= texts(svg)


def test_what_binds_is_named_and_a_month_to_come_is_not(drawn):
    for svg in drawn["bound"].svg.values():
        assert {"sites", "cement", "works"} <= texts(svg)
        assert "its month" not in texts(svg)


def test_an_order_has_a_strip_from_the_month_in_which_it_is_begun():
    rows = list(order_rows(ORDERS[1], FIRST, WIDE))
    assert [row["from"] for row in rows] == ["1935-06-01", "1935-07-01"]
    assert {row["stage"] for row in rows} == {"being built"}
    assert [row["stage"] for row in order_rows(ORDERS[0], FIRST, WIDE)] == [
        "being built",
        "stands, unarmed",
        "stands, unarmed",
        "armed, or delivered",
    ]
