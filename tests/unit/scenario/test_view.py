"""What contemporaries believed is drawn where it is known; the rest is hindsight, twice as wide."""

import datetime

import pytest

from holdfast.catalog.scenarios import find_scenario
from holdfast.errors import UsageError
from holdfast.scenario.scenario_source import inspect
from holdfast.scenario.view import Contemporary, beliefs_of, contemporary, hindsight, widened
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
from holdfast.units import Bounds

SCENARIO, _ = inspect(find_scenario("two-rivers"))
DIVISIONS = "contingents[id=norland-first-line].divisions"
LINE = next(one for one in SCENARIO.contingents if one.id == "norland-first-line").divisions
SHARE = Bounds(0, 1)


def test_hindsight_leaves_beliefs_out():
    assert [claim.value.mode for claim in hindsight(DIVISIONS, LINE).claims] == [22, 28]
    plain = Quantity(spread=Fixed(value=3))
    assert hindsight("x", plain) is plain


def test_contemporaries_draw_from_what_they_believed_by_then():
    seen = beliefs_of(SCENARIO, SCENARIO.as_of)
    assert [claim.value.mode for claim in seen(DIVISIONS, LINE).claims] == [35]
    earlier = beliefs_of(SCENARIO, datetime.date(1936, 1, 1))
    assert [claim.value.mode for claim in earlier(DIVISIONS, LINE).claims] == [22, 28]
    assert [claim.value.low for claim in earlier(DIVISIONS, LINE).claims] == [20 - 2, 26 - 2]


def test_a_belief_without_a_date_was_always_held():
    belief = Claim(value=Fixed(value=1.0), believed_by="TRV")
    truth = Claim(value=Fixed(value=2.0))
    seen = Contemporary(datetime.date(1900, 1, 1), (), (), {})
    assert seen("x", Quantity(claims=[belief, truth])).claims == [belief]


@pytest.mark.parametrize(
    ("spread", "wider"),
    [
        (Fixed(value=3), Fixed(value=3)),
        (Chance(p=0.4), Chance(p=0.4)),
        (Triangular(low=0.2, mode=0.3, high=0.7), Triangular(low=0.1, mode=0.3, high=1)),
        (Uniform(min=0.4, max=0.6), Uniform(min=0.3, max=0.7)),
        (Normal(mean=1, sd=2), Normal(mean=1, sd=4)),
        (Lognormal(median=3, factor=1.5), Lognormal(median=3, factor=2.25)),
    ],
)
def test_a_spread_is_twice_as_wide_around_its_middle_and_keeps_its_bounds(spread, wider):
    assert widened(spread, SHARE) == wider


def test_a_widened_beta_has_its_mean_and_twice_its_deviation():
    def moments(beta):
        a, b = beta.beta
        return a / (a + b), a * b / (a + b) ** 2 / (a + b + 1)

    mean, variance = moments(Beta(beta=(15, 9)))
    wider = moments(widened(Beta(beta=(15, 9)), SHARE))
    assert wider == pytest.approx((mean, 4 * variance))
    assert sum(widened(Beta(beta=(1, 1)), SHARE).beta) == pytest.approx(0.5)


def test_rows_of_a_table_keep_the_bounds_of_the_table():
    seen = beliefs_of(SCENARIO, SCENARIO.as_of)
    row = Quantity(spread=Uniform(min=0.5, max=0.8), same_as="powers.WES.second_front.wall")
    wider = seen("powers.WES.second_front.wall[1939-05-01]", row)
    assert wider.spread == Uniform(min=0.35, max=0.95)
    assert wider.same_as == row.same_as
    sure = Quantity(spread=Uniform(min=0.6, max=1))
    assert seen("decisions.WES.stands.p", sure).spread == Uniform(min=0.4, max=1)


def test_too_few_beliefs_are_not_called_a_view():
    with pytest.raises(UsageError, match="under 30% no view is called contemporary"):
        contemporary(SCENARIO)
    seen = beliefs_of(SCENARIO, SCENARIO.as_of)
    assert seen.believed == (DIVISIONS,)
    assert seen.coverage == pytest.approx(1 / (1 + len(seen.widened)))
    assert "law.capture" in seen.widened


def test_enough_beliefs_are():
    law = {
        "a": Quantity(claims=[Claim(value=Fixed(value=1.0), believed_by="TRV")]),
        "b": Quantity(spread=Uniform(min=0, max=1)),
    }
    small = SCENARIO.model_construct(_fields_set={"law", "as_of"}, law=law, as_of=SCENARIO.as_of)
    assert contemporary(small).coverage == 0.5
    assert contemporary(small).widened == ("law.b",)


def test_what_is_prepared_is_not_counted_among_what_contemporaries_believed():
    bare = SCENARIO.model_copy(update={"economy": None, "projects": {}, "plans": {}})
    assert beliefs_of(SCENARIO, SCENARIO.as_of).widened == beliefs_of(bare, SCENARIO.as_of).widened
