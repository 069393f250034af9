"""What the changelog says of a historian's rules is what the page of the rules prints."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
PAGE = (ROOT / "docs/explanation/plausibility.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.splitlines() if line.startswith("| P")]  # fmt: skip
ABOUT_RULES = [one for one in CHANGELOG.splitlines() if re.search(r"\bP\d+\b", one)]
NUMBER = r"(?<![\w.])\d*\.?\d+"


def numbers_of(rows):
    """The numbers of some rows as a reader rounds them: two places, no nought before the point."""
    found = {float(one) for row in rows for cell in row[2:5] for one in re.findall(NUMBER, cell)}
    return {round(one, 2) for one in found}


def test_whoever_speaks_of_a_rule_leads_to_its_page_which_names_its_command():
    assert ABOUT_RULES
    assert all("docs/explanation/plausibility.md" in one for one in ABOUT_RULES)
    assert "`python docs/make_plausibility.py`" in PAGE
    assert (ROOT / "docs/make_plausibility.py").is_file()


def test_every_rule_that_the_page_calls_broken_is_called_so():
    broken = {row[0].split()[0] for row in ROWS if row[-1].startswith("broken")}
    assert broken
    (told,) = (one for one in ABOUT_RULES if "hold" in one)
    kept = re.search(r"\bP1 to P5.*? hold", told)[0]
    assert all(re.search(rf"\b{name}\b", told.replace(kept, "")) for name in broken)
    assert not {name for name in broken if re.search(rf"\b{name}\b", kept)}


def test_the_figures_of_broken_rules_are_those_that_the_page_prints():
    (told,) = (one for one in ABOUT_RULES if "hold" in one)
    for name in {row[0].split()[0] for row in ROWS if row[-1].startswith("broken")}:
        (inside,) = re.findall(rf"\b{name}\b[^(]*\(([^)]*)\)", told)
        printed = numbers_of(row for row in ROWS if row[0].split()[0] == name)
        said = [float(one) for one in re.findall(NUMBER, inside)]
        assert said
        assert all(one in printed for one in said), (name, said, printed)
