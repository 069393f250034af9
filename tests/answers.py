"""Invented answers, for tests of tables and of what renders them: no campaign is played."""

from __future__ import annotations

import datetime

from holdfast.analysis.answer import Answer
from holdfast.analysis.endings import Endings
from holdfast.analysis.measures import Arrival, DateAnswer, Decided, Inside, Measures
from holdfast.analysis.paired import Estimate, Quantiles, Variance
from holdfast.experiment.dossier import (
    ConstantNote,
    DateNotes,
    Dossier,
    ForceNote,
    LeaveNeeded,
    Naming,
    NarrowLink,
    OutsideNote,
    SourceNote,
    StandsFor,
    StatementLine,
    TextNotes,
    WayIn,
)
from holdfast.experiment.inputs import (
    Amount,
    Evidence,
    InputCoverage,
    InputFact,
    InputItem,
    InputSection,
    RivalClaim,
    Spread,
    TableLine,
)
from holdfast.experiment.outcomes import MARKS, OUTCOMES
from holdfast.experiment.question import AskedCase, Question
from holdfast.pacts import answer as answer_pacts
from holdfast.pacts import parse
from holdfast.pacts.net import net_of

NEVER = Quantiles(None, None, None)

DEADLOCK = """
powers: [FRA, SUN, CSK]
pacts:
  one: {parties: [FRA, CSK], clauses: [
    {id: I, obligor: FRA, beneficiary: CSK, act: aid, when: "acts(SUN, aid, for=CSK)"}]}
  two: {parties: [SUN, CSK], clauses: [
    {id: I, obligor: SUN, beneficiary: CSK, act: aid, when: "acts(FRA, aid, for=CSK)"}]}
"""

POWERS = {"FRA": "France", "SUN": "Soviet Union", "CSK": "Czechoslovakia", "POL": "Poland"}


def share(p: float) -> Estimate:
    """A share with an interval and a range that can be told from it."""
    return Estimate(p, p / 2, (1 + p) / 2, Quantiles(p / 3, p, (2 + p) / 3))


def measures(shares: dict[str, float], **changes: object) -> Measures:
    """Measures in which every number differs from every other."""
    said: dict[str, object] = {
        "outcomes": {key: share(p) for key, p in shares.items()},
        "stands": share(0.31), "stands_without": share(0.22), "any_help": share(0.41),
        "relieved": share(0.29),
        "days_held": Estimate(201.123456789012, 190.5, 211.7, Quantiles(20.0, 180.0, 365.0)),
        "days_held_without": Estimate(198.25, 188.0, 208.5, None),
        "first_help_day": Quantiles(3.0, 17.0, None), "relief_day": Quantiles(26.0, None, None),
        "relief_by": {"FRA.second_front": Quantiles(22.0, None, None), "SUN.land": NEVER},
        "help_comes": {"FRA.second_front": share(0.25), "SUN.land": share(0.05)},
        "margin_days": Quantiles(-94.0, -21.0, 23.0),
        "value_held_at_end": Quantiles(0.43, 0.69, 0.99),
        "men_by_day": {}, "aircraft_by_day": {},
        "arrivals": {
            "men": {"FRA.second_front": Arrival(share(0.2), {
                str(day): Quantiles(0.0, day * 1000.0, day * 2000.0) for day in MARKS})},
            "aircraft": {},
        },
    }  # fmt: skip
    return Measures(**{**said, **changes})


IN_WAR = {
    "held_alone": 0.22, "saved": 0.09, "lost_in_spite": 0.05, "too_late": 0.40, "no_help": 0.10,
    "settled": 0.14, "lost_through_help": 0.0,
}  # fmt: skip

ENDINGS = Endings(
    Quantiles(14.0, 47.0, 365.0), Quantiles(12.0, 33.0, 90.0),
    {"collapse": 0.55, "still_fighting": 0.31, "settlement": 0.14},
    {"army_broken": 0.4, "none": 0.31, "core_lost": 0.15, "terms": 0.14},
    {"10": 0.97, "30": 0.71, "60": 0.52, "90": 0.44, "180": 0.36},
)  # fmt: skip

TYPICAL = {
    "outcome": "saved", "share": 0.09, "course": None, "future": 7, "replication": 1,
    "record": {"end": "still_fighting", "end_day": 365,
               "events": {"decisions": {}, "acts": {}, "helpers": {}, "places": {},
                          "capital_day": None, "relief_day": 30, "value_lost": 0.2,
                          "army_lost": 0.3, "attacker_lost": 0.1, "evacuated": 0.0}},
}  # fmt: skip


def date(attack_on: str, deterred: float = 0.0, yielded: float = 0.0) -> DateAnswer:
    """The answer of one date; a card where nobody is deterred and nobody yields."""
    left = 1 - deterred - yielded
    every = {key: left * IN_WAR.get(key, 0.0) for key in OUTCOMES}
    crises = measures({**every, "deterred": deterred, "yielded": yielded})
    known = {"3": share(0.01), "30": share(0.24)}
    return DateAnswer(
        attack_on=attack_on, course=None, courses={}, attacked=share(left), crises=crises,
        fought=measures(IN_WAR), endings=ENDINGS,
        inside={"FRA.second_front": Inside(share(0.32), known)},
        decisions={"FRA.honours": Decided(share(0.8), share(0.5))}, typical=[TYPICAL],
    )  # fmt: skip


OUTSIDE = OutsideNote(
    "FRA-CSK", "promise", ("FRA.second_front",), Spread("triangular", 0.5, 0.625, 0.75),
    Spread("fixed", 0.5, 0.5, 0.5), {"7": 0.2, "30": 0.4},
)  # fmt: skip


def quantity(low: float, mode: float, high: float) -> Amount:
    """Between low and high, most likely mode."""
    parameters = {"low": low, "mode": mode, "high": high}
    return Amount(Spread("triangular", low, mode, high, parameters))


def facts() -> tuple[InputSection, ...]:
    """One input of each kind."""
    source = Evidence(source=("atlas-1937",), at="p. 3", grade="B")
    rivals = Amount(
        Spread("rivals", 0.4, 0.5, 0.7),
        (
            RivalClaim(Spread("fixed", 0.7, 0.7, 0.7, {"value": 0.7}), 0.5, source),
            RivalClaim(Spread("fixed", 0.4, 0.4, 0.4, {"value": 0.4}), 0.5),
        ),
    )
    lines = (TableLine(quantity(1, 2, 3), on=datetime.date(1938, 5, 1)),)
    told = (
        InputFact("men", "forces.a.men", "own", "men", source, quantity(14e3, 18e3, 20e3)),
        InputFact("odds", "decisions.x.p", "own", "", None, rivals),
        InputFact("built", "sectors.g.built", "none", "works", None, rows=lines),
        InputFact("manner", "fronts.w.manner", "none", chances={"probe": 0.75, "none": 0.25}),
        InputFact("=HYPERLINK(1)", "note", "none", words=("=1+1",)),
    )
    return (InputSection("Forces", (InputItem("the army", "forces.a", told, source),)),)


def notes(*attack_on: str, has_map: bool = False) -> Dossier:
    """A dossier; with promises, routes and forces where there is a map."""
    way = WayIn(
        "SUN", ("kiev", "lwow", "praha"), 3.0, NarrowLink(("kiev", "lwow"), 8.0, True),
        (LeaveNeeded("POL", "unasked", 2.0, 0.5),),
    )  # fmt: skip
    force = ForceNote("ally", "SUN", "first army", "infantry", Spread("fixed", 20, 20, 20))
    net = net_of(answer_pacts(parse(DEADLOCK, "deadlock.yaml")))
    more = {"ways": (way,), "forces": (force,), "promises": net} if has_map else {}
    return Dossier(
        title="An invented case",
        question="Does it hold?",
        naming=Naming(powers=POWERS, decisions=("FRA.honours",)),
        dates=tuple(DateNotes(one, datetime.date.fromisoformat(one), True, **more)
                    for one in attack_on),
        sections=facts(),
        coverage=InputCoverage(6, 3, 0, ("sectors.g.built",), 1, {"B": 3}),
        unused=("places.x.value",),
        outside_view={"FRA": OUTSIDE} if has_map else {},
        text=TextNotes("A letter", None, (
            StatementLine("report", "1", "K", "hopes", "x", "Y", "its words",
                          (StandsFor("decision", "FRA.honours"),)),
            StatementLine("report", "2", "K", "states", "y", no_mechanism="because it is talk"),
            StatementLine("report", "3", "K", "states", "z", no_mechanism="talk"),
        )) if has_map else None,
        sources=(SourceNote("atlas-1937", "An atlas"),),
        constants=(
            ConstantNote("capture", "a share", "1", ("Me",), "D", (quantity(0.0, 0.1, 0.2),),
                         mechanism="Breakthrough"),
            ConstantNote("stop_base", "a hazard", "1/day", ("Us",), "B", (), mechanism="Stops",
                         is_weighed=True),
        ),
        weighed_on=41,
    )  # fmt: skip


def asked(*attack_on: str) -> Question:
    """A question of some dates."""
    return Question(
        kind="card", target="invented", target_hash="t" * 12, plan="as written", course=None,
        law="default", school=None, view="hindsight", reading="listed", attack="dates",
        what_ifs=(), settings=(), freeze_others=False, help=True, seed=1, futures=60,
        replications=2, block=25, bins=50, horizon=365,
        cases=tuple(AskedCase(one) for one in attack_on), kernel_hash="k" * 12,
        posterior_hash="p" * 12, version="0.1.0",
    )  # fmt: skip


def invented(*rows: DateAnswer, has_map: bool = False) -> Answer:
    """An answer of some dates."""
    named = [row.attack_on for row in rows]
    return Answer(
        asked(*named), notes(*named, has_map=has_map), rows, 120 * len(rows), 2.0, True,
        Variance(0.03, 0.01), 0.01, "runs/invented",
    )  # fmt: skip


def card() -> Answer:
    """A card: every campaign is fought."""
    return invented(date("1938-10-01"))


def scenario() -> Answer:
    """A scenario of two dates, with promises, routes, an outside view, a text."""
    rows = date("1938-10-01", 0.2, 0.3), date("1939-05-01", 0.1, 0.1)
    return invented(*rows, has_map=True)
