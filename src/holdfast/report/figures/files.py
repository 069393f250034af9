"""The figures of a run as files of their own, for a paper or a slide."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from holdfast.experiment.files import make_folder, write_atomically
from holdfast.report.figures.drawing import Figure

WIDE = "wide"

PNG_SCALE = 2.0
"""Pixels of a PNG for each of the page, so that it prints sharply. grade: judgement"""


def write_figures(figures: Iterable[Figure], folder: Path, kind: str) -> tuple[Path, ...]:
    """Write figures as `svg` or `png`; give the paths."""
    import vl_convert  # half a second, and for pictures alone

    make_folder(folder)
    paths = []
    for figure in figures:
        path = folder / f"{figure.name}.{kind}"
        svg = figure.svg[WIDE]
        content = svg if kind == "svg" else vl_convert.svg_to_png(svg, scale=PNG_SCALE)
        write_atomically(path, content)
        paths.append(path)
    return tuple(paths)
