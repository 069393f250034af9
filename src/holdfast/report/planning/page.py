"""One self-contained HTML file about a choice among plans, and its figures as files."""

from __future__ import annotations

from pathlib import Path

import vl_convert

from holdfast.analysis.planning import FILE, Planning
from holdfast.experiment.files import make_folder, write_atomically
from holdfast.report.figures.drawing import Figure
from holdfast.report.figures.files import PNG_SCALE, WIDE
from holdfast.report.page.write import template
from holdfast.report.planning.figures import caption_of, figures_of
from holdfast.report.wording import planning as say
from holdfast.report.wording import prose
from holdfast.text.files import read_text

PAGE, REPORT = "planning.html.j2", "report.html"


def keep(planning: Planning, folder: Path) -> tuple[Path, ...]:
    """Write an answer and its page into a folder; give the paths."""
    make_folder(folder)
    path = folder / FILE
    write_atomically(path, planning.to_json())
    return path, write_planning_page(planning, folder / REPORT)


def is_planning(folder: Path) -> bool:
    """Whether a folder holds an answer that `keep` wrote."""
    return (folder / FILE).is_file()


def read_planning(folder: Path) -> Planning:
    """The answer of a folder; StoreError if it is damaged, edited, or of another format."""
    path = folder / FILE
    return Planning.from_json(read_text(path, str(path)), str(path))


def write_planning_page(planning: Planning, path: Path) -> Path:
    """Write the page; its folder is made."""
    make_folder(path.parent)
    write_atomically(path, planning_html(planning))
    return path


def planning_html(planning: Planning) -> str:
    """The page: sentences, figures, plans, levers."""
    return template(PAGE).render(
        planning=planning,
        say=say,
        prose=prose,
        figures=[(one, caption_of(planning, one.name)) for one in figures_of(planning)],
        plans=planning.table(),
        levers=planning.levers_table() if planning.levers else None,
        named=[planning.plan(name) for name in planning.choice.plans],
    )


def write_planning_figures(planning: Planning, folder: Path, kind: str) -> tuple[Path, ...]:
    """Write every figure as `svg` or `png`; give the paths."""
    make_folder(folder)
    return tuple(_written(one, folder / f"{one.name}.{kind}", kind) for one in figures_of(planning))


def _written(figure: Figure, path: Path, kind: str) -> Path:
    svg = figure.svg[WIDE]
    write_atomically(path, svg if kind == "svg" else vl_convert.svg_to_png(svg, scale=PNG_SCALE))
    return path
