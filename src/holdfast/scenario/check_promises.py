"""What the promises of a scenario must keep: sentences, decisions, pacts, the outside view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from holdfast.errors import Fault, ScenarioError
from holdfast.pacts.clauses import decided
from holdfast.pacts.expressions import Expression, Fact, leaves
from holdfast.pacts.file import Clause, PactFile
from holdfast.pacts.language import Context, read_sentence
from holdfast.pacts.reader import read
from holdfast.scenario.promises import NO_SENTENCES, SENTENCES
from holdfast.scenario.sections import Sections, check, text_of
from holdfast.text.nodes import Entry, Mapping, Node, Position, Scalar, to_node
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import items, number, under

SILENT = NO_SENTENCES | {"events", "sources", "places", "links"}
"""Parts in which no sentence stands by itself."""

BESIDE_THE_PACTS = ("decisions", "groups")
"""Keys of a pact file that a scenario has at its top."""


def sentences_are_sentences(written: Sections) -> Iterator[Fault]:
    """Every `when`, `asked` and the like is a sentence of the pacts that names what there is."""
    if "powers" in written.lost:
        return
    context = Context(frozenset({*written.named("powers"), *_parties(written)}))
    for path, node in sentences(written):
        found: list[Fault] = []
        sentence = read_sentence(node.text, _place_in(written, node), context, found)
        yield from (replace(fault, path=path) for fault in found)
        if not found:
            yield from _decisions_listed(written, sentence, path)
            yield from _places_held(written, sentence, path)
        if not found and path.endswith(".fact") and not _is_plain_fact(sentence):
            remedy = "one fact, without not and but=: attacked(A, by=B)"
            yield node.position.fault("this is no single fact", remedy, path)


def sentences(written: Sections) -> Iterator[tuple[str, Scalar]]:
    """Every sentence that stands outside the pacts, with its path."""
    for entry in written.entries():
        if entry.key.text not in SILENT:
            yield from _sentences(entry.value, entry.key.text)


def _sentences(node: Node, path: str) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            deeper = f"{path}.{entry.key.text}"
            value = entry.value
            spoken = isinstance(value, Scalar) and isinstance(value.value, str)
            if entry.key.text in SENTENCES and spoken:
                assert isinstance(value, Scalar), "only a word is spoken"
                yield deeper, value
            else:
                yield from _sentences(value, deeper)
    else:
        for index, item in enumerate(items(node)):
            yield from _sentences(item, f"{path}[{index}]")


def _place_in(written: Sections, node: Scalar) -> Callable[[int], Position]:
    return lambda offset: written.texts.inside(node, offset)


def _parties(written: Sections) -> set[str]:
    """Powers that the pacts name and the scenario has not."""
    pacts = under(written.node, "pacts")
    rows = [*items(under(pacts, "powers"))]
    treaties = under(pacts, "pacts")
    for entry in treaties.entries if isinstance(treaties, Mapping) else ():
        rows += items(under(entry.value, "parties"))
    return {text_of(row) for row in rows}


def _decisions_listed(written: Sections, sentence: Expression, path: str) -> Iterator[Fault]:
    known = written.named("decisions")
    for decides in decided(sentence):
        if decides.name not in known and decides.position and "decisions" not in written.lost:
            yield decides.position.fault(
                f'the decision "{decides.name}" is not listed',
                did_you_mean(decides.name, known) + "; add it under decisions:",
                path,
            )


def _places_held(written: Sections, sentence: Expression, path: str) -> Iterator[Fault]:
    known = written.named("places")
    for leaf in leaves(sentence):
        held = isinstance(leaf, Fact) and leaf.form == "holds" and leaf.names[0] not in known
        if held and "places" not in written.lost:
            assert isinstance(leaf, Fact), "only facts are held"
            assert leaf.position is not None, "it was just read"
            remedy = did_you_mean(leaf.names[0], known)
            yield leaf.position.fault(f'no place is called "{leaf.names[0]}"', remedy, path)


def _is_plain_fact(sentence: Expression) -> bool:
    plain = isinstance(sentence, Fact) and not sentence.negated and not sentence.but
    return plain and isinstance(sentence, Fact) and len(sentence.by) <= 1


def pacts_can_be_read(written: Sections) -> Iterator[Fault]:
    """The pacts are a pact file without decisions, and stand on the scenario's own."""
    pacts = under(written.node, "pacts")
    for entry in pacts.entries if isinstance(pacts, Mapping) else ():
        if entry.key.text in BESIDE_THE_PACTS:
            yield entry.key.position.fault(
                f"{entry.key.text} do not stand inside pacts here",
                f"write {entry.key.text}: at the top of the scenario, beside pacts:",
                f"pacts.{entry.key.text}",
            )
    whole = written.lost.isdisjoint({"pacts", "powers", "decisions"})
    if not isinstance(pacts, Mapping) or not whole:
        return
    try:
        file = pact_file(written, pacts)
    except ScenarioError as error:
        yield from (replace(fault, path=fault.path or "pacts") for fault in error.faults)
        return
    for pact in file.pacts:
        for clause in pact.clauses:
            for part in (clause.when, clause.provided):
                yield from _places_held(written, part, f"pacts.pacts.{pact.id}")
    yield from _practice(file)


def wars_that_arise_keep_no_pact(written: Sections) -> Iterator[Fault]:
    """How long a pact binds is worked out beforehand: a war that arises later cannot say it."""
    pacts = under(written.node, "pacts")
    whole = written.lost.isdisjoint({"pacts", "powers", "decisions"})
    if not isinstance(pacts, Mapping) or not whole:
        return
    try:
        file = pact_file(written, pacts)
    except ScenarioError:
        return
    for path, node in written.each("arising.*.fact"):
        fact = _read_fact(written, node, file)
        for pact in file.pacts if fact is not None and fact.form == "at_war" else ():
            if fact is not None and set(fact.names) & set(pact.in_force.until_peace):
                yield node.position.fault(
                    f"{fact} arises in the campaign, and {pact.id} binds until the peace of its "
                    "parties: a war that arises is not counted",
                    "list the war under pacts.facts; or leave until_peace out, and write a later "
                    "to:",
                    path,
                )


def _read_fact(written: Sections, node: Node, file: PactFile) -> Fact | None:
    if not isinstance(node, Scalar):
        return None
    context = Context(frozenset(file.powers))
    read_one = read_sentence(node.text, _place_in(written, node), context, [])
    return read_one if isinstance(read_one, Fact) else None


def pact_file(written: Sections, pacts: Mapping) -> PactFile:
    """The pacts of a scenario with its powers and its decisions, at even odds.

    Raises
    ------
    ScenarioError
        with every fault of the pacts.
    """
    at = pacts.position
    powers = [*(text_of(item) for item in items(pacts.get("powers"))), *written.named("powers")]
    kept = [e for e in pacts.entries if e.key.text not in (*BESIDE_THE_PACTS, "powers")]
    decisions = under(written.node, "decisions")
    entries = decisions.entries if isinstance(decisions, Mapping) else ()
    even = to_node({"p": 0.5}, at)
    listed = Mapping(tuple(Entry(e.key, even) for e in entries if _has_power(written, e.key)), at)
    tree = Mapping(
        (
            *kept,
            Entry(Scalar("powers", "powers", at), to_node(list(dict.fromkeys(powers)), at)),
            Entry(Scalar("decisions", "decisions", at), listed),
        ),
        at,
    )
    return read(tree, written.texts, at.file)


def _has_power(written: Sections, key: Scalar) -> bool:
    power, dot, name = key.text.partition(".")
    return bool(dot and name) and power in written.named("powers")


def _practice(file: PactFile) -> Iterator[Fault]:
    """A clause of practice names who says so, and has a rival reading or a note why not."""
    clauses = [(pact, clause) for pact in file.pacts for clause in pact.clauses]
    for pact, clause in clauses:
        if clause.kind != "practice":
            continue
        path = f"pacts.pacts.{pact.id}.clauses[id={clause.id}]"
        if clause.source is None and pact.source is None:
            yield clause.position.fault(
                "a clause of practice names who says so", "add source:", path
            )
        if clause.note is None and not any(_rivals(clause, other) for _, other in clauses):
            yield clause.position.fault(
                "a clause of practice has a rival reading",
                "add the clause of the other reading, or a note: why there is none",
                path,
            )


def _rivals(clause: Clause, other: Clause) -> bool:
    same = bool(set(clause.obligors) & set(other.obligors)) and clause.act == other.act
    return same and other is not clause


def decisions_have_powers_and_odds(written: Sections) -> Iterator[Fault]:
    """A decision is called POWER.name; its odds end in a line that always holds."""
    decisions = under(written.node, "decisions")
    for entry in decisions.entries if isinstance(decisions, Mapping) else ():
        path = f"decisions.{entry.key.text}"
        if not _has_power(written, entry.key) and "powers" not in written.lost:
            power = entry.key.text.partition(".")[0]
            remedy = f"call it POWER.name; {did_you_mean(power, written.named('powers'))}"
            yield entry.key.position.fault(f'"{power}" is no power that decides', remedy, path)
        yield from _odds(items(under(entry.value, "odds")), path)


def _odds(lines: tuple[Node, ...], path: str) -> Iterator[Fault]:
    always = [n for n, line in enumerate(lines) if under(line, "when") is None]
    if lines and not always:
        yield lines[-1].position.fault(
            "no line of these odds holds always",
            "end with a line without when: {p: …}",
            f"{path}.odds[{len(lines) - 1}]",
        )
    for n in range(always[0] + 1 if always else len(lines), len(lines)):
        yield lines[n].position.fault(
            "this line never counts: the one before it always holds",
            "the first line that holds counts; put the line without when last",
            f"{path}.odds[{n}]",
        )


def crisis_is_decided_before_the_attack(written: Sections) -> Iterator[Fault]:
    """What can end the crisis is decided while it lasts."""
    days = number(under(written.node, "calendar", "crisis_days"))
    for role in ("resists", "attacks"):
        name = text_of(under(written.node, "crisis", role))
        day = under(written.named("decisions").get(name), "day")
        latest = greatest(day)
        if days is not None and day is not None and latest is not None and latest >= days:
            yield day.position.fault(
                f"{name} can fall on day {latest:g}, and the attack falls on day {days:g}",
                f"days count from the first of the crisis: write less than {days:g}",
                f"decisions.{name}.day",
            )


def greatest(node: Node | None) -> float | None:
    """The greatest number of a plain number or a simple spread."""
    if isinstance(node, Mapping):
        return greatest(node.get("high") or node.get("max") or node.get("value"))
    return number(node)


def helpers_exist(written: Sections) -> Iterator[Fault]:
    """The outside view stands beside helpers that the answer has, its shares in order of days."""
    known = set(helpers(written))
    for path, name in written.each("outside_view.*.helpers.*"):
        if text_of(name) not in known and not written.lost:
            remedy = did_you_mean(text_of(name), known)
            yield name.position.fault(f'the answer has no helper "{text_of(name)}"', remedy, path)
    for path, table in written.each("outside_view.*.contact_by_day"):
        before = 0.0
        for entry in table.entries if isinstance(table, Mapping) else ():
            share = number(entry.value)
            if not entry.key.text.isdigit() or (share is not None and share < before):
                yield entry.key.position.fault(
                    "shares in contact go by days, and may not fall",
                    "write {3: 0.1, 7: 0.2, …}",
                    f"{path}.{entry.key.text}",
                )
            before = before if share is None else share


def helpers(written: Sections) -> Iterator[str]:
    """The names of the answer's helpers: POWER.land, POWER.air, POWER.second_front."""
    for name, power in written.named("powers").items():
        if under(power, "second_front") is not None:
            yield f"{name}.second_front"
    for row in written.rows("contingents"):
        if under(row, "from_place") is not None:
            yield f"{text_of(under(row, 'power'))}.land"
    for wing in written.rows("air", "wings"):
        yield f"{text_of(under(wing, 'power'))}.air"


PROMISE_CHECKS = (
    check(sentences_are_sentences),
    check(pacts_can_be_read, "pacts"),
    check(wars_that_arise_keep_no_pact, "arising", "pacts"),
    check(decisions_have_powers_and_odds, "decisions"),
    check(crisis_is_decided_before_the_attack, "crisis", "decisions", "calendar"),
    check(helpers_exist, "outside_view", "powers", "contingents", "air"),
)
