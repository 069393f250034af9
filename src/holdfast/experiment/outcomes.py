"""What a pair of campaigns, with and without help, comes to: the outcomes of MODEL.md §6.

Exhaustive and exclusive. *Stands* means organised defence at the horizon, or the attacker
repelled. Where a defender stood without help and collapsed with it, that is said first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from holdfast.kernel import layout as at

Floats: TypeAlias = npt.NDArray[np.float64]

OUTCOMES = (
    "deterred",
    "yielded",
    "held_alone",
    "saved",
    "lost_in_spite",
    "too_late",
    "no_help",
    "settled",
    "lost_through_help",
)
"""The keys, in the order in which answers list them."""

BEFORE_THE_ATTACK = ("deterred", "yielded")
"""A card begins with the attack: these two have no chance on a card."""

STANDS = ("still_fighting", "stop", "deterred")
"""Ends after which the defence stands, in the words of ENDS."""

STANDING = ("deterred", "held_alone", "saved")

MEANINGS = {
    "deterred": "no attack: the attacker does not come",
    "yielded": "yields: terms before the first shot",
    "held_alone": "stands alone: with help or without it",
    "saved": "saved by help: lost without it",
    "lost_in_spite": "lost in spite of relief: it had come",
    "too_late": "relief too late: it was on its way",
    "no_help": "lost, no relief: none would have come",
    "settled": "terms in the war: it ends by agreement",
    "lost_through_help": "lost through help: stood without it",
}
"""The one name of each outcome, and after the colon what it says."""


def name_of(outcome: str) -> str:
    """The name of an outcome, the same in terminal, page, files and SQL.

    >>> name_of("too_late")
    'relief too late'
    """
    return MEANINGS[outcome].partition(":")[0]


ENDS = ("still_fighting", "collapse", "settlement", "stop", "deterred", "yielded")
"""Words for the kernel's codes of an end."""

CAUSES = {
    "none": "no fighting ended",
    "core_lost": "the capital or the core of the country was lost",
    "army_broken": "the army was broken",
    "cut_off": "it was encircled and had nothing left to live on",
    "gives_up": "the government gave up against hopeless odds",
    "terms": "both sides came to terms",
    "aims_before_help": "the attacker could not reach his aims before help came",
    "losses": "the attacker's assault had failed with heavy losses",
    "second_front": "the attacker had to fight elsewhere",
    "means": "the attacker stood still and had no means left",
    "ordered_home": "the attacker was ordered home",
}
"""Words for the kernel's codes of a cause, each with a plain sentence."""

HELP = "help."
"""What the columns of the day of each helper's first effect begin with."""

MARKS = (10, 20, 30, 60)
"""Days on which the kernel looks at each helper's men and aircraft."""


def classify(ends: Floats) -> npt.NDArray[np.int64]:
    """The outcome of each campaign as an index into OUTCOMES.

    The crisis is the same in both worlds: what it came to is read from the world with help.

    ends : float64[campaign, row, world], rows as in kernel.layout.ENDS.
    """
    with_help, without = ends[:, at.R_END, at.WITH_HELP], ends[:, at.R_END, at.WITHOUT_HELP]
    end_day = ends[:, at.R_END_DAY, at.WITH_HELP]
    relief_day = ends[:, at.R_RELIEF_DAY, at.WITH_HELP]
    stands = _stands(with_help)
    stood_without = _stands(without)
    relieved = relief_day != at.NEVER
    in_time = relieved & (relief_day <= end_day)
    words = np.select(
        [
            with_help == at.DETERRED,
            with_help == at.YIELDED,
            with_help == at.SETTLEMENT,
            stands & stood_without,
            stands,
            stood_without,
            in_time,
            relieved,
        ],
        [_key("deterred"), _key("yielded"), _key("settled"), _key("held_alone"), _key("saved"),
         _key("lost_through_help"), _key("lost_in_spite"), _key("too_late")],
        default=_key("no_help"),
    )  # fmt: skip
    return np.asarray(words, dtype=np.int64)


def _stands(end: Floats) -> npt.NDArray[np.bool_]:
    return np.isin(end, (at.STILL_FIGHTING, at.STOP))


def _key(name: str) -> int:
    return OUTCOMES.index(name)


def never_as_nan(days: Floats) -> Floats:
    """Days of things that may not happen: the kernel's 0 becomes nan."""
    return np.where(days == at.NEVER, np.nan, days)


def collapse_day(ends: Floats, world: int = at.WITH_HELP) -> Floats:
    """Day of collapse in a world, nan where there was none."""
    collapsed = ends[:, at.R_END, world] == at.COLLAPSE
    return np.where(collapsed, ends[:, at.R_END_DAY, world], np.nan)


def end_days(ends: Floats) -> Floats:
    """Day of any end with help, nan for a campaign that reached the horizon."""
    going_on = ends[:, at.R_END, at.WITH_HELP] == at.STILL_FIGHTING
    return np.where(going_on, np.nan, ends[:, at.R_END_DAY, at.WITH_HELP])


def relief_days(ends: Floats) -> Floats:
    """Day of effective relief, nan where it never comes."""
    return never_as_nan(ends[:, at.R_RELIEF_DAY, at.WITH_HELP])


def days_held(ends: Floats, horizon: int, world: int = at.WITH_HELP) -> Floats:
    """Days of organised defence, capped at the horizon: collapse or terms end it.

    An attacker who was repelled gives the horizon; nan where nobody fought.
    """
    end, day = ends[:, at.R_END, world], ends[:, at.R_END_DAY, world]
    held = np.where(np.isin(end, (at.COLLAPSE, at.SETTLEMENT)), np.minimum(day, horizon), horizon)
    return np.where(np.isin(end, (at.DETERRED, at.YIELDED)), np.nan, held)


def fighting_ends(ends: Floats, world: int = at.WITH_HELP) -> Floats:
    """Day on which the fighting ends, however: the horizon if it does not; nan without a war."""
    without_a_shot = np.isin(ends[:, at.R_END, world], (at.DETERRED, at.YIELDED))
    return np.where(without_a_shot, np.nan, ends[:, at.R_END_DAY, world])


def causes(ends: Floats, world: int = at.WITH_HELP) -> npt.NDArray[np.str_]:
    """Why each campaign ended, in the words of CAUSES."""
    words = np.asarray(list(CAUSES))
    return np.asarray(words[ends[:, at.R_CAUSE, world].astype(int)], dtype=np.str_)


def columns(ends: Floats, horizon: int) -> dict[str, npt.NDArray[Any]]:
    """One row a campaign, with and without help side by side.

    ends : float64[campaign, row, world].
    """
    with_help, without = ends[:, :, at.WITH_HELP], ends[:, :, at.WITHOUT_HELP]
    collapsed = collapse_day(ends, at.WITH_HELP)
    collapsed_without = collapse_day(ends, at.WITHOUT_HELP)
    relief = relief_days(ends)
    return {
        "outcome": np.asarray(OUTCOMES)[classify(ends)],
        "end": np.asarray(ENDS)[with_help[:, at.R_END].astype(int)],
        "end_day": with_help[:, at.R_END_DAY],
        "cause": causes(ends, at.WITH_HELP),
        "end_without": np.asarray(ENDS)[without[:, at.R_END].astype(int)],
        "end_day_without": without[:, at.R_END_DAY],
        "cause_without": causes(ends, at.WITHOUT_HELP),
        "collapse_day": collapsed,
        "collapse_day_without": collapsed_without,
        "first_help_day": never_as_nan(with_help[:, at.R_FIRST_HELP_DAY]),
        "relief_day": relief,
        "margin_days": collapsed_without - relief,
        "days_held": days_held(ends, horizon, at.WITH_HELP),
        "days_held_without": days_held(ends, horizon, at.WITHOUT_HELP),
        "capital_day": never_as_nan(with_help[:, at.R_CAPITAL_DAY]),
        "value_lost": with_help[:, at.R_VALUE_LOST],
        "army_lost": with_help[:, at.R_ARMY_LOST],
        "attacker_lost": with_help[:, at.R_ATTACKER_LOST],
        "help_men": with_help[:, at.R_HELP_MEN],
        "held": with_help[:, at.R_HELD],
        "drawn_away": with_help[:, at.R_DRAWN_AWAY],
        "evacuated": with_help[:, at.R_EVACUATED],
        "decided": with_help[:, at.R_DECIDED].astype(np.int64),
        "fell": with_help[:, at.R_FELL].astype(np.int64),
    }


def helper_columns(helped: Floats, names: Sequence[str]) -> dict[str, Floats]:
    """For each helper the day of its first effect, and its men and aircraft on some days.

    helped : float64[campaign, row, helper], the world with help.
    """
    found: dict[str, Floats] = {}
    for h, name in enumerate(names):
        found[f"{HELP}{name}"] = never_as_nan(helped[:, at.R_HELPER_DAY, h])
        for n, day in enumerate(MARKS):
            found[f"men_{day}.{name}"] = helped[:, at.R_HELPER_MEN_10 + n, h]
            found[f"aircraft_{day}.{name}"] = helped[:, at.R_HELPER_AIRCRAFT_10 + n, h]
    return found
