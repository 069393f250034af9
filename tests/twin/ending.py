"""The twin's tolls and ends, and its days and campaigns."""

from __future__ import annotations

import math

from twin import coming, field
from twin.coming import men_of
from twin.words import SIDES

GOING_ON, COLLAPSE, SETTLEMENT, STOP = 0, 1, 2, 3
ALL, TERRITORY, CONCESSION = 0, 1, 2


def take_places(war, day):
    """What each place has lost to the front that is furthest on its way there."""
    for place in war.places:
        place.lost = 0.0
    for axis in war.axes:
        behind = 0.0
        for stop in axis.stops:
            way = (axis.front - behind) / max(1, stop.leg_km - behind)
            on_the_way = war.law.passing * min(1, max(0, way))
            taken = 1.0 if axis.front >= stop.leg_km else on_the_way
            stop.place.lost = max(stop.place.lost, taken)
            behind = stop.leg_km
    war.value_lost = sum(place.lost * place.value for place in war.places)
    if any(place.capital and place.lost >= 1 for place in war.places):
        war.capital_day = war.capital_day or day


def count_losses(war):
    """What both armies have lost and the attacker's stall."""
    law = war.law
    war.attacker_lost = min(1, war.men_lost["attacker"] / max(1, war.arrived["attacker"]))
    gone = 1 - men_of(war, "defender") / max(1, war.arrived["defender"])
    war.army_lost = min(1, max(0, gone))
    fast = any(axis.advance > law.progress_speed for axis in war.axes)
    new = war.value_lost > war.best_value + law.progress_value
    if fast or new:
        war.stall = max(0, war.stall - law.stall_recovery)
    elif war.isolated:
        war.stall += war.inflow
    else:
        war.stall += 1
    war.best_value = max(war.best_value, war.value_lost)


def look_ahead(war, day):
    """The defender's hope, and the balance of the whole armies."""
    law = war.law
    attackers = max(1, men_of(war, "attacker"))
    promised = 0.0
    if day >= war.promise_known:
        late = max(0, day - war.promised_day)
        promised = min(1, war.promised_men / attackers) * math.exp(-late / law.overdue_days)
    there = min(1, war.help_men / attackers)
    own = min(1, max(0, war.to_come["defender"]) / attackers)
    war.prospect = max(promised, there) + own
    war.balance = math.log(attackers) - math.log(max(1, men_of(war, "defender")))
    war.balance += war.materiel_edge + law.quality_spread * law.quality_draw


def finish(war, day, luck):
    """A collapse or terms, an aim reached, a stop: the first of them ends the campaign."""
    if collapses(war):
        war.end = SETTLEMENT if settles(war, luck) else COLLAPSE
    elif aim_is_reached(war):
        war.end = SETTLEMENT
    elif stops(war):
        war.end = STOP
    if war.end != GOING_ON:
        war.end_day = day


def aim_is_reached(war):
    """Whether an attacker with a limited aim has what he wanted."""
    wanted = {TERRITORY: war.law.aim_territory_share, CONCESSION: war.law.aim_coercion_share}
    return bool(war.law.aims_drawn) and war.aim in wanted and war.value_lost >= wanted[war.aim]


def clipped(war, balance):
    """The part of a balance that counts."""
    return max(0, min(war.law.balance_limit, balance))


def collapses(war):
    """The hazard of collapse reaches its threshold, or nothing is left to defend or with."""
    law = war.law
    ln_hazard = law.collapse_base + law.collapse_draw - war.prospect
    ln_hazard += law.collapse_value * war.value_lost + law.collapse_army * war.army_lost
    ln_hazard += law.collapse_balance * clipped(war, war.balance)
    ln_hazard += law.collapse_hunger * war.hungry_days
    ln_hazard += law.collapse_capital if war.capital_day else 0
    war.collapse_clock -= war.tempo * min(1, math.exp(ln_hazard))
    ruined = war.value_lost > law.ruin_value or 1 - war.army_lost < law.ruin_army
    return ruined or war.collapse_clock <= 0


def settles(war, luck):
    """Terms are still to be had while the capital, value and army are held, and by luck."""
    law = war.law
    if war.capital_day or war.isolated:
        return False
    if war.value_lost >= law.settlement_value or war.army_lost >= law.settlement_army:
        return False
    return luck.uniforms("settlement", 0, 0)[0] < law.settlement_odds * (1 - war.value_lost)


def stops(war):
    """The hazard of the attacker's stop reaches its threshold."""
    law = war.law
    if war.active_days < law.stop_first_day:
        return False
    attackers = max(1, men_of(war, "attacker"))
    coming_men = min(1, max(0, war.to_come["attacker"]) / attackers)
    ln_hazard = law.stop_base + law.stop_draw
    ln_hazard += law.stop_losses * war.attacker_lost
    ln_hazard += law.stop_stall * min(law.stop_stall_limit, war.stall)
    ln_hazard += law.stop_balance * clipped(war, -war.balance)
    ln_hazard += law.stop_prospect * war.prospect - law.attacker_prospect * coming_men
    war.stop_clock -= war.tempo * min(1, math.exp(ln_hazard))
    return war.stop_clock <= 0


# ------------------------------------------------------------------------------------ campaigns
def begin(war, luck):
    """The evening before day 1, for a war whose state is all zero."""
    war.tempo = field.tempo(war)
    war.stock = war.hunger = 1.0
    for belt in war.belts:
        belt.integrity = 1.0
    for side in SIDES:
        forces = war.arrivals[side]
        war.last_arrival = max([war.last_arrival] + [force.day for force in forces])
        own = sum(force.men for force in forces if force.form == coming.OWN)
        war.to_come[side] = own * war.men_scale[side]
    for axis in war.axes:
        axis.assault_clock, _ = luck.thresholds("assault", axis.number, 0)
        axis.breakthrough_clock, _ = luck.thresholds("breakthrough", axis.number, 0)
    war.collapse_clock, _ = luck.thresholds("collapse", 0, 0)
    war.stop_clock, _ = luck.thresholds("stop", 0, 0)
    coming.decide(war, luck)


def attacker_is_here(war):
    """Whether the attacker has appeared; if so, one more day of his."""
    here = war.active_days > 0 or men_of(war, "attacker") > 0
    war.active_days += here
    return here


def live(war, day, luck):
    """One day of a campaign that is going on."""
    coming.arrive(war, day)
    if not attacker_is_here(war):
        return
    coming.relieve(war, day)
    coming.weigh(war)
    coming.starve(war)
    field.reallocate(war, day)
    field.turn_flanks(war, day)
    field.meet(war, day)
    field.assault(war, luck)
    field.bleed(war)
    field.advance(war)
    field.break_through(war, luck)
    field.bury(war)
    take_places(war, day)
    count_losses(war)
    look_ahead(war, day)
    finish(war, day, luck)


def outlive(war, day):
    """One day after the end: people still come."""
    coming.arrive(war, day)
    coming.relieve(war, day)


def is_settled(war, day):
    """Whether an ended campaign has nothing more to tell about relief."""
    return bool(day > war.last_arrival or not war.helped)


def play(war, luck, helped, each_day=None):
    """A campaign from its first day; gives the last day on which it went on."""
    begin(war, luck)
    war.helped = float(helped)
    last = 0
    for day in range(1, int(war.horizon) + 1):
        if war.end == GOING_ON:
            war.traffic = war.trafficability[day]
            live(war, day, luck)
            last = day
            if each_day is not None:
                each_day(war, day)
        elif is_settled(war, day):
            break
        else:
            outlive(war, day)
    return last


def outcome(war):
    """What the record of the campaign says, by the names of the record's rows."""
    return {
        "end": war.end,
        "end_day": war.horizon if war.end == GOING_ON else war.end_day,
        "first_help_day": war.first_help_day,
        "relief_day": war.relief_day,
        "capital_day": war.capital_day,
        "value_lost": war.value_lost,
        "army_lost": war.army_lost,
        "attacker_lost": war.attacker_lost,
        "help_men": war.help_men,
        "drawn_away": war.drawn_away,
        "decided": war.decided,
    }
