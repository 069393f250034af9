"""The answer to a run of several dates: rows by date, shares given the attack, help by helper."""

import pytest

from cards import other_theatre, template_theatre
from holdfast.analysis.answer import answer
from holdfast.analysis.measures import CONTACT_DAYS
from holdfast.experiment.cases import Branch, Case
from holdfast.experiment.simulate import Design, simulate
from holdfast.experiment.store import DOSSIER, Store
from holdfast.study.choices import Choices
from holdfast.study.prepared import Prepared, ask
from holdfast.study.run import play
from questions import dossier

QUIET, STRONG = template_theatre(), other_theatre()
CASES = (
    Case("1938-10-01", (Branch("north", 3.0, QUIET), Branch("south", 1.0, STRONG))),
    Case.single("1939-05-01", STRONG, "later"),
)
DESIGN = Design(60, 4, 1, 2, 25)


def prepared():
    return Prepared(
        kind="scenario", target="x", target_hash="h", choices=Choices(plan="p"), cases=CASES,
        posterior_hash="p", make_dossier=lambda: dossier(CASES), text="id: x\n",
    )  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return play(prepared(), DESIGN, tmp_path_factory.mktemp("answer") / "run")


def test_there_is_a_row_for_each_date(found):
    assert [row.attack_on for row in found.rows] == ["1938-10-01", "1939-05-01"]
    assert found.rows[0].course is None
    assert found.rows[0].courses == {"north": 0.75, "south": 0.25}
    assert found.rows[1].course == "later"
    assert found.campaigns == 480
    assert found.complete


def test_shares_sum_to_one_over_all_and_given_the_attack(found):
    for row in found.rows:
        assert sum(one.p for one in row.outcomes.values()) == pytest.approx(1)
        assert sum(one.p for one in row.given_attack.values()) == pytest.approx(1)
        assert row.attacked.p == 1


def test_where_all_are_fought_the_fought_are_all(found):
    for row in found.rows:
        assert row.fought.stands == row.crises.stands
        assert row.fought.days_held == row.crises.days_held
        assert row.fought.relief_by == row.crises.relief_by


def test_help_is_in_contact_ever_more_often_and_never_without_an_act(found):
    for row in found.rows:
        assert set(row.inside) == {"ALLY.air", "ALLY.land"}
        for name, inside in row.inside.items():
            shares = [inside.contact_by_day[str(day)].p for day in CONTACT_DAYS]
            assert shares == sorted(shares)
            assert shares[-1] <= row.crises.help_comes[name].p
            assert inside.acts.high >= row.crises.help_comes[name].low


def test_men_come_by_helper_and_day(found):
    men = found.rows[0].fought.men_by_day
    assert list(men["ALLY.land"]) == ["10", "20", "30", "60"]
    assert men["ALLY.land"]["60"].p90 > 0


def test_typical_campaigns_are_kept_with_what_happened_in_them(found):
    for row in found.rows:
        assert row.typical
        for one in row.typical:
            assert one["share"] == pytest.approx(row.outcomes[one["outcome"]].p)
            assert one["course"] in (row.courses or [None])
            assert "days" not in one["record"]
            assert set(one["record"]["events"]) >= {"decisions", "acts", "helpers", "places"}


def test_an_interrupted_run_is_answered_for_the_dates_that_it_reached(tmp_path):
    made = prepared()
    store = Store.begin(tmp_path / "run", ask(made, DESIGN), made.text, resume=False)
    store.keep(DOSSIER, made.make_dossier().to_json())

    def stop(done, total):
        if done >= 25:
            raise KeyboardInterrupt

    assert not simulate(made.cases, DESIGN, store, stop)
    told = answer(store)
    assert [row.attack_on for row in told.rows] == ["1938-10-01"]
    assert not told.complete
    assert told.rows[0].typical == []
