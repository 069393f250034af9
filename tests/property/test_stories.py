"""A thousand campaigns told: no story contradicts its record, and none contradicts itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict

import numpy as np
import pytest

from holdfast.analysis.story import Ended, Felt, InVain, NoHelp, Relieved, story
from holdfast.catalog.posterior import load_posterior
from holdfast.experiment.outcomes import ENDS
from holdfast.experiment.replay import Stage, events
from holdfast.kernel import layout as at
from holdfast.report.wording.narrative import Teller, sentences
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from stories import faults

ASKED = {"two-rivers": 120, "poland-1939": 300, "czechoslovakia-1936": 90}
"""Futures of each course of each date; a thousand campaigns in all, and some."""

MOST_SENTENCES = 6


def records_of(theatre, futures):
    """Campaigns as `told.json` keeps them."""
    stage = Stage(theatre, 7, range(futures))
    for future in range(futures):
        last = stage.play(future, 0)
        fronts = stage.days[at.D_FRONT, 1 : last + 1, : len(theatre.axes)]
        end = ENDS[int(stage.number(at.END))]
        day = theatre.horizon if end == "still_fighting" else int(stage.number(at.END_DAY))
        yield {"end": end, "end_day": day, "events": asdict(events(stage, fronts))}


def told(name):
    """Claims, record, names and date of every campaign of a target."""
    prepared = find_one(name).prepare(Choices(), load_posterior())
    naming = prepared.make_dossier().naming
    for case in prepared.cases:
        for branch in case.branches:
            for record in records_of(branch.theatre, ASKED[name]):
                yield story(record, naming), record, Teller(case.attack_on, naming)


@pytest.fixture(scope="module", params=ASKED)
def campaigns(request):
    return list(told(request.param))


def test_every_claim_is_borne_out_and_no_two_contradict_each_other(campaigns):
    assert len(campaigns) >= 200
    wrong = [(fault, record) for claims, record, teller in campaigns
             for fault in faults(claims, record, teller.naming)]  # fmt: skip
    assert wrong == []


def test_a_story_has_three_to_six_sentences_and_two_before_the_first_shot(campaigns):
    for claims, record, teller in campaigns:
        said = [*sentences(claims, teller)]
        least = 1 if record["end"] in ("deterred", "yielded") else 3
        assert least <= len(said) <= MOST_SENTENCES, said
        assert not re.search(r"\b(None|nan)\b|\{|\}", " ".join(said))


def test_the_campaigns_differ(campaigns):
    """Or the test above could not fail."""
    ends = Counter(record["end"] for _, record, _ in campaigns)
    assert len(ends) >= 3
    assert np.unique([len(claims) for claims, _, _ in campaigns]).size >= 2


BASE = {
    "end": "collapse", "end_day": 30,
    "events": {"decisions": {}, "acts": {}, "helpers": {}, "places": {}, "capital_day": None,
               "relief_day": None, "value_lost": 0.5, "army_lost": 0.5, "attacker_lost": 0.1,
               "evacuated": 0.0},
}  # fmt: skip
END = Ended("collapse", 30, 0.5, 0.5, 0.1, 0.0)


@pytest.mark.parametrize(
    "claims",
    [
        (NoHelp(()), Felt("FRA.second_front", 19, True), END),
        (Felt("FRA.second_front", 40, True), END),
        (NoHelp(("FRA",)), InVain("FRA", 4), END),
        (Relieved(20, False), END),
        (Ended("stop", 30, 0.5, 0.5, 0.1, 0.0),),
        (NoHelp(()),),
    ],
)
def test_the_checker_sees_what_it_is_there_for(claims, monkeypatch):
    record = {**BASE, "events": {**BASE["events"], "helpers": {
        "FRA.second_front": {"day": 19, "men": 0.0, "aircraft": 0.0}}}}  # fmt: skip
    teller = Teller("1938-10-01")
    assert faults(claims, record, teller.naming)
