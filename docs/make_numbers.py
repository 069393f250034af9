"""Write every number that README.md and docs/ quote, each from the command that it names.

    python docs/make_numbers.py

A block stands between `<!-- numbers: NAME -->` and `<!-- end -->`. A test holds the committed
blocks equal to what this prints: no figure there is older than the program.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/explanation/what-is-validated.md")
BLOCK = re.compile(r"(<!-- numbers: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

FORECASTERS = {
    "forecast": "forecast (stack)",
    "model": "model alone",
    "outside_view": "outside view",
    "base_rate": "base rate",
    "duration_fit": "duration fit",
}
SCORES = {
    "crps_log_days": "CRPS ln day",
    "brier_30": "Brier 30 d",
    "brier_60": "Brier 60 d",
    "brier_180": "Brier 180 d",
    "log_score_60": "log score 60 d",
    "coverage_50": "in 50 %",
    "coverage_90": "in 90 %",
}


@cache
def holdfast(*words: str) -> dict[str, Any]:
    """What a command of the program prints as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "holdfast.cli.main", *words, "--json", "--quiet"],
            cwd=folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def percent(share: float) -> str:
    """A share in percent: whole, or with a decimal below ten."""
    return f"{100 * share:.{0 if share >= 0.1 else 1}f} %"


FLAGSHIP = "czechoslovakia-1936"
WHAT_IFS = (
    "no-works", "works-of-1934", "germany-stronger", "hungary-attacks", "romania-lets-pass",
    "france-never-acts", "france-attacks-in-earnest", "soviet-help-unbound",
)  # fmt: skip
COMPARED = (
    FLAGSHIP, "--course", "pincer-1938", "--freeze-others", "--futures", "250",
    "--what-ifs", ",".join(WHAT_IFS),
)  # fmt: skip


def answer_block() -> str:
    """One row a date of attack: the crisis, the campaign if there is one, help."""
    told = holdfast("run", FLAGSHIP)
    lines = [
        "| attack on | no attack | terms before a shot | stands, given the attack "
        "| of these saved by help | days held | effective relief |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in told["rows"]:
        before, fought = row["outcomes"], row["fought"]
        cells = [
            row["attack_on"], percent(before["deterred"]["p"]), percent(before["yielded"]["p"]),
            interval(fought["stands"]), interval(row["given_attack"]["saved"]),
            f"{fought['days_held']['p']:.0f}", percent(fought["relieved"]["p"]),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", help_of(told), ""])


def interval(estimate: dict[str, float]) -> str:
    """A share with its 95 % interval."""
    low, high = percent(estimate["low"]), percent(estimate["high"])
    return f"{percent(estimate['p'])} ({low} to {high})"


def help_of(told: dict[str, Any]) -> str:
    """What the clauses and routes give beside what became of comparable promises, for 1938."""
    row = next(row for row in told["rows"] if row["attack_on"].startswith("1938"))
    parts = []
    for ally in told["outside_view"].values():
        for name in ally["helpers"]:
            inside = row["inside"][name]
            parts.append(
                f"{name} acts in {percent(inside['acts']['p'])} and is felt by day 30 in "
                f"{percent(inside['contact_by_day']['30']['p'])} (comparable promises: "
                f"{percent(ally['acts']['p50'])} and {percent(ally['contact_by_day']['30'])})"
            )
    return f"Of the campaigns of 1 October 1938 that are fought: {'; '.join(parts)}."


def compare_block() -> str:
    """What each what-if changes, other powers' decisions held."""
    rows = holdfast("compare", *COMPARED)["rows"][1:]
    lines = ["| what if | stands, change in points | days held, change |", "|---|---:|---:|"]
    for row in rows:
        stands, days = row["difference"]["stands"], row["difference"]["days_held"]
        points = (
            f"{100 * stands['d']:+.1f} ({100 * stands['low']:+.1f} to {100 * stands['high']:+.1f})"
        )
        held = f"{days['d']:+.1f} ({days['low']:+.1f} to {days['high']:+.1f})"
        lines.append(f"| `{row['name']}` | {points} | {held} |")
    return "\n".join([*lines, ""])


def scores_block() -> str:
    """Scores of both modes of the hindcast, and of relief."""
    lines: list[str] = []
    for given in ("plans", "arrivals"):
        told = holdfast("hindcast", "--given", given)
        lines += [f"`holdfast hindcast --given {given}` (41 campaigns, each left out; "
                  f"λ = {told['stack_weight']:.2f}):", ""]  # fmt: skip
        lines += ["| | " + " | ".join(SCORES.values()) + " |", "|---" * (len(SCORES) + 1) + "|"]
        for key, name in FORECASTERS.items():
            row = told["scores"][key]
            error = told["scores_standard_error"][key]
            cells = [
                f"{row[s]:.3f} ± {error[s]:.3f}" if s == "crps_log_days" else f"{row[s]:.3f}"
                for s in SCORES
            ]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
        relief = told["relief_scores"]
        lines += [
            "",
            f"Relief, on the {relief['campaigns']} cards with a promise: Brier by day 30 "
            f"{relief['brier_30']:.3f} (expecting none: {relief['brier_30_never']:.3f}), by day 60 "
            f"{relief['brier_60']:.3f} ({relief['brier_60_never']:.3f}).",
            "",
        ]
    return "\n".join(lines)


BLOCKS: dict[str, Callable[[], str]] = {
    "answer": answer_block,
    "compare": compare_block,
    "scores": scores_block,
}


def filled(text: str) -> str:
    """A page with its blocks written anew."""
    return BLOCK.sub(lambda found: found[1] + BLOCKS[found[2]]() + found[3], text)


def main() -> None:
    """Write the pages."""
    for name in PAGES:
        path = ROOT / name
        path.write_text(filled(path.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
