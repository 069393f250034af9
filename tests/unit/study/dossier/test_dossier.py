"""The dossier: what a reader needs of a card or a scenario, and back from its text as it was."""

import pytest

from holdfast.catalog.posterior import load_posterior
from holdfast.errors import StoreError
from holdfast.experiment.dossier import Dossier
from holdfast.experiment.inputs import facts_of
from holdfast.scenario.evidence import card_coverage, coverage
from holdfast.scenario.scenario_source import inspect
from holdfast.schema.paths import figures
from holdfast.study.choices import Choices
from holdfast.study.find import find_one

SAMPLE = load_posterior()
SCENARIOS = ("two-rivers", "czechoslovakia-1936")
CARDS = ("czechoslovakia-1938", "finland-1939", "korea-1950")


@pytest.fixture(scope="module")
def dossiers():
    made = {}

    def of(name, **choices):
        key = name, tuple(choices.items())
        if key not in made:
            made[key] = find_one(name).prepare(Choices.of(**choices), SAMPLE).make_dossier()
        return made[key]

    return of


@pytest.mark.parametrize("name", [*SCENARIOS, *CARDS])
def test_it_comes_back_from_its_text_as_it_was(dossiers, name):
    made = dossiers(name)
    assert Dossier.from_json(made.to_json()) == made
    assert made.is_shipped
    assert made.weighed_on == len(SAMPLE.campaigns)
    assert len(made.constants) > 100
    assert all(one.mechanism for one in made.constants)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_number_of_a_scenario_is_told_once_with_its_path(dossiers, name):
    written, _ = inspect(find_one(name).source)
    told = [fact for fact in facts_of(dossiers(name).sections) if fact.is_number]
    assert sorted(fact.path for fact in told) == sorted(path for path, _ in figures(written))
    backed = {one.path: one for one in coverage(written).numbers}
    for fact in told:
        found = backed[fact.path]
        standing = "none" if not found.holds else "own" if found.own else "inherited"
        assert fact.standing == standing, fact.path


@pytest.mark.parametrize("name", CARDS)
def test_every_number_of_a_card_is_told_once_with_its_path(dossiers, name):
    from holdfast.scenario.card_source import load_card

    card = load_card(find_one(name).source)
    told = [fact.path for fact in facts_of(dossiers(name).sections) if fact.is_number]
    assert sorted(told) == sorted(one.path for one in card_coverage(card).numbers)


def test_numbers_are_numbers_with_units_and_percentiles(dossiers):
    facts = {fact.path: fact for fact in facts_of(dossiers("two-rivers").sections)}
    men = facts["contingents[id=frontier-guards].men"]
    assert men.unit == "men"
    assert men.amount.spread.kind == "triangular"
    assert men.amount.spread.parameters == {"low": 14_000, "mode": 18_000, "high": 20_000}
    assert 14_000 < men.amount.spread.p10 < men.amount.spread.p50 < men.amount.spread.p90 < 20_000
    assert (men.evidence.source, men.evidence.at, men.evidence.grade) == (
        ("army-list-1937",), "p. 2", "B",
    )  # fmt: skip
    rivals = next(one for one in facts.values() if one.amount and one.amount.rivals)
    assert sum(rival.share for rival in rivals.amount.rivals) == pytest.approx(1)


def test_a_scenario_has_a_date_each_with_ground_ways_forces_promises(dossiers):
    made = dossiers("two-rivers")
    assert [date.attack_on for date in made.dates] == ["1938-05-01", "1939-05-01"]
    for date in made.dates:
        assert date.is_dated
        assert date.ground.on == date.on
        assert date.ways
        assert {one.side for one in date.forces} >= {"defender", "attacker", "ally"}
        assert date.promises.acts
        assert sum(one.share for one in date.courses) == pytest.approx(1)
    later = {stretch.name: stretch.strength for stretch in made.dates[1].ground.stretches}
    first = {stretch.name: stretch.strength for stretch in made.dates[0].ground.stretches}
    assert later["North Gate"] > first["North Gate"]


def test_what_was_chosen_is_done_to_the_dates_and_not_to_what_was_written(dossiers):
    made = dossiers("two-rivers", course="north-1938", what_ifs="no-works")
    (date,) = made.dates
    gate = next(one for one in date.ground.stretches if one.name == "North Gate")
    assert gate.strength == 0
    facts = {fact.path: fact for fact in facts_of(made.sections)}
    assert facts["sectors.north_gate.heavy.built"].rows[-1].amount.spread.p50 == 55


def test_an_attack_in_any_month_is_no_date(dossiers):
    made = dossiers("two-rivers", attack="hazard")
    (date,) = made.dates
    assert (date.attack_on, date.is_dated, date.courses) == ("any month", False, ())
    assert 0 < made.no_attack_within < 1


def test_a_card_lacks_what_only_a_scenario_has(dossiers):
    made = dossiers("finland-1939")
    (date,) = made.dates
    assert (date.ground, date.ways, date.promises, made.text) == (None, (), None, None)
    assert made.happened.end == "negotiated"
    assert made.is_weighed
    assert dossiers("czechoslovakia-1938").happened is None


@pytest.mark.parametrize("edit", [("Winter", "Summer"), ('"format": 1', '"format": 9'), ("}", "")])
def test_a_damaged_dossier_is_one_error(dossiers, edit):
    text = dossiers("finland-1939").to_json().replace(*edit, 1)
    with pytest.raises(StoreError, match=r"run/dossier\.json"):
        Dossier.from_json(text, "run/dossier.json")
