"""The one table of what stands where: rows of the arrays, with their axis and their unit.

Every array is float64[row, entity, side], C-contiguous. `entity` says what the middle index
counts; a row of kind "whole" uses entity 0 alone. `side` is 0 for the attacker, 1 for the
defender; a row of one side uses 0. In `ends` the last index is the world: 0 with the acts of
other powers for the defender, 1 without.

The laws read row numbers from here, the compiler of scenarios writes by them, the reference
pages are printed from them. There is no second list.
"""

from __future__ import annotations

from dataclasses import dataclass

ATTACKER = 0
DEFENDER = 1
SIDES = ("attacker", "defender")

WITH_HELP = 0
WITHOUT_HELP = 1

NO_AXIS = -1
NEVER = 0.0

OWN = 0.0
HELP_AT_FRONT = 1.0
HELP_ELSEWHERE = 2.0

AIM_TOTAL = 0.0
AIM_TERRITORY = 1.0
AIM_COERCION = 2.0

STILL_FIGHTING = 0.0
COLLAPSE = 1.0
SETTLEMENT = 2.0
STOP = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an array: its name, what its middle index counts, its unit, its meaning."""

    name: str
    entity: str
    sided: bool
    unit: str
    meaning: str


class Table:
    """The rows of one array in the order of their numbers."""

    def __init__(self, name: str, meaning: str) -> None:
        self.name = name
        self.meaning = meaning
        self.rows: list[Row] = []

    def row(self, name: str, entity: str, unit: str, meaning: str, sided: bool = False) -> int:
        """Add a row and give its number."""
        if any(row.name == name for row in self.rows):
            raise ValueError(f"row {name!r} of {self.name} is taken")
        self.rows.append(Row(name, entity, sided, unit, meaning))
        return len(self.rows) - 1

    def sided(self, name: str, entity: str, unit: str, meaning: str) -> int:
        """Add a row that both sides have."""
        return self.row(name, entity, unit, meaning, sided=True)

    def number(self, name: str) -> int:
        """The number of the row called `name`."""
        return next(number for number, row in enumerate(self.rows) if row.name == name)


# ---------------------------------------------------------------- what does not change by day
THEATRE = Table("theatre", "geography, forces, promises: what the card or scenario says")
_row, _sided = THEATRE.row, THEATRE.sided
AXES = _row("axes", "whole", "1", "how many axes there are")
PLACES = _row("places", "whole", "1", "how many places of value there are")
ARRIVALS = _sided("arrivals", "whole", "1", "how many arrivals of forces there are")
DECISIONS = _row("decisions", "whole", "1", "how many decisions of other powers there are")
HORIZON = _row("horizon", "whole", "day", "last day that is looked at")
ROADS = _row("roads", "whole", "1", "road net: 1 sparse, 2 medium, 3 dense")
ROAD_FACTOR = _row("road_factor", "whole", "1", "what the road net leaves of march and supply")
SURPRISE = _row("surprise", "whole", "1", "surprise as CDB90 codes it, 0 to 3")
ISOLATED = _row("isolated", "whole", "1", "1 if besieged or blockaded from the start")
INFLOW = _row("inflow", "whole", "share", "share of consumption that still comes in")
ENDURANCE = _row("endurance", "whole", "day", "days of stocks with no inflow")
PROMISED_DAY = _row("promised_day", "whole", "day", "day for which relief was promised")
PROMISED_MEN = _row("promised_men", "whole", "men", "relief that was promised")
PROMISE_KNOWN = _row("promise_known", "whole", "day", "day from which the promise is known")
COMMON_CAUSE_CHANCE = _row(
    "common_cause", "whole", "probability", "chance that one draw decides for all other powers"
)
AIM = _row("aim", "whole", "1", "what the attacker wants: 0 all, 1 territory, 2 a concession")
MEN_SCALE = _sided("men_scale", "whole", "1", "factor on all men of the side")
RUGGEDNESS = _row("ruggedness", "axis", "1", "0 open to 1 mountain")
WIDTH = _row("width", "axis", "km", "width of the axis")
SHARE = _sided("share", "axis", "share", "share of the side's men that go to this axis")
OPEN_DAY = _row("open_day", "axis", "day", "first day on which the attacker may use the axis")
LENGTH = _row("length", "axis", "km", "distance from the start line to the last place")
FIRST_LEG = _row("first_leg", "axis", "1", "number of the axis's first leg")
LEGS = _row("legs", "axis", "1", "how many places lie on the axis")
FIRST_BELT = _row("first_belt", "axis", "1", "number of the axis's first belt")
BELTS = _row("belts", "axis", "1", "how many belts lie across the axis")
LEG_PLACE = _row("leg_place", "leg", "1", "number of the place that the leg ends at")
LEG_KM = _row("leg_km", "leg", "km", "distance of that place from the start line")
BELT_AT = _row("belt_at", "belt", "km", "where the belt begins")
BELT_DEPTH = _row("belt_depth", "belt", "km", "how deep it is")
BELT_STRENGTH = _row("belt_strength", "belt", "1", "0 none to 1; .7 modern permanent works")
VALUE = _row("value", "place", "share", "share of the defender's power to go on")
CAPITAL = _row("capital", "place", "1", "1 for the capital")
ARRIVAL_DAY = _sided("arrival_day", "arrival", "day", "day on which the force is at the front")
ARRIVAL_MEN = _sided("arrival_men", "arrival", "men", "men, before the side's factor")
ARRIVAL_TANKS = _sided("arrival_tanks", "arrival", "tanks", "tanks")
ARRIVAL_GUNS = _sided("arrival_guns", "arrival", "guns", "guns")
ARRIVAL_AIRCRAFT = _sided("arrival_aircraft", "arrival", "aircraft", "aircraft")
ARRIVAL_AXIS = _sided("arrival_axis", "arrival", "1", "number of the axis, or -1: by shares")
ARRIVAL_FORM = _sided("arrival_form", "arrival", "1", "0 own, 1 help at the front, 2 elsewhere")
ARRIVAL_NEEDS = _sided("arrival_needs", "arrival", "1", "bits: decisions that must all be yes")
DECISION_CHANCE = _row("decision_chance", "decision", "probability", "odds of a yes")

CALENDAR = Table("calendar", "what the day itself brings")
TRAFFICABILITY = CALENDAR.row(
    "trafficability", "day", "1", "share of normal movement that weather and season leave"
)

# ---------------------------------------------------------------- what tomorrow needs
STATE = Table("state", "what tomorrow needs, and what today's phases hand on to each other")
_row, _sided = STATE.row, STATE.sided
MEN = _sided("men", "axis", "men", "men on the axis")
FRONT = _row("front", "axis", "km", "where the front stands, from the start line")
RAILHEAD = _row("railhead", "axis", "km", "where the attacker's railways end")
ENGAGED_DAYS = _row("engaged_days", "axis", "day", "days left of the engagement going on")
ENGAGEMENTS = _row("engagements", "axis", "1", "engagements opened so far: the ordinal")
PAUSE_DAYS = _row("pause_days", "axis", "day", "days left of the pause")
ASSAULT_CLOCK = _row("assault_clock", "axis", "1", "what the hazard of an assault must still reach")
RATIO_NOISE = _row("ratio_noise", "axis", "ln ratio", "this engagement's unknown strength")
SPEED_NOISE = _row("speed_noise", "axis", "ln ratio", "this engagement's unknown speed")
LOSS_NOISE = _sided("loss_noise", "axis", "ln ratio", "this engagement's unknown losses")
LUCK = _row("luck", "axis", "probability", "this engagement succeeds where this is below the odds")
BREAKTHROUGH_DAYS = _row("breakthrough_days", "axis", "day", "days left of the breakthrough")
BREAKTHROUGHS = _row("breakthroughs", "axis", "1", "breakthroughs so far: the ordinal")
BREAKTHROUGH_CLOCK = _row("breakthrough_clock", "axis", "1", "what its hazard must still reach")
INTEGRITY = _row("integrity", "belt", "share", "share of the belt's strength that is left")
LOST = _row("lost", "place", "share", "share of the place's value that is lost")
ARRIVED = _sided("arrived", "whole", "men", "men that have come so far")
TANKS = _sided("tanks", "whole", "tanks", "tanks that have come so far")
GUNS = _sided("guns", "whole", "guns", "guns that have come so far")
AIRCRAFT = _sided("aircraft", "whole", "aircraft", "aircraft that have come so far")
TO_COME = _sided("to_come", "whole", "men", "own men that are still to come")
MEN_LOST = _sided("men_lost", "whole", "men", "men lost so far")
HELP_MEN = _row("help_men", "whole", "men", "allied men that have come into contact")
DRAWN_AWAY = _row("drawn_away", "whole", "men", "attacker's men drawn out of the theatre")
OWED = _row("owed", "whole", "men", "attackers that a second front still wants and are not here")
DECIDED = _row("decided", "whole", "1", "bits: decisions of other powers that fell as a yes")
LAST_ARRIVAL = _row("last_arrival", "whole", "day", "after this day nobody comes any more")
STOCK = _row("stock", "whole", "share", "stocks of an isolated defender")
HUNGRY_DAYS = _row("hungry_days", "whole", "day", "days since the stocks ran out")
STALL = _row("stall", "whole", "day", "how long the attacker has got nowhere")
BEST_VALUE = _row("best_value", "whole", "share", "most value that was ever lost")
VALUE_LOST = _row("value_lost", "whole", "share", "value lost to the attacker")
ARMY_LOST = _row("army_lost", "whole", "share", "share of the men that came who are gone")
ATTACKER_LOST = _row("attacker_lost", "whole", "share", "share of his men that came who are gone")
CAPITAL_DAY = _row("capital_day", "whole", "day", "day on which the capital fell; 0 never")
ACTIVE_DAYS = _row("active_days", "whole", "day", "days since the attacker appeared")
TEMPO = _row("tempo", "whole", "1", "how much faster a small theatre burns down")
COLLAPSE_CLOCK = _row("collapse_clock", "whole", "1", "what its hazard must still reach")
STOP_CLOCK = _row("stop_clock", "whole", "1", "what its hazard must still reach")
HELPED = _row("helped", "whole", "1", "1 in the world with the acts of other powers, 0 without")
END = _row("end", "whole", "1", "0 going on, 1 collapse, 2 settlement, 3 attacker stops")
END_DAY = _row("end_day", "whole", "day", "day of that end; 0 none")
FIRST_HELP_DAY = _row("first_help_day", "whole", "day", "first act of another power; 0 never")
RELIEF_DAY = _row("relief_day", "whole", "day", "first day of effective relief; 0 never")
# handed from phase to phase within one day
TRAFFIC = _row("traffic", "whole", "1", "today's trafficability")
SURPRISE_NOW = _row("surprise_now", "whole", "ln ratio", "what is left of surprise today")
AIR = _row("air", "whole", "1", "air superiority of the attacker, -1 to 1")
MATERIEL = _sided("materiel", "whole", "1", "fighting power of a man with his guns and tanks")
MATERIEL_EDGE = _row("materiel_edge", "whole", "ln ratio", "what materiel adds to the ratio")
MECHANISATION = _row("mechanisation", "whole", "share", "how mechanised the attacker is")
TANK_DENSITY = _row("tank_density", "whole", "per 1000 men", "attacker's tanks per 1000 men")
HUNGER = _row("hunger", "whole", "share", "fighting power that supply leaves to the defender")
PROSPECT = _row("prospect", "whole", "1", "help and men that the defender may still expect")
BALANCE = _row("balance", "whole", "ln ratio", "whole attacker to whole defender")
TURNED = _row("turned", "axis", "1", "1 the neighbour threatens the axis's place, 2 holds it")
ENGAGED = _sided("engaged", "axis", "men", "men that find room to fight; 0 no contact")
LN_ENGAGED = _sided("ln_engaged", "axis", "1", "ln of the men that find room to fight")
FORT = _row("fort", "axis", "1", "strength of the belt at the front")
BELT_HERE = _row("belt_here", "axis", "1", "number of the belt at the front, or -1")
WANTED = _row("wanted", "axis", "1", "how much a side wants its men on the axis")
SUPPLY = _row("supply", "axis", "share", "fighting power that supply leaves to the attacker")
RATIO = _row("ratio", "axis", "ln ratio", "ln of the ratio of effective strength, before noise")
FIGHTING = _row("fighting", "axis", "1", "1 if an engagement is going on today")
WON = _row("won", "axis", "1", "1 if the attacker has the better of it today")
LOSSES = _sided("losses", "axis", "men", "men lost today")
ADVANCE = _row("advance", "axis", "km", "ground gained today")

# ---------------------------------------------------------------- what a reader wants
ENDS = Table("ends", "one campaign in both worlds")
_row = ENDS.row
R_END = _row("end", "whole", "1", "0 horizon, 1 collapse, 2 settlement, 3 attacker stops")
R_END_DAY = _row("end_day", "whole", "day", "day of the end; the horizon if none")
R_FIRST_HELP_DAY = _row("first_help_day", "whole", "day", "0 never")
R_RELIEF_DAY = _row("relief_day", "whole", "day", "0 never")
R_CAPITAL_DAY = _row("capital_day", "whole", "day", "0 never")
R_VALUE_LOST = _row("value_lost", "whole", "share", "at the end")
R_ARMY_LOST = _row("army_lost", "whole", "share", "at the end")
R_ATTACKER_LOST = _row("attacker_lost", "whole", "share", "of the men that came")
R_HELP_MEN = _row("help_men", "whole", "men", "allied men that came by the horizon")
R_DRAWN_AWAY = _row("drawn_away", "whole", "men", "attacker's men drawn away by the horizon")
R_DECIDED = _row("decided", "whole", "1", "bits: decisions of other powers that fell as a yes")

DAYS = Table("days", "one campaign day by day: float64[row, day, axis or 0]")
_row = DAYS.row
D_FRONT = _row("front", "day, axis", "km", "where the front stands")
D_ATTACKER = _row("attacker_men", "day, axis", "men", "attackers on the axis")
D_DEFENDER = _row("defender_men", "day, axis", "men", "defenders on the axis")
D_WON = _row("advance", "day, axis", "km", "ground gained that day")
D_VALUE_LOST = _row("value_lost", "day", "share", "value lost so far")
D_ARMY_LOST = _row("army_lost", "day", "share", "army lost so far")
D_PROSPECT = _row("prospect", "day", "1", "prospect of relief")
D_HELP_MEN = _row("help_men", "day", "men", "allied men in contact")

TABLES = (THEATRE, CALENDAR, STATE, ENDS, DAYS)
STATE_ROWS = len(STATE.rows)
DAYS_ROWS = len(DAYS.rows)
ENDS_ROWS = len(ENDS.rows)
COUNTED = ("value_lost", "army_lost")
"""Measures counted by day before the fronts; see campaign.count."""
