"""The twin's arrivals: who comes, who decides, what the coming makes of the strength."""

from __future__ import annotations

import math

from twin.words import SIDES

OWN, AT_THE_FRONT, ELSEWHERE = 0, 1, 2
EVERY_AXIS = -1


def men_of(war, side):
    """A side's men on all axes."""
    return sum(axis.men[side] for axis in war.axes)


def decide(war, luck):
    """Every power says yes or no; with the chance `common_cause` one draw speaks for all."""
    whether, shared = luck.uniforms("common cause", 0, 0)
    war.decided = 0
    for n, decision in enumerate(war.decisions):
        drawn = shared if whether < war.common_cause else luck.uniforms("decision", n, 0)[0]
        if drawn < decision.decision_chance:
            war.decided += 2**n


def all_said_yes(war, needs):
    """Whether every decision that is needed fell as a yes."""
    return all(
        int(war.decided) // 2**n % 2 for n in range(len(war.decisions)) if int(needs) // 2**n % 2
    )


def arrive(war, day):
    """Everyone whose day it is comes, if he comes at all."""
    for side in SIDES:
        for force in war.arrivals[side]:
            if force.day != day:
                continue
            if force.form == OWN:
                own_force(war, force, side)
            elif war.helped and all_said_yes(war, force.needs):
                help_comes(war, force, side)
                war.first_help_day = war.first_help_day or day
    send_away(war)


def own_force(war, force, side):
    """A side's own men count by its factor and are no longer to come."""
    men = force.men * war.men_scale[side]
    war.to_come[side] -= men
    take_the_field(war, force, side, men)


def help_comes(war, force, side):
    """Help at the front takes the field; help elsewhere is owed attackers."""
    if force.form == AT_THE_FRONT:
        war.help_men += force.men
        take_the_field(war, force, side, force.men)
        return
    war.owed += force.men


def send_away(war):
    """The second front takes what it is owed, as far as attackers are here; all axes alike."""
    present = men_of(war, "attacker")
    if present > 0 and war.owed > 0:
        gone = min(war.owed, present)
        war.owed -= gone
        war.drawn_away += gone
        for axis in war.axes:
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
    war.surprise_now = war.surprise * math.log(law.surprise_ratio) * left


def starve(war):
    """Stocks run down by what does not come in; then hunger tells."""
    law = war.law
    war.hunger = 1.0
    if not war.isolated:
        return
    war.stock -= (1 - war.inflow) / war.endurance
    if war.stock <= 0:
        war.hungry_days += 1
        least = law.hunger_floor + war.inflow * (1 - law.hunger_floor)
        war.hunger = max(least, 1 - war.hungry_days * law.hunger_per_day)


def relieve(war, day):
    """The first day on which help weighs a share of the attackers in the theatre."""
    help_ = war.help_men + war.drawn_away
    enough = help_ >= war.law.relief_share * men_of(war, "attacker")
    if help_ > 0 and enough and not war.relief_day:
        war.relief_day = day
