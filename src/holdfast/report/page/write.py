"""One self-contained HTML file about a run, of a card or of a scenario.

Nothing is fetched when it is read, nothing runs in it, and every text is escaped by the template.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from holdfast.analysis.answer import answer
from holdfast.experiment.files import make_folder, write_atomically
from holdfast.experiment.store import Store
from holdfast.report.figures.drawing import Figure
from holdfast.report.page import card_page, scenario_page
from holdfast.report.wording import prose

CARD, SCENARIO = "page.html.j2", "scenario.html.j2"


def write_page(store: Store, path: Path) -> None:
    """Write the page about a run.

    Parameters
    ----------
    store : an open run folder, finished or interrupted.
    path : the HTML file to write; its folder is made.

    Raises
    ------
    StoreError
        if what was run is not in the run folder.
    """
    make_folder(path.parent)
    if prose.is_scenario(store.question):
        page = template(SCENARIO).render(**scenario_page.content(store))
    else:
        page = template(CARD).render(**card_page.content(store, card_page.stored_card(store)))
    write_atomically(path, page)


def figures_of(store: Store) -> tuple[Figure, ...]:
    """Every figure of a run's page, in the order of the page."""
    if prose.is_scenario(store.question):
        return scenario_page.figures_of(store)
    frame = store.read("campaigns").to_pandas()
    drawn = card_page.drawn(store, card_page.stored_card(store), answer(store), frame)
    return tuple(figure for figure in drawn.values() if figure is not None)


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
