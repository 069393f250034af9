"""A historian's rules of plausibility, one function a rule, on campaigns of the flagship.

A rule that the model breaks for a reason is held where it is: it may not get worse in silence.
ADR 9 gives the reasons.
"""

import importlib.util
from pathlib import Path

import pytest

import plausibility
from plausibility import RULES


def check(name):
    """Every row of a rule holds, or is broken no further than is known."""
    rows = [rule for rule in RULES if rule.id.split()[0] == name]
    assert rows
    campaigns = plausibility.taken()
    for rule in rows:
        measured = rule.measure(campaigns)
        assert rule.is_kept(measured), f"{rule.id}, {rule.what}: {measured:.3g}"


def test_p1_no_stop_before_day_21_unless_an_ally_is_at_war():
    check("P1")


def test_p2_no_stop_under_5_per_cent_lost_with_no_front_elsewhere():
    check("P2")


def test_p3_a_failed_assault_costs_8_per_cent():
    check("P3")


def test_p4_no_collapse_under_12_per_cent_lost_with_the_capital_held():
    check("P4")


def test_p5_half_of_the_collapses_come_after_the_capital_or_the_waist():
    check("P5")


def test_p6_a_town_on_the_frontier_is_not_the_line():
    check("P6")


def test_p7_the_south_is_the_fast_road_once_austria_is_gone():
    check("P7")


def test_p8_prague_is_not_lost_in_the_first_days():
    check("P8")


def test_p9_fought_alone_resistance_ends_when_contemporaries_thought():
    check("P9")


def test_p18_the_attacker_loses_a_half_to_five_per_cent_a_week():
    check("P18")


def test_every_stop_and_every_fall_tells_its_cause():
    campaigns = plausibility.taken()
    over = campaigns["end"].isin(("collapse", "settlement", "stop"))
    assert ((campaigns["cause"] != "none") == over).all()
    assert set(campaigns.loc[campaigns["end"] == "settlement", "cause"]) == {"terms"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.kept], ids=lambda rule: rule.id)
def test_a_rule_that_is_broken_says_why_in_the_decision_record(rule):
    assert rule.because
    assert rule.id.split()[0] in plausibility.decision_record()


def test_the_page_prints_what_is_measured():
    path = Path(__file__).parents[2] / "docs" / "make_plausibility.py"
    spec = importlib.util.spec_from_file_location("make_plausibility", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    text = script.PAGE.read_text("utf-8")
    assert script.filled(text) == text, "run: python docs/make_plausibility.py --write"
