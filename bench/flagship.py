"""How fast the flagship is: 10,000 campaigns with and without help, the C reference beside them.

    python bench/flagship.py [--rounds 3] [--futures 2500]

What is asked for: under 20 s of wall time on two threads, once the kernel is compiled. Rounds are
interleaved with the reference; ratios are of campaigns per CPU second to its runs per CPU second.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

import cards
import reference
from clock import Summary, lap, race
from holdfast.catalog.scenarios import find_scenario
from holdfast.experiment.simulate import Design, play, play_all
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.scenario_source import load_scenario

FLAGSHIP = "czechoslovakia-1936"
COURSE = "pincer-1938"
REPLICATIONS = 4
REFERENCE_RUNS = 20_000
SMALL = 500
"""Futures of which drawing and playing are timed apart."""

Work = Callable[[], object]


def made() -> tuple[Theatre, float, float]:
    """The flagship in 1938, and the CPU seconds that loading and compiling it took."""
    source = find_scenario(FLAGSHIP)
    found: list[Theatre] = []

    def load() -> None:
        load_scenario(source, COURSE)

    def compiling() -> None:
        scenario = load_scenario(source, COURSE)
        found.append(compile_scenario(scenario, COURSE, cards.posterior()).theatre)

    load()  # once for all: the check of the whole folder is kept
    loaded, both = lap(load).cpu, lap(compiling).cpu
    return found[0], loaded, both - loaded


def player(theatre: Theatre, futures: int, worlds: int, threads: int) -> Work:
    """A call that plays so many futures, four times each."""
    design = Design(futures, REPLICATIONS, seed=1, workers=threads)
    return lambda: play_all(theatre, design, worlds)


def contestants(theatre: Theatre, futures: int) -> dict[str, Work]:
    """What is timed, by what it is called."""
    one = Design(SMALL, 1)
    numbers = np.arange(SMALL)
    return {
        "with help alone, 1 thread": player(theatre, futures, 1, 1),
        "with and without, 1 thread": player(theatre, futures, 2, 1),
        "with and without, 2 threads": player(theatre, futures, 2, 2),
        "drawing": lambda: theatre.realise(1, numbers),
        "drawing and playing": lambda: play(theatre, one, numbers),
    }


def line(what: str, campaigns: int, taken: Summary, rival: float | None) -> str:
    """One row: campaigns by CPU and wall second, the share of the reference, seconds, spread."""
    by_cpu, by_wall = campaigns / taken.cpu, campaigns / taken.wall
    share = "" if rival is None else f"{by_cpu / rival:.3g} x C"
    return (
        f"  {what:<30}{by_cpu:>9,.0f} per CPU s{by_wall:>9,.0f} per s{share:>14}"
        f"{taken.cpu:>9.2f}{taken.wall:>9.2f}{taken.spread:>8.0%}"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--futures", type=int, default=2500)
    asked = options.parse_args()
    theatre, loading, compiling = made()
    cells, quantities = len(theatre.cells), len(theatre.quantities)
    print(f"{FLAGSHIP}, {COURSE}: {quantities} quantities, {cells} cells")
    print(f"  loading {loading:.2f} CPU s, compiling to arrays {compiling:.2f} CPU s")
    work = contestants(theatre, asked.futures)
    for call in work.values():
        call()
    with tempfile.TemporaryDirectory() as folder:
        in_c = reference.built_c(Path(folder))
        rivals: dict[str, Work] = {}
        if in_c is not None:
            rivals["C"] = lambda: in_c(1, 0, REFERENCE_RUNS)
        laps = race({**work, **rivals}, asked.rounds)
    rival = REFERENCE_RUNS / laps["C"].cpu if in_c is not None else None
    campaigns = asked.futures * REPLICATIONS
    print(
        f"{campaigns:,} campaigns, each of two worlds counted; "
        f"CPU s, wall s, spread of {asked.rounds} rounds:"
    )
    for name in list(work)[:3]:
        worlds = 1 if "alone" in name else 2
        print(line(name, campaigns * worlds, laps[name], rival))
    print(f"  (the reference in C: {rival:,.0f} runs per CPU s)" if rival else "  (no C compiler)")
    drawn, played = (laps[name].cpu for name in ("drawing", "drawing and playing"))
    print(
        f"{SMALL} futures once, with and without: drawn and worked out in {drawn:.3f} CPU s, "
        f"played in {played - drawn:.3f} CPU s"
    )


if __name__ == "__main__":
    main()
