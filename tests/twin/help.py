"""The twin's help on its way: contingents, second fronts, wings, and who leaves by the door."""

from __future__ import annotations

import numpy as np

from twin.coming import send_away

OFFENSIVE = 2
A_MAN = 1e-5  # of a division


def tell_help(war, theatre, make):
    """Give the war its contingents with their routes, its fronts, wings and helpers.

    `make(kind, count)` makes things by number.
    """
    steps = make("muster", theatre.shape[1])
    passages = make("passage", theatre.shape[1])
    contingents = make("contingent", war.contingents)
    ends = [column.contingent_route + column.contingent_routes for column in contingents]
    war.routes = make("route", max(ends, default=0))
    war.necks = make("neck", max((route.route_neck for route in war.routes), default=-1) + 1)
    for route in war.routes:
        named = some(passages, route.route_place, route.route_places)
        route.places = [war.places[int(one.passage_place)] for one in named]
    for column in contingents:
        column.ways = some(war.routes, column.contingent_route, column.contingent_routes)
        column.steps = some(steps, column.contingent_muster, column.contingent_musters)
    war.contingents = contingents
    war.fronts = make("second_front", war.fronts)
    for front in war.fronts:
        front.steps = some(steps, front.front_muster, front.front_musters)
    war.wings = make("wing", war.wings)


def some(things, first, count):
    """So many things from the first on."""
    return things[int(first) : int(first + count)]


def true(war, condition):
    """Whether a condition holds today."""
    return any(term <= war.holds for term in war.conditions[int(condition)])


def thank(war, number, day, men=0.0):
    """Write down what a helper did, and when it was first felt."""
    helper = war.helpers[int(number)]
    helper.helper_men += men
    helper.helper_day = helper.helper_day or day
    war.first_help_day = war.first_help_day or day


def up_after(steps, days):
    """The share that is up so many days after the call, between the steps in straight lines."""
    if days < 0:
        return 0.0
    if not steps:
        return 1.0
    dates = [step.muster_day for step in steps]
    known = [step.muster_share for step in steps]
    if dates[0] > 0:
        dates, known = [0.0, *dates], [0.0, *known]
    return float(np.interp(days, dates, known))


# ---------------------------------------------------------------- orders
def call(war):
    """Who hears today for the first time what he waits for; on a day without news, nobody."""
    if not war.helped or (war.clock > 1 and not war.changed):
        return
    for column in war.contingents:
        call_out(war, column)
    for front in war.fronts:
        if true(war, front.front_when):
            front.front_begun = front.front_begun or war.clock
    for wing in war.wings:
        if true(war, wing.wing_when):
            wing.wing_sent = wing.wing_sent or war.clock


def call_out(war, column):
    """Orders to march are a call; whoever has them looks for a way."""
    if true(war, column.contingent_when):
        column.march_begun = column.march_begun or war.clock
    if true(war, column.contingent_called) or column.march_begun:
        column.march_called = column.march_called or war.clock
    if column.march_begun:
        find_a_way(war, column)


# ---------------------------------------------------------------- contingents
def march(war, day):
    """Every contingent with orders goes on by its route; what a route carries is shared."""
    if not war.helped:
        return
    if not any(column.march_begun for column in war.contingents):
        return
    for route in war.routes:
        route.carries = what_it_carries(war, route)
        war.necks[int(route.route_neck)].neck_left = 1.0
    for column in war.contingents:
        if column.march_begun:
            find_a_way(war, column)
        if column.march_route:
            reach_the_front(war, column, day)
    if war.evacuation_days > 0:
        war.rails_busy = in_use(war)


def in_use(war):
    """What part of the trains that are open to those on their way carries and feeds them."""
    ways = [route for column in war.contingents if column.march_begun for route in column.ways]
    lines = [route for route in ways if route.route_trains > 0 and passable(war, route)]
    could = sum(line.carries for line in lines)
    left = sum(line.carries * war.necks[int(line.route_neck)].neck_left for line in lines)
    return (could - left) / could if could > 0 else 0.0


def what_it_carries(war, route):
    """Divisions by road; by rail the trains that the enemy in the air lets through."""
    if route.route_trains <= 0:
        return route.route_divisions
    superiority = war.air / war.law.air_weight if war.law.air_weight else 0.0
    return route.route_trains * max(0, 1 - war.law.air_interdiction * max(0, superiority))


def passable(war, route):
    """Permitted, and all its passages ours."""
    return true(war, route.route_when) and not any(place.lost >= 1 for place in route.places)


def find_a_way(war, column):
    """Stay on a route that is open; else begin anew on the best that is, or stand still."""
    if column.march_route and passable(war, war.routes[int(column.march_route) - 1]):
        return
    column.march_route = 0.0
    ways = [route for route in column.ways if passable(war, route)]
    if ways:
        column.march_route = ways[0].number + 1.0
        column.march_begun = war.clock


def reach_the_front(war, column, day):
    """Who was ready when he had to leave comes, as far as trains or road are left for him."""
    route = war.routes[int(column.march_route) - 1]
    neck = war.necks[int(route.route_neck)]
    if route.carries <= 0:
        return
    a_division = 1.0 / route.carries
    if route.route_trains > 0:
        fed = column.contingent_supply * column.march_arrived
        neck.neck_left = max(0.0, neck.neck_left - fed / route.carries)
        a_division = column.contingent_trains / route.carries
    if war.clock < column.march_begun + route.route_days:
        return
    since = war.clock - column.march_called - route.route_days
    up = column.contingent_divisions * up_after(column.steps, since)
    come = max(0.0, up - column.march_arrived)
    if a_division > 0:
        come = min(come, neck.neck_left / a_division)
    if come >= A_MAN:
        neck.neck_left = max(0.0, neck.neck_left - come * a_division)
        column.march_arrived += come
        join(war, column, come, day)


def join(war, column, come, day):
    """Divisions take their place where the enemy can come, as the defender stands."""
    men = come * column.contingent_men
    war.help_men += men
    war.arrived["defender"] += men
    war.tanks["defender"] += come * column.contingent_tanks
    war.guns["defender"] += come * column.contingent_guns
    thank(war, column.contingent_helper, day, men)
    open_shares = [axis.share["defender"] * axis.axis_opened for axis in war.axes]
    all_shares = [axis.share["defender"] for axis in war.axes]
    shares = open_shares if sum(open_shares) > 0 else all_shares
    for axis, share in zip(war.axes, shares, strict=True):
        axis.men["defender"] += men * share / sum(shares)


# ---------------------------------------------------------------- second fronts
def press(war, day):
    """Each offensive elsewhere takes from the theatre the divisions that are missed there."""
    if not war.helped:
        return
    called_for = 0.0
    for front in war.fronts:
        more = wanted(war, front) - front.front_ordered
        if more > 0:
            front.front_ordered += more
            thank(war, front.front_helper, day, more * front.front_men)
            called_for += more * front.front_men
            war.owners[int(front.front_owner)].owed += more * front.front_men
    if called_for > 0:
        send_away(war)


def wanted(war, front):
    """Divisions that should have been ordered to a front by today."""
    attacking_for = war.clock - front.front_begun - front.front_day
    if front.front_manner != OFFENSIVE or not front.front_begun or attacking_for < 0:
        return 0.0
    if attacking_for < front.front_lag:
        return front.front_panic
    then = war.clock - front.front_lag - front.front_begun
    attackers = front.front_divisions * up_after(front.steps, then)
    one_holds = war.law.second_front_ratio * (1 + front.front_wall * war.law.second_front_wall)
    return max(front.front_panic, attackers / one_holds - front.front_posted)


# ---------------------------------------------------------------- wings and the door
def fly_in(war, day):
    """Wings land where there is room, the first by name first."""
    if not war.helped:
        return
    places = sum(place.squadron_room * (1 - place.lost) for place in war.places)
    for wing in war.wings:
        if not wing.wing_sent or war.clock - wing.wing_sent < wing.wing_days:
            continue
        before, wing.wing_here = wing.wing_here, min(wing.wing_aircraft, places)
        places -= wing.wing_here
        if wing.wing_here != before:
            war.aircraft["defender"] += (wing.wing_here - before) * wing.wing_worth
            war.helpers[int(wing.wing_helper)].helper_aircraft += wing.wing_here - before
            thank(war, wing.wing_helper, day)


def evacuate(war):
    """A day's part leaves by the doors that are open, on the trains that are free."""
    doors = [place for place in war.places if place.door]
    open_doors = [place for place in doors if place.lost < 1]
    time = war.evacuation_days > 0 and war.value_lost >= war.evacuation_from
    if time and open_doors and true(war, war.evacuation_when):
        by = len(open_doors) / len(doors) * (1 - war.rails_busy)
        war.evacuated = min(1.0, war.evacuated + by / war.evacuation_days)
