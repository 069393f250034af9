"""What a scenario must keep beyond its schema: who is who, names, forces, choices.

One public function a check, as on cards (`check.py`). Ground and promises have files of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from holdfast.errors import Fault
from holdfast.scenario.check_branches import BRANCH_CHECKS
from holdfast.scenario.check_ground import GROUND_CHECKS
from holdfast.scenario.check_law import constants_are_the_laws
from holdfast.scenario.check_preparation import PREPARATION_CHECKS, PREPARATION_NAMES
from holdfast.scenario.check_promises import PROMISE_CHECKS
from holdfast.scenario.sections import Sections, check, day_of, sum_to_one, text_of
from holdfast.text.files import MAX_FAULTS
from holdfast.text.nodes import Entry, Mapping, Node, Scalar
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import items, key_of, number, under

NAMES: tuple[tuple[str, str], ...] = (
    ("sides.defender", "powers"),
    ("sides.attacker", "powers"),
    ("powers.*.second_front.against", "powers"),
    ("powers.*.passage.*.ally", "powers"),
    ("places.*.owner", "powers"),
    ("places.*.joins", "places"),
    ("links.*.between.*", "places"),
    ("links.*.sector", "sectors"),
    ("sectors.*.neighbour", "powers"),
    ("lines.*.across.*.*", "places"),
    ("axes.*.power", "powers"),
    ("axes.*.through.*", "places"),
    ("contingents.*.power", "powers"),
    ("contingents.*.axis", "axes"),
    ("contingents.*.covers.*", "sectors"),
    ("contingents.*.from_place", "places"),
    ("contingents.*.to_place", "places"),
    ("deployment.=", "axes"),
    ("air.wings.*.power", "powers"),
    ("air.wings.*.from_place", "places"),
    ("air.wings.*.to_place", "places"),
    ("air.sites.*.place", "places"),
    ("decisions.*.group", "groups"),
    ("crisis.resists", "decisions"),
    ("crisis.attacks", "decisions"),
    ("courses_of_action.*.shares.=", "axes"),
    *PREPARATION_NAMES,
)
"""Where something is named that must stand elsewhere, and in which part."""

DRAWN_OPERATIONS = frozenset({"set", "scale", "add", "shift"})
"""What may be done to a number in some futures and not in others."""

ROLES = ("defender", "attacker")


def names_exist(written: Sections) -> Iterator[Fault]:
    """Powers, places, sectors, axes, decisions and groups are those that are written."""
    for pattern, section in NAMES:
        if written.only is not None and pattern.partition(".")[0] not in written.only:
            continue
        for path, name in written.each(pattern):
            yield from written.unknown(name, section, path)


def ids_are_their_own(written: Sections) -> Iterator[Fault]:
    """No two axes, contingents, wings, sites or events share an id."""
    for pattern in ("axes.*.id", "contingents.*.id", "air.wings.*.id", "air.sites.*.id",
                    "events.*.id"):  # fmt: skip
        seen: dict[str, Scalar] = {}
        for path, name in written.each(pattern):
            if not isinstance(name, Scalar):
                continue
            first = seen.setdefault(name.text, name)
            if first is not name:
                where = f"{first.position.file}:{first.position.line}"
                yield name.position.fault(
                    f'the id "{name.text}" is taken', f"it stands at {where}: rename one", path
                )


def sides_have_their_roles(written: Sections) -> Iterator[Fault]:
    """One power is the defender and one the attacker, and `sides` names these two."""
    for role in ROLES:
        named = under(written.node, "sides", role)
        for name, power in written.named("powers").items():
            own = under(power, "role")
            if isinstance(own, Scalar) and own.text == role and name != text_of(named):
                yield own.position.fault(
                    f"{name} has the role {role}, and sides names {text_of(named) or 'nobody'}",
                    "there is one of each: make it an ally or a third",
                    f"powers.{name}.role",
                )
        known = written.named("powers").get(text_of(named))
        own = under(known, "role")
        if isinstance(own, Scalar) and own.text != role:
            yield own.position.fault(
                f"{text_of(named)} is the {role} of sides, and its role is {own.text}",
                f"write role: {role}",
                f"powers.{text_of(named)}.role",
            )


def second_fronts_face_the_attacker(written: Sections) -> Iterator[Fault]:
    """A second front is an ally's, against a state that attacks along some axis."""
    for path, against in written.each("powers.*.second_front.against"):
        marching = {text_of(power) for _, power in written.each("axes.*.power")}
        known = text_of(against) in written.named("powers")
        if known and text_of(against) not in marching | {written.attacker}:
            yield against.position.fault(
                f"a second front draws troops from who attacks, and {text_of(against)} has no axis",
                f"write against: {written.attacker}",
                path,
            )


def contingents_have_a_size_and_a_way(written: Sections) -> Iterator[Fault]:
    """A contingent has men or divisions; one that comes from afar says from where to where."""
    for index, row in enumerate(written.rows("contingents")):
        if not isinstance(row, Mapping):
            continue
        path = f"contingents[{index}]"
        flies = text_of(row.get("kind")) == "air"
        if row.key("men") is None and row.key("divisions") is None and not flies:
            yield row.position.fault(
                "the contingent has neither men nor divisions", "write one of the two", path
            )
        yield from _way(written, row, path)


def _way(written: Sections, row: Mapping, path: str) -> Iterator[Fault]:
    start, goal = row.key("from_place"), row.key("to_place")
    if (start is None) != (goal is None):
        key = start or goal
        assert key is not None, "one of the two is there"
        other = "to_place" if start is not None else "from_place"
        yield key.position.fault(
            f"{key.text} stands without {other}", f"write {other}: too", f"{path}.{other}"
        )
    end = row.get("to_place")
    owner = written.owner(text_of(end))
    if end is not None and owner and owner != written.defender:
        yield end.position.fault(
            f"help cannot arrive at {text_of(end)}: it is {owner}'s",
            f"name a place of {written.defender}",
            f"{path}.to_place",
        )


def course_shares_sum_to_one(written: Sections) -> Iterator[Fault]:
    """A course divides the attacker's own force over axes of his."""
    for name, course in written.named("courses_of_action").items():
        shares = under(course, "shares")
        path = f"courses_of_action.{name}.shares"
        for entry in shares.entries if isinstance(shares, Mapping) else ():
            power = text_of(under(written.named("axes").get(entry.key.text), "power"))
            if power and written.attacker and power != written.attacker:
                yield entry.key.position.fault(
                    f"{power} attacks along {entry.key.text}, not {written.attacker}",
                    "shares are those of the attacker's own axes",
                    f"{path}.{entry.key.text}",
                )
        key = course.key("shares") if isinstance(course, Mapping) else None
        yield from sum_to_one(shares, key, "the shares of the axes", path)


def deployment_sums_to_one(written: Sections) -> Iterator[Fault]:
    """The defender's shares of the axes sum to 1."""
    shares = under(written.node, "deployment")
    if isinstance(shares, Mapping) and shares.entries:
        key = key_of(written.node, "deployment")
        yield from sum_to_one(shares, key, "the defender's shares of the axes", "deployment")


def mobilisation_rises(written: Sections) -> Iterator[Fault]:
    """Days of a table by day come in order, and its shares are shares."""
    for pattern in ("powers.*.mobilisation", "powers.*.second_front.divisions_by_day"):
        for path, table in written.each(pattern):
            before = -1
            for entry in table.entries if isinstance(table, Mapping) else ():
                day = int(entry.key.text) if entry.key.text.isdigit() else None
                if day is not None and day < before:
                    yield entry.key.position.fault(
                        f"day {day} stands behind day {before}",
                        "write the days in their order",
                        f"{path}.{day}",
                    )
                before = before if day is None else day
                share = number(entry.value) if day is not None else None
                if share is not None and not 0 <= share <= 1:
                    yield entry.value.position.fault(
                        f"{share:g} is no share",
                        "write 0 to 1: 0.6 is six in ten",
                        f"{path}.{day}",
                    )


def attacks_come_after_the_knowledge(written: Sections) -> Iterator[Fault]:
    """No course attacks before `as_of`, the day whose knowledge the scenario holds."""
    as_of = day_of(under(written.node, "as_of"))
    for path, node in written.each("courses_of_action.*.attack_on"):
        on = day_of(node)
        if as_of is not None and on is not None and on <= as_of:
            yield node.position.fault(
                f"the attack of {on} does not lie after as_of ({as_of})",
                "the question is asked before the attack",
                path,
            )


def hazard_has_a_span(written: Sections) -> Iterator[Fault]:
    """The first month of the hazard comes before the last."""
    hazard = under(written.node, "hazard")
    first, last = (day_of(under(hazard, key)) for key in ("first", "last"))
    if first is not None and last is not None and last < first:
        yield key_of(written.node, "hazard", "last").position.fault(
            f"the last month ({last}) lies before the first ({first})",
            "exchange them",
            "hazard.last",
        )


def what_ifs_fit_an_attack(written: Sections) -> Iterator[Fault]:
    """A what-if that fits some attacks alone names dates on which a course attacks."""
    dates = {str(day_of(on)) for _, on in written.each("courses_of_action.*.attack_on")}
    for path, node in written.each("what_ifs.*.attack_on.*"):
        day = day_of(node)
        if dates and day is not None and str(day) not in dates:
            remedy = did_you_mean(str(day), dates)
            yield node.position.fault(f"no course attacks on {day}", remedy, path)


def events_can_be_told(written: Sections) -> Iterator[Fault]:
    """An event that may or may not happen changes numbers: nothing else can be drawn."""
    for path, event in written.each("events.*"):
        chance = under(event, "p")
        certain = chance is None or (isinstance(chance, Scalar) and chance.value in (0, 1))
        effects = items(under(event, "effects"))
        if chance is not None and not certain and not all(map(_changes_a_number, effects)):
            yield chance.position.fault(
                "an event that may or may not happen changes numbers alone, and this one does more",
                "write p: 1 or p: 0, and ask for the other with a what-if",
                f"{path}.p",
            )


def _changes_a_number(effect: Node) -> bool:
    op, value = text_of(under(effect, "op")) or "set", under(effect, "value")
    numeric = value is None or isinstance(value, Mapping) or number(value) is not None
    return op in DRAWN_OPERATIONS and numeric


def laws_exist(written: Sections) -> Iterator[Fault]:
    """A constant that the scenario changes is one that the law has, and keeps its limits."""
    yield from constants_are_the_laws(written.node)


def sources_exist(written: Sections) -> Iterator[Fault]:
    """Evidence names a source that is listed; the pacts name articles in their own words."""
    sources = under(written.node, "sources")
    if not isinstance(sources, Mapping) or "sources" in written.lost:
        return
    known = {entry.key.text for entry in sources.entries}
    for path, named in cited(written.entries()):
        if named.text not in known:
            remedy = did_you_mean(named.text, known)
            yield named.position.fault(f'no source is called "{named.text}"', remedy, path)


def cited(parts: Iterable[Entry]) -> Iterator[tuple[str, Scalar]]:
    """Every key of a source that evidence names, with its path; the pacts left out."""
    for entry in parts:
        if entry.key.text not in ("sources", "pacts"):
            yield from _cited(entry.value, entry.key.text, entry.key.text)


def _cited(node: Node, key: str, path: str) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from _cited(entry.value, entry.key.text, f"{path}.{entry.key.text}")
    elif isinstance(node, Scalar):
        if key == "source" and isinstance(node.value, str):
            yield path, node
    else:
        for index, item in enumerate(items(node)):
            yield from _cited(item, key, f"{path}[{index}]")


def beliefs_have_a_truth_beside_them(written: Sections) -> Iterator[Fault]:
    """What somebody believed is no claim about the truth: one such claim must stand beside it."""
    found = (one for e in written.entries() for one in _claims(e.value, e.key.text))
    for path, claims in found:
        rows = items(claims)
        beliefs = [row for row in rows if under(row, "believed_by") is not None]
        if rows and len(beliefs) == len(rows):
            yield claims.position.fault(
                "every claim here is what somebody believed",
                "add what is known today, as a claim without believed_by",
                path,
            )


def _claims(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            deeper = f"{path}.{entry.key.text}"
            if entry.key.text == "claims" and not path.startswith("schools"):
                yield deeper, entry.value
            else:
                yield from _claims(entry.value, deeper)
    else:
        for index, item in enumerate(items(node)):
            yield from _claims(item, f"{path}[{index}]")


CHECKS = (
    check(names_exist),
    check(ids_are_their_own, "axes", "contingents", "air", "events"),
    check(sides_have_their_roles, "sides", "powers"),
    check(second_fronts_face_the_attacker, "powers", "sides", "axes"),
    *GROUND_CHECKS,
    check(contingents_have_a_size_and_a_way, "contingents", "places", "sides"),
    check(course_shares_sum_to_one, "courses_of_action", "axes", "sides"),
    check(deployment_sums_to_one, "deployment"),
    check(mobilisation_rises, "powers"),
    check(attacks_come_after_the_knowledge, "courses_of_action", "as_of"),
    check(hazard_has_a_span, "hazard"),
    check(what_ifs_fit_an_attack, "what_ifs", "courses_of_action"),
    check(events_can_be_told, "events"),
    check(laws_exist, "law"),
    check(sources_exist),
    check(beliefs_have_a_truth_beside_them),
    *PROMISE_CHECKS,
    *BRANCH_CHECKS,
    *PREPARATION_CHECKS,
)
"""Every check, in the order in which they run."""


def check_scenario(written: Sections) -> list[Fault]:
    """The faults that the checks find in a scenario, or in the parts it is cut to.

    They are as many as anybody mends at once.
    """
    found = (
        fault
        for one in CHECKS
        if written.only is None or not one.reads or one.reads & written.only
        for fault in one.run(written)
    )
    return list(islice(found, MAX_FAULTS))
