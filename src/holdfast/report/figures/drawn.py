"""Every figure of a run, drawn from its answer, its dossier and its campaigns.

There is one drawing of each kind: dates stand beside one another in it, and the map is that of one
date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.answer import Answer
from holdfast.analysis.curves import curve_days, fronts, of_fronts, race
from holdfast.analysis.measures import DateAnswer, Measures
from holdfast.analysis.paired import quantiles
from holdfast.experiment.dossier import Dossier, Naming
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, HELP, MEANINGS
from holdfast.experiment.store import Store
from holdfast.pacts.net import PromiseNet
from holdfast.report.figures import charts
from holdfast.report.figures.date_charts import dates_figure
from holdfast.report.figures.drawing import Figure
from holdfast.report.figures.programme import bound_of, budget_of, programme_of
from holdfast.report.figures.race import race_figure
from holdfast.report.maps.fronts import SHOWN_DAYS, days_of, front_map_figure
from holdfast.report.maps.theatre import theatre_figure
from holdfast.report.pacts.graph import GRAPH_STYLE, graph_of, narrow_svg, wide_svg

IN_A_LINE = 3
"""Acts side by side in the drawing of promises, so that its type can be read on the page."""

SVG = "http://www.w3.org/2000/svg"

FONT = "text { font-family: Helvetica, Arial, sans-serif; }\n"

RACE_COLUMNS = ("outcome", "collapse_day", "collapse_day_without", "relief_day")


@dataclass(frozen=True)
class RunFigures:
    """All figures of a run, in the order of the page; None where there is nothing to draw."""

    ends: Figure | None
    race: Figure | None
    help: Figure | None
    theatre: Figure | None
    fronts: Figure | None
    promises: Figure | None
    programme: Figure | None
    budget: Figure | None
    bound: Figure | None

    def every(self) -> Iterator[Figure]:
        """Those that are there."""
        found = (getattr(self, one.name) for one in fields(self))
        yield from (one for one in found if one is not None)


def shown_date(answer: Answer) -> DateAnswer:
    """The date whose map and promises are drawn: that which is fought most often."""
    return max(answer.rows, key=lambda row: row.attacked.p)


def figures_of(answer: Answer, store: Store) -> RunFigures:
    """Draw everything that a run has."""
    row = shown_date(answer)
    notes = answer.dossier.of_date(row.attack_on)
    return RunFigures(
        ends=ends_figure(answer),
        race=race_of(answer, store),
        help=help_figure(answer, store),
        theatre=theatre_figure(notes.ground) if notes.ground is not None else None,
        fronts=fronts_figure(answer, row, store),
        promises=promise_figure(notes.promises, answer.dossier.title),
        **prepared(answer.dossier),
    )


def prepared(dossier: Dossier) -> dict[str, Figure | None]:
    """The figures of the programme that is taken; none where there is no economy."""
    if not dossier.programmes:
        return dict.fromkeys(("programme", "budget", "bound"))
    taken = dossier.programmes[0]
    return {
        "programme": programme_of(taken),
        "budget": budget_of(taken),
        "bound": bound_of(taken),
    }


def ends_figure(answer: Answer) -> Figure | None:
    """How it ends: bars by date, or by outcome where one date alone is fought in every campaign."""
    first, *more = answer.rows
    if more or first.is_crisis:
        return dates_figure(answer.rows)
    return charts.outcome_figure(first.given_attack, MEANINGS)


def race_of(answer: Answer, store: Store) -> Figure:
    """The race of every date."""
    asked = answer.question
    dates = []
    for row in answer.rows:
        campaigns = store.read("campaigns", RACE_COLUMNS, row.attack_on).to_pandas()
        curves = race(campaigns, asked.replications, int(asked.horizon))
        dates.append((words.date(row.attack_on), curves))
    return race_figure(dates)


def fronts_figure(answer: Answer, row: DateAnswer, store: Store) -> Figure | None:
    """The fronts of one date by day: on the map where there is one, else a panel an axis."""
    asked, naming = answer.question, answer.dossier.naming
    axes = [axis.id for axis in naming.axes]
    ground = answer.dossier.of_date(row.attack_on).ground
    wanted = SHOWN_DAYS if ground is not None else curve_days(int(asked.horizon))
    days = store.read("days", None, row.attack_on, of_fronts(axes, wanted))
    found = fronts(days, axes, asked.bins)
    count = len(fought(store, row))
    if ground is not None:
        return front_map_figure(ground, days_of(found, ground, count, asked.bins))
    return charts.front_figure(found, axis_views(naming), count)


def fought(store: Store, row: DateAnswer, columns: tuple[str, ...] = ()) -> pd.DataFrame:
    """The campaigns of a date in which the attack came and was met."""
    read = store.read("campaigns", ("outcome", *columns), row.attack_on)
    campaigns: pd.DataFrame = read.to_pandas()
    return campaigns[~campaigns["outcome"].isin(BEFORE_THE_ATTACK)]


def axis_views(naming: Naming) -> list[charts.AxisView]:
    """The axes with the places on them."""
    return [
        charts.AxisView(
            axis.id, axis.km, tuple((naming.places.get(s.place, s.place), s.km) for s in axis.stops)
        )
        for axis in naming.axes
    ]


def help_figure(answer: Answer, store: Store) -> Figure | None:
    """When help comes; of a single date, where contact by day is not set beside an outside view."""
    row = answer.rows[0]
    if len(answer.rows) > 1 or answer.dossier.outside_view or row.fought is None:
        return None
    views = help_views(row.fought, row, answer, store)
    return charts.help_figure(views, float(answer.question.horizon))


def help_views(
    of: Measures, row: DateAnswer, answer: Answer, store: Store
) -> list[charts.HelpView]:  # fmt: skip
    """For each power: in how many campaigns help comes, and when in those."""
    campaigns = fought(store, row, tuple(HELP + name for name in of.help_comes))
    views = []
    for name, comes in of.help_comes.items():
        days = campaigns[HELP + name].dropna().to_numpy()
        if len(days):
            named = words.helper(name, answer.dossier.naming.powers)
            views.append(charts.HelpView(named, comes.p, quantiles(days)))
    return views


def promise_figure(net: PromiseNet | None, title: str) -> Figure | None:
    """Who waits for whom; None where nothing is promised."""
    graph = graph_of(net) if net is not None else None
    if graph is None or not graph.boxes:
        return None
    drawn = {"wide": wide_svg(graph, IN_A_LINE), "narrow": narrow_svg(graph)}
    styled = {size: alone(svg) for size, svg in drawn.items()}
    return Figure("promises", f"Who waits for whom: {title}", styled)


def alone(svg: str) -> str:
    """A drawing that carries its own style and can be a file of its own."""
    named = svg.replace("<svg ", f'<svg xmlns="{SVG}" ', 1)
    return named.replace("<defs>", f"<style>{FONT}{GRAPH_STYLE}</style><defs>", 1)
