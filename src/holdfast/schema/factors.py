"""Planning factors: what a movement takes where its file says nothing, each with its source.

The one table of them. A factor is a quantity like any other, with its range; a file that knows
better writes its own number. Docs print this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from holdfast.schema.base import Grade
from holdfast.schema.quantity import Fixed, Quantity, Triangular

FactorName = Literal[
    "train_km_per_day", "train_hours", "ramp_hours", "foot_km_per_day", "horse_km_per_day",
    "motor_km_per_day", "tracks_km_per_day", "road_units_per_day", "convoy_knots", "liner_knots",
    "port_days", "serviceability", "sorties_per_day",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Norm:
    """One planning factor."""

    name: FactorName
    meaning: str
    unit: str
    low: float
    value: float
    high: float
    source: str
    grade: Grade

    @property
    def quantity(self) -> Quantity:
        """It as a quantity: triangular where it has a range."""
        if self.low == self.high:
            return Quantity(spread=Fixed(value=self.value))
        return Quantity(spread=Triangular(low=self.low, mode=self.value, high=self.high))


REVUE = "Revue des Deux Mondes 50 (1919), articles on military transport"

FACTORS: tuple[Norm, ...] = (
    Norm("train_km_per_day", "Military trains over long runs: 12 to 25 km an hour with halts",
           "km/day", 300, 480, 600, REVUE, "B"),
    Norm("train_hours", "To load a train, troops being at the station", "hours",
           2, 2.5, 3, "Revue des Deux Mondes 31 (1916), pp. 327-331", "B"),
    Norm("ramp_hours", "To unload a train at a ramp", "hours", 1.5, 2.25, 3, REVUE, "B"),
    Norm("foot_km_per_day", "Infantry with its trains, a marching day, rest days apart", "km/day",
           20, 22, 28, "US FM 21-18, Foot Marches; remembered", "D"),
    Norm("horse_km_per_day", "Cavalry, a marching day", "km/day", 30, 45, 60, "judgement", "D"),
    Norm("motor_km_per_day", "Motor columns", "km/day", 150, 240, 300,
           "US FM 55 series; remembered", "D"),
    Norm("tracks_km_per_day", "Tanks on their tracks", "km/day", 80, 120, 150,
           "US FM 55 series; remembered", "D"),
    Norm("road_units_per_day", "Divisions that follow each other on one road", "units/day",
           0.6, 0.9, 1.1, "judgement: the column of a division is a day's march", "D"),
    Norm("convoy_knots", "Troop convoys, as fast as their slowest ship", "knots", 12, 13.5, 15,
           "standard histories; remembered", "D"),
    Norm("liner_knots", "A liner alone", "knots", 15, 18, 25, "standard histories; remembered",
           "D"),
    Norm("port_days", "A ship in both ports of one round trip, together", "day", 2, 4, 8,
           "judgement", "D"),
    Norm("serviceability", "Share of the aircraft that can fly", "share", 0.45, 0.6, 0.75,
           "judgement", "D"),
    Norm("sorties_per_day", "Trips a serviceable transport aircraft makes a day", "per day",
           0.9, 1.5, 3, "300 tons of 96 C-47 in June 1948, the low end; judgement", "D"),
)  # fmt: skip
