"""Why the kernel takes plain arrays: a toy of 30 phases and 180 days, written both ways.

    python bench/arrays.py

The same arithmetic, once with four NamedTuples of 25 arrays, once with four 3-D arrays, each
with inlining left to the compiler and with inlining forced. Call cost is the CPU time of one
campaign from Python, compile time that of the first call. ADR 1 quotes what this prints.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numba
import numpy as np

from clock import race

PHASES = 30
DAYS = 180
FIELDS = 25
ENTITIES = 8
LINES = 6
CAMPAIGNS = 200
WAYS = ("tuples", "plain")
NAMES = ("theatre", "draws", "state", "record")


class Toy(NamedTuple):
    """One way of writing the toy, compiled."""

    first_call_seconds: float
    counting: int
    """Places in the machine code of a campaign that count references to an array."""
    campaign: Callable[[], object]
    result: Callable[[], float]


def phase_source(n: int, way: str) -> str:
    """Phase `n`: some lines like those of the kernel, each on other fields of the four arguments.

    There are enough of them that the compiler does not inline the phase of its own accord.
    """

    def at(name: str, field: int) -> str:
        return f"{name}.f{field}[i, s]" if way == "tuples" else f"{name}[{field}, i, s]"

    lines = [f"def phase{n}(theatre, draws, state, record, i, s):"]
    for m in range(LINES):
        to, by = (n + m) % FIELDS, (7 * n + 3 * m) % FIELDS
        lines += [
            f"    if {at('draws', by)} < {at('theatre', to)}:",
            f"        {at('record', to)} = {at('state', by)}",
            f"        {at('state', to)} = 0.5 * ({at('state', by)} + {at('theatre', by)})",
            "    else:",
            f"        {at('state', to)} = math.sqrt({at('state', to)} * {at('draws', by)})",
        ]
    return "\n".join(lines)


def campaign_source() -> str:
    """A campaign: the phases in order, day after day."""
    calls = "\n".join(
        f"        phase{n}(theatre, draws, state, record, 1, day % 2)" for n in range(PHASES)
    )
    return (
        "def campaign(theatre, draws, state, record):\n"
        f"    for day in range({DAYS}):\n{calls}\n    return {DAYS}\n"
    )


def blank(way: str) -> list[Any]:
    """Four arguments with the same numbers in either way."""
    rng = np.random.default_rng(1)
    plain = [rng.random((FIELDS, ENTITIES, 2)) for _ in NAMES]
    if way == "plain":
        return plain
    copies = [[array[n].copy() for n in range(FIELDS)] for array in plain]
    return [one(*fields) for one, fields in zip(tuples(), copies, strict=True)]


def tuples() -> Iterator[Any]:
    """Four NamedTuple classes of 25 arrays."""
    for name in NAMES:
        fields = [(f"f{n}", np.ndarray) for n in range(FIELDS)]
        yield NamedTuple(name.capitalize(), fields)  # type: ignore[misc]


def build(way: str, inline: bool) -> Toy:
    """Compile the toy one way; nothing is cached."""
    made: dict[str, Any] = {"math": math}
    compiled = numba.njit(nogil=True, error_model="numpy", forceinline=inline)
    for n in range(PHASES):
        exec(phase_source(n, way), made)
        made[f"phase{n}"] = compiled(made[f"phase{n}"])
    exec(campaign_source(), made)
    campaign = numba.njit(nogil=True, error_model="numpy")(made["campaign"])
    arguments = blank(way)
    start = time.process_time()
    campaign(*arguments)
    seconds = time.process_time() - start

    def result() -> float:
        state = arguments[2]
        return float(sum(field.sum() for field in state) if way == "tuples" else state.sum())

    code = next(iter(campaign.inspect_asm().values()))
    counting = len(re.findall(r"NRT_(?:incref|decref)", code))
    return Toy(seconds, counting, lambda: [campaign(*arguments) for _ in range(CAMPAIGNS)], result)


def measure(ways: tuple[str, ...] = WAYS, rounds: int = 5) -> list[dict[str, Any]]:
    """Compile and time the toy in each way, with and without forced inlining."""
    built = {(way, inline): build(way, inline) for way in ways for inline in (False, True)}
    first = [toy.result() for toy in built.values()]
    if not np.allclose(first, first[0], rtol=1e-12):
        raise RuntimeError(f"the ways do not agree: {first}")
    laps = race({str(key): toy.campaign for key, toy in built.items()}, rounds)
    rows = []
    for key, toy in built.items():
        taken = laps[str(key)]
        rows.append(
            {
                "arguments": key[0],
                "forced_inlining": key[1],
                "compile_seconds": round(toy.first_call_seconds, 2),
                "milliseconds_a_campaign": round(1000 * taken.cpu / CAMPAIGNS, 4),
                "reference_counting": toy.counting,
                "spread": round(taken.spread, 3),
            }
        )
    return rows


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--json", action="store_true", help="print JSON")
    rows = measure()
    if options.parse_args().json:
        json.dump(rows, sys.stdout, indent=1)
        return
    print(f"{PHASES} phases x {DAYS} days, {ENTITIES} entities x 2 sides, one thread")
    print(
        f"{'arguments':<34}{'inlining':<14}{'compile':>10}{'a campaign':>14}"
        f"{'spread':>9}{'counting':>10}"
    )
    words = {"tuples": "four NamedTuples of 25 arrays", "plain": "four 3-D arrays"}
    for row in rows:
        print(
            f"{words[row['arguments']]:<34}"
            f"{'forced' if row['forced_inlining'] else 'left to LLVM':<14}"
            f"{row['compile_seconds']:>8.1f} s{row['milliseconds_a_campaign']:>11.3f} ms"
            f"{row['spread']:>8.0%}{row['reference_counting']:>10}"
        )
    print("counting: places in the machine code that count references to an array")


if __name__ == "__main__":
    main()
