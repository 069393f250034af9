"""Time exact answers: 40 decisions in 200 clauses, a chain of thresholds, deadlocks apart."""

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


def chain_of_thresholds(powers: int) -> str:
    """Power n moves once n others have moved (Granovetter, Am. J. Sociology 83(6), 1978)."""
    names = [f"S{number:03d}" for number in range(powers)]
    lines = [f"powers: [VIC, AGG, {', '.join(names)}]", "pacts:", "  club:", "    clauses:"]
    for number, name in enumerate(names):
        others = ", ".join(f"acts({one}, aid, for=VIC)" for one in names if one != name)
        when = f"at_least({number}, {others})" if number else "attacked(VIC)"
        lines.append(
            f'      - {{id: "{number}", obligor: {name}, beneficiary: VIC, act: aid, '
            f'when: "{when}", delay_days: 1}}'
        )
    lines += ["facts: [attacked(VIC)]", f'ask: {{last: "acts({names[-1]}, for=VIC)"}}']
    return "\n".join(lines) + "\n"


def deadlocks_apart(powers: int) -> str:
    """Every two powers wait for each other, and for nobody else."""
    names = ", ".join(f"P{number:02d}" for number in range(powers))
    clause = 'obligor: each, beneficiary: other, act: aid, when: "acts(other, aid, for=self)"'
    return f"pacts: {{p: {{parties: [{names}], clauses: [{{id: c, {clause}}}]}}}}\n"


def timed(name: str, text: str) -> None:
    """Read and answer a file, and print the CPU seconds of both."""
    start = time.process_time()
    file = parse(text)
    read = time.process_time()
    found = answer(file)
    done = time.process_time()
    print(
        f"{name}: {len(found.acts)} clauses and pairs, {len(found.deadlocks)} deadlocks, "
        f"read in {read - start:.2f} s of CPU, answered in {done - read:.2f} s"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=5)
    arguments.add_argument("--thresholds", type=int, default=100, help="powers in the chain")
    arguments.add_argument("--pairs-of", type=int, default=30, help="powers that wait in pairs")
    chosen = arguments.parse_args()
    timed(f"{chosen.thresholds} thresholds", chain_of_thresholds(chosen.thresholds))
    timed(f"pairs of {chosen.pairs_of} powers", deadlocks_apart(chosen.pairs_of))
    for seed in range(1, chosen.seeds + 1):
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
