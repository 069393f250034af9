"""What the two pages about a run show: the page that is read, and the evidence behind it.

A section is there when its data are. Everything comes from the run folder: the answer, the dossier,
the campaigns. Nothing is parsed or checked again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from holdfast.analysis import words
from holdfast.analysis.answer import Answer
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.past_ends import PAST_ENDS
from holdfast.analysis.table import Table
from holdfast.analysis.tables.promises import deadlock_sentences
from holdfast.analysis.tables.whole import tables_of
from holdfast.analysis.told import told_once
from holdfast.experiment.dossier import DateNotes, Dossier, Happened
from holdfast.experiment.store import Store
from holdfast.report.figures.date_charts import key_of_outcomes
from holdfast.report.figures.drawn import figures_of, prepared, shown_date
from holdfast.report.pacts.graph import LEGEND
from holdfast.report.wording import evidence, first, narrative, preparing, prose, why
from holdfast.report.wording.expected import expected_sentence
from holdfast.report.wording.narrative import Teller

Shown: TypeAlias = dict[str, Any]
"""What a template finds by name."""

TOLD_WORDS = 300
"""Words of told campaigns on the page that is read."""

ONE_LINE = ("question", "inputs", "typical")
"""Tables that the pages tell in another way: files have them."""


@dataclass(frozen=True)
class DateSection:
    """What is told of one date of attack."""

    row: DateAnswer
    notes: DateNotes
    told: tuple[tuple[str, str], ...]
    """Heading and text of each typical campaign."""

    @property
    def key(self) -> str:
        """The date as it names places of the page."""
        return self.row.attack_on.replace(" ", "-")

    @property
    def name(self) -> str:
        """The date as it is said."""
        return words.date(self.row.attack_on)

    @property
    def heading(self) -> str:
        """What stands above what is said of it."""
        if self.notes.is_dated:
            return f"If the attack comes on {self.name}"
        return "An attack in any month"

    @property
    def courses(self) -> tuple[str, ...]:
        """What the attacker does, with its share where there is more than one way."""
        if not self.notes.is_dated:
            return (f"map and promises are those of {words.date(self.notes.on.isoformat())}",)
        courses = self.notes.courses
        if len(courses) == 1:
            return (courses[0].title,)
        return tuple(f"{one.title} ({words.percent(one.share)})" for one in courses)


def content(found: Answer, store: Store, other: str) -> Shown:
    """Everything that the page shows which is read.

    other : the name of the file with the evidence, beside it.
    """
    dates = within(sections(found, told_once(found.rows)), TOLD_WORDS)
    drawn_of = shown_date(found)
    return common(found, dates, other) | {
        "figures": figures_of(found, store),
        "shown": next(one for one in dates if one.row is drawn_of),
        "first": first,
        "legend": LEGEND,
        "outcome_key": key_of_outcomes(found.rows),
        "deadlocks": deadlocks(found.dossier),
        "expected_sentence": expected_sentence,
        "prepared": list(preparing.sentences(found.dossier, drawn_of.attack_on)),
        "losses_of_help": list(why.funnel_sentences(drawn_of, found.dossier.naming.powers)),
    }  # fmt: skip


def proof(found: Answer, other: str) -> Shown:
    """Everything that the evidence shows.

    other : the name of the page that is read, beside it.
    """
    dates = sections(found, [row.typical for row in found.rows])
    return common(found, dates, other) | {
        "happened": happened(found.dossier),
        "figures": prepared(found.dossier),
    }


def common(found: Answer, dates: list[DateSection], other: str) -> Shown:
    """What both pages need."""
    return {
        "words": words, "prose": prose, "evidence": evidence,
        "answer": found,
        "asked": found.question,
        "notes": found.dossier,
        "tables": shown_tables(found),
        "dates": dates,
        "is_alone": len(dates) == 1,
        "other": other,
    }  # fmt: skip


def shown_tables(found: Answer) -> Mapping[str, Table]:
    """The tables of the pages by their names."""
    return {name: one for name, one in tables_of(found).items() if name not in ONE_LINE}


def sections(
    found: Answer, campaigns: Sequence[Sequence[Mapping[str, Any]]]
) -> list[DateSection]:  # fmt: skip
    """What is told of each date.

    campaigns : the typical campaigns that are told of each date.
    """
    return [
        DateSection(
            row, found.dossier.of_date(row.attack_on),
            tuple(narrative.paragraphs(typical, Teller(row.attack_on, found.dossier.naming))),
        )
        for row, typical in zip(found.rows, campaigns, strict=True)
    ]  # fmt: skip


def within(dates: Sequence[DateSection], budget: int) -> list[DateSection]:
    """The dates with as many campaigns told as so many words have room for; the first always.

    The evidence tells all of them.
    """
    kept: list[DateSection] = []
    left = budget
    for date in dates:
        told: list[tuple[str, str]] = []
        for heading, text in date.told:
            left -= len(text.split())
            if left >= 0 or not (kept or told):
                told.append((heading, text))
        kept.append(replace(date, told=tuple(told)))
    return kept


def deadlocks(notes: Dossier) -> list[str]:
    """Who waits for whom by the texts alone, at any date; each once."""
    powers = notes.naming.powers
    nets = [date.promises for date in notes.dates if date.promises is not None]
    return list(dict.fromkeys(said for net in nets for said in deadlock_sentences(net, powers)))


def happened(notes: Dossier) -> str:
    """What happened, where it did; empty where it did not."""
    if notes.happened is None:
        return ""
    told = f"What happened: {outcome_words(notes.happened)}."
    if notes.is_weighed:
        told += (
            " The constants of the law were weighed on this campaign among others, so that "
            "agreement with it is no evidence: holdfast hindcast answers it from the others alone."
        )
    return told


def outcome_words(outcome: Happened) -> str:
    """An outcome of the past in words."""
    days = {
        "collapse": outcome.collapse_day,
        "the capital fell": outcome.capital_day,
        "relief": outcome.relief_day,
    }
    told = [f"{name} on day {day:.0f}" for name, day in days.items() if day is not None]
    end = PAST_ENDS[outcome.end]
    return "; ".join([f"{end}, after {outcome.duration_days:.0f} days", *told])
