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

WORDS = {
    "held_alone": "stands, with or without help",
    "saved": "**saved**: stands with help, would not have without",
    "lost_in_spite": "collapses though effective relief had come",
    "too_late": "collapses before relief that was on its way",
    "no_help": "collapses, and no relief would have come",
    "settled": "ends on terms during the campaign",
    "lost_through_help": "stood without help, collapses with it",
}
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


def day(value: float | None) -> str:
    """A day, or never."""
    return "never" if value is None else f"day {value:.0f}"


def answer_block() -> str:
    """The outcomes of the question, and when help comes."""
    (row,) = holdfast("run", "czechoslovakia-1938")["rows"]
    lines = ["| given the attack | share of campaigns | 95 % interval |", "|---|---:|---|"]
    for key, words in WORDS.items():
        e = row["given_attack"][key]
        interval = f"{percent(e['low'])} to {percent(e['high'])}"
        lines.append(f"| {words} | {percent(e['p'])} | {interval} |")
    margin = row["margin_days"]["p50"]
    first, middle = (day(row["relief_day"][key]) for key in ("p10", "p50"))
    held, without = row["days_held"]["p"], row["days_held_without"]["p"]
    comes = ", ".join(f"{name} in {percent(e['p'])}" for name, e in row["help_comes"].items())
    lines += [
        "",
        f"With help it stands in {percent(row['stands']['p'])} of campaigns, without in "
        f"{percent(row['stands_without']['p'])}. To its collapse it is {held:.0f} days on average "
        f"with help and {without:.0f} without, where a campaign that does not end in collapse "
        f"counts 365. Help comes: {comes} of campaigns. Effective relief: the earliest tenth by "
        f"{first}, the middle of all campaigns {middle}. Where the defence alone would have "
        f"collapsed and relief does come, it comes {abs(margin):.0f} days "
        f"{'before' if margin > 0 else 'after'} that collapse in the middle campaign.",
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def compare_block() -> str:
    """What each what-if changes."""
    rows = holdfast("compare", "czechoslovakia-1938")["rows"][1:]
    lines = ["| what if | stands, change in points | days held, change |", "|---|---:|---:|"]
    for row in rows:
        stands, days = row["difference"]["stands"], row["difference"]["days_held"]
        points = (
            f"{100 * stands['d']:+.1f} ({100 * stands['low']:+.1f} to {100 * stands['high']:+.1f})"
        )
        held = f"{days['d']:+.0f} ({days['low']:+.0f} to {days['high']:+.0f})"
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
