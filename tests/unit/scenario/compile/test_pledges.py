"""Pacts as rows: clauses as rules, sentences as ways to hold, facts, decisions, places."""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.errors import UsageError
from holdfast.kernel import layout as at
from holdfast.pacts.expressions import Fact
from holdfast.pacts.reader import parse
from holdfast.scenario.compile import pledges as module
from holdfast.scenario.compile.conditions import ALWAYS, NEVER, Conditions, smallest
from holdfast.scenario.compile.figures import plain
from holdfast.scenario.compile.pledges import Pledges
from holdfast.scenario.compile.theatre import Writer

FILE = """
powers: [AAA, BBB, CCC, VIC, FOE]
day_zero: 1938-01-01
pacts:
  old:
    title: Over before the crisis began
    signed: 1920-01-01
    in_force: {from: 1920-01-01, to: 1937-01-01}
    parties: [AAA, VIC]
    source: invented
    clauses:
      - {id: aid, obligor: AAA, beneficiary: VIC, act: aid, when: "attacked(VIC)"}
  standing:
    title: Aid, if another comes too
    signed: 1930-01-01
    in_force: {from: 1938-01-06}
    parties: [AAA, BBB, VIC]
    source: invented
    clauses:
      - id: land
        obligor: AAA
        beneficiary: VIC
        act: land
        when: attacked(VIC, by=FOE) and (acts(BBB, aid, for=VIC) or decides(AAA.alone))
        provided: AAA.honours
        delay_days: {low: 2, mode: 3, high: 8}
      - id: aid
        obligor: BBB
        beneficiary: VIC
        act: aid
        when: attacked(VIC, by=FOE) and acts(AAA, land, for=VIC)
      - id: word
        obligor: BBB
        beneficiary: VIC
        act: announce
        when: not fact(winter)
        delay_days: 4
      - {id: leave, obligor: CCC, beneficiary: AAA, act: transit, when: "attacked(VIC)"}
      - {id: own, obligor: VIC, act: mobilise, when: "attacked(VIC)"}
facts:
  - {fact: "attacked(VIC, by=FOE)", day: 10}
decisions:
  AAA.honours: {p: 0.5}
  AAA.alone: {p: 0.5}
TOGETHER
ask:
  help: acts(AAA, land, for=VIC)
"""

CLAUSES = (
    "old/aid", "standing/land", "standing/aid", "standing/word", "standing/leave", "standing/own",
)  # fmt: skip


class Written:
    """A pact file as rows of an empty theatre."""

    def __init__(self, together="together: []"):
        self.pledges = Pledges(parse(FILE.replace("TOGETHER", together), "a file"), "VIC")
        self.writer = Writer(np.zeros((len(at.THEATRE.rows), 64, 2)))

    def done(self):
        self.pledges.write(self.writer)
        return self

    def row(self, name, word=0):
        return self.writer.theatre[at.THEATRE.number(name), :, word]

    def rule(self, name):
        return self.pledges.clause_names.index(name)

    def atoms(self, kind):
        """The numbers of the atoms of one kind, by what they stand for."""
        return {what: n for (one, what), n in self.pledges.atoms.items() if one == kind}

    def given(self, name, entity):
        """The atoms in a row of the unit "atoms"."""
        words = [int(self.row(name, word)[entity]) for word in range(at.WORDS)]
        return {
            at.WORD_BITS * word + bit
            for word in range(at.WORDS)
            for bit in range(at.WORD_BITS)
            if words[word] >> bit & 1
        }

    def ways(self, condition):
        first = int(self.row("condition_first")[condition])
        count = int(self.row("condition_terms")[condition])
        return [self.given("term_needs", n) for n in range(first, first + count)]


@pytest.fixture
def rows():
    return Written().done()


def test_every_clause_is_a_rule_by_its_name(rows):
    assert rows.pledges.clause_names == CLAUSES
    assert rows.row("clauses")[0] == len(CLAUSES)


def test_acts_of_others_for_the_defender_are_help_and_words_are_not(rows):
    helps = {name for n, name in enumerate(CLAUSES) if rows.row("clause_helps")[n]}
    assert helps == {"old/aid", "standing/land", "standing/aid"}


def test_a_pact_binds_in_its_time_and_one_that_is_over_never(rows):
    assert rows.row("clause_when")[rows.rule("old/aid")] == at.NEVER_HOLDS
    assert rows.row("clause_from")[rows.rule("standing/land")] == 5
    assert rows.row("clause_until")[rows.rule("standing/land")] == -1


def test_a_sentence_is_the_ways_in_which_it_can_come_true(rows):
    attacked = next(n for what, n in rows.atoms("fact").items() if "by=FOE" in what)
    decides, acts = rows.atoms("decides"), rows.atoms("acts")
    aid = next(n for rules, n in acts.items() if rows.rule("standing/aid") in rules)
    ways = rows.ways(int(rows.row("clause_when")[rows.rule("standing/land")]))
    honours = decides["AAA.honours"]
    assert sorted(map(sorted, ways)) == sorted(
        map(sorted, [{attacked, honours, aid}, {attacked, honours, decides["AAA.alone"]}])
    )


def test_an_act_gives_what_sentences_say_of_it(rows):
    acts = rows.atoms("acts")
    land = next(n for rules, n in acts.items() if rows.rule("standing/land") in rules)
    assert rows.given("clause_gives", rows.rule("standing/land")) == {land}
    assert rows.given("clause_gives", rows.rule("standing/leave")) == set()


def test_a_fact_holds_from_its_day_for_all_sentences_that_it_answers(rows):
    spoken = rows.atoms("fact")
    assert set(spoken) == {"attacked(VIC)", "attacked(VIC, by=FOE)"}
    spans = {
        frozenset(rows.given("fact_gives", n)): rows.row("fact_from")[n]
        for n in range(int(rows.row("facts")[0]))
    }
    assert set(spans.values()) == {10}
    assert set().union(*spans) == set(spoken.values())


def test_what_is_denied_holds_until_the_fact_arises():
    rows = Written()
    rows.pledges.arises(Fact("fact", ("winter",)), Fact("attacked", ("VIC",)), plain(6.0))
    rows.done()
    (denied,) = rows.atoms("not").values()
    assert rows.given("denials", 0) == {denied}
    arising = len(CLAUSES)
    assert rows.row("clauses")[0] == len(CLAUSES) + 1
    assert rows.given("clause_denies", arising) == {denied}
    assert rows.row("clause_delay")[arising] == 6
    assert rows.row("clause_helps")[arising] == 0


def test_a_delay_is_drawn_in_whole_days_or_known(rows):
    assert rows.row("clause_delay")[rows.rule("standing/word")] == 4
    (cell,) = [one for one in rows.writer.cells if one.row == at.CLAUSE_DELAY]
    assert cell.entity == rows.rule("standing/land")
    path = "pacts.standing/land.delay_days"
    assert list(rows.writer.quantities) == [path]
    assert cell.number({path: np.array([2.2, 3.5001, 7.9])}).tolist() == [2, 4, 8]


def test_a_place_gives_the_fact_that_the_attacker_holds_it():
    rows = Written()
    held = Fact("holds", ("here", "FOE"))
    number = rows.pledges.condition(held)
    rows.pledges.lost("here", "FOE", 3)
    rows.pledges.lost("there", "FOE", 4)
    rows.done()
    assert rows.ways(number) == [rows.given("place_gives", 3)]
    assert rows.given("place_gives", 3)
    assert rows.given("place_gives", 4) == set()


def test_a_decision_gives_its_atom(rows):
    decides = rows.atoms("decides")
    for n, name in enumerate(("AAA.honours", "AAA.alone")):
        assert rows.given("decision_gives", n) == {decides[name]}


def test_nobody_moves_together_unless_the_file_says_so(rows):
    assert rows.row("deadlocks")[0] == 0
    tied = Written("together: [[AAA, BBB]]").done()
    assert tied.row("deadlocks")[0] == 1
    members = [int(n) for n in tied.row("member_clause")[:2]]
    assert [CLAUSES[n] for n in members] == ["standing/land", "standing/aid"]
    assert tied.row("member_waits")[:2].tolist() == [0b10, 0b01]
    assert tied.row("member_power")[0] != tied.row("member_power")[1]


def test_the_same_sentence_has_one_number_and_no_sentence_always_holds(rows):
    pledges = rows.pledges
    once, again = (pledges.condition(pledges.file.ask[0].sentence) for _ in range(2))
    assert once == again > at.NEVER_HOLDS
    assert pledges.condition(None) == at.ALWAYS


def test_what_no_clause_can_do_never_holds():
    conditions = Conditions()
    assert conditions.number(NEVER) == at.NEVER_HOLDS
    assert conditions.number(ALWAYS) == at.ALWAYS


def test_ways_that_others_make_superfluous_are_left_out():
    terms = [frozenset({1, 2, 3}), frozenset({2}), frozenset({1, 3}), frozenset({2})]
    assert smallest(terms) == (frozenset({2}), frozenset({1, 3}))


@pytest.mark.parametrize(
    ("limit", "words"),
    [("MOST_ATOMS", "facts, acts and decisions"), ("MOST_DECISIONS", "decisions: at most")],
)
def test_more_than_the_kernel_has_room_for_is_refused(monkeypatch, limit, words):
    monkeypatch.setattr(module, limit, 1)
    with pytest.raises(UsageError, match=words):
        Written()


def test_a_sentence_with_too_many_ways_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_TERMS", 1)
    with pytest.raises(UsageError, match="ways to hold"):
        Written()


def test_a_set_too_large_to_move_together_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_MEMBERS", 1)
    with pytest.raises(UsageError, match="wait for one another"):
        Written("together: [[AAA, BBB]]").done()
