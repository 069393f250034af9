"""Which mechanisms of the law are scored, which replicated, which judgement (MODEL.md §9).

The standing of each is read off the law's own page of constants: nothing is claimed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.scenario.law import default_law

SCORED, REPLICATED, JUDGEMENT = "scored", "replicated", "judgement"

PUBLISHED = frozenset("ABC")
"""Grades of a constant that follows something published."""

DEFINITION = "Definition"
"""Source of a constant that is none: a standard normal, say."""

GROUPS = {
    "Men, guns, tanks and aircraft": (
        "mechanisation_scale", "gun_weight", "tank_weight", "materiel_exponent", "air_weight",
        "air_half_strength", "air_in_contact",
    ),
    "Surprise": ("surprise_ratio", "surprise_days"),
    "Unknown quality of the armies": ("quality_spread", "quality_draw"),
    "Siege and hunger": ("hunger_floor", "hunger_per_day", "last_stand_km", "last_stand_speed"),
    "Moving troops between axes": ("shift", "follow"),
    "Turned flanks": (
        "turned_way", "turned_nearer", "turned_clear", "turned_belt", "turned_edge",
        "turned_retreat", "turned_loss",
    ),
    "Room to fight and rear security": ("security_limit", "security_density", "density"),
    "Works, posture and ground": (
        "posture_hasty", "posture_prepared", "posture_fortified", "prepared_from",
        "fortified_from", "rugged_defence", "fort_weight", "belt_fire", "belt_crossing",
        "belt_days",
    ),
    "Supply": ("railhead_speed", "supply_radius", "supply_radius_mechanised", "supply_floor"),
    "Assaults, their length and success": (
        "assault_slope", "assault_middle", "engagement_shortest", "engagement_mean",
        "ratio_noise", "success_base", "success_ratio", "pause_shortest", "pause_mean",
        "pause_per_fort",
    ),
    "Losses in battle": (
        "intensity_fighting", "intensity_idle", "loss_base", "loss_ratio", "loss_size",
        "loss_breakthrough", "loss_era", "loss_noise", "loss_limit",
    ),
    "Speed of advance": (
        "speed_level", "speed_draw", "speed_noise", "speed", "speed_in_belt",
        "speed_in_breakthrough", "speed_on_foot", "speed_tanks", "speed_rugged", "speed_air",
        "speed_ratio", "march_foot", "march_mechanised",
    ),
    "Breakthrough": (
        "breakthrough_hazard", "breakthrough_fort", "breakthrough_on_foot", "breakthrough_slope",
        "breakthrough_middle", "breakthrough_shortest", "breakthrough_mean", "capture",
    ),
    "Collapse of the defence": (
        "collapse_base", "collapse_draw", "collapse_value", "collapse_army", "collapse_balance",
        "collapse_hunger", "collapse_capital", "broken_from", "ruin_value", "ruin_army", "passing",
    ),
    "Settlement": ("settlement_odds", "settlement_value", "settlement_army"),
    "The attacker gives up": (
        "stop_base", "stop_draw", "stop_losses", "stop_stall", "stop_stall_limit",
        "stop_balance", "stop_prospect", "stop_stall_from", "stop_losses_least",
        "stop_losses_from", "stop_front_from",
        "stop_means_days", "recall", "balance_limit", "progress_speed",
        "progress_value", "stall_recovery",
    ),
    "Hope of relief, and what counts as relief": ("overdue_days", "relief_share"),
    "What an ally's offensive draws away": ("second_front_ratio", "second_front_wall"),
    "What a second front keeps from coming": ("held_by_offensive", "held_by_probe"),
    "Aircraft against railways": ("air_interdiction",),
}  # fmt: skip
"""Each mechanism with its constants; constants that stand nowhere here are shown as the rest."""

REST = "Alternatives of structure, off unless asked for"

HELP = "Whether and when help comes"


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One mechanism with what its constants rest on."""

    name: str
    standing: str
    weighed: int
    published: int
    judged: int
    note: str


def mechanisms() -> tuple[Mechanism, ...]:
    """Every mechanism of the default law with its standing, and help, which no law holds."""
    return (
        Mechanism(HELP, JUDGEMENT, 0, 0, 0, "the card's own odds and days; not validated"),
        *(_mechanism(name, constants) for name, constants in groups().items()),
    )


def groups() -> dict[str, tuple[str, ...]]:
    """The constants of each mechanism; every constant of the law stands in exactly one."""
    known = default_law().parameters
    named = {name: tuple(c for c in GROUPS[name] if c in known) for name in GROUPS}
    placed = {constant for constants in named.values() for constant in constants}
    return {**named, REST: tuple(c for c in known if c not in placed)}


def _mechanism(name: str, constants: tuple[str, ...]) -> Mechanism:
    law = default_law()
    known = [c for c in constants if law.parameters[c].source != DEFINITION]
    weighed = sum(constant in law.calibrated for constant in known)
    published = sum(law.parameters[c].grade in PUBLISHED for c in known if c not in law.calibrated)
    judged = len(known) - weighed - published
    return Mechanism(
        name=name,
        standing=_standing(weighed, published, judged),
        weighed=weighed,
        published=published,
        judged=judged,
        note="; ".join(_counts(weighed, published, judged)),
    )


def _standing(weighed: int, published: int, judged: int) -> str:
    """The best that can be said of a mechanism, and whether it can be said of all of it."""
    if not weighed and not published:
        return JUDGEMENT
    best = SCORED if weighed else REPLICATED
    return f"{best} in part" if judged else best


def _counts(weighed: int, published: int, judged: int) -> Iterator[str]:
    words = (
        (weighed, "weighed on past campaigns"),
        (published, "from a published table"),
        (judged, "judged"),
    )
    yield from (f"{count} {what}" for count, what in words if count)
