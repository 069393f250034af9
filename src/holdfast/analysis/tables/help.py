"""Whose help comes when, who acts beside the outside view, and what allies bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.column import ESTIMATE, QUANTILES, Column, Value
from holdfast.analysis.measures import CONTACT_DAYS, DateAnswer, Inside, Measures
from holdfast.analysis.paired import Estimate, Quantiles
from holdfast.analysis.table import Table, day_of
from holdfast.analysis.tables.standing import attack_column
from holdfast.experiment.dossier import OutsideNote
from holdfast.experiment.inputs import Spread
from holdfast.experiment.outcomes import MARKS

Cells = tuple[Value | None, ...]

ANY_HELP, RELIEF = "Any help", "Effective relief"

INSIDE, OUTSIDE = "inside", "outside view"

AMONG_FOUGHT = "Among campaigns that are fought: what clauses, decisions and routes give."

BESIDE = (
    "Inside: what the clauses, decisions and routes of this scenario give, among campaigns that "
    "are fought. Outside view: what became of comparable promises of the past; the middle of what "
    "is known of acting, and the share in contact by that day. The two are not mixed."
)


def help_table(dates: Sequence[DateAnswer], powers: Mapping[str, str]) -> Table | None:
    """When each power's help comes, any help, and effective relief; None where none was fought."""
    rows = tuple(
        (day_of(date.attack_on), *cells)
        for date in dates
        if date.fought is not None
        for cells in _help(date.fought, powers)
    )
    columns = (
        attack_column(dates),
        Column("help", "Help", meaning="whose, and in which form"),
        Column("comes", "comes in", "share", meaning="share of the campaigns", shape=ESTIMATE),
        Column("day", "day", "day", shape=QUANTILES, detail=True,
               meaning="day on which it is there, over all campaigns that are fought"),
    )  # fmt: skip
    note = "Days over all campaigns that are fought, those included to which no help comes."
    return Table("help", "When help comes", columns, rows, note) if rows else None


def _help(of: Measures, powers: Mapping[str, str]) -> Iterator[Cells]:
    for name, days in of.relief_by.items():
        yield words.helper(name, powers), of.help_comes[name], days
    yield ANY_HELP, of.any_help, of.first_help_day
    yield RELIEF, of.relieved, of.relief_day


def contact_table(
    dates: Sequence[DateAnswer], powers: Mapping[str, str], views: Mapping[str, OutsideNote]
) -> Table | None:
    """Who acts and whose help is felt by which day, inside beside outside; None without helpers.

    views : the outside view of each ally's help.
    """
    rows = tuple(
        (day_of(date.attack_on), *cells)
        for date in dates
        for name, inside in date.inside.items()
        for cells in _views(words.helper(name, powers), inside, _views_of(name, views))
        if date.fought is not None
    )
    columns = (
        attack_column(dates),
        Column("help", "Help", meaning="whose, and in which form"),
        Column("view", "view", meaning="inside: this scenario; outside view: comparable promises",
               quiet=not views),
        Column("acts", "acts", "share", meaning="does what was promised", shape=ESTIMATE),
        *(
            Column(f"day_{day}", f"day {day}", "share", shape=ESTIMATE,
                   meaning=f"share in which it is felt by day {day}")
            for day in CONTACT_DAYS
        ),
    )  # fmt: skip
    title = "Who acts, and whose help is felt by which day"
    return (
        Table("contact", title, columns, rows, BESIDE if views else AMONG_FOUGHT) if rows else None
    )


def _views_of(name: str, views: Mapping[str, OutsideNote]) -> list[OutsideNote]:
    return [view for view in views.values() if name in view.helpers]


def _views(who: str, inside: Inside, views: Sequence[OutsideNote]) -> Iterator[Cells]:
    known = inside.contact_by_day
    yield who, INSIDE, inside.acts, *(known.get(str(day)) for day in CONTACT_DAYS)
    for view in views:
        shares = view.contact_by_day
        yield who, OUTSIDE, counted(view.acts), *(_share(shares, day) for day in CONTACT_DAYS)


def counted(spread: Spread) -> Estimate:
    """A share as it is known from other cases: its middle, and the range of what is known."""
    return Estimate(spread.p50, None, None, Quantiles(spread.p10, spread.p50, spread.p90))


def _share(shares: Mapping[str, float], day: int) -> Estimate | None:
    known = shares.get(str(day))
    return None if known is None else Estimate(known, None, None, None)


def men_table(dates: Sequence[DateAnswer], powers: Mapping[str, str]) -> Table | None:
    """The men that allies bring or draw away; None where there are none."""
    return _brought(dates, powers, "men", "men")


def aircraft_table(dates: Sequence[DateAnswer], powers: Mapping[str, str]) -> Table | None:
    """The aircraft that allies bring; None where they bring none."""
    return _brought(dates, powers, "aircraft", "count")


def _brought(
    dates: Sequence[DateAnswer], powers: Mapping[str, str], what: str, kind: str
) -> Table | None:
    rows = tuple(
        (
            day_of(date.attack_on),
            words.helper(name, powers),
            way_of(name) if what == "men" else "",
            one.comes,
            *(one.by_day[str(day)] for day in MARKS),
        )
        for date in dates
        if date.fought is not None
        for name, one in date.fought.arrivals[what].items()
    )
    columns = (
        attack_column(dates),
        Column("help", "Help", meaning="whose, and in which form"),
        Column("way", "which are", meaning="brought, or drawn away from the attacker",
               quiet=what != "men"),
        Column("any", "any in", "share", shape=ESTIMATE,
               meaning=f"share of the fought campaigns in which there are any by day {MARKS[-1]}"),
        *(
            Column(f"day_{day}", f"by day {day}", kind, what, shape=QUANTILES,
                   meaning=f"{what} by day {day}, where there are any")
            for day in MARKS
        ),
    )  # fmt: skip
    note = (
        f"In how many fought campaigns there are any by day {MARKS[-1]}; then, among those alone, "
        "the middle, and in brackets eight of ten."
    )
    return Table(what, TITLES[what], columns, rows, note) if rows else None


TITLES = {"men": "Men that allies bring, or draw away", "aircraft": "Aircraft that allies bring"}


def way_of(helper: str) -> str:
    """Whether a helper brings men or draws attackers away: the two are not the same.

    >>> way_of("FRA.second_front"), way_of("SUN.land")
    ('drawn away', 'brought')
    """
    return "drawn away" if helper.endswith(".second_front") else "brought"
