"""What forced inlining does to the real kernel: compile time and campaigns a second.

    python bench/inlining.py [--cards FILE ...] [--only ID ...]

Each variant runs in a process of its own with an empty cache; rounds are interleaved. ADR 1
quotes what this prints.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FUTURES = 500
ROUNDS = 3
VARIANTS = {"forced": True, "left to LLVM": False}


def child(options: argparse.Namespace) -> None:
    """Compile and time the kernel with `forceinline` set as told; print JSON."""
    import numba

    plain_njit = numba.njit

    def njit(*functions: Any, **settings: Any) -> Any:
        if "forceinline" in settings:
            settings["forceinline"] = VARIANTS[options.child]
        return plain_njit(*functions, **settings)

    numba.njit = njit
    # only now: the kernel's decorator takes what numba.njit is when the kernel is imported
    import cards
    from clock import lap

    made = cards.chosen(options.cards, options.only)
    first = lap(cards.player(made[:1], 1, 1, 1)[1])
    found: dict[str, Any] = {"first_call_seconds": first.cpu}
    for work in made:
        campaigns, play = cards.player([work], FUTURES, 2, 1)
        found[work.name] = campaigns / lap(play).cpu
    json.dump(found, sys.stdout)


def measure(files: list[Path], only: list[str]) -> dict[str, dict[str, float]]:
    """Medians of what the children found, by variant; the first round compiles."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in VARIANTS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name in VARIANTS:
                command = [sys.executable, __file__, "--child", name]
                command += ["--cards", *map(str, files)] if files else []
                command += ["--only", *only] if only else []
                cache = {"HOLDFAST_CACHE": str(Path(folder) / name)}
                done = subprocess.run(
                    command, env=os.environ | cache, check=True, capture_output=True, text=True
                )
                found[name].append(json.loads(done.stdout))
    middle = {
        name: {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
        for name, rounds in found.items()
    }
    for name, rounds in found.items():
        middle[name]["first_call_seconds"] = rounds[0]["first_call_seconds"]
    return middle


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cards", nargs="+", type=Path, default=[], help="files of cards")
    options.add_argument("--only", nargs="+", default=["poland-1939", "finland-1939"])
    options.add_argument("--child", choices=list(VARIANTS), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        child(chosen)
        return
    found = measure(chosen.cards, chosen.only)
    keys = list(found["forced"])
    print(f"{'inlining':<16}" + "".join(f"{key:>22}" for key in keys))
    for name, values in found.items():
        print(f"{name:<16}" + "".join(f"{values[key]:>22.1f}" for key in keys))
    print("first call in CPU seconds with an empty cache; the cards in campaigns per CPU second")


if __name__ == "__main__":
    main()
