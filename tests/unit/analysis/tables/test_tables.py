"""Each table that people see, built once: its numbers are those of the results."""

import doctest

import pytest

from answers import NEVER, card, date, invented, notes, scenario
from holdfast.analysis.attribution import PARTS, Attribution
from holdfast.analysis.funnel import funnel
from holdfast.analysis.paired import Difference, Estimate, Quantiles
from holdfast.analysis.tables import decisions, forces, law, promises
from holdfast.analysis.tables.comparison import attribution_table, comparison_table
from holdfast.analysis.tables.whole import tables_of
from holdfast.experiment.outcomes import OUTCOMES
from holdfast.experiment.reached import STEPS, Reached
from holdfast.study.compare import Comparison

ALWAYS = {
    "endings", "causes","kept", "grades",
    "question", "ends", "standing", "days", "help", "contact", "men", "decisions", "typical",
    "inputs", "constants", "mechanisms", "unread", "sources",
}  # fmt: skip


@pytest.mark.parametrize("module", [decisions, forces, law],
                         ids=lambda module: module.__name__.split(".")[-1])  # fmt: skip
def test_the_examples_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_a_table_is_there_when_its_data_are():
    assert set(tables_of(card())) == ALWAYS
    more = {"crises", "promises", "routes", "order_of_battle", "statements"}
    assert set(tables_of(scenario())) == ALWAYS | more


def test_every_column_says_its_unit_where_its_kind_has_one():
    for table in tables_of(scenario()).values():
        keys = [column.key for column in table.flat().columns]
        assert len(keys) == len(set(keys)), table.name
        for column in table.columns:
            if column.kind not in ("text", "number", "count"):
                assert column.measured_in, (table.name, column.key)


def test_shares_of_outcomes_are_those_of_the_answer_and_sum_to_one():
    found = scenario()
    crises = tables_of(found)["crises"]
    assert crises.column("outcome") == list(OUTCOMES)
    for row in found.rows:
        shares = crises.column(row.attack_on)
        assert shares == list(row.outcomes.values())
        assert sum(one.p for one in shares) == pytest.approx(1)
        assert sum(one.p for one in tables_of(found)["ends"].column(row.attack_on)) == (
            pytest.approx(1)
        )


def test_dates_stand_side_by_side():
    heads = tables_of(scenario())["ends"].shown().heads
    assert heads == ("Outcome", "1 October 1938", "1 May 1939")
    assert tables_of(card())["ends"].shown().heads == ("Outcome", "share", "95 %", "p10–p90")


def test_the_outside_view_stands_under_the_inside_and_is_not_mixed_with_it():
    contact = tables_of(scenario())["contact"].of_date("1938-10-01")
    inside, outside = contact.rows
    assert contact.column("view") == ["inside", "outside view"]
    known = scenario().rows[0].inside["FRA.second_front"].contact_by_day["30"]
    assert contact.column("day_30") == [known, Estimate(0.4, None, None, None)]
    assert contact.column("day_3")[1] is None
    assert contact.column("acts")[1].across_futures == Quantiles(0.5, 0.625, 0.75)
    assert inside[1] == outside[1] == "France, second front"
    assert "view" not in tables_of(card())["contact"].shown().heads


def test_days_of_help_are_those_of_the_campaigns_that_are_fought():
    help_ = tables_of(card())["help"]
    assert help_.column("help") == ["France, second front", "The Soviet Union, by land",
                                    "Any help", "Effective relief"]  # fmt: skip
    assert help_.column("day")[1:3] == [NEVER, Quantiles(3.0, 17.0, None)]
    assert help_.shown().rows[2][1:] == ("41 %", "day 3", "day 17", "never")


def test_a_deadlock_has_a_sentence_and_its_acts_a_row_each():
    found = scenario()
    net = found.dossier.dates[0].promises
    assert list(promises.deadlock_sentences(net, found.dossier.naming.powers)) == [
        "France waits for the Soviet Union, and the Soviet Union for France: nobody moves."
    ]
    first = tables_of(found)["promises"].shown().rows[0]
    assert first[1] == "France helps Czechoslovakia"
    assert first[3:5] == ("never", "day 0")


def test_a_route_says_its_narrowest_link_and_whose_leave_it_needs():
    row = tables_of(scenario())["routes"].of_date("1938-10-01").shown().rows[0]
    assert row[0] == "The Soviet Union"
    assert "8" in row
    assert "yes" in row
    assert row[-1] == "Poland, not asked, 2 more days, 50 % of the trains"


def test_a_long_way_is_told_by_its_ends():
    places = [f"p{n}" for n in range(9)]
    assert forces.named(places, notes("1938-10-01").naming) == "p0–p1–p2–…–p6–p7–p8"


def test_every_input_has_a_row_a_number_with_what_it_rests_on():
    inputs = tables_of(card())["inputs"]
    paths = inputs.column("path")
    assert paths.count("decisions.x.p") == 2
    assert inputs.column("claim")[1:3] == [0.5, 0.5]
    assert inputs.column("value")[0] == Quantiles(14e3, 18e3, 20e3)
    assert inputs.column("source")[0] == "atlas-1937"
    assert inputs.column("words")[-1] == "=1+1"


def test_statements_say_what_answers_to_them_and_why_nothing_does():
    table = tables_of(scenario())["statements"]
    assert table.column("answered_by") == [
        "decision FRA.honours", "nothing, because it is talk", "nothing: talk",
    ]  # fmt: skip
    assert table.column("who")[0] == "K hopes, through Y"
    assert table.column("says")[0] == "x (“its words”)"


def test_no_mechanism_is_said_to_be_better_than_its_constants():
    rows = {row[0]: row[1:] for row in tables_of(card())["mechanisms"].rows}
    assert rows[law.HELP][0] == law.JUDGEMENT
    assert rows["Breakthrough"] == (law.JUDGEMENT, 0, 0, 1)
    assert rows["Stops"] == (law.SCORED, 1, 0, 0)


def test_what_is_compared_keeps_its_differences():
    row = date("1938-10-01")
    gaps = {key: Difference(0.04, 0.02, 0.06) for key in ("stands", "saved", "days_held")}
    rows = [Comparison("no-works", "1938-10-01", row, 120, gaps)]
    table = comparison_table(rows, {"no-works": "No works"})
    assert table.column("stands_difference") == [gaps["stands"]]
    assert table.shown().rows[0][0] == "No works"
    assert table.shown().rows[0][1].startswith("+4 points *")
    assert table.column("days_held") == [row.crises.days_held]


def test_the_parts_of_a_change_stand_beside_its_whole():
    whole = Difference(0.11, 0.09, 0.13)
    parts = {name: Difference(d, d - 0.01, d + 0.01)
             for name, d in zip(PARTS, (0.04, 0.07, 0.005, -0.005), strict=True)}  # fmt: skip
    split = {key: Attribution(whole, parts) for key in ("stands", "days_held")}
    rows = [Comparison("no-works", "1938-10-01", date("1938-10-01"), 120, {}, split)]
    table = attribution_table(rows, {"no-works": "No works"})
    assert table.shown().heads == (
        "What if", "stands", "no attack", "refusal", "battle, no help", "help"
    )  # fmt: skip
    assert table.shown().rows == (("No works", "+11.0 *", "+4.0 *", "+7.0 *", "+0.5", "−0.5"),)
    assert table.column("days_held_help") == [parts["help"]]
    assert max(map(len, table.to_text(80).splitlines())) <= 80


def test_a_funnel_has_a_row_for_every_helper_and_step():
    from dataclasses import replace

    steps = funnel([Reached(0, "decides(ROU.transit_peace)"), Reached(3, "probes"), Reached(7)])
    row = replace(date("1938-10-01"), funnel={"FRA.second_front": steps})
    table = tables_of(invented(row))["funnel"]
    assert len(table.rows) == len(STEPS)
    assert table.shown().rows[0][:3] == ("France, second front", "is bound", "67 %")
    assert table.column("reason")[0] == "Romania gives no leave"
    assert table.column("reason")[3] == "it only probes"
    assert table.column("reason")[1] is None


def test_where_nothing_is_fought_there_are_no_tables_of_it():
    from dataclasses import replace

    peace = replace(date("1938-10-01", 0.5, 0.5), fought=None, inside={})
    found = set(tables_of(invented(peace)))
    assert not found & {"ends", "standing", "days", "help", "contact", "men"}
    assert "crises" in found


@pytest.mark.parametrize("made", [card, scenario])
def test_an_answer_prints_as_a_page(made):
    lines = repr(made()).split("\n")
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    assert "24 %" not in lines[0]
    assert any("31 %" in line for line in lines)
