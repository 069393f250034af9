"""The reference model: one piece of work that every engine can do, so that they can be compared.

20 links, up to 365 days. A run draws: ratio, a, b, sigma, relief day k, relief size R, speed v,
depth, threshold, replacement; link l has D0 = 1000 w, w evenly from .5 to 1.5, and A0 = ratio D0.
Each day and link: two draws z of unit variance (sum of two uniforms);

    r = clip(A/(D + 1) - 1, -1, 2);  x = max(0, x + v r)
    D = max(0, D - a A max(0, 1 + sigma z1));  A = max(0, A - b D_before max(0, 1 + sigma z2))
    A += replacement A0;  on day k: D += R D0

A link is lost where x > depth. A run is not held on the first day that five links are lost or
sum D < threshold sum D0. Engines: C, ours (Numba and the kernel's Philox, the same bits as C),
NumPy (all runs at once, its own generator), plain Python.
"""

from __future__ import annotations

import ctypes
import math
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from holdfast.kernel.compiled import compiled
from holdfast.kernel.draws import philox

LINKS = 20
DAYS = 365
LOST_LINKS = 5
ROOT_SIX = math.sqrt(6.0)
UNIT = 2.0**-32
RANGES = {
    "ratio": (1.2, 2.2), "a": (0.001, 0.006), "b": (0.002, 0.012), "sigma": (0.1, 0.5),
    "relief_day": (20, 201), "relief": (0.1, 0.8), "speed": (0.1, 1.0), "depth": (50.0, 200.0),
    "threshold": (0.2, 0.5), "replaced": (0.0, 0.002),
}  # fmt: skip
"""Of each uniform quantity its ends; the relief day is rounded down, so 200 is its last."""

LOW = tuple(float(low) for low, _ in RANGES.values())
HIGH = tuple(float(high) for _, high in RANGES.values())
RATIO, KILL_D, KILL_A, SIGMA, RELIEF_DAY, RELIEF, SPEED, DEPTH, THRESHOLD, REPLACED = range(10)
D, A, X, D0, A0, Z1, Z2 = range(7)
ROWS = 7

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Played(NamedTuple):
    """What an engine found: held[run] is 1 or 0, days[run] the length."""

    held: Whole
    days: Whole


Engine = Callable[[int, int, int], Played]
"""(seed, first run, runs) -> what happened in each."""


# ---------------------------------------------------------------- ours
@compiled
def uniform(word: np.uint64) -> float:
    return (np.float64(word) + 0.5) * UNIT


@compiled
def draw_inputs(seed: np.uint64, run: np.uint64, inputs: Floats) -> None:
    zero = np.uint64(0)
    words = np.empty(12, np.uint64)
    for n in range(3):
        w0, w1, w2, w3 = philox(seed, run, zero, np.uint64(n), zero, zero)
        words[4 * n] = w0
        words[4 * n + 1] = w1
        words[4 * n + 2] = w2
        words[4 * n + 3] = w3
    for q in range(inputs.shape[0]):
        inputs[q] = LOW[q] + (HIGH[q] - LOW[q]) * uniform(words[q])
    inputs[RELIEF_DAY] = math.floor(inputs[RELIEF_DAY])


@compiled
def draw_day(seed: np.uint64, run: np.uint64, day: int, state: Floats) -> None:
    zero = np.uint64(0)
    for link in range(LINKS):
        w0, w1, w2, w3 = philox(seed, run, np.uint64(day), np.uint64(link), zero, zero)
        state[Z1, link] = (uniform(w0) + uniform(w1) - 1.0) * ROOT_SIX
        state[Z2, link] = (uniform(w2) + uniform(w3) - 1.0) * ROOT_SIX


@compiled
def fight(inputs: Floats, state: Floats, fresh: float) -> None:
    speed, sigma = inputs[SPEED], inputs[SIGMA]
    kill_d, kill_a, replaced = inputs[KILL_D], inputs[KILL_A], inputs[REPLACED]
    for link in range(LINKS):
        before, attackers = state[D, link], state[A, link]
        r = min(2.0, max(-1.0, attackers / (before + 1.0) - 1.0))
        state[X, link] = max(0.0, state[X, link] + speed * r)
        loss_d = kill_d * attackers * max(0.0, 1.0 + sigma * state[Z1, link])
        loss_a = kill_a * before * max(0.0, 1.0 + sigma * state[Z2, link])
        state[D, link] = max(0.0, before - loss_d) + fresh * state[D0, link]
        state[A, link] = max(0.0, attackers - loss_a) + replaced * state[A0, link]


@compiled
def is_over(inputs: Floats, state: Floats, whole: float) -> bool:
    left = 0.0
    lost = 0
    for link in range(LINKS):
        left += state[D, link]
        lost += state[X, link] > inputs[DEPTH]
    return bool(lost >= LOST_LINKS or left < inputs[THRESHOLD] * whole)


@compiled
def begin(inputs: Floats, state: Floats) -> float:
    whole = 0.0
    for link in range(LINKS):
        state[D0, link] = 1000.0 * (0.5 + link / (LINKS - 1.0))
        state[A0, link] = inputs[RATIO] * state[D0, link]
        state[D, link] = state[D0, link]
        state[A, link] = state[A0, link]
        state[X, link] = 0.0
        whole += state[D0, link]
    return whole


@compiled
def play_runs(seed: int, first: int, held: Whole, days: Whole) -> None:
    inputs = np.empty(len(LOW))
    state = np.empty((ROWS, LINKS))
    for n in range(held.shape[0]):
        run = np.uint64(first + n)
        draw_inputs(np.uint64(seed), run, inputs)
        whole = begin(inputs, state)
        held[n] = 1
        days[n] = DAYS
        for day in range(1, DAYS + 1):
            draw_day(np.uint64(seed), run, day, state)
            fight(inputs, state, inputs[RELIEF] if day == inputs[RELIEF_DAY] else 0.0)
            if is_over(inputs, state, whole):
                held[n] = 0
                days[n] = day
                break


def ours(seed: int, first: int, runs: int) -> Played:
    """Numba without fastmath, the kernel's own Philox."""
    found = Played(np.empty(runs, np.int64), np.empty(runs, np.int64))
    play_runs(seed, first, found.held, found.days)
    return found


# ---------------------------------------------------------------- C
def built_c(folder: Path) -> Engine | None:
    """The C version, compiled here and now; None where there is no C compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    library = folder / "reference.so"
    flags = ["-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC"]
    source = Path(__file__).with_name("reference.c")
    subprocess.run([compiler, *flags, "-o", str(library), str(source)], check=True)
    call = ctypes.CDLL(str(library)).play_runs
    call.restype = None
    pointer = np.ctypeslib.ndpointer(np.int64, flags="C_CONTIGUOUS")
    call.argtypes = [ctypes.c_int64, ctypes.c_int64, ctypes.c_int64, pointer, pointer]

    def in_c(seed: int, first: int, runs: int) -> Played:
        found = Played(np.empty(runs, np.int64), np.empty(runs, np.int64))
        call(seed, first, runs, found.held, found.days)
        return found

    return in_c


# ---------------------------------------------------------------- NumPy
def in_numpy(seed: int, first: int, runs: int) -> Played:
    """All runs at once; runs that have ended are dropped every ten days."""
    rng = np.random.Generator(np.random.Philox(key=[seed, first]))
    q = np.array(LOW) + (np.array(HIGH) - np.array(LOW)) * rng.random((runs, len(LOW)))
    q[:, RELIEF_DAY] = np.floor(q[:, RELIEF_DAY])
    held, days, alive = np.ones(runs, np.int64), np.full(runs, DAYS), np.arange(runs)
    d0 = np.broadcast_to(1000.0 * np.linspace(0.5, 1.5, LINKS), (runs, LINKS))
    a0 = q[:, RATIO, None] * d0
    d, a, x = d0.copy(), a0.copy(), np.zeros((runs, LINKS))
    for day in range(1, DAYS + 1):
        u = rng.random((4, *d.shape))
        z1, z2 = (u[0] + u[1] - 1.0) * ROOT_SIX, (u[2] + u[3] - 1.0) * ROOT_SIX
        sigma = q[:, SIGMA, None]
        x = np.maximum(0.0, x + q[:, SPEED, None] * np.clip(a / (d + 1.0) - 1.0, -1.0, 2.0))
        loss_d = q[:, KILL_D, None] * a * np.maximum(0.0, 1.0 + sigma * z1)
        loss_a = q[:, KILL_A, None] * d * np.maximum(0.0, 1.0 + sigma * z2)
        d = np.maximum(0.0, d - loss_d)
        a = np.maximum(0.0, a - loss_a) + q[:, REPLACED, None] * a0
        helped = q[:, RELIEF_DAY] == day
        d[helped] += q[helped, RELIEF, None] * d0[helped]
        over = (x > q[:, DEPTH, None]).sum(axis=1) >= LOST_LINKS
        over |= d.sum(axis=1) < q[:, THRESHOLD] * d0.sum(axis=1)
        ended = alive[over & (held[alive] == 1)]
        held[ended], days[ended] = 0, day
        if day % 10 == 0:
            kept = held[alive] == 1
            alive, q, d0, a0 = alive[kept], q[kept], d0[kept], a0[kept]
            d, a, x = d[kept], a[kept], x[kept]
    return Played(held, days)


# ---------------------------------------------------------------- plain Python
def in_python(seed: int, first: int, runs: int) -> Played:
    """Lists and floats, the standard library's generator."""
    found = [_play_in_python(random.Random(f"{seed} {first + n}")) for n in range(runs)]
    return Played(np.array([f[0] for f in found]), np.array([f[1] for f in found]))


def _play_in_python(rng: random.Random) -> tuple[int, int]:
    q = [low + (high - low) * rng.random() for low, high in RANGES.values()]
    d0 = [1000.0 * (0.5 + link / (LINKS - 1)) for link in range(LINKS)]
    a0 = [q[RATIO] * d for d in d0]
    d, a, x = d0[:], a0[:], [0.0] * LINKS
    relief_day, floor = int(q[RELIEF_DAY]), q[THRESHOLD] * sum(d0)
    kill_d, kill_a, sigma, speed = q[KILL_D], q[KILL_A], q[SIGMA], q[SPEED]
    depth, replaced, draw = q[DEPTH], q[REPLACED], rng.random
    for day in range(1, DAYS + 1):
        lost = 0
        for n in range(LINKS):
            before, attackers = d[n], a[n]
            r = min(2.0, max(-1.0, attackers / (before + 1.0) - 1.0))
            x[n] = max(0.0, x[n] + speed * r)
            z1 = (draw() + draw() - 1.0) * ROOT_SIX
            z2 = (draw() + draw() - 1.0) * ROOT_SIX
            d[n] = max(0.0, before - kill_d * attackers * max(0.0, 1.0 + sigma * z1))
            a[n] = max(0.0, attackers - kill_a * before * max(0.0, 1.0 + sigma * z2))
            a[n] += replaced * a0[n]
            lost += x[n] > depth
        if day == relief_day:
            d = [now + q[RELIEF] * full for now, full in zip(d, d0, strict=True)]
        if lost >= LOST_LINKS or sum(d) < floor:
            return 0, day
    return 1, DAYS
