"""What contemporaries expected stands beside the answer, and no question depends on it."""

import dataclasses

import pytest

from holdfast.catalog.posterior import load_posterior
from holdfast.experiment.simulate import Design
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from holdfast.study.prepared import ask
from holdfast.text.nodes import Mapping

SAMPLE = load_posterior()
BESIDE = ("outcome", "forecasts", "pooled_forecasts")


def without(target, names):
    """The same without some of its parts."""
    source = target.source
    entries = tuple(one for one in source.node.entries if one.key.text not in names)
    assert len(entries) < len(source.node.entries)
    node = dataclasses.replace(source.node, entries=entries)
    assert isinstance(node, Mapping)
    return dataclasses.replace(target, source=dataclasses.replace(source, node=node))


@pytest.mark.parametrize("name", ["two-rivers", "korea-1950"])
def test_a_question_is_the_same_without_what_was_expected_and_happened(name):
    target = find_one(name)
    asked = [ask(one.prepare(Choices(), SAMPLE), Design(4, 1, 1, 1, 4))
             for one in (target, without(target, BESIDE))]  # fmt: skip
    assert asked[0] == asked[1]


def test_the_dossier_keeps_single_forecasts_and_what_was_pooled_for_each_date():
    made = find_one("two-rivers").prepare(Choices(), SAMPLE).make_dossier()
    first, second = made.expected
    assert (first.spans, first.given, first.kind) == ({"days": (20, 40, 90)}, "alone", "forecast")
    assert (second.words, second.kind) == ("over in a week", "boast")
    assert [date.expected_alone["p50"] for date in made.dates] == [35, 28]
