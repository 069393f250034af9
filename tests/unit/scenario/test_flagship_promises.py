"""Decisions, odds and what-ifs of czechoslovakia-1936: typed, placed, asked for, sourced."""

import datetime
from importlib.resources import files

import pytest
from pydantic import create_model

from holdfast.pacts.expressions import Acts, Decides, leaves
from holdfast.pacts.language import Context, read_sentence
from holdfast.scenario.effects import apply
from holdfast.scenario.include import resolve
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import BoundedTables, Dated
from holdfast.schema.validate import validate
from holdfast.text import yaml
from holdfast.text.nodes import Position, plain

FOLDER = files("holdfast.catalog") / "scenarios" / "czechoslovakia-1936"
CRISIS_DAYS = 30
DATES = [datetime.date(*day, 1) for day in ((1937, 5), (1938, 10), (1939, 5), (1941, 5))]

PARTS = """
places: {table: places.csv, by: id}
links: {table: links.csv}
sectors: {include: sectors.yaml}
powers: {include: powers.yaml}
pacts: {include: pacts.yaml}
include: [ground.yaml, forces.yaml, events.yaml, decisions.yaml, what_ifs.yaml, schools.yaml,
  forecasts.yaml, courses.yaml]
sources:
  include: [sources-ground.yaml, sources-forces.yaml, sources-pacts.yaml, sources-odds.yaml]
"""

OURS = (
    "decisions", "branches", "groups", "arising", "crisis", "evacuation", "outside_view",
    "what_ifs", "forecasts", "pooled_forecasts",
)  # fmt: skip

ASKED = {
    "no-works", "works-of-1934", "land-transit-refused", "romania-lets-pass", "poland-lets-pass",
    "without-formalities", "france-never-acts", "france-attacks-in-earnest",
    "france-and-britain-together", "france-germany-pact", "rhineland-held", "poland-attacks",
    "hungary-attacks", "soviet-polish-war", "germany-stronger", "germany-not-ready",
    "berlin-coup", "bts-sent", "sb2-never-bought", "guns-licensed", "million-men", "no-purge",
    "soviet-help-unbound",
}  # fmt: skip


@pytest.fixture(scope="module")
def node():
    (root,) = yaml.parse(PARTS, "scenario.yaml")
    resolved, faults = resolve(root, FOLDER, "scenario.yaml")
    assert not faults
    return resolved


@pytest.fixture(scope="module")
def written(node):
    return plain(node)


@pytest.fixture(scope="module")
def typed(node):
    fields = {name: (Scenario.model_fields[name].annotation, ...) for name in OURS}
    model = create_model("Promises", __base__=BoundedTables, **fields)
    kept = tuple(entry for entry in node.entries if entry.key.text in OURS)
    made, faults = validate(model, type(node)(kept, node.position))
    assert not faults
    return made


def test_every_what_if_of_the_design_is_there_and_no_other(typed):
    assert set(typed.what_ifs) == ASKED


def test_a_million_men_are_asked_about_in_1939_alone(typed):
    assert [date.year for date in typed.what_ifs["million-men"].attack_on] == [1939]


@pytest.mark.parametrize("name", sorted(ASKED))
def test_every_what_if_reaches_what_it_names_and_leaves_sound_promises(name, node, typed):
    what_if = typed.what_ifs[name]
    assert what_if.missing is None
    changed = node
    for effect in what_if.effects:
        changed = apply(changed, effect, node.position)
    assert changed != node
    model = type(typed)
    kept = tuple(entry for entry in changed.entries if entry.key.text in OURS)
    assert not validate(model, type(node)(kept, node.position))[1]


def test_every_sentence_can_be_read(typed, written):
    faults = []
    for sentence in _sentences(typed):
        read_sentence(sentence, _place(sentence), _context(written), faults)
    assert not faults


def test_odds_ask_only_about_decisions_that_are_listed(typed, written):
    for sentence in _sentences(typed):
        for leaf in leaves(read_sentence(sentence, _place(sentence), _context(written), [])):
            if isinstance(leaf, Decides):
                assert leaf.name in typed.decisions, sentence


def test_every_act_in_the_odds_is_promised_by_a_clause(typed, written):
    promised = {
        (clause["obligor"], clause["act"])
        for pact in written["pacts"]["pacts"].values()
        for clause in pact["clauses"]
    }
    promised |= {(power, "aid") for power, act in promised if act in ("land", "air", "declare_war")}
    for sentence in _sentences(typed):
        for leaf in leaves(read_sentence(sentence, _place(sentence), _context(written), [])):
            if isinstance(leaf, Acts):
                assert (leaf.power, leaf.kind) in promised, sentence


def test_what_is_decided_in_the_crisis_falls_before_the_first_shot(typed):
    for name, decision in typed.decisions.items():
        before_the_attack = decision.asked is None or "attacked" not in decision.asked
        if before_the_attack:
            assert decision.day.extremes()[1] < CRISIS_DAYS, name


def test_allies_speak_before_prague_and_prague_before_berlin(typed):
    france, britain, prague, berlin = (
        typed.decisions[name].day.extremes()
        for name in ("FRA.stands", "GBR.stands", "CSK.resists", "DEU.attacks")
    )
    assert france[1] <= britain[0]
    assert britain[1] <= prague[0]
    assert prague[1] <= berlin[0]
    order = list(typed.decisions)
    assert order.index("FRA.stands") < order.index("GBR.stands") < order.index("CSK.resists")
    assert order.index("CSK.resists") < order.index("DEU.attacks")


def _rows(p):
    """The quantities of a chance: one for each date, or one for all."""
    return list(p.rows.values()) if isinstance(p, Dated) else [p]


def test_the_firmer_the_allies_the_likelier_prague_resists_on_every_date(typed):
    firm, one, called, unready, _ = (line.p for line in typed.decisions["CSK.resists"].odds)
    for on in firm.rows:
        resists = [_mean(line.rows[on]) for line in (firm, one, called, unready)]
        assert resists == sorted(resists, reverse=True), on


def test_the_firmer_the_allies_the_less_berlin_attacks_on_every_date(typed):
    no_wall, _, abandoned, waver = (line.p for line in typed.decisions["DEU.attacks"].odds)
    for on in no_wall.rows:
        attacks = [_mean(line.rows[on]) for line in (no_wall, waver, abandoned)]
        assert attacks == sorted(attacks), on


def test_the_decks_counts_lie_within_the_odds(typed):
    resists, attacks = (typed.decisions[name].odds for name in ("CSK.resists", "DEU.attacks"))
    autumn = datetime.date(1938, 10, 1)
    for line, share in (
        (resists[0].p.rows[autumn], 15 / 15),
        (resists[2].p.rows[autumn], 8 / 15),
        (resists[3].p.rows[autumn], 1 / 9),
        (resists[4].p, 34 / 43),
        (attacks[0].p.rows[autumn], 0.3),
        (attacks[3].p.rows[autumn], 11 / 18),
        (typed.decisions["FRA.honours"].odds[2].p.rows[autumn], 58 / 85),
    ):
        assert line.extremes()[0] <= share <= line.extremes()[1], share
    for view in typed.outside_view.values():
        assert view.acts.middle() == 0.68


def test_base_rates_without_a_date_say_so(typed):
    """Where only a count over other crises is known, the note has the words."""
    decks = {"crises-deck", "relief-deck"}
    for name, decision in typed.decisions.items():
        lines = [decision.p] if decision.p is not None else [one.p for one in decision.odds]
        for row in (row for line in lines for row in _rows(line)):
            for one in (row, *(row.claims or [])):
                if isinstance(one.source, str) and one.source in decks:
                    assert "undated base rate" in one.note, name


def test_odds_of_a_crisis_differ_by_date(typed):
    """Whoever decides in the crisis has other odds in 1937, 1938, 1939 or 1941."""
    undated = {"FRA.abandons", "SUN.sends_army"}
    for name, decision in typed.decisions.items():
        lines = [decision.p] if decision.p is not None else [one.p for one in decision.odds]
        dated = [line for line in lines if isinstance(line, Dated)]
        assert dated or name in undated, name
        for line in dated:
            assert sorted(line.rows) == DATES, name


def test_help_beyond_the_protocol_may_be_none_at_all(typed):
    for row in typed.decisions["SUN.acts_unbound"].p.rows.values():
        assert row.extremes()[0] == 0.0
        assert row.extremes()[1] <= 0.2


def test_every_forecast_of_the_dossier_is_there(typed):
    assert len(typed.forecasts) == 27
    assert all(one.source and one.grade for one in typed.forecasts)
    assert sorted(typed.pooled_forecasts) == DATES


def test_what_was_not_read_is_not_cited_as_read(typed, written):
    """A source that says it was recalled is recalled in every forecast that rests on it."""
    recalled = {key for key, title in written["sources"].items() if "recalled, not read" in title}
    assert len(recalled) > 3
    for one in typed.forecasts:
        if one.source in recalled:
            assert one.grade.endswith("recalled, not read"), one.who


def test_paris_and_london_share_their_luck(typed):
    tied = {name for name, one in typed.decisions.items() if one.group == "resolve"}
    assert tied == {"FRA.honours", "GBR.assures"}


def test_every_group_and_decision_that_is_named_exists(typed):
    for decision in typed.decisions.values():
        assert decision.group is None or decision.group in typed.groups
    assert {typed.crisis.resists, typed.crisis.attacks} <= set(typed.decisions)


def test_every_source_is_cited_and_every_citation_is_used(written):
    parts = (*OURS, "schools", "events", "courses_of_action")
    cited = set(_sources({name: written[name] for name in parts}))
    assert cited <= set(written["sources"])
    for name in ("sources-pacts.yaml", "sources-odds.yaml"):
        (own,) = yaml.parse((FOLDER / name).read_text(encoding="utf-8"), "sources")
        assert set(plain(own)) <= cited


def test_every_number_has_evidence(typed):
    without = [path for path, sound in _numbers(typed, "", sound=False) if not sound]
    assert not without


def _mean(quantity):
    weighted = [(weight, (low + high) / 2) for weight, (low, high) in _ends(quantity)]
    return sum(weight * middle for weight, middle in weighted) / sum(w for w, _ in weighted)


def _ends(quantity):
    for weight, spread in quantity.branches():
        yield weight, Quantity(spread=spread).extremes()


def _sentences(typed):
    for decision in typed.decisions.values():
        if decision.asked is not None:
            yield decision.asked
        yield from (line.when for line in decision.odds if line.when is not None)
    for arising in typed.arising:
        yield from (arising.fact, arising.when)
    yield typed.evacuation.when


def _context(written):
    return Context(frozenset(written["pacts"]["powers"]))


def _place(sentence):
    return lambda offset: Position(sentence, 1, offset + 1)


def _sources(value):
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "source":
                yield from item if isinstance(item, list) else [item]
            else:
                yield from _sources(item)
    elif isinstance(value, list):
        for item in value:
            yield from _sources(item)


def _numbers(value, path, *, sound):
    """Every quantity, with whether it, its claims or what holds it tell where it comes from."""
    sound = sound or _tells(value)
    if isinstance(value, Quantity):
        claims = value.claims or []
        yield path, sound or (bool(claims) and all(_tells(claim) for claim in claims))
        return
    for name, item in _parts(value):
        yield from _numbers(item, f"{path}.{name}", sound=sound)


def _tells(value):
    """A source, or a grade with a note."""
    source, grade, note = (getattr(value, name, None) for name in ("source", "grade", "note"))
    return bool(source or (grade and note))


def _parts(value):
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, list):
        return list(enumerate(value))
    return [(name, getattr(value, name)) for name in getattr(value, "model_fields_set", ())]
