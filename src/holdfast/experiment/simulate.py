"""Run very many futures: blocks of them, on threads, each campaign with and without help.

The result does not depend on threads, blocks or order, and a longer run begins with the shorter.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from holdfast.errors import SimulationError, UsageError
from holdfast.experiment.outcomes import ENDS, Floats, columns, helper_days
from holdfast.experiment.store import Block, Store
from holdfast.kernel import campaign
from holdfast.kernel import layout as at
from holdfast.scenario.compile import Theatre

BINS = 100
"""Bins of a day's counts on [0, 1]. grade: judgement"""

BLOCK_FUTURES = 500
"""Futures in a block: small enough for progress, large enough to cost nothing."""

LARGEST_WORD = 2**32

OnBlock = Callable[[int, int], None]
"""Called with (futures done, futures in all) as blocks finish."""


@dataclass(frozen=True)
class Design:
    """How many futures, how often each, from which seed, on how many threads."""

    futures: int = 2500
    replications: int = 4
    seed: int = 1
    workers: int = 2
    block: int = BLOCK_FUTURES

    def __post_init__(self) -> None:
        least = {"futures": 1, "replications": 1, "workers": 1, "block": 1, "seed": 0}
        for name, low in least.items():
            if not low <= getattr(self, name) < LARGEST_WORD:
                raise UsageError(f"--{name} must be at least {low} and below 2^32")

    def blocks(self) -> list[tuple[int, int, int]]:
        """(number, first future, futures) of every block."""
        starts = range(0, self.futures, self.block)
        return [(n, f, min(self.block, self.futures - f)) for n, f in enumerate(starts)]


@dataclass(frozen=True)
class Played:
    """One block as it comes from the kernel."""

    number: int
    first: int
    values: npt.NDArray[np.float64]
    """float64[future, quantity], the drawn inputs"""
    ends: npt.NDArray[np.float64]
    """float64[future x replication, row, world]"""
    counts: npt.NDArray[np.int64]
    """int64[world, measure, day, bin]"""


def play_block(
    theatre: Theatre, design: Design, number: int, first: int, futures: int, worlds: int = 2
) -> Played:
    """Draw and play one block of futures."""
    values = theatre.realise(design.seed, first, futures)
    campaigns = futures * design.replications
    ends = np.zeros((campaigns, at.ENDS_ROWS, 1, 2))
    measures = len(at.COUNTED) + len(theatre.axes)
    counts = np.zeros((2, measures, theatre.horizon + 1, BINS), dtype=np.int64)
    run = np.array([design.seed, first, design.replications, worlds], dtype=np.int64)
    campaign.run_block(theatre.arrays(), theatre.slot_table(), values, run, ends, counts)
    if not np.isfinite(ends).all():
        bad = int(np.argwhere(~np.isfinite(ends))[0][0])
        raise SimulationError(
            f"campaign {bad % design.replications} of future {first + bad // design.replications} "
            "gave a number that is none: look at its inputs in futures/"
        )
    return Played(number, first, values, ends[:, :, 0, :], counts)


def play_blocks(
    theatre: Theatre, design: Design, skip: set[int], worlds: int = 2
) -> Iterator[Played]:
    """Play all blocks but those of `skip` on threads; give them as they finish.

    At most two blocks a thread are under way, so that memory does not grow with the futures.
    """
    todo = iter([block for block in design.blocks() if block[0] not in skip])
    with ThreadPoolExecutor(design.workers) as threads:
        running: set[Future[Played]] = set()
        try:
            while True:
                while len(running) < 2 * design.workers and (block := next(todo, None)):
                    running.add(threads.submit(play_block, theatre, design, *block, worlds))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from sorted((f.result() for f in done), key=lambda p: p.number)
        finally:
            for future in running:
                future.cancel()


def to_block(theatre: Theatre, design: Design, played: Played) -> Block:
    """The tables of a block."""
    rows = columns(played.ends, played.first, design.replications, theatre.horizon)
    decided = np.asarray(rows["decided"], dtype=np.int64)
    helped = helper_days(theatre, played.values, decided, design.replications)
    rows |= {f"help.{name}": days for name, days in helped.items()}
    campaigns = pa.table({name: _column(values) for name, values in rows.items()})
    drawn = {"future": pa.array(played.first + np.arange(len(played.values)))}
    for n, name in enumerate(theatre.input_names()):
        drawn[name] = pa.array(played.values[:, n])
    world, measure, day, bins = np.nonzero(played.counts)
    days = {
        "world": pa.array(np.asarray(["with_help", "without_help"])[world]),
        "measure": pa.array(np.asarray([*at.COUNTED, *theatre.axes])[measure]),
        "day": pa.array(day),
        "bin": pa.array(bins),
        "count": pa.array(played.counts[world, measure, day, bins]),
    }
    tables = {"campaigns": campaigns, "futures": pa.table(drawn), "days": pa.table(days)}
    return Block(played.number, tables)


def _column(values: object) -> pa.Array:
    array = np.asarray(values)
    if array.dtype.kind == "f":
        return pa.array(array, from_pandas=True)
    return pa.array(array)


def simulate(
    theatre: Theatre, design: Design, store: Store, on_block: OnBlock | None = None
) -> bool:
    """Play a study into its store; give whether it is complete.

    Ctrl-C stops it after the blocks under way and keeps what is done. Blocks that are in the
    store already, whole and of the same question, are not played again.
    """
    began = time.perf_counter()
    finished = set(store.finished_blocks())
    done = sum(count for number, _, count in design.blocks() if number in finished)
    complete = True
    try:
        for played in play_blocks(theatre, design, finished):
            store.write(to_block(theatre, design, played))
            done += len(played.values)
            if on_block is not None:
                on_block(done, design.futures)
    except KeyboardInterrupt:
        complete = False
    store.finish(complete and done == design.futures, time.perf_counter() - began)
    return complete


def play_futures(
    theatre: Theatre, draws: Floats, futures: int, seed: int
) -> tuple[npt.NDArray[np.str_], Floats]:
    """End and end day with help, for the same futures under each draw of the joint constants.

    draws : float64[draw, constant], in the order of the theatre's posterior.
    Gives two arrays [draw, future].
    """
    values = theatre.realise(seed, 0, futures)
    joint = [n for n, row in enumerate(theatre.joint) if row >= 0]
    end = np.empty((len(draws), futures), dtype=np.int64)
    day = np.empty((len(draws), futures))
    run = np.array([seed, 0, 1, 1], dtype=np.int64)
    ends = np.zeros((futures, at.ENDS_ROWS, 1, 2))
    counts = np.zeros((2, len(at.COUNTED) + len(theatre.axes), theatre.horizon + 1, 1), np.int64)
    table = theatre.slot_table()
    for n, draw in enumerate(draws):
        values[:, len(theatre.slots) :] = draw[joint]
        campaign.run_block(theatre.arrays(), table, values, run, ends, counts)
        end[n] = ends[:, at.R_END, 0, 0]
        day[n] = ends[:, at.R_END_DAY, 0, 0]
    return np.asarray(ENDS)[end], day
