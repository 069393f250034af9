"""How much of a plan stands on a day: the plan is hardly ever met."""

from __future__ import annotations

from holdfast.study.programmes.asking import Recorded, Said, Sight, Sought, dice, drawn, planned
from holdfast.study.programmes.document import Document, Row, likest, number, words_of
from holdfast.study.programmes.when import span

MONEY = frozenset({"cost", "money", "credit"})


def find_plans(document: Document, sentence: str) -> list[Recorded]:
    """Plans whose outcome lies behind the fit, as a share of what was planned."""
    rows = [row for row in document.rows["plan_vs_actual"] if is_open(row, document.until)]
    found = [plan_asked(row) for row in likest(rows, sentence, "item")]
    return found or [Recorded(Sought("share of the plan", "share", "share", None), None)]


def is_open(row: Row, until: int) -> bool:
    """Whether things, and not money, were planned, and what came of it lies behind the fit."""
    at = span(row.get("actual_at"))
    things = bool(planned(row)) and not words_of(row.get("item")) & MONEY
    return things and at is not None and at[1] > until


def plan_asked(row: Row) -> Recorded:
    """One plan as a target: how much of it there was."""
    plan, actual, at = planned(row) or 0.0, number(row.get("actual")), span(row.get("actual_at"))
    what = f"{row.get('item')}: share of the plan"
    target = Sought(what, "share", "share", at[1] if at else None, str(row.get("item")), plan=plan)
    return Recorded(target, None if actual is None else actual / plan)


def foretell_plans(sight: Sight, target: Sought) -> Said:
    """The share that plans of its kind reached: licences, works, new types."""
    if target.plan is None:
        return Said(reason="no plan that is still open is on record")
    licence = any(word.startswith("licen") for word in words_of(target.item))
    works = "share_of_plan_works" if sight.known.kind == "forts" else "first_share"
    name = "share_of_plan_licence" if licence else works
    return Said(drawn(sight.factors[name], dice()), 1.0, None, "what plans of its kind reached")
