"""The effect of a change in four parts, on pairs of campaigns made by hand."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from holdfast.analysis.attribution import KEYS, PARTS, rows, split, split_dict
from holdfast.experiment.outcomes import OUTCOMES, STANDING
from strategies import quickly

HORIZON = 100

ENDS_ALONE = {
    "deterred": ("deterred",), "yielded": ("yielded",), "held_alone": ("stop", "still_fighting"),
    "saved": ("collapse", "settlement"), "lost_through_help": ("stop", "still_fighting"),
    "lost_in_spite": ("collapse",), "too_late": ("collapse",), "no_help": ("collapse",),
    "settled": ("settlement", "collapse", "stop"),
}  # fmt: skip
"""How a campaign may end without help that comes to an outcome with it."""


def campaign(outcome, alone=None, days=None, days_alone=None):
    """A campaign; deterred and yielded are the same in both worlds."""
    same = {"deterred": HORIZON, "yielded": 0}.get(outcome)
    held = HORIZON if outcome in STANDING else 30
    days = held if days is None else days
    return {
        "outcome": outcome,
        "end_without": alone or ENDS_ALONE[outcome][0],
        "days_held": float(days if same is None else same),
        "days_held_without": float((days_alone or days) if same is None else same),
    }


def run_of(*campaigns, replications=1):
    frame = pd.DataFrame([campaign(one) if isinstance(one, str) else one for one in campaigns])
    count = np.arange(len(frame))
    return frame.assign(future=count // replications, replication=count % replications)


def parts_of(base, other, measure="stands"):
    found = split(run_of(base), run_of(other), 1)[measure]
    return found.whole.d, {name: one.d for name, one in found.parts.items() if one.d != 0}


def test_who_is_no_longer_attacked_stands_because_no_attack_comes():
    assert parts_of("no_help", "deterred") == (1.0, {"no_attack": 1.0})
    assert parts_of("deterred", "no_help") == (-1.0, {"no_attack": -1.0})


def test_who_no_longer_yields_stands_because_he_refuses_whatever_comes_of_it():
    assert parts_of("yielded", "held_alone") == (1.0, {"refusal": 1.0})
    assert parts_of("yielded", "saved") == (1.0, {"refusal": 1.0})
    assert parts_of("yielded", "no_help") == (0.0, {})
    assert parts_of("yielded", "deterred") == (1.0, {"refusal": 1.0})


def test_who_is_saved_stands_by_help_and_who_needs_none_by_the_battlefield():
    assert parts_of("no_help", "saved") == (1.0, {"help": 1.0})
    assert parts_of("no_help", "held_alone") == (1.0, {"battlefield": 1.0})
    assert parts_of("saved", "held_alone") == (0.0, {"battlefield": 1.0, "help": -1.0})
    assert parts_of("held_alone", "lost_through_help") == (-1.0, {"help": -1.0})


def test_a_campaign_that_was_saved_and_is_not_attacked_is_no_loss_of_help():
    assert parts_of("saved", "deterred") == (0.0, {})


def test_days_are_split_as_standing_is():
    longer = campaign("too_late", days=60, days_alone=45)
    whole, found = parts_of("no_help", longer, "days_held")
    assert whole == 30
    assert found == {"battlefield": 15, "help": 15}
    assert parts_of("yielded", "no_help", "days_held") == (30, {"refusal": 30})


def test_intervals_are_of_futures():
    base = run_of("no_help", "no_help", "deterred", "deterred", replications=2)
    other = run_of("deterred", "deterred", "deterred", "deterred", replications=2)
    part = split(base, other, 2)["stands"].parts["no_attack"]
    assert part.d == 0.5
    assert part.low == pytest.approx(0.5 - 12.7062 * 0.5, abs=1e-3)
    assert split(base[:2], other[:2], 2)["stands"].parts["no_attack"].low is None


def test_campaigns_that_are_no_pairs_are_refused():
    base = run_of("no_help", "saved")
    with pytest.raises(ValueError, match="same futures"):
        split(base, base.iloc[::-1], 1)
    with pytest.raises(ValueError, match="same futures"):
        split(base, base[:1], 1)


def test_the_main_part_is_the_largest_of_either_sign():
    base = run_of("no_help", "no_help", "saved", "saved")
    other = run_of("deterred", "no_help", "no_help", "no_help")
    assert split(base, other, 1)["stands"].main == "help"


@st.composite
def campaigns(draw):
    outcome = draw(st.sampled_from(OUTCOMES))
    days = st.floats(1, HORIZON, allow_nan=False)
    alone = draw(st.sampled_from(ENDS_ALONE[outcome]))
    return campaign(outcome, alone, draw(days), draw(days))


@quickly(60)
@given(st.lists(st.tuples(campaigns(), campaigns()), min_size=1, max_size=12))
def test_the_parts_sum_to_the_whole_for_every_measure(pairs):
    base, other = run_of(*(one for one, _ in pairs)), run_of(*(one for _, one in pairs))
    found = split(base, other, 1)
    assert set(found) == {"stands", "days_held"}
    for one in found.values():
        assert tuple(one.parts) == PARTS
        assert sum(part.d for part in one.parts.values()) == pytest.approx(one.whole.d, abs=1e-9)
    wholes = {
        "stands": other["outcome"].isin(STANDING).mean() - base["outcome"].isin(STANDING).mean(),
        "days_held": (other["days_held"] - base["days_held"]).mean(),
    }
    for measure, whole in wholes.items():
        assert found[measure].whole.d == pytest.approx(whole, abs=1e-9)


@quickly(30)
@given(st.lists(campaigns(), min_size=2, max_size=8))
def test_a_run_beside_itself_has_no_parts(played):
    found = split(run_of(*played), run_of(*played), 1)
    assert all(part.d == 0 and not part.is_real for _, _, part in rows(found))


def test_as_plain_data_every_part_has_its_interval():
    found = split(run_of("no_help", "no_help"), run_of("deterred", "no_help"), 1)
    told = split_dict(found)
    assert set(told) == {"stands", "days_held"}
    assert set(told["stands"]) == set(PARTS)
    assert told["stands"]["no_attack"]["d"] == 0.5
    assert set(KEYS) == {"future", "replication"}
