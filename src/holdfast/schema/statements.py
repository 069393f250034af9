"""What a text says, sentence by sentence, and what in the program answers to it.

`statements.yaml` of a scenario's folder. Each statement points to what stands for it, or says why
nothing does: so that a reader sees what of the text was used and what was not.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from holdfast.schema.base import QUOTE_WORDS, Written
from holdfast.schema.kinds import Name

KindOfTarget = Literal[
    "mechanism", "quantity", "decision", "what_if", "plan", "project", "pact", "place"
]
"""What a statement may point to: a phase of the day or a section of the scenario; a number by its
path; a decision, what-if, plan, project or place by its name; a pact, or a clause as
pact/clause."""


class StatementTarget(Written):
    """One thing in the program that stands for a statement."""

    kind: KindOfTarget
    path: Annotated[str, Field(min_length=1)]


class Statement(Written):
    """One statement of the text, in our own words."""

    id: Name
    part: Literal["report", "discussion"]
    where: str
    """Section of the report, or number of the comment."""
    speaker: str
    reported_by: str | None = None
    """Who handed it down, where it is not the speaker's own text."""
    modality: Literal["states", "expects", "hopes", "doubts", "recommends", "asks", "proposes"]
    says: Annotated[str, Field(min_length=1)]
    quote: str | None = None
    """At most 15 words of the text itself."""
    to: list[StatementTarget] = []
    no_mechanism: str | None = None
    """Why nothing in the program stands for it."""

    @field_validator("quote")
    @classmethod
    def _short(cls, quote: str | None) -> str | None:
        if quote is not None and len(quote.split()) > QUOTE_WORDS:
            raise ValueError(f"a quote has at most {QUOTE_WORDS} words: say the rest in your own")
        return quote

    @model_validator(mode="after")
    def _one_way(self) -> Statement:
        if bool(self.to) == (self.no_mechanism is not None):
            raise ValueError("needs either to or no_mechanism")
        return self


class Statements(Written):
    """A text taken apart."""

    title: str
    source: str
    """Key of the scenario's sources."""
    note: str | None = None
    statements: Annotated[list[Statement], Field(min_length=1)]

    @model_validator(mode="after")
    def _named_once(self) -> Statements:
        seen: set[str] = set()
        for statement in self.statements:
            if statement.id in seen:
                raise ValueError(f'the id "{statement.id}" is taken: ids are unique')
            seen.add(statement.id)
        return self

    def of(self, part: str, where: str) -> tuple[Statement, ...]:
        """The statements of one section or comment.

        >>> text = Statements(title="T", source="s", statements=[Statement(id="a", part="report",
        ...     where="1", speaker="K", modality="hopes", says="x", no_mechanism="because")])
        >>> [one.id for one in text.of("report", "1")], text.of("report", "2")
        (['a'], ())
        """
        return tuple(one for one in self.statements if (one.part, one.where) == (part, where))
