"""A plant that was seen for some years: how large it will be, and how fast it comes to that.

The economy has a plant of a new type rise along its ramp to a full rate. Which month it began, how
long it takes and how much its first year gives are drawn from the ranges of all programmes; the
full rate is what makes the known years come out in sum; draws that get the single years wrong count
less. Where growth was seen for a single year, the growth that programmes have counts as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, takewhile

import numpy as np
import numpy.typing as npt

from holdfast.preparation import Arming, Capacity, Economy, Good, Order, build
from holdfast.preparation.economy import Floats
from holdfast.preparation.factors import Factors
from holdfast.preparation.rates import ramp
from holdfast.study.programmes.asking import FUTURES, dice, drawn, evenly

YEAR = 12
MISFIT = 0.15
"""Standard deviation of the logarithm of a year's output round a ramp; grade: judgement."""
GROWTH_SD = 0.2
"""The same round the growth of a programme under priority, where the ramp was seen for one year."""
EVERY = 40
ENDLESS = 1e12


@dataclass(frozen=True)
class Plant:
    """Draws of a plant: its old rate, full rate, first month, ramp; and drift once it is full."""

    was: Floats
    full: Floats
    begins: Floats
    ramp_months: Floats
    first_share: Floats
    drift: Floats
    known_until: int


def fitted(series: Mapping[int, float], start: int | None, factors: Factors) -> Plant:
    """A plant from its known yearly outputs: begun in some month up to its first year of growth."""
    years, rng = sorted(series), dice()
    grew = growth_begins(series, factors)
    lasts = len([year for year in years if grew is not None and year >= grew])
    low, high = months_of_beginning(years[0], grew, start)
    found = [
        candidate(series, begins, (factors, rng), unsure=lasts == 1)
        for begins in range(low, high + 1, 2)
    ]
    rows = np.concatenate(found, axis=1)
    weights = np.exp(rows[-1] - rows[-1].max())
    chosen = rng.choice(rows.shape[1], FUTURES, p=weights / weights.sum())
    was, full, begins, months, share = rows[:5, chosen]
    drift = drawn(factors["growth_calm"], rng)
    return Plant(was, full, begins, months, share, drift, (years[-1] + 1) * YEAR)


def opened(start: int, factors: Factors) -> Plant:
    """Sites that were opened in a month and rise evenly, of which only the shape is known."""
    months = drawn(factors["labour_months"], dice())
    ones = np.ones(FUTURES)
    return Plant(0.0 * ones, ones, start * ones, months, evenly(months), ones, start)


def months_of_beginning(first: int, grew: int | None, start: int | None) -> tuple[int, int]:
    """Between which months a plant began: in the year before its growth, but not before its start.

    Where nothing grew, the plant was there before the first year that is known.
    """
    if grew is None:
        return (first - 3) * YEAR, first * YEAR
    latest = grew * YEAR + 4
    earliest = (grew - 1) * YEAR
    return (min(max(earliest, start), latest) if start is not None else earliest), latest


def growth_begins(series: Mapping[int, float], factors: Factors) -> int | None:
    """The first year of growth that still lasts; None where no year grew beyond what is usual.

    >>> from holdfast.preparation.factors import default_factors
    >>> growth_begins({1935: 785, 1936: 890, 1937: 743, 1938: 1382}, default_factors())
    1938
    """
    years = sorted(series)
    steps = [(year, series[year] / max(series[before], 1e-9)) for before, year in pairwise(years)]
    run = list(takewhile(lambda step: step[1] > 1.0, reversed(steps)))
    usual = factors["growth_calm"].high
    return run[-1][0] if any(growth > usual for _, growth in run) else None


def candidate(
    series: Mapping[int, float],
    begins: int,
    prior: tuple[Factors, np.random.Generator],
    unsure: bool,
) -> Floats:
    """Draws of a plant begun in one month: rows of was, full, begins, ramp, share, log weight."""
    factors, rng = prior
    months = drawn(factors["ramp_months"], rng, EVERY)
    first_share = drawn(factors["first_share"], rng, EVERY)
    before = [series[year] for year in series if (year + 1) * YEAR <= begins]
    after = {year: series[year] for year in series if (year + 1) * YEAR > begins}
    was = float(np.mean(before)) / YEAR if before else 0.0
    shares = {year: yearly(year, begins, months, first_share) for year in (*after, max(after) + 1)}
    rise = sum(shares[year] for year in after)
    new = (sum(after.values()) - YEAR * was * len(after)) / np.maximum(rise, 1e-3)
    new = np.maximum(new, 0.0)
    weight = np.zeros(EVERY)
    for year, output in after.items():
        seen = np.maximum(YEAR * was + new * shares[year], 1e-9)
        weight -= 0.5 * (np.log(seen / max(output, 1e-9)) / MISFIT) ** 2
    if unsure:
        grown = (YEAR * was + new * shares[max(after) + 1]) / after[max(after)]
        usual = drawn(factors["growth_priority"], rng, EVERY)
        weight -= 0.5 * (np.log(np.maximum(grown, 1e-9) / usual) / GROWTH_SD) ** 2
    ones = np.ones(EVERY)
    return np.array([was * ones, was + new, begins * ones, months, first_share, weight])


def yearly(year: int, begins: int, months: Floats, first_share: Floats) -> Floats:
    """Months of the full rate that a ramp gives in a year, float[draw]."""
    of_year = np.arange(year * YEAR, (year + 1) * YEAR) - begins
    return np.asarray(ramp(of_year, months, first_share).sum(axis=0))


def output(plant: Plant, years: tuple[int, ...]) -> Floats:
    """What a plant makes in some years, float[future, year], through the economy."""
    made = np.zeros((len(plant.full), len(years)))
    for begins in np.unique(plant.begins):
        where = plant.begins == begins
        done = built(plant, where, int(begins), (max(years) + 1) * YEAR, 0.0)[0]
        for n, year in enumerate(years):
            ends = (year + 1) * YEAR - 1 - int(begins)
            earlier = done[:, ends - YEAR] if ends >= YEAR else 0.0
            made[where, n] = done[:, ends] - earlier
    full_at = np.maximum(plant.begins + plant.ramp_months, plant.known_until)
    for n, year in enumerate(years):
        beyond = np.maximum((year + 0.5) * YEAR - full_at, 0.0) / YEAR
        made[:, n] *= plant.drift**beyond
    return made


def share_armed(plant: Plant, month: int, gap: Floats) -> Floats:
    """Of what the plant made since it began, the share that is armed by a month, float[future]."""
    share = np.zeros(len(plant.full))
    for begins in np.unique(plant.begins):
        where = plant.begins == begins
        done, armed = built(plant, where, int(begins), month + 1, gap[where], old=0.0)
        share[where] = armed[:, -1] / np.maximum(done[:, -1], 1e-9)
    return share


def built(
    plant: Plant,
    where: npt.NDArray[np.bool_],
    begins: int,
    end: int,
    gap: Floats | float,
    old: float = 1.0,
) -> tuple[Floats, Floats]:
    """What is made, and armed, by each month from the beginning of a plant on."""
    economy = Economy(
        months=max(end - begins, 1),
        capacities=(
            Capacity(
                "plant",
                per_month=plant.full[where] - (1.0 - old) * plant.was[where],
                ramp_months=plant.ramp_months[where],
                first_share=plant.first_share[where],
                was=old * plant.was[where],
            ),
        ),
        goods=(Good("machine", "arms", 0.0, {"plant": 1.0}, armed=Arming(after_months=gap)),),
        orders=(Order("all", "machine", ENDLESS),),
        futures=int(where.sum()),
    )
    made = build(economy)
    return made.done[:, 0], made.armed[:, 0]
