"""The fronts by day on the map: one small map a day, what lies behind the fronts tinted.

A front stands where it stands in the middle campaign among those that still go on that day. It is
put between two places by its kilometres by road, so that the map is as straight as the links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from holdfast.analysis import words
from holdfast.experiment.ground_map import AxisLine, Frame, Spot, TheatreMap, across
from holdfast.report.figures.drawing import (
    INK,
    SIZES,
    VERMILION,
    WIDE,
    Figure,
    Size,
)
from holdfast.report.figures.pen import path
from holdfast.report.maps.compose import composed
from holdfast.report.maps.labels import Wanted, placed
from holdfast.report.maps.sheet import (
    KeyItem,
    Layers,
    Mark,
    Plate,
    Sheet,
    areas,
    key_plate,
    names,
    strokes,
    symbols,
)
from holdfast.report.maps.theatre import ATTACKER, BORDER, OTHER, OWN, PURPLE, TALL

SHOWN_DAYS = (7, 14, 30, 60, 90)
"""Days of which the first and the last that enough campaigns reach have a small map."""

LEAST_GOING_ON = 0.05
"""Share of the fought campaigns still going on below which no map is drawn. grade: judgement"""

BEHIND, SOMETIMES = "#eda57d", "#f8ddcc"
"""What lies behind the front in half of the campaigns, and in one of ten."""

NAMED = 4
"""Places that are named on a small map. grade: judgement"""

FRONT_KM = 46.0
"""Half of it to each side of an axis: how long a front is drawn at most. grade: judgement"""

LEAST_KM = 1.0
"""A front nearer to the frontier is not drawn on an axis that waits for something: it need not be
open. grade: judgement"""


@dataclass(frozen=True, slots=True)
class DayFronts:
    """One day: in how many of the fought campaigns it is reached, and the fronts then, in km."""

    day: int
    going_on: float
    middle: Mapping[str, float]
    far: Mapping[str, float]
    """In one campaign of ten the front stands at or beyond."""


def days_of(
    fronts: pd.DataFrame, theatre: TheatreMap, fought: int, bins: int
) -> tuple[DayFronts, ...]:
    """The days that enough campaigns reach.

    Parameters
    ----------
    fronts : as `analysis.curves.fronts` gives it: shares of the length of each axis.
    fought : campaigns in which the attack came.
    bins : parts of an axis to which fronts were counted; less than one part is no way at all.
    """
    kms = {axis.id: axis.length_km for axis in theatre.axes}
    found = []
    for day in SHOWN_DAYS:
        here = fronts[(fronts["day"] == day) & fronts["axis"].isin(list(kms))]
        going_on = int(here["going_on"].max()) if len(here) else 0
        if fought and going_on >= LEAST_GOING_ON * fought:
            shares = {
                quantile: {
                    axis: float(share) * kms[axis] if share >= 1 / bins else 0.0
                    for axis, share in zip(here["axis"], here[quantile], strict=True)
                }
                for quantile in ("p50", "p90")
            }
            found.append(DayFronts(day, going_on / fought, shares["p50"], shares["p90"]))
    return tuple(found[n] for n in (0, -1)) if len(found) > 1 else tuple(found)


def front_map_figure(theatre: TheatreMap, days: Sequence[DayFronts]) -> Figure | None:
    """The small maps of one date of attack; None where hardly any campaign goes on for a day."""
    if not days:
        return None
    on = theatre.on.isoformat()
    title = f"The fronts by day, attack on {words.date(on)}"
    name = f"front-map-{on}"
    return Figure(name, title, {size.name: _maps(theatre, days, size, title) for size in SIZES})


def _maps(theatre: TheatreMap, days: Sequence[DayFronts], size: Size, title: str) -> str:
    columns = columns_of(theatre.frame, size)
    sheet = Sheet(theatre.frame, (size.width - 30) // columns)
    panels = [day_map(theatre, day, sheet, size) for day in days]
    lines = [panels[n : n + columns] for n in range(0, len(panels), columns)]
    key = key_plate(tuple(key_items(theatre)), size.width - 20)
    return composed([*lines, [key]], size, f"front-map-{theatre.on.isoformat()}", title)


def columns_of(frame: Frame, size: Size) -> int:
    """How many small maps stand side by side: more of a country that is not wide."""
    if frame.width < TALL * frame.height:
        return 3 if size is WIDE else 2
    return 2 if size is WIDE else 1


def day_map(theatre: TheatreMap, day: DayFronts, sheet: Sheet, size: Size) -> Plate:
    """One day's map."""
    others = [state.ring for state in theatre.states if state.holder != theatre.defender]
    taken = [state.ring for state in theatre.states if state.holder == theatre.attacker]
    own = [state.ring for state in theatre.states if state.holder == theatre.defender]
    layers = [
        *areas(sheet, own, OWN, BORDER),
        *behind(theatre, day.far, sheet, SOMETIMES),
        *behind(theatre, day.middle, sheet, BEHIND),
        *areas(sheet, others, OTHER, BORDER),
        *areas(sheet, taken, ATTACKER, BORDER),
        *roads_in(theatre, sheet),
        *fronts(theatre, day, sheet),
        *places(theatre, day, sheet, size.font - 2),
    ]
    hundred = words.of_hundred(day.going_on)
    return sheet.finished(layers, f"Day {day.day}: {hundred} of 100 fight on")


def behind(
    theatre: TheatreMap, kms: Mapping[str, float], sheet: Sheet, tint: str
) -> Layers:  # fmt: skip
    """What lies behind the fronts, as wide as each axis."""
    return [
        path([sheet.way(axis.up_to(kms[axis.id]))], False, fill="none", stroke=tint,
             stroke_width=round(axis.width_km * sheet.scale, 1), stroke_linejoin="round")
        for axis in theatre.axes
        if kms.get(axis.id, 0.0) >= LEAST_KM
    ]  # fmt: skip


def roads_in(theatre: TheatreMap, sheet: Sheet) -> Layers:
    """The axes, thin."""
    main = [(axis.outside[-2], *axis.way) for axis in theatre.axes if axis.is_main]
    other = [(axis.outside[-2], *axis.way) for axis in theatre.axes if not axis.is_main]
    return [
        *strokes(
            sheet, other, stroke=PURPLE, stroke_width=0.7, stroke_dasharray="3 3", opacity=0.8
        ),
        *strokes(sheet, main, stroke="#b07a58", stroke_width=0.8, opacity=0.8),
    ]


def fronts(theatre: TheatreMap, day: DayFronts, sheet: Sheet) -> Layers:
    """The fronts of the middle campaign, across their axes."""
    drawn = [axis for axis in theatre.axes if is_drawn(axis, day)]
    layers: Layers = []
    for is_main, colour in ((False, PURPLE), (True, VERMILION)):
        lines = [
            across(axis, day.middle[axis.id], min(axis.width_km, FRONT_KM))
            for axis in drawn
            if axis.is_main is is_main
        ]
        layers += strokes(sheet, lines, stroke=colour, stroke_width=2.4, stroke_linecap="round")
    return layers


def is_drawn(axis: AxisLine, day: DayFronts) -> bool:
    """Whether there is a front to draw: an axis that waits for something may never be opened."""
    return axis.id in day.middle and (axis.opens_at_once or day.middle[axis.id] >= LEAST_KM)


def fallen(theatre: TheatreMap, day: DayFronts) -> frozenset[str]:
    """The places behind a front in the middle campaign."""
    return frozenset(
        stop
        for axis in theatre.axes
        for stop, km in zip(axis.stops, axis.kms[1:], strict=True)
        if axis.id in day.middle and day.middle[axis.id] >= km
    )


def places(theatre: TheatreMap, day: DayFronts, sheet: Sheet, font: float) -> Layers:
    """The places: dark while held, pale and hollow behind a front; the few greatest named."""
    own = sorted(
        (spot for spot in theatre.spots if spot.is_own),
        key=lambda spot: (not spot.is_capital, -spot.value),
    )
    lost = fallen(theatre, day)
    held = [dot(sheet, spot) for spot in own if spot.id not in lost]
    gone = [dot(sheet, spot) for spot in own if spot.id in lost]
    wanted = [Wanted(spot.name, sheet.at(spot.at), 4.0, font) for spot in own[:NAMED]]
    labels, _ = placed(wanted, sheet.paper)
    return [
        *symbols(sheet, held, shape="circle", fill=INK, stroke="white",
                 stroke_width=0.7),
        *symbols(sheet, gone, shape="circle", fill="white", stroke=INK,
                 stroke_width=1.1),
        *names(sheet, labels),
    ]  # fmt: skip


def dot(sheet: Sheet, spot: Spot) -> Mark:
    """A place as a dot; the capital is larger."""
    x, y = sheet.at(spot.at)
    return {"x": x, "y": y, "size": 70 if spot.is_capital else 14 + 240 * spot.value}


def key_items(theatre: TheatreMap) -> Iterator[KeyItem]:
    """The key."""
    yield KeyItem("front of the middle campaign", "line", {"stroke": VERMILION, "stroke_width": 3})
    yield KeyItem("behind it", "line", {"stroke": BEHIND, "stroke_width": 12})
    yield KeyItem("behind it in one of ten", "line", {"stroke": SOMETIMES, "stroke_width": 12})
    if not all(axis.is_main for axis in theatre.axes):
        yield KeyItem("front of a third state", "line", {"stroke": PURPLE, "stroke_width": 3})
    disc = {"shape": "circle", "size": 60}
    yield KeyItem("place held", "point", disc | {"fill": INK, "stroke_width": 0})
    hollow = {"fill": "white", "stroke": INK, "stroke_width": 1.1}
    yield KeyItem("place lost", "point", disc | hollow)
