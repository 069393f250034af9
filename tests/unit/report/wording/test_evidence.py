"""What goes in, in words: spreads, rivals, tables, what each rests on."""

import datetime

import pytest

from answers import facts, quantity
from holdfast.experiment.inputs import (
    Amount,
    ChangeLine,
    Evidence,
    InputFact,
    InputItem,
    Spread,
    TableLine,
)
from holdfast.report.wording import evidence as say

MEN, ODDS, BUILT, MANNER, WORDS = facts()[0].items[0].facts


def spread(kind, **parameters):
    return Spread(kind, 1.0, 2.0, 3.0, parameters)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (spread("fixed", value=936_000.0), "936,000"),
        (spread("uniform", min=1.0, max=2.0), "1 to 2, all alike likely"),
        (spread("normal", mean=3.0, sd=0.5), "about 3, give or take 0.5 (normal)"),
        (spread("lognormal", median=2.0, factor=1.5, plus=1.0),
         "1 and about 2, within a factor of 1.5 two times in three"),
        (spread("chance", p=0.25), "1 with chance 0.25, else 0"),
        (spread("beta", a=2.0, b=6.0), "about 0.25 (beta of 2 and 6)"),
        (spread("worked_out"), "2 (1 to 3)"),
    ],
)  # fmt: skip
def test_a_spread_is_told_as_it_was_written(one, told):
    assert say.spread(one) == told


def test_a_number_shows_its_source_and_page():
    assert say.value(MEN) == "14,000 to 20,000, most likely 18,000"
    assert say.line(MEN.evidence) == "atlas-1937, p. 3; grade B"
    assert not say.is_plain(MEN)


def test_rival_claims_are_counted_and_one_is_drawn():
    assert say.value(ODDS) == "2 rival claims; one is drawn"
    assert not say.is_plain(ODDS)


def test_a_table_stands_in_one_line_where_it_is_short():
    assert say.value(BUILT) == "1 May 1938: 1 to 3, most likely 2"
    rows = tuple(TableLine(quantity(1, 2, 3), day=n) for n in range(5))
    long = InputFact("mobilised", "p.m", "own", rows=rows)
    assert say.value(long) == "by day"
    assert not say.is_plain(long)
    assert say.when(rows[0]) == "day 0"


def test_what_is_drawn_together_says_so():
    amount = Amount(spread("fixed", value=1.0))
    tied = InputFact("a", "a", "own", amount=amount, group="armies")
    same = InputFact("a", "a", "own", amount=amount, same_as="b.c")
    assert say.value(tied) == "1 (rises and falls with armies)"
    assert say.value(same) == "1 (drawn with b.c)"


def test_words_and_chances_and_changes():
    assert say.value(MANNER) == "probe 75 %, none 25 %"
    assert say.value(WORDS) == "=1+1"
    scaled = InputFact("x", "x", "own", change=ChangeLine("scale", "1.5"))
    since = ChangeLine("set", "2", datetime.date(1938, 5, 1))
    assert say.value(scaled) == "scale 1.5"
    assert say.value(InputFact("x", "x", "own", change=since)) == "2 from 1 May 1938"


@pytest.mark.parametrize(
    ("unit", "label", "told"),
    [
        ("day", "opens", "days"),
        ("km", "depth", "km"),
        ("km", "depth km", ""),
        ("share", "odds", ""),
    ],
)
def test_a_unit_is_told_unless_number_or_label_tell_it(unit, label, told):
    assert say.unit(InputFact(label, "p", "own", unit)) == told


def test_a_thing_without_evidence_is_bare():
    bare = InputItem("x", "x", (InputFact("a", "a", "none"),))
    assert say.is_bare(bare)
    assert not say.is_bare(facts()[0].items[0])


def test_who_said_it_to_whose_advantage():
    found = Evidence(said_by="K", reported_by="L", modality="hopes", interest="his", quote="q")
    assert say.line(found) == ("said by K, reported by L, who hopes for it, interest: his; “q”")
    assert say.line(None) == ""
