"""The calibration weighs draws by what happened, on the calibration set only."""

import numpy as np
import pytest
from scipy import stats

from holdfast.analysis.density import ln_density, ln_likelihood
from holdfast.catalog.cards import card_source
from holdfast.scenario.card_source import load_card, load_cards
from holdfast.scenario.law import default_law
from holdfast.schema.card import Outcome
from holdfast.schema.quantity import Lognormal, Normal, Quantity, Uniform
from holdfast.study.calibrate import Effort, calibrate, from_prior, left_out_cdfs, ln_prior, propose

GENERATOR_SEED = 4


@pytest.mark.parametrize(
    ("spread", "law"),
    [
        (Uniform(min=-1, max=3), stats.uniform(-1, 4)),
        (Normal(mean=1, sd=2), stats.norm(1, 2)),
        (Lognormal(median=0.08, factor=2.2), stats.lognorm(np.log(2.2), scale=0.08)),
    ],
)
def test_priors_have_the_density_of_their_law(spread, law):
    x = np.array([-2.0, 0.05, 0.5, 2.0])
    np.testing.assert_allclose(ln_density(Quantity(spread=spread), x), law.logpdf(x), rtol=1e-9)


def outcome(**facts):
    return Outcome.model_validate({"class": "defender_collapsed", "duration_days": 36.0} | facts)


def test_a_draw_that_ends_as_it_ended_is_likelier():
    end = np.array([["collapse"] * 4, ["collapse"] * 4, ["stop"] * 4])
    day = np.array([[36.0] * 4, [200.0] * 4, [36.0] * 4])
    right, late, other = ln_likelihood(end, day, outcome(collapse_day=36.0))
    assert right > late > other
    assert other == pytest.approx(np.log(0.02))


def test_a_campaign_still_going_on_only_tells_that_there_was_no_collapse_yet():
    end = np.array([["collapse", "stop"], ["collapse", "collapse"]])
    day = np.array([[300.0, 10.0], [20.0, 30.0]])
    held = outcome(**{"class": "defender_held"}, duration_days=160.0, censored_day=160.0)
    np.testing.assert_allclose(ln_likelihood(end, day, held), np.log([1.02, 0.02]))


def test_draws_come_from_the_priors_and_proposals_keep_within_them():
    generator = np.random.default_rng(GENERATOR_SEED)
    draws = from_prior(400, generator)
    assert draws.shape == (400, len(default_law().calibrated))
    assert np.isfinite(ln_prior(draws)).all()
    new, density = propose(draws, np.zeros(400), 300, generator)
    assert np.isfinite(ln_prior(new)).all()
    assert np.isfinite(density).all()


def test_importance_weights_of_a_proposal_give_back_the_prior_mean():
    """Mean of collapse_value, U(2, 9): 5.5; sd 2.02, over the root of the effective size."""
    generator = np.random.default_rng(GENERATOR_SEED)
    draws = from_prior(2000, generator)
    new, density = propose(draws, np.zeros(2000), 4000, generator)
    weights = np.exp(ln_prior(new) - density)
    weights /= weights.sum()
    column = default_law().calibrated.index("collapse_value")
    error = 2.02 * np.sqrt(np.sum(weights**2))
    assert weights @ new[:, column] == pytest.approx(5.5, abs=4 * error)


def test_leaving_a_campaign_out_takes_its_word_away():
    likelihood = np.log(np.array([[0.9, 0.5], [0.1, 0.5]]))
    cdfs = np.zeros((2, 2, 365), dtype=np.float32)
    cdfs[:, 1] = 1.0
    out = left_out_cdfs(np.zeros(2), likelihood, cdfs)
    assert out[0, 0] == pytest.approx(0.5)
    assert out[1, 0] == pytest.approx(0.1)


def test_a_small_calibration_runs_and_its_file_reads_back(tmp_path):
    cards = load_cards([card_source("hong-kong-1941"), card_source("denmark-1940")])
    effort = Effort(draws=20, plays=5, last_draws=20, last_plays=5, workers=1)
    told = []
    made = calibrate(cards, "arrivals", effort, lambda *said: told.append(said))
    again = calibrate(cards, "arrivals", effort)
    np.testing.assert_array_equal(made.ln_likelihood, again.ln_likelihood)
    made.save(tmp_path, "arrivals")
    with np.load(tmp_path / "arrivals.npz") as data:
        assert data["draws"].shape == (20, 8)
        assert data["left_out_cdfs"].shape == (2, 365)
    assert told[-1] == ("round 3 of 3", 2, 2)
    assert load_card(card_source("hong-kong-1941")).id in made.campaigns
