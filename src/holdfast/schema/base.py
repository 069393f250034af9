"""The two base classes of everything that a user may write."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

Grade = Literal["A", "B", "C", "D"]
"""A the primary document, B specialist, C popular, D judgement or recall."""

EVIDENCE_KEYS = frozenset(
    {"source", "at", "quote", "grade", "note", "said_by", "reported_by", "modality", "interest",
     "dated"}
)  # fmt: skip

QUOTE_WORDS = 15


class Written(BaseModel):
    """Something a user wrote: frozen, and nothing in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Evidenced(Written):
    """Something that may carry its evidence; what it holds inherits it."""

    source: str | list[str] | None = None
    """Key of `sources`, or the source itself."""
    at: str | None = None
    """Page, line, document number."""
    quote: str | None = None
    """At most 15 words of the source."""
    grade: Grade | None = None
    note: str | None = None
    said_by: str | None = None
    reported_by: str | None = None
    modality: Literal["states", "expects", "hopes", "doubts", "recommends"] | None = None
    interest: str | None = None
    dated: str | None = None

    @field_validator("quote")
    @classmethod
    def _short(cls, quote: str | None) -> str | None:
        if quote is not None and len(quote.split()) > QUOTE_WORDS:
            raise ValueError(f"a quote has at most {QUOTE_WORDS} words: say the rest in your own")
        return quote
