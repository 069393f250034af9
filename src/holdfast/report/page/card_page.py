"""What the page about a run of a card shows: question, answer, figures, inputs, sources, hashes.

Everything comes from the run folder, the law's page of constants and the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.answer import HELP, Answer, Row, answer
from holdfast.analysis.curves import fronts, race
from holdfast.analysis.paired import quantiles
from holdfast.catalog.cards import QUESTION_CARD, card_ids
from holdfast.errors import StoreError
from holdfast.experiment.outcomes import MEANINGS
from holdfast.experiment.store import SCENARIO, Store
from holdfast.report.figures import charts as figures
from holdfast.report.figures.drawing import Figure
from holdfast.report.page import constants, inputs
from holdfast.report.page.mechanisms import mechanisms
from holdfast.report.wording import prose
from holdfast.scenario.card_source import load_card, read_sources, unused
from holdfast.schema.card import Card, Forecast, Outcome
from holdfast.text.nodes import Mapping as MappingNode

NOT_READ = frozenset({"what_ifs"})
"""Done already in the card as it was run; not to be tried again on it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the table of outcomes."""

    meaning: str
    share: str
    interval: str
    across: str
    is_standing: bool


@dataclass(frozen=True, slots=True)
class When:
    """One row of the table of help."""

    name: str
    comes: str
    early: str
    middle: str
    late: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a contemporary expected."""

    who: str
    date: str
    expects: str
    source: str


def stored_card(store: Store) -> Card:
    """The card as it was run, from the run folder."""
    path = store.folder / SCENARIO
    if not path.exists():
        raise StoreError(f"{path} is missing: run again with --resume")
    source = read_sources(path)[0]
    node = source.node
    if isinstance(node, MappingNode):
        kept = tuple(entry for entry in node.entries if entry.key.text not in NOT_READ)
        source = replace(source, node=replace(node, entries=kept))
    return load_card(source)


def content(store: Store, card: Card) -> dict[str, Any]:
    """Everything that the template shows."""
    found = answer(store)
    asked, row = found.question, found.rows[0]
    frame = store.read("campaigns").to_pandas()
    told = inputs.sections(card)
    return {
        "words": words,
        "prose": prose,
        "asked": asked,
        "answer": found,
        "row": row,
        "title": str(asked.get("name") or asked["scenario"]),
        "question": prose.question(asked),
        "changes": prose.changes(asked),
        "sentence": prose.answer_sentence(row),
        "horizon": float(asked["horizon"]),
        "outcomes": [outcome_cell(key, row) for key in row.given_attack],
        "parted": any(estimate.across_futures for estimate in row.given_attack.values()),
        "helps": list(help_rows(row)),
        "figures": drawn(store, card, found, frame),
        "choices": inputs.choices(card, decided(frame, asked)),
        "sections": told,
        "coverage": inputs.coverage(told),
        "constants": constants.groups_of(constants.Run(card.inputs.era, card.law)),
        "mechanisms": mechanisms(),
        "left_out": left_out(card),
        "guesses": card.inputs.est,
        "expected": [expected(one) for one in card.forecasts],
        "happened": happened(card),
        "sources": source_rows(card),
        "command": prose.command(asked),
        "hashes": prose.hashes(asked),
        "shipped": asked["scenario"] in card_ids(),
    }


def outcome_cell(key: str, row: Row) -> Cell:
    """An outcome as the table shows it."""
    found = row.given_attack[key]
    across = found.across_futures
    return Cell(
        meaning=prose.meaning(key),
        share=words.percent(found.p),
        interval=words.percent_span(found.low, found.high),
        across=words.percent_span(across.p10, across.p90) if across else "",
        is_standing=key in prose.STANDING,
    )


def help_rows(row: Row) -> Iterator[When]:
    """When each power's help comes, any help, and effective relief, over all campaigns."""
    named = [(words.helper(name), row.help_comes[name].p, days)
             for name, days in row.relief_by.items()]  # fmt: skip
    named += [
        ("Any help", row.any_help.p, row.first_help_day),
        ("Effective relief", row.relieved.p, row.relief_day),
    ]
    for name, comes, days in named:
        cells = ("never" if day is None else f"day {day:.0f}" for day in
                 (days.p10, days.p50, days.p90))  # fmt: skip
        yield When(name, words.percent(comes), *cells)


def drawn(store: Store, card: Card, found: Answer, frame: pd.DataFrame) -> dict[str, Figure | None]:
    """The figures by name; None where there is nothing to draw."""
    row = found.rows[0]
    horizon = float(found.question["horizon"])
    return {
        "race": figures.race_figure(race(store)),
        "outcomes": figures.outcome_figure(row.given_attack, MEANINGS),
        "help": figures.help_figure(help_views(row, frame), horizon),
        "fronts": figures.front_figure(fronts(store), axis_views(card), len(frame)),
    }


def help_views(row: Row, frame: pd.DataFrame) -> list[figures.HelpView]:
    """For each power: in how many campaigns help comes, and when in those."""
    views = []
    for name, comes in row.help_comes.items():
        days = frame[HELP + name].dropna().to_numpy()
        if len(days):
            views.append(figures.HelpView(words.helper(name), comes.p, quantiles(days)))
    return views


def axis_views(card: Card) -> list[figures.AxisView]:
    """The axes with the places on them."""
    return [
        figures.AxisView(
            name=axis.name,
            length_km=axis.to[-1].km.middle(),
            places=tuple((stop.place, stop.km.middle()) for stop in axis.to),
        )
        for axis in card.inputs.axes
    ]


def decided(frame: pd.DataFrame, asked: dict[str, Any]) -> dict[str, float]:
    """Share of campaigns in which each decision was a yes; the bits are in the card's order."""
    bits = frame["decided"].to_numpy(dtype=np.int64)
    return {name: float(np.mean(bits >> n & 1)) for n, name in enumerate(asked["decisions"])}


def left_out(card: Card) -> list[str]:
    """What is not in the answer: the card's own words, and what no mechanism reads."""
    note = [card.note] if card.note else []
    return [*note, *unused(card)]


def expected(one: Forecast) -> Expected:
    """A contemporary's expectation in words."""
    said = one.expects
    if isinstance(said, dict):
        said = "; ".join(span_words(name, numbers) for name, numbers in said.items())
    source = "; ".join(part for part in (one.source, one.grade) if part)
    return Expected(one.who, words.date(one.date), said, source)


def span_words(name: str, numbers: list[float]) -> str:
    """A span that somebody expected: `days: [21, 60]` is 21–60 days."""
    shown = words.day_span(min(numbers), max(numbers)) if numbers else ""
    return f"{shown} {'day' if shown == '1' and name == 'days' else name}"


def happened(card: Card) -> str:
    """What happened, where it did; empty where it did not."""
    if card.outcome is None:
        return ""
    told = f"What happened: {outcome_words(card.outcome)}."
    if card.id in card_ids() and card.id != QUESTION_CARD:
        told += (
            " The constants of the law were weighed on this campaign among others, so that "
            "agreement with it is no evidence: holdfast hindcast answers it from the others alone."
        )
    return told


def outcome_words(outcome: Outcome) -> str:
    """An outcome of the past in words."""
    days = {
        "collapse": outcome.collapse_day,
        "the capital fell": outcome.capital_day,
        "relief": outcome.relief_day,
    }
    told = [f"{name} on day {day:.0f}" for name, day in days.items() if day is not None]
    end = prose.OUTCOME_CLASSES[outcome.class_]
    return "; ".join([f"{end}, after {outcome.duration_days:.0f} days", *told])


def source_rows(card: Card) -> list[tuple[str, str]]:
    """The card's sources: key and text, the key empty where the card gives none."""
    if isinstance(card.sources, dict):
        return list(card.sources.items())
    return [("", text) for text in card.sources]
