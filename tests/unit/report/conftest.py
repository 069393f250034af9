"""One tiny run of the question and one of a hostile card, for all tests of the report."""

from __future__ import annotations

import pytest

from cards import template_text
from holdfast.analysis.answer import answer
from holdfast.catalog.cards import card_source
from holdfast.catalog.contents import scenario_files
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.report.page.write import write_page
from holdfast.scenario.card_source import text_source
from holdfast.study.card_target import CardTarget
from holdfast.study.find import find_one
from holdfast.study.run import run

TINY = Design(60, 2, 1, 1)

HOSTILE = "<script>alert(1)</script>[/bold]"

SWAPS = {
    "name: An invented state between two neighbours": f'name: "{HOSTILE}"',
    "question: Does it hold until its ally comes?": f'question: "{HOSTILE}?"',
    "Border Town": "Border <img src=x onerror=alert(2)>",
    "name: north": 'name: "north</text><script>alert(3)</script>"',
    "power: ALLY": 'power: "<b>ALLY</b>"',
    "mobilisation: the second half": "<script>alert(4)</script> the second half",
    "sources: []": f'sources: {{key: "{HOSTILE}"}}',
}


def hostile_text() -> str:
    text = template_text()
    for plain, hostile in SWAPS.items():
        assert plain in text, plain
        text = text.replace(plain, hostile)
    return text


def both(store, path) -> tuple[str, str]:
    """The page that is read, and the evidence beside it."""
    main, beside = (one.read_text("utf-8") for one in write_page(store, path))
    return main, beside


@pytest.fixture(scope="session")
def question_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / "question"
    run(CardTarget(card_source("czechoslovakia-1938")), TINY, folder)
    return Store.open(folder)


@pytest.fixture(scope="session")
def question_answer(question_run):
    return answer(question_run)


@pytest.fixture(scope="session")
def question_page(question_run):
    return both(question_run, question_run.folder / "deep" / "report.html")


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / "hostile"
    run(CardTarget(text_source(hostile_text(), "card.yaml")), TINY, folder)
    return Store.open(folder)


@pytest.fixture(scope="session")
def hostile_page(hostile_run):
    return both(hostile_run, hostile_run.folder / "report.html")


OUTLINES = """
TRV: [[12.6, 48.0], [17.9, 48.0], [17.9, 50.5], [12.6, 50.5]]
NOR: [[12.0, 50.5], [17.9, 50.5], [17.9, 51.6], [12.0, 51.6]]
"""

STATEMENTS = """
title: A letter from the Two Rivers
source: staff-map-1934
statements:
  - {id: gate, part: report, where: works, speaker: The colonel, modality: hopes,
     says: "The gate will hold <b>for a month</b>.",
     to: [{kind: quantity, path: sectors.north_gate.heavy.built}]}
  - {id: tea, part: report, where: works, speaker: The colonel, modality: states,
     says: Tea was served., no_mechanism: because tea moves nobody}
"""


BESIDE = {"outlines.yaml": OUTLINES, "statements.yaml": STATEMENTS}


@pytest.fixture(scope="session")
def scenario_run(tmp_path_factory):
    """The invented scenario, with a map and a text taken apart beside it."""
    folder = tmp_path_factory.mktemp("report") / "two-rivers"
    here = folder.parent / "written"
    here.mkdir()
    texts = {**dict(scenario_files("two-rivers")), **BESIDE}
    for name, text in texts.items():
        (here / name).write_text(text, "utf-8")
    run(find_one(str(here)), TINY, folder)
    return Store.open(folder)


@pytest.fixture(scope="session")
def scenario_html(scenario_run):
    return both(scenario_run, scenario_run.folder / "report.html")
