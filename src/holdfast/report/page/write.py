"""Two self-contained HTML files about a run: the page that is read, and the evidence behind it.

Nothing is fetched when they are read, nothing runs in them, and every text is escaped by the
template. Each links to the other by its name alone, so that the two may be moved together.
"""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from holdfast.analysis.answer import answer
from holdfast.experiment.files import make_folder, write_atomically
from holdfast.experiment.store import Store
from holdfast.report.page.content import content, proof

PAGE, EVIDENCE = "page.html.j2", "evidence.html.j2"


def write_page(store: Store, path: Path) -> tuple[Path, Path]:
    """Write the page about a run, and beside it the evidence; give both paths.

    Parameters
    ----------
    store : an open run folder, finished or interrupted; also one from another machine.
    path : the HTML file to write; its folder is made. `report.html` has its evidence in
        `report-evidence.html`.

    Raises
    ------
    StoreError
        if what was run is not in the run folder.
    """
    make_folder(path.parent)
    beside = evidence_path(path)
    found = answer(store)
    write_atomically(path, template(PAGE).render(**content(found, store, beside.name)))
    write_atomically(beside, template(EVIDENCE).render(**proof(found, path.name)))
    return path, beside


def evidence_path(path: Path) -> Path:
    """Where the evidence of a page lies.

    >>> evidence_path(Path("demo/report.html")).name
    'report-evidence.html'
    """
    return path.with_name(f"{path.stem}-evidence{path.suffix or '.html'}")


def template(name: str) -> Template:
    """A page's template; it escapes whatever is put into it."""
    return _environment().get_template(name)


@functools.cache
def _environment() -> Environment:
    """Made once, so that what the pages share is compiled once."""
    return Environment(
        loader=PackageLoader("holdfast.report.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
