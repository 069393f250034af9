"""The outside view beside a run reads cards as they are written, and sees what typed cards say."""

import pytest

from holdfast.catalog.cards import calibration_sources, card_source
from holdfast.experiment.dossier import OutsideCollapse
from holdfast.scenario.card_source import load_card, load_cards
from holdfast.study import hindcast
from holdfast.study.outside import covariates, outside_collapse, past_campaigns


@pytest.fixture(scope="module")
def typed():
    return {card.id: card for card in load_cards(list(calibration_sources()))}


def test_cards_read_as_they_are_written_have_the_traits_and_endings_of_typed_ones(typed):
    read = {one.id: one for one in past_campaigns()}
    assert set(read) == set(typed)
    for card in typed.values():
        assert read[card.id].traits == covariates(card)
        assert read[card.id].ending == hindcast.known_ending(card)


@pytest.mark.parametrize("name", ["finland-1939", "czechoslovakia-1938"])
def test_a_run_is_told_what_the_hindcast_takes_for_the_outside_view(name, typed):
    card = load_card(card_source(name))
    past = hindcast.Past(tuple(typed.values()), sample=None)
    cdf, unknown = hindcast.outside_view(card.without_outcome(), past)
    said = outside_collapse(card)
    middle = hindcast.quantile_day(cdf, 0.5)
    assert said == OutsideCollapse(middle, len(past.others(card)), unknown)
