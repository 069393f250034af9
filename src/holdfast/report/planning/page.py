"""One self-contained HTML file about a choice among plans."""

from __future__ import annotations

from pathlib import Path

from holdfast.analysis.planning import FILE, Planning
from holdfast.experiment.files import make_folder, write_atomically
from holdfast.report.page.write import template
from holdfast.report.planning.figures import caption_of, figures_of
from holdfast.report.wording import planning as say
from holdfast.report.wording import prose

PAGE, REPORT = "planning.html.j2", "report.html"


def keep(planning: Planning, folder: Path) -> tuple[Path, ...]:
    """Write an answer and its page into a folder; give the paths."""
    make_folder(folder)
    path = folder / FILE
    write_atomically(path, planning.to_json())
    return path, write_planning_page(planning, folder / REPORT)


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
