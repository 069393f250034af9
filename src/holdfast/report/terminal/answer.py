"""The answer to a run in the terminal: a section is there when its data are.

Everything is read at 80 columns and without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from holdfast.analysis import words
from holdfast.analysis.answer import Answer
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.tables.help import contact_table
from holdfast.analysis.told import told_once
from holdfast.report.terminal.layout import line, rendered
from holdfast.report.wording import first, narrative, prose, why
from holdfast.report.wording.beside import beside_run
from holdfast.report.wording.expected import expected_sentence
from holdfast.report.wording.narrative import Teller

HIDDEN_DAYS = ("day_3", "day_21", "day_45")
"""Columns of the table of contact that 80 columns have no room for; files have them all."""


def answer_page(answer: Answer) -> Group:
    """The answer to a run."""
    parts: list[RenderableType] = [*_heading(answer)]
    parts += [line(first.answer_sentence(answer), "bold")]
    parts += [line(said) for said in (first.reason(answer), *rests(answer)) if said]
    parts += [rendered(table) for table in answer.tables()]
    parts += [line(prose.reading(answer), "dim")]
    for row, typical in zip(answer.rows, told_once(answer.rows), strict=True):
        parts += _date(answer, row, typical)
    if said := prose.written(answer):
        parts.append(line(said))
    parts += [line(prose.variance(answer))]
    if said := beside_run(answer):
        parts.append(line(said))
    parts += [line(prose.validation(answer.dossier.weighed_on), "italic")]
    return Group(*parts, *_where(answer))


def _heading(answer: Answer) -> Iterator[RenderableType]:
    yield Text(prose.heading(answer), style="bold")
    for change in prose.changes(answer.question):
        yield Text(f"  {change}", style="bold")
    yield line(prose.question(answer), "italic")
    yield line(prose.FIRST_WORD, "dim")
    if warning := prose.unfinished(answer):
        yield line(warning, "bold red")


def rests(answer: Answer) -> tuple[str, str]:
    """What the answer rests on, and which judgements move it: a line each."""
    return first.evidence_line(answer), first.judgement_line(answer)


def _date(
    answer: Answer, row: DateAnswer, typical: Sequence[Mapping[str, Any]]
) -> Iterator[RenderableType]:
    """What is told of one date: what decides, who acts, its typical campaigns."""
    teller = Teller(row.attack_on, answer.dossier.naming)
    if len(answer.rows) > 1 or row.courses:
        yield Text(f"Attack on {words.date(row.attack_on)}{_courses(row)}", style="bold")
    alone = expected_sentence(answer, row.attack_on)
    for said in filter(None, (prose.fighting(row), alone, prose.race(row))):
        yield line(said)
    yield from _contact(answer, row, teller)
    for heading, text in narrative.paragraphs(typical, teller):
        yield Text(heading, style="bold")
        yield Padding(Text(text), (0, 0, 1, 2))


def _courses(row: DateAnswer) -> str:
    if row.course is not None:
        return f": {row.course}"
    named = [f"{name} {words.percent(share)}" for name, share in row.courses.items()]
    return f": {words.listed(named)}" if named else ""


def _contact(answer: Answer, row: DateAnswer, teller: Teller) -> Iterator[RenderableType]:
    table = contact_table([row], teller.powers, answer.dossier.outside_view)
    if table is None or row.fought is None:
        return
    yield rendered(table.without(HIDDEN_DAYS))
    if said := prose.help_in_numbers(row.fought, teller):
        yield line(said)
    if row.is_crisis:
        yield line("\n".join(why.funnel_sentences(row, teller.powers)))
    if row is answer.rows[-1]:
        yield line(table.note, "dim")


def _where(answer: Answer) -> Iterator[RenderableType]:
    asked = answer.question
    size = f"{asked.futures:,} futures x {asked.replications} replications"
    yield Text(f"run      {answer.directory}")
    yield Text(f"size     {answer.campaigns:,} campaigns, {size}, seed {asked.seed}")
    named = [f"{what} {value}" for what, value in prose.hashes(asked).items()]
    yield Text(f"made by  {', '.join(named[:3])},", style="dim")
    yield Text(f"         {', '.join(named[3:])}", style="dim")
    yield Text(f"next     holdfast report {answer.directory}", style="bold")
