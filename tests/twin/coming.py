"""The twin's arrivals: who comes, who decides, what the coming makes of the strength."""

from __future__ import annotations

import math

SIDES = ("attacker", "defender")
OWN, HELP = 0, 1
NO_DAY = 1e9
EVERY_AXIS = -1


def true(war, condition):
    """Whether a condition holds today: all atoms of any of its terms."""
    return any(term <= war.holds for term in war.conditions[int(condition)])


def thank(war, number, day, men=0.0):
    """Write down what a helper did, and when it was first felt."""
    helper = war.helpers[int(number)]
    helper.helper_men += men
    helper.helper_day = helper.helper_day or day
    war.first_help_day = war.first_help_day or day


def men_of(war, side):
    """A side's men on all axes."""
    return sum(axis.men[side] for axis in war.axes)


def open_axes(war, day):
    """An axis whose day has come opens as soon as what it waits for holds."""
    for axis in war.axes:
        if day >= axis.open_day and true(war, axis.axis_when):
            axis.axis_opened = 1.0


def arrive(war, day):
    """Whoever is due comes; what is done on a day on which nobody is due is nothing."""
    if day >= war.next_arrival:
        for side in SIDES:
            for force in war.arrivals[side]:
                if not force.came and expected(war, force, side) <= day:
                    comes(war, force, side, day)
        waiting = [
            expected(war, force, side)
            for side in SIDES
            for force in war.arrivals[side]
            if not force.came
        ]
        war.next_arrival = min([*waiting, NO_DAY])
    send_away(war)


def expected(war, force, side):
    """The day on which a force can be here, if what it waits for ever came about."""
    refused = force.form == HELP and not war.helped
    if refused or not force.ready:
        return NO_DAY
    return max(force.day, force.ready + force.lag - war.crisis_days)


def comes(war, force, side, day):
    """Own men count by the side's factor; help is noted."""
    force.came = 1.0
    men = force.men
    if force.form == OWN:
        men *= war.men_scale[side]
        war.to_come[side] -= men
        if side == "attacker" and day > 1:
            men *= 1 - keep_away(war, men, day)
    if force.form == HELP:
        thank(war, force.helper, day, men)
        war.help_men += men
    take_the_field(war, force, side, men)


def keep_away(war, men, day):
    """Share of reinforcements that the main attacker's second fronts keep; whose, is noted."""
    keeps = {0: 0.0, 1: war.law.held_by_probe, 2: war.law.held_by_offensive}
    kept = 0.0
    for front in war.fronts:
        if front.front_begun and front.front_owner == 0:
            more = max(0.0, keeps[front.front_manner] - kept)
            if more > 0:
                thank(war, front.front_helper, day, more * men)
                kept += more
    war.held += kept * men
    return kept


def send_away(war):
    """Second fronts take what each attacker owes, as far as his men are here; his axes alike."""
    for owner in war.owners:
        his = [axis for axis in war.axes if axis.axis_owner == owner.number]
        present = sum(axis.men["attacker"] for axis in his)
        if present > 0 and owner.owed > 0:
            gone = min(owner.owed, present)
            owner.owed -= gone
            war.drawn_away += gone
            for axis in his:
                axis.men["attacker"] *= 1 - gone / present


def take_the_field(war, force, side, men):
    """Put a force on its axis, or on all axes by the side's shares."""
    war.arrived[side] += men
    war.tanks[side] += force.tanks
    war.guns[side] += force.guns
    war.aircraft[side] += force.aircraft
    shares = {axis.number: axis.share[side] for axis in war.axes}
    if force.axis != EVERY_AXIS:
        shares = {axis.number: float(axis.number == force.axis) for axis in war.axes}
    for axis in war.axes:
        axis.men[side] += men * shares[axis.number] / sum(shares.values())


def weigh(war):
    """Materiel, air and surprise of today."""
    law = war.law
    worth = {}
    for side in SIDES:
        per_thousand = 1000 / max(1, war.arrived[side])
        tanks, guns = war.tanks[side] * per_thousand, war.guns[side] * per_thousand
        worth[side] = 1 + law.gun_weight * guns + law.tank_weight * tanks
        if side == "attacker":
            war.tank_density = tanks
            war.mechanisation = 1 - math.exp(-tanks / law.mechanisation_scale)
    war.materiel = worth
    war.materiel_edge = law.materiel_exponent * math.log(worth["attacker"] / worth["defender"])
    ours, theirs = war.aircraft["attacker"], war.aircraft["defender"]
    war.air = law.air_weight * (ours - theirs) / (ours + theirs + law.air_half_strength)
    left = max(0, 1 - (war.active_days - 1) / law.surprise_days)
    war.surprise_now = war.surprise_level * math.log(law.surprise_ratio) * left


def starve(war):
    """Stocks run down by what does not come in; then hunger tells."""
    law = war.law
    war.hunger = 1.0
    war.isolated = float(true(war, war.cut_off_when))
    if not war.isolated:
        return
    war.stock -= (1 - war.inflow) / war.endurance
    if war.stock <= 0:
        war.hungry_days += 1
        least = law.hunger_floor + war.inflow * (1 - law.hunger_floor)
        war.hunger = max(least, 1 - war.hungry_days * law.hunger_per_day)


def relieve(war, day):
    """The first day on which help weighs a share of the attackers in the theatre."""
    help_ = war.help_men + war.drawn_away + war.held
    enough = help_ >= war.law.relief_share * men_of(war, "attacker")
    if help_ > 0 and enough and not war.relief_day:
        war.relief_day = day
