"""The promises of the flagship, with everybody saying yes, fall on the days of September 1938."""

from __future__ import annotations

import datetime
import json
from importlib import resources

import pytest

from holdfast.pacts import Program, compile_program, parse
from holdfast.pacts.days import PLAIN
from holdfast.pacts.groups import Reading, read_together
from holdfast.text.nodes import plain
from holdfast.text.yaml import parse as parse_yaml

DAY_ZERO = datetime.date(1938, 9, 1)
CRISIS_DAYS = 30

# What happened, by the key under which the facts of the scenario were collected.
ALERTED = {  # ussr.alert_order_dates; ussr.zhitomir_group stands ready on the 23rd and 24th
    datetime.date(1938, 9, 21),
    datetime.date(1938, 9, 22),
    datetime.date(1938, 9, 23),
}
WARNED_POLAND = datetime.date(1938, 9, 23)  # ussr.warning_to_poland
PRAGUE_MOBILISED = datetime.date(1938, 9, 23)  # army.mob_declared, at 22:15
PARIS_MOBILISED = datetime.date(1938, 9, 24)  # france.reservists: 600,000 men
BRITISH_COMMUNIQUE = datetime.date(1938, 9, 26)
MUNICH = datetime.date(1938, 9, 30)
ATTACK_DUE = datetime.date(1938, 10, 1)  # german.gruen_start
FRENCH_LAG_OF_1939 = 2  # 1 to 3 September 1939, the twin treaty with Poland


def _file(name):
    folder = resources.files("holdfast.catalog") / "scenarios" / "czechoslovakia-1936"
    (tree,) = parse_yaml((folder / name).read_text(encoding="utf-8"), name)
    return plain(tree)


def _mode(day):
    return day["mode"] if isinstance(day, dict) else day


class September:
    """The pacts of the flagship with all decisions fixed; those named in `refused` are a no."""

    def __init__(self, refused: tuple[str, ...] = (), together: tuple = ()) -> None:
        pacts = _file("pacts.yaml")
        decisions = _file("decisions.yaml")["decisions"]
        assert set(refused) <= set(decisions), "a refusal of something nobody decides"
        pacts["facts"] += [
            {"fact": "attacked(CSK, by=DEU)", "day": CRISIS_DAYS},
            {"fact": "unprovoked(CSK, by=DEU)", "day": CRISIS_DAYS},
        ]
        pacts["day_zero"] = DAY_ZERO.isoformat()
        pacts["together"] = [list(powers) for powers in together]
        pacts["decisions"] = {
            name: {"value": name not in refused, "day": _mode(one.get("day", 0))}
            for name, one in decisions.items()
        }
        file = parse(json.dumps(pacts), "september.yaml")
        circles = tuple(frozenset(powers) for powers in together)
        self.program: Program = compile_program(file)
        self.reading: Reading = read_together(self.program, PLAIN, {}, circles)

    def day(self, power: str, act: str, against: str | None = None) -> datetime.date | None:
        """The date on which a power first does something, by whatever clause."""
        days = [
            self.reading.course.day(number)
            for number, row in enumerate(self.program.rows)
            if (row.power, row.clause.act) == (power, act)
            and (against is None or against in row.clause.against)
        ]
        return _date(days)

    def clause(self, name: str) -> datetime.date | None:
        """The date on which a clause's act falls."""
        rows = enumerate(self.program.rows)
        return _date([self.reading.course.day(number) for number, row in rows if row.name == name])

    def ask(self, name: str) -> datetime.date | None:
        """The date on which a question of the file comes true."""
        return _date(
            [self.reading.course.day(len(self.program.rows) + self.program.questions.index(name))]
        )


def _date(days):
    known = [day for day in days if day is not None]
    return DAY_ZERO + datetime.timedelta(min(known)) if known else None


@pytest.fixture(scope="module")
def everybody() -> September:
    return September()


def test_alerts_and_mobilisations_fall_on_their_historical_days(everybody):
    assert everybody.day("SUN", "mobilise") in ALERTED
    assert everybody.day("CSK", "mobilise") == PRAGUE_MOBILISED
    assert everybody.day("FRA", "mobilise") == PARIS_MOBILISED


def test_pronouncements_fall_on_their_historical_days(everybody):
    assert everybody.day("SUN", "announce", against="POL") == WARNED_POLAND
    assert everybody.day("GBR", "announce") == BRITISH_COMMUNIQUE
    assert everybody.day("CSK", "refuse") == MUNICH


def test_paris_speaks_before_london_and_both_before_prague_answers(everybody):
    spoken = [everybody.day(power, "announce", against="DEU") for power in ("FRA", "GBR")]
    assert spoken == sorted(spoken)
    assert spoken[-1] < everybody.day("CSK", "refuse")


def test_no_help_comes_before_the_attack_and_the_first_comes_within_days(everybody):
    french = everybody.ask("french_help")
    assert french == ATTACK_DUE + datetime.timedelta(FRENCH_LAG_OF_1939)
    assert everybody.ask("soviet_aircraft") - french <= datetime.timedelta(2)
    assert everybody.ask("soviet_army") - french <= datetime.timedelta(3)


def test_all_is_still_said_but_nobody_helps_where_nobody_is_attacked():
    quiet = September(refused=("FRA.honours", "SUN.acts_unbound"))
    assert quiet.day("FRA", "announce") is not None
    assert quiet.ask("french_help") is None
    assert quiet.ask("soviet_army") is None
    assert quiet.ask("soviet_aircraft") is None


def test_the_red_army_waits_for_france_unless_it_is_unbound():
    bound = September(refused=("FRA.honours", "SUN.acts_unbound"))
    unbound = September(refused=("FRA.honours",))
    assert bound.ask("soviet_army") is None
    assert unbound.ask("soviet_army") == unbound.clause("soviet-czechoslovak-1935/unbound-land")


def test_the_red_army_waits_for_a_way():
    no_way = ("ROU.transit_peace", "ROU.transit_crisis", "POL.transit", "SUN.goes_unasked")
    assert September(refused=no_way).ask("soviet_army") is None
    for one in no_way:
        rest = tuple(name for name in no_way if name != one)
        assert September(refused=rest).ask("soviet_army") is not None, one


def test_of_two_readings_of_the_french_treaty_exactly_one_counts():
    text, practice = (f"franco-czechoslovak-1925/{name}" for name in ("1(1)", "as-practised"))
    by_its_words = September(refused=("GBR.stands", "GBR.assures", "GBR.honours"))
    assert by_its_words.clause(text) is not None
    assert by_its_words.clause(practice) is None
    as_practised = September(refused=("FRA.acts_alone",))
    assert as_practised.clause(text) is None
    assert as_practised.clause(practice) is not None
    both = September()
    assert both.ask("french_help") == both.clause(text) == both.clause(practice)


def test_paris_and_london_wait_for_each_other_unless_they_move_together():
    silent = ("FRA.acts_alone", "GBR.stands", "GBR.assures")
    assert September(refused=silent).ask("french_help") is None
    together = September(refused=silent, together=(("FRA", "GBR"),))
    assert together.ask("french_help") is not None
    (group,) = together.reading.groups
    assert {together.program.rows[number].power for number in group} == {"FRA", "GBR"}


def test_a_word_given_once_the_blow_has_fallen_frees_france():
    late = September(refused=("FRA.acts_alone", "GBR.stands"))
    assert late.ask("french_help") is not None
    assert late.reading.groups == ()


def test_prague_mobilises_on_the_day_of_the_blow_if_it_did_not_before():
    surprised = September(refused=("DEU.demands", "CSK.mobilises"))
    assert surprised.day("CSK", "mobilise") == ATTACK_DUE
    assert surprised.day("CSK", "refuse") == ATTACK_DUE
    assert surprised.day("GBR", "announce") is None


def test_an_attack_by_germany_alone_calls_nobody_of_the_little_entente(everybody):
    assert everybody.ask("help_against_hungary") is None


def test_munich_as_it_went_is_likely_enough():
    decisions = _file("decisions.yaml")["decisions"]

    def middle(decision, line):
        row = decisions[decision]["odds"][line]["p"]
        row = row.get("1938-10", row)
        return row["claims"][0]["value"]["mode"] if "claims" in row else row["mode"]

    not_france, not_britain = 1 - middle("FRA.stands", -1), 1 - middle("GBR.stands", -1)
    yields = 1 - middle("CSK.resists", 2)
    assert not_france * not_britain * middle("FRA.abandons", -1) * yields > 0.2
