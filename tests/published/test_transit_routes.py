"""Thirty divisions through Romania with fighting off, beside a study of the same lines.

The bands (10 %, middle, 90 % of 6000 draws, supply of those who have come included) are those of
the study that the flagship's map was made with; it took the neck at 8, 12 or 20 trains a day, the
flagship by default also at 4, 6 or 10. Days run from the order to the last man at Kosice.
"""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.movement.flow import move
from holdfast.movement.reading import day_of
from holdfast.scenario.compile.reach import Inroads
from scenario_sources import flagship

FUTURES, DAYS = 60, 250
NECK = "links[between=halmeu+kralovo].trains_per_day"
BANDS = {
    "pincer-1938": {1: (11, 14), 10: (44, 76), 20: (88, 186), 30: (145, 608)},
    "pincer-1939": {1: (10, 13), 10: (43, 74), 20: (88, 179), 30: (145, 542)},
}
"""Before and after the line over Vatra Dornei was opened on 18 December 1938."""
