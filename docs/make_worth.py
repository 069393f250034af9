"""Write the page of what a minister would ask: what each lever of 1936 is worth.

    python docs/make_worth.py

Every lever is put to the historical plan and taken from it on the same draws, as `holdfast plan`
does it. The runs are small; what cannot be told from nothing is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from holdfast.analysis.levers import Lever
from holdfast.analysis.paired import Difference
from holdfast.analysis.planning import Planning
from holdfast.experiment.simulate import Design
from holdfast.study.find import find_one
from holdfast.study.planning.plan import AskedPlans, plan

PAGE = Path(__file__).parents[1] / "docs/explanation/what-preparation-is-worth.md"
FLAGSHIP, COURSES = "czechoslovakia-1936", ("pincer-1938",)
SEED, FUTURES, REPLICATIONS, THREADS = 1936, 700, 2, 2

PLANS = ("historical", "two-years-earlier", "forts-first", "army-first", "air-first",
         "railway-first", "diplomacy-first", "as-reported", "nothing")  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What a minister asks, and the lever that answers it."""

    lever: str
    asks: str


QUESTIONS = (
    Question("bt-battalion", "Is the battalion of BT tanks worth its plate, shells and moulds?"),
    Question("bts-sent", "And if Moscow surely sends it?"),
    Question("strips-16", "Are the sixteen strips that are being built worth building?"),
    Question("exercises-1937", "Is it worth having Yegorov at the exercises of 1937?"),
    Question("staff-talks-france", "Staff talks with France?"),
    Question("staff-talks-ussr", "Staff talks with Moscow before anything is settled?"),
    Question("joint-plan", "The joint plan, once Romania agrees and France is known?"),
    Question("demarche-little-entente", "The démarche in Bucharest as a member of the Entente?"),
    Question("french-mediation", "Paris asking Bucharest in our place?"),
    Question("league-route", "The way by the League?"),
    Question("without-formalities", "Krejčí's way, not to wait for leave?"),
    Question("romania-lets-pass", "And if Romania had surely given leave in peace?"),
    Question("railway-cernauti-iasi", "The railway of the diagram, in time?"),
)
"""Projects, a stage of the programme, and two what-ifs that take the consent for granted."""


# ---------------------------------------------------------------- what is asked
def asked() -> Planning:
    """Judge the plans and the levers."""
    levers = tuple(one.lever for one in QUESTIONS)
    budget = (len(PLANS) + 2 * len(levers)) * FUTURES * REPLICATIONS
    question = AskedPlans(PLANS, COURSES, levers, base="historical", budget=budget)
    design = Design(FUTURES, REPLICATIONS, SEED, THREADS)
    return plan(find_one(FLAGSHIP), question, design)


# ---------------------------------------------------------------- the page
def between(one: Difference, digits: int = 1) -> str:
    """A difference with its interval."""
    if one.low is None or one.high is None:
        return f"{one.d:+.{digits}f}"
    return f"{one.d:+.{digits}f} ({one.low:+.{digits}f} to {one.high:+.{digits}f})"


def sentence(lever: Lever) -> str:
    """What the minister is told."""
    points, days = lever.points.whole, lever.days.whole
    if not points.is_real and not days.is_real:
        return "Cannot be told from nothing."
    parts: list[str] = []
    if points.is_real:
        size = "little" if abs(points.d) < 1 else "something" if abs(points.d) < 5 else "much"
        parts.append(f"{'Worth' if points.d > 0 else 'Costs'} {size} in standing")
    if days.is_real:
        gained = "gains" if days.d > 0 else "loses"
        parts.append(f"{gained} {abs(days.d):.1f} days where it is fought")
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}."


def priced(lever: Lever) -> str:
    """Its cost in million crowns."""
    return "" if lever.cost is None else f"{lever.cost:.0f}"


def lever_rows(levers: Sequence[Lever]) -> Iterator[str]:
    """One row a question."""
    yield ("| the minister asks | lever | million Kčs | points of standing | of it deterred "
           "| days held | answer |")  # fmt: skip
    yield "|---|---|---:|---|---|---|---|"
    by_name = {one.name: one for one in levers}
    for question in QUESTIONS:
        lever = by_name[question.lever]
        cells = (question.asks, f"`{lever.name}`", priced(lever), between(lever.points.whole),
                 between(lever.points.deterrence), between(lever.days.whole),
                 sentence(lever))  # fmt: skip
        yield "| " + " | ".join(cells) + " |"


def plan_rows(found: Planning) -> Iterator[str]:
    """One row a plan."""
    yield "| plan | futures | stands, % | days held | regret, points |"
    yield "|---|---:|---:|---:|---:|"
    for name in PLANS:
        one, days = found.plan(name), found.days(name)
        told = "" if days is None else f"{days:.0f}"
        regret = f"{100 * one.worst_regret:.1f}"
        if one.worst_between is not None:
            low, high = (100 * end for end in one.worst_between)
            regret += f" ({low:.1f} to {high:.1f})"
        stands = f"{100 * found.average(name):.1f}"
        yield f"| `{name}` | {one.futures} | {stands} | {told} | {regret} |"


def beside_history(found: Planning) -> str:
    """What the best plan has over the one that history took."""
    best, history = found.choice.best_on_average, found.plan(PLANS[0])
    if best == history.name:
        return "No plan stands more often on average than what history did."
    points = f"{100 * history.worst_regret:.1f}"
    if history.worst_between is not None:
        low, high = (100 * end for end in history.worst_between)
        points += f" ({low:.1f} to {high:.1f})"
    told = f"Beside what history did, `{best}` stands {points} points more often"
    longer, before = found.days(best), found.days(history.name)
    if longer is None or before is None:
        return f"{told}."
    return f"{told}, and where it is fought {longer - before:.0f} days longer."


def lines(found: Planning) -> Iterator[str]:
    """The page, line by line."""
    yield from HEAD
    yield from lever_rows(found.levers)
    yield ""
    yield (
        f"{FUTURES} futures at the most, {REPLICATIONS} replications, seed {SEED}, attack of "
        f"1 October 1938 (`{COURSES[0]}`); 95 % intervals. *Of it deterred* is the part that comes "
        "because no attack comes, or a demand is refused or granted."
    )
    yield from MIDDLE
    yield from plan_rows(found)
    yield from ("", beside_history(found))
    yield from TAIL


HEAD = (
    "# What a minister asks: what each lever of 1936 is worth",
    "",
    "<!-- written by: python docs/make_worth.py -->",
    "",
    "Each lever is put to the plan that history took, or taken from it, on the same draws. A",
    "project counts in the futures in which the partner consents and it is done by the day of the",
    "attack; so the worth of a thing that is seldom granted is small for that alone, and two rows",
    "ask what it would be if it were granted. Most sizes are judgement of grade D, from ranges",
    "that begin at nothing: the table says what follows from them, and no document says that they",
    "are right.",
    "",
)
MIDDLE = (
    "",
    "Why so much is small: thirty-six tanks stand beside 348, a visit moves odds that a crisis",
    "settles, and most of what is asked of others is refused. What is large is large because it",
    "changes whether help may come at all, or how much stands when it begins.",
    "",
    "## Works two years earlier, and the other plans",
    "",
    "To begin two years sooner is a plan, not a project: votes, sites, makers of embrasures and",
    "orders of works all come in 1933.",
    "",
)
TAIL = (
    "",
    "*Regret* is what a plan falls short of the best, with its 95 % interval where it was judged",
    "to the end. Plans that do badly are dropped early, after fewer futures. `holdfast plan",
    "czechoslovakia-1936 --levers bt-battalion,strips-16` asks the same with more futures and for",
    "every date of attack.",
    "",
    "How the works, tanks and divisions of a plan are reckoned, and how far that may be trusted:",
    "[the programme of 1936](the-programme-of-1936.md).",
)


def page() -> str:
    """The whole page."""
    return "\n".join([*lines(asked()), ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
