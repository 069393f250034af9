"""Programmes that do not ship are read, answered, or refused with a remedy."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import pytest

from holdfast.analysis.foretold import is_near, tolerance_for
from holdfast.catalog.programmes import find_programmes, shipped_programmes
from holdfast.cli.hindcast import programmes
from holdfast.errors import HoldfastError, ScenarioError, UsageError
from holdfast.study.programmes.document import document, documents
from holdfast.study.programmes.hindcast import hindcast
from holdfast.study.programmes.kinds import kinds_of
from holdfast.text.nodes import Position, plain, to_node

INVENTED = Path(__file__).parent / "invented.yaml"


@pytest.fixture(scope="module")
def invented():
    return hindcast(documents(find_programmes(str(INVENTED))), documents(shipped_programmes()))


def of(result, what):
    return next(one for one in result.foretold if what in one.what)


def test_a_file_of_other_programmes_is_answered_by_the_same_command(invented):
    assert [one.id for one in invented.documents] == ["wall", "air", "empty"]
    assert of(invented, "workers, 1938-10").record == 342000
    assert of(invented, "share of the credit spent by 1939-12").record == pytest.approx(0.85)
    assert of(invented, "works armed, of all").record == pytest.approx(3000 / 11283)
    assert of(invented, "share of the plan").record == pytest.approx(5148 / 11800)
    assert of(invented, "aircraft per year: 1938").within
    assert of(invented, "Spitfire").record == 25
    assert of(invented, "divisions equipped").record == 10
    assert 8 < of(invented, "divisions equipped").middle < 14


def test_what_cannot_be_foretold_is_said_with_its_reason(invented):
    for one in invented.foretold:
        assert one.reason
        if one.middle is None:
            assert one.within is None
    assert "no sum voted" in of(invented, "cost to complete").reason
    assert "no kind of thing" in of(invented, "number of generals").reason
    assert "no figure is on record" in of(invented, "output by year").reason


def test_json_is_plain_and_whole(invented):
    told = json.loads(json.dumps(invented.to_dict(), allow_nan=False))
    assert told["deck"] == "programmes"
    assert sum(len(one["foretold"]) for one in told["programmes"]) == len(invented.foretold)
    assert sum(told["tally"]["economy"].values()) == len(invented.foretold)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("cost to complete", "cost"),
        ("date NE shells armed", "completion"),
        ("output of the next two years", "output"),
        ("when the milliard is spent", "spending"),
        ("first tanks of a new licence", "deliveries"),
        ("a third of modern machines in units", "share ready"),
        ("shells at September 1938", "works"),
        ("cost per concrete work", "cost of a work"),
        ("dip of at least a third at a change of model", "dip"),
    ],
)
def test_a_sentence_is_known_by_its_words(sentence, kind):
    ((kinds, _),) = kinds_of(sentence)
    assert kinds[0].name == kind


def test_a_sentence_may_ask_two_things():
    parts = kinds_of("labour and money per month at March 1941")
    assert [kinds[0].name for kinds, _ in parts] == ["labour", "money a month"]


@pytest.mark.parametrize(
    ("measure", "said", "record", "tolerance", "near"),
    [
        ("amount", 125.0, 100.0, "+-25 %", True),
        ("amount", 126.0, 100.0, "+-25 %", False),
        ("share", 0.46, 0.31, "+-15 points", True),
        ("share", 0.47, 0.31, "+-15 points", False),
        ("month", 9.0, 0.0, "date +-9 months", True),
        ("months", 5.0, 9.0, "+-30 % or 4 months, the larger", True),
        ("months", 28.0, 40.0, "+-30 % or 4 months, the larger", True),
        ("months", 27.0, 40.0, "+-30 % or 4 months, the larger", False),
        ("ratio", 2.0, 1.0, "factor 2", True),
        ("ratio", 0.49, 1.0, "factor 2", False),
        ("ratio", 0.8, 0.5, "a fall of at least 33 %", False),
        ("unfinished", 1.0, 1.0, "", True),
    ],
)
def test_a_tolerance_is_kept_to_its_words(measure, said, record, tolerance, near):
    assert is_near(measure, said, record, tolerance) is near


def test_the_part_of_a_tolerance_that_names_the_thing_is_taken():
    said = "works +-25 %, men +-10 %; spent share +-5 points"
    assert tolerance_for("amount", said, "men at work") == "men +-10 %"
    assert tolerance_for("share", said, "share of the credit") == "spent share +-5 points"
    assert tolerance_for("month", said) == "+-9 months"


def damaged(said, dice):
    """A document with some values gone, or of a kind that is not expected there."""
    said = copy.deepcopy(said)
    for section in ("budget", "capacity", "stood", "plan_vs_actual", "lead_times"):
        for row in said.get(section) or []:
            for key in list(row):
                if dice.random() < 0.2:
                    row[key] = dice.choice([None, "by year", -3, 0, [1], {"a": 1}, "1938", 1e9])
    for key in ("start", "end", "kind", "state"):
        if dice.random() < 0.2:
            said[key] = dice.choice([None, "1939", "soon", 1941])
    return said


def test_documents_with_holes_are_answered_or_refused_and_never_break():
    dice = random.Random(6)
    whole = [plain(node) for node in (*shipped_programmes(), *find_programmes(str(INVENTED)))]
    for _ in range(8):
        broken = [document(damaged(said, dice)) for said in whole]
        result = hindcast(broken)
        json.dumps(result.to_dict(), allow_nan=False)


HERE = Position("programmes.yaml", 3, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "no id", "foretell": {}}, "id"),
        ({"id": "a"}, "foretell"),
        ({"id": "a", "foretell": {}, "budget": 3}, "list of tables"),
        ({"id": "a", "foretell": ["cost"]}, "is a table"),
        (["a"], "table of keys"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_its_place(wrong, said):
    with pytest.raises(ScenarioError, match=said) as refused:
        documents([to_node(wrong, HERE)])
    assert refused.value.faults[0].line == 3
    assert refused.value.faults[0].remedy


@pytest.mark.parametrize("target", ["no-such-programme", "no/such.yaml"])
def test_a_name_that_is_not_there_is_refused(target):
    with pytest.raises(UsageError):
        find_programmes(target)
    assert issubclass(UsageError, HoldfastError)


def test_the_command_prints_a_page_and_json(capsys):
    programmes("french_air", json=False)
    page = capsys.readouterr().out
    assert "French air rearmament" in page
    assert "Near enough 2, missed 0" in " ".join(page.split())
    programmes("french_air", json=True)
    told = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in told["programmes"]] == ["french_air"]
    assert told["programmes"][0]["fit_until"] == "1938-12"
