"""The crisis of a scenario as rows: who decides what, by what odds, and how it may end."""

from __future__ import annotations

import numpy as np
from scipy import special

from holdfast.kernel import layout as at
from holdfast.scenario.branches import Shift, shifts
from holdfast.scenario.compile.figures import Figures, whole
from holdfast.scenario.compile.ground import Ground
from holdfast.scenario.compile.sentences import Sentences
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.realise import Floats
from holdfast.schema.scenario import Decision, Odds


def write_crisis(figures: Figures, ground: Ground, sentences: Sentences) -> None:
    """Write decisions with their odds, what ends the crisis, and facts that arise."""
    scenario, writer = figures.scenario, figures.writer
    decisions, crisis = scenario.decisions, scenario.crisis
    names = list(decisions)
    writer.number(scenario.calendar.crisis_days, at.CRISIS_DAYS)
    for row, name in ((at.RESISTS, crisis.resists), (at.ATTACKS, crisis.attacks)):
        writer.number(at.NO_DECISION if name is None else names.index(name), row)
    writer.work_out(figures.number(crisis.yield_share), at.YIELD_SHARE)
    writer.keys("group", list(scenario.groups), at.GROUP_KEY)
    for g, chance in enumerate(scenario.groups.values()):
        writer.work_out(figures.number(chance), at.GROUP_CHANCE, g)
    writer.number(len(names), at.DECISIONS)
    writer.keys("decision", names, at.DECISION_KEY)
    branched = shifts(scenario, figures.on)
    lines = 0
    for d, (name, decision) in enumerate(decisions.items()):
        _write_decision(figures, sentences, decision, d)
        writer.number(lines, at.DECISION_LINE, d)
        for n, odds in enumerate(odds_of(decision)):
            p = shifted(figures, figures.number(odds.p), branched.get((name, n), []))
            writer.number(sentences.condition(odds.when), at.LINE_WHEN, lines)
            writer.work_out(p, at.LINE_CHANCE, lines)
            lines += 1
    for place, number in ((name, ground.number(name)) for name in ground.places):
        assert number is not None
        sentences.pledges.lost(place, scenario.sides.attacker, number)
    for arising in scenario.arising:
        delay = whole(figures.number(arising.delay_days))
        fact = sentences.promises.sentences[arising.fact]
        sentences.pledges.arises(fact, sentences.promises.sentences[arising.when], delay)


def _write_decision(figures: Figures, sentences: Sentences, decision: Decision, d: int) -> None:
    writer = figures.writer
    groups = list(figures.scenario.groups)
    group = at.NO_GROUP if decision.group is None else groups.index(decision.group)
    writer.number(group, at.DECISION_GROUP, d)
    writer.work_out(whole(figures.number(decision.day)), at.DECISION_DAY, d)
    writer.number(sentences.condition(decision.asked), at.DECISION_ASKED, d)
    writer.number(len(odds_of(decision)), at.DECISION_LINES, d)


def shifted(figures: Figures, chance: Number, moves: list[Shift]) -> Number:
    """A chance whose logit is moved by the ways that branches went; 0 and 1 stay."""
    if not moves:
        return chance
    went = [(figures.word(one.branch.went, tuple(one.branch.ways)), one) for one in moves]

    def moved(drawn: Drawn) -> Floats | float:
        p = np.asarray(chance(drawn), dtype=np.float64)
        logits = sum(one.logits * (word(drawn) == one.way) for word, one in went)
        result: Floats = special.expit(special.logit(p) + logits)
        return result

    return moved


def odds_of(decision: Decision) -> list[Odds]:
    """The lines of odds of a decision: one where its odds hang on nothing."""
    if decision.p is not None:
        return [Odds(p=decision.p)]
    return decision.odds
