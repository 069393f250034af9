"""The map of a theatre: states, works, axes, lines of retreat, places, fields, railways."""

from __future__ import annotations

import math
from collections.abc import Iterator

from holdfast.analysis import words
from holdfast.experiment.ground_map import AxisLine, Frame, Point, Spot, TheatreMap
from holdfast.report.figures.drawing import (
    INK,
    SIZES,
    VERMILION,
    WIDE,
    Figure,
    Size,
)
from holdfast.report.maps.compose import composed
from holdfast.report.maps.labels import Box, Label, Wanted, centred, is_on, overlap, placed
from holdfast.report.maps.sheet import (
    KeyItem,
    Layers,
    Mark,
    Plate,
    Sheet,
    areas,
    bearing,
    key_plate,
    names,
    rooms,
    strokes,
    symbols,
)

OWN, ATTACKER, OTHER, BORDER = "#fbf7ec", "#d4d2d3", "#ebebe9", "#9a9a98"
"""Fills of the defender's land, of what the attacker holds, of the rest; and their borders."""

PURPLE = "#8f4a7a"
"""Axes of third states: darker than Okabe's reddish purple, to be seen as a thin line."""

RAIL = "#b9b4a6"

CLASSES = (
    (0.03, "none to speak of", "#c9bf9c", 2.0),
    (0.10, "under 0.1", "#7fb5d5", 3.0),
    (0.25, "0.1 to 0.25", "#3f8fc0", 4.5),
    (0.50, "0.25 to 0.5", "#12629c", 6.0),
    (1.01, "over 0.5", "#052f5f", 7.5),
)
"""Strength of works below which a class ends, its words, colour and width. Lightness and width
both grow, so that no colour need be told. grade: judgement"""

TALL = 1.7
"""A frame this much wider than high is drawn in two halves where the paper is narrow."""

DOT = 1500.0
"""Area in square pixels, at the wide size, of a place that holds all value. grade: judgement"""

LEAST_DOT = 14.0

STATE_FONT = 10.5

CLEAR = 4.0
"""Pixels between a name and the disc of another place."""

FIELD = 3.0
"""Half the width of a field's mark, in pixels."""

HIGHEST = 560.0
"""Of a sheet, in pixels: a country that is higher than wide gets a narrower sheet."""


def theatre_figure(theatre: TheatreMap) -> Figure:
    """The map for one date."""
    title = f"The theatre on {words.date(theatre.on.isoformat())}"
    name = f"theatre-{theatre.on.isoformat()}"
    return Figure(name, title, {size.name: _whole(theatre, size, name, title) for size in SIZES})


def _whole(theatre: TheatreMap, size: Size, name: str, title: str) -> str:
    """The map with its key under it."""
    sheets = [[sheet_map(theatre, sheet, size)] for sheet in sheets_of(theatre.frame, size)]
    key = key_plate(tuple(key_items(theatre)), size.width - 20)
    return composed([*sheets, [key]], size, name, title)


def sheets_of(frame: Frame, size: Size) -> tuple[Sheet, ...]:
    """One sheet, or where it would be too small to read the western half above the eastern."""
    width = size.width - 12
    if size is WIDE or frame.width < TALL * frame.height:
        return (Sheet(frame, round(min(width, HIGHEST * frame.width / frame.height))),)
    return tuple(Sheet(half, width) for half in frame.halves())


def sheet_map(theatre: TheatreMap, sheet: Sheet, size: Size) -> Plate:
    """One sheet of the map."""
    font = size.font - 1.5
    spots = [spot for spot in theatre.spots if sheet.frame.holds(spot.at)]
    marks = [_box(sheet, spot.at, radius_of(spot) + CLEAR) for spot in spots if spot.is_own]
    marks += [_box(sheet, one.at, FIELD) for one in theatre.fields]
    wanted = [wanted_name(sheet, spot, font) for spot in in_order(spots)]
    labels, taken = placed(wanted, sheet.paper, marks)
    layers = [
        *land(theatre, sheet),
        *railways(theatre, sheet),
        *works(theatre, sheet),
        *belts(theatre, sheet),
        *axes(theatre, sheet),
        *fields(theatre, sheet),
        *places(sheet, spots),
        *names(sheet, list(state_names(theatre, sheet, taken)), color="#6d6d6a"),
        *names(sheet, labels),
    ]
    return sheet.finished(layers)


def land(theatre: TheatreMap, sheet: Sheet) -> Layers:
    """The states, by who holds them."""
    fills = {theatre.defender: OWN, theatre.attacker: ATTACKER}
    layers: Layers = []
    for fill in (OTHER, ATTACKER, OWN):
        rings = [state.ring for state in theatre.states if fills.get(state.holder, OTHER) == fill]
        layers += areas(sheet, rings, fill, BORDER)
    return layers


def railways(theatre: TheatreMap, sheet: Sheet) -> Layers:
    """Railways, thin; double lines thicker."""
    single = [road.ends for road in theatre.roads if not road.is_double]
    double = [road.ends for road in theatre.roads if road.is_double]
    return [
        *strokes(sheet, single, stroke=RAIL, stroke_width=0.9),
        *strokes(sheet, double, stroke=RAIL, stroke_width=2.0),
    ]


def works(theatre: TheatreMap, sheet: Sheet) -> Layers:
    """The frontier by the strength of its works."""
    layers: Layers = []
    for number, (_, _, colour, width) in enumerate(CLASSES):
        lines = [one.line for one in theatre.stretches if class_of(one.strength) == number]
        layers += strokes(sheet, lines, stroke=colour, stroke_width=width, stroke_linejoin="round")
    return layers


def class_of(strength: float) -> int:
    """The class of a strength of works.

    >>> class_of(0.0), class_of(0.2), class_of(0.9)
    (0, 2, 4)
    """
    return next(number for number, (end, *_) in enumerate(CLASSES) if strength < end)


def belts(theatre: TheatreMap, sheet: Sheet) -> Layers:
    """Lines of retreat."""
    look = {"stroke": "#12629c", "stroke_width": 2, "stroke_dasharray": "6 4"}
    return strokes(sheet, [line for _, line in theatre.belts], **look)


def axes(theatre: TheatreMap, sheet: Sheet) -> Layers:
    """Axes as lines, with an arrow where each crosses the frontier."""
    layers: Layers = []
    for is_main, colour, dash in ((False, PURPLE, "4 3"), (True, VERMILION, "none")):
        mine = [axis for axis in theatre.axes if axis.is_main is is_main]
        whole = [(*axis.outside[-2:], *axis.way[1:]) for axis in mine]
        layers += strokes(
            sheet, whole, stroke=colour, stroke_width=1.5, stroke_dasharray=dash, opacity=0.85
        )
        layers += symbols(
            sheet, [arrow(sheet, axis) for axis in mine], shape="triangle",
            fill=colour, stroke="white", stroke_width=0.8,
        )  # fmt: skip
    return layers


def arrow(sheet: Sheet, axis: AxisLine) -> Mark:
    """A tip on the frontier, pointing inwards."""
    x, y = sheet.at(axis.way[0])
    return {"x": x, "y": y, "angle": bearing(axis.heading(0.0)), "size": 130}


def fields(theatre: TheatreMap, sheet: Sheet) -> Layers:
    """Fields for allied squadrons: crosses, pale where they are not finished."""
    layers: Layers = []
    for is_ready, colour in ((False, "#c39a52"), (True, "#7a5200")):
        rows = [
            {"x": sheet.at(one.at)[0], "y": sheet.at(one.at)[1], "size": 40}
            for one in theatre.fields
            if one.is_ready is is_ready and sheet.frame.holds(one.at)
        ]
        width = 2.0 if is_ready else 1.0
        layers += symbols(sheet, rows, shape="cross",
                          fill=colour if is_ready else "white", stroke=colour,
                          stroke_width=width / 2)  # fmt: skip
    return layers


def places(sheet: Sheet, spots: list[Spot]) -> Layers:
    """Places: discs by value, the capital ringed, the door a diamond; foreign ones squares."""
    own = [_dot(sheet, spot) for spot in spots if spot.is_own and not spot.is_door]
    doors = [_dot(sheet, spot) | {"size": 110} for spot in spots if spot.is_door]
    rings = [_dot(sheet, spot, 10) for spot in spots if spot.is_capital]
    foreign = [_dot(sheet, spot) | {"size": 16} for spot in spots if spot.begins_axis]
    green = "#00735a"
    return [
        *symbols(sheet, foreign, shape="square", fill="#555555", stroke_width=0),
        *symbols(sheet, own, shape="circle", fill=INK, stroke="white",
                 stroke_width=1),
        *symbols(sheet, rings, shape="circle", fill="none", stroke=INK,
                 stroke_width=1.6),
        *symbols(sheet, doors, shape="diamond", fill=green, stroke="white",
                 stroke_width=1),
    ]  # fmt: skip


def _dot(sheet: Sheet, spot: Spot, more: float = 0.0) -> Mark:
    x, y = sheet.at(spot.at)
    return {"x": x, "y": y, "size": math.pi * (radius_of(spot) + more / 2) ** 2}


def radius_of(spot: Spot) -> float:
    """Of a place's disc, in pixels: its area grows with its value."""
    return math.sqrt((LEAST_DOT + DOT * spot.value) / math.pi)


def in_order(spots: list[Spot]) -> list[Spot]:
    """Those that should be named, the most important first."""
    named = [spot for spot in spots if spot.is_own or spot.begins_axis]
    return sorted(
        named,
        key=lambda spot: (not spot.is_capital, not spot.is_door, -spot.value, not spot.begins_axis),
    )


def wanted_name(sheet: Sheet, spot: Spot, font: float) -> Wanted:
    """The name of a place, smaller where it is not the defender's."""
    away = radius_of(spot) + (5 if spot.is_capital else 2)
    size = font if spot.is_own else font - 1
    return Wanted(spot.name, sheet.at(spot.at), away, size)


def _box(sheet: Sheet, at: Point, radius: float) -> Box:
    x, y = sheet.at(at)
    return x - radius, y - radius, x + radius, y + radius


def state_names(theatre: TheatreMap, sheet: Sheet, taken: list[Box]) -> Iterator[Label]:
    """The name of each other state in its roomiest free place."""
    for state in theatre.states:
        if state.power == theatre.defender:
            continue
        held = "" if state.holder == state.power else f" ({theatre.names[state.holder]})"
        for at in rooms(sheet, state.ring):
            label, box = centred(state.name.upper() + held, at, STATE_FONT)
            if is_on(box, sheet.paper) and not any(overlap(box, other) for other in taken):
                taken.append(box)
                yield label
                break


def key_items(theatre: TheatreMap) -> Iterator[KeyItem]:
    """The key, of what is on the map."""
    shown = {class_of(one.strength) for one in theatre.stretches}
    for number, (_, text, colour, width) in enumerate(CLASSES):
        if number in shown:
            yield KeyItem(
                f"works: {text}" if number == 0 else f"strength {text}",
                "line",
                {"stroke": colour, "stroke_width": width},
            )
    if theatre.belts:
        look = {"stroke": "#12629c", "stroke_width": 2, "stroke_dasharray": "6 4"}
        yield KeyItem("line of retreat", "line", look)
    yield KeyItem("axis of the attacker", "line", {"stroke": VERMILION, "stroke_width": 1.5})
    if not all(axis.is_main for axis in theatre.axes):
        look = {"stroke": PURPLE, "stroke_width": 1.5, "stroke_dasharray": "4 3"}
        yield KeyItem("of a third state, if it attacks", "line", look)
    if theatre.roads:
        yield KeyItem("railway, double", "line", {"stroke": RAIL, "stroke_width": 2})
        yield KeyItem("single", "line", {"stroke": RAIL, "stroke_width": 0.9})
    yield KeyItem(
        "place, by its value",
        "point",
        {"shape": "circle", "fill": INK, "size": 90, "stroke_width": 0},
    )
    ring = {"shape": "circle", "fill": "none", "stroke": INK, "size": 110}
    yield KeyItem("capital", "point", ring)
    yield from _further_items(theatre)


def _further_items(theatre: TheatreMap) -> Iterator[KeyItem]:
    if any(spot.is_door for spot in theatre.spots):
        look = {"shape": "diamond", "fill": "#00735a", "size": 110}
        yield KeyItem("the open door", "point", look | {"stroke_width": 0})
    for is_ready, text in ((True, "field for squadrons"), (False, "field being built")):
        if any(one.is_ready is is_ready for one in theatre.fields):
            fill, stroke = ("#7a5200", "#7a5200") if is_ready else ("white", "#c39a52")
            look = {"shape": "cross", "fill": fill, "stroke": stroke, "size": 50}
            yield KeyItem(text, "point", look | {"stroke_width": 1})
