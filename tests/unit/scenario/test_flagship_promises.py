"""Decisions, odds and what-ifs of czechoslovakia-1936: typed, placed, asked for, sourced."""

from importlib.resources import files

import pytest
from pydantic import create_model

from holdfast.pacts.expressions import Acts, Decides, leaves
from holdfast.pacts.language import Context, read_sentence
from holdfast.scenario.effects import apply
from holdfast.scenario.include import resolve
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import BoundedTables
from holdfast.schema.validate import validate
from holdfast.text import yaml
from holdfast.text.nodes import Position, plain

FOLDER = files("holdfast.catalog") / "scenarios" / "czechoslovakia-1936"
CRISIS_DAYS = 30

PARTS = """
places: {table: places.csv, by: id}
links: {table: links.csv}
sectors: {include: sectors.yaml}
powers: {include: powers.yaml}
pacts: {include: pacts.yaml}
include: [ground.yaml, forces.yaml, events.yaml, decisions.yaml, what_ifs.yaml]
sources: {include: [sources-ground.yaml, sources-forces.yaml, sources-pacts.yaml]}
"""

OURS = (
    "decisions", "groups", "arising", "crisis", "evacuation", "outside_view", "what_ifs",
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


def test_the_firmer_the_allies_the_likelier_prague_resists_and_the_less_berlin_attacks(typed):
    resists = [_mean(line.p) for line in typed.decisions["CSK.resists"].odds]
    attacks = [_mean(line.p) for line in typed.decisions["DEU.attacks"].odds]
    assert resists == sorted(resists, reverse=True)
    assert attacks == sorted(attacks)


def test_the_decks_counts_lie_within_the_odds(typed):
    firm, waver, abandoned, unready = (
        line.p.extremes() for line in typed.decisions["CSK.resists"].odds
    )
    assert firm[0] <= 15 / 15 <= firm[1]
    assert waver[0] <= 18 / 19 <= waver[1]
    assert abandoned[0] <= 9 / 24 <= abandoned[1]
    assert unready[0] <= 1 / 9 <= unready[1]


def test_help_beyond_the_protocol_may_be_none_at_all(typed):
    assert typed.decisions["SUN.acts_unbound"].p.extremes() == (0.0, 0.3)


def test_paris_and_london_share_their_luck(typed):
    tied = {name for name, one in typed.decisions.items() if one.group == "resolve"}
    assert tied == {"FRA.stands", "GBR.stands", "FRA.honours", "GBR.honours"}


def test_every_group_and_decision_that_is_named_exists(typed):
    for decision in typed.decisions.values():
        assert decision.group is None or decision.group in typed.groups
    assert {typed.crisis.resists, typed.crisis.attacks} <= set(typed.decisions)


def test_every_source_is_cited_and_every_citation_is_used(written):
    cited = set(_sources({name: written[name] for name in OURS}))
    assert cited <= set(written["sources"])
    (own,) = yaml.parse((FOLDER / "sources-pacts.yaml").read_text(encoding="utf-8"), "sources")
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
