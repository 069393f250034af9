"""Promises in the campaign, each told as a small pact file and worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.kernel import arrivals, campaign, draws, ends, pledges, record
from holdfast.kernel import layout as at
from holdfast.kernel.constants import NAMES
from holdfast.pacts import parse
from holdfast.pacts.expressions import Decides, Fact
from holdfast.scenario.compile.pledges import Pledges
from holdfast.scenario.compile.theatre import Writer

ENTITIES = 40
NO_LAW = np.zeros((len(NAMES), 1, 2))


class Story:
    """A pact file played day by day: `clauses`, one to a line, of powers FRA, GBR, SUN, POL."""

    def __init__(self, clauses, more="", crisis=0, helped=True):
        text = "powers: [CSK, DEU, FRA, GBR, SUN, POL]\npacts:\n  p:\n    clauses:\n"
        text += "".join(f"      - {{{clause}}}\n" for clause in clauses) + more
        self.promises = Pledges(parse(text), "CSK")
        self.names = [row.clause.id for row in self.promises.program.rows]
        self.writer = Writer(np.zeros((len(at.THEATRE.rows), ENTITIES, 2)))
        self.state = np.zeros((at.STATE_ROWS, ENTITIES, 2))
        self.state[at.HELPED, 0, 0] = helped
        self.theatre = self.writer.theatre
        self.theatre[at.CRISIS_DAYS, 0, 0] = crisis
        self.theatre[at.DECISION_GROUP] = at.NO_GROUP
        self.theatre[at.RESISTS, 0, 0] = self.theatre[at.ATTACKS, 0, 0] = at.NO_DECISION
        self.day = -crisis
        self.lines = 0

    def odds(self, name, *lines, asked=None):
        """Give a decision its lines of odds: (sentence or None, chance)."""
        number = self.decision(name)
        self.theatre[at.DECISIONS, 0, 0] = max(number + 1, self.theatre[at.DECISIONS, 0, 0])
        self.theatre[at.DECISION_ASKED, number, 0] = self.promises.condition(asked)
        self.theatre[at.DECISION_LINE, number, 0] = self.lines
        self.theatre[at.DECISION_LINES, number, 0] = len(lines)
        for sentence, chance in lines:
            self.theatre[at.LINE_WHEN, self.lines, 0] = self.promises.condition(sentence)
            self.theatre[at.LINE_CHANCE, self.lines, 0] = chance
            self.lines += 1

    def decision(self, name):
        return [one.name for one in self.promises.file.decisions].index(name)

    def play(self, until, key=(1, 2, 3)):
        """Play up to a campaign day."""
        if self.day == -self.theatre[at.CRISIS_DAYS, 0, 0]:
            self.promises.write(self.writer)
        for day in range(self.day + 1, until + 1):
            pledges.pledge(self.theatre, self.state, day, np.array(key, dtype=np.uint64))
        self.day = until
        return self

    def days(self):
        """Campaign days of the acts done so far, by the ids of clauses."""
        crisis = self.theatre[at.CRISIS_DAYS, 0, 0]
        return {
            name: int(self.state[at.CLAUSE_DONE, r, 0] - crisis)
            for r, name in enumerate(self.names)
            if self.state[at.CLAUSE_DONE, r, 0] != at.NEVER
        }

    def yes(self, name):
        number = self.decision(name)
        fell = self.state[at.DECISION_FELL, number, 0] != at.NEVER
        return bool(int(self.state[at.DECIDED, 0, 0]) >> number & 1) if fell else None


def clause(name, power, when, act="aid", more=""):
    return f'id: {name}, obligor: {power}, beneficiary: CSK, act: {act}, when: "{when}"{more}'


def test_an_act_follows_its_trigger_by_its_delay_and_the_crisis_is_counted_down():
    story = Story(
        [
            clause("I", "FRA", "after(2)", more=", delay_days: 3"),
            clause("II", "SUN", "acts(FRA, for=CSK)", more=", delay_days: 1"),
        ],
        crisis=4,
    )
    assert story.play(10).days() == {"I": 2, "II": 3}


def test_a_fact_that_arises_fires_clauses_and_ends_denials():
    story = Story(
        [
            clause("I", "FRA", "attacked(CSK)"),
            clause("II", "GBR", "not attacked(CSK, by=DEU) and after(3)"),
            clause("III", "GBR", "not attacked(CSK, by=POL) and after(3)"),
        ],
        "decisions: {POL.joins: {p: 1}}\n",
    )
    story.odds("POL.joins", (None, 1.0))
    joins = Fact("attacked", ("CSK",), by=("POL",))
    story.promises.arises(joins, Decides("POL.joins"), lambda _: 2.0)
    assert story.play(9).days() == {"I": 3, "II": 4}


def test_a_lost_place_is_held_by_the_attacker_from_the_next_morning():
    story = Story([clause("I", "SUN", "holds(kosice, DEU)")])
    story.promises.lost("kosice", "DEU", 1)
    story.theatre[at.PLACES, 0, 0] = 2
    story.play(4)
    story.state[at.LOST, 0, 0], story.state[at.LOST, 1, 0] = 1, 0.99
    story.play(6)
    assert not story.days()
    story.state[at.LOST, 1, 0] = 1
    assert story.play(9).days() == {"I": 7}


def test_help_for_the_defender_does_not_fall_in_a_campaign_without_help():
    acts = [
        clause("I", "FRA", "after(1)"),
        clause("II", "SUN", "after(5)", "land"),
        clause("III", "GBR", "after(5)", "mobilise"),
    ]
    with_help = Story(acts, crisis=4).play(9)
    without = Story(acts, crisis=4, helped=False).play(9)
    assert with_help.days() == {"I": -2, "II": 2, "III": 2}
    assert without.days() == {"I": -2, "III": 2}
    assert with_help.state[at.FIRST_HELP_DAY, 0, 0] == 1


def test_the_first_act_of_help_is_noted_and_no_other():
    story = Story([clause("I", "GBR", "after(1)", "consult"), clause("II", "SUN", "after(4)")])
    story.play(4)
    assert story.state[at.FIRST_HELP_DAY, 0, 0] == at.NEVER
    story.play(8)
    assert story.state[at.FIRST_HELP_DAY, 0, 0] == 5


def test_a_decision_falls_when_it_is_asked_and_by_the_first_odds_that_hold():
    story = Story(
        [clause("I", "FRA", "decides(FRA.honours)"), clause("II", "POL", "after(3)", "mobilise")],
        "decisions: {FRA.honours: {p: 0.5}, GBR.joins: {p: 0.5}, SUN.never: {p: 0.5}}\n",
    )
    mobilised = parse_sentence("acts(POL, mobilise)")
    story.odds("FRA.honours", (mobilised, 1.0), (None, 0.0), asked=mobilised)
    story.odds("GBR.joins", (parse_sentence("acts(FRA, for=CSK)"), 1.0), (None, 0.0))
    story.odds("SUN.never", asked=parse_sentence("after(2)"))
    story.play(3)
    assert story.yes("FRA.honours") is None
    assert story.yes("GBR.joins") is False
    story.play(4)
    assert story.yes("FRA.honours") is True
    assert story.yes("SUN.never") is False
    assert story.days() == {"I": 4, "II": 4}


def test_a_later_decision_of_the_day_knows_what_follows_from_an_earlier_yes():
    story = Story(
        [clause("I", "FRA", "decides(FRA.honours)")],
        "decisions: {FRA.honours: {p: 1}, GBR.joins: {p: 0.5}}\n",
    )
    story.odds("FRA.honours", (None, 1.0))
    story.odds("GBR.joins", (parse_sentence("acts(FRA, for=CSK)"), 1.0), (None, 0.0))
    assert story.play(1).yes("GBR.joins") is True


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_one_draw_decides_for_a_group_with_the_groups_chance(chance):
    story = Story([], "decisions: {FRA.a: {p: 0.5}, GBR.b: {p: 0.5}}\n")
    story.odds("FRA.a", (None, 0.5))
    story.odds("GBR.b", (None, 0.5))
    story.theatre[at.DECISION_KEY, :2, 0] = 1, 2
    story.theatre[at.DECISION_GROUP, :2, 0] = 3
    story.theatre[at.GROUP_KEY, 3, 0] = 7
    story.theatre[at.GROUP_CHANCE, 3, 0] = chance
    story.promises.write(story.writer)
    together = 0
    for replication in range(100):
        story.state[:] = 0
        story.day = 0
        story.play(1, (1, 2, replication))
        together += story.yes("FRA.a") == story.yes("GBR.b")
    assert together == 100 if chance else 25 < together < 75
    _, common = draws.uniforms(np.array((1, 2, 99), np.uint64), draws.COMMON_CAUSE, 7, 0)
    assert story.yes("FRA.a") == (common < 0.5) or not chance


DAYS = ", delay_days: 2"

WAITING = [
    clause("I", "FRA", "acts(GBR, for=CSK)", more=", delay_days: 1"),
    clause("II", "GBR", "acts(FRA, for=CSK)"),
]


def test_two_who_wait_for_each_other_go_where_they_may_go_together():
    assert not Story(WAITING).play(9).days()
    assert Story(WAITING, "together: [[FRA, GBR]]\n").play(9).days() == {"I": 2, "II": 1}


def test_who_will_be_moved_later_does_not_go_before_his_time():
    third = clause("III", "FRA", "decides(FRA.honours)", more=", delay_days: 2")
    more = "together: [[FRA, GBR]]\ndecisions: {FRA.honours: {p: 0.5, day: 3}}\n"
    for chance, days in ((1.0, {"I": 7, "II": 6, "III": 6}), (0.0, {"I": 2, "II": 1})):
        story = Story([*WAITING, third], more)
        story.odds("FRA.honours", (None, chance))
        story.theatre[at.DECISION_DAY, 0, 0] = 3
        assert story.play(12).days() == days


def test_whoever_is_waited_for_goes_along_only_if_he_waits_too():
    """France and Britain wait for the Soviets, who wait for Poland and in vain for Germany."""
    story = Story(
        [
            clause("I", "FRA", "acts(GBR, for=CSK)"),
            clause("II", "GBR", "acts(FRA, for=CSK) and acts(SUN, for=CSK)"),
            clause("III", "SUN", "acts(POL, for=CSK) or acts(DEU, for=CSK)", more=DAYS),
            clause("IV", "POL", "acts(SUN, for=CSK)", more=DAYS),
            clause("V", "DEU", "acts(FRA, for=CSK) and fact(never)"),
        ],
        "together: [[FRA, GBR, SUN, POL, DEU]]\n",
    )
    assert story.play(9).days() == {"I": 3, "II": 3, "III": 3, "IV": 3}
    assert story.state[at.CLAUSE_TRIGGERED, :4, 0].tolist() == [3, 3, 1, 1]


def test_of_two_circles_that_could_go_the_first_by_name_goes_wherever_it_stands():
    promises = [
        clause("I", "FRA", "acts(GBR, for=CSK)", more=DAYS),
        clause("II", "GBR", "acts(FRA, for=CSK) or acts(SUN, for=CSK)"),
        clause("III", "SUN", "acts(FRA, for=CSK)"),
    ]
    narrow, wide = "[FRA, GBR]", "[FRA, GBR, SUN]"
    first = Story(promises, f"together: [{narrow}, {wide}]\n").play(9)
    assert first.state[at.CLAUSE_TRIGGERED, :3, 0].tolist() == [1, 1, 3]
    other = Story(promises, f"together: [{wide}, {narrow}]\n").play(9)
    assert other.state[at.CLAUSE_TRIGGERED, :3, 0].tolist() == [1, 1, 3]


def test_a_loop_inside_one_power_starts_nobody():
    inside = [
        clause("I", "FRA", "acts(FRA, land)"),
        clause("II", "FRA", "acts(FRA, air)", "land"),
        clause("III", "FRA", "acts(FRA, land)", "air"),
        clause("IV", "GBR", "acts(FRA, sea) and acts(FRA, land)"),
        clause("V", "FRA", "acts(GBR, aid) and fact(never)", "sea"),
        clause("VI", "FRA", "acts(GBR, aid) or acts(FRA, air)", "land"),
    ]
    assert not Story(inside, "together: [[FRA, GBR]]\n").play(9).days()


def test_looking_ahead_leaves_the_day_as_it_was():
    third = clause("III", "FRA", "after(5)")
    story = Story([*WAITING, third], "together: [[FRA, GBR]]\n").play(2)
    assert not story.days()
    assert story.state[at.CLOCK, 0, 0] == 2
    assert story.state[at.CLAUSE_MOVED, :3, 0].tolist() == [6, 6, 6]
    assert not story.state[at.CLAUSE_TRIGGERED].any()


def test_those_who_help_do_not_go_together_where_nobody_helps():
    assert not Story(WAITING, "together: [[FRA, GBR]]\n", helped=False).play(9).days()


def test_nothing_is_worked_out_on_a_day_that_can_bring_nothing():
    story = Story([clause("I", "FRA", "after(6)")]).play(2)
    assert story.state[at.NEXT_CHANGE, 0, 0] == 7
    story.state[at.HOLDS, 0, 0] = 12345
    story.play(6)
    assert story.state[at.HOLDS, 0, 0] == 12345
    story.play(7)
    assert story.state[at.CHANGED, 0, 0] == 1
    assert story.days() == {"I": 7}
    story.play(8)
    assert story.state[at.CHANGED, 0, 0] == 0
    assert story.state[at.NEXT_CHANGE, 0, 0] == at.NO_DAY


def parse_sentence(words):
    text = f'powers: [CSK, DEU, FRA, GBR, SUN, POL]\nask: {{it: "{words}"}}\n'
    return parse(text).ask[0].sentence


# ---------------------------------------------------------------- what hangs on it
def test_who_waits_for_a_condition_comes_when_it_has_held_for_his_lag_and_not_before_his_day():
    story = Story([clause("I", "FRA", "after(3)")], crisis=2)
    acted = story.promises.condition(parse_sentence("acts(FRA, for=CSK)"))
    theatre, state = story.theatre, story.state
    theatre[at.ARRIVALS, 0, at.DEFENDER] = 2
    theatre[at.AXES, 0, 0] = theatre[at.SHARE, 0, at.DEFENDER] = 1
    theatre[at.HELPERS, 0, 0] = 1
    theatre[at.ARRIVAL_AXIS, :2, at.DEFENDER] = at.NO_AXIS
    theatre[at.ARRIVAL_FORM, :2, at.DEFENDER] = at.HELP_AT_FRONT, at.JOINED
    theatre[at.ARRIVAL_WHEN, :2, at.DEFENDER] = acted
    theatre[at.ARRIVAL_LAG, :2, at.DEFENDER] = 4, 0
    theatre[at.ARRIVAL_DAY, :2, at.DEFENDER] = 1, 9
    theatre[at.ARRIVAL_MEN, :2, at.DEFENDER] = 500, 70
    theatre[at.MEN_SCALE, 0, at.DEFENDER] = 3
    men = []
    story.play(0)
    for day in range(1, 11):
        story.play(day)
        arrivals.arrive(theatre, NO_LAW, state, day)
        men.append(state[at.MEN, 0, at.DEFENDER])
    assert story.days() == {"I": 2}
    assert men == [0] * 5 + [500] * 3 + [570] * 2
    assert state[at.HELP_MEN, 0, 0] == state[at.HELPER_MEN, 0, 0] == 500
    assert state[at.HELPER_DAY, 0, 0] == state[at.LAST_ARRIVAL, 0, 0] == 6


def test_an_axis_opens_on_its_day_once_what_it_waits_for_holds_and_stays_open():
    story = Story([clause("I", "POL", "after(3)")])
    acted = story.promises.condition(parse_sentence("acts(POL, for=CSK)"))
    story.theatre[at.AXES, 0, 0] = 3
    story.theatre[at.OPEN_DAY, :3, 0] = 1, 2, 6
    story.theatre[at.AXIS_WHEN, :3, 0] = at.ALWAYS, acted, acted
    opened = []
    for day in range(1, 8):
        story.play(day)
        if day == 7:
            story.state[at.HOLDS] = 0
        arrivals.open_axes(story.theatre, story.state, day)
        opened.append(story.state[at.AXIS_OPENED, :3, 0].sum())
    assert opened == [1, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("resists", "attacks", "end", "lost"),
    [
        (True, True, at.STILL_FIGHTING, 0),
        (None, True, at.STILL_FIGHTING, 0),
        (False, True, at.YIELDED, 0.4),
        (False, False, at.YIELDED, 0.4),
        (True, False, at.DETERRED, 0),
        (True, None, at.DETERRED, 0),
    ],
)
def test_a_crisis_ends_without_a_shot_where_one_side_gives_way(resists, attacks, end, lost):
    story = Story([])
    story.theatre[at.RESISTS, 0, 0], story.theatre[at.ATTACKS, 0, 0] = 0, 1
    story.theatre[at.YIELD_SHARE, 0, 0] = 0.4
    for decision, said in enumerate((resists, attacks)):
        story.state[at.DECISION_FELL, decision, 0] = said is not None
        story.state[at.DECIDED, 0, 0] += (1 << decision) * bool(said)
    ends.give_way(story.theatre, story.state)
    assert story.state[at.END, 0, 0] == end
    assert story.state[at.VALUE_LOST, 0, 0] == lost
    assert story.state[at.END_DAY, 0, 0] == 0
    if end != at.STILL_FIGHTING:
        assert campaign.is_settled(story.state, 1)


def test_a_warning_that_came_in_the_crisis_is_not_forgotten():
    story = Story([clause("I", "FRA", "after(9)")], "facts: [{fact: fact(seen), day: 1, until: 2}]")
    story.theatre[at.CRISIS_DAYS, 0, 0], story.day = 4, -4
    story.theatre[at.WARNED, 0, 0] = story.promises.condition(parse_sentence("fact(seen)"))
    story.theatre[at.SURPRISE_WARNED, 0, 0] = 0.5
    story.state[at.SURPRISE_LEVEL, 0, 0] = 2
    levels = []
    for day in range(-3, 1):
        story.play(day)
        campaign.await_attack(story.theatre, story.state, day)
        levels.append(story.state[at.SURPRISE_LEVEL, 0, 0])
    assert levels == [2, 0.5, 0.5, 0.5]


def test_help_is_told_as_it_stood_on_each_day_and_as_it_was_left_after_the_last():
    theatre = np.zeros((len(at.THEATRE.rows), 3, 2))
    state = np.zeros((at.STATE_ROWS, 3, 2))
    told = np.zeros((at.ENDS_ROWS, 3, 2))
    theatre[at.HELPERS, 0, 0], theatre[at.CRISIS_DAYS, 0, 0] = 2, 5
    for day in range(1, 26):
        state[at.CLOCK, 0, 0] = day + 5
        state[at.HELPER_MEN, 1, 0] = 100 * day
        state[at.HELPER_AIRCRAFT, 1, 0] = day
        record.note_help(theatre, state, day)
    record.write_end(theatre, state, told, at.WITHOUT_HELP)
    men = [at.R_HELPER_MEN_10, at.R_HELPER_MEN_20, at.R_HELPER_MEN_30, at.R_HELPER_MEN_60]
    assert told[men, 1, at.WITHOUT_HELP].tolist() == [1000, 2000, 2500, 2500]
    aircraft = [at.R_HELPER_AIRCRAFT_10, at.R_HELPER_AIRCRAFT_60]
    assert told[aircraft, 1, at.WITHOUT_HELP].tolist() == [10, 25]
    assert not told[..., at.WITH_HELP].any()
