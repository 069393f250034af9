"""What the page about a run shows, of a card or of a scenario: a section when its data are there.

Everything comes from the run folder: the answer, the dossier, the campaigns. Nothing is parsed or
checked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from holdfast.analysis import words
from holdfast.analysis.answer import Answer, answer
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.table import Table
from holdfast.analysis.tables.promises import deadlock_sentences
from holdfast.analysis.tables.whole import tables_of
from holdfast.experiment.dossier import DateNotes, Dossier, Happened
from holdfast.experiment.store import Store
from holdfast.report.figures.drawn import DateFigures, figures_of, key_of
from holdfast.report.pacts.graph import LEGEND
from holdfast.report.wording import evidence, narrative, prose
from holdfast.report.wording.endings import OUTCOME_CLASSES
from holdfast.report.wording.narrative import Teller

Shown: TypeAlias = dict[str, Any]
"""What the template finds by name."""

ONE_LINE = ("question", "inputs", "typical")
"""Tables that the page tells in another way: files have them."""


@dataclass(frozen=True)
class DateSection:
    """What is told of one date of attack."""

    row: DateAnswer
    notes: DateNotes
    figures: DateFigures
    told: tuple[tuple[str, str], ...]
    """Heading and text of each typical campaign."""

    @property
    def key(self) -> str:
        """The date as it names places of the page."""
        return key_of(self.row.attack_on)

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

    @property
    def sentence(self) -> str:
        """What the date comes to."""
        return prose.answer_sentence(self.row)


def content(store: Store) -> Shown:
    """Everything that the template shows."""
    found = answer(store)
    notes, drawn = found.dossier, figures_of(found, store)
    dates = [date_section(found, row, drawn.dates[row.attack_on]) for row in found.rows]
    return {
        "words": words, "prose": prose, "evidence": evidence,
        "answer": found,
        "asked": found.question,
        "notes": notes,
        "tables": shown_tables(found),
        "dates": dates,
        "is_alone": len(dates) == 1,
        "figures": drawn,
        "legend": LEGEND,
        "deadlocks": deadlocks(notes),
        "happened": happened(notes),
    }  # fmt: skip


def shown_tables(found: Answer) -> Mapping[str, Table]:
    """The tables of the page by their names."""
    return {name: one for name, one in tables_of(found).items() if name not in ONE_LINE}


def date_section(found: Answer, row: DateAnswer, figures: DateFigures) -> DateSection:
    """What is told of one date."""
    teller = Teller(row.attack_on, found.dossier.naming)
    told = tuple(narrative.paragraphs(row.typical, teller))
    return DateSection(row, found.dossier.of_date(row.attack_on), figures, told)


def deadlocks(notes: Dossier) -> list[str]:
    """Who waits for whom, at any date; each once."""
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
    end = OUTCOME_CLASSES[outcome.end]
    return "; ".join([f"{end}, after {outcome.duration_days:.0f} days", *told])
