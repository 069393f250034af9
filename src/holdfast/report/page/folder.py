"""The page about whatever lies in a folder: a run, a comparison, a hindcast, a choice of plans.

Each is two self-contained HTML files, the page that is read and the numbers behind it; a choice
of plans is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdfast.analysis.answer import answer
from holdfast.analysis.compared import COMPARISON, ComparisonRecord
from holdfast.analysis.past import HINDCAST, PastRecord
from holdfast.analysis.planning import FILE as PLANNING
from holdfast.analysis.planning import Planning
from holdfast.analysis.table import Table
from holdfast.analysis.tables.past import tables_of_past
from holdfast.experiment.files import in_words, make_folder, read_text, write_atomically
from holdfast.experiment.store import QUESTION, Store
from holdfast.experiment.typed_json import AGAIN
from holdfast.report.export.write import tables_of_run
from holdfast.report.figures.drawing import Figure
from holdfast.report.figures.drawn import figures_of
from holdfast.report.page import compared, past
from holdfast.report.page.write import evidence_path, template, write_page
from holdfast.report.planning import figures as planning_figures
from holdfast.report.planning.page import write_planning_page


@dataclass(frozen=True)
class Reported:
    """What a folder has to show.

    Attributes
    ----------
    write : writes the pages, the one that is read to a path; gives all paths.
    figures : draws what the pages show.
    tables : gives every table that stands on them.
    """

    write: Callable[[Path], tuple[Path, ...]]
    figures: Callable[[], Iterable[Figure]]
    tables: Callable[[], Mapping[str, Table]]


def reported(folder: Path) -> Reported:
    """What there is to show of a folder.

    Raises
    ------
    StoreError
        if nothing in it can be shown, or what is there is damaged.
    """
    with in_words(folder, "read"):
        there = {
            name for name in (QUESTION, COMPARISON, HINDCAST, PLANNING) if (folder / name).exists()
        }
    if QUESTION in there or not there:
        return _run(Store.open(folder))
    if COMPARISON in there:
        path = folder / COMPARISON
        return _comparison(ComparisonRecord.from_json(read_text(path, AGAIN), str(path)))
    if PLANNING in there:
        path = folder / PLANNING
        return _choice(Planning.from_json(read_text(path, AGAIN), str(path)))
    path = folder / HINDCAST
    return _hindcast(PastRecord.from_json(read_text(path, AGAIN), str(path)))


def _run(store: Store) -> Reported:
    return Reported(
        lambda path: write_page(store, path),
        lambda: figures_of(answer(store), store).every(),
        lambda: tables_of_run(store),
    )


def _comparison(record: ComparisonRecord) -> Reported:
    return Reported(
        lambda path: _pages(
            path, "compared",
            lambda other: compared.shown_of_comparison(record, other),
            lambda other: compared.proof_of_comparison(record, other),
        ),
        lambda: compared.figures_of_comparison(record).every(),
        lambda: compared.tables_of_comparison(record),
    )  # fmt: skip


def _hindcast(record: PastRecord) -> Reported:
    return Reported(
        lambda path: _pages(
            path, "past",
            lambda other: past.shown_of_past(record, other),
            lambda other: past.proof_of_past(record, other),
        ),
        lambda: past.figures_of_past(record).every(),
        lambda: tables_of_past(record),
    )  # fmt: skip


def _choice(planning: Planning) -> Reported:
    return Reported(
        lambda path: (write_planning_page(planning, path),),
        lambda: planning_figures.figures_of(planning),
        planning.tables,
    )


def _pages(
    path: Path, name: str,
    shown: Callable[[str], dict[str, Any]], proof: Callable[[str], dict[str, Any]],
) -> tuple[Path, Path]:  # fmt: skip
    """Write the page that is read, and beside it the numbers; give both paths."""
    make_folder(path.parent)
    beside = evidence_path(path)
    write_atomically(path, template(f"{name}.html.j2").render(**shown(beside.name)))
    write_atomically(beside, template(f"{name}-numbers.html.j2").render(**proof(path.name)))
    return path, beside
