"""Each statement of the report and its discussion points to what stands for it, or says why not."""

from importlib.resources import files

import pytest
from pydantic import ValidationError

from holdfast.errors import ScenarioError
from holdfast.experiment.facts import order_of_day
from holdfast.scenario.effects import apply
from holdfast.scenario.include import resolve
from holdfast.schema.base import QUOTE_WORDS
from holdfast.schema.effects import Effect
from holdfast.schema.forces import Power
from holdfast.schema.scenario import Scenario
from holdfast.schema.statements import Statement, Statements, StatementTarget
from holdfast.schema.validate import validate
from holdfast.text import yaml
from holdfast.text.nodes import plain

FOLDER = files("holdfast.catalog") / "scenarios" / "czechoslovakia-1936"

PARTS = """
as_of: 1936-07-05
places: {table: places.csv, by: id}
links: {table: links.csv}
sectors: {include: sectors.yaml}
powers: {include: powers.yaml}
pacts: {include: pacts.yaml}
include:
  [ground.yaml, forces.yaml, economy.yaml, projects.yaml, plans.yaml, decisions.yaml, what_ifs.yaml]
"""

COUNTED = {
    "report": {
        "letterhead": 1,
        "meeting": 6,
        "1-works": 18,
        "2-armament": 10,
        "3-pact": 14,
        "4-exercises": 2,
        "answers": 11,
        "impression-1": 9,
        "impression-2": 5,
        "impression-3": 3,
        "impression-4": 4,
        "recommendation": 3,
    },
    "discussion": {"1": 2, "1.1": 5, "1.2": 10, "1.3": 8, "1.4": 9, "2": 7},
}
"""Statements in each section of the report and each comment, counted in the text by hand."""


@pytest.fixture(scope="module")
def text():
    (node,) = yaml.parse((FOLDER / "statements.yaml").read_text(encoding="utf-8"), "statements")
    made, faults = validate(Statements, node)
    assert not faults
    return made


@pytest.fixture(scope="module")
def scenario():
    (root,) = yaml.parse(PARTS, "scenario.yaml")
    node, faults = resolve(root, FOLDER, "scenario.yaml")
    assert not faults
    return node


@pytest.mark.parametrize(
    ("part", "where", "count"),
    [(part, where, count) for part, rows in COUNTED.items() for where, count in rows.items()],
)
def test_every_section_and_comment_is_taken_apart_wholly(text, part, where, count):
    assert len(text.of(part, where)) == count


def test_nothing_stands_outside_the_sections_and_comments(text):
    assert {(one.part, one.where) for one in text.statements} == {
        (part, where) for part, rows in COUNTED.items() for where in rows
    }


def test_no_id_stands_twice(text):
    ids = [one.id for one in text.statements]
    assert len(ids) == len(set(ids))


def test_what_krejci_said_is_reported_by_yegorov(text):
    said = [one for one in text.statements if one.speaker == "Krejci"]
    assert said
    assert all(one.reported_by == "Yegorov" for one in said)


def test_a_reason_is_a_reason(text):
    reasons = [one.no_mechanism for one in text.statements if one.no_mechanism is not None]
    assert reasons
    assert all(reason.startswith("because ") for reason in reasons)


def test_most_statements_move_something(text):
    moved = [one for one in text.statements if one.to]
    assert len(moved) > 0.7 * len(text.statements)


def test_every_target_exists(text, scenario):
    targets = {(one.kind, one.path) for statement in text.statements for one in statement.to}
    assert not {target for target in targets if not _exists(*target, scenario)}


def test_a_target_that_is_not_there_is_noticed(scenario):
    assert not _exists("mechanism", "magic", scenario)
    assert not _exists("decision", "FRA.dithers", scenario)
    assert not _exists("what_if", "the-moon", scenario)
    assert not _exists("place", "atlantis", scenario)
    assert not _exists("project", "a-moat", scenario)
    assert not _exists("plan", "moats-first", scenario)
    assert not _exists("pact", "crisis/coffee", scenario)
    assert not _exists("pact", "coffee", scenario)
    assert not _exists("quantity", "powers.FRA.second_front.moustaches", scenario)


def test_every_what_if_answers_a_statement_but_the_purge_which_came_a_year_later(text, scenario):
    named = {one.path for statement in text.statements for one in statement.to}
    assert set(plain(scenario)["what_ifs"]) - named == {"no-purge"}


def test_every_project_that_the_report_names_answers_a_statement(text, scenario):
    """Left over are those that history or the staff adds to what was said."""
    named = {one.path for statement in text.statements for one in statement.to}
    assert set(plain(scenario)["projects"]) - named == {
        "more-cadres", "more-aircraft-makers", "staff-talks-ussr", "staff-talks-romania",
        "league-route",
    }  # fmt: skip


def test_a_statement_points_somewhere_or_says_why_not():
    told = {
        "id": "a", "part": "report", "where": "1", "speaker": "K",
        "modality": "hopes", "says": "it will rain",
    }  # fmt: skip
    with pytest.raises(ValidationError, match="needs either to or no_mechanism"):
        Statement(**told)
    target = StatementTarget(kind="decision", path="SUN.rains")
    with pytest.raises(ValidationError, match="needs either to or no_mechanism"):
        Statement(**told, to=[target], no_mechanism="because")
    assert Statement(**told, to=[target]).to == [target]


def test_a_long_quote_and_a_second_id_are_refused():
    told = {
        "id": "a", "part": "report", "where": "1", "speaker": "K",
        "modality": "hopes", "says": "it will rain", "no_mechanism": "because it is weather",
    }  # fmt: skip
    with pytest.raises(ValidationError, match=f"at most {QUOTE_WORDS} words"):
        Statement(**told, quote="rain " * (QUOTE_WORDS + 1))
    statement = Statement(**told)
    with pytest.raises(ValidationError, match="ids are unique"):
        Statements(title="T", source="s", statements=[statement, statement])


SECTIONS = {
    "decision": "decisions",
    "what_if": "what_ifs",
    "plan": "plans",
    "project": "projects",
    "place": "places",
}


def _exists(kind, path, scenario):
    """Whether a target stands in the scenario or in the program."""
    if kind == "mechanism":
        phases = {phase.name for phase in order_of_day()}
        return path in phases | set(Scenario.model_fields) | set(Power.model_fields)
    if kind == "pact":
        return path in _pacts_and_clauses(scenario)
    section = SECTIONS.get(kind)
    if section is not None:
        return path in plain(scenario.get(section))
    return _matches(path, scenario)


def _pacts_and_clauses(scenario):
    for name, pact in plain(scenario.get("pacts"))["pacts"].items():
        yield name
        for clause in pact["clauses"]:
            yield f"{name}/{clause['id']}"


def _matches(path, scenario):
    try:
        apply(scenario, Effect(path=path, value=0), scenario.position)
    except ScenarioError:
        return False
    return True
