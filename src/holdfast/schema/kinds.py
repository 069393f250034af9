"""Types that the parts of a scenario share: dates, names, numbers with their units and bounds."""

from __future__ import annotations

import datetime
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from holdfast.schema.dates import read_date
from holdfast.schema.quantity import Q
from holdfast.schema.tables import DQ
from holdfast.units import Bounds, Unit

Date: TypeAlias = Annotated[datetime.date, BeforeValidator(read_date)]
Name: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]

Share = Annotated[Q, Unit("share"), Bounds(0, 1)]
DatedShare = Annotated[DQ, Unit("share"), Bounds(0, 1)]
Factor = Annotated[DQ, Unit("1"), Bounds(0, 10)]
Probability = Annotated[Q, Unit("probability"), Bounds(0, 1)]
DatedProbability = Annotated[DQ, Unit("probability"), Bounds(0, 1)]
DayCount = Annotated[Q, Unit("day"), Bounds(0, 3_650)]
Divisions = Annotated[DQ, Unit("divisions"), Bounds(0, 1_000)]
Km = Annotated[Q, Unit("km"), Bounds(0, 20_000)]
Men = Annotated[DQ, Unit("men"), Bounds(0, 50_000_000)]
Tanks = Annotated[DQ, Unit("tanks"), Bounds(0, 1_000_000)]
Guns = Annotated[DQ, Unit("guns"), Bounds(0, 1_000_000)]
Aircraft = Annotated[DQ, Unit("aircraft"), Bounds(0, 1_000_000)]
TrainsADay = Annotated[Q, Unit("trains/day"), Bounds(0, 1_000)]
Trains = Annotated[Q, Unit("trains"), Bounds(0.1, 1_000)]
