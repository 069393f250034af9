"""The flagship's powers and forces: three series kept apart, dates covered, evidence everywhere."""

import datetime
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest
from pydantic import BaseModel

from holdfast.scenario.effects import apply
from holdfast.scenario.include import resolve
from holdfast.scenario.promises import promises
from holdfast.schema.paths import figures
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import ByDay, Dated, DrawnWord
from holdfast.schema.validate import validate
from holdfast.text import yaml
from holdfast.text.nodes import Position, plain

FOLDER = files("holdfast.catalog") / "scenarios" / "czechoslovakia-1936"
HERE = Position("test", 1, 1)
ATTACKS = {
    "pincer-1937": datetime.date(1937, 5, 1),
    "through-austria-1937": datetime.date(1937, 5, 1),
    "pincer-1938": datetime.date(1938, 10, 1),
    "praha-first-1938": datetime.date(1938, 10, 1),
    "pincer-1939": datetime.date(1939, 5, 1),
    "pincer-1941": datetime.date(1941, 5, 1),
}
AUTUMN_1938 = datetime.date(1938, 10, 1)
FRAME = """
holdfast: 1
id: czechoslovakia-1936
title: The flagship, put together for these tests
question: Does it hold?
as_of: 1936-07-05
setting: {era: ww2, climate: temperate, roads: 3}
sides: {defender: CSK, attacker: DEU}
powers: {include: powers.yaml}
places: {table: places.csv, by: id}
links: {table: links.csv}
sectors: {include: sectors.yaml}
pacts: {include: pacts.yaml}
include:
  - ground.yaml
  - forces.yaml
  - decisions.yaml
  - courses.yaml
  - events.yaml
  - plans.yaml
  - schools.yaml
"""
CALLED_ARMIES = (
    "first-army",
    "second-army",
    "ostrava-group",
    "fourth-army",
    "third-army",
    "tesin-group",
    "main-reserve",
)
UNDER_ARMS = (
    "frontier-guards",
    "standing-west",
    "standing-south-east",
    "class-west",
    "class-south-east",
)


@cache
def written():
    """The scenario's nodes with every include and table put in."""
    node, faults = resolve(yaml.parse(FRAME, "scenario.yaml")[0], FOLDER, "scenario.yaml")
    assert faults == []
    return node


def read(node):
    made, faults = validate(Scenario, node)
    assert faults == []
    return made


@cache
def scenario():
    return read(written())


def changed(effects, on=None, node=None):
    """The nodes with effects done, those that begin later than `on` left out."""
    node = written() if node is None else node
    for effect in effects:
        if on is None or effect.since is None or effect.since <= on:
            node = apply(node, effect, HERE)
    return node


def as_of(course):
    """The nodes with the events before a course's attack and the course's own effects."""
    on = ATTACKS[course]
    before = [effect for event in scenario().events if event.on < on for effect in event.effects]
    return changed([*before, *scenario().courses_of_action[course].effects], on)


def contingent(name, model=None):
    return next(one for one in (model or scenario()).contingents if one.id == name)


def at(table, on=AUTUMN_1938):
    """The middle of a table's row, or of a number that never changes."""
    return table.middle() if isinstance(table, Quantity) else table.rows[on].middle()


# ---------------------------------------------------------------- three series
def test_german_divisions_against_czechoslovakia_are_neither_the_peace_army_nor_the_war_army():
    row = contingent("german-first-line").divisions.rows[AUTUMN_1938]
    assert row.middle() == 39
    assert sorted(claim.source for claim in row.claims) == [
        "historycollection",
        "keitel-1938",
        "kural-branit",
        "kural-branit",
        "quigley",
    ]
    peace_army, war_army = 48, 71
    assert row.extremes() == (19, 42)
    assert row.extremes()[1] < peace_army < war_army


def test_the_second_wave_is_a_part_of_what_is_mobilised_beside_the_first_line_and_the_west():
    """20000 men a division: 71 mobilised less 39, 10 in the west and 3 in the east, about 18."""
    men = contingent("german-second-wave").men.rows[AUTUMN_1938].spread
    assert (men.low, men.high) == (0, 18 * 20_000)


def test_czechoslovak_men_under_arms_before_the_general_call_are_460000():
    assert sum(at(contingent(name).men) for name in UNDER_ARMS) + 4 * 14_000 == 460_000


def test_those_called_who_come_bring_the_army_to_1128000():
    called = sum(at(contingent(name).men) for name in CALLED_ARMIES)
    german = scenario().powers["CSK"].nationality["german"]
    come = called * (1 - german.share.middle() * (1 - german.reports.middle()))
    assert come + 460_000 == pytest.approx(1_128_000, rel=0.002)


def test_the_paper_strength_of_1250000_is_the_rival_of_the_count():
    rival = sum(
        contingent(name).men.rows[AUTUMN_1938].claims[1].value.value for name in CALLED_ARMIES
    )
    assert rival + 460_000 == pytest.approx(1_250_000, rel=0.002)


def test_three_fifths_of_those_called_face_germany_and_a_sixth_hungary():
    total = sum(at(contingent(name).men) for name in CALLED_ARMIES)
    west = sum(
        at(contingent(name).men)
        for name in ("first-army", "second-army", "ostrava-group", "fourth-army")
    )
    assert west / total == pytest.approx(0.61, abs=0.005)
    assert at(contingent("third-army").men) / total == pytest.approx(0.17, abs=0.005)
    assert at(contingent("tesin-group").men) / total == pytest.approx(0.02, abs=0.005)
    assert at(contingent("main-reserve").men) / total == pytest.approx(0.20, abs=0.005)


def test_the_wings_make_up_the_548_aircraft_that_stood_ready():
    assert sum(at(wing.aircraft) for wing in scenario().air.wings) == 548


# ---------------------------------------------------------------- dates
def dated():
    return [
        (path, figure)
        for path, figure in figures(scenario())
        if isinstance(figure, Dated) and path.split(".")[0].split("[")[0] in OWN
    ]


OWN = ("powers", "contingents", "air")


def test_every_table_covers_every_date_of_attack():
    tables = dated()
    assert len(tables) > 50
    for path, table in tables:
        assert min(table.rows) <= min(ATTACKS.values()), path
        assert max(table.rows) >= max(ATTACKS.values()), path


def test_armies_grow():
    """What is known best grows from date to date, at its middle."""
    for name, field in (
        ("german-first-line", "divisions"),
        ("german-first-line", "tanks"),
        ("main-reserve", "men"),
        ("fast-divisions", "tanks"),
        ("czechoslovak-air-force", "aircraft"),
    ):
        table = getattr(contingent(name), field)
        later = [table.rows[on].middle() for on in sorted(table.rows) if on != AUTUMN_1938]
        assert later == sorted(later)


def test_every_sameness_names_a_figure_that_exists():
    known = {path for path, _ in figures(scenario())}
    tied = [
        (path, quantity.same_as)
        for path, figure in figures(scenario())
        for quantity in quantities(figure)
        if quantity.same_as and path.split(".")[0].split("[")[0] in OWN
    ]
    assert len(tied) > 30
    assert [path for path, other in tied if other not in known] == []


# ---------------------------------------------------------------- courses
@pytest.mark.parametrize("course", ATTACKS)
def test_a_course_shares_out_the_whole_german_army_over_german_axes(course):
    shares = scenario().courses_of_action[course].shares
    german = {axis.id for axis in scenario().axes if axis.power == "DEU"}
    assert set(shares) == german
    assert sum(share.middle() for share in shares.values()) == pytest.approx(1)
    assert scenario().courses_of_action[course].attack_on == ATTACKS[course]


def test_before_the_anschluss_nobody_comes_from_austria():
    shares = scenario().courses_of_action["pincer-1937"].shares
    closed = [axis.id for axis in scenario().axes if axis.when == "fact(anschluss)"]
    assert len(closed) == 3
    assert [shares[axis].middle() for axis in closed] == [0, 0, 0]


@pytest.mark.parametrize("course", ATTACKS)
def test_the_deployment_names_every_axis_and_makes_a_whole(course):
    model = read(as_of(course))
    assert set(model.deployment) == {axis.id for axis in model.axes}
    assert sum(share.middle() for share in model.deployment.values()) == pytest.approx(1)


@pytest.mark.parametrize("course", ATTACKS)
def test_every_sentence_is_understood_on_every_date(course):
    model = read(as_of(course))
    said = promises(model, ATTACKS[course])
    for one in model.contingents:
        assert (said.meaning(one.when) is None) == (one.when is None)
    assert said.meaning(model.powers["DEU"].warned_when) is not None


# ---------------------------------------------------------------- events, plans, schools
def test_the_anschluss_makes_austria_german_ground_and_turns_the_army_south():
    before, after = read(as_of("pincer-1937")), read(as_of("pincer-1938"))
    assert before.sectors["at_moravia"].neighbour == "AUT"
    assert after.sectors["at_moravia"].neighbour == "DEU"
    assert (before.places["wien"].owner, after.places["wien"].owner) == ("AUT", "DEU")
    assert "fact(anschluss)" in after.pacts["facts"]
    assert "at_moravia" not in contingent("standing-west", before).covers
    assert "at_moravia" in contingent("standing-west", after).covers
    first, second = (model.deployment["wien-brno-olomouc"].middle() for model in (before, after))
    assert (first, second) == (0.01, 0.17)


def test_without_the_purge_a_soviet_soldier_counts_fully_and_with_it_seven_tenths():
    event = next(one for one in scenario().events if one.id == "purge")
    assert at(scenario().powers["SUN"].efficiency, datetime.date(1937, 5, 1)) == 1
    purged = read(changed(event.effects)).powers["SUN"].efficiency
    assert at(purged) == 0.7
    assert event.on > ATTACKS["pincer-1937"]


def test_rival_claims_that_share_their_luck_stand_in_the_same_order():
    """Else seven divisions could come with the guns of ten."""
    by_path = dict(figures(scenario()))
    shared = 0
    for path, table in dated():
        for on, row in table.rows.items():
            if row.claims and row.same_as:
                other = by_path[row.same_as].rows[on]
                weights = [claim.weight for claim in other.claims]
                assert [claim.weight for claim in row.claims] == weights, path
                shared += 1
    assert shared > 5


@pytest.mark.parametrize(
    ("event", "decision", "fact"),
    [
        ("titulescu-falls", "ROU.transit_peace", "titulescu_gone"),
        ("daladier-bonnet", "FRA.stands", "daladier_in_paris"),
        ("purge", "SUN.honours", "purge"),
        ("western-wall", "DEU.attacks", "western_wall"),
    ],
)
def test_an_event_gives_a_fact_that_odds_ask_about(event, decision, fact):
    """The state of a date is a fact: without the event the odds are those before it."""
    effects = next(one for one in scenario().events if one.id == event).effects
    assert f"fact({fact})" in read(changed(effects)).pacts["facts"]
    asked = [line.when or "" for line in scenario().decisions[decision].odds]
    assert any(f"not fact({fact})" in sentence for sentence in asked)


def test_titulescu_gone_leave_in_peace_is_less_likely():
    before, after = (line.p for line in scenario().decisions["ROU.transit_peace"].odds)
    assert after.extremes()[1] < before.extremes()[1]


def test_murray_and_walvoord_differ_in_claims_that_can_be_named():
    murray, walvoord = (
        {claim.path: claim for claim in scenario().schools[name].claims}
        for name in ("murray-1984", "walvoord-1989")
    )
    shared = {path for path in murray if path in walvoord}
    assert shared == {"works.unarmed_factor", "powers.DEU.efficiency.1938-10"}
    assert all(murray[path].value != walvoord[path].value for path in shared)
    assert murray["works.unarmed_factor"].value > walvoord["works.unarmed_factor"].value


def test_what_was_not_read_says_so_and_has_the_lowest_grade():
    unread = [
        claim
        for claim in scenario().schools["murray-1984"].claims
        if claim.at == "not read; from memory"
    ]
    assert len(unread) == len(scenario().schools["murray-1984"].claims)
    assert {claim.grade for claim in unread} == {"D"}


@pytest.mark.parametrize("school", ["murray-1984", "walvoord-1989", "kural", "quigley"])
def test_a_school_can_be_followed(school):
    claims = scenario().schools[school].claims
    model = read(changed(claims, AUTUMN_1938, as_of("pincer-1938")))
    assert model != read(as_of("pincer-1938"))


# ---------------------------------------------------------------- evidence
def quantities(figure) -> Iterator[Quantity]:
    if isinstance(figure, Quantity):
        yield figure
    elif isinstance(figure, Dated | ByDay):
        yield from figure.rows.values()


def uncovered(value, path, inherited=(False, False)) -> Iterator[str]:
    """Paths of figures that neither have a source and a grade nor inherit them."""
    if isinstance(value, BaseModel):
        known = evidence(value, inherited)
        if isinstance(value, Quantity | DrawnWord):
            yield from [] if all(known) or all_claimed(value) else [path]
            return
        inside = {name: getattr(value, name) for name in value.model_fields_set}
        yield from uncovered(inside, path, known)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from uncovered(item, f"{path}.{name}", inherited)
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from uncovered(item, f"{path}[{n}]", inherited)


def evidence(model, inherited):
    """Whether a source and a grade are known here."""
    own = getattr(model, "source", None), getattr(model, "grade", None)
    return tuple(one is not None or before for one, before in zip(own, inherited, strict=True))


def all_claimed(figure):
    """Whether every rival claim has its own source and grade."""
    claims = getattr(figure, "claims", None) or []
    return bool(claims) and all(claim.source and claim.grade for claim in claims)


def test_the_walker_sees_a_number_that_has_neither():
    bare = contingent("main-reserve").model_copy(update={"source": None, "grade": None})
    assert "x.men.rows.1938-10-01" not in list(uncovered(bare, "x"))
    assert "x.men.rows.1937-05-01" in list(uncovered(bare, "x"))


@pytest.mark.parametrize(
    "part",
    ["powers", "contingents", "deployment", "air", "courses_of_action", "hazard"],
)
def test_every_number_has_a_source_and_a_grade(part):
    assert list(uncovered(getattr(scenario(), part), part)) == []


def test_every_change_has_a_source_and_a_grade():
    model = scenario()
    holders = [*model.events, *model.plans.values()]
    holders += [*model.schools.values(), *model.courses_of_action.values()]
    bare = [
        effect.path
        for holder in holders
        for effect in getattr(holder, "effects", None) or getattr(holder, "claims", [])
        if not ((effect.source or holder.source) and (effect.grade or holder.grade))
    ]
    assert bare == []


def cited(value) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "source":
                yield from item if isinstance(item, list) else [item]
            else:
                yield from cited(item)
    elif isinstance(value, list):
        for item in value:
            yield from cited(item)


def test_every_source_is_listed_and_ours_are_all_used():
    own = ("powers", "forces", "courses", "economy", "projects", "plans", "events", "schools")
    lists = {
        name: plain(yaml.parse((FOLDER / name).read_text(encoding="utf-8"), name)[0])
        for name in (
            "sources-ground.yaml",
            "sources-pacts.yaml",
            "sources-forces.yaml",
            "sources-preparation.yaml",
            "sources-odds.yaml",
        )
    }
    known = {key for one in lists.values() for key in one}
    used = set()
    for name in own:
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        used |= set(cited(plain(yaml.parse(text, name)[0])))
    assert used - known == set()
    for ours in ("sources-forces.yaml", "sources-preparation.yaml"):
        assert set(lists[ours]) - used == set()
        others = set().union(*(keys for name, keys in lists.items() if name != ours))
        assert set(lists[ours]) & others == set()


def quotes(value) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "quote":
                yield item
            else:
                yield from quotes(item)
    elif isinstance(value, list):
        for item in value:
            yield from quotes(item)


def test_quotes_have_at_most_fourteen_words():
    for name in (
        "powers", "forces", "courses", "economy", "projects", "plans", "events", "schools",
    ):  # fmt: skip
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        for quote in quotes(plain(yaml.parse(text, name)[0])):
            assert len(quote.split()) <= 14, quote
