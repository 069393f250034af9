"""Write the page that walks from the card of October 1938 to the flagship of the same day.

    python docs/make_two_1938s.py

Both ask whether Czechoslovakia stands a German attack, and they differ. Each step changes one thing
and says what it moves. Seeds are fixed and runs are small; the page says how far they may err.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdfast.analysis.conditional import conditional_split
from holdfast.catalog.cards import card_source
from holdfast.catalog.posterior import load_posterior
from holdfast.catalog.scenarios import find_scenario
from holdfast.kernel import campaign
from holdfast.kernel import layout as at
from holdfast.scenario.card_source import load_card
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.effects import apply
from holdfast.scenario.realise import Posterior
from holdfast.scenario.scenario_source import load_scenario
from holdfast.schema.effects import Effect
from holdfast.text.nodes import Position

PAGE = Path(__file__).parents[1] / "docs/explanation/the-two-1938s.md"
CARD, FLAGSHIP, COURSE = "czechoslovakia-1938", "czechoslovakia-1936", "pincer-1938"
SEED, FUTURES, REPLICATIONS = 1938, 400, 4
BEFORE_A_SHOT = (at.DETERRED, at.YIELDED)
STANDING = (at.STILL_FIGHTING, at.STOP)
HERE = Position("docs/make_two_1938s.py", 1, 1)

FORCES = (at.ARRIVAL_MEN, at.ARRIVAL_TANKS, at.ARRIVAL_GUNS, at.ARRIVAL_AIRCRAFT)
SIDES = {"attacker": at.ATTACKER, "defender": at.DEFENDER}

ATTACKED = ("decisions.CSK.resists.odds[*].p=1", "decisions.DEU.attacks.odds[*].p=1")
"""The card begins with the attack: here the crisis is made to end in it."""

AS_ON_THE_CARD = (
    "decisions.FRA.acts_alone.p=1",
    "decisions.FRA.honours.odds[*].p=0.66",
    "powers.FRA.second_front.manner={choices: {none: 1, probe: 1, offensive: 1}}",
    "decisions.SUN.honours.odds[*].p=0.66",
    "decisions.SUN.sends_army.odds[*].p=1",
    "decisions.ROU.transit_crisis.odds[*].p=0.26",
    "decisions.ROU.transit_peace.odds[*].p=0",
    "decisions.ROU.overflight.odds[*].p=1",
    "decisions.POL.joins_attacker.odds[*].p=0",
    "decisions.POL.joins_west.p=0",
    "decisions.HUN.joins_attacker.odds[*].p=0",
)
"""Who comes, by the middles of the card's odds; nobody else joins, as there."""


@dataclass(frozen=True)
class Standing:
    """What became of the campaigns that were fought."""

    fought: float
    stands: float
    alone: float
    relieved: float
    ignorance: float
    """Share of the variance of `stands` that lies between futures."""
    error: float
    """Standard error of `stands`."""


@dataclass(frozen=True)
class Step:
    """One step of the walk: what is asked now, and why it moves."""

    title: str
    reason: str
    theatre: Callable[[], Theatre]
    whole: bool = False
    """Whether every crisis is counted, and not only those that were fought."""


# ---------------------------------------------------------------- what is asked
@cache
def posterior() -> Posterior:
    """The sample of the law that ships."""
    return load_posterior().posterior()


@cache
def card() -> Theatre:
    """The card as it ships."""
    return compile_card(load_card(card_source(CARD)), posterior())


@cache
def flagship(*settings: str) -> Theatre:
    """The flagship of 1 October 1938 under some settings."""
    scenario = load_scenario(find_scenario(FLAGSHIP), COURSE, settings=settings)
    return compile_scenario(scenario, COURSE, posterior()).theatre


def card_with_the_flagships_forces() -> Theatre:
    """The card with men, tanks, guns and aircraft in the proportion of the flagship's."""
    ours, theirs = forces(card()), forces(flagship())
    source = card_source(CARD)
    node = source.node
    names = ("u", "forces[*].tanks", "forces[*].guns", "forces[*].aircraft")
    for side, number in SIDES.items():
        for n, name in enumerate(names):
            factor = float(theirs[number, n] / ours[number, n])
            effect = Effect(path=f"inputs.{side}.{name}", op="scale", value=factor)
            node = apply(node, effect, HERE)
    return compile_card(load_card(replace(source, node=node)), posterior())


def forces(theatre: Theatre, futures: int = 50) -> npt.NDArray[np.float64]:
    """Mean men, tanks, guns and aircraft of both sides, help and thirds apart: [side, kind]."""
    _, cells = theatre.realise(SEED, np.arange(futures))
    before, law, _ = (array.copy() for array in theatre.arrays())
    total = np.zeros((len(SIDES), len(FORCES)))
    for future in range(futures):
        campaign.patch(before, law, theatre.slot_table(), cells[future])
        for side in SIDES.values():
            count = int(before[at.ARRIVALS, 0, side])
            own = before[at.ARRIVAL_FORM, :count, side] == 0
            men = np.where(np.arange(len(FORCES)) == 0, before[at.MEN_SCALE, 0, side], 1.0)
            total[side] += men * [(before[row, :count, side] * own).sum() for row in FORCES]
    return total / futures


STEPS = (
    Step("the card", "where the walk begins", card),
    Step(
        "the flagship's forces",
        "men are the same, for both count the same sources; the flagship's Czechoslovaks have "
        "more guns, and both sides fewer aircraft that can fly",
        card_with_the_flagships_forces,
    ),
    Step(
        "axes, works and ways by map",
        "nineteen axes from a map for the card's seven, works by sector and by how many guns "
        "stood in them, men who march and mobilise by day; help comes by rail, march and neck "
        "and no longer on days that were typed in",
        lambda: flagship(*ATTACKED, *AS_ON_THE_CARD),
    ),
    Step(
        "promises by clauses",
        "France waits for a British word unless she reads her treaty by its letter, Moscow "
        "waits for France and seldom sends an army, Bucharest is asked once it is clear who "
        "fights; Poland and Hungary may join the attack",
        lambda: flagship(*ATTACKED),
    ),
    Step(
        "the crisis before",
        "of the crises that are fought some are those that firm allies did not stop, and in "
        "most she was left alone; where Prague had not called up, she is struck unready",
        flagship,
    ),
    Step(
        "every crisis counted",
        "the split that the program prints for the flagship is over all crises, those too that "
        "end without a shot, where a deterred attack counts as standing; whether it comes to a "
        "shot is one throw after another, alike in every future, and drowns what is not known "
        "of the armies",
        flagship,
        whole=True,
    ),
)


# ---------------------------------------------------------------- what comes of it
@cache
def played(theatre: Callable[[], Theatre]) -> npt.NDArray[np.float64]:
    """Play the futures of a theatre: float64[campaign, row, world]."""
    return rows_of(theatre())


def rows_of(theatre: Theatre) -> npt.NDArray[np.float64]:
    """What became of each campaign of a theatre."""
    futures = np.arange(FUTURES)
    shape = FUTURES * REPLICATIONS, at.ENDS_ROWS, max(1, len(theatre.names.helpers)), 2
    rows = np.zeros(shape)
    size = 2, len(at.COUNTED) + len(theatre.axes), theatre.horizon + 1, 1
    cells = theatre.slot_table(), theatre.realise(SEED, futures)[1]
    order = SEED, REPLICATIONS, 2
    campaign.run_block(theatre.arrays(), cells, futures, order, rows, np.zeros(size, np.int64))
    return rows[:, :, 0, :]


def counted(rows: npt.NDArray[np.float64], whole: bool = False) -> Standing:
    """Shares among the campaigns that were fought, or among all: float64[campaign, row, world]."""
    end = rows[:, at.R_END, :]
    shots = ~np.isin(end[:, at.WITH_HELP], BEFORE_A_SHOT)
    fought = np.ones_like(shots) if whole else shots
    standing = (*STANDING, at.DETERRED) if whole else STANDING
    stands, alone = (np.isin(end[:, world], standing) for world in (at.WITH_HELP, at.WITHOUT_HELP))
    relieved = rows[:, at.R_RELIEF_DAY, at.WITH_HELP] > 0
    among = fought.reshape(FUTURES, REPLICATIONS).astype(float)
    values = stands.reshape(FUTURES, REPLICATIONS).astype(float)
    parts = conditional_split(values, among)
    variance = parts.ignorance + parts.chance if parts else 0.0
    p, kept = stands[fought].mean(), np.maximum(among.sum(axis=1), 1)
    spread = ((values - p) * among).sum(axis=1)
    return Standing(
        fought=float(shots.mean()),
        stands=float(p),
        alone=float(alone[fought].mean()),
        relieved=float(relieved[fought].mean()),
        ignorance=parts.ignorance / variance if parts and variance else 0.0,
        error=float(np.sqrt((spread**2).sum()) / kept[among.sum(axis=1) > 0].sum()),
    )


# ---------------------------------------------------------------- the page
def percent(share: float) -> str:
    """A share in percent: whole, or with a decimal below ten."""
    return f"{100 * share:.{0 if share >= 0.0995 else 1}f} %"


def points(share: float) -> str:
    """A difference in points of a hundred."""
    return f"{100 * share:+.1f}"


def lines() -> Iterator[str]:
    """The page, line by line."""
    found = [counted(played(step.theatre), step.whole) for step in STEPS]
    first, last = found[0], found[-2]
    yield from HEAD
    yield (
        f"The card says that of a hundred attacks on 1 October 1938 Czechoslovakia stands "
        f"{percent(first.stands)} with help and {percent(first.alone)} without, and that effective "
        f"relief comes in {percent(first.relieved)}. The flagship says {percent(last.stands)}, "
        f"{percent(last.alone)} and {percent(last.relieved)} of the campaigns that are fought. "
        f"Of what is uncertain the card calls {percent(first.ignorance)} ignorance, the flagship "
        f"{percent(found[-1].ignorance)}."
    )
    yield ""
    yield "| step | fought | stands | change | alone | change | relief | change | ignorance |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for n, (step, now) in enumerate(zip(STEPS, found, strict=True)):
        before = found[n - 1] if n else None
        cells = [f"{n}. {step.title}", percent(now.fought)]
        for name in ("stands", "alone", "relieved"):
            share = getattr(now, name)
            change = points(share - getattr(before, name)) if before else ""
            cells += [percent(share), change]
        yield "| " + " | ".join([*cells, percent(now.ignorance)]) + " |"
    yield ""
    yield (
        f"{FUTURES} futures, {REPLICATIONS} replications, seed {SEED}; standard error of *stands* "
        f"at most {100 * max(one.error for one in found):.1f} points. Changes smaller than twice "
        "that are none."
    )
    yield ""
    yield from ("## Why each step moves", "")
    for step in STEPS[1:]:
        yield f"1. **{step.title[0].upper()}{step.title[1:]}**: {step.reason}."
    yield from TAIL


HEAD = (
    "# The two 1938s: from the card to the flagship",
    "",
    "<!-- written by: python docs/make_two_1938s.py -->",
    "",
    "Two parts of the program ask about a German attack on 1 October 1938. The",
    "[card](czechoslovakia-1938.md) is one page that begins with the first shot. The",
    "[flagship](czechoslovakia-1936.md) begins with a crisis, reads treaties clause by clause and",
    "moves men over a map. They give different answers. This page walks from one to the other,",
    "one change a step.",
    "",
)
TAIL = (
    "",
    "*Ignorance* is the share of the variance of *stands* that lies between futures: what better",
    "knowledge of the inputs could settle. The rest is chance.",
    "",
    "Ask the card what follows if the attack comes and the numbers of armies are doubted; ask the",
    "flagship who would come, by which clause and over which railway. Where they differ, the step",
    "above that differs most is the assumption to look at. Neither is a forecast, and neither has",
    "been scored: the war was not fought.",
)


def page() -> str:
    """The whole page."""
    return "\n".join([*lines(), ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
