"""The constants of the default law: the rows of `law[row, 0, side]`.

Here are only their numbers and names. What each means, its unit, its value or prior, its author
and its grade stand in `scenario/laws/default.yaml`; a test holds the two lists equal.
"""

from __future__ import annotations

from holdfast.kernel.layout import Table

LAW = Table("law", "the constants of the law, each with an author, each able to be drawn")


def _one(name: str) -> int:
    return LAW.row(name, "whole", "see the law", "see the law")


def _two(name: str) -> int:
    return LAW.sided(name, "whole", "see the law", "see the law")


# materiel, air, surprise
MECHANISATION_SCALE = _one("mechanisation_scale")
GUN_WEIGHT = _one("gun_weight")
TANK_WEIGHT = _one("tank_weight")
MATERIEL_EXPONENT = _one("materiel_exponent")
AIR_WEIGHT = _one("air_weight")
AIR_HALF_STRENGTH = _one("air_half_strength")
AIR_IN_CONTACT = _one("air_in_contact")
SURPRISE_RATIO = _one("surprise_ratio")
SURPRISE_DAYS = _one("surprise_days")
# what nobody can know beforehand
QUALITY_SPREAD = _one("quality_spread")
QUALITY_DRAW = _one("quality_draw")
SPEED_LEVEL = _one("speed_level")
SPEED_DRAW = _one("speed_draw")
COLLAPSE_DRAW = _one("collapse_draw")
STOP_DRAW = _one("stop_draw")
# isolation
HUNGER_FLOOR = _one("hunger_floor")
HUNGER_PER_DAY = _one("hunger_per_day")
# command
SHIFT = _two("shift")
FOLLOW = _one("follow")
TURNED_WAY = _one("turned_way")
TURNED_NEARER = _one("turned_nearer")
TURNED_CLEAR = _one("turned_clear")
TURNED_BELT = _one("turned_belt")
TURNED_EDGE = _one("turned_edge")
TURNED_RETREAT = _one("turned_retreat")
TURNED_LOSS = _one("turned_loss")
# contact
SECURITY_LIMIT = _one("security_limit")
SECURITY_DENSITY = _one("security_density")
DENSITY = _two("density")
POSTURE_HASTY = _one("posture_hasty")
POSTURE_PREPARED = _one("posture_prepared")
POSTURE_FORTIFIED = _one("posture_fortified")
PREPARED_FROM = _one("prepared_from")
FORTIFIED_FROM = _one("fortified_from")
RUGGED_DEFENCE = _one("rugged_defence")
FORT_WEIGHT = _one("fort_weight")
RAILHEAD_SPEED = _one("railhead_speed")
SUPPLY_RADIUS = _one("supply_radius")
SUPPLY_RADIUS_MECHANISED = _one("supply_radius_mechanised")
SUPPLY_FLOOR = _one("supply_floor")
ASSAULT_SLOPE = _one("assault_slope")
ASSAULT_MIDDLE = _one("assault_middle")
ENGAGEMENT_SHORTEST = _one("engagement_shortest")
ENGAGEMENT_MEAN = _one("engagement_mean")
RATIO_NOISE = _one("ratio_noise")
SPEED_NOISE = _one("speed_noise")
SUCCESS_BASE = _one("success_base")
SUCCESS_RATIO = _one("success_ratio")
# attrition
INTENSITY_FIGHTING = _one("intensity_fighting")
INTENSITY_IDLE = _one("intensity_idle")
LOSS_BASE = _two("loss_base")
LOSS_RATIO = _two("loss_ratio")
LOSS_SIZE = _two("loss_size")
LOSS_BREAKTHROUGH = _two("loss_breakthrough")
LOSS_ERA = _two("loss_era")
LOSS_NOISE = _two("loss_noise")
LOSS_LIMIT = _one("loss_limit")
# ground: how fronts move, what belts cost, where an axis tears open
SPEED = _one("speed")
SPEED_IN_BELT = _one("speed_in_belt")
SPEED_IN_BREAKTHROUGH = _one("speed_in_breakthrough")
SPEED_ON_FOOT = _one("speed_on_foot")
SPEED_TANKS = _one("speed_tanks")
SPEED_RUGGED = _one("speed_rugged")
SPEED_AIR = _one("speed_air")
SPEED_RATIO = _one("speed_ratio")
MARCH_FOOT = _one("march_foot")
MARCH_MECHANISED = _one("march_mechanised")
LAST_STAND_KM = _one("last_stand_km")
LAST_STAND_SPEED = _one("last_stand_speed")
BELT_FIRE = _one("belt_fire")
BELT_CROSSING = _one("belt_crossing")
PAUSE_SHORTEST = _one("pause_shortest")
PAUSE_MEAN = _one("pause_mean")
PAUSE_PER_FORT = _one("pause_per_fort")
BREAKTHROUGH_HAZARD = _one("breakthrough_hazard")
BREAKTHROUGH_FORT = _one("breakthrough_fort")
BREAKTHROUGH_ON_FOOT = _one("breakthrough_on_foot")
BREAKTHROUGH_SLOPE = _one("breakthrough_slope")
BREAKTHROUGH_MIDDLE = _one("breakthrough_middle")
BREAKTHROUGH_SHORTEST = _one("breakthrough_shortest")
BREAKTHROUGH_MEAN = _one("breakthrough_mean")
CAPTURE = _one("capture")
# what is lost, what is hoped for
PASSING = _one("passing")
PROGRESS_SPEED = _one("progress_speed")
PROGRESS_VALUE = _one("progress_value")
STALL_RECOVERY = _one("stall_recovery")
OVERDUE_DAYS = _one("overdue_days")
# ends
COLLAPSE_BASE = _one("collapse_base")
COLLAPSE_VALUE = _one("collapse_value")
COLLAPSE_ARMY = _one("collapse_army")
COLLAPSE_BALANCE = _one("collapse_balance")
COLLAPSE_HUNGER = _one("collapse_hunger")
COLLAPSE_CAPITAL = _one("collapse_capital")
RUIN_VALUE = _one("ruin_value")
RUIN_ARMY = _one("ruin_army")
SETTLEMENT_ODDS = _one("settlement_odds")
SETTLEMENT_VALUE = _one("settlement_value")
SETTLEMENT_ARMY = _one("settlement_army")
STOP_BASE = _one("stop_base")
STOP_LOSSES = _one("stop_losses")
STOP_STALL = _one("stop_stall")
STOP_STALL_LIMIT = _one("stop_stall_limit")
STOP_BALANCE = _one("stop_balance")
STOP_PROSPECT = _one("stop_prospect")
STOP_FIRST_DAY = _one("stop_first_day")
BALANCE_LIMIT = _one("balance_limit")
RELIEF_SHARE = _one("relief_share")
# structural alternatives, each with its switch
AIMS_DRAWN = _one("aims_drawn")
AIM_TERRITORY_SHARE = _one("aim_territory_share")
AIM_COERCION_SHARE = _one("aim_coercion_share")
ATTACKER_PROSPECT = _one("attacker_prospect")
SMALL_THEATRE_TEMPO = _one("small_theatre_tempo")
TEMPO_LENGTH = _one("tempo_length")
TEMPO_LIMIT = _one("tempo_limit")
# help on its way
AIR_INTERDICTION = _one("air_interdiction")
SECOND_FRONT_RATIO = _one("second_front_ratio")
SECOND_FRONT_WALL = _one("second_front_wall")
