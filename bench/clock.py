"""Time taken fairly on a shared machine: interleaved rounds, CPU beside wall, median and spread."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Lap(NamedTuple):
    """One measured piece of work."""

    cpu: float
    """CPU seconds of all threads, and of child processes where there are any."""
    wall: float


class Summary(NamedTuple):
    """The laps of one contestant."""

    cpu: float
    """Median CPU seconds of a lap."""
    wall: float
    """Median wall seconds of a lap."""
    spread: float
    """(largest - smallest CPU seconds)/median."""
    rounds: int


def lap(work: Callable[[], object]) -> Lap:
    """Time one call."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Lap(time.process_time() - cpu, time.perf_counter() - wall)


def lap_of_process(command: Sequence[str], environment: Mapping[str, str]) -> Lap:
    """Time one process from start to end; an error in it is shown and raised."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, env=dict(environment), capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - wall
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr else "failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Lap(cpu, wall)


def race(contestants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Summary]:
    """Time every contestant once a round, so that a busy machine slows all of them alike."""
    laps: dict[str, list[Lap]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            laps[name].append(lap(work))
    return {name: summary(taken) for name, taken in laps.items()}


def summary(laps: Sequence[Lap]) -> Summary:
    """Median and spread of some laps."""
    cpu = [one.cpu for one in laps]
    middle = statistics.median(cpu)
    spread = (max(cpu) - min(cpu)) / middle if middle > 0 else 0.0
    return Summary(middle, statistics.median(one.wall for one in laps), spread, len(laps))
