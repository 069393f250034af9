"""Theatres to play on: invented cards, cards of the catalogue, and runs of the kernel on them."""

from __future__ import annotations

import copy
import inspect
from dataclasses import dataclass
from pathlib import Path

import numba
import numpy as np

from holdfast.catalog.cards import card_text
from holdfast.kernel import campaign, day
from holdfast.kernel import layout as at
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.realise import Posterior
from holdfast.schema.card import Card
from holdfast.text.nodes import plain
from holdfast.text.yaml import parse

COMPILED = not numba.config.DISABLE_JIT
"""Whether the kernel is compiled; if not, tests take small numbers."""

INVENTED = ("two-roads", "fortress", "three-friends", "limited-war")
BINS = 20
JOINT = {
    "quality_spread": 0.49,
    "speed_level": 0.2,
    "collapse_base": -8.78,
    "collapse_value": 5.8,
    "collapse_army": 4.19,
    "stop_base": -7.76,
    "stop_stall": 0.046,
    "breakthrough_hazard": 0.085,
}
FLAT = Posterior(tuple(JOINT), np.array([list(JOINT.values())]), np.ones(1))


def many(compiled, plain_python):
    """A number of campaigns: many where they are compiled, few where they are not."""
    return compiled if COMPILED else plain_python


def invented(name):
    """An invented card as a mapping, which a test may change before it is a card."""
    text = (Path(__file__).parent / "cards" / f"{name}.yaml").read_text("utf-8")
    return copy.deepcopy(plain(parse(text, name)[0]))


def of_the_catalogue(name):
    """A card that ships, as a mapping."""
    return copy.deepcopy(plain(parse(card_text(name), name)[0]))


def theatre_of(mapping, horizon=365):
    """Compile a card that is written as a mapping."""
    return compile_card(Card.model_validate(mapping), FLAT, horizon)


@dataclass
class Ends:
    """What became of a run: one array[campaign, world] for each row of the record."""

    rows: np.ndarray
    counts: np.ndarray

    def __getitem__(self, name):
        return self.rows[:, at.ENDS.number(name), 0, :]

    def of_helper(self, name, helper):
        """A row of one helper: array[campaign, world]."""
        return self.rows[:, at.ENDS.number(name), helper, :]

    def days_held(self, horizon, world=at.WITH_HELP):
        """Days to the collapse, or the horizon."""
        collapsed = self["end"][:, world] == at.COLLAPSE
        return np.where(collapsed, self["end_day"][:, world], horizon)


def run(theatre, futures, replications=1, seed=1, first=0, worlds=2):
    """Play a block of futures on the kernel."""
    numbers = np.arange(first, first + futures)
    _, cells = theatre.realise(seed, numbers)
    helpers = max(1, len(theatre.names.helpers))
    rows = np.zeros((futures * replications, at.ENDS_ROWS, helpers, 2))
    counts = np.zeros((2, 2 + len(theatre.axes), theatre.horizon + 1, BINS), dtype=np.int64)
    order = (seed, replications, worlds)
    table = theatre.slot_table()
    campaign.run_block(theatre.arrays(), (table, cells), numbers, order, rows, counts)
    return Ends(rows, counts)


def key_of(seed, future, replication):
    """The key of one campaign."""
    return np.array([seed, future, replication], dtype=np.uint64)


def one_future(theatre, seed, future):
    """The three arrays with one future's draws written in."""
    arrays, law, calendar = (array.copy() for array in theatre.arrays())
    _, cells = theatre.realise(seed, np.array([future]))
    campaign.patch(arrays, law, theatre.slot_table(), cells[0])
    return arrays, law, calendar


@dataclass
class Moment:
    """A campaign of the kernel at some moment: what a phase may be given."""

    theatre: np.ndarray
    law: np.ndarray
    calendar: np.ndarray
    state: np.ndarray
    day: int
    key: np.ndarray

    def given(self, phase):
        """The arguments of a phase, by the names that it has for them."""
        return [getattr(self, name) for name in parameters(phase)]


def parameters(phase):
    """The names of a kernel function's parameters."""
    return list(inspect.signature(getattr(phase, "py_func", phase)).parameters)


def evening_before(theatre, seed, future, replication, helped=True):
    """A campaign that is about to begin."""
    arrays = one_future(theatre, seed, future)
    return about_to_begin(arrays, key_of(seed, future, replication), helped)


def about_to_begin(arrays, key, helped=True):
    """The campaign of these three arrays before its first day, which may be one of the crisis."""
    theatre, law, calendar = arrays
    state = campaign.blank_state(theatre)
    campaign.begin(theatre, law, state, key)
    state[at.HELPED, 0, 0] = float(helped)
    first = int(at.FIRST_DAY - theatre[at.CRISIS_DAYS, 0, 0])
    return Moment(theatre, law, calendar, state, first - 1, key)


def moments(now, horizon):
    """Play a campaign phase by phase; give (phase, moment) before each phase is played."""
    for today in range(now.day + 1, horizon + 1):
        if now.state[at.END, 0, 0] != at.STILL_FIGHTING:
            return
        now.day = today
        now.state[at.TRAFFIC, 0, 0] = now.calendar[at.TRAFFICABILITY, max(0, today), 0]
        for phase in day.ORDER:
            yield phase, now
            phase(*now.given(phase))
            if is_over_for_today(phase, now):
                break
        if today < at.FIRST_DAY:
            yield campaign.await_attack, now
            campaign.await_attack(*now.given(campaign.await_attack))


def is_over_for_today(phase, now):
    """Whether no later phase of the day is played: in the crisis, or with no attacker here."""
    if phase is day.call:
        return now.day < at.FIRST_DAY
    return phase is day.note_help and not day.attacker_is_here(now.theatre, now.state)


def evenings(theatre, seed, future, replication=0, helped=True, horizon=None):
    """Play a campaign day by day, also after its end; give the state of every evening."""
    now = evening_before(theatre, seed, future, replication, helped)
    for today in range(now.day + 1, (horizon or theatre.horizon) + 1):
        now.day = today
        now.state[at.TRAFFIC, 0, 0] = now.calendar[at.TRAFFICABILITY, today, 0]
        day.live(now.theatre, now.law, now.state, today, now.key)
        yield now
