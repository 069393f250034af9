"""The order of battle, and the ways by which help can come."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.analysis import words
from holdfast.analysis.column import QUANTILES, Column
from holdfast.analysis.paired import Quantiles
from holdfast.analysis.table import Table, day_of
from holdfast.experiment.dossier import DateNotes, LeaveNeeded, Naming
from holdfast.experiment.inputs import Spread
from holdfast.units import numeral

PLACES_NAMED = 7
"""Places of a route that are named; of a longer one the middle is left out. grade: judgement"""

MANNERS = {"peace": "agreed in peace", "crisis": "given in the crisis", "unasked": "not asked"}

COUNTED = ("divisions", "men", "tanks", "guns", "aircraft")
"""What a force is counted by."""


def quantiles_of(spread: Spread | None) -> Quantiles | None:
    """What a number may be, as quantiles."""
    return None if spread is None else Quantiles(spread.p10, spread.p50, spread.p90)


def attack_on(dates: Sequence[DateNotes]) -> Column:
    """The date of attack, in files alone where there is one."""
    return Column(
        "attack_on", "Attack on", "date", meaning="day of the attack", quiet=len(dates) == 1
    )


def forces_table(dates: Sequence[DateNotes], naming: Naming) -> Table | None:
    """Who stands where with what, and from which day; None where no force is written down."""
    rows = tuple(
        (
            day_of(date.attack_on),
            one.side,
            words.capital(words.power(one.power, naming.powers)),
            one.name,
            one.kind,
            *(quantiles_of(getattr(one, what)) for what in COUNTED),
            quantiles_of(one.day),
            one.in_being,
            _place(one.from_place, naming),
            _place(one.to_place, naming),
            one.axis or "",
            "; ".join(one.covers),
            "; ".join(one.waits_for),
        )
        for date in dates
        for one in date.forces
    )
    columns = (
        attack_on(dates),
        Column("side", "side", meaning="defender, attacker, ally or third"),
        Column("power", "power"),
        Column("force", "force"),
        Column("kind", "kind"),
        *(
            Column(what, what, "men" if what == "men" else "number", what, shape=QUANTILES)
            for what in COUNTED
        ),
        Column("day", "at the front", "day", shape=QUANTILES,
               meaning="first day of the campaign on which it can be at the front"),
        Column("in_being", "in being", meaning="whether it stands ready without mobilisation"),
        Column("from", "from"),
        Column("to", "to"),
        Column("axis", "axis"),
        Column("covers", "covers", meaning="sectors that it holds"),
        Column("waits_for", "waits for", meaning="what must hold before it moves"),
    )  # fmt: skip
    return Table("order_of_battle", "Order of battle", columns, rows) if rows else None


def _place(place: str | None, naming: Naming) -> str:
    return naming.places.get(place, place) if place else ""


def routes_table(dates: Sequence[DateNotes], naming: Naming) -> Table | None:
    """By which ways help can come, the best of each ally first; None where there are none."""
    rows = tuple(
        (
            day_of(date.attack_on),
            words.capital(words.power(one.power, naming.powers)),
            named(one.places, naming),
            " to ".join(short(end, naming) for end in one.narrowest.between)
            if one.narrowest
            else "on foot",
            one.narrowest.trains_per_day if one.narrowest else None,
            one.narrowest.gauge_break if one.narrowest else False,
            one.road_divisions_per_day,
            words.listed([leave_words(leave, naming) for leave in one.leave]) or "none",
        )
        for date in dates
        for one in date.ways
    )
    columns = (
        attack_on(dates),
        Column("ally", "Ally"),
        Column("way", "Way", meaning="places on the way"),
        Column("narrowest", "Narrowest", meaning="the link that carries least"),
        Column("trains", "trains a day", "number", "trains/day",
               meaning="over the narrowest link, at the middle of what is known"),
        Column("gauge_break", "gauge breaks", meaning="whether the gauge breaks on that link"),
        Column("divisions", "divisions a day by road", "number", "divisions/day"),
        Column("leave", "Leave needed", meaning="whose leave it needs, and how that is come by"),
    )  # fmt: skip
    note = "The best way first for each way of getting leave."
    return Table("routes", "By which ways help can come", columns, rows, note) if rows else None


def short(place: str, naming: Naming) -> str:
    """The name of a place without what stands in brackets."""
    return naming.places.get(place, place).split(" (")[0]


def named(places: Sequence[str], naming: Naming) -> str:
    """The places of a way; of a long one the middle is left out."""
    names = [short(place, naming) for place in dict.fromkeys(places)]
    if len(names) > PLACES_NAMED:
        names = [*names[:3], "…", *names[-3:]]
    return "–".join(names)


def leave_words(leave: LeaveNeeded, naming: Naming) -> str:
    """Whose leave a route needs, how it is come by, and what it costs.

    >>> leave_words(LeaveNeeded("ROU", "crisis", 2.0, 0.5), Naming())
    'Romania, given in the crisis, 2 more days, 50 % of the trains'
    """
    more = f", {numeral(leave.extra_days)} more days" if leave.extra_days else ""
    factor = leave.trains_factor
    fewer = f", {words.percent(factor)} of the trains" if factor != 1 else ""
    who = words.capital(words.power(leave.power, naming.powers))
    return f"{who}, {MANNERS.get(leave.manner, leave.manner)}{more}{fewer}"
