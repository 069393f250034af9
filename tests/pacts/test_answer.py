"""The answer as an object and as JSON: published keys, frozen, well shown."""

from __future__ import annotations

import dataclasses
import json

import pytest

from holdfast.pacts import answer, diagrams, futures, parse
from holdfast.pacts.chance import FORMULAS

MUNICH = """
title: "<b>Munich & after"
powers: [DEU]
pacts:
  p:
    parties: [FRA, GBR, CSK]
    clauses:
      - {id: f, obligor: FRA, beneficiary: CSK, act: aid, when: "acts(GBR, for=FRA)",
         deadline_days: 9, brings: {divisions: 30, by_day: 15}}
      - {id: g, obligor: GBR, beneficiary: FRA, act: aid, when: "acts(FRA, for=CSK)",
         provided: GBR.stands}
  q:
    parties: [POL, CSK]
    clauses:
      - {id: p, obligor: POL, beneficiary: CSK, act: aid,
         when: "attacked(CSK, by=DEU) and acts(FRA)"}
decisions: {GBR.stands: {p: 0.5}}
ask: {relief: "acts(FRA, for=CSK)"}
"""


def test_the_json_has_the_published_keys_and_no_others():
    told = json.loads(json.dumps(answer(parse(MUNICH)).to_dict()))
    keys = ["acts", "deadlocks", "first_movers", "ask", "checks", "promised", "warnings"]
    assert list(told) == keys
    act = ["power", "act", "for", "clause", "causal_day", "simultaneous_day"]
    assert list(told["acts"][0]) == [*act, "p_causal", "p_simultaneous"]
    assert list(told["deadlocks"][0][0]) == ["power", "act", "for"]
    assert list(told["first_movers"][0][0]) == ["power", "act", "for"]
    assert list(told["ask"]["relief"]) == ["causal", "simultaneous", "mixed"]
    finding = ["p", "path_sets", "path_days", "cut_sets", "day_if_all", "importance", "truncated"]
    assert list(told["ask"]["relief"]["causal"]) == finding
    assert list(told["ask"]["relief"]["causal"]["importance"]["GBR.stands"]) == list(FORMULAS)
    check = ["clause", "power", "for", "trigger_day", "deadline_day", "day", "met"]
    assert list(told["checks"][0]) == check
    promised = ["clause", "power", "act", "for", "by_day", "causal_day", "simultaneous_day"]
    assert list(told["promised"][0]) == [*promised, "amounts"]
    assert told["promised"][0]["amounts"] == {"divisions": 30.0}


def test_results_are_frozen_and_the_engine_leaves_its_file_alone():
    file = parse(MUNICH)
    before = repr(file)
    found = answer(file)
    assert repr(file) == before
    assert found == answer(file)
    for one in (found, found.acts[0], found.ask["relief"]["causal"], file, file.pacts[0]):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(one, dataclasses.fields(one)[0].name, None)


def test_a_notebook_shows_a_table_with_all_text_escaped():
    shown = answer(parse(MUNICH))._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;Munich &amp; after" in shown
    assert shown.count("<tr>") == 4


def test_one_treaty_of_a_file_keeps_its_own_rows():
    found = answer(parse(MUNICH))
    only = found.only("q")
    assert [row.clause for row in only.acts] == ["q/p"]
    assert only.checks == ()
    assert only.ask == found.ask
    assert only.deadlocks == ()
    assert found.only("p").deadlocks == found.deadlocks


def test_a_clause_that_never_fires_says_why():
    found = answer(parse(MUNICH))
    (idle,) = found.idle
    assert (idle.clause, idle.reasons) == ("q/p", ("attacked(CSK, by=DEU) is not given",))


def test_what_first_movers_unlock_is_told_with_its_days():
    found = answer(parse(MUNICH))
    assert found.unlocked[(("FRA", "aid", "CSK"),)] == ((("GBR", "aid", "FRA"), 0),)


def test_past_the_limit_of_nodes_there_is_no_number(monkeypatch):
    monkeypatch.setattr(diagrams.Diagrams.__init__, "__defaults__", (60,))
    names = [f"A.d{number}" for number in range(14)]
    vote = f"at_least(7, {', '.join(f'decides({name})' for name in names)})"
    decisions = ", ".join(f"{name}: {{p: 0.5}}" for name in names)
    found = answer(parse(f'powers: [A]\ndecisions: {{{decisions}}}\nask: {{vote: "{vote}"}}\n'))
    one = found.ask["vote"]["causal"]
    assert (one.p, one.path_sets, one.truncated, one.day_if_all) == (None, (), True, 0)
    assert all(value is None for value in dataclasses.astuple(one.importance["A.d0"]))
    assert "no exact probability" in found.warnings[0].text


def test_the_limit_on_loops_counts_decisions_behind_loops_only():
    assert futures.MAX_LOOP_DECISIONS == 20
    free = [f"A.d{number}" for number in range(25)]
    decisions = ", ".join(f"{name}: {{p: 0.5}}" for name in free)
    text = f"""
pacts:
  p:
    parties: [A, B, C]
    clauses:
      - {{id: a, obligor: A, act: aid, when: acts(B)}}
      - {{id: b, obligor: B, act: aid, when: acts(A)}}
      - {{id: c, obligor: C, act: aid, when: acts(A), provided: "{" or ".join(free)}"}}
decisions: {{{decisions}}}
ask: {{help: acts(C)}}
"""
    one = answer(parse(text)).ask["help"]["simultaneous"]
    assert one.p == pytest.approx(1 - 0.5**25)
