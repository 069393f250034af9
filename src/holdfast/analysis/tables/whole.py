"""All tables of a run, in the order in which a reader meets them."""

from __future__ import annotations

from holdfast.analysis.answer import Answer
from holdfast.analysis.table import Table
from holdfast.analysis.tables.campaigns import typical_table
from holdfast.analysis.tables.contemporaries import contemporaries_table
from holdfast.analysis.tables.decisions import decisions_table
from holdfast.analysis.tables.endings import causes_table, endings_table
from holdfast.analysis.tables.forces import forces_table, routes_table
from holdfast.analysis.tables.funnel import funnel_table
from holdfast.analysis.tables.help import aircraft_table, contact_table, help_table, men_table
from holdfast.analysis.tables.judgements import grades_table, judgements_table
from holdfast.analysis.tables.kept import kept_table
from holdfast.analysis.tables.law import constants_table, mechanisms_table
from holdfast.analysis.tables.outcomes import crises_table, ends_table
from holdfast.analysis.tables.promises import promises_table
from holdfast.analysis.tables.question import question_table
from holdfast.analysis.tables.sources import (
    expected_table,
    inputs_table,
    sources_table,
    statements_table,
    unread_table,
)
from holdfast.analysis.tables.standing import days_table, standing_table


def tables_of(answer: Answer) -> dict[str, Table]:
    """Every table of a run by its name; a table without data is not there."""
    rows, notes = answer.rows, answer.dossier
    naming = notes.naming
    meanings = {one.name: one.meaning for date in notes.dates for one in date.decisions}
    found = (
        question_table(answer),
        crises_table(rows),
        ends_table(rows),
        standing_table(rows),
        endings_table(rows),
        causes_table(rows),
        days_table(rows),
        contemporaries_table(answer.contemporaries),
        kept_table(rows, naming.powers, notes.outside_view),
        help_table(rows, naming.powers),
        contact_table(rows, naming.powers, notes.outside_view),
        funnel_table(rows, naming.powers),
        men_table(rows, naming.powers),
        aircraft_table(rows, naming.powers),
        decisions_table(rows, meanings, naming.powers),
        typical_table(rows),
        promises_table(notes.dates, naming.powers),
        routes_table(notes.dates, naming),
        forces_table(notes.dates, naming),
        expected_table(notes.expected),
        grades_table(notes.coverage),
        judgements_table(answer),
        inputs_table(notes.sections),
        constants_table(notes.constants),
        mechanisms_table(notes.constants),
        statements_table(notes.text),
        unread_table(notes.unused),
        sources_table(notes),
    )
    return {table.name: table for table in found if table is not None}
