"""The twin's field: command, contact, losses, ground."""

from __future__ import annotations

import math

from twin.coming import SIDES, men_of

NO_BELT = -1
MEN_OF_REFERENCE = 20_000
SURE = 1 - 1e-9


def logistic(x):
    """The odds of a log-odds."""
    return math.exp(x) / (1 + math.exp(x)) if x < 0 else 1 / (1 + math.exp(-x))


def is_done(axis):
    """Whether the attacker stands at the end of the axis."""
    return axis.front >= axis.length


def through(axis):
    """Whether a breakthrough is going on."""
    return axis.breakthrough_days > 0


def in_contact(axis):
    """Whether anybody fights here today."""
    return axis.engaged["attacker"] > 0


# ------------------------------------------------------------------------------------- command
def reallocate(war):
    """Both sides shift a share of their men towards where they want them."""
    if len(war.axes) > 1:
        for side in SIDES:
            shift(war, side)


def wish(war, axis, side):
    """How much a side wants its men on an axis."""
    if is_done(axis):
        return 0.0
    if side == "attacker":
        plan = axis.share[side] * (2 if through(axis) else 1)
        return plan if axis.axis_opened else 0.0
    there = axis.men["attacker"] / max(1, men_of(war, "attacker"))
    return war.law.follow * there + (1 - war.law.follow) * axis.share[side]


def shift(war, side):
    """Those who may march close `shift` times the road class of the gap to what is wanted."""
    for axis in war.axes:
        axis.wanted = wish(war, axis, side)
    free = [axis for axis in war.axes if marches(axis, side)]
    men = sum(axis.men[side] for axis in free)
    wanted = sum(axis.wanted for axis in free)
    if wanted > 0:
        for axis in free:
            gap = men * axis.wanted / wanted - axis.men[side]
            axis.men[side] += war.law.shift[side] * war.roads * gap


def marches(axis, side):
    """Whether anybody joins or leaves an axis: no breakthrough, none shut, no third state's."""
    if side == "defender":
        return not through(axis)
    return axis.axis_opened > 0 and axis.axis_owner == 0


def turn_flanks(war):
    """See for every axis whether a neighbour threatens (1) or holds (2) its next place."""
    for axis in war.axes:
        ahead = [stop for stop in axis.stops if stop.leg_km > axis.front]
        neighbours = [
            other
            for other in war.axes
            if other is not axis and other.axis_opened and other.men["attacker"] > 0
        ]
        axis.turned = 0.0
        if ahead and axis.men["attacker"] > 0:
            goal = ahead[0]
            axis.turned = max([threat(war.law, other, axis, goal) for other in neighbours] + [0])


def threat(law, neighbour, axis, goal):
    """What a neighbour means to the place that an axis reaches next."""
    ways = [stop.leg_km for stop in neighbour.stops if stop.place is goal.place]
    own_way_left = goal.leg_km - axis.front
    if any(neighbour.front >= way for way in ways):
        return 2
    for way in ways:
        far_on = neighbour.front > law.turned_way * way
        nearer = way - neighbour.front < law.turned_nearer * own_way_left
        if far_on and nearer and own_way_left > law.turned_clear:
            return 1
    return 0


# ------------------------------------------------------------------------------------- contact
def meet(war):
    """Who is in contact, behind what, and at what ratio of effective strength."""
    for axis in war.axes:
        if axis.axis_opened and not is_done(axis) and axis.men["attacker"] >= 1:
            find_room(war.law, axis)
            find_belt(war.law, axis)
            feed(war, axis)
            axis.ratio = ln_ratio(war, axis)
        else:
            axis.engaged = dict.fromkeys(SIDES, 0.0)
            axis.ratio = 0.0
            axis.breakthrough_days = 0.0


def find_room(law, axis):
    """The attacker leaves men to guard his rear; neither side packs closer than `density`."""
    guards = law.security_density * axis.width * max(0, axis.front)
    guards = min(guards, law.security_limit * axis.men["attacker"])
    able = {"attacker": axis.men["attacker"] - guards, "defender": axis.men["defender"]}
    for side in SIDES:
        axis.engaged[side] = max(1.0, min(able[side], law.density[side] * axis.width))
        axis.ln_engaged[side] = math.log(axis.engaged[side])


def find_belt(law, axis):
    """The works that the front stands in."""
    here = [b for b in axis.belts if axis.front >= b.belt_at and axis.front < end_of(b)]
    axis.fort, axis.belt_here = 0.0, NO_BELT
    if here:
        axis.belt_here = here[-1].number
        axis.fort = here[-1].integrity * here[-1].belt_strength
    if axis.turned:
        axis.fort *= law.turned_belt
    if axis.fort > law.breakthrough_fort:
        axis.breakthrough_days = 0.0


def end_of(belt):
    """Where a belt ends."""
    return belt.belt_at + belt.belt_depth


def feed(war, axis):
    """Railways follow the front; what lies beyond them starves by the square of the distance."""
    law = war.law
    front = max(0.0, axis.front)
    built = axis.railhead + law.railhead_speed * war.roads * war.traffic
    axis.railhead = min(built, front)
    radius = law.supply_radius * war.road_factor
    radius *= 1 + law.supply_radius_mechanised * war.mechanisation
    far = (front - axis.railhead) / radius
    axis.supply = max(law.supply_floor, 1 / (1 + far**2))


def advantage(law, axis):
    """What his posture gives the defender."""
    if through(axis):
        return 1.0
    if axis.fort >= law.fortified_from:
        return law.posture_fortified
    return law.posture_prepared if axis.fort >= law.prepared_from else law.posture_hasty


def ln_ratio(war, axis):
    """Ln ratio of effective strength, before luck."""
    law = war.law
    ground = advantage(law, axis)
    ground *= 1 + law.rugged_defence * axis.ruggedness
    ground *= 1 + law.fort_weight * axis.fort
    return (
        axis.ln_engaged["attacker"]
        - axis.ln_engaged["defender"]
        + war.materiel_edge
        + math.log(math.sqrt(axis.supply) / war.hunger)
        - math.log(ground)
        + law.air_in_contact * war.air
        + law.quality_spread * law.quality_draw
        + war.surprise_now
        + law.turned_edge * axis.turned
    )


def assault(war, luck):
    """Pauses run, assaults begin, engagements go on."""
    for axis in war.axes:
        axis.fighting = axis.won = 0.0
        if not in_contact(axis):
            continue
        if axis.engaged_days <= 0:
            bide_time(war, axis, luck)
        if axis.engaged_days > 0:
            axis.fighting = 1.0
            axis.engaged_days -= 1
            odds = logistic(war.law.success_base + war.law.success_ratio * ratio_today(axis))
            axis.won = float(axis.luck < odds)


def ratio_today(axis):
    """The ratio with the engagement's own noise."""
    return axis.ratio + axis.ratio_noise


def bide_time(war, axis, luck):
    """A day of the pause, or a day's hazard of the next assault."""
    law = war.law
    if axis.pause_days > 0:
        axis.pause_days -= 1
        return
    chance = war.traffic * logistic(law.assault_slope * (axis.ratio - law.assault_middle))
    axis.assault_clock -= -math.log1p(-min(SURE, chance))
    if axis.assault_clock <= 0:
        engage(law, axis, luck)


def engage(law, axis, luck):
    """A new engagement, the next by ordinal, with all of its luck."""
    axis.engagements += 1
    this = (axis.axis_key, axis.engagements)
    axis.assault_clock = luck.thresholds("assault", *this)[0]
    how_long, axis.luck = luck.uniforms("engagement length", *this)
    axis.engaged_days = law.engagement_shortest + (-math.log(how_long) * law.engagement_mean) // 1
    strength, speed = luck.normals("engagement noise", *this)
    axis.ratio_noise = strength * law.ratio_noise
    axis.speed_noise = speed * law.speed_noise
    drawn = dict(zip(SIDES, luck.normals("loss noise", *this), strict=True))
    for side in SIDES:
        sd = law.loss_noise[side]
        axis.loss_noise[side] = drawn[side] * sd - sd**2 / 2


# ----------------------------------------------------------------------------------- attrition
def tempo(war):
    """A small theatre burns down faster, by a power of its longest axis."""
    longest = max([axis.length for axis in war.axes] + [1.0])
    faster = (war.law.tempo_length / longest) ** war.law.small_theatre_tempo
    return min(war.law.tempo_limit, max(1.0, faster))


def bleed(war):
    """Today's losses on every axis in contact."""
    for axis in war.axes:
        for side in SIDES:
            share = war.tempo * loss_share(war.law, axis, side) if in_contact(axis) else 0
            axis.losses[side] = axis.engaged[side] * min(war.law.loss_limit, share)


def loss_share(law, axis, side):
    """Share of those engaged that a side loses, by the battles of CDB90."""
    odds = axis.ln_engaged["attacker"] - axis.ln_engaged["defender"]
    size = axis.ln_engaged[side] - math.log(MEN_OF_REFERENCE)
    exponent = law.loss_base[side] + law.loss_era[side]
    exponent += law.loss_ratio[side] * odds + law.loss_size[side] * size
    exponent += law.loss_breakthrough[side] if through(axis) else 0
    if axis.fighting:
        return law.intensity_fighting * math.exp(exponent + axis.loss_noise[side])
    return law.intensity_idle * math.exp(exponent)


def bury(war):
    """The dead are taken off, as many as there were men."""
    for axis in war.axes:
        for side in SIDES:
            dead = min(axis.men[side], axis.losses[side])
            axis.men[side] -= dead
            war.men_lost[side] += dead


# -------------------------------------------------------------------------------------- ground
def advance(war):
    """Won fronts move, belts wear, turned flanks fall back."""
    for axis in war.axes:
        axis.advance = 0.0
        if not in_contact(axis):
            continue
        if axis.won:
            limits = through_the_belt(war, axis), last_stand(war, axis)
            axis.advance = min(fought_speed(war, axis), *limits)
        wear(war, axis)
        axis.front = min(axis.length, axis.front + axis.advance)
        if axis.turned and not through(axis):
            fall_back(war, axis)


def through_the_belt(war, axis):
    """A belt takes its days: kilometres a day at most in the works where the front stands."""
    takes = war.law.belt_days * axis.fort
    weak = axis.fort < war.law.breakthrough_fort
    if axis.belt_here == NO_BELT or weak or takes <= 0:
        return math.inf
    return war.belts[int(axis.belt_here)].belt_depth / takes


def fought_speed(war, axis):
    """Kilometres that fighting gives, no more than men can march."""
    law = war.law
    wheels = war.mechanisation
    if through(axis):
        base = law.speed_in_breakthrough * (law.speed_on_foot * (1 - wheels) + wheels)
    else:
        base = law.speed / math.exp(law.speed_in_belt * axis.fort)
    factor = math.exp(
        law.speed_level
        + law.speed_draw
        + law.speed_tanks * war.tank_density
        + law.speed_air * war.air
        + law.speed_rugged * axis.ruggedness
        + law.speed_ratio * ratio_today(axis)
        + axis.speed_noise
    )
    march = (law.march_foot + law.march_mechanised * wheels) * war.road_factor
    return axis.supply * min(march, base * factor * war.traffic)


def last_stand(war, axis):
    """Near his end a besieged defender yields ground only by what he loses."""
    left = axis.length - axis.front
    if not war.isolated or left > war.law.last_stand_km:
        return math.inf
    bleeding = axis.losses["defender"] / axis.engaged["defender"]
    return war.law.last_stand_speed * bleeding * max(2, left)


def wear(war, axis):
    """A day of fighting wears the belt at the front."""
    if axis.fighting and axis.belt_here != NO_BELT:
        belt = next(b for b in axis.belts if b.number == axis.belt_here)
        belt.integrity -= war.law.belt_fire * war.materiel["attacker"]
        belt.integrity -= war.law.belt_crossing * axis.advance / belt.belt_depth
        belt.integrity = max(0.0, belt.integrity)


def fall_back(war, axis):
    """A turned defender loses ground and men."""
    axis.losses["defender"] += axis.men["defender"] * war.law.turned_loss * axis.turned
    km = min(axis.length - axis.front, war.law.turned_retreat * war.roads * war.traffic)
    axis.front += km
    axis.advance += km


def break_through(war, luck):
    """Axes tear open, breakthroughs run on, failed engagements are followed by a pause."""
    for axis in war.axes:
        if is_done(axis):
            capture(war, axis)
        elif in_contact(axis):
            after_the_day(war, axis, luck)


def after_the_day(war, axis, luck):
    """A breakthrough runs on, or may come; a failed engagement is followed by a pause."""
    if through(axis):
        axis.breakthrough_days -= 1
        capture(war, axis)
    elif axis.won and axis.fort < war.law.breakthrough_fort:
        tear_open(war, axis, luck)
    rest(war.law, axis, luck)


def capture(war, axis):
    """Of those who stand behind the attacker's front a share is taken prisoner."""
    foot = war.law.breakthrough_on_foot
    reach = foot * (1 - war.mechanisation) + war.mechanisation
    axis.losses["defender"] += war.law.capture * reach * axis.men["defender"]


def tear_open(war, axis, luck):
    """The hazard of a breakthrough runs; when it has reached its threshold the front is torn."""
    law = war.law
    odds = logistic(law.breakthrough_slope * (ratio_today(axis) - law.breakthrough_middle))
    hazard = law.breakthrough_hazard * odds * (war.mechanisation + law.breakthrough_on_foot)
    axis.breakthrough_clock -= hazard
    if axis.breakthrough_clock <= 0:
        axis.breakthroughs += 1
        clock, length = luck.thresholds("breakthrough", axis.axis_key, axis.breakthroughs)
        axis.breakthrough_clock = clock
        axis.breakthrough_days = law.breakthrough_shortest + (length * law.breakthrough_mean) // 1


def rest(law, axis, luck):
    """An engagement is over: a clean success goes straight on, anything else is prepared."""
    over = axis.fighting and axis.engaged_days <= 0
    clean = axis.won and axis.fort < law.prepared_from
    if over and not clean:
        drawn, _ = luck.thresholds("pause", axis.axis_key, axis.engagements)
        mean = law.pause_mean + law.pause_per_fort * axis.fort
        axis.pause_days = (law.pause_shortest + mean * drawn) // 1
