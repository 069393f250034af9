"""A programme on record: what was voted, planned, built, and when; and what it asks to foretell.

The format is that of one YAML document a programme. Whoever foretells sees `known`: the document
without all that lies behind the month up to which it may be fitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from holdfast.errors import Fault, ScenarioError
from holdfast.study.programmes.when import Span, span
from holdfast.text.nodes import Mapping as MappingNode
from holdfast.text.nodes import Node, locate, plain

SECTIONS = ("budget", "capacity", "stood", "plan_vs_actual", "lead_times")
NOT_YET = 10**6
"""A month after everything: where no last month of fitting is said, everything may be known."""

WORKS = frozenset({"work", "object", "site", "blockhouse", "fort", "pillbox", "bunker", "casemate"})
"""Words for works, as units and names have them."""

HUGE = 1e15
"""No figure of a programme is as large."""

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """One programme.

    Attributes
    ----------
    id, title, kind, state : its name, whether it made forts or arms, and of which state.
    span : first and last month, as far as they are said.
    rows : the rows of each section.
    until : the last month that may be known.
    asked : the sentences that say what is to be foretold.
    tolerance : the sentence that says how nearly.
    """

    id: str
    title: str
    kind: str
    state: str
    span: tuple[int | None, int | None]
    rows: Mapping[str, tuple[Row, ...]]
    until: int
    asked: tuple[str, ...]
    tolerance: str

    def known(self) -> Document:
        """The document as it could be known in its last month of fitting."""
        seen = {
            section: tuple(kept for row in rows if (kept := as_known(section, row, self.until)))
            for section, rows in self.rows.items()
        }
        return replace(self, rows=seen, span=(self.span[0], None))


def as_known(section: str, row: Row, until: int) -> Row | None:
    """A row as it could be known by a month; None if it could not.

    Votes and plans are known from their beginning; what was spent, built or delivered when its last
    month is over. Series lose their later years. A row that says no date tells nothing.
    """
    if until >= NOT_YET:
        return row
    if section in SPECIAL:
        return SPECIAL[section](row, until)
    when = when_of(row)
    if isinstance(row.get("value"), Mapping):
        return cut_series(row, until, when)
    if when is None:
        return row if section == "capacity" and is_old_plan(row, until) else None
    planned = row.get("money") in ("voted", "estimate", "payable")
    return row if (when[0] if planned else when[1]) <= until else None


def plan_alone(row: Row, until: int) -> Row:
    """A plan and its end; what came of it only if it was over by then."""
    at = span(row.get("actual_at"))
    if at is not None and at[1] <= until:
        return row
    return {key: row[key] for key in ("item", "planned", "planned_for", "unit") if key in row}


def delivered_alone(row: Row, until: int) -> Row | None:
    """An order, with the first and last deliveries that had come by a month."""
    dates = {key: span(row.get(key)) for key in ("ordered", "first", "last")}
    if dates["ordered"] is None or dates["ordered"][1] > until:
        return None
    late = {key for key, at in dates.items() if at is not None and at[1] > until}
    gone = {"months", "range"} | late | {f"months_{key}" for key in late}
    return {key: value for key, value in row.items() if key not in gone}


SPECIAL: Mapping[str, Callable[[Row, int], Row | None]] = {
    "plan_vs_actual": plan_alone,
    "lead_times": delivered_alone,
}
"""Sections of which parts of a row are known before the rest."""


def cut_series(row: Row, until: int, when: Span | None) -> Row | None:
    """A series without the entries that were not over by then."""
    dates = {key: span(key) for key in row["value"]}
    if not any(dates.values()):
        return row if when is not None and when[1] <= until else None
    kept = {k: row["value"][k] for k, at in dates.items() if at is not None and at[1] <= until}
    return {**row, "value": kept} if kept else None


def is_old_plan(row: Row, until: int) -> bool:
    """Whether a row without a date is a plan whose own words date it."""
    years = [int(year) for year in re.findall(r"\b1[89]\d\d\b", str(row.get("item", "")))]
    return "plan" in str(row.get("item", "")) and bool(years) and max(years) * 12 <= until


def when_of(row: Row) -> Span | None:
    """The months that a row is about."""
    return span(row["date"] if row.get("date") is not None else row.get("period"))


def apart(rows: Iterable[Row]) -> list[Row]:
    """Rows with one number each: a table by date becomes a row a date, by name a row a name.

    >>> [(row["date"], row["value"]) for row in apart([{"value": {"1938-05": 3, "1938-09": 40}}])]
    [('1938-05', 3), ('1938-09', 40)]
    """
    found: list[Row] = []
    for row in rows:
        value = row.get("value")
        if not isinstance(value, Mapping):
            found.append(row)
            continue
        for key, one in value.items():
            label = "what" if "what" in row else "item"
            named = {"date": str(key)} if span(key) else {label: f"{row.get(label)}, {key}"}
            found.append({**row, **named, "value": one})
    return found


def words_of(text: object) -> set[str]:
    """The words of a text that tell things apart: two letters and more, no numbers."""
    common = {"of", "the", "and", "to", "at", "in", "by", "per", "is", "if", "new", "all", "for"}
    found = re.findall(r"[a-z][a-z0-9-]+", str(text).lower())
    return {word.rstrip("s") for word in found} - common


def likest(rows: Iterable[Row], sentence: str, key: str) -> list[Row]:
    """Rows in the order in which they share words with a sentence; recalled ones last."""
    said = words_of(sentence)
    return sorted(
        rows,
        key=lambda row: (bool(row.get("from_memory")), -len(said & words_of(row.get(key)))),
    )


def number(value: object) -> float | None:
    """A number of things, money or months, or None for whatever is none.

    >>> number(3), number(None), number("many"), number(-2)
    (3.0, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < HUGE else None


def documents(nodes: Iterable[Node]) -> tuple[Document, ...]:
    """Every programme of a file.

    Raises
    ------
    ScenarioError
        with every fault, if a document says no id or not what is to be foretold.
    """
    found, faults = [], []
    for node in nodes:
        lacking = faults_of(node)
        faults += lacking
        if not lacking:
            found.append(document(plain(node)))
    if faults:
        raise ScenarioError(faults)
    return tuple(found)


def faults_of(node: Node) -> list[Fault]:
    """What a document lacks to be foretold at all."""
    if not isinstance(node, MappingNode):
        return [node.position.fault("a programme is a table of keys", "begin with id: NAME")]
    faults = [
        node.position.fault(f"a programme needs {key}:", remedy)
        for key, remedy in (("id", "write id: NAME"), ("foretell", "say what and up to when"))
        if node.get(key) is None
    ]
    said: Any = plain(node)
    for section in SECTIONS:
        rows = said.get(section) or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            where = locate(node, (section,))
            faults.append(where.fault(f"{section}: is a list of tables", "write - {…} a row"))
    foretelling = said.get("foretell")
    if foretelling is not None and not isinstance(foretelling, dict):
        where = locate(node, ("foretell",))
        faults.append(where.fault("foretell: is a table", "write {fit_until: …, foretell: […]}"))
    return faults


def document(said: Any) -> Document:
    """A programme from plain data."""
    foretelling = said["foretell"]
    until = span(foretelling.get("fit_until"))
    start, end = span(said.get("start")), span(said.get("end"))
    sentences = foretelling.get("foretell") or []
    return Document(
        id=str(said["id"]),
        title=str(said.get("title", said["id"])),
        kind=str(said.get("kind", "")),
        state=str(said.get("state", "")),
        span=(start[0] if start else None, end[1] if end else None),
        rows={section: tuple(said.get(section) or ()) for section in SECTIONS},
        until=until[1] if until else NOT_YET,
        asked=tuple(map(str, sentences if isinstance(sentences, list) else [sentences])),
        tolerance=str(foretelling.get("tolerance", "")),
    )
