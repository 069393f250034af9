"""What the shipped calibration is worth on the cards, leave-one-out: a ratchet, not a claim.

The design's bar for the thin law (real schedule, no aims) is to be within .03 of the prototype's
.716 / .230, with at most half of its constants. The numbers come from the shipped sample, so they
carry no Monte Carlo error of this test; their own bootstrap errors are about .11 and .02.
"""

from holdfast.analysis.scores import scorecard
from holdfast.catalog.cards import calibration_sources
from holdfast.catalog.posterior import load_posterior
from holdfast.scenario.card_source import load_cards
from holdfast.study.hindcast import known_ending

PROTOTYPE_CRPS, PROTOTYPE_BRIER_60, SLACK = 0.716, 0.230, 0.03


def test_the_thin_law_is_within_reach_of_the_prototype_leave_one_out():
    cards = load_cards(list(calibration_sources()))
    sample = load_posterior("arrivals")
    scores = scorecard(list(sample.left_out_cdfs), [known_ending(card) for card in cards])
    assert scores.crps_log_days <= PROTOTYPE_CRPS + SLACK
    assert scores.brier_60 <= PROTOTYPE_BRIER_60 + SLACK
