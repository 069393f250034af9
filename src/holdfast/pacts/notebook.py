"""An answer as a small table for a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdfast.pacts.answer import PactAnswer

_HEADS = (
    "who",
    "does",
    "for",
    "by",
    "alone, from day",
    "together, from day",
    "P alone",
    "P together",
)


def answer_as_html(answer: PactAnswer) -> str:
    """One row a clause and pair, then each question's chance, all text escaped."""
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in _values(row)) + "</tr>"
        for row in (one.to_dict() for one in answer.acts)
    )
    asked = "".join(
        f"<li>{escape(name)}: "
        + ", ".join(f"{reading} {_cell(one.p)}" for reading, one in findings.items())
        + "</li>"
        for name, findings in answer.ask.items()
    )
    title = escape(answer.file.title or answer.file.name)
    return f"<h4>{title}</h4><table><tr>{heads}</tr>{rows}</table><ul>{asked}</ul>"


def _values(row: dict[str, object]) -> list[object]:
    keys = ("power", "act", "for", "clause", "causal_day", "simultaneous_day")
    return [row[key] for key in (*keys, "p_causal", "p_simultaneous")]


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else escape(str(value))
