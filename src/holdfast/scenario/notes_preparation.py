"""What of an economy, of projects and of plans' programmes nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.scenario.promises import sentences
from holdfast.schema.economy import PreparationEconomy, ProgrammeStage
from holdfast.schema.scenario import Scenario


def idle_preparation(scenario: Scenario) -> Iterator[str]:
    """Everything that is prepared for nothing, each with its path."""
    yield from idle_projects(scenario)
    if scenario.economy is not None:
        yield from idle_goods(scenario, scenario.economy)
        yield from idle_capacities(scenario.economy)
        yield from idle_facts(scenario, scenario.economy)


def idle_projects(scenario: Scenario) -> Iterator[str]:
    """Projects that no plan takes, and projects that change nothing."""
    taken = {name for plan in scenario.plans.values() for name in plan.projects}
    needed = {need for one in scenario.projects.values() for need in one.needs}
    for name, one in scenario.projects.items():
        if name not in taken:
            yield f"projects.{name}: no plan takes it"
        moves = one.effects or one.provokes or (one.goodwill and one.goodwill_of)
        if not moves and name not in needed:
            yield f"projects.{name}: it costs time and money, and changes nothing"
        if one.goodwill is not None and not one.goodwill_of:
            yield f"projects.{name}.goodwill: goodwill_of names no decision that it moves"
        if one.purpose is None and "cost" in one.model_fields_set:
            yield f"projects.{name}.cost: no purpose pays for it"


def idle_goods(scenario: Scenario, economy: PreparationEconomy) -> Iterator[str]:
    """Goods that nobody orders, or that become nothing; purposes without money."""
    ordered = {one.good for one in stages(scenario, economy)} | {o.good for o in economy.exports}
    becoming = {one.good for one in economy.stands} | {one.good for one in economy.facts}
    for name in economy.goods:
        if name not in ordered:
            yield f"economy.goods.{name}: nobody orders it"
        elif name not in becoming:
            yield f"economy.goods.{name}: it is ordered, and nothing of the scenario becomes of it"
    voted = {one.purpose for one in economy.votes}
    voted |= {p for plan in scenario.plans.values() if plan.programme is not None
              for p in plan.programme.shares or ()}  # fmt: skip
    for purpose in economy.purposes:
        if purpose not in voted:
            yield f"economy.purposes.{purpose}: nothing is voted for it"


def idle_capacities(economy: PreparationEconomy) -> Iterator[str]:
    """Capacities that no good uses."""
    used = {
        name
        for good in economy.goods.values()
        for name in (*good.uses, *(good.armed.uses if good.armed is not None else ()))
    }
    for name in economy.capacities:
        if name not in used:
            yield f"economy.capacities.{name}: no good uses it"


def idle_facts(scenario: Scenario, economy: PreparationEconomy) -> Iterator[str]:
    """Facts of what stands after which no sentence asks."""
    bare = economy.model_copy(update={"facts": []})
    asked = " ".join([*sentences(scenario.model_copy(update={"economy": bare})),
                      str(scenario.pacts.get("pacts", ""))])  # fmt: skip
    for one in economy.facts:
        if one.fact not in asked:
            yield f"economy.facts: no sentence asks after {one.fact}"


def stages(scenario: Scenario, economy: PreparationEconomy) -> Iterator[ProgrammeStage]:
    """Every order of the base programme and of the plans' own."""
    yield from economy.programme
    for plan in scenario.plans.values():
        if plan.programme is not None:
            yield from plan.programme.orders or ()
