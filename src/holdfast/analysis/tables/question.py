"""The question of a run, and what names it for whoever wants the same answer."""

from __future__ import annotations

from holdfast.analysis.answer import Answer
from holdfast.analysis.column import Column
from holdfast.analysis.table import Table


def question_table(answer: Answer) -> Table:
    """What was asked, of what, with how many campaigns, by which program."""
    asked, notes = answer.question, answer.dossier
    variance = answer.variance
    said = (
        ("title", notes.title),
        ("question", notes.question or "Does the defence hold until help comes?"),
        (asked.kind, asked.target),
        ("plan", asked.plan),
        ("course", asked.course or "every one, by its weight"),
        ("what-ifs", ", ".join(asked.what_ifs) or "none"),
        ("settings", ", ".join(asked.settings) or "none"),
        ("law", asked.law),
        ("school", asked.school or "none"),
        ("view", asked.view),
        ("reading", asked.reading),
        ("help", asked.help),
        ("odds of other powers held", asked.freeze_others),
        ("seed", asked.seed),
        ("futures", asked.futures),
        ("replications", asked.replications),
        ("campaigns", answer.campaigns),
        ("complete", answer.complete),
        ("days looked at", asked.horizon),
        ("standard error of standing", answer.standard_error),
        ("variance by ignorance", variance.ignorance if variance else None),
        ("variance by chance", variance.chance if variance else None),
        ("hash of the question", asked.hash),
        (f"hash of the {asked.kind}", asked.target_hash),
        ("hash of the law", asked.kernel_hash),
        ("hash of the constants", asked.posterior_hash),
        ("holdfast", asked.version),
    )
    columns = (Column("name", "What"), Column("value", "Is"))
    return Table("question", "The question", columns, said)
