"""The twin's tolls and ends, and its days and campaigns."""

from __future__ import annotations

import math

from twin import coming, field, promises
from twin import help as aid
from twin.coming import NO_DAY, SIDES, men_of, true

GOING_ON, COLLAPSE, SETTLEMENT, STOP, DETERRED, YIELDED = range(6)
MARKS = (10, 20, 30, 60)
ALL, TERRITORY, CONCESSION = 0, 1, 2
CAUSES = (
    "none", "core", "army", "hunger", "outlook", "terms",
    "help", "losses", "front", "means", "recall",
)  # fmt: skip
LEAST = 1e-6


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
    cause = collapses(war)
    if cause and settles(war, luck):
        war.end, cause = SETTLEMENT, "terms"
    elif cause:
        war.end = COLLAPSE
    elif aim_is_reached(war):
        war.end, cause = SETTLEMENT, "terms"
    elif cause := stops(war):
        war.end = STOP
    war.cause = float(CAUSES.index(cause or "none"))
    if war.end != GOING_ON:
        war.end_day = day


def aim_is_reached(war):
    """Whether an attacker with a limited aim has what he wanted."""
    wanted = {TERRITORY: war.law.aim_territory_share, CONCESSION: war.law.aim_coercion_share}
    return bool(war.law.aims_drawn) and war.aim in wanted and war.value_lost >= wanted[war.aim]


def clipped(war, balance):
    """The part of a balance that counts."""
    return max(0, min(war.law.balance_limit, balance))


def weighed(war, reasons):
    """Write down what each reason weighs, nothing where it is not there; give those that are."""
    there = {}
    for name, (is_there, weight) in reasons.items():
        if is_there:
            there[name] = max(LEAST, weight)
        setattr(war, f"{name}_burden", there.get(name, 0.0))
    return there


def blamed(reasons, reached):
    """The reason in whose part of the day the clock ran out, the parts laid end to end."""
    mark = reached * sum(reasons.values())
    begins, found = 0.0, None
    for name, weight in reasons.items():
        if begins <= mark:
            found = name
        begins += weight
    return found


def elsewhere(war):
    """Share of his men whom second fronts took from the attacker or kept from coming."""
    return (war.drawn_away + war.held) / max(1, war.arrived["attacker"] + war.held)


def reasons_to_collapse(war):
    """What may make the defender give up."""
    law = war.law
    core = law.collapse_value * war.value_lost + (law.collapse_capital if war.capital_day else 0)
    limit = law.balance_limit
    return weighed(war, {
        "core": (war.capital_day or war.value_lost >= law.settlement_value, core),
        "army": (war.army_lost >= law.broken_from, law.collapse_army * war.army_lost),
        "hunger": (war.isolated and war.hungry_days > 0, law.collapse_hunger * war.hungry_days),
        "outlook": (war.balance - war.prospect >= limit, law.collapse_balance * limit),
    })  # fmt: skip


def reasons_to_stop(war):
    """What may make the attacker stop."""
    law = war.law
    standing = law.stop_stall * min(law.stop_stall_limit, war.stall)
    lost, away = war.attacker_lost, elsewhere(war)
    failed = war.stall >= law.stop_stall_from and lost >= law.stop_losses_least
    return weighed(war, {
        "help": (failed and war.relief_day, law.stop_prospect * war.prospect),
        "losses": (failed and lost >= law.stop_losses_from, law.stop_losses * lost + standing),
        "front": (away >= law.stop_front_from, law.stop_losses * away),
        "means": (failed and war.active_days >= law.stop_means_days, standing),
    })  # fmt: skip


def collapses(war):
    """Why the defence ends today, if it does: by its hazard, or because nothing is left."""
    law = war.law
    reasons = reasons_to_collapse(war)
    ln_hazard = law.collapse_base + law.collapse_draw - war.prospect
    ln_hazard += law.collapse_value * war.value_lost + law.collapse_army * war.army_lost
    ln_hazard += law.collapse_balance * clipped(war, war.balance)
    ln_hazard += law.collapse_hunger * war.hungry_days
    ln_hazard += law.collapse_capital if war.capital_day else 0
    hazard = war.tempo * math.exp(min(0, ln_hazard)) if reasons else 0.0
    left = war.collapse_clock
    war.collapse_clock -= hazard
    if reasons and hazard > 0 and left <= hazard:
        return blamed(reasons, left / hazard)
    if war.value_lost > law.ruin_value:
        return "core"
    return "army" if 1 - war.army_lost < law.ruin_army else None


def settles(war, luck):
    """Terms are still to be had while the capital, value and army are held, and by luck."""
    law = war.law
    if war.capital_day or war.isolated:
        return False
    if war.value_lost >= law.settlement_value or war.army_lost >= law.settlement_army:
        return False
    return luck.uniforms("settlement", 0, 0)[0] < law.settlement_odds * (1 - war.value_lost)


def stops(war):
    """Why the attacker stops today, if he does: by his hazard, or ordered home beside it."""
    law = war.law
    reasons = reasons_to_stop(war)
    attackers = max(1, men_of(war, "attacker"))
    coming_men = min(1, max(0, war.to_come["attacker"]) / attackers)
    ln_hazard = law.stop_base + law.stop_draw
    ln_hazard += law.stop_losses * (war.attacker_lost + elsewhere(war))
    ln_hazard += law.stop_stall * min(law.stop_stall_limit, war.stall)
    ln_hazard += law.stop_balance * clipped(war, -war.balance)
    ln_hazard += law.stop_prospect * war.prospect - law.attacker_prospect * coming_men
    hazard = war.tempo * math.exp(min(0, ln_hazard)) if reasons else 0.0
    left = war.stop_clock
    war.stop_clock -= hazard + law.recall
    if left > hazard + law.recall or hazard + law.recall <= 0:
        return None
    return blamed(reasons, left / hazard) if reasons and left <= hazard else "recall"


# ------------------------------------------------------------------------------------ campaigns
def begin(war, luck):
    """The evening before the first day, for a war whose state is all zero."""
    war.surprise_level = war.surprise
    if war.contingents or war.fronts or war.wings:
        war.last_arrival = war.horizon
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
        axis.assault_clock, _ = luck.thresholds("assault", axis.axis_key, 0)
        axis.breakthrough_clock, _ = luck.thresholds("breakthrough", axis.axis_key, 0)
    war.collapse_clock, _ = luck.thresholds("collapse", 0, 0)
    war.stop_clock, _ = luck.thresholds("stop", 0, 0)


def await_attack(war, day):
    """Whoever is warned in the crisis is surprised less; on its last evening it may end."""
    if true(war, war.warned):
        war.surprise_level = war.surprise_warned
    if day == 0:
        give_way(war)


def give_way(war):
    """Who was asked to resist and does not, yields; who is not attacked is left alone."""
    resists = named(war, war.resists)
    attacks = named(war, war.attacks)
    if resists and resists.decision_fell and not promises.said_yes(war, resists.number):
        war.end = YIELDED
        war.value_lost = war.yield_share
    elif attacks and not promises.said_yes(war, attacks.number):
        war.end = DETERRED


def named(war, number):
    """The decision of this number, or nothing."""
    return war.decisions[int(number)] if number >= 0 else None


def note_help(war, day):
    """On some days the help of each helper is written down."""
    for helper in war.helpers:
        if day in MARKS:
            setattr(helper, f"helper_men_by_{day}", helper.helper_men)
            setattr(helper, f"helper_aircraft_by_{day}", helper.helper_aircraft)


def attacker_is_here(war):
    """Whether the attacker has appeared; if so, one more day of his."""
    here = war.active_days > 0 or men_of(war, "attacker") > 0
    war.active_days += here
    return here


def live(war, day, luck):
    """One day: of the crisis, of the campaign, or after its end."""
    promises.pledge(war, day, luck)
    aid.call(war)
    if day < 1:
        return
    coming.open_axes(war, day)
    coming.arrive(war, day)
    aid.march(war, day)
    aid.press(war, day)
    aid.fly_in(war, day)
    note_help(war, day)
    if war.end != GOING_ON:
        coming.relieve(war, day)
    elif attacker_is_here(war):
        coming.relieve(war, day)
        fight(war, day, luck)


def fight(war, day, luck):
    """What the armies do on a day."""
    coming.weigh(war)
    coming.starve(war)
    field.reallocate(war)
    field.turn_flanks(war)
    field.meet(war)
    field.assault(war, luck)
    field.bleed(war)
    field.advance(war)
    field.break_through(war, luck)
    field.bury(war)
    take_places(war, day)
    aid.evacuate(war)
    count_losses(war)
    look_ahead(war, day)
    finish(war, day, luck)


def is_settled(war, day):
    """Whether an ended campaign has nothing more to tell about relief."""
    nobody_comes = day > war.last_arrival and war.next_change >= NO_DAY
    return bool(nobody_comes or not war.helped or not war.end_day)


def play(war, luck, helped, each_day=None):
    """A campaign from its first day; gives the last day on which it went on."""
    begin(war, luck)
    war.helped = float(helped)
    last = 0
    for day in range(1 - int(war.crisis_days), int(war.horizon) + 1):
        fighting = war.end == GOING_ON
        if not fighting and is_settled(war, day):
            break
        war.traffic = war.trafficability[max(0, day)]
        live(war, day, luck)
        if day < 1:
            await_attack(war, day)
        elif fighting:
            last = day
            if each_day is not None:
                each_day(war, day)
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
        "held": war.held,
        "cause": war.cause,
        "decided": war.decided,
        "fell": sum(2**one.number for one in war.decisions if one.decision_fell),
        "evacuated": war.evacuated,
    }


def help_given(war, helper):
    """What the record says of one helper."""
    told = {"helper_day": helper.helper_day}
    for mark in MARKS:
        reached = war.clock - war.crisis_days >= mark
        for what in ("helper_men", "helper_aircraft"):
            noted = getattr(helper, f"{what}_by_{mark}")
            told[f"{what}_{mark}"] = noted if reached else getattr(helper, what)
    return told
