"""The one table of what stands where: rows of the arrays, with their axis and their unit.

Every array is float64[row, entity, side], C-contiguous. `entity` says what the middle index
counts; a row of kind "whole" uses entity 0 alone. `side` is 0 for the attacker, 1 for the
defender; a row of one side uses 0. In `ends` the last index is the world: 0 with the acts of
other powers for the defender, 1 without.

What the pacts speak of are *atoms*: facts, acts, decisions, days. Each is one bit of two words of
52 bits, so that a sentence is a handful of masks; in rows of unit "atoms" the last index is the
word. Days before the first shot are counted by the *clock*: 1 on the first day of the crisis;
campaign day d is clock d + crisis_days. A clock of 0 is never.

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
FIRST_DAY = 1
"""The day of the first shot; days before it are of the crisis."""

NO_DAY = 1e9
"""A day that no campaign reaches, where the next day of something is kept."""

OWN = 0.0
HELP_AT_FRONT = 1.0
JOINED = 2.0

NO_GROUP = -1
NO_DECISION = -1
ALWAYS = 0
NEVER_HOLDS = 1
WORDS = 2
WORD_BITS = 52

NO_MANNER = 0.0
PROBE = 1.0
OFFENSIVE = 2.0

AIM_TOTAL = 0.0
AIM_TERRITORY = 1.0
AIM_COERCION = 2.0

STILL_FIGHTING = 0.0
COLLAPSE = 1.0
SETTLEMENT = 2.0
STOP = 3.0
DETERRED = 4.0
YIELDED = 5.0

NO_CAUSE = 0.0
CORE_LOST = 1.0
ARMY_BROKEN = 2.0
CUT_OFF = 3.0
GIVES_UP = 4.0
TERMS = 5.0
AIMS_BEFORE_HELP = 6.0
LOSSES_BORNE = 7.0
FRONT_ELSEWHERE = 8.0
MEANS_SPENT = 9.0
ORDERED_HOME = 10.0


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
CUT_OFF_WHEN = _row("cut_off_when", "whole", "1", "condition: cut off from every supply")
INFLOW = _row("inflow", "whole", "share", "share of consumption that still comes in")
ENDURANCE = _row("endurance", "whole", "day", "days of stocks with no inflow")
PROMISED_DAY = _row("promised_day", "whole", "day", "day for which relief was promised")
PROMISED_MEN = _row("promised_men", "whole", "men", "relief that was promised")
PROMISE_KNOWN = _row("promise_known", "whole", "day", "day from which the promise is known")
AIM = _row("aim", "whole", "1", "what the attacker wants: 0 all, 1 territory, 2 a concession")
MEN_SCALE = _sided("men_scale", "whole", "1", "factor on all men of the side")
AXIS_KEY = _row("axis_key", "axis", "1", "number by which the axis draws: a hash of its name")
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
ARRIVAL_FORM = _sided(
    "arrival_form", "arrival", "1", "0 own, 1 help at the front, 2 a third state's"
)
ARRIVAL_WHEN = _sided("arrival_when", "arrival", "1", "number of the condition it waits for")
ARRIVAL_LAG = _sided("arrival_lag", "arrival", "day", "days from that condition to the front")
ARRIVAL_HELPER = _row("arrival_helper", "arrival", "1", "number of the helper, for help")
# the crisis, and what the pacts say
CRISIS_DAYS = _row("crisis_days", "whole", "day", "days of the crisis before the first shot")
RESISTS = _row("resists", "whole", "1", "number of the decision to fight on; -1 none")
ATTACKS = _row("attacks", "whole", "1", "number of the decision to attack; -1 none")
YIELD_SHARE = _row("yield_share", "whole", "share", "value ceded where the defender yields")
HELPERS = _row("helpers", "whole", "1", "how many kinds of help are told apart")
TERM_NEEDS = _row("term_needs", "term", "atoms", "all of these must hold")
CONDITION_FIRST = _row("condition_first", "condition", "1", "number of its first term")
CONDITION_TERMS = _row("condition_terms", "condition", "1", "how many terms; any of them will do")
CLAUSES = _row("clauses", "whole", "1", "how many clauses, each for its pair of powers, there are")
CLAUSE_WHEN = _row("clause_when", "clause", "1", "number of the condition that triggers it")
CLAUSE_DELAY = _row("clause_delay", "clause", "day", "days from trigger to act")
CLAUSE_FROM = _row("clause_from", "clause", "day", "first pact day on which its pact is in force")
CLAUSE_UNTIL = _row("clause_until", "clause", "day", "first pact day on which it no longer is")
CLAUSE_GIVES = _row("clause_gives", "clause", "atoms", "what holds once the act is done")
CLAUSE_DENIES = _row("clause_denies", "clause", "atoms", "denials that no longer hold then")
CLAUSE_HELPS = _row("clause_helps", "clause", "1", "1 for an act of another power for the defender")
FACTS = _row("facts", "whole", "1", "how many given facts there are")
FACT_FROM = _row("fact_from", "fact", "day", "first pact day on which it holds")
FACT_UNTIL = _row("fact_until", "fact", "day", "first pact day on which it no longer does")
FACT_GIVES = _row("fact_gives", "fact", "atoms", "what holds with it")
FACT_DENIES = _row("fact_denies", "fact", "atoms", "denials that do not hold with it")
DENIALS = _row("denials", "whole", "atoms", "what holds unless something denies it")
PLACE_GIVES = _row("place_gives", "place", "atoms", "what holds once the place is lost")
PLACE_DENIES = _row("place_denies", "place", "atoms", "denials that no longer hold then")
DECISION_KEY = _row("decision_key", "decision", "1", "number by which it draws: of its name")
DECISION_DAY = _row("decision_day", "decision", "day", "first pact day on which it may fall")
DECISION_ASKED = _row("decision_asked", "decision", "1", "number of the condition that asks it")
DECISION_LINE = _row("decision_line", "decision", "1", "number of its first line of odds")
DECISION_LINES = _row("decision_lines", "decision", "1", "how many lines; the first that holds")
DECISION_GROUP = _row("decision_group", "decision", "1", "number of its group; -1 none")
DECISION_GIVES = _row("decision_gives", "decision", "atoms", "what holds once it fell as a yes")
LINE_WHEN = _row("line_when", "line", "1", "number of the condition under which these odds hold")
LINE_CHANCE = _row("line_chance", "line", "probability", "odds of a yes")
GROUP_KEY = _row("group_key", "group", "1", "number by which it draws: a hash of its name")
GROUP_CHANCE = _row("group_chance", "group", "probability", "chance that one draw decides for all")
DEADLOCKS = _row("deadlocks", "whole", "1", "how many sets of clauses may move together")
DEADLOCK_FIRST = _row("deadlock_first", "deadlock", "1", "number of its first member")
DEADLOCK_MEMBERS = _row("deadlock_members", "deadlock", "1", "how many clauses it has, at most 52")
MEMBER_CLAUSE = _row("member_clause", "member", "1", "number of the clause")
MEMBER_POWER = _row("member_power", "member", "1", "number of the power that is bound")
MEMBER_WAITS = _row("member_waits", "member", "1", "bits: members of the deadlock it waits for")
WARNED = _row("warned", "whole", "1", "number of the condition that takes surprise away")
SURPRISE_WARNED = _row("surprise_warned", "whole", "1", "surprise that is left then")
# who comes by which way
OWNERS = _row("owners", "whole", "1", "how many states attack: the main one, and who joins")
AXIS_OWNER = _row(
    "axis_owner", "axis", "1", "number of the state that attacks there; 0 the main one"
)
AXIS_WHEN = _row("axis_when", "axis", "1", "number of the condition that opens it")
CONTINGENTS = _row("contingents", "whole", "1", "how many contingents come over routes")
CONTINGENT_WHEN = _row("contingent_when", "contingent", "1", "number of the condition to march")
CONTINGENT_CALLED = _row("contingent_called", "contingent", "1", "condition that musters it")
CONTINGENT_DIVISIONS = _row("contingent_divisions", "contingent", "divisions", "its strength")
CONTINGENT_MEN = _row("contingent_men", "contingent", "men", "men a division who count")
CONTINGENT_TANKS = _row("contingent_tanks", "contingent", "tanks", "tanks a division")
CONTINGENT_GUNS = _row("contingent_guns", "contingent", "guns", "guns a division")
CONTINGENT_TRAINS = _row("contingent_trains", "contingent", "trains", "trains that move one")
CONTINGENT_SUPPLY = _row("contingent_supply", "contingent", "trains/day", "trains that feed one")
CONTINGENT_ROUTE = _row("contingent_route", "contingent", "1", "number of its first route")
CONTINGENT_ROUTES = _row("contingent_routes", "contingent", "1", "how many, the best first")
CONTINGENT_MUSTER = _row("contingent_muster", "contingent", "1", "number of its first muster step")
CONTINGENT_MUSTERS = _row("contingent_musters", "contingent", "1", "how many steps")
CONTINGENT_HELPER = _row("contingent_helper", "contingent", "1", "number of the helper")
MUSTER_DAY = _row("muster_day", "muster", "day", "days since it was called")
MUSTER_SHARE = _row("muster_share", "muster", "share", "share that is ready then")
ROUTE_WHEN = _row("route_when", "route", "1", "number of the condition that permits it")
ROUTE_TRAINS = _row("route_trains", "route", "trains/day", "what its narrowest link carries")
ROUTE_DIVISIONS = _row("route_divisions", "route", "divisions/day", "what its roads carry")
ROUTE_DAYS = _row("route_days", "route", "day", "days from leaving to the front")
ROUTE_NECK = _row("route_neck", "route", "1", "number of its neck: routes through one share it")
ROUTE_PLACE = _row("route_place", "route", "1", "number of its first passage")
ROUTE_PLACES = _row("route_places", "route", "1", "how many places it must find unlost")
PASSAGE_PLACE = _row("passage_place", "passage", "1", "number of the place")
FRONTS = _row("fronts", "whole", "1", "how many second fronts there are")
FRONT_WHEN = _row("front_when", "second_front", "1", "number of the condition that opens it")
FRONT_DAY = _row("front_day", "second_front", "day", "days from that to the first attack")
FRONT_MANNER = _row("front_manner", "second_front", "1", "0 none, 1 probe, 2 offensive")
FRONT_MUSTER = _row("front_muster", "second_front", "1", "number of its first muster step")
FRONT_MUSTERS = _row("front_musters", "second_front", "1", "how many steps")
FRONT_DIVISIONS = _row(
    "front_divisions", "second_front", "divisions", "that attack when all are up"
)
FRONT_POSTED = _row("front_posted", "second_front", "divisions", "attacker's divisions there")
FRONT_WALL = _row("front_wall", "second_front", "share", "how much of the wall there stands")
FRONT_MEN = _row("front_men", "second_front", "men", "men in a division that is moved there")
FRONT_OWNER = _row("front_owner", "second_front", "1", "number of the attacker it draws from")
FRONT_LAG = _row("front_lag", "second_front", "day", "days to move one there")
FRONT_PANIC = _row("front_panic", "second_front", "divisions", "moved at once, whatever is lost")
FRONT_HELPER = _row("front_helper", "second_front", "1", "number of the helper")
WINGS = _row("wings", "whole", "1", "how many air contingents may fly in")
WING_WHEN = _row("wing_when", "wing", "1", "number of the condition that sends it")
WING_AIRCRAFT = _row("wing_aircraft", "wing", "aircraft", "aircraft that need a place")
WING_WORTH = _row("wing_worth", "wing", "1", "share of them in the air on a day")
WING_DAYS = _row("wing_days", "wing", "day", "days to fly in")
WING_HELPER = _row("wing_helper", "wing", "1", "number of the helper")
SQUADRON_ROOM = _row("squadron_room", "place", "aircraft", "free places for allied aircraft")
DOOR = _row("door", "place", "1", "1 if the way out leads through it")
EVACUATION_WHEN = _row("evacuation_when", "whole", "1", "number of the condition to let out")
EVACUATION_DAYS = _row("evacuation_days", "whole", "day", "days to move all through the door")
EVACUATION_FROM = _row("evacuation_from", "whole", "share", "value lost at which it begins")

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
HELD = _row("held", "whole", "men", "attacker's men due here whom second fronts kept away")
OWED = _row("owed", "owner", "men", "attackers that second fronts still want and are not here")
CLOCK = _row("clock", "whole", "day", "days since the crisis began, from 1")
HOLDS = _row("holds", "whole", "atoms", "what holds today")
CHANGED = _row("changed", "whole", "1", "1 if what holds changed today")
NEXT_CHANGE = _row("next_change", "whole", "day", "clock of the next day that can bring a change")
PLACES_LOST = _row("places_lost", "whole", "1", "how many places were lost when last looked at")
CLAUSE_TRIGGERED = _row("clause_triggered", "clause", "day", "clock of its trigger; 0 never")
CLAUSE_DONE = _row("clause_done", "clause", "day", "clock of its act; 0 never")
DECISION_FELL = _row("decision_fell", "decision", "day", "clock on which it fell; 0 not yet")
DECIDED = _row("decided", "whole", "1", "bits: decisions that fell as a yes")
CLAUSE_MOVED = _row("clause_moved", "clause", "day", "clock of its trigger if no set goes; 0 never")
AXIS_OPENED = _row("axis_opened", "axis", "1", "1 once its condition has held")
ARRIVAL_READY = _sided("arrival_ready", "arrival", "day", "clock on which it may come; 0 not yet")
ARRIVAL_CAME = _sided("arrival_came", "arrival", "1", "1 once it has come")
NEXT_ARRIVAL = _row("next_arrival", "whole", "day", "day of the next who is on his way")
MARCH_CALLED = _row("march_called", "contingent", "day", "clock of its call; 0 not yet")
MARCH_BEGUN = _row("march_begun", "contingent", "day", "clock on which it set out on its route")
MARCH_ROUTE = _row("march_route", "contingent", "1", "1 + number of the route it is on; 0 none")
MARCH_ARRIVED = _row("march_arrived", "contingent", "divisions", "divisions that have come")
NECK_LEFT = _row("neck_left", "neck", "share", "what is left today of what a neck carries")
RAILS_BUSY = _row("rails_busy", "whole", "share", "share of the trains that arrivals use today")
FRONT_BEGUN = _row("front_begun", "second_front", "day", "clock of its condition; 0 not yet")
FRONT_ORDERED = _row("front_ordered", "second_front", "divisions", "divisions moved there so far")
WING_SENT = _row("wing_sent", "wing", "day", "clock of its condition; 0 not yet")
WING_HERE = _row("wing_here", "wing", "aircraft", "its aircraft that found a place")
HELPER_DAY = _row("helper_day", "helper", "day", "campaign day of its first effect; 0 never")
HELPER_MEN = _row("helper_men", "helper", "men", "men it brought into contact or drew away")
HELPER_AIRCRAFT = _row("helper_aircraft", "helper", "aircraft", "aircraft it has here")
HELPER_MEN_BY_10 = _row("helper_men_by_10", "helper", "men", "its men by day 10")
HELPER_MEN_BY_20 = _row("helper_men_by_20", "helper", "men", "by day 20")
HELPER_MEN_BY_30 = _row("helper_men_by_30", "helper", "men", "by day 30")
HELPER_MEN_BY_60 = _row("helper_men_by_60", "helper", "men", "by day 60")
HELPER_AIRCRAFT_BY_10 = _row("helper_aircraft_by_10", "helper", "aircraft", "here on day 10")
HELPER_AIRCRAFT_BY_20 = _row("helper_aircraft_by_20", "helper", "aircraft", "on day 20")
HELPER_AIRCRAFT_BY_30 = _row("helper_aircraft_by_30", "helper", "aircraft", "on day 30")
HELPER_AIRCRAFT_BY_60 = _row("helper_aircraft_by_60", "helper", "aircraft", "on day 60")
EVACUATED = _row("evacuated", "whole", "share", "share of what was to leave that has left")
SURPRISE_LEVEL = _row("surprise_level", "whole", "1", "surprise that the warning left")
LAST_ARRIVAL = _row("last_arrival", "whole", "day", "after this day nobody comes any more")
ISOLATED = _row("isolated", "whole", "1", "1 while the defender is cut off from every supply")
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
END = _row(
    "end", "whole", "1", "0 going on, 1 collapse, 2 settlement, 3 stop, 4 deterred, 5 yielded"
)
END_DAY = _row("end_day", "whole", "day", "day of that end; 0 none")
CAUSE = _row("cause", "whole", "1", "why it ended: the number of the cause; 0 none")
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
CORE_BURDEN = _row("core_burden", "whole", "1", "what capital and value lost weigh; 0 no reason")
ARMY_BURDEN = _row("army_burden", "whole", "1", "what the army lost weighs; 0 no reason to end")
HUNGER_BURDEN = _row("hunger_burden", "whole", "1", "what hunger weighs; 0 no reason to end")
OUTLOOK_BURDEN = _row("outlook_burden", "whole", "1", "what the odds weigh; 0 no reason to end")
HELP_BURDEN = _row("help_burden", "whole", "1", "what relief weighs on the attacker; 0 no reason")
LOSSES_BURDEN = _row("losses_burden", "whole", "1", "what a failed assault weighs; 0 no reason")
FRONT_BURDEN = _row("front_burden", "whole", "1", "what a front elsewhere weighs; 0 no reason")
MEANS_BURDEN = _row("means_burden", "whole", "1", "what want of means weighs; 0 no reason to stop")
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
R_END = _row(
    "end", "whole", "1", "0 horizon, 1 collapse, 2 settlement, 3 stop, 4 deterred, 5 yielded"
)
R_END_DAY = _row("end_day", "whole", "day", "day of the end; the horizon if none")
R_FIRST_HELP_DAY = _row("first_help_day", "whole", "day", "0 never")
R_RELIEF_DAY = _row("relief_day", "whole", "day", "0 never")
R_CAPITAL_DAY = _row("capital_day", "whole", "day", "0 never")
R_VALUE_LOST = _row("value_lost", "whole", "share", "at the end")
R_ARMY_LOST = _row("army_lost", "whole", "share", "at the end")
R_ATTACKER_LOST = _row("attacker_lost", "whole", "share", "of the men that came")
R_HELP_MEN = _row("help_men", "whole", "men", "allied men that came by the horizon")
R_DRAWN_AWAY = _row("drawn_away", "whole", "men", "attacker's men drawn away by the horizon")
R_HELD = _row("held", "whole", "men", "attacker's men kept from coming by the horizon")
R_CAUSE = _row("cause", "whole", "1", "why it ended: the number of the cause; 0 none")
R_DECIDED = _row("decided", "whole", "1", "bits: decisions that fell as a yes")
R_FELL = _row("fell", "whole", "1", "bits: decisions that fell at all")
R_EVACUATED = _row("evacuated", "whole", "share", "of what was to leave through the door")
R_HELPER_DAY = _row("helper_day", "helper", "day", "first effect of this help; 0 never")
R_HELPER_MEN_10 = _row("helper_men_10", "helper", "men", "in contact or drawn away by day 10")
R_HELPER_MEN_20 = _row("helper_men_20", "helper", "men", "by day 20")
R_HELPER_MEN_30 = _row("helper_men_30", "helper", "men", "by day 30")
R_HELPER_MEN_60 = _row("helper_men_60", "helper", "men", "by day 60")
R_HELPER_AIRCRAFT_10 = _row("helper_aircraft_10", "helper", "aircraft", "here on day 10")
R_HELPER_AIRCRAFT_20 = _row("helper_aircraft_20", "helper", "aircraft", "on day 20")
R_HELPER_AIRCRAFT_30 = _row("helper_aircraft_30", "helper", "aircraft", "on day 30")
R_HELPER_AIRCRAFT_60 = _row("helper_aircraft_60", "helper", "aircraft", "on day 60")

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
