"""The inputs of a scenario: every number that was written, with what it rests on."""

import pytest
from holdfast.report.page.inputs import INHERITED, NONE, OWN
from holdfast.report.page.scenario_inputs import (
    Inputs,
    change_words,
    figure_fact,
    plain_words,
)

from holdfast.catalog.scenarios import find_scenario
from holdfast.scenario.evidence import coverage
from holdfast.scenario.scenario_source import inspect
from holdfast.schema.effects import Effect
from holdfast.schema.paths import figures
from holdfast.schema.tables import DrawnWord


@pytest.fixture(scope="module")
def scenario():
    found, _ = inspect(find_scenario("two-rivers"))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sections(scenario):
    return {section.title: section for section in Inputs.of(scenario).sections()}


def item(sections, title, path):
    return next(one for one in sections[title].items if one.path == path)


def fact(sections, title, path, label):
    return next(one for one in item(sections, title, path).facts if one.label == label)


def numbers(sections):
    return [
        one
        for section in sections.values()
        for thing in section.items
        for one in thing.facts
        if one.is_number
    ]


def test_every_figure_that_was_written_is_told_once(scenario, sections):
    written = [path for path, _ in figures(scenario)]
    assert len(numbers(sections)) == len(written)


def test_what_is_told_to_be_backed_is_what_the_check_counts(scenario, sections):
    backed = {one.path: one for one in coverage(scenario).numbers}
    told = numbers(sections)
    paths = [path for path, _ in figures(scenario)]
    assert sum(one.standing == NONE for one in told) == sum(not backed[p].holds for p in paths)
    assert sum(one.standing == OWN for one in told) == sum(
        backed[p].holds and backed[p].own for p in paths
    )
    assert sum(one.standing == INHERITED for one in told) > 0


def test_a_number_shows_its_source_and_page(sections):
    men = fact(sections, "Forces", "contingents[id=frontier-guards]", "men")
    assert men.value == "14,000 to 20,000, most likely 18,000"
    assert men.evidence == "army-list-1937, p. 2; grade B"


def test_a_table_by_date_stands_in_one_line_where_it_is_short(sections):
    built = fact(sections, "The frontier and its works", "sectors.north_gate", "heavy, built")
    assert built.value == "1 March 1937: 10; 1 May 1938: 25 to 40, most likely 32; 1 May 1939: 55"
    assert built.unit == "works"


def test_a_table_by_day_has_a_row_a_day(sections):
    mobilised = fact(sections, "The powers", "powers.TRV", "mobilisation")
    assert mobilised.value == "by day"
    assert mobilised.rows[0].when == "day 0"
    assert not mobilised.is_plain


def test_rival_claims_are_told_with_their_weights(sections):
    trains = next(
        one for thing in sections["Roads and railways"].items for one in thing.facts if one.rivals
    )
    assert [rival.weight for rival in trains.rivals] == ["50 %", "50 %"]
    assert "railway-journal-1937, no. 2" in trains.rivals[1].evidence


def test_what_is_drawn_together_says_so(sections):
    armed = fact(sections, "The frontier and its works", "sectors.iron_hills", "armed")
    assert armed.value.endswith("all alike likely")
    tied = [one for one in numbers(sections) if "rises and falls with" in one.value]
    assert tied


def test_a_thing_is_called_by_its_name_and_a_road_by_its_ends(sections):
    assert item(sections, "Places", "places.rivermeet").title == "Rivermeet"
    assert item(sections, "Roads and railways", "links[0]").title == "grauburg to northgate"


def test_a_change_says_what_is_done_to_what(sections):
    changed = item(sections, "Plans of the defender", "plans.forts-first")
    assert next((one.label, one.value) for one in changed.facts) == (
        "sectors[*].heavy.built", "scale 1.5",
    )  # fmt: skip


def test_a_school_shows_the_page_of_each_claim(sections):
    arden = item(sections, "Schools: rival readings of the sources", "schools.arden-1961")
    assert "arden-1961, p. 210" in arden.facts[0].evidence


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"low": 1.0, "high": 2.0, "source": "x"}, "low 1; high 2"),
        (["FRA", "SUN"], "FRA, SUN"),
        ("NOR", "NOR"),
        (0.25, "0.25"),
    ],
)
def test_values_of_changes_are_told_without_their_evidence(value, told):
    assert change_words(Effect(path="a", value=value).value) == told


def test_a_drawn_word_is_told_with_its_chances():
    choice = DrawnWord(choices={"probe": 3.0, "none": 1.0})
    assert figure_fact(choice, "manner", "").value == "probe 75 %, none 25 %"
    assert figure_fact(DrawnWord(choices={"probe": 1.0}), "manner", "").value == "probe"


def test_pairs_of_places_are_ways():
    assert (
        plain_words([["usti", "praha"], ["plzen", "praha"]]) == "usti to praha and plzen to praha"
    )
