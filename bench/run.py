"""How fast it is: `make bench` prints this table and writes bench/results.json.

    python bench/run.py [--quick]

Machines are shared and noisy, so every figure that has a rival is a ratio taken in one run, the
rival beside it, rounds interleaved; CPU seconds stand beside wall seconds; spread is (largest -
smallest)/median. These are benchmarks, never tests.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numba
import numpy as np

import arrays
import cards
import reference
from clock import Summary, lap_of_process, race, summary

RESULTS = Path(__file__).with_name("results.json")
RUNS = {"C": 20_000, "ours": 20_000, "NumPy": 4_000, "plain Python": 200}
CHECKED = {"C": 20_000, "ours": 20_000, "NumPy": 20_000, "plain Python": 1_000}
P_HELD, MEAN_DAYS = 0.37, 217.0


class Row(NamedTuple):
    """One line of the table."""

    what: str
    figure: float
    unit: str
    ratio: float | None = None
    rival: str = ""
    taken: Summary | None = None

    def text(self) -> str:
        """The line."""
        ratio = "" if self.ratio is None else f"{self.ratio:.3g} x {self.rival}"
        times = ""
        if self.taken is not None:
            times = f"{self.taken.cpu:8.2f}{self.taken.wall:9.2f}{self.taken.spread:8.0%}"
        return f"  {self.what:<50}{self.figure:>12,.5g} {self.unit:<22}{ratio:<24}{times}"

    def plain(self) -> dict[str, Any]:
        """The line for a program."""
        taken = {} if self.taken is None else self.taken._asdict()
        return {**self._asdict(), "taken": taken or None}


class Section(NamedTuple):
    """A part of the table with what is to be said about it."""

    title: str
    rows: list[Row]
    notes: list[str]


def call_cost(rounds: int) -> Section:
    """What 30 phases a day cost beyond their arithmetic."""
    found = arrays.measure(("plain",), rounds)
    loose = next(row for row in found if not row["forced_inlining"])
    rows = []
    for row in found:
        words = "inlining forced" if row["forced_inlining"] else "inlining left to LLVM"
        ratio = row["milliseconds_a_campaign"] / loose["milliseconds_a_campaign"]
        rows += [
            Row(words, row["milliseconds_a_campaign"], "ms a campaign", ratio, "left to LLVM"),
            Row("  compile", row["compile_seconds"], "CPU s"),
        ]
    note = "against tuples of arrays: python bench/arrays.py (two minutes; ADR 1)"
    return Section(f"Toy of {arrays.PHASES} phases x {arrays.DAYS} days", rows, [note])


def engines(folder: Path) -> tuple[dict[str, reference.Engine], list[str]]:
    """Every engine that can run here, and what cannot."""
    in_c = reference.built_c(folder)
    found = {} if in_c is None else {"C": in_c}
    found |= {
        "ours": reference.ours,
        "NumPy": reference.in_numpy,
        "plain Python": reference.in_python,
    }
    notes = [] if in_c is not None else ["no C compiler here: ratios are to ours"]
    for module in ("mesa", "simpy"):
        if importlib.util.find_spec(module) is None:
            notes.append(f"{module}: not installed")
        else:
            notes.append(f"{module}: installed, but this benchmark has no version for it")
    return found, notes


def agreement(found: dict[str, reference.Engine]) -> list[str]:
    """What each engine answers; ours must be C's answer bit for bit."""
    notes = []
    played = {name: engine(1, 0, CHECKED[name]) for name, engine in found.items()}
    for name, runs in played.items():
        held, days = runs.held.mean(), runs.days.mean()
        errors = [float(np.std(one) / np.sqrt(len(one))) for one in (runs.held, runs.days)]
        notes.append(
            f"{name}: P(held) {held:.3f} +- {errors[0]:.3f}, "
            f"mean length {days:.1f} +- {errors[1]:.1f} days ({len(runs.held):,} runs)"
        )
        near = abs(held - P_HELD) < 0.01 + 4 * errors[0]
        if not (near and abs(days - MEAN_DAYS) < 1 + 4 * errors[1]):
            raise RuntimeError(f"{name} plays another model: {notes[-1]}")
    if "C" in played:
        same = all(np.array_equal(a, b) for a, b in zip(played["C"], played["ours"], strict=True))
        if not same:
            raise RuntimeError("ours and C do not agree run by run")
        notes.append("ours and C agree in every run")
    return notes


def reference_model(found: dict[str, reference.Engine], rounds: int) -> tuple[Section, float]:
    """The reference model in every engine; also the rival's runs per CPU second."""
    notes = agreement(found)
    laps = race({name: _runs(engine, RUNS[name]) for name, engine in found.items()}, rounds)
    per_second = {name: RUNS[name] / laps[name].cpu for name in found}
    rival = "C" if "C" in found else "ours"
    rows = [
        Row(name, rate, "runs per CPU second", rate / per_second[rival], rival, laps[name])
        for name, rate in per_second.items()
    ]
    return Section("Reference model, one core", rows, notes), per_second[rival]


def _runs(engine: reference.Engine, runs: int) -> Callable[[], object]:
    return lambda: engine(1, 0, runs)


def _threaded(engine: reference.Engine, runs: int, threads: int) -> Callable[[], object]:
    """Twice the runs in two halves, on so many threads: what the machine has to give."""

    def play() -> object:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(lambda half: engine(1, half * runs, runs), range(2)))

    return play


def on_cards(found: dict[str, reference.Engine], rounds: int, futures: int) -> Section:
    """Campaigns a second on the catalogue, the rival run beside them."""
    fought, asked = cards.from_catalogue()
    rival = "C" if "C" in found else "ours"
    plays = {
        f"{len(fought)} cards, with help alone, 1 thread": cards.player(fought, futures, 1, 1),
        f"{len(fought)} cards, with and without, 1 thread": cards.player(fought, futures, 2, 1),
        f"{len(fought)} cards, with and without, 2 threads": cards.player(fought, futures, 2, 2),
    }
    for card in asked:
        for threads in (1, 2):
            name = f"{card.name}, with and without, {threads} thread{'s'[: threads - 1]}"
            plays[name] = cards.player([card], 20 * futures, 2, threads)
    for _, play in plays.values():
        play()
    work = {name: play for name, (_, play) in plays.items()}
    rivals = {f"{rival}, {n} threads": _threaded(found[rival], RUNS[rival], n) for n in (1, 2)}
    laps = race({**work, rival: _runs(found[rival], RUNS[rival]), **rivals}, rounds)
    reference_rate = RUNS[rival] / laps[rival].cpu
    rows = []
    for name, (campaigns, _) in plays.items():
        rate = campaigns / laps[name].cpu
        unit = "campaigns per CPU s"
        rows.append(Row(name, rate, unit, rate / reference_rate, rival, laps[name]))
    for card in asked:
        one, two = (laps[name].wall for name in plays if name.startswith(card.name))
        gain, theirs = one / two, np.divide(*(laps[name].wall for name in rivals))
        what = f"{card.name}: two threads against one"
        rows.append(Row(what, gain, "x, wall", gain / theirs, f"{rival}'s gain"))
    joint = "posterior sample" if cards.posterior().names else "centre: no sample ships"
    return Section("Cards", rows, [f"calibrated constants from the {joint}"])


def starts(folder: Path, rounds: int) -> Section:
    """How long a user waits: imports, help, the first run ever, the next one."""
    holdfast = str(Path(sys.executable).with_name("holdfast"))
    run = [holdfast, "run", "czechoslovakia-1938", "--quiet", "--out"]
    cold = os.environ | {"HOLDFAST_CACHE": str(folder / "empty")}
    rows, notes = [], []

    def add(what: str, commands: list[list[str]]) -> None:
        try:
            taken = summary([lap_of_process(command, cold) for command in commands])
        except (RuntimeError, OSError) as error:
            notes.append(f"{what}: {error}")
            return
        rows.append(Row(what, taken.wall, "s, wall", taken=taken))

    add('python -c "import holdfast"', [[sys.executable, "-c", "import holdfast"]] * rounds)
    add("holdfast --help", [[holdfast, "--help"]] * rounds)
    add("first run ever, 10,000 campaigns", [[*run, str(folder / "cold")]])
    add("later runs, 10,000 campaigns", [[*run, str(folder / f"warm{n}")] for n in range(rounds)])
    return Section("Starting, an empty compiler cache at first", rows, notes)


def machine() -> dict[str, Any]:
    """What the figures were taken on, as far as it matters."""
    return {
        "python": platform.python_version(),
        "numba": numba.__version__,
        "numpy": np.__version__,
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="fewer rounds, fewer campaigns")
    quick = options.parse_args().quick
    rounds, futures = (2, 25) if quick else (5, 100)
    where = machine()
    print(", ".join(f"{key} {value}" for key, value in where.items()))
    print(f"  {'':<50}{'':>12} {'':<22}{'ratio':<24}{'CPU s':>8}{'wall s':>9}{'spread':>8}")
    sections = []

    def show(section: Section) -> None:
        sections.append(section)
        print(section.title)
        for row in section.rows:
            print(row.text())
        for note in section.notes:
            print(f"  ({note})")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found, missing = engines(folder)
        section, _ = reference_model(found, rounds)
        show(section._replace(notes=section.notes + missing))
        show(on_cards(found, rounds, futures))
        show(starts(folder, 2 if quick else 3))
        show(call_cost(rounds))
    content = {
        "machine": where,
        "sections": [
            {"title": s.title, "rows": [row.plain() for row in s.rows], "notes": s.notes}
            for s in sections
        ],
    }
    RESULTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {RESULTS.parent.name}/{RESULTS.name}")


if __name__ == "__main__":
    main()
