"""A scenario's folder is read, checked and changed: files, choices, places of faults, work."""

import datetime
import shutil
import sys
from importlib import resources
from pathlib import Path

import pytest

from holdfast.catalog.scenarios import find_any, find_scenario, scenario_ids
from holdfast.errors import ScenarioError, UsageError
from holdfast.scenario.card_source import CardSource
from holdfast.scenario.changes import attack_date
from holdfast.scenario.open_any import Made, open_any
from holdfast.scenario.parts import changed_parts, check_part
from holdfast.scenario.scenario_source import ScenarioSource, inspect, load_scenario
from holdfast.schema.quantity import Fixed
from holdfast.schema.scenario import Scenario
from holdfast.schema.validate import validate

AS_IT_IS = Made(lambda card: card, lambda scenario: scenario)
TWO_RIVERS = find_scenario("two-rivers")
NORTH, ROUND = "north-1938", "round-the-works-1939"


def copied(to: Path) -> Path:
    """Two-rivers in a folder of its own."""
    with resources.as_file(resources.files("holdfast.catalog")) as catalog:
        return Path(shutil.copytree(catalog / "scenarios" / "two-rivers", to))


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of two-rivers that may be changed."""
    return copied(tmp_path / "s")


def load(course=NORTH, **choices):
    return load_scenario(TWO_RIVERS, course, **choices)


# ---------------------------------------------------------------- reading
def test_every_part_of_the_schema_stands_in_the_normative_example():
    written = {entry.key.text for entry in TWO_RIVERS.node.entries}
    evidence = {"source", "at", "quote", "said_by", "reported_by", "modality", "interest", "dated"}
    assert set(Scenario.model_fields) - evidence <= written


def test_sources_are_read_by_themselves_and_other_files_are_no_part():
    scenario, faults = inspect(TWO_RIVERS)
    assert not faults
    assert "census-1931" in scenario.sources
    assert (TWO_RIVERS.folder / "README.md").is_file()


def test_a_folder_its_file_and_the_catalogues_word_are_one_scenario(folder):
    assert (
        open_any(folder, AS_IT_IS)[0].hash
        == open_any(folder / "scenario.yaml", AS_IT_IS)[0].hash
        == TWO_RIVERS.hash
    )
    found = find_any("two-rivers", AS_IT_IS)[0]
    assert isinstance(found, ScenarioSource)
    assert found.courses == (NORTH, "pincer-1938", ROUND)


def test_a_card_is_told_from_a_scenario(tmp_path):
    assert isinstance(find_any("finland-1939", AS_IT_IS)[0], CardSource)
    path = tmp_path / "cards.yaml"
    path.write_text("id: a\n---\nid: b\n")
    assert [source.id for source in open_any(path, AS_IT_IS)] == ["a", "b"]


def test_an_unknown_word_names_the_nearest():
    with pytest.raises(UsageError, match='did you mean "two-rivers"'):
        find_any("two-river", AS_IT_IS)


@pytest.mark.parametrize("text", ["", "- 1\n- 2\n"])
def test_a_file_that_is_no_scenario_is_refused(folder, text):
    (folder / "scenario.yaml").write_text(text)
    with pytest.raises(ScenarioError, match="holds no scenario"):
        open_any(folder, AS_IT_IS)[0]


def test_the_hash_changes_with_any_file(folder):
    places = folder / "places.csv"
    places.write_text(places.read_text().replace("49.20", "49.21"))
    assert open_any(folder, AS_IT_IS)[0].hash != TWO_RIVERS.hash


# ---------------------------------------------------------------- choices
def test_events_before_the_attack_happen_and_later_ones_do_not():
    before, after = load(), load(ROUND)
    assert before.places["palewood"].owner == "PAL"
    assert after.places["palewood"].owner == "NOR"
    assert after.sectors["west_march"].neighbour == "NOR"
    assert "fact(palewood_taken)" in after.pacts["facts"]


def test_an_event_without_its_p_is_not_done():
    scenario = load(what_ifs=["old-government"])
    assert scenario.decisions["WES.stands"].p.spread.mode == 0.5
    assert load().decisions["WES.stands"].p.spread.mode < 0.5


def test_an_attack_that_is_moved_sees_other_events():
    moved = load(settings=[f"courses_of_action.{NORTH}.attack_on=1938-12-01"])
    assert moved.places["palewood"].owner == "NOR"


def test_effects_of_a_plan_hold_from_their_date_on():
    def guns(course):
        army = load(course, plan="army-first").contingents[2]
        return army.guns.rows[datetime.date(1939, 5, 1)].spread.value

    assert guns(ROUND) == pytest.approx(1.15 * guns(NORTH))


def test_a_course_has_its_own_effects_and_a_date_has_none():
    assert load(ROUND).powers["NOR"].surprise.spread == Fixed(value=0.8)
    assert load(datetime.date(1939, 5, 1)).powers["NOR"].surprise.spread == Fixed(value=1)


def test_a_school_replaces_what_it_claims_and_settings_come_last():
    scenario = load(school="arden-1961", settings=["powers.NOR.readiness=0.5"])
    line = next(one for one in scenario.contingents if one.id == "norland-first-line")
    assert line.divisions.spread.mode == 20
    assert scenario.powers["NOR"].readiness.spread == Fixed(value=0.5)


def test_a_constant_of_the_law_can_be_set_that_nobody_wrote():
    assert load(settings=["law.capture=0.3"]).law["capture"].spread == Fixed(value=0.3)
    assert load(settings=["law.loss_ratio=1"]).law["loss_ratio"].spread == Fixed(value=1)


def test_changes_do_not_change_the_situation():
    before = TWO_RIVERS.hash
    load(ROUND, what_ifs=["no-works", "staff-talks"])
    assert TWO_RIVERS.hash == before
    assert attack_date(TWO_RIVERS.node, NORTH) == datetime.date(1938, 5, 1)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"course": "north-1983"}, 'no course of action "north-1983": did you mean "north-1938"'),
        ({"plan": "fort-first"}, 'no plan "fort-first": did you mean "forts-first"'),
        ({"school": "arden"}, 'no school "arden"'),
        ({"what_ifs": ["no-work"]}, 'no what-if "no-work": did you mean "no-works"'),
        ({"what_ifs": ["palace-revolt"]}, "cannot be asked yet: no mechanism ends the war"),
        ({"what_ifs": ["class-of-1920"]}, "for an attack on 1939-05-01 alone, not on 1938-05-01"),
        ({"settings": ["nonsense"]}, "is not path=value"),
    ],
)
def test_a_choice_that_is_not_there_or_does_not_fit_is_refused_in_words(choices, said):
    with pytest.raises(UsageError, match=said):
        load(**choices)


@pytest.mark.parametrize(
    "setting", ["powers.NOR.surprise=7", "powers.NOR.suprise=1", "law.captures=1", "events[*].p=.5"]
)
def test_a_setting_that_breaks_the_scenario_is_a_fault_at_its_own_place(setting):
    with pytest.raises(ScenarioError) as caught:
        load(settings=[setting])
    assert all(fault.message for fault in caught.value.faults)


# ---------------------------------------------------------------- checks
def test_a_part_alone_has_the_faults_that_it_has_in_the_whole(folder):
    path = folder / "forces.yaml"
    path.write_text(path.read_text().replace("men: {low: 14_000", "men: {low: -14_000"))
    node = open_any(folder, AS_IT_IS)[0].node
    assert set(check_part(node, "contingents")) == set(validate(Scenario, node)[1])
    assert check_part(node, "places") == []


def test_only_what_was_changed_is_looked_at_again():
    changed = load(what_ifs=["staff-talks"])
    assert changed.pacts["together"] == [["WES", "ISL"]]
    node = TWO_RIVERS.node
    assert changed_parts(node, node) == frozenset()


def test_a_fault_in_a_sentence_of_a_table_has_its_own_character(folder):
    (folder / "arising.csv").write_text(
        'fact,when\n"attacked(TRV, by=SOU)","decides(SOU.joins_attacker) and acts(EAZ, land)"\n'
    )
    path = folder / "promises.yaml"
    lines = path.read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("arising:"))
    lines[at : at + 2] = ["arising: {table: arising.csv}"]
    path.write_text("\n".join(lines) + "\n")
    (fault,) = inspect(open_any(folder, AS_IT_IS)[0])[1]
    line = (folder / "arising.csv").read_text().splitlines()[1]
    assert (fault.line, fault.column) == (2, line.index("EAZ") + 1)


def test_a_fault_in_a_folded_sentence_has_its_own_line(folder):
    path = folder / "forces.yaml"
    path.write_text(
        path.read_text().replace(
            "    when: acts(EAS, land, for=TRV)\n",
            "    when: >-\n      acts(EAS, land, for=TRV)\n      and acts(WEZ, aid)\n",
        )
    )
    (fault,) = inspect(open_any(folder, AS_IT_IS)[0])[1]
    lines = path.read_text().splitlines()
    assert lines[fault.line - 1][fault.column - 1 :].startswith("WEZ")


@pytest.mark.parametrize("name", scenario_ids())
def test_every_scenario_of_the_catalogue_loads_for_every_choice(name):
    source = find_scenario(name)
    scenario, faults = inspect(source)
    assert not faults, "\n".join(map(str, faults))
    for course in scenario.courses_of_action:
        assert load_scenario(source, course).id == name
    last = max(scenario.courses_of_action, key=lambda c: scenario.courses_of_action[c].attack_on)
    for plan in scenario.plans:
        assert load_scenario(source, last, plan).plans
    for school in scenario.schools:
        assert load_scenario(source, last, school=school).schools


# ---------------------------------------------------------------- speed
def grown(folder: Path, villages: int) -> Path:
    """Give a scenario so many villages on a road of their own, and a force for every fourth."""
    rows = (
        f"p{n},Village {n},49.{n % 90:02},16.{n % 70:02},{'TRV' if n % 2 else 'MID'},0,,,,"
        for n in range(villages)
    )
    with (folder / "places.csv").open("a") as file:
        file.writelines(f"{line}\n" for line in rows)
    with (folder / "links.csv").open("a") as file:
        file.write('"[eastbridge, p1]",30,mixed,20,,,none,,,,,,\n')
        for n in range(villages - 1):
            trains = f'"{{low: 4, mode: 6, high: {n % 5 + 9}}}"'
            file.write(f'"[p{n}, p{n + 1}]",20,mixed,20,,,single,25,{trains},,,,\n')
    forces = "".join(
        f"  - {{id: c{n}, power: TRV, divisions: {{low: 1, mode: 2, high: 3}}, day: 3,\n"
        f"     reserve: true, note: one of many}}\n"
        for n in range(villages // 4)
    )
    path = folder / "forces.yaml"
    path.write_text(path.read_text().replace("\ndeployment:", f"\n{forces}\ndeployment:"))
    return folder


def calls_to_check(folder: Path) -> int:
    """How many functions are called while a folder is read and inspected."""
    calls = 0

    def count(frame: object, event: str, value: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        _, faults = inspect(open_any(folder, AS_IT_IS)[0])
    finally:
        sys.setprofile(None)
    assert not faults
    return calls


def test_twice_as_many_lines_are_twice_the_work_to_check(tmp_path):
    few, many = (
        calls_to_check(grown(copied(tmp_path / str(count)), count)) for count in (300, 600)
    )
    empty = calls_to_check(copied(tmp_path / "as-it-is"))
    assert many - empty < 2.2 * (few - empty)
