"""The tables of a scenario's page."""

import datetime

import pandas as pd
import pytest

from holdfast.analysis.paired import Estimate, Quantiles
from holdfast.catalog.scenarios import find_scenario
from holdfast.pacts import answer, parse
from holdfast.report.page import scenario_tables as tables
from holdfast.report.wording.narrative import Teller
from holdfast.scenario.scenario_source import load_scenario
from holdfast.schema.statements import Statement, Statements

TELLER = Teller.of({"powers": {"FRA": "France", "SUN": "Soviet Union", "POL": "Poland"}}, "1938")

DEADLOCK = """
powers: [FRA, SUN, CSK]
pacts:
  one: {parties: [FRA, CSK], clauses: [
    {id: I, obligor: FRA, beneficiary: CSK, act: aid, when: "acts(SUN, aid, for=CSK)"}]}
  two: {parties: [SUN, CSK], clauses: [
    {id: I, obligor: SUN, beneficiary: CSK, act: aid, when: "acts(FRA, aid, for=CSK)"}]}
"""

VIEW = {
    "helpers": ["FRA.second_front"], "acts": {"p10": 0.5, "p50": 0.625, "p90": 0.75},
    "contact_by_day": {"7": 0.2, "30": 0.4},
}  # fmt: skip


def test_a_deadlock_has_a_sentence():
    found = answer(parse(DEADLOCK, "deadlock.yaml"))
    assert list(tables.deadlock_sentences(found, TELLER)) == [
        "France waits for the Soviet Union, and the Soviet Union for France: nobody moves."
    ]
    first = next(iter(tables.act_rows(found, TELLER)))
    assert first[0] == "France helps Czechoslovakia"
    assert first[2] == "never"
    assert first[3] == "day 0"


def test_promises_without_a_deadlock_have_none():
    file = parse("pacts: {p: {parties: [A, B], clauses: [{id: I, obligor: A, act: aid}]}}", "p")
    assert list(tables.deadlock_sentences(answer(file), TELLER)) == []


def test_each_route_says_its_narrowest_link_and_whose_leave_it_needs():
    scenario = load_scenario(find_scenario("two-rivers"), "north-1938")
    ways = list(tables.ways(scenario, datetime.date(1938, 5, 1)))
    assert ways
    assert {way.who for way in ways} == {"Eastmere"}
    assert all(way.places.startswith("Lakesend") for way in ways)
    assert all(way.places.endswith("Eastbridge") for way in ways)
    assert any("8 trains a day, where the gauge breaks" in way.narrowest for way in ways)
    assert any("Midland, agreed in peace" in way.leave for way in ways)
    assert any("not asked" in way.leave for way in ways)


def test_arrivals_are_told_of_those_campaigns_in_which_anybody_comes():
    frame = pd.DataFrame(
        {f"men_{day}.FRA.second_front": [0.0, 0.0, 0.0, men] for day, men in
         ((10, 0.0), (20, 12_345.0), (30, 20_000.0), (60, 30_000.0))}
        | {f"men_{day}.SUN.land": [0.0] * 4 for day in (10, 20, 30, 60)}
    )  # fmt: skip
    assert list(tables.arrivals(frame, "men", TELLER)) == [
        ("France, second front", "25 %", "0", "12,300", "20,000", "30,000")
    ]
    assert list(tables.arrivals(frame, "aircraft", TELLER)) == []


def test_a_span_shows_the_middle_and_eight_of_ten():
    assert tables.span(Quantiles(0.0, 1_050.0, 2_000.0), -2) == "1,000 (0–2,000)"


def test_decisions_are_counted_where_they_came_up():
    frame = pd.DataFrame({"fell": [0b01, 0b11, 0b01, 0b01], "decided": [0b01, 0b10, 0b00, 0b00]})
    assert tables.decided(frame, ["first", "second", "third"]) == [
        ("25 %", "100 %"), ("100 %", "25 %"), ("–", "0 %"),
    ]  # fmt: skip


def test_the_outside_view_stands_where_it_was_counted():
    assert tables.acts_span(VIEW) == "62 % (50–75 %)"
    assert tables.outside_cells(VIEW) == ("", "20 %", "", "", "40 %", "", "", "")
    assert tables.share_of(None) == ""
    assert tables.share_of(Estimate(0.25, None, None, None)) == "25 %"


@pytest.mark.parametrize(("day", "told"), [(None, "never"), (3.6, "day 4")])
def test_a_day_or_never(day, told):
    assert tables.never_or(day) == told


def test_statements_say_what_answers_to_them_and_why_nothing_does():
    base = {"part": "report", "where": "1", "speaker": "K", "modality": "hopes", "says": "x"}
    text = Statements(
        title="T",
        source="s",
        statements=[
            Statement(id="a", quote="its words", reported_by="Y",
                      to=[{"kind": "decision", "path": "FRA.stands"}], **base),
            Statement(id="b", no_mechanism="because it is talk", **base),
            Statement(id="c", no_mechanism="talk", **base),
        ],
    )  # fmt: skip
    lines = list(tables.statement_lines(text))
    assert [line.answered_by for line in lines] == [
        "decision FRA.stands", "nothing, because it is talk", "nothing: talk",
    ]  # fmt: skip
    assert lines[0].who == "K hopes, through Y"
    assert lines[0].says == "x (“its words”)"
    assert [line.is_answered for line in lines] == [True, False, False]
