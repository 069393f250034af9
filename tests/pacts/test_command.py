"""`holdfast pact`: words, JSON and page; exit codes; nothing on stdout for a wrong file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
import typer
from typer.testing import CliRunner

from holdfast.analysis.pacts import acts_frame, importance_frame
from holdfast.analysis.pacts import pact as take_apart
from holdfast.catalog.pacts import crises, load_pacts, treaties
from holdfast.cli.pact import pact
from holdfast.pacts import answer, parse
from holdfast.pacts.net import net_of
from holdfast.report.pacts.graph import graph_of
from holdfast.report.pacts.page import pact_page
from holdfast.report.pacts.words import passages
from pacts.conformance import CASES

app = typer.Typer()
app.command()(pact)
run = CliRunner()


def told(found, heading):
    return " ".join(next((p.sentences for p in passages(found) if p.heading == heading), ()))


def test_the_words_name_the_deadlock_who_could_break_it_and_the_day_of_help():
    result = run.invoke(app, ["munich-1938"])
    words = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "Nobody moves first: FRA waits for GBR, GBR for FRA." in words
    assert "If, unasked, GBR helps FRA, then FRA helps CSK on day 3" in words
    assert "SUN sends its army for CSK on day 13" in words
    assert "never fires" not in words.split("What never fires")[0]
    assert "P(top | made) − P(top | refused)" in words


def test_json_is_the_answer_and_nothing_else():
    result = run.invoke(app, ["finland-1939", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(
        json.dumps(answer(load_pacts("finland-1939")).to_dict())
    )


def test_one_treaty_shows_its_own_rows():
    result = run.invoke(app, ["munich-1938", "--treaty", "passage", "--json"])
    assert {row["clause"] for row in json.loads(result.stdout)["acts"]} == {
        "passage/ROU-land", "passage/ROU-air", "passage/POL-land",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([str(CASES / "X03-a-name-that-is-no-power.yaml")], ":7:20:"),
        (["nowhere.yaml"], "no file and no catalogue entry"),
        (["munich-1938", "--treaty", "munic"], "no pact"),
        (["munich-1938", "--html", "/nowhere/at/all.html"], "cannot be written"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_bad_input_exits_2_with_nothing_on_stdout(arguments, says, more):
    result = run.invoke(app, [*arguments, *more])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_the_page_is_one_file_without_network_or_script(tmp_path):
    path = tmp_path / "munich.html"
    result = run.invoke(app, ["munich-1938", "--html", str(path)])
    assert (result.exit_code, result.stdout) == (0, "")
    page = path.read_text(encoding="utf-8")
    assert not re.search(r"https?://|<script|<link|@import|src=", page)
    assert page.count("<svg") == 2
    assert 'class="arrow red"' in page
    assert "◆ FRA.honours" in page
    assert "Nobody moves first" in page
    assert "Beside what the powers did" in page


class Balance(HTMLParser):
    """Counts open and closed tags of a page."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        return

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", [*crises(), "rio-1947", "soviet-czechoslovak-1935"])
def test_every_page_is_well_formed_and_draws_every_waiting(name):
    found = answer(load_pacts(name))
    page = pact_page(found)
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    graph = graph_of(net_of(found))
    arrows = sum(len(awaited) for awaited in graph.waits_for.values())
    assert page.count('class="arrow') == 2 * arrows
    assert len(graph.boxes) + graph.left_out == len(found.acts)
    boxes = re.findall(r'class="box \w+" x="(\d+)" y="(\d+)"', page)
    assert len(set(boxes)) == len(boxes) or len(graph.boxes) == 1


def test_text_of_a_stranger_is_escaped_on_the_page():
    text = """
title: "<script>alert(1)</script>"
note: "<img src=x>"
pacts: {"<p>": {parties: ["A&B", C], clauses: [{id: "<i>", obligor: "A&B", act: aid}]}}
ask: {"<q>": 'acts("A&B")'}
"""
    page = pact_page(answer(parse(text)))
    assert "<script" not in page
    assert "<img" not in page
    assert "<p>/" not in page
    assert "&lt;script&gt;" in page


def test_an_empty_file_of_facts_has_a_page_and_words():
    found = answer(parse("powers: [A]\nfacts: [attacked(A)]\nask: {q: attacked(A)}\n"))
    assert "No clause moves" in pact_page(found)
    assert "day 0 with every decision made; chance 1.000" in told(found, "Questions")


def test_the_words_tell_conflicts_deadlines_warnings_and_unknown_chances():
    conflict = answer(parse((CASES / "W03-a-conflict-of-treaties.yaml").read_text()))
    assert "A owes B help against D" in told(conflict, "Conflicts")
    late = answer(parse((CASES / "H18-a-deadline-that-contradicts-its-gate.yaml").read_text()))
    assert "due by day 11, the act falls on day 34: missed" in told(late, "Deadlines")
    unknown = answer(parse((CASES / "C11-twenty-one-are-not-guessed.yaml").read_text()))
    assert "no exact chance" in told(unknown, "Questions")
    assert "Line 28" in told(unknown, "Warnings")


def test_tables_have_one_row_a_clause_and_one_a_question_and_decision():
    found = answer(load_pacts("munich-1938"))
    acts, worth = acts_frame(found), importance_frame(found)
    assert list(acts["clause"]) == [row.clause for row in found.acts]
    assert acts["causal_day"].isna().sum() == sum(r.causal_day is None for r in found.acts)
    assert len(worth) == 3 * 3 * len(found.file.uncertain)
    assert worth["birnbaum"].notna().all()


def test_the_public_function_takes_an_id_a_path_or_a_file():
    by_id = take_apart("finland-1939")
    by_file = take_apart(load_pacts("finland-1939"))
    by_path = take_apart(CASES / "S01-two-powers-wait-for-each-other.yaml")
    assert by_id == by_file
    assert by_id.to_dict() == by_id.answer.to_dict()
    assert by_id.to_frame().equals(acts_frame(by_id.answer))
    assert by_id.importance().equals(importance_frame(by_id.answer))
    assert by_id._repr_html_() == by_id.answer._repr_html_()
    assert len(by_path.to_frame()) == 2


def test_help_needs_no_engine():
    code = (
        "import sys, holdfast.cli.pact\n"
        "heavy = {'dd', 'numpy', 'pandas', 'rich.console', 'yaml'} & set(sys.modules)\n"
        "assert not heavy - {'rich.console'}, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", treaties())
def test_every_treaty_can_be_told_and_drawn(name):
    found = answer(load_pacts(name))
    assert passages(found)
    assert pact_page(found).startswith("<!doctype html>")


def of_case(number):
    (path,) = CASES.glob(f"{number}-*.yaml")
    return answer(parse(path.read_text(encoding="utf-8"), path.name))


def test_a_deadline_is_told_with_its_pair_and_what_was_not_due_is_not_missed():
    words = told(of_case("D14"), "Deadlines")
    assert (
        "contingent, AUT for PRU: the case arises on day 5, due by day 65, the act falls on "
        "day 65: met." in words
    )
    assert "not due, for its case does not arise: GBR for AUT, AUT for GBR" in words
    assert "missed" not in words
    refused = told(of_case("D15"), "Deadlines")
    assert "refused, A for B: the case arises on day 2, due by day 12, no act comes: missed" in (
        refused
    )


def test_the_words_say_how_long_a_pact_binds_and_why():
    words = told(of_case("D17"), "How long pacts bind")
    assert "p outlasts 1938-10-05: A is at war with X on that day, so it binds until peace" in words
    assert "which is day 10" in words
    assert "of-another ends on 1938-10-05: nobody whose war would count" in words
    assert "goes on past 1921-07-13: nobody has given notice (12 months)" in told(
        of_case("H22"), "How long pacts bind"
    )
    terms = told(of_case("D20"), "How long pacts bind")
    assert "goes on for further terms of 5 years" in terms
    assert "denounced on 1937-01-01 with 12 months of notice: to 1942-12-31" in terms
    assert told(of_case("D04"), "How long pacts bind") == "", "two dates need no words"


def test_a_pact_that_ends_in_a_war_says_what_would_keep_it_in_force():
    (row,) = [one for one in of_case("D17").idle if one.clause == "ended/I"]
    assert row.reasons == (
        "its conditions hold on day 5, and its pact ended with day 4, A with X at war: "
        "until_peace would keep it in force",
    )


def test_promised_forces_are_told_with_the_day_by_which_they_fall_due():
    found = of_case("D22")
    words = told(found, "Promised forces")
    assert "400,000 men and 30 divisions in all by day 15 of the case, which is day 17." in words
    assert "which is day 14, if others move together with it" in words
    assert "staffs/idle: 100,000 men in all by day 20 of the case; not due" in words
    assert "400,000 men" in pact_page(found)
    assert found.only("nothing").promised == ()
    assert found.only("staffs").promised == found.promised
