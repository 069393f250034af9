"""Futures are i.i.d. draws by inverse CDF, each quantity keyed by its own path."""

import numpy as np
import pytest
from scipy import stats

from cards import flat_posterior, template_card, template_source, template_theatre, with_changes
from holdfast.scenario.card_source import load_card
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.realise import Posterior, inverse_cdf, path_hash
from holdfast.schema.quantity import (
    Beta,
    Chance,
    Claim,
    Fixed,
    Lognormal,
    Normal,
    Quantity,
    Triangular,
    Uniform,
)

U = (np.arange(20_000) + 0.5) / 20_000
"""An even grid of uniforms: moments are exact to 1e-3."""


KNOWN = 16262206898101100493
"""A path's number is part of every stored run: if it changes, old runs cannot be repeated."""


@pytest.mark.parametrize(
    ("spread", "law"),
    [
        (Triangular(low=1, mode=2, high=5), stats.triang(0.25, 1, 4)),
        (Uniform(min=-1, max=3), stats.uniform(-1, 4)),
        (Normal(mean=2, sd=0.5), stats.norm(2, 0.5)),
        (Lognormal(median=3, factor=2), stats.lognorm(np.log(2), scale=3)),
        (Beta(beta=(4, 6)), stats.beta(4, 6)),
    ],
)
def test_the_inverse_cdf_is_that_of_scipy(spread, law):
    np.testing.assert_allclose(inverse_cdf(Quantity(spread=spread), U), law.ppf(U), rtol=1e-6)


def test_a_chance_is_yes_in_its_share_of_futures():
    assert inverse_cdf(Quantity(spread=Chance(p=0.3)), U).mean() == pytest.approx(0.3, abs=1e-4)


def test_one_of_the_rival_claims_is_drawn_by_weight_never_their_mean():
    claims = [Claim(value=Fixed(value=39)), Claim(value=Fixed(value=24), weight=3)]
    drawn = inverse_cdf(Quantity(claims=claims), U)
    assert set(drawn) == {39, 24}
    assert (drawn == 24).mean() == pytest.approx(0.75, abs=1e-4)


def test_a_longer_run_begins_with_the_shorter_one():
    theatre = template_theatre()
    longer, _ = theatre.realise(1, np.arange(50))
    np.testing.assert_array_equal(longer[:20], theatre.realise(1, np.arange(20))[0])
    np.testing.assert_array_equal(longer[20:], theatre.realise(1, np.arange(20, 50))[0])


def test_a_what_if_that_fixes_one_quantity_leaves_all_others_as_they_were():
    base = template_theatre()
    source = with_changes(template_source(), [], ["inputs.attacker.u=1"])
    other = compile_card(load_card(source), flat_posterior())
    ours = dict(zip(base.input_names(), base.realise(3, np.arange(0, 40))[0].T, strict=True))
    theirs = dict(zip(other.input_names(), other.realise(3, np.arange(0, 40))[0].T, strict=True))
    assert set(ours) - set(theirs) == {"inputs.attacker.u"}
    for name, values in theirs.items():
        np.testing.assert_array_equal(values, ours[name])


def test_paths_have_their_own_numbers_for_ever():
    assert path_hash("inputs.attacker.u") == KNOWN
    names = template_theatre().input_names()
    assert len({path_hash(name) for name in names}) == len(set(names))


def test_the_posterior_is_drawn_as_whole_rows_by_weight():
    draws = np.array([[1.0, 10.0], [2.0, 20.0]])
    picked = Posterior(("a", "b"), draws, np.array([0.25, 0.75])).pick(U)
    assert set(map(tuple, picked)) == {(1.0, 10.0), (2.0, 20.0)}
    assert (picked[:, 0] == 2).mean() == pytest.approx(0.75, abs=1e-4)


def test_a_constant_that_the_user_fixed_is_not_overwritten_by_the_posterior():
    card = template_card()
    fixed = card.model_copy(update={"law": {"stop_base": Quantity(spread=Fixed(value=-3))}})
    theatre = compile_card(fixed, flat_posterior())
    assert "law.stop_base" not in theatre.input_names()
    assert -3 in theatre.law
