"""Time the exact answer to 40 decisions in an acyclic file of 200 clauses."""

from __future__ import annotations

import argparse
import random
import time

from holdfast.pacts import answer, parse

KINDS = ("land", "air", "sea", "supplies", "announce", "transit")


def acyclic_file(decisions: int = 40, clauses: int = 200, seed: int = 1) -> str:
    """A file whose clauses wait only for clauses before them, in layers, with shared decisions."""
    draw = random.Random(seed)
    powers = [f"P{number}" for number in range(20)]
    names = [f"{powers[number % 20]}.d{number}" for number in range(decisions)]
    lines = [f"powers: [{', '.join(powers)}]", "pacts:", "  all:", "    clauses:"]
    acts: list[str] = []
    every = [(one, kind, other) for one in powers for kind in KINDS for other in powers]
    distinct = draw.sample([act for act in every if act[0] != act[2]], clauses)
    for number, (power, kind, other) in enumerate(distinct):
        parts = [f"decides({draw.choice(names)})" for _ in range(draw.randint(0, 2))]
        # looks back at most 40 clauses, so that the graph is deep as well as wide
        recent = acts[-40:]
        parts += draw.sample(recent, min(len(recent), draw.randint(1, 3)))
        joined = _joined(draw, parts) if parts else "attacked(P0)"
        lines.append(
            f'      - {{id: "c{number}", obligor: {power}, beneficiary: {other}, act: {kind}, '
            f'when: "{joined}", delay_days: {draw.randint(0, 9)}}}'
        )
        acts.append(f"acts({power}, {kind}, for={other})")
    lines.append('facts: ["attacked(P0)"]')
    lines.append("decisions:")
    lines += [f"  {name}: {{p: {draw.uniform(0.2, 0.9):.2f}}}" for name in names]
    lines.append("ask:")
    lines += [f'  q{number}: "{act}"' for number, act in enumerate(acts[-3:])]
    return "\n".join(lines) + "\n"


def _joined(draw: random.Random, parts: list[str]) -> str:
    if len(parts) > 2 and draw.random() < 0.3:
        return f"at_least({draw.randint(1, len(parts) - 1)}, {', '.join(parts)})"
    return draw.choice((" and ", " or ")).join(parts)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=5)
    for seed in range(1, arguments.parse_args().seeds + 1):
        file = parse(acyclic_file(seed=seed))
        start = time.perf_counter()
        found = answer(file)
        seconds = time.perf_counter() - start
        print(
            f"seed {seed}: 40 decisions, {len(found.acts)} clauses, "
            f"{len(found.warnings)} warnings, {seconds:.2f} s"
        )
        for name, findings in found.ask.items():
            one = findings["causal"]
            chance = "none" if one.p is None else f"{one.p:.6f}"
            print(f"  {name}: P = {chance}, {len(one.path_sets)} path sets")


if __name__ == "__main__":
    main()
