"""How far a campaign is looked at is the user's to say; what lies beyond is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cards import flat_posterior, template_source
from holdfast.analysis.curves import race
from holdfast.errors import ScenarioError
from holdfast.experiment.replay import replay
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.kernel import layout as at
from holdfast.scenario.card_source import load_card, read_sources
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.notes_late import late_in_scenario, late_on_card
from holdfast.study.card_target import CardTarget
from holdfast.study.run import run
from scenario_sources import INVENTED, scenario, source

LONG = read_sources(Path(__file__).parents[2] / "questions" / "k-long.yaml")[0]
NOTHING_HAPPENS = (
    "law.collapse_base=-50", "law.stop_base=-50", "law.intensity_fighting=0",
    "law.intensity_idle=0", "law.capture=0", "law.passing=0", "law.speed=0",
    "law.speed_in_breakthrough=0", "law.turned_loss=0", "law.turned_retreat=0",
)  # fmt: skip
"""Nobody dies and nothing moves: what is left are arrivals."""


def long_war(*settings):
    return load_card(replace(LONG, settings=settings))


def test_a_war_of_three_years_counts_the_men_of_the_second_and_the_relief_after_them():
    card = long_war("horizon_days=1000", *NOTHING_HAPPENS)
    days = replay(compile_card(card, flat_posterior()), 1, 0, 0).days
    men = dict(enumerate(days["defender_men"].sum(axis=1), start=1))
    assert [round(men[day]) for day in (399, 400, 499, 500)] == [
        200_000, 500_000, 500_000, 600_000,
    ]  # fmt: skip
    assert days["help_men"][500 - 1].max() == 100_000


def test_relief_after_the_first_year_is_effective_relief_if_one_looks_as_far(tmp_path):
    for horizon, comes in ((365, False), (1000, True)):
        folder = tmp_path / str(horizon)
        source_ = replace(LONG, settings=(f"horizon_days={horizon}", *NOTHING_HAPPENS))
        run(CardTarget(source_), Design(4, 1, 1, 1), folder)
        store = Store.open(folder)
        frame = store.read("campaigns").to_pandas()
        assert frame["relief_day"].notna().all() == comes
        curves = race(frame, 1, horizon)
        assert {curve.days[-1] for curve in curves} == {horizon}
        relief = next(curve for curve in curves if curve.name == "effective relief")
        assert relief.p[-1] == float(comes)


def test_ten_years_can_be_looked_at(tmp_path):
    folder = tmp_path / "ten-years"
    card = CardTarget(replace(template_source(), settings=("horizon_days=3650",)))
    run(card, Design(4, 2, 1, 1), folder)
    store = Store.open(folder)
    assert race(store.read("campaigns").to_pandas(), 2, 3650)[0].days[-1] == 3650
    assert store.read("days").to_pandas()["day"].max() <= 3650


@pytest.mark.parametrize("days", [0, 29, 3651, 40.5])
def test_a_horizon_that_is_none_is_refused(days):
    with pytest.raises(ScenarioError, match="horizon_days"):
        load_card(replace(template_source(), settings=(f"horizon_days={days}",)))
    with pytest.raises(ScenarioError, match="horizon_days"):
        scenario(INVENTED, "north-1938", (), (f"calendar.horizon_days={days}",))


def test_what_a_card_dates_after_its_horizon_is_told_with_its_place():
    told = late_on_card(long_war(), LONG.node)
    assert [note.partition(": ")[2].partition(":")[0] for note in told] == [
        "inputs.defender.forces[1].day",
        "inputs.relief.promised.day",
        "inputs.relief.arrived[0].day",
    ]
    assert all("k-long.yaml:1" in note for note in told)
    assert "does not count" in told[0]
    assert late_on_card(long_war("horizon_days=500"), LONG.node) == ()


def test_a_spread_that_goes_beyond_the_horizon_is_told_apart():
    card = long_war("inputs.defender.forces[1].day={low: 300, mode: 350, high: 400}")
    assert any("days 300 to 400" in note and "later draws" in note
               for note in late_on_card(card, LONG.node))  # fmt: skip


def test_what_a_scenario_dates_after_its_horizon_is_told():
    made = scenario(INVENTED, "north-1938")
    assert not list(late_in_scenario(made, source(INVENTED).node))
    short = made.model_copy(
        update={"calendar": made.calendar.model_copy(update={"horizon_days": 30})}
    )
    last = made.contingents[0]
    later = last.model_copy(update={"day": long_war().inputs.defender.forces[1].day})
    changed = short.model_copy(update={"contingents": [later, *made.contingents[1:]]})
    told = list(late_in_scenario(changed, source(INVENTED).node))
    assert any(f"contingents[id={last.id}].day: day 400" in note for note in told)


def test_the_calendar_of_the_kernel_goes_as_far_as_the_card():
    theatre = compile_card(long_war("horizon_days=1000"), flat_posterior())
    assert theatre.horizon == theatre.theatre[at.HORIZON, 0, 0] == 1000
    assert theatre.calendar.shape[1] == 1001
    assert compile_card(long_war("horizon_days=1000"), flat_posterior(), 365).horizon == 365
