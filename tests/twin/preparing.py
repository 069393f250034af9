"""The economy of preparation in plain Python: one future, one month after the other, by name.

Slow on purpose: it keeps no arrays and forgets nothing. Only the ramp of a plant, a formula without
months, is taken from the program; that has a test of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np

from holdfast.preparation.rates import ramp


def drawn_of(vote, economy, month):
    """What may have been drawn of a vote by the end of a month."""
    lag, ended = economy.lag, month + 1
    if ended <= vote.begins:
        return 0.0
    threat, span = max(economy.threat_rises, vote.begins), vote.ends - vote.begins
    if ended <= threat:
        return vote.sum * line(lag, (ended - vote.begins) / span)
    before = line(lag, (threat - vote.begins) / span)
    if before >= 1:
        return vote.sum * before
    now = line(lag, (threat - vote.begins + (ended - threat) * lag.haste) / span)
    whole = max(lag.overrun, before)
    return vote.sum * (before + (whole - before) * (now - before) / (1 - before))


def line(lag, time):
    """A line through the knots of a lag, flat beyond them."""
    if time <= lag.times[0]:
        return lag.shares[0]
    for n in range(1, len(lag.times)):
        if time <= lag.times[n]:
            part = (time - lag.times[n - 1]) / (lag.times[n] - lag.times[n - 1])
            return lag.shares[n - 1] + part * (lag.shares[n] - lag.shares[n - 1])
    return lag.shares[-1]


def rate_of(capacity, economy, month, share):
    """What a capacity has in a month, given the share of its full rate that its ramp allows."""
    season = capacity.season[(economy.first - 1 + month) % 12] if capacity.season else 1.0
    return max(0.0, (capacity.was + (capacity.per_month - capacity.was) * share) * season)


class Yard:
    """One future of an economy."""

    def __init__(self, economy):
        self.economy = economy
        self.goods = {good.id: good for good in economy.goods}
        self.rows = [(one.stage, True, one) for one in economy.orders]
        self.rows += [(-math.inf if one.first else math.inf, False, one) for one in economy.exports]
        self.begun = [[0.0] * economy.months for _ in self.rows]
        self.armed = [0.0] * len(self.rows)
        self.spent = defaultdict(float)
        self.months = []
        months = np.arange(economy.months)
        self.ramps = {
            one.id: ramp(months - one.begins, one.ramp_months, one.first_share)[:, 0]
            for one in economy.capacities
        }

    def work(self):
        """All months; what stood at the end of each, by row: begun, done, armed."""
        for month in range(self.economy.months):
            left = self.what_is_there(month)
            for stage in sorted({stage for stage, _, _ in self.rows}):
                self.arm(month, self.of_stage(stage), left)
            for stage in sorted({stage for stage, _, _ in self.rows}):
                self.begin(month, self.of_stage(stage), left)
            self.months.append([self.as_it_stands(month, n) for n in range(len(self.rows))])
        return self.months

    def of_stage(self, stage):
        return [n for n, row in enumerate(self.rows) if row[0] == stage]

    def what_is_there(self, month):
        left = {}
        for one in self.economy.capacities:
            share = float(self.ramps[one.id][month])
            left["capacity", one.id] = rate_of(one, self.economy, month, share)
        for purpose in self.economy.purposes:
            votes = [vote for vote in self.economy.votes if vote.purpose == purpose]
            drawn = sum(drawn_of(vote, self.economy, month) for vote in votes)
            left["money", purpose] = drawn - self.spent[purpose]
        return left

    def begun_by(self, n, month):
        return sum(self.begun[n][: month + 1]) if month >= 0 else 0.0

    def arm(self, month, rows, left):
        for good_id in self.goods:
            alike = [n for n in rows if self.rows[n][1] and self.rows[n][2].good == good_id]
            arming = self.goods[good_id].armed
            if arming is None or not alike:
                continue
            waits = math.ceil(self.goods[good_id].months + arming.after_months - 1e-9)
            wants = {n: max(self.begun_by(n, month - waits) - self.armed[n], 0.0) for n in alike}
            takes = {("capacity", name): amount for name, amount in arming.uses.items() if amount}
            for n, got in serve(wants, dict.fromkeys(alike, takes), left).items():
                self.armed[n] += got

    def begin(self, month, rows, left):
        wants, takes = {}, {}
        for n in rows:
            _, paid, asked = self.rows[n]
            good, ends = self.goods[asked.good], getattr(asked, "ends", asked.begins + 1)
            part = min(1.0, (month + 1 - asked.begins) / (ends - asked.begins))
            wants[n] = max(asked.number * max(part, 0.0) - self.begun_by(n, month - 1), 0.0)
            effort = self.effort(asked.good, month)
            takes[n] = {("capacity", name): used * effort for name, used in good.uses.items()}
            takes[n]["money", good.purpose] = good.price if paid else 0.0
            takes[n] = {name: used for name, used in takes[n].items() if used}
        for n, got in serve(wants, takes, left).items():
            self.begun[n][month] = got
            self.spent[self.goods[self.rows[n][2].good].purpose] += got * takes[n].get(
                ("money", self.goods[self.rows[n][2].good].purpose), 0.0
            )

    def effort(self, good, month):
        effort = 1.0
        for change in self.economy.model_changes:
            if change.good == good and change.on <= month < change.on + change.months:
                effort /= change.dip
        return effort

    def as_it_stands(self, month, n):
        _, paid, asked = self.rows[n]
        good = self.goods[asked.good]
        done = self.begun_by(n, month - math.ceil(good.months - 1e-9))
        armed = self.armed[n] if good.armed is not None and paid else done
        return self.begun_by(n, month), done, armed


def serve(wants, takes, left):
    """Everybody gets the same share of his wants, until something that he takes is used up."""
    got, had = dict.fromkeys(wants, 0.0), dict(left)
    going = {n for n, want in wants.items() if want > 0}
    level = 0.0
    while going and level < 1:
        demand = defaultdict(float)
        for n in going:
            for name, used in takes[n].items():
                demand[name] += wants[n] * used
        steps = [left[name] / demand[name] for name in demand]
        step = min([1 - level, *steps])
        for n in going:
            got[n] += step * wants[n]
        for name in demand:
            left[name] = max(left[name] - step * demand[name], 0.0)
        level += step
        empty = {name for name in demand if left[name] <= 1e-9 * had[name]}
        going = {n for n in going if not empty & set(takes[n])}
    return got
