"""Every figure of a run, drawn from its answer, its dossier and its campaigns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.answer import Answer
from holdfast.analysis.curves import fronts, race
from holdfast.analysis.measures import DateAnswer, Measures
from holdfast.analysis.paired import quantiles
from holdfast.experiment.dossier import DateNotes, Naming, OutsideNote
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, HELP, MEANINGS
from holdfast.experiment.store import Store
from holdfast.pacts.net import PromiseNet
from holdfast.report.figures import charts
from holdfast.report.figures.date_charts import ContactView, contact_figure, dates_figure
from holdfast.report.figures.drawing import Figure
from holdfast.report.maps.fronts import days_of, front_map_figure
from holdfast.report.maps.theatre import theatre_figure
from holdfast.report.pacts.graph import GRAPH_STYLE, graph_of, narrow_svg, wide_svg

IN_A_LINE = 3
"""Acts side by side in the drawing of promises, so that its type can be read on the page."""

SVG = "http://www.w3.org/2000/svg"

FONT = "text { font-family: Helvetica, Arial, sans-serif; }\n"


@dataclass(frozen=True)
class DateFigures:
    """The figures of one date of attack; None where there is nothing to draw."""

    theatre: Figure | None
    fronts: Figure | None
    race: Figure
    help: Figure | None
    contact: Figure | None

    def every(self) -> Iterator[Figure]:
        """Those that are there, in their order."""
        found = (getattr(self, one.name) for one in fields(self))
        yield from (one for one in found if one is not None)


@dataclass(frozen=True)
class RunFigures:
    """All figures of a run: how it ends, those of each date, the promises."""

    ends: Figure | None
    dates: Mapping[str, DateFigures]
    """By date of attack."""
    promises: Figure | None

    def every(self) -> Iterator[Figure]:
        """Those that are there, in the order of the page."""
        if self.ends is not None:
            yield self.ends
        for one in self.dates.values():
            yield from one.every()
        if self.promises is not None:
            yield self.promises


@dataclass(frozen=True)
class Material:
    """What the figures of one date are drawn from."""

    row: DateAnswer
    notes: DateNotes
    naming: Naming
    views: Mapping[str, OutsideNote]
    campaigns: pd.DataFrame
    fronts: pd.DataFrame
    bins: int
    replications: int
    horizon: float
    is_alone: bool
    """Whether there is no other date."""

    @property
    def mark(self) -> str:
        """What tells the figures of this date from those of another."""
        return "" if self.is_alone else f"-{key_of(self.row.attack_on)}"

    @property
    def of(self) -> str:
        """The date as a title names it, where it must be told."""
        told = self.notes.is_dated and not self.is_alone
        return f", attack on {words.date(self.row.attack_on)}" if told else ""


def key_of(attack_on: str) -> str:
    """A date as it names figures and places of a page."""
    return attack_on.replace(" ", "-")


def figures_of(answer: Answer, store: Store) -> RunFigures:
    """Draw everything that a run has."""
    first = answer.dossier.dates[0]
    return RunFigures(
        ends=ends_figure(answer),
        dates={row.attack_on: date_figures(material(answer, row, store)) for row in answer.rows},
        promises=promise_figure(first.promises, answer.dossier.title),
    )


def material(answer: Answer, row: DateAnswer, store: Store) -> Material:
    """What the figures of one date are drawn from."""
    asked, notes = answer.question, answer.dossier
    axes = [axis.id for axis in notes.naming.axes]
    days = store.read("days", None, row.attack_on).to_pandas()
    return Material(
        row=row,
        notes=notes.of_date(row.attack_on),
        naming=notes.naming,
        views=notes.outside_view,
        campaigns=store.read("campaigns", None, row.attack_on).to_pandas(),
        fronts=fronts(days, axes, asked.bins),
        bins=asked.bins,
        replications=asked.replications,
        horizon=float(asked.horizon),
        is_alone=len(answer.rows) == 1,
    )


def ends_figure(answer: Answer) -> Figure | None:
    """How it ends: bars by date, or by outcome where one date alone is fought in every campaign."""
    if len(answer.rows) > 1 or answer.rows[0].is_crisis:
        return dates_figure(answer.rows)
    return charts.outcome_figure(answer.rows[0].given_attack, MEANINGS)


def date_figures(of: Material) -> DateFigures:
    """The figures of one date of attack."""
    ground = of.notes.ground
    curves = race(of.campaigns, of.replications, int(of.horizon))
    return DateFigures(
        theatre=theatre_figure(ground) if ground is not None else None,
        fronts=fronts_figure(of),
        race=charts.race_figure(curves, f"race{of.mark}", of.of),
        help=help_figure(of),
        contact=contact_figure(list(contact_views(of)), f"contact{of.mark}", of.of),
    )


def fought(campaigns: pd.DataFrame) -> pd.DataFrame:
    """The campaigns in which the attack came and was met."""
    return campaigns[~campaigns["outcome"].isin(BEFORE_THE_ATTACK)]


def fronts_figure(of: Material) -> Figure | None:
    """The fronts by day: on the map where there is one, else a panel an axis."""
    ground, count = of.notes.ground, len(fought(of.campaigns))
    if ground is not None:
        return front_map_figure(ground, days_of(of.fronts, ground, count, of.bins))
    return charts.front_figure(of.fronts, axis_views(of.naming), count)


def axis_views(naming: Naming) -> list[charts.AxisView]:
    """The axes with the places on them."""
    return [
        charts.AxisView(
            axis.id, axis.km, tuple((naming.places.get(s.place, s.place), s.km) for s in axis.stops)
        )
        for axis in naming.axes
    ]


def help_figure(of: Material) -> Figure | None:
    """When help comes; of a single date, where contact by day is not set beside an outside view."""
    row = of.row
    if not of.is_alone or of.views or row.fought is None:
        return None
    return charts.help_figure(help_views(row.fought, of), of.horizon)


def help_views(row: Measures, of: Material) -> list[charts.HelpView]:
    """For each power: in how many campaigns help comes, and when in those."""
    campaigns = fought(of.campaigns)
    views = []
    for name, comes in row.help_comes.items():
        days = campaigns[HELP + name].dropna().to_numpy()
        if len(days):
            named = words.helper(name, of.naming.powers)
            views.append(charts.HelpView(named, comes.p, quantiles(days)))
    return views


def contact_views(of: Material) -> Iterator[ContactView]:
    """Contact by day of each helper, inside beside outside; nothing without an outside view."""
    for name, inside in of.row.inside.items() if of.views else ():
        outside = next((view for view in of.views.values() if name in view.helpers), None)
        acts = words.percent(inside.acts.p) if inside.acts else "unknown"
        told = f"acts: {acts} inside"
        if outside is not None:
            told += f", {words.percent(outside.acts.p50)} outside"
        known = outside.contact_by_day if outside is not None else {}
        yield ContactView(
            name=words.helper(name, of.naming.powers),
            acts=told,
            inside={int(day): one.p for day, one in inside.contact_by_day.items()},
            outside={int(day): share for day, share in known.items()},
        )


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
