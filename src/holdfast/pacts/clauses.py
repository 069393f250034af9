"""Pacts and clauses read from their nodes."""

from __future__ import annotations

from holdfast.pacts.expressions import ALWAYS, Decides, Expression, leaves
from holdfast.pacts.file import Clause, Delay, Pact
from holdfast.pacts.language import Context, read_sentence
from holdfast.pacts.terms import read_brings, read_deadline, read_in_force
from holdfast.pacts.values import Values
from holdfast.pacts.vocabulary import ACT_KINDS, CLAUSE_KEYS, DISCRETIONS, KINDS, PACT_KEYS
from holdfast.text.nodes import Mapping, Node, Scalar

MAX_ROWS = 10_000


def read_pacts(node: Node | None, values: Values, powers: frozenset[str]) -> tuple[Pact, ...]:
    """Every pact of a file, with the number of its pairs bounded."""
    pacts = tuple(
        _read_pact(entry.key.text, entry.key, entry.value, values, powers)
        for entry in values.entries(node, "pacts")
    )
    rows = sum(
        len(clause.obligors) * len(clause.beneficiaries or ("",))
        for pact in pacts
        for clause in pact.clauses
    )
    if rows > MAX_ROWS and node is not None:
        values.fault(
            node.position,
            f"the clauses stand for {rows:,} pairs of powers, which is too many",
            f"the limit is {MAX_ROWS:,}",
        )
    return pacts


def _read_pact(name: str, key: Scalar, node: Node, values: Values, powers: frozenset[str]) -> Pact:
    body = values.mapping(node, "a pact", PACT_KEYS)
    parties = values.names(body.get("parties"), "parties")
    clauses: list[Clause] = []
    seen: dict[str, int] = {}
    for item in values.items(body.get("clauses"), "clauses"):
        clause = _read_clause(item, values, powers, parties)
        line = seen.setdefault(clause.id, item.position.line)
        if clause.id and line != item.position.line:
            values.fault(
                clause.position, f'clause "{clause.id}" stands in line {line} already', "rename one"
            )
        clauses.append(clause)
    return Pact(
        name, key.position, tuple(clauses), parties,
        title=values.text(body.get("title"), "title"),
        signed=values.date(body.get("signed"), "signed"),
        in_force=read_in_force(body.get("in_force"), values, parties),
        source=values.text(body.get("source"), "source"),
        note=values.text(body.get("note"), "note"),
    )  # fmt: skip


def _read_clause(
    node: Node, values: Values, powers: frozenset[str], parties: tuple[str, ...]
) -> Clause:
    body = values.mapping(node, "a clause", CLAUSE_KEYS)
    for key in ("id", "obligor", "act"):
        if isinstance(node, Mapping) and body.get(key) is None:
            values.fault(node.position, f'the clause has no "{key}"', f"add {key}:")
    obligors = _side(body, "obligor", values, powers, parties)
    beneficiaries = _side(body, "beneficiary", values, powers, parties)
    position = (body.key("id") or body).position
    context = Context(powers, frozenset({"self"} if beneficiaries is None else {"self", "other"}))
    act = values.one_of(body.get("act"), "kind of act", tuple(ACT_KINDS))
    clause = Clause(
        values.word(body.get("id"), "id"), obligors or (), beneficiaries,
        act, position,
        against=_listed(body.get("against"), "against", values, powers),
        kind=_optional(body, "kind", "kind", KINDS, values) or "treaty",
        when=_sentence(body.get("when"), "when", values, context),
        provided=_sentence(
            body.get("provided"), "provided", values, Context(powers, context.roles, bare=True)
        ),
        delay=_delay(body.get("delay_days"), values),
        deadline=read_deadline(body, values),
        brings=read_brings(body, act, values),
        discretion=_optional(body, "discretion", "discretion", DISCRETIONS, values),
        source=values.text(body.get("source"), "source"),
        note=values.text(body.get("note"), "note"),
    )  # fmt: skip
    _check_pairs(clause, body, values)
    return clause


def pairs(clause: Clause) -> tuple[tuple[str, str | None], ...]:
    """The ordered pairs of different powers for which a clause stands, obligors outermost."""
    if clause.beneficiaries is None:
        return tuple((power, None) for power in clause.obligors)
    return tuple(
        (power, other)
        for power in clause.obligors
        for other in clause.beneficiaries
        if power != other
    )


def _check_pairs(clause: Clause, body: Mapping, values: Values) -> None:
    if clause.obligors and clause.beneficiaries and not pairs(clause):
        values.fault(
            (body.key("beneficiary") or body).position,
            "a power cannot promise to itself",
            "name somebody else, or leave the beneficiary out",
        )


def _side(
    body: Mapping, key: str, values: Values, powers: frozenset[str], parties: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The powers on one side: `each` and `other` stand for all parties of the pact."""
    node = body.get(key)
    if node is None:
        return None
    everybody = "each" if key == "obligor" else "other"
    if isinstance(node, Scalar) and node.text == everybody:
        if not parties:
            values.fault(
                node.position, f"{everybody} of whom?", "the pact has no parties: add them"
            )
        return parties
    return _listed(node, key, values, powers)


def _listed(node: Node | None, key: str, values: Values, powers: frozenset[str]) -> tuple[str, ...]:
    if node is None:
        return ()
    if isinstance(node, Scalar):
        return (values.power(node, key, powers),)
    for item in values.items(node, key):
        values.power(item, key, powers)
    return values.names(node, key)


def _optional(
    body: Mapping, key: str, what: str, known: tuple[str, ...], values: Values
) -> str | None:
    node = body.get(key)
    return None if node is None else values.one_of(node, what, known)


def _delay(node: Node | None, values: Values) -> Delay:
    if node is None:
        return Delay()
    if not isinstance(node, Mapping):
        days = values.whole(node, "delay_days")
        return Delay(days, days, days)
    body = values.mapping(node, "delay_days", ("low", "mode", "high"))
    for key in ("low", "mode", "high"):
        if body.get(key) is None:
            values.fault(node.position, f'the delay has no "{key}"', "write {low, mode, high}")
    low, mode, high = (values.whole(body.get(key), key) for key in ("low", "mode", "high"))
    if (
        None not in (body.get("low"), body.get("mode"), body.get("high"))
        and not low <= mode <= high
    ):
        values.fault(node.position, "a delay needs low ≤ mode ≤ high", "put them in order")
    return Delay(low, mode, high)


def _sentence(node: Node | None, what: str, values: Values, context: Context) -> Expression:
    return ALWAYS if node is None else sentence(node, what, values, context)


def sentence(node: Node, what: str, values: Values, context: Context) -> Expression:
    """A sentence of the language as it stands in the file, its faults at their own characters."""
    if not isinstance(node, Scalar) or not values.word(node, what):
        if not isinstance(node, Scalar):
            values.fault(node.position, f"{what} must be a sentence", "write it in quotes")
        return ALWAYS
    return read_sentence(
        node.text, lambda offset: values.original.inside(node, offset), context, values.faults
    )


def decided(expression: Expression) -> tuple[Decides, ...]:
    """The decisions that a sentence hangs on."""
    return tuple(leaf for leaf in leaves(expression) if isinstance(leaf, Decides))
