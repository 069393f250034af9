"""Scenarios of the catalogue for tests: loaded, compiled once a session, and played."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

import numpy as np

from cards import flat_posterior
from holdfast.catalog.posterior import load_posterior
from holdfast.kernel import campaign
from holdfast.kernel import layout as at
from holdfast.scenario.compile.figures import Figures
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.compile.theatre import Writer
from holdfast.scenario.scenario_source import load_scenario, read_scenario
from holdfast.scenario.view import hindsight
from holdfast.study.freeze import frozen, set_by
from twin.theatres import one_future

FLAGSHIP = "czechoslovakia-1936"
IN_1938 = "pincer-1938"
INVENTED = "two-rivers"
SEED = 41

ENDED_WITHOUT_A_SHOT = (at.DETERRED, at.YIELDED)


@functools.cache
def source(name):
    """The folder of a scenario, read and unchanged."""
    return read_scenario(resources.files("holdfast.catalog") / "scenarios" / name)


@functools.cache
def scenario(name, course, what_ifs=(), settings=(), held=False):
    """A scenario for one course; with `held` no other power's odds answer what others do."""
    made = load_scenario(source(name), course, what_ifs=what_ifs, settings=settings)
    if not held:
        return made
    paths = [effect.path for what in what_ifs for effect in made.what_ifs[what].effects]
    paths += [setting.partition("=")[0] for setting in settings]
    return frozen(made, set_by(paths, made.decisions))


@functools.cache
def compiled(name, course, what_ifs=(), settings=(), held=False):
    """The theatre of such a scenario, and what is unused of it."""
    made = scenario(name, course, what_ifs, settings, held)
    sample = load_posterior().posterior() if name == FLAGSHIP else flat_posterior()
    return compile_scenario(made, course, sample)


def flagship(*what_ifs, course=IN_1938, settings=(), held=False):
    """The theatre of the flagship under some what-ifs."""
    return compiled(FLAGSHIP, course, what_ifs, tuple(settings), held).theatre


def rivers(*settings, course="north-1938", what_ifs=()):
    """The theatre of the invented scenario with some settings."""
    return compiled(INVENTED, course, tuple(what_ifs), settings).theatre


def written(theatre, row, side=at.ATTACKER, future=0):
    """A row of a theatre with one future's draws in it: float64[entity]."""
    return one_future(theatre, SEED, future)[0][at.THEATRE.number(row), :, side]


def figures_of(meant, on, view=hindsight):
    """The figures of a scenario at a date, to be written into an empty theatre."""
    empty = Writer(np.zeros((len(at.THEATRE.rows), 64, 2)))
    return Figures(meant, on, empty, view)


@dataclass(frozen=True)
class Fought:
    """What became of some futures: one array[campaign, world] for each row, by its name."""

    rows: np.ndarray
    theatre: object

    def __getitem__(self, name):
        return self.rows[:, at.ENDS.number(name), 0, :]

    def of(self, helper, row, world=at.WITH_HELP):
        """A row of one helper, by campaign."""
        return self.rows[:, at.ENDS.number(row), self.theatre.names.helpers.index(helper), world]

    def said(self, decision, yes=True):
        """Whether a decision fell, and as a yes or as a no."""
        bit = 1 << self.theatre.names.decisions.index(decision)
        fell, was_yes = (
            self[row][:, at.WITH_HELP].astype(np.int64) & bit > 0 for row in ("fell", "decided")
        )
        return fell & (was_yes == yes)

    @property
    def given_attack(self):
        """Whether there was a war."""
        return ~np.isin(self["end"][:, at.WITH_HELP], ENDED_WITHOUT_A_SHOT)

    def days_held(self, world=at.WITH_HELP):
        """Days to the collapse, or the horizon."""
        collapsed = self["end"][:, world] == at.COLLAPSE
        return np.where(collapsed, self["end_day"][:, world], self.theatre.horizon)

    def stands(self, world=at.WITH_HELP):
        """1 where the defender stands at the horizon or the attacker gave up."""
        return np.isin(self["end"][:, world], (at.STILL_FIGHTING, at.STOP)).astype(float)


def play(theatre, futures, *, seed=SEED, cells=None, worlds=2):
    """Play futures, given as how many or by their numbers; with other cells than are drawn."""
    numbers = np.arange(futures) if isinstance(futures, int) else np.asarray(futures)
    drawn = theatre.realise(seed, numbers)[1] if cells is None else cells
    helpers = max(1, len(theatre.names.helpers))
    rows = np.zeros((len(numbers), at.ENDS_ROWS, helpers, 2))
    counts = np.zeros((2, len(at.COUNTED) + len(theatre.axes), theatre.horizon + 1, 1), np.int64)
    order = (seed, 1, worlds)
    cells = theatre.slot_table(), drawn
    campaign.run_block(theatre.arrays(), cells, numbers, order, rows, counts)
    return Fought(rows, theatre)


@functools.cache
def campaigns(futures, *what_ifs, settings=(), held=False):
    """Campaigns of the flagship in 1938, played once a session."""
    return play(flagship(*what_ifs, settings=settings, held=held), futures)
