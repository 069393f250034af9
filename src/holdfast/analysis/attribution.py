"""Why a change changes anything: its effect in four parts that add up to the whole.

Campaigns are paired by future and replication, and every campaign is known in two worlds, with
the acts of other powers and without. So nothing here is played again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from holdfast.analysis.conditional import known_difference
from holdfast.analysis.measures import by_future
from holdfast.analysis.paired import Difference
from holdfast.experiment.outcomes import STANDING, STANDS, Floats

NO_ATTACK, REFUSAL, BATTLEFIELD, HELP_PART = PARTS = (
    "no_attack", "refusal", "battlefield", "help"
)  # fmt: skip
"""The parts, the second before the first where a pair could count under either."""

KEYS = ("future", "replication")
"""By what campaigns are paired."""

Words = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Worlds:
    """A run's campaigns: what each came to, and a measure of it with help and without."""

    outcome: Words
    helped: Floats
    alone: Floats


@dataclass(frozen=True, slots=True)
class Attribution:
    """The effect of a change on one measure, whole and in parts, on the same draws.

    Attributes
    ----------
    whole : Difference
        Changed less base.
    parts : dict[str, Difference]
        By PARTS; they sum to the whole.
    """

    whole: Difference
    parts: dict[str, Difference]

    @property
    def main(self) -> str:
        """The part that is largest, whatever its sign."""
        return max(self.parts, key=lambda name: abs(self.parts[name].d))


def measured(frame: pd.DataFrame) -> dict[str, Worlds]:
    """What is split, of the campaigns of one date: whether it stands, and days of defence."""
    outcome = frame["outcome"].to_numpy(dtype=object)
    return {
        "stands": Worlds(
            outcome,
            np.asarray(frame["outcome"].isin(STANDING), dtype=float),
            np.asarray(frame["end_without"].isin(STANDS), dtype=float),
        ),
        "days_held": Worlds(
            outcome,
            np.asarray(frame["days_held"], dtype=float),
            np.asarray(frame["days_held_without"], dtype=float),
        ),
    }


def split(base: pd.DataFrame, other: pd.DataFrame, replications: int) -> dict[str, Attribution]:
    """Split the effect of a change, for one date of attack.

    Parameters
    ----------
    base, other : the campaigns of both runs, the same futures and replications in one order.

    Raises
    ------
    ValueError
        if the campaigns are not pairs.
    """
    if not np.array_equal(base[[*KEYS]].to_numpy(), other[[*KEYS]].to_numpy()):
        raise ValueError("a split needs the same futures and replications in the same order")
    ours, theirs = measured(base), measured(other)
    return {key: attributed(ours[key], theirs[key], replications) for key in ours}


def attributed(base: Worlds, other: Worlds, replications: int) -> Attribution:
    """The whole and its parts, each with the paired interval clustered by future.

    Of days, which only a fought campaign has, the pairs that are fought twice.
    """
    whole = other.helped - base.helped
    unknown = np.isnan(whole)
    nothing = by_future(np.where(unknown, np.nan, 0.0), replications)
    told = {"": whole} | parts(base, other)
    made = {
        name: known_difference(nothing, by_future(np.where(unknown, np.nan, values), replications))
        for name, values in told.items()
    }
    return Attribution(made.pop(""), made)


def parts(base: Worlds, other: Worlds) -> dict[str, Floats]:
    """The parts of each pair's difference, changed less base: float64[campaign] by PARTS.

    A pair belongs to the first step of the crisis at which its two campaigns part, in the order
    in which the crisis goes: the demand is answered before the attacker moves.

    refusal
        He yields in one of the two and not in the other. The whole difference counts here: what
        the campaign would have come to had he answered alike is not known.
    no_attack
        He yields in neither, and in one of the two no attack comes. Again the whole difference.
    battlefield
        Both are fought: the difference in the world in which no other power helps. Another course
        of the attacker, and attackers who join him, count here.
    help
        Both are fought: what help adds in the changed run less what it adds in the base.

    So y' - y = y'(alone) - y(alone) + [y' - y'(alone)] - [y - y(alone)] for a pair that is fought
    twice, and the four sum to the whole pair by pair.

    Limits: the split is one path through the causes, not the only one. Help is judged where both
    campaigns are fought; a campaign that help saves in the base, and to which no attack comes in
    the changed run, is no loss of help: it stands either way, and counts as 0. The crisis is the
    same in both worlds, so that what allies say and threaten before the first shot shows under
    refusal and no attack, never under help.

    Examples
    --------
    Of three pairs one was attacked and lost, and now is not attacked; one is saved that was lost;
    one stands by itself that was saved.

    >>> base = Worlds(np.array(["no_help", "no_help", "saved"], object), np.array([0.0, 0.0, 1.0]),
    ...               np.array([0.0, 0.0, 0.0]))
    >>> other = Worlds(np.array(["deterred", "saved", "held_alone"], object),
    ...                np.array([1.0, 1.0, 1.0]), np.array([1.0, 0.0, 1.0]))
    >>> for name, values in parts(base, other).items():
    ...     print(name, values.tolist())
    no_attack [1.0, 0.0, 0.0]
    refusal [0.0, 0.0, 0.0]
    battlefield [0.0, 0.0, 1.0]
    help [0.0, 1.0, -1.0]
    """
    yields = _differs(base, other, "yielded")
    spared = _differs(base, other, "deterred") & ~yields
    both = ~yields & ~spared
    whole = other.helped - base.helped
    alone = other.alone - base.alone
    return {
        NO_ATTACK: np.where(spared, whole, 0.0),
        REFUSAL: np.where(yields, whole, 0.0),
        BATTLEFIELD: np.where(both, alone, 0.0),
        HELP_PART: np.where(both, whole - alone, 0.0),
    }


def _differs(base: Worlds, other: Worlds, outcome: str) -> npt.NDArray[np.bool_]:
    """Where one of a pair came to an outcome and the other did not."""
    return np.asarray((base.outcome == outcome) != (other.outcome == outcome), dtype=bool)


def rows(split_by: Mapping[str, Attribution]) -> Iterator[tuple[str, str, Difference]]:
    """Measure, part and difference of every part."""
    for measure, one in split_by.items():
        for name, part in one.parts.items():
            yield measure, name, part


def split_dict(split_by: Mapping[str, Attribution]) -> dict[str, Any]:
    """As INTERFACE.md has it: by measure, then by part, each with its interval."""
    found: dict[str, Any] = {}
    for measure, name, part in rows(split_by):
        found.setdefault(measure, {})[name] = {"d": part.d, "low": part.low, "high": part.high}
    return found
