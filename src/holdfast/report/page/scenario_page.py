"""What the page about a run of a scenario shows: a row a date of attack, map, promises, sources."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.answer import Answer, Row, answer
from holdfast.analysis.curves import fronts, of_date, race
from holdfast.catalog.scenarios import scenario_ids
from holdfast.errors import ScenarioError, StoreError
from holdfast.experiment.ground_map import TheatreMap
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK
from holdfast.experiment.store import SCENARIO, Store
from holdfast.pacts import PactAnswer
from holdfast.pacts import answer as pact_answer
from holdfast.report.figures import charts as figures
from holdfast.report.figures.date_charts import contact_figure, dates_figure
from holdfast.report.figures.drawing import Figure
from holdfast.report.maps.fronts import days_of, front_map_figure
from holdfast.report.maps.theatre import theatre_figure
from holdfast.report.pacts.graph import GRAPH_STYLE, LEGEND, graph_of, narrow_svg, wide_svg
from holdfast.report.page import constants, scenario_tables
from holdfast.report.page.annexes import outlines_of, statements_of
from holdfast.report.page.mechanisms import mechanisms
from holdfast.report.page.scenario_inputs import Inputs
from holdfast.report.wording import narrative, prose
from holdfast.report.wording.narrative import Teller
from holdfast.scenario.promises import promises
from holdfast.scenario.scenario_source import ScenarioSource, inspect, load_scenario, text_scenario
from holdfast.schema.scenario import Scenario
from holdfast.study.dossier.ground import theatre_of

IN_A_LINE = 3
"""Acts side by side in the drawing of promises, so that its type can be read on the page."""

CHOSEN = ("plan", "what_ifs", "settings", "school")
"""What was chosen for a run, in the order in which `load_scenario` takes it."""


@dataclass(frozen=True)
class Staged:
    """One date of attack: its row of the answer, and the scenario as it stands then."""

    row: Row
    scenario: Scenario
    on: datetime.date
    campaigns: pd.DataFrame
    teller: Teller

    @property
    def key(self) -> str:
        """The date as it names figures and headings' places."""
        return self.row.attack_on.replace(" ", "-")

    @property
    def name(self) -> str:
        """The date as it is said."""
        return words.date(self.row.attack_on)

    @property
    def is_dated(self) -> bool:
        """Whether it is one date, and not any month."""
        return all(name in self.scenario.courses_of_action for name in self.row.courses)

    @property
    def heading(self) -> str:
        """What stands above what is said of it."""
        return f"If the attack comes on {self.name}" if self.is_dated else "An attack in any month"

    @property
    def of(self) -> str:
        """The date as a title names it."""
        return f", attack on {self.name}" if self.is_dated else ""

    @property
    def courses(self) -> list[str]:
        """What the attacker does, with its share where there is more than one way."""
        if not self.is_dated:
            return [f"map and promises are those of {words.date(self.on.isoformat())}"]
        titles = self.scenario.courses_of_action
        shares = self.row.courses
        if len(shares) == 1:
            return [titles[name].title for name in shares]
        return [f"{titles[name].title} ({words.percent(p)})" for name, p in shares.items()]

    @property
    def fought(self) -> pd.DataFrame:
        """The campaigns in which the attack came and was met."""
        return self.campaigns[~self.campaigns["outcome"].isin(BEFORE_THE_ATTACK)]


@dataclass(frozen=True)
class Run:
    """A run with everything that its page is made from."""

    store: Store
    answer: Answer
    source: ScenarioSource
    dates: tuple[Staged, ...]

    @classmethod
    def of(cls, store: Store) -> Run:
        """Read a run folder.

        Raises
        ------
        StoreError
            if the scenario in it is not there; ScenarioError if it no longer passes its checks.
        """
        source = stored_scenario(store)
        found = answer(store)
        frame = store.read("campaigns").to_pandas()
        dates = tuple(staged(store.question, source, row, frame) for row in found.rows)
        return cls(store, found, source, dates)

    @property
    def asked(self) -> dict[str, Any]:
        """The question."""
        return self.answer.question

    @property
    def written(self) -> Scenario:
        """The scenario as it was written, nothing done to it."""
        scenario, faults = inspect(self.source)
        if scenario is None:
            raise ScenarioError(faults)
        return scenario


def stored_scenario(store: Store) -> ScenarioSource:
    """The scenario in a run folder, its includes put in, nothing done to it."""
    path = store.folder / SCENARIO
    if not path.exists():
        raise StoreError(f"{path} is missing: run again with --resume")
    return text_scenario(path.read_text("utf-8"), store.folder, str(path))


def staged(
    asked: Mapping[str, Any], source: ScenarioSource, row: Row, frame: pd.DataFrame
) -> Staged:
    """A date of attack with the scenario of its likeliest course."""
    likeliest = max(row.courses, key=lambda name: row.courses[name])
    when = likeliest if likeliest in source.courses else month_of(likeliest)
    plan, what_ifs, settings, school = (asked.get(name) for name in CHOSEN)
    scenario = load_scenario(source, when, plan, what_ifs or (), settings or (), school)
    return Staged(
        row=row,
        scenario=scenario,
        on=scenario.courses_of_action[when].attack_on if isinstance(when, str) else when,
        campaigns=of_date(frame, row.attack_on),
        teller=Teller.of(asked, row.attack_on),
    )


def month_of(written: str) -> datetime.date:
    """The first day of a month: the branches of an attack in any month are named by theirs.

    >>> month_of("1938-07")
    datetime.date(1938, 7, 1)
    """
    return datetime.date.fromisoformat(f"{written}-01")


# ---------------------------------------------------------------- figures
def figures_of(store: Store) -> tuple[Figure, ...]:
    """Every figure of the page, in its order."""
    run = Run.of(store)
    dated = [figure for one in run.dates for figure in date_figures(run, one).values()]
    every = [dates_figure(run.answer.rows), *dated, promise_figure(run, promise_answer(run))]
    return tuple(figure for figure in every if figure is not None)


def date_figures(run: Run, one: Staged) -> dict[str, Figure | None]:
    """The figures of one date of attack."""
    theatre = theatre_of(one.scenario, one.on, outlines_of(run.store))
    views = run.asked.get("outside_view", {})
    contacts = list(scenario_tables.contact_views(one.row, views, one.teller))
    return {
        "theatre": theatre_figure(theatre),
        "fronts": fronts_figure(run, one, theatre),
        "race": figures.race_figure(race(run.store, one.row.attack_on), f"race-{one.key}", one.of),
        "contact": contact_figure(contacts, one.key, one.of),
    }


def fronts_figure(run: Run, one: Staged, theatre: TheatreMap) -> Figure | None:
    """The fronts by day of one date."""
    table, bins = fronts(run.store, one.row.attack_on), int(run.asked["bins"])
    return front_map_figure(theatre, days_of(table, theatre, len(one.fought), bins))


def promise_answer(run: Run) -> PactAnswer:
    """What the promises come to by themselves, for the first date, without further questions."""
    first = run.dates[0]
    said = promises(first.scenario, first.on, str(run.asked.get("reading") or "listed"))
    return pact_answer(replace(said.file, ask=()))


def promise_figure(run: Run, found: PactAnswer) -> Figure | None:
    """Who waits for whom; None where nothing is promised."""
    graph = graph_of(found)
    if not graph.boxes:
        return None
    drawn = {"wide": wide_svg(graph, IN_A_LINE), "narrow": narrow_svg(graph)}
    styled = {size: alone(svg)
              for size, svg in drawn.items()}  # fmt: skip
    return Figure("promises", f"Who waits for whom: {run.asked['name']}", styled)


def alone(svg: str) -> str:
    """A drawing that carries its own style and can be a file of its own."""
    named = svg.replace("<svg ", f'<svg xmlns="{SVG}" ', 1)
    return named.replace("<defs>", f"<style>{FONT}{GRAPH_STYLE}</style><defs>", 1)


SVG = "http://www.w3.org/2000/svg"

FONT = "text { font-family: Helvetica, Arial, sans-serif; }\n"


# ---------------------------------------------------------------- content
def content(store: Store) -> dict[str, Any]:
    """Everything that the template shows."""
    run = Run.of(store)
    asked, written = run.asked, run.written
    found = promise_answer(run)
    teller = run.dates[0].teller
    return {
        "words": words, "prose": prose, "tables": scenario_tables,
        "asked": asked,
        "answer": run.answer,
        "title": str(asked.get("name") or asked["scenario"]),
        "question": prose.question(asked),
        "changes": prose.changes(asked),
        "dates_figure": dates_figure(run.answer.rows),
        "dates": [date_content(run, one) for one in run.dates],
        "promises": {
            "figure": promise_figure(run, found),
            "legend": LEGEND,
            "deadlocks": list(scenario_tables.deadlock_sentences(found, teller)),
            "acts": list(scenario_tables.act_rows(found, teller)),
        },
        "ways": list(scenario_tables.ways(run.dates[0].scenario, run.dates[0].on)),
        "decisions": decision_rows(run),
        "sections": Inputs.of(written).sections(),
        "coverage": asked.get("coverage") or {},
        "constants": constants.groups_of(
            constants.Run(written.setting.era, written.law, "scenario")
        ),
        "mechanisms": mechanisms(),
        "unused": list(asked.get("unused", [])),
        "statements": statement_content(store),
        "sources": list(written.sources.items()),
        "command": prose.command(asked),
        "hashes": prose.hashes(asked),
        "shipped": asked["scenario"] in scenario_ids(),
    }  # fmt: skip


def date_content(run: Run, one: Staged) -> dict[str, Any]:
    """What the page says of one date of attack."""
    row, fought = one.row, one.row.fought
    views = run.asked.get("outside_view", {})
    return {
        "row": row,
        "key": one.key,
        "name": one.name,
        "heading": one.heading,
        "courses": one.courses,
        "sentence": prose.date_sentence(row),
        "all": scenario_tables.all_cells(row),
        "fought": scenario_tables.fought_cells(row, fought) if fought else (),
        "help": list(scenario_tables.help_lines(row, views, one.teller)),
        "days": scenario_tables.days_cells(fought) if fought else (),
        "men": list(scenario_tables.arrivals(one.fought, "men", one.teller)),
        "aircraft": list(scenario_tables.arrivals(one.fought, "aircraft", one.teller)),
        "told": list(narrative.paragraphs(row.typical, one.teller)),
        "figures": date_figures(run, one),
    }  # fmt: skip


def decision_rows(run: Run) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each decision: its name, its meaning, and how it fell at each date."""
    names = list(run.asked["decisions"])
    by_date = [scenario_tables.decided(one.campaigns, names) for one in run.dates]
    first = run.dates[0]
    return [
        (
            scenario_tables.capital(narrative.decision(name, True, first.teller)),
            first.scenario.decisions[name].meaning,
            [cells[n] for cells in by_date],
        )
        for n, name in enumerate(names)
    ]


def statement_content(store: Store) -> dict[str, Any] | None:
    """The text taken apart, for its table."""
    statements = statements_of(store)
    if statements is None:
        return None
    lines = list(scenario_tables.statement_lines(statements))
    return {
        "title": statements.title,
        "note": statements.note or "",
        "lines": lines,
        "answered": sum(line.is_answered for line in lines),
    }
