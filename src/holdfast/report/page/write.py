"""One self-contained HTML file about a run.

Nothing is fetched when it is read, nothing runs in it, and every text is escaped by the template.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from holdfast.experiment.files import make_folder, write_atomically
from holdfast.experiment.store import Store
from holdfast.report.page.content import content

PAGE = "page.html.j2"


def write_page(store: Store, path: Path) -> None:
    """Write the page about a run.

    Parameters
    ----------
    store : an open run folder, finished or interrupted; also one from another machine.
    path : the HTML file to write; its folder is made.

    Raises
    ------
    StoreError
        if what was run is not in the run folder.
    """
    make_folder(path.parent)
    write_atomically(path, template(PAGE).render(**content(store)))


def template(name: str) -> Template:
    """A page's template; it escapes whatever is put into it."""
    environment = Environment(
        loader=PackageLoader("holdfast.report.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
