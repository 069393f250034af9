"""Write the page that sets the flagship's programme of preparation beside what is on record.

    python docs/make_preparation_check.py

The economy of the scenario is reckoned in many futures, as history ordered it. Rows that it was
fitted on are marked; the others lie after the end of the fit and are foretold. Misses stay.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from holdfast.catalog.scenarios import find_scenario
from holdfast.preparation import Built, Economy, build
from holdfast.preparation.money import drawn as drawn_of
from holdfast.scenario.compile.preparer import aside, figures_at
from holdfast.scenario.compile.reckoning import Reckoner, Reckoning
from holdfast.scenario.compile.theatre import Writer, luck
from holdfast.scenario.programme import month_number, programme_of
from holdfast.scenario.realise import inverse_cdf
from holdfast.scenario.scenario_source import load_scenario
from holdfast.schema.economy import PreparationEconomy
from holdfast.schema.scenario import Scenario

PAGE = Path(__file__).parents[1] / "docs/explanation/the-programme-of-1936.md"
FLAGSHIP, COURSE = "czechoslovakia-1936", "pincer-1939"
"""The last facts are of March 1939: the reckoning runs until the attack of May."""
UNTIL = datetime.date(1939, 5, 1)
SEED, FUTURES = 1936, 400
LOW, HIGH = 0.1, 0.9

MEN_A_DIVISION = 27_500
"""1128000 men over the 41 divisions, border areas and groups of September 1938."""

Floats = npt.NDArray[np.float64]
Standing = Literal["fitted", "foretold"]


@dataclass(frozen=True)
class Programme:
    """The base programme in many futures."""

    reckoning: Reckoning
    economy: Economy
    built: Built

    def month(self, when: str) -> int:
        """The month in which a date lies, counted from the first that is reckoned."""
        return month_number(datetime.date.fromisoformat(f"{when}-01")) - month_number(
            self.reckoning.programme.first
        )

    def stand(self, good: str, when: str, sectors: tuple[str, ...] = ()) -> Floats:
        """How many of a good stand at the end of a month: float[future]."""
        return self._sum(self.built.done, good, when, sectors)

    def armed_share(self, when: str) -> Floats:
        """The share of the heavy works that stand that has its weapons."""
        built = self.stand("heavy", when)
        return self._sum(self.built.armed, "heavy", when) / np.maximum(built, 1e-9)

    def stood(self, good: str) -> Floats:
        """How many stood before."""
        return np.asarray(economy().goods[good].stood.middle())

    def ordered(self, order: str, when: str) -> Floats:
        """How many of one order are done at the end of a month."""
        row = self.built.orders.index(order)
        return column(self.built.done[:, row, self.month(when)])

    def spent(self, purposes: tuple[str, ...], first: str, last: str) -> Floats:
        """Money spent on some purposes from one month to another, both counted."""
        rows = [self.built.purposes.index(one) for one in purposes]
        months = slice(self.month(first), self.month(last) + 1)
        return column(self.built.spent[:, rows, months].sum(axis=(1, 2)))

    def exported(self, good: str, when: str) -> Floats:
        """How many of a good were made for abroad."""
        row = self.built.exports.index(good)
        return column(self.built.exported[:, row, self.month(when)])

    def credit(self, when: str) -> Floats:
        """What may have been drawn of the credit of June 1936 by the end of a month, summed."""
        on = self.month("1936-06")
        votes = [one for one in self.economy.votes if one.begins == on and one.ends > on + 40]
        mine = [one for one in votes if one.purpose in ("works", "arms", "air")]
        months = [drawn_of(one, self.economy)[self.month(when)] for one in mine]
        return column(np.sum(months, axis=0))

    def _sum(self, rows: Floats, good: str, when: str, sectors: tuple[str, ...] = ()) -> Floats:
        orders = self.reckoning.programme.orders
        chosen = [
            n for n, one in enumerate(orders)
            if one.good == good and (not sectors or one.sector in sectors)
        ]  # fmt: skip
        return column(rows[:, chosen, self.month(when)].sum(axis=1))


@cache
def scenario() -> Scenario:
    """The flagship."""
    return load_scenario(find_scenario(FLAGSHIP), COURSE)


def economy() -> PreparationEconomy:
    """Its economy of preparation."""
    written = scenario().economy
    assert written is not None, "the flagship has an economy"
    return written


def column(values: npt.NDArray[np.floating]) -> Floats:
    """One number a future."""
    return np.asarray(values, dtype=np.float64)


@cache
def programme(futures: int = FUTURES) -> Programme:
    """Reckon the programme that history ordered."""
    reader = aside(figures_at(scenario(), UNTIL, Writer(np.zeros((1, 1, 2)))))
    reckoning = Reckoner(reader, economy(), {}).reckoning(programme_of(economy(), None))
    asked = reader.writer.quantities
    u = luck(SEED, np.arange(futures), asked)
    drawn = {path: inverse_cdf(quantity, u[path]) for path, quantity in asked.items()}
    reckoned = reckoning.economy(drawn)
    return Programme(reckoning, reckoned, build(reckoned))


@dataclass(frozen=True)
class Row:
    """One fact and what the programme gives for it."""

    what: str
    when: str
    said: str
    """The fact as it is told, with its rivals."""
    low: float
    high: float
    """Between which values of the programme the fact would be met."""
    source: str
    standing: Standing
    value: Callable[[Programme], Floats]
    digits: int = 0


ALL = ("works", "arms", "air", "fields", "railways", "talks")

ROWS = (
    Row("credit of June 1936 drawn, million", "end of 1936", "438", 438, 438, "cisla-3",
        "fitted", lambda one: one.credit("1936-12")),
    Row("credit of June 1936 drawn, million", "end of 1937", "2776", 2776, 2776, "cisla-3",
        "fitted", lambda one: one.credit("1937-12")),
    Row("heavy works", "July 1936", "20 (10 to 35)", 10, 35, "works-by-year",
        "fitted", lambda one: one.stand("heavy", "1936-06")),
    Row("heavy works", "May 1937", "85 (50 to 120)", 50, 120, "works-by-year",
        "fitted", lambda one: one.stand("heavy", "1937-04")),
    Row("light works", "end of 1937", "3500, as expected that autumn", 3500, 3500,
        "dokumenty-11", "fitted", lambda one: one.stand("light", "1937-12")),
    Row("spent in the year, million", "1937", "3288 extraordinary, some 300 ordinary", 3400, 3700,
        "cisla-3", "fitted", lambda one: one.spent(ALL, "1937-01", "1937-12")),
    Row("LT vz. 35 delivered", "May 1937", "40 to 110", 40, 110, "liquisearch-lt35",
        "fitted", lambda one: one.ordered("lt-35", "1937-04")),
    Row("divisions equipped", "mid-1937", "34.5: 950000 men", 33, 36, "judgement",
        "fitted", lambda one: one.stood("divisions") + one.stand("divisions", "1937-06"), 1),
    Row("combat aircraft", "May 1937", "700 (550 to 850)", 550, 850, "judgement",
        "fitted", lambda one: one.stood("aircraft") + one.stand("aircraft", "1937-04")),
    Row("combat aircraft", "1 January 1938", "900: 55 of the 57 squadrons of September", 850, 950,
        "minarik-20", "foretold",
        lambda one: one.stood("aircraft") + one.stand("aircraft", "1937-12")),
    Row("LT vz. 35 delivered", "April 1938", "298", 298, 298, "georgetchronis",
        "foretold", lambda one: one.ordered("lt-35", "1938-04")),
    Row("credit of June 1936 that may be drawn, million", "October 1938", "5578 drawn", 5578, 5578,
        "cisla-3", "foretold", lambda one: one.credit("1938-10")),
    Row("spent in ten months, million", "1938", "3344 extraordinary, some 350 ordinary", 3500,
        3900, "cisla-3", "foretold", lambda one: one.spent(ALL, "1938-01", "1938-10")),
    Row("spent on works from 1936, million", "October 1938", "2500", 2400, 2600,
        "sramek-minarik-1999", "foretold", lambda one: one.spent(("works",), "1936-01", "1938-10")),
    Row("spent on arms and aircraft from 1936, million", "October 1938", "over 6000", 6000, 6700,
        "sramek-minarik-1999", "foretold",
        lambda one: one.spent(("arms", "air", "fields"), "1936-01", "1938-10")),
    Row("heavy works", "September 1938", "263 (226, 264)", 226, 264, "minarik-1998",
        "foretold", lambda one: one.stand("heavy", "1938-09")),
    Row("light works", "September 1938", "9632 (8774, 10014)", 8774, 10014, "minarik-1998",
        "foretold", lambda one: one.stand("light", "1938-09")),
    Row("heavy works with their weapons, share", "September 1938", "0.5 to 0.85, or 0 to 0.3",
        0.0, 0.85, "minarik-1998, smolkov", "foretold",
        lambda one: one.armed_share("1938-09"), 2),
    Row("fortress howitzers", "September 1938", "0", 0, 0, "smolkov",
        "foretold", lambda one: one.stand("howitzers", "1938-09")),
    Row("light tanks", "September 1938", "348: 298 and 50", 348, 348, "sir-fronta",
        "foretold",
        lambda one: one.stood("tanks")
        + one.stand("tanks", "1938-09") + one.stand("new_tanks", "1938-09")),
    Row("divisions equipped", "September 1938", "41 (38 to 45)", 38, 45, "minarik-1998",
        "foretold", lambda one: one.stood("divisions") + one.stand("divisions", "1938-09"), 1),
    Row("combat aircraft", "September 1938", "950 (568, 617)", 568, 950, "minarik-1998",
        "foretold", lambda one: one.stood("aircraft") + one.stand("aircraft", "1938-09")),
    Row("LT vz. 38 delivered", "15 March 1939", "10 of 150", 10, 10, "sir-fronta",
        "foretold", lambda one: one.ordered("lt-38", "1939-02")),
    Row("R-2 tanks sent to Romania", "February 1939", "126", 126, 126, "littleentente-armour",
        "foretold", lambda one: one.exported("tanks", "1939-02")),
)  # fmt: skip

SECTIONS = (
    ("Ostrava", ("de_ostrava",), 41),
    ("Kralíky and Rokytnice", ("de_kraliky",), 96),
    ("Opava and Staré Město", ("de_jeseniky_opava",), 34),
    ("Náchod", ("de_nachod",), 37),
    ("Trutnov", ("de_krkonose",), 38),
    ("South Moravia", ("at_moravia",), 6),
    ("Bratislava", ("at_bratislava",), 8),
)
"""Heavy works built by section until September 1938 (minimuzeum); Komárno's three are left out."""


# ---------------------------------------------------------------- the page
def told(values: Floats, digits: int) -> str:
    """Median and eighty in a hundred."""
    middle, low, high = (float(np.quantile(values, q)) for q in (0.5, LOW, HIGH))
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def verdict(row: Row, values: Floats) -> str:
    """Whether the interval reaches what is said, and if not how far the middle is off."""
    low, high = float(np.quantile(values, LOW)), float(np.quantile(values, HIGH))
    slack = 0.5 * 10.0**-row.digits
    if low - slack <= row.high and high + slack >= row.low:
        return "met"
    near = row.low if high < row.low else row.high
    middle = float(np.median(values))
    off = f" by {abs(middle / near - 1):.0%}" if near else ""
    return f"missed, too {'low' if high < row.low else 'high'}{off}"


def rows() -> Iterator[tuple[Row, str, str]]:
    """Every row with what the programme gives and whether it is met."""
    one = programme()
    for row in ROWS:
        values = row.value(one)
        yield row, told(values, row.digits), verdict(row, values)


def lines() -> Iterator[str]:
    """The page, line by line."""
    found = list(rows())
    foretold = [said for row, _, said in found if row.standing == "foretold"]
    met = sum(said == "met" for said in foretold)
    yield from HEAD
    yield (
        f"Of {len(foretold)} rows that were foretold {met} are met and {len(foretold) - met} "
        "missed. *Met* is said where the programme's interval, eighty futures in a hundred, "
        "reaches the fact or one of its rivals: a wide interval is met more easily than a narrow "
        "one."
    )
    yield ""
    yield "| | what | when | on record | the programme gives | | source |"
    yield "|---|---|---|---|---|---|---|"
    for row, values, said in found:
        cells = (f"**{row.standing}**" if row.standing == "fitted" else row.standing, row.what,
                 row.when, row.said, values, said, row.source)  # fmt: skip
        yield "| " + " | ".join(cells) + " |"
    yield ""
    yield f"{FUTURES} futures, seed {SEED}; median, and in brackets eighty in a hundred of them."
    yield from ("", "## By section", "")
    yield "Nothing was fitted on where works stood. The split of contracts by year is judgement."
    yield ""
    yield "| section | built, September 1938 | the programme gives |"
    yield "|---|---:|---:|"
    for name, sectors, count in SECTIONS:
        yield f"| {name} | {count} | {told(programme().stand('heavy', '1938-09', sectors), 0)} |"
    yield from TAIL


HEAD = (
    "# The programme of 1936: what money and months made, beside what stood",
    "",
    "<!-- written by: python docs/make_preparation_check.py -->",
    "",
    "The flagship reckons what Prague voted, what builders and makers could do in a month, and",
    "what was ordered in which order; out of it comes what stands on a day (`economy.yaml` of the",
    "scenario, with a source or a reason for every number). Rates were fitted on what stood or was",
    "spent by the end of 1937. The fit is less blind than it looks. The rows of July 1936 and May",
    "1937 are themselves judgement, made by somebody who knew 1938. Four numbers rest on what came",
    "after: the fifth of ordinary budgets that went into materiel, the central price of a",
    "division, the ten months from a shell to its arms, and the rate of the two tank makers.",
    "",
)
TAIL = (
    "",
    "## What the misses say",
    "",
    "- **Heavy works** come out too few, and where they are met it is by the lower rival: what the",
    "  middle of 1937 shows of the rate is less than what 1938 did. Náchod, begun on 28 June 1937,",
    "  was built faster than any section before it.",
    "- **Light works** of 1938 were poured faster than programmes under priority usually grow.",
    "- **Money**: the shared rule that votes are drawn faster, and overrun, once the threat rises",
    "  does not fit the credit of June 1936. By October 1938 it was drawn as calmly as before.",
    "  What is spent depends little on it, for makers and sites bind before money does.",
    "- **Tanks for Romania** were made faster, by Škoda alone, than both makers had made those for",
    "  home; here they share the home rate and so take twice as long.",
    "- **Fortress howitzers** are right for a reason that was put in: their makers begin in 1937",
    "  and a new gun takes 18 to 36 months.",
    "",
    "What binds: heavy works have the money in nearly every future from 1936 on and wait for",
    "sites; so more money for works alone builds hardly one more. Divisions wait for cadres and",
    "makers, not for crowns. New materiel takes whatever money is left.",
    "",
    "The record by date that the campaigns are fought with does not come from here: it is the",
    "scenario's own, and the historical plan leaves it as it is. Another plan stands at that",
    "record and what this economy makes more or less.",
)


def page() -> str:
    """The whole page."""
    return "\n".join([*lines(), ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
