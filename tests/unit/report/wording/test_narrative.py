"""A campaign told in sentences: from its record, by name and date, and nothing else."""

from dataclasses import replace

from holdfast.experiment.dossier import ClauseAct, Naming
from holdfast.report.wording.narrative import Teller, decision, heading, paragraphs, told

NAMING = Naming(
    powers={"CSK": "Czechoslovakia", "DEU": "Germany", "FRA": "France", "SUN": "Soviet Union",
            "POL": "Poland"},
    places={"praha": "Prague", "plzen": "Pilsen"},
    clauses={"p/land": ClauseAct("SUN", "land", "CSK"),
             "c/demand": ClauseAct("DEU", "demand", "CSK")},
    defender="CSK", attacker="DEU", resists="CSK.resists", attacks="DEU.attacks",
)  # fmt: skip
TELLER = Teller("1938-10-01", NAMING)


def fell(day, yes):
    return {"day": day, "yes": yes}


def record(end, day, **events):
    nothing = {
        "decisions": {}, "acts": {}, "helpers": {}, "places": {}, "capital_day": None,
        "relief_day": None, "value_lost": 0.0, "army_lost": 0.0, "attacker_lost": 0.0,
        "evacuated": 0.0, "crisis_days": 30,
    }  # fmt: skip
    return {"record": {"end": end, "end_day": day, "events": nothing | events}}


def text(*given, **events):
    return " ".join(told(record(*given, **events), TELLER))


def test_munich_as_it_went():
    said = text(
        "yielded", 0, value_lost=0.3,
        decisions={"DEU.demands": fell(-18, True), "FRA.stands": fell(-9, False),
                   "CSK.resists": fell(0, False), "DEU.attacks": fell(0, True),
                   "ROU.admits": fell(1, True)},
    )  # fmt: skip
    assert said == (
        "On 21 September France does not stand by Czechoslovakia; on 30 September Czechoslovakia "
        "does not resist. Czechoslovakia yields without a shot and cedes 30 % of its people and "
        "industry."
    )


def test_whom_a_power_stands_by_is_told():
    naming = replace(NAMING, clauses={
        "b": ClauseAct("GBR", "aid", "FRA"), "f": ClauseAct("FRA", "aid", "CSK"),
        "g": ClauseAct("FRA", "aid", "GBR")})  # fmt: skip
    teller = Teller("1938-10-01", naming)
    assert decision("GBR.stands", True, teller) == "Britain stands by France"
    assert decision("FRA.stands", False, teller) == "France does not stand by Czechoslovakia"


def test_what_was_decided_after_the_yielding_is_not_told():
    said = text(
        "yielded", 0, value_lost=0.3,
        decisions={"CSK.resists": fell(-5, False), "DEU.attacks": fell(0, True),
                   "FRA.stands": fell(-4, True)},
    )  # fmt: skip
    assert "Germany" not in said
    assert "France" not in said


def test_a_campaign_with_help_that_comes_too_late():
    said = text(
        "collapse", 31, value_lost=0.55, army_lost=0.4, capital_day=20, relief_day=40,
        acts={"p/land": 6, "c/demand": -18},
        helpers={"SUN.land": {"day": 44, "men": 60_123.4, "aircraft": 0.0}},
        places={"plzen": 5, "praha": 20}, evacuated=0.5,
    )  # fmt: skip
    assert said == (
        "Germany attacks on 1 October 1938, and Czechoslovakia fights. The Soviet Union is in "
        "the war from day 6 (6 October), but its help is not felt before the end; relief would "
        "have been effective on day 40 (9 November), too late. The capital is "
        "lost on day 20 (20 October). Organised defence ends on day 31 (31 October), with 55 % of "
        "the country's people and industry lost and 40 % of the army gone; 50 % of what was to "
        "leave the country has left it."
    )


def test_men_drawn_away_are_not_men_brought():
    came = {
        "FRA.second_front": {"day": 19, "men": 9e4, "aircraft": 0.0},
        "SUN.air": {"day": 9, "men": 0.0, "aircraft": 60.0},
    }
    said = text("stop", 90, helpers=came)
    assert ("The Soviet Union, in the air, is felt from day 9 (9 October); France, "
            "second front, draws attackers away from day 19 (19 October).") in said  # fmt: skip
    assert "No help" not in said


def test_promises_that_bind_nobody_are_told_as_such():
    said = text("stop", 90, attacker_lost=0.2,
                decisions={"FRA.honours": fell(1, True), "SUN.honours": fell(1, True),
                           "SUN.warns_poland": fell(-3, False)})  # fmt: skip
    assert "warn" not in said
    assert "No help is felt, though France and the Soviet Union would keep their word." in said
    assert "Germany gives up on day 90 (29 December), having lost 20 %" in said


def test_a_war_that_goes_on_and_a_date_that_is_none():
    said = text("still_fighting", 365, value_lost=0.1)
    assert "After 365 days Czechoslovakia is still fighting" in said
    assert Teller("hazard", NAMING).day(-4) == "5 days before the attack"
    assert Teller("1938-12-20", NAMING).on(20) == "day 20 (8 January 1939)"


def test_a_card_needs_no_names_of_its_own():
    plain = Teller("1939-09-01")
    one = record("collapse", 18, decisions={"FRA.attacks": fell(1, False)})
    said = " ".join(told(one, plain))
    assert "No help is felt." in said
    ((headed, same),) = paragraphs([one | {"outcome": "no_help", "share": 0.5}], plain)
    assert same == said
    assert headed == "Lost, no relief: 50 % of all campaigns"
    assert heading({"outcome": "saved", "share": 0.1}) == "Saved by help: 10 % of all campaigns"
