"""The treaty library and the crises: complete, cited, and each replay shows what it must."""

from __future__ import annotations

import pytest

from holdfast.catalog.contents import pact_rows
from holdfast.catalog.pacts import conduct, crises, load_pacts, treaties
from holdfast.errors import UsageError
from holdfast.pacts import answer, parse
from holdfast.report.pacts.conduct import beside


def changed(name, **what):
    """The file of a crisis with words replaced: old=new, in order."""
    from importlib import resources

    entry = resources.files("holdfast.catalog") / "crises" / f"{name}.yaml"
    text = entry.read_text(encoding="utf-8")
    for old, new in what["words"]:
        assert old in text, old
        text = text.replace(old, new)
    return answer(parse(text, name))


def test_twenty_seven_treaties_with_eighty_seven_clauses_and_their_rivals():
    clauses = [c for name in treaties() for p in load_pacts(name).pacts for c in p.clauses]
    rivals = [c for c in clauses if c.kind == "practice"]
    assert len(treaties()) == 27
    assert len(clauses) - len(rivals) == 86
    assert len(rivals) == 7, "one of them, the Tripartite letters, is a text that was kept secret"


@pytest.mark.parametrize("name", treaties())
def test_every_treaty_is_dated_and_cited(name):
    file = load_pacts(name)
    assert file.title
    assert file.source
    for pact in file.pacts:
        assert pact.signed is not None
        assert pact.in_force.first is not None
        assert pact.signed <= pact.in_force.first or pact.id == "little-entente-1920-21"
        assert len(pact.parties) >= 2
        assert all(c.source and c.discretion for c in pact.clauses)
    assert answer(file).to_dict()["acts"]


def test_crises_name_the_dates_of_the_treaties_they_take_clauses_from():
    library = {pact.id: pact for name in treaties() for pact in load_pacts(name).pacts}
    shared = 0
    for crisis in crises():
        for pact in load_pacts(crisis).pacts:
            if pact.id in library:
                shared += 1
                assert pact.signed == library[pact.id].signed
                assert pact.in_force.first == library[pact.id].in_force.first
                open_end = pact.note is not None and "left out" in pact.note
                assert open_end or pact.in_force.last == library[pact.id].in_force.last
    assert shared >= 20


@pytest.mark.parametrize("shelf", ["treaties", "crises"])
def test_the_lists_of_contents_are_complete(shelf):
    rows = pact_rows(shelf)
    assert [row["id"] for row in rows] == list(treaties() if shelf == "treaties" else crises())
    for row in rows:
        file = load_pacts(row["id"])
        assert row["title"] == file.title
        assert row["signed"] == min(
            (str(pact.signed) for pact in file.pacts if pact.signed), default=None
        )
        assert set(row["parties"]) == {party for pact in file.pacts for party in pact.parties}
        assert row["clauses"] == sum(len(pact.clauses) for pact in file.pacts) > 0
        assert row["source"] == file.source


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match='did you mean "munich-1938"'):
        load_pacts("munich-1983")


def test_the_deadlock_of_munich_is_in_the_practice_and_not_in_the_text():
    practice, text = (
        answer(load_pacts("munich-1938")),
        answer(load_pacts("munich-1938-treaty-text")),
    )
    assert [sorted({act[0] for act in group}) for group in practice.deadlocks] == [["FRA", "GBR"]]
    assert text.deadlocks == ()
    assert text.ask["soviet_help"]["causal"].p > 0 == practice.ask["soviet_help"]["causal"].p


def test_france_alone_is_a_single_point_of_failure_for_all_help_by_the_text():
    text = answer(load_pacts("munich-1938-treaty-text"))
    for name in ("french_help", "soviet_army", "soviet_help"):
        assert "FRA.honours" in text.ask[name]["causal"].single_points


def test_serbia_has_no_ally_by_treaty():
    found = changed("july-1914", words=[
        (line, "") for line in (
            "  - {fact: mobilised(RUS), day: 2}\n", "  - {fact: mobilised(AUH), day: 3}\n",
            "  - {fact: mobilised(DEU), day: 4}\n", '  - {fact: "attacked(RUS, by=DEU)", day: 4}\n',
            '  - {fact: "at_war(RUS, DEU)", day: 4}\n',
            "  - {fact: fact(passage_demanded), day: 5}\n",
            '  - {fact: "attacked(FRA, by=DEU)", day: 6}\n',
            '  - {fact: "attacked(BEL, by=DEU)", day: 7}\n',
        )
    ])  # fmt: skip
    moving = {row.clause for row in found.acts if row.simultaneous_day is not None}
    assert moving == {"russia-and-serbia/free", "triple-alliance-1882/VII"}


def test_italy_moves_only_if_france_and_russia_attack_first():
    begun = '"attacked(SRB, by=AUH)"\n'
    one = begun + '  - "attacked(DEU, by=FRA)"\n  - unprovoked(DEU)\n'
    two = one + '  - {fact: "attacked(DEU, by=RUS)", day: 1}\n'
    for facts, day in ((one, None), (two, 1)):
        found = changed("july-1914", words=[(begun, facts)])
        (row,) = [
            r for r in found.acts if (r.clause, r.beneficiary) == ("triple-alliance-1882/3", "DEU")
        ]
        assert row.causal_day == day


def test_a_belgium_that_lets_pass_takes_away_the_british_case():
    words = [("BEL.refuses: {p: 0.745", "BEL.refuses: {p: 0")]
    assert changed("july-1914", words=words).ask["britain_fights"]["causal"].p == 0


def test_a_soviet_attack_alone_obliges_britain_to_talk_and_not_to_fight():
    words = [('  - "attacked(POL, by=DEU)"\n', ""), ('  - "unprovoked(POL, by=DEU)"\n', "")]
    found = changed("poland-1939", words=words)
    assert found.ask["british_war"]["simultaneous"].p == 0
    assert found.ask["talks_over_the_soviet_attack"]["causal"].day_if_all == 16


def test_the_main_french_attack_is_due_on_the_day_of_the_soviet_one():
    found = answer(load_pacts("poland-1939"))
    (row,) = [row for row in found.acts if row.clause.endswith("I.3")]
    assert row.causal_day == 16
    assert [check.met for check in found.checks] == [False]


def test_with_a_veto_american_help_rests_on_the_american_choice():
    words = [
        ('facts: ["attacked(KOR, by=PRK)"]', 'facts: ["attacked(KOR, by=PRK)", fact(soviet_veto)]')
    ]
    found = changed("korea-1950", words=words)
    assert found.ask["recommended"]["causal"].p == 0
    assert found.ask["american_help"]["causal"].path_sets == (("USA.acts_alone",),)


def test_even_with_leave_the_expedition_comes_after_the_peace():
    found = answer(load_pacts("finland-1939"))
    (day,) = {row.simultaneous_day for row in found.acts if row.clause == "expedition/by-narvik"}
    assert day == 113 > 103
    points = found.ask["troops"]["simultaneous"].single_points
    assert {"NOR.transit", "SWE.transit"} <= set(points)


def test_the_two_in_which_nothing_may_fire_stay_silent():
    for name in ("gleichschaltung-1933", "falklands-1982"):
        assert all(row.simultaneous_day is None for row in answer(load_pacts(name)).acts)


@pytest.mark.parametrize("name", crises())
def test_every_crisis_is_set_beside_what_the_powers_did(name):
    rows = beside(answer(load_pacts(name)), conduct(name))
    assert rows
    assert all(row.note for row in rows)
