"""A small theatre, the default law and an empty state, for laws worked out by hand."""

import numpy as np
import pytest

from holdfast.kernel import layout as at
from holdfast.kernel.constants import NAMES
from holdfast.scenario.law import in_force


@pytest.fixture
def law():
    """The default law of the world wars' second, each uncertain constant at its middle."""
    found = np.zeros((len(NAMES), 1, 2))
    for row, name in enumerate(NAMES):
        for side, (_, quantity) in enumerate(in_force({}, name, "ww2")):
            found[row, 0, side] = quantity.middle()
    return found


@pytest.fixture
def theatre():
    """Two axes of 100 km that lead to one place."""
    found = np.zeros((len(at.THEATRE.rows), 4, 2))
    found[at.AXES, 0, 0], found[at.PLACES, 0, 0], found[at.HORIZON, 0, 0] = 2, 1, 100
    found[at.ROADS, 0, 0], found[at.ROAD_FACTOR, 0, 0] = 2, 1
    found[at.MEN_SCALE, 0] = 1
    found[at.CUT_OFF_WHEN, 0, 0] = at.NEVER_HOLDS
    found[at.VALUE, 0, 0] = 1
    for j in range(2):
        found[at.LENGTH, j, 0] = found[at.LEG_KM, j, 0] = 100
        found[at.WIDTH, j, 0], found[at.OPEN_DAY, j, 0] = 10, 1
        found[at.FIRST_LEG, j, 0], found[at.LEGS, j, 0] = j, 1
        found[at.SHARE, j] = 0.5
    return found


@pytest.fixture
def state():
    """Nothing yet, a day on which everything moves."""
    found = np.zeros((at.STATE_ROWS, 4, 2))
    found[at.TRAFFIC, 0, 0] = found[at.HUNGER, 0, 0] = found[at.TEMPO, 0, 0] = 1
    return found
