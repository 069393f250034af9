"""The pages of a comparison and of a hindcast in a real Chromium: quiet, whole, legible."""

from __future__ import annotations

import pytest

from answers import asked
from chromium import LEAST_TEXT_PX, OUTSIDE, SMALL_TEXTS, WIDER, WIDTHS, assert_quiet, opened_at
from holdfast.analysis.attribution import PARTS, Attribution
from holdfast.analysis.compared import COMPARISON, ComparedChange, ComparisonRecord
from holdfast.analysis.paired import Difference, Estimate
from holdfast.analysis.past import HINDCAST
from holdfast.report.page.folder import reported
from pasts import kept

DATES = ("1937-05-01", "1938-10-01", "1939-05-01", "1941-05-01")
NAMES = ("works-of-1934", "france-attacks-in-earnest", "land-transit-refused")


def change(name, attack_on, d):
    """A change whose parts point both ways."""
    gap = Difference(d, d - 0.05, d + 0.05)
    shares = zip(PARTS, (2 * d, -d, -d / 2, d / 2), strict=True)
    parts = {part: Difference(one, one - 0.02, one + 0.02) for part, one in shares}
    share = Estimate(0.3, 0.2, 0.4, None)
    split = {key: Attribution(gap, parts) for key in ("stands", "days_held")}
    gaps = dict.fromkeys(("stands", "saved", "days_held"), gap)
    return ComparedChange(name, f"Title of {name}", attack_on, share, share, share, gaps, split)


def comparison():
    """Three changes at four dates."""
    changes = tuple(change(name, day, 0.2 - 0.15 * n) for day in DATES
                    for n, name in enumerate(NAMES))  # fmt: skip
    base = tuple(change("base", day, 0.0) for day in DATES)
    return ComparisonRecord("An invented case", asked(*DATES), base, changes, {"what-ifs": NAMES})


@pytest.fixture(scope="module", params=[(COMPARISON, comparison), (HINDCAST, kept)],
                ids=["comparison", "hindcast"])  # fmt: skip
def page_file(request, tmp_path_factory):
    name, made = request.param
    folder = tmp_path_factory.mktemp("compared")
    (folder / name).write_text(made().to_json(), "utf-8")
    return reported(folder).write(folder / "report.html")[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_quiet_whole_and_legible(browser, page_file, width):
    with opened_at(browser, width, page_file) as seen:
        assert_quiet(seen)
        assert seen.page.evaluate(WIDER) <= 0
        assert seen.page.evaluate(OUTSIDE) == []
        assert seen.page.evaluate(SMALL_TEXTS, LEAST_TEXT_PX) == []
