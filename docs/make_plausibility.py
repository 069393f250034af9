"""Print the historian's rules beside what the flagship's campaigns do, before ADR 9 and now.

    python docs/make_plausibility.py            prints the table
    python docs/make_plausibility.py --write    puts it into docs/explanation/plausibility.md

What is measured now is played anew from a fixed seed; a test holds the page equal to it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "plausibility.md"
BLOCK = re.compile(r"(<!-- rules -->\n).*?(<!-- end -->)", re.DOTALL)
sys.path.insert(0, str(ROOT / "tests"))

BEFORE = (
    0.0201, 0.4225, 0.0583, 0.0785, 0.8285,
    1.0, 2.0, 2.0, 4.0,
    0.0, 0.2586, 0.4048, 0.4488,
    0.0, 0.0451,
    50.0, 49.0, 36.0, 31.0,
    0.9927,
)  # fmt: skip
"""What the same campaigns did under the law before ADR 9, in the order of the rules: the same
seed and futures, played on the code of version 0.1.0 as it was then, with its posterior sample."""


def table() -> str:
    """One row a rule."""
    import plausibility

    campaigns = plausibility.taken()
    lines = ["| rule | what is measured | bound | before | now | |", "|---|---|---|---|---|---|"]
    for rule, before in zip(plausibility.RULES, BEFORE, strict=True):
        now = rule.measure(campaigns)
        said = "holds" if rule.holds(now) else f"broken: {rule.because}"
        numbers = f"{told(before)} | {told(now)}"
        lines.append(f"| {rule.id} | {rule.what} | {rule.bound} | {numbers} | {said} |")
    return "\n".join(lines) + "\n"


def told(number: float) -> str:
    """A share to three places, a day as it is."""
    return f"{number:.0f}" if number == round(number) else f"{number:.3f}"


def filled(text: str) -> str:
    """The page with its table printed anew."""
    return BLOCK.sub(lambda found: found.group(1) + table() + found.group(2), text)


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
    else:
        sys.stdout.write(table())
