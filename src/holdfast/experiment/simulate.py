"""Run very many futures: blocks of them, on threads, each campaign with and without help.

The result does not depend on threads, blocks or order, and a longer run begins with the shorter.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from signal import SIGINT, SIGTERM
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from holdfast.errors import SimulationError, StoppedError, UsageError
from holdfast.experiment.cases import Branch, Case, Numbers
from holdfast.experiment.cost import BLOCK_FUTURES, block_of, refuse_too_large
from holdfast.experiment.outcomes import ENDS, Floats
from holdfast.experiment.parts import Played, tables
from holdfast.experiment.stopping import BY_SIGNAL, StopAsked, stoppable
from holdfast.experiment.store import Block, Store
from holdfast.kernel import campaign
from holdfast.kernel import layout as at
from holdfast.scenario.compile.theatre import Theatre

BINS = 100
"""Bins of a day's counts on [0, 1]. grade: judgement"""

LARGEST_WORD = 2**32

T = TypeVar("T")

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
    """Futures in a block; fewer where each has so many replications that memory would grow."""
    alone: bool = False
    """Tell only of the world without the acts of other powers."""

    def __post_init__(self) -> None:
        least = {"futures": 1, "replications": 1, "workers": 1, "block": 1, "seed": 0}
        for name, low in least.items():
            if not low <= getattr(self, name) < LARGEST_WORD:
                raise UsageError(f"--{name} must be at least {low} and below 2^32")
        refuse_too_large(self.futures, self.replications, self.workers)
        object.__setattr__(self, "block", block_of(self.block, self.replications))

    def blocks(self) -> list[tuple[int, int, int]]:
        """(number, first future, futures) of every block."""
        starts = range(0, self.futures, self.block)
        return [(n, f, min(self.block, self.futures - f)) for n, f in enumerate(starts)]


def play(theatre: Theatre, design: Design, futures: Numbers, worlds: int = 2) -> Played:
    """Draw and play some futures, by their numbers.

    Raises
    ------
    SimulationError
        if a campaign gives a number that is none.
    """
    inputs, cells = theatre.realise(design.seed, futures)
    helpers = max(1, len(theatre.names.helpers))
    ends = np.zeros((len(futures) * design.replications, at.ENDS_ROWS, helpers, 2))
    measures = len(at.COUNTED) + len(theatre.axes)
    counts = np.zeros((2, measures, theatre.horizon + 1, BINS), dtype=np.int64)
    run = (design.seed, design.replications, worlds)
    drawn = theatre.slot_table(), cells
    campaign.run_block(theatre.arrays(), drawn, futures, run, ends, counts)
    if not np.isfinite(ends).all():
        bad = int(np.argwhere(~np.isfinite(ends))[0][0])
        raise SimulationError(
            f"campaign {bad % design.replications} of future "
            f"{futures[bad // design.replications]} "
            "gave a number that is none: look at its inputs in futures/"
        )
    if design.alone:
        ends[..., at.WITH_HELP] = ends[..., at.WITHOUT_HELP]
        counts[at.WITH_HELP] = counts[at.WITHOUT_HELP]
    return Played(futures, inputs, ends, counts)


def play_all(theatre: Theatre, design: Design, worlds: int = 2) -> Floats:
    """Play every future of a design: float64[campaign, row, world]."""
    jobs = (
        partial(play, theatre, design, np.arange(first, first + count), worlds)
        for _, first, count in design.blocks()
    )
    return np.concatenate([played.whole for played in in_order(jobs, design.workers)])


def play_case(case: Case, design: Design) -> Floats:
    """Play every future of a case: float64[campaign, row, world], by future and replication."""
    jobs = (
        partial(play_branches, case, design, first, count) for _, first, count in design.blocks()
    )
    return np.concatenate([_joined(parts, design) for parts in in_order(jobs, design.workers)])


def _joined(parts: Sequence[tuple[Branch, Played]], design: Design) -> Floats:
    """The campaigns of all branches in the order of the futures."""
    whole = np.concatenate([played.whole for _, played in parts])
    futures = np.concatenate([played.futures for _, played in parts])
    by_future = whole.reshape(len(futures), design.replications, *whole.shape[1:])
    return by_future[np.argsort(futures)].reshape(whole.shape)


def in_order(
    jobs: Iterable[Callable[[], T]], workers: int, stop: StopAsked | None = None
) -> Iterator[T]:
    """Do jobs on threads; give what they come to, in their order.

    At most two jobs a thread are under way, so that memory does not grow with the futures. Asked
    to stop, it begins no other job and gives what those under way come to.
    """
    todo = iter(jobs)
    stop = StopAsked() if stop is None else stop  # one that was not asked yet is false
    with ThreadPoolExecutor(workers) as threads:
        running: deque[Future[T]] = deque()
        try:
            while True:
                while not stop and len(running) < 2 * workers and (job := next(todo, None)):
                    running.append(threads.submit(job))
                if not running:
                    return
                first = running.popleft()
                if not (stop and first.cancel()):
                    yield first.result()
        finally:
            for future in running:
                future.cancel()


def play_branches(
    case: Case, design: Design, first: int, count: int
) -> list[tuple[Branch, Played]]:
    """Play some futures of a case, each in its branch."""
    futures = np.arange(first, first + count)
    chosen = case.choose(design.seed, futures)
    return [
        (branch, play(branch.theatre, design, futures[chosen == n]))
        for n, branch in enumerate(case.branches)
        if np.any(chosen == n)
    ]


def play_block(case: Case, design: Design, number: int, first: int, count: int) -> Block:
    """Play one block of a case; `number` is that of its part."""
    played = play_branches(case, design, first, count)
    return tables(case, played, design.replications, number)


def simulate(
    cases: Sequence[Case], design: Design, store: Store, on_block: OnBlock | None = None
) -> bool:
    """Play a study into its store, one case after another; give whether it is complete.

    Ctrl-C or SIGTERM stops it after the blocks under way and keeps what is done. Blocks that are in
    the store already, whole and of the same question, are not played again.

    Raises
    ------
    StoppedError
        after SIGTERM, when what is done is kept: there is no time for an answer.
    """
    began = time.perf_counter()
    finished = set(store.finished_blocks())
    todo = [span for span in store.blocks if span.number not in finished]
    total = len(cases) * design.futures
    done = total - sum(span.futures for span in todo)
    jobs = (
        partial(play_block, cases[span.case], design, span.number, span.first, span.futures)
        for span in todo
    )
    with stoppable() as stop:
        try:
            for block in in_order(jobs, design.workers, stop):
                store.write(block)
                done += block.tables["futures"].num_rows
                if on_block is not None:
                    on_block(done, total)
        except KeyboardInterrupt:
            stop.signal = SIGINT
        complete = done == total
        store.finish(complete, time.perf_counter() - began)
    if stop.signal == SIGTERM and not complete:
        raise StoppedError(
            f"ended by SIGTERM: {done:,} of {total:,} futures are kept in {store.folder}\n"
            "    run it again with --resume to go on from there",
            BY_SIGNAL + SIGTERM,
        )
    return complete


def play_futures(
    theatre: Theatre, draws: Floats, futures: int, seed: int
) -> tuple[npt.NDArray[np.str_], Floats]:
    """End and end day with help, for the same futures under each draw of the joint constants.

    draws : float64[draw, constant], in the order of the theatre's posterior.
    Gives two arrays [draw, future].
    """
    numbers = np.arange(futures)
    _, cells = theatre.realise(seed, numbers)
    joint = [n for n, row in enumerate(theatre.joint) if row >= 0]
    end = np.empty((len(draws), futures), dtype=np.int64)
    day = np.empty((len(draws), futures))
    ends = np.zeros((futures, at.ENDS_ROWS, max(1, len(theatre.names.helpers)), 2))
    counts = np.zeros((2, len(at.COUNTED) + len(theatre.axes), theatre.horizon + 1, 1), np.int64)
    table, run = theatre.slot_table(), (seed, 1, 1)
    for n, draw in enumerate(draws):
        cells[:, len(theatre.cells) :] = draw[joint]
        campaign.run_block(theatre.arrays(), (table, cells), numbers, run, ends, counts)
        end[n] = ends[:, at.R_END, 0, 0]
        day[n] = ends[:, at.R_END_DAY, 0, 0]
    return np.asarray(ENDS)[end], day
