"""One campaign played again by its key, with every day on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from holdfast.experiment.outcomes import ENDS, Floats
from holdfast.kernel import campaign
from holdfast.kernel import layout as at
from holdfast.scenario.compile import Theatre


@dataclass(frozen=True)
class Record:
    """A campaign day by day: measure -> float64[day, axis], or [day] for the whole."""

    axes: tuple[str, ...]
    end: str
    end_day: int
    days: dict[str, Floats]

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        days = {name: values.tolist() for name, values in self.days.items()}
        return {"axes": list(self.axes), "end": self.end, "end_day": self.end_day, "days": days}


def replay(
    theatre: Theatre, seed: int, future: int, replication: int, helped: bool = True
) -> Record:
    """Play one campaign of a run again; it is the same to the last bit."""
    before, law, calendar = theatre.arrays()
    arrays = before.copy(), law.copy(), calendar
    values = theatre.realise(seed, future, 1)[0]
    campaign.patch(arrays[0], arrays[1], theatre.slot_table(), values)
    state = campaign.blank_state(arrays[0])
    days = np.zeros((at.DAYS_ROWS, theatre.horizon + 1, arrays[0].shape[1]))
    key = np.array([seed, future, replication], dtype=np.uint64)
    last = campaign.play_world(arrays, state, days, key, helped)
    kept = days[:, 1 : last + 1]
    rows = {
        row.name: kept[n, :, : len(theatre.axes)] if "axis" in row.entity else kept[n, :, 0]
        for n, row in enumerate(at.DAYS.rows)
    }
    end = ENDS[int(state[at.END, 0, 0])]
    return Record(theatre.axes, end, int(state[at.END_DAY, 0, 0]) or theatre.horizon, rows)
