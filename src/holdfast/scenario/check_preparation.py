"""What the economy, the projects and the plans' programmes must keep, one function a check."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.errors import Fault
from holdfast.scenario.sections import Sections, check, day_of, sum_to_one, text_of
from holdfast.text.nodes import Mapping, Node, Scalar
from holdfast.text.walk import items, key_of, number, under

PREPARATION_NAMES: tuple[tuple[str, str], ...] = (
    ("plan", "plans"),
    ("economy.power", "powers"),
    ("economy.votes.*.purpose", "economy.purposes"),
    ("economy.goods.*.purpose", "economy.purposes"),
    ("economy.goods.*.uses.=", "economy.capacities"),
    ("economy.goods.*.armed.uses.=", "economy.capacities"),
    ("economy.programme.*.good", "economy.goods"),
    ("economy.programme.*.sectors.*", "sectors"),
    ("economy.changes_of_model.*.good", "economy.goods"),
    ("economy.exports.*.good", "economy.goods"),
    ("economy.exports.*.to", "powers"),
    ("economy.stands.*.good", "economy.goods"),
    ("economy.facts.*.good", "economy.goods"),
    ("economy.facts.*.sectors.*", "sectors"),
    ("projects.*.purpose", "economy.purposes"),
    ("projects.*.partner", "powers"),
    ("projects.*.needs.*", "projects"),
    ("projects.*.goodwill_of.*", "decisions"),
    ("plans.*.projects.*", "projects"),
    ("plans.*.deployment.=", "axes"),
    ("plans.*.programme.shares.=", "economy.purposes"),
    ("plans.*.programme.start_months.=", "economy.purposes"),
    ("plans.*.programme.order.*.*", "sectors"),
    ("plans.*.programme.orders.*.good", "economy.goods"),
    ("plans.*.programme.orders.*.sectors.*", "sectors"),
)
"""Where something of the preparation is named that must stand elsewhere, and in which part."""

ORDERS = ("economy.programme", "plans.*.programme.orders")
"""Where orders stand."""

FIRST_TO_LAST = (
    ("economy.votes", "on", "until", "the vote ends"),
    ("economy.exports", "begins", "ends", "the export ends"),
)
"""Lists of things that last from one day to another."""


def the_defender_prepares(written: Sections) -> Iterator[Fault]:
    """The economy is the defender's."""
    power = under(written.node, "economy", "power")
    known = text_of(power) in written.named("powers")
    if power is not None and known and written.defender and text_of(power) != written.defender:
        yield power.position.fault(
            f"{text_of(power)} does not defend here", f"write power: {written.defender}",
            "economy.power",
        )  # fmt: skip


def programmes_have_an_economy(written: Sections) -> Iterator[Fault]:
    """What changes a programme needs an economy that has one."""
    if under(written.node, "economy") is not None or "economy" in written.lost:
        return
    for path, node in written.each("plans.*.programme"):
        yield node.position.fault(
            "there is no economy whose programme it could change",
            "write economy: with votes, capacities, goods and a programme",
            path,
        )


def spans_run_forward(written: Sections) -> Iterator[Fault]:
    """Votes and exports end after they begin."""
    for part, first, last, words in FIRST_TO_LAST:
        for path, row in written.each(f"{part}.*"):
            begins, ends = (day_of(under(row, key)) for key in (first, last))
            if begins is not None and ends is not None and ends <= begins:
                yield key_of(row, last).position.fault(
                    f"{words} ({ends}) before it starts ({begins})", "exchange the two days",
                    f"{path}.{last}",
                )  # fmt: skip


def programme_shares_sum_to_one(written: Sections) -> Iterator[Fault]:
    """A plan divides all the money and places all its men; an order is built wholly somewhere."""
    for pattern, what in (
        ("plans.*.programme", "the plan's shares of the votes"),
        ("plans.*", "the plan's shares of the axes"),
        *((f"{orders}.*", "the sectors' shares of the order") for orders in ORDERS),
    ):
        key = "deployment" if pattern == "plans.*" else "shares"
        for path, holder in written.each(pattern):
            shares = under(holder, key)
            if isinstance(shares, Mapping) and shares.entries:
                yield from sum_to_one(shares, key_of(holder, key), what, f"{path}.{key}")


def order_shares_are_of_its_sectors(written: Sections) -> Iterator[Fault]:
    """An order that is shared out names the sectors in which it is built, each once."""
    for pattern in ORDERS:
        for path, order in written.each(f"{pattern}.*"):
            named = [text_of(one) for one in items(under(order, "sectors"))]
            shares = under(order, "shares")
            for entry in shares.entries if isinstance(shares, Mapping) else ():
                if entry.key.text not in named:
                    yield entry.key.position.fault(
                        f"{entry.key.text} has a share of the order and is none of its sectors",
                        f"write it under sectors: {', '.join(named) or 'none'} stand there",
                        f"{path}.shares.{entry.key.text}",
                    )


def orders_have_their_own_ids(written: Sections) -> Iterator[Fault]:
    """No two orders of one programme share an id."""
    for pattern in ORDERS:
        for path, programme in written.each(pattern):
            seen: dict[str, Node] = {}
            for number_, order in enumerate(items(programme)):
                name = under(order, "id")
                if name is not None and seen.setdefault(text_of(name), name) is not name:
                    yield name.position.fault(
                        f'the id "{text_of(name)}" is taken', "rename one of the two orders",
                        f"{path}[{number_}].id",
                    )  # fmt: skip


def nothing_is_ordered_of_nobody(written: Sections) -> Iterator[Fault]:
    """A good that is ordered uses no capacity of which there is none."""
    empty = {
        name
        for name, one in written.named("economy.capacities").items()
        if number(under(one, "per_month")) == 0 and not number(under(one, "was"))
    }
    goods = written.named("economy.goods")
    for pattern in ORDERS:
        for path, good in written.each(f"{pattern}.*.good"):
            asked = goods.get(text_of(good))
            for name in sorted(_capacities_of(asked) & empty):
                yield good.position.fault(
                    f"{text_of(good)} is ordered, and of {name}, which it uses, there is none",
                    f"give economy.capacities.{name} a rate above 0, or order nothing of it",
                    path,
                )


def _capacities_of(good: Node | None) -> set[str]:
    """The capacities that a good and what arms it use."""
    tables = (under(good, "uses"), under(good, "armed", "uses"))
    return {
        entry.key.text
        for table in tables
        if isinstance(table, Mapping)
        for entry in table.entries
        if number(entry.value) != 0
    }


def nobody_trades_with_himself(written: Sections) -> Iterator[Fault]:
    """The partner of a project, and the buyer of goods, is another power."""
    for pattern in ("projects.*.partner", "economy.exports.*.to"):
        for path, partner in written.each(pattern):
            if text_of(partner) and text_of(partner) == written.defender:
                yield partner.position.fault(
                    f"{text_of(partner)} would trade with itself", "name another power", path
                )
    for name, project in written.named("projects").items():
        if text_of(under(project, "kind")) == "trade" and under(project, "partner") is None:
            yield project.position.fault(
                f'"{name}" is a trade with nobody', "write partner: and whose goods are whose",
                f"projects.{name}",
            )  # fmt: skip


def projects_can_be_in_time(written: Sections) -> Iterator[Fault]:
    """A project begins before the last attack."""
    days = [day_of(on) for _, on in written.each("courses_of_action.*.attack_on")]
    hazard = day_of(under(written.node, "hazard", "last"))
    last = max((day for day in (*days, hazard) if day is not None), default=None)
    for path, node in written.each("projects.*.begins"):
        begins = day_of(node)
        if last is not None and begins is not None and begins >= last:
            yield node.position.fault(
                f"it begins on {begins}, and the last attack comes on {last}",
                "begin it before an attack: nothing of it could count",
                path,
            )


def needs_come_to_an_end(written: Sections) -> Iterator[Fault]:
    """No project waits for itself, and a plan takes what its projects need."""
    needs = {
        name: [text_of(one) for one in items(under(project, "needs"))]
        for name, project in written.named("projects").items()
    }
    for name in needs:
        if name in _behind(name, needs):
            yield key_of(written.node, "projects", name).position.fault(
                f'the project "{name}" waits for itself',
                f"take one out of needs: {', '.join(needs[name])}",
                f"projects.{name}.needs",
            )
    for plan, node in written.named("plans").items():
        taken = [text_of(one) for one in items(under(node, "projects"))]
        for index, one in enumerate(items(under(node, "projects"))):
            for need in needs.get(text_of(one), ()):
                if need in needs and need not in taken:
                    yield one.position.fault(
                        f"{text_of(one)} needs {need}, which the plan does not take",
                        f"add {need} to the plan's projects",
                        f"plans.{plan}.projects[{index}]",
                    )


def _behind(name: str, needs: dict[str, list[str]]) -> set[str]:
    """Everything that a project needs, however far back."""
    found: set[str] = set()
    todo = list(needs[name])
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(needs.get(one, ()))
    return found


def goodwill_may_be_nothing(written: Sections) -> Iterator[Fault]:
    """What goodwill is worth nobody knows: its range holds 0, and it says whose it is."""
    for path, node in written.each("projects.*.goodwill"):
        low, high = _ends(node)
        if low is not None and high is not None and not low <= 0 <= high:
            yield node.position.fault(
                f"goodwill of {low:g} to {high:g} is at least something, and nobody can know that",
                "write a range that holds 0, such as {low: 0, mode: 0.1, high: 0.4}",
                path,
            )


def _ends(node: Node) -> tuple[float | None, float | None]:
    """The least and greatest number of a simple spread."""
    if isinstance(node, Scalar):
        return number(node), number(node)
    keys = (("low", "high"), ("min", "max"), ("value", "value"))
    for low, high in keys:
        if under(node, low) is not None and under(node, high) is not None:
            return number(under(node, low)), number(under(node, high))
    return None, None


PREPARATION_CHECKS = (
    check(the_defender_prepares, "economy", "sides", "powers"),
    check(programmes_have_an_economy, "economy", "plans", "projects"),
    check(spans_run_forward, "economy"),
    check(programme_shares_sum_to_one, "plans", "economy"),
    check(order_shares_are_of_its_sectors, "plans", "economy"),
    check(orders_have_their_own_ids, "plans", "economy"),
    check(nothing_is_ordered_of_nobody, "plans", "economy"),
    check(nobody_trades_with_himself, "projects", "economy", "sides"),
    check(projects_can_be_in_time, "projects", "courses_of_action", "hazard"),
    check(needs_come_to_an_end, "projects", "plans"),
    check(goodwill_may_be_nothing, "projects"),
)
"""The checks of preparation, in the order in which they run."""
