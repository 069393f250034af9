"""The clauses of a pact file drawn: who waits for whom, as inline SVG, wide and narrow.

Acts stand in layers, each below the acts it waits for; those that wait for one another share a
layer. The narrow drawing stacks them in one column, with the waiting drawn in the margin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from holdfast.analysis.acts import act_in_words
from holdfast.pacts.answer import Act, ActRow
from holdfast.pacts.groups import components
from holdfast.pacts.net import PromiseNet

MOST_BOXES = 80
BOX_WIDTH, BOX_HEIGHT = 252, 92
GAP_ACROSS, GAP_DOWN = 18, 64
IN_A_LINE = 5
MARGIN = 46
NARROW_GUTTER = 64
NARROW_GAP = 16

GRAPH_STYLE = """
.box { fill: #fff; stroke: #8895a5; stroke-width: 1.5; }
.box.moves { fill: #eef5ee; stroke: #3d7a46; }
.box.follows { fill: #fdf5e6; stroke: #b98a2f; }
.box.deadlock { fill: #fdecea; stroke: #b3261e; stroke-width: 2.5; }
.box.never { fill: #f4f5f7; stroke: #9aa4b1; stroke-dasharray: 5 4; }
.act { font-size: 13px; font-weight: 600; fill: #1d2430; }
.clause { font-size: 11.5px; fill: #5b6675; }
.days { font-size: 13px; fill: #1d2430; }
.decision { font-size: 12px; fill: #5b6675; }
.critical { font-size: 12.5px; font-weight: 700; fill: #8a5300; }
.arrow { fill: none; stroke: #6b7787; stroke-width: 1.5; }
.arrow.red { stroke: #b3261e; stroke-width: 2.5; }
.tip { fill: #6b7787; } .tip-red { fill: #b3261e; }
"""
"""How boxes and arrows look, in rules of a style sheet."""

LEGEND = (
    ("#eef5ee", "#3d7a46", "moves when moved"),
    ("#fdecea", "#b3261e", "deadlock: each waits for the other"),
    ("#fdf5e6", "#b98a2f", "follows once a deadlock is broken"),
    ("#f4f5f7", "#9aa4b1", "never fires"),
)
"""Fill, border and meaning of the boxes."""


@dataclass(frozen=True, slots=True)
class Box:
    """One act as drawn: its words, its state, and the decisions it hangs on."""

    number: int
    act: str
    clause: str
    state: str
    days: str
    decisions: tuple[str, ...]
    critical: tuple[str, ...]
    layer: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes in reading order, and for each the boxes it waits for; `red` are the deadlocks."""

    boxes: tuple[Box, ...]
    waits_for: Mapping[int, frozenset[int]]
    red: frozenset[tuple[int, int]]
    left_out: int


def graph_of(net: PromiseNet) -> Graph:
    """The boxes and arrows of a net; of very many pairs only those that move are drawn."""
    count = len(net.acts)
    shown = [n for n in range(count) if count <= MOST_BOXES or _moves(net, n)][:MOST_BOXES]
    kept = frozenset(shown)
    waits = {number: frozenset(net.waits_for[number]) & kept for number in shown}
    layers = _layers(waits)
    critical = frozenset(net.critical)
    boxes = [
        Box(
            number,
            act_in_words(_act(net.acts[number])),
            net.acts[number].clause,
            _state(net, number),
            _days(net, number),
            tuple(name for name in net.hangs_on[number] if name not in critical),
            tuple(name for name in net.hangs_on[number] if name in critical),
            layers[number],
        )
        for number in shown
    ]
    return Graph(tuple(_ordered(boxes, waits)), waits, _red(net, waits), count - len(shown))


def _act(row: ActRow) -> Act:
    return row.power, row.act, row.beneficiary


def _moves(net: PromiseNet, number: int) -> bool:
    return net.acts[number].simultaneous_day is not None


def _state(net: PromiseNet, number: int) -> str:
    row = net.acts[number]
    if row.causal_day is not None:
        return "moves"
    if row.simultaneous_day is None:
        return "never"
    return "deadlock" if any(_act(row) in group for group in net.deadlocks) else "follows"


def _days(net: PromiseNet, number: int) -> str:
    row = net.acts[number]
    if row.causal_day is not None:
        return f"from day {row.causal_day}"
    if row.simultaneous_day is not None:
        return f"only together, from day {row.simultaneous_day}"
    return "never fires"


def _layers(waits: Mapping[int, frozenset[int]]) -> dict[int, int]:
    """How many sets of acts stand before each: sets that wait for one another count as one."""
    of: dict[int, int] = {}
    sets = components(waits)
    home = {number: at for at, numbers in enumerate(sets) for number in numbers}
    depth: dict[int, int] = {}

    def settle(at: int) -> int:
        stack = [at]
        while stack:
            top = stack[-1]
            before = {home[w] for n in sets[top] for w in waits[n]} - {top}
            open_sets = [one for one in before if one not in depth]
            if open_sets:
                stack.extend(open_sets)
            else:
                depth[top] = max((depth[one] + 1 for one in before), default=0)
                stack.pop()
        return depth[at]

    for at, numbers in enumerate(sets):
        of.update(dict.fromkeys(numbers, settle(at)))
    return _nearer(waits, of)


def _nearer(waits: Mapping[int, frozenset[int]], of: dict[int, int]) -> dict[int, int]:
    """Put an act that waits for nothing just above its first follower; the unconnected last."""
    last = max(of.values(), default=0) + 1
    followers: dict[int, list[int]] = {}
    for number, awaited_by in waits.items():
        for awaited in awaited_by:
            followers.setdefault(awaited, []).append(of[number])
    return {
        number: layer
        if waits[number]
        else (min(followers[number]) - 1 if number in followers else last)
        for number, layer in of.items()
    }


def _ordered(boxes: list[Box], waits: Mapping[int, frozenset[int]]) -> list[Box]:
    """Boxes by layer, and in a layer near what they wait for, to keep arrows short."""
    seat: dict[int, float] = {}
    ordered: list[Box] = []
    for layer in sorted({box.layer for box in boxes}):
        of_layer = [box for box in boxes if box.layer == layer]
        wish: dict[int, float] = {}
        for at, box in enumerate(of_layer):
            above = [seat[awaited] for awaited in waits[box.number] if awaited in seat]
            wish[box.number] = sum(above) / len(above) if above else (at + 0.5) / len(of_layer)
        of_layer.sort(key=lambda box: (wish[box.number], box.number))
        for at, box in enumerate(of_layer):
            seat[box.number] = (at + 0.5) / len(of_layer)
        ordered.extend(of_layer)
    return ordered


def _red(net: PromiseNet, waits: Mapping[int, frozenset[int]]) -> frozenset[tuple[int, int]]:
    groups = [
        {
            number
            for number, row in enumerate(net.acts)
            if _act(row) in group and _state(net, number) == "deadlock"
        }
        for group in net.deadlocks
    ]
    return frozenset(
        (awaited, number)
        for number, awaited_by in waits.items()
        for awaited in awaited_by
        if any(number in group and awaited in group for group in groups)
    )


def wide_svg(graph: Graph, in_a_line: int = IN_A_LINE) -> str:
    """The drawing for a desk: layers from top to bottom, arrows from an act to who waits for it."""
    places, width, height = _wide_places(graph, in_a_line)
    arrows = "".join(
        _wide_arrow(places[awaited], places[number], _ink(graph, awaited, number, "wide"))
        for number, awaited_by in graph.waits_for.items()
        for awaited in sorted(awaited_by)
    )
    boxes = "".join(_box(box, *places[box.number], BOX_WIDTH) for box in graph.boxes)
    return _svg("wide", width, height, arrows + boxes)


def narrow_svg(graph: Graph) -> str:
    """The drawing for a telephone: one column, the waiting drawn in the left margin."""
    width = NARROW_GUTTER + BOX_WIDTH + 8
    step = BOX_HEIGHT + NARROW_GAP
    places = {box.number: (NARROW_GUTTER, 8 + at * step) for at, box in enumerate(graph.boxes)}
    arrows = "".join(
        _narrow_arrow(places[awaited][1], places[number][1], _ink(graph, awaited, number, "narrow"))
        for number, awaited_by in graph.waits_for.items()
        for awaited in sorted(awaited_by)
    )
    boxes = "".join(_box(box, *places[box.number], BOX_WIDTH) for box in graph.boxes)
    return _svg("narrow", width, 16 + len(graph.boxes) * step, arrows + boxes)


def _wide_places(graph: Graph, in_a_line: int) -> tuple[dict[int, tuple[float, float]], int, int]:
    lines: list[list[Box]] = []
    for layer in range(max((box.layer for box in graph.boxes), default=-1) + 1):
        of_layer = [box for box in graph.boxes if box.layer == layer]
        lines += [of_layer[at : at + in_a_line] for at in range(0, len(of_layer), in_a_line)]
    most = max((len(line) for line in lines), default=1)
    width = 2 * MARGIN + most * BOX_WIDTH + (most - 1) * GAP_ACROSS
    places: dict[int, tuple[float, float]] = {}
    y = float(MARGIN)
    for line, before in zip(lines, [None, *lines], strict=False):
        if before:
            alone = line[0].layer == before[0].layer
            y += BOX_HEIGHT + (GAP_ACROSS if alone else GAP_DOWN)
        used = len(line) * BOX_WIDTH + (len(line) - 1) * GAP_ACROSS
        for across, box in enumerate(line):
            x = (width - used) / 2 + across * (BOX_WIDTH + GAP_ACROSS)
            places[box.number] = (x, y)
    return places, width, int(y) + BOX_HEIGHT + MARGIN


def _wide_arrow(start: tuple[float, float], end: tuple[float, float], ink: str) -> str:
    (x1, y1), (x2, y2) = start, end
    middle = BOX_WIDTH / 2
    if y2 > y1:
        path = _curve(x1 + middle, y1 + BOX_HEIGHT, x2 + middle, y2, GAP_DOWN * 0.7)
    elif x2 > x1:
        path = _curve(x1 + middle + 20, y1, x2 + middle - 20, y2, -MARGIN, turn=True)
    else:
        path = _curve(
            x1 + middle - 20, y1 + BOX_HEIGHT, x2 + middle + 20, y2 + BOX_HEIGHT, MARGIN, turn=True
        )
    return _path(path, ink)


def _curve(
    x1: float, y1: float, x2: float, y2: float, bend: float, *, turn: bool = False
) -> str:  # fmt: skip
    back = bend if turn else -bend
    return f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 + back:.0f} {x2:.0f} {y2:.0f}"


def _narrow_arrow(top: float, bottom: float, ink: str) -> str:
    down = bottom > top
    y1 = top + BOX_HEIGHT * (0.65 if down else 0.35)
    y2 = bottom + BOX_HEIGHT * (0.35 if down else 0.65)
    far = NARROW_GUTTER - min(NARROW_GUTTER - 4, 16 + abs(y2 - y1) * 0.09)
    x = NARROW_GUTTER
    return _path(f"M{x} {y1:.0f}C{far:.0f} {y1:.0f} {far:.0f} {y2:.0f} {x} {y2:.0f}", ink)


def _ink(graph: Graph, awaited: int, number: int, kind: str) -> str:
    """Class and tip of an arrow; each drawing has tips of its own, as one of them is hidden."""
    red = " red" if (awaited, number) in graph.red else ""
    return f'class="arrow{red}" marker-end="url(#{kind}-tip{red.replace(" ", "-")})"'


def _path(path: str, ink: str) -> str:
    return f'<path {ink} d="{path}"/>'


def _box(box: Box, x: float, y: float, width: int) -> str:
    lines = [
        ("act", _cut(box.act, 33)),
        ("clause", _cut(box.clause, 38)),
        ("days", box.days),
        *_hangs(box),
    ]
    texts = "".join(
        f'<text class="{kind}" x="{x + 12:.0f}" y="{y + 22 + at * 20:.0f}">{escape(words)}</text>'
        for at, (kind, words) in enumerate(lines)
    )
    shape = (
        f'<rect class="box {box.state}" x="{x:.0f}" y="{y:.0f}" rx="6" '
        f'width="{width}" height="{BOX_HEIGHT}"/>'
    )
    title = f"<title>{escape(f'{box.act}: {box.clause}, {box.days}')}</title>"
    return f"<g>{title}{shape}{texts}</g>"


def _hangs(box: Box) -> Iterator[tuple[str, str]]:
    if box.critical:
        more = f" +{len(box.decisions)}" if box.decisions else ""
        yield "critical", _cut("◆ " + ", ".join(box.critical), 36 - len(more)) + more
    elif box.decisions:
        yield "decision", _cut("if " + ", ".join(box.decisions), 38)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _svg(kind: str, width: int, height: float, body: str) -> str:
    tips = "".join(
        f'<marker id="{kind}-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path class="{name}" d="M0 0L8 4L0 8z"/></marker>'
        for name in ("tip", "tip-red")
    )
    return (
        f'<svg class="{kind}" role="img" aria-label="who waits for whom" '
        f'viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}">'
        f"<defs>{tips}</defs>{body}</svg>"
    )
