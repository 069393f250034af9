"""What a run rests on: every input with its evidence, the text taken apart, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdfast.analysis import words
from holdfast.analysis.column import QUANTILES, Column, Value
from holdfast.analysis.contemporaries import likeliest
from holdfast.analysis.paired import Quantiles
from holdfast.analysis.table import Table
from holdfast.analysis.tables.forces import quantiles_of
from holdfast.experiment.dossier import Dossier, ExpectedThen, StatementLine, TextNotes
from holdfast.experiment.inputs import Amount, Evidence, InputFact, InputSection

Cells = tuple[Value | None, ...]

NOTHING = Evidence()


def inputs_table(sections: Sequence[InputSection]) -> Table | None:
    """Every input: a row a number, a claim, a line of a table; None where there are none."""
    rows = tuple(
        (section.title, item.title, fact.path, fact.label, *cells)
        for section in sections
        for item in section.items
        for fact in item.facts
        for cells in _fact(fact)
    )
    columns = (
        Column("section", "Section"),
        Column("thing", "Thing"),
        Column("path", "Path", meaning="where it stands, as --set writes it"),
        Column("input", "Input"),
        Column("on", "on", "date", meaning="from which date it holds, in a table by date"),
        Column("day", "day", "number", "days", meaning="in a table by day"),
        Column("claim", "of futures", "share", meaning="share in which this rival claim is drawn"),
        Column("value", "value", "quantity", "see unit", shape=QUANTILES,
               meaning="what it may be in a future"),
        Column("unit", "unit"),
        Column("spread", "spread", meaning="how it is uncertain"),
        Column("words", "in words", meaning="of what is no number"),
        Column("standing", "rests on", meaning="evidence of its own, of what encloses it, none"),
        Column("source", "source"),
        Column("at", "at", meaning="page or place in the source"),
        Column("grade", "grade", meaning="A primary, B specialist, C popular, D judgement"),
        Column("quote", "quote"),
        Column("note", "note"),
    )  # fmt: skip
    return Table("inputs", "What goes in, and what it rests on", columns, rows) if rows else None


def _fact(fact: InputFact) -> Iterator[Cells]:
    """The rows of one input."""
    if fact.amount is not None:
        yield from _amount(fact, fact.amount, fact.evidence)
    for line in fact.rows:
        yield from _amount(
            fact, line.amount, line.evidence or fact.evidence, (line.on, line.day)
        )  # fmt: skip
    for word, chance in fact.chances.items():
        yield None, None, chance, None, "", "", word, fact.standing, *_evidence(fact.evidence)
    if not fact.is_number:
        told = _words(fact)
        yield None, None, None, None, "", "", told, fact.standing, *_evidence(fact.evidence)


def _amount(
    fact: InputFact, amount: Amount, evidence: Evidence | None, when: Cells = (None, None)
) -> Iterator[Cells]:
    for one in amount.rivals:
        value = quantiles_of(one.spread)
        rest = (fact.unit, one.spread.kind, "", fact.standing, *_evidence(one.evidence))
        yield *when, one.share, value, *rest
    if not amount.rivals:
        value = quantiles_of(amount.spread)
        rest = (fact.unit, amount.spread.kind, "", fact.standing, *_evidence(evidence))
        yield *when, None, value, *rest


def _words(fact: InputFact) -> str:
    if fact.change is not None:
        since = f" from {fact.change.since.isoformat()}" if fact.change.since else ""
        return f"{fact.change.op} {fact.change.value}{since}"
    return "; ".join(map(str, fact.words))


def _evidence(found: Evidence | None) -> Cells:
    one = found or NOTHING
    return (
        "; ".join(one.source), one.at or "", one.grade or "", one.quote or "", one.note or ""
    )  # fmt: skip


def statements_table(text: TextNotes | None) -> Table | None:
    """Every statement of a text and what in the program answers to it; None without a text."""
    if text is None or not text.lines:
        return None
    rows = tuple(
        (
            f"{one.part}, {one.where}",
            speaker(one),
            f"{one.says} (“{one.quote}”)" if one.quote else one.says,
            answered(one),
        )
        for one in text.lines
    )
    columns = (
        Column("where", "Where"),
        Column("who", "Who", meaning="who says it, how, and through whom"),
        Column("says", "Says"),
        Column("answered_by", "In the program"),
    )
    title = f"{text.title}, statement by statement"
    return Table("statements", title, columns, rows, text.note or "")


def speaker(one: StatementLine) -> str:
    """Who says it, how, and through whom."""
    through = f", through {one.reported_by}" if one.reported_by else ""
    return f"{one.speaker} {one.modality}{through}"


def answered(one: StatementLine) -> str:
    """What in the program stands for a statement, or that nothing does and why."""
    if one.to:
        return words.listed([f"{_KINDS.get(what.kind, what.kind)} {what.path}" for what in one.to])
    why = one.no_mechanism or ""
    return f"nothing, {why}" if why.startswith("because") else f"nothing: {why}"


_KINDS = {"quantity": "number", "what_if": "what if"}


def expected_table(expected: Sequence[ExpectedThen]) -> Table | None:
    """What contemporaries expected; None where nothing is written of it."""
    rows = tuple(
        (one.who, one.date, one.about or "", *cells, one.interest or "",
         "; ".join(part for part in (one.source, one.grade) if part))
        for one in expected
        for cells in _expected(one)
    )  # fmt: skip
    columns = (
        Column("who", "Who"),
        Column("date", "When"),
        Column("about", "Of what", quiet=not any(one.about for one in expected)),
        Column("expected", "Expected"),
        Column("value", "number", "quantity", "see expected", shape=QUANTILES,
               meaning="least, likeliest and most"),
        Column("interest", "Interest", meaning="what he who said it wanted",
               quiet=not any(one.interest for one in expected)),
        Column("source", "Source"),
    )  # fmt: skip
    title = "What contemporaries expected"
    return Table("expected", title, columns, rows) if rows else None


def _expected(one: ExpectedThen) -> Iterator[Cells]:
    if one.words:
        yield one.words, None
    for name, numbers in one.spans.items():
        yield name, Quantiles(min(numbers), likeliest(numbers), max(numbers))


def sources_table(dossier: Dossier) -> Table | None:
    """The sources by their keys; None where none is named."""
    rows = tuple((one.key, one.text) for one in dossier.sources)
    columns = (Column("key", "Key"), Column("source", "Source"))
    return Table("sources", "Sources", columns, rows) if rows else None


def unread_table(unused: Sequence[str]) -> Table | None:
    """What is written and no mechanism reads; None where everything is read."""
    rows = tuple((one,) for one in unused)
    column = Column("path", "Path", meaning="what is written and no mechanism reads")
    return Table("unread", "Numbers that nothing reads", (column,), rows) if rows else None
