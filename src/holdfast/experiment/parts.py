"""Campaigns as tables: one row a campaign, one row a future, counts by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from holdfast.experiment.cases import Branch, Case
from holdfast.experiment.outcomes import Floats, columns, helper_columns
from holdfast.experiment.store import Block
from holdfast.kernel import layout as at


@dataclass(frozen=True)
class Played:
    """Some futures of one theatre as they come from the kernel."""

    futures: npt.NDArray[np.int64]
    """int64[future], their numbers"""
    inputs: npt.NDArray[np.float64]
    """float64[future, input], what was drawn"""
    ends: npt.NDArray[np.float64]
    """float64[future x replication, row, helper, world]"""
    counts: npt.NDArray[np.int64]
    """int64[world, measure, day, bin]"""

    @property
    def whole(self) -> Floats:
        """What is said of whole campaigns: float64[campaign, row, world]."""
        return self.ends[:, :, 0, :]


def tables(
    case: Case, played: Sequence[tuple[Branch, Played]], replications: int, number: int
) -> Block:
    """The tables of one block of a case, in the order of the futures."""
    kinds = {"campaigns": campaigns, "futures": drawn, "days": counted}
    made: dict[str, pa.Table] = {}
    for kind, make in kinds.items():
        parts = [_named(case, branch, make(branch, part, replications)) for branch, part in played]
        made[kind] = pa.concat_tables(parts, promote_options="default")
    for kind in ("campaigns", "futures"):
        made[kind] = made[kind].sort_by(_order(made[kind]))
    return Block(number, made)


def _order(table: pa.Table) -> list[tuple[str, str]]:
    return [(key, "ascending") for key in ("future", "replication") if key in table.column_names]


def _named(case: Case, branch: Branch, content: Mapping[str, npt.NDArray[Any]]) -> pa.Table:
    rows = len(next(iter(content.values())))
    names = {
        "attack_on": pa.array([case.attack_on] * rows, pa.string()),
        "course": pa.array([branch.course] * rows, pa.string()),
    }
    return pa.table(names | {name: _column(values) for name, values in content.items()})


def campaigns(branch: Branch, played: Played, replications: int) -> dict[str, npt.NDArray[Any]]:
    """One row a campaign."""
    count = np.arange(len(played.ends))
    numbers = {
        "future": played.futures[count // replications],
        "replication": count % replications,
    }
    whole = columns(played.whole, branch.theatre.horizon)
    helped = played.ends[:, :, :, at.WITH_HELP]
    return numbers | whole | helper_columns(helped, branch.theatre.names.helpers)


def drawn(branch: Branch, played: Played, _: int) -> dict[str, npt.NDArray[Any]]:
    """One row a future: what was drawn."""
    inputs = dict(zip(branch.theatre.input_names(), played.inputs.T, strict=True))
    return {"future": played.futures} | inputs


def counted(branch: Branch, played: Played, _: int) -> dict[str, npt.NDArray[Any]]:
    """Counts by world, measure, day and bin, those above zero."""
    world, measure, day, bins = np.nonzero(played.counts)
    return {
        "world": np.asarray(["with_help", "without_help"])[world],
        "measure": np.asarray([*at.COUNTED, *branch.theatre.axes])[measure],
        "day": day,
        "bin": bins,
        "count": played.counts[world, measure, day, bins],
    }


def _column(values: npt.NDArray[Any]) -> pa.Array:
    if values.dtype.kind == "f":
        return pa.array(np.ascontiguousarray(values), from_pandas=True)
    return pa.array(np.ascontiguousarray(values))
