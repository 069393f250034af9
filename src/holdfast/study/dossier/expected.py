"""What contemporaries expected, as a dossier keeps it: it stands beside the answer.

Nothing that plays or decides reads it, and no hash of a question depends on it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from holdfast.experiment.dossier import ExpectedThen
from holdfast.schema.card import Forecast
from holdfast.schema.scenario import PooledForecast

QUANTILES = ("p10", "p25", "p50", "p75", "p90")


def expected(one: Forecast) -> ExpectedThen:
    """What one contemporary expected."""
    said = one.expects
    return ExpectedThen(
        who=one.who,
        date=one.date,
        words=said if isinstance(said, str) else "",
        spans={} if isinstance(said, str) else {k: tuple(v) for k, v in said.items()},
        source=one.source,
        grade=one.grade,
        about=one.about,
        attack=one.attack,
        given=one.given,
        kind=one.kind,
        interest=one.interest,
    )


def pooled_for(
    pooled: Mapping[datetime.date, PooledForecast], on: datetime.date
) -> dict[str, float]:
    """Days by quantile that were expected of an attack in the month of a day; empty if none."""
    return {
        name: float(getattr(days, name))
        for month, days in pooled.items()
        if (month.year, month.month) == (on.year, on.month)
        for name in QUANTILES
    }
