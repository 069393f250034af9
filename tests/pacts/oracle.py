"""A slow second engine, written from the definitions and sharing none of the first one's code.

It walks through the days one by one, tries every subset of clauses as a group, every subset of
decisions as a future, every subset of acts as first movers. Only the reading of the file (the
tree of sentences) is shared; what the sentences mean is written again here.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

from holdfast.pacts.expressions import Acts, After, Decides, Fact, Gate
from holdfast.pacts.file import PactFile

AID = {"aid", "land", "air", "sea", "declare_war"}


@dataclass(frozen=True)
class Promise:
    name: str
    power: str
    act: str
    other: str | None
    clause: object
    pact: object


def put(name, promise):
    return {"self": promise.power, "other": promise.other}.get(name, name) if promise else name


def promises(file: PactFile) -> list[Promise]:
    found = []
    for pact in file.pacts:
        for clause in pact.clauses:
            for power in clause.obligors:
                others = [None] if clause.beneficiaries is None else clause.beneficiaries
                for other in others:
                    if other != power:
                        name = f"{pact.id}/{clause.id}"
                        found.append(Promise(name, power, clause.act, other, clause, pact))
    return found


class Oracle:
    def __init__(self, file: PactFile) -> None:
        self.file = file
        self.promises = promises(file)
        self.decisions = {one.name: one for one in file.decisions}
        self.horizon = self.find_horizon()
        self.mutual_sets = self.find_mutual_sets()
        self.memory = {}

    def find_horizon(self):
        days = [0]
        for given in self.file.facts:
            days += [given.day, given.until or 0]
        days += [decision.day for decision in self.file.decisions]
        for sentence, _ in self.sentences():
            days += [leaf.day for leaf in self.leaves(sentence) if isinstance(leaf, After)]
        if self.file.day_zero:
            for pact in self.file.pacts:
                for date in (pact.in_force.first, self.last_date(pact.in_force)):
                    if date and abs((date - self.file.day_zero).days) < 4000:
                        days.append((date - self.file.day_zero).days + 1)
        return max(days) + sum(one.clause.delay.mode for one in self.promises) + 2

    def sentences(self):
        for one in self.promises:
            yield one.clause.when, one
            yield one.clause.provided, one
        for question in self.file.ask:
            yield question.sentence, None

    def leaves(self, sentence):
        if isinstance(sentence, Gate):
            for part in sentence.parts:
                yield from self.leaves(part)
        else:
            yield sentence

    # what a sentence means on one day

    def fact(self, fact, day, promise):
        def one(given):
            over = given.until is not None and day >= given.until
            if given.fact.form != fact.form or day < given.day or over:
                return False
            own = fact.form in ("fact", "in_force")
            names = fact.names if own else tuple(put(name, promise) for name in fact.names)
            if fact.form == "at_war":
                return sorted(names) == sorted(given.fact.names)
            if names != given.fact.names:
                return False
            attacker = given.fact.by[0] if given.fact.by else None
            if fact.by:
                return attacker in [put(name, promise) for name in fact.by]
            if fact.but:
                excluded = [put(name, promise) for name in fact.but]
                return attacker is not None and attacker not in excluded
            return True

        found = any(one(given) for given in self.file.facts)
        if fact.form == "in_force":
            found = found or any(
                pact.id == fact.names[0] and self.in_force(pact, day) for pact in self.file.pacts
            )
        return found != fact.negated

    def in_force(self, pact, day):
        zero = self.file.day_zero
        if zero is None:
            return True
        time, last = pact.in_force, self.last_date(pact.in_force)
        after = time.first is None or (time.first - zero).days <= day
        if last is None or day <= (last - zero).days:
            return after
        return after and any(
            all(self.at_war(party, enemy, one) for one in range((last - zero).days, day + 1))
            for party in time.until_peace
            for enemy in self.file.powers
            if enemy not in pact.parties
        )

    def at_war(self, party, enemy, day):
        return any(
            given.fact.form == "at_war"
            and sorted(given.fact.names) == sorted((party, enemy))
            and given.day <= day
            and (given.until is None or day < given.until)
            for given in self.file.facts
        )

    def last_date(self, time):
        """Month by month: from the day of notice, and from the end of one term to the next."""
        last = time.last
        if time.denounced is None:
            return last if time.notice_months is None and time.renewed_years is None else None
        free = later(time.denounced, time.notice_months or 0)
        if last is None:
            return free
        terms = 0
        while last < free:
            terms += 12 * (time.renewed_years or 0)
            last = later(time.last, terms) if time.renewed_years else free
        return last

    def holds(self, sentence, day, done, made, promise):
        if isinstance(sentence, Gate):
            parts = [self.holds(part, day, done, made, promise) for part in sentence.parts]
            return sum(parts) >= sentence.count
        if isinstance(sentence, Fact):
            return self.fact(sentence, day, promise)
        if isinstance(sentence, After):
            return day >= sentence.day
        if isinstance(sentence, Decides):
            power, _, name = sentence.name.partition(".")
            decision = self.decisions[f"{put(power, promise)}.{name}"]
            yes = decision.value if decision.value is not None else decision.name in made
            return yes and day >= decision.day
        return any(number in done for number in self.awaited(sentence, promise))

    def awaited(self, acts: Acts, promise):
        power = put(acts.power, promise)
        for number, one in enumerate(self.promises):
            kind = one.act == acts.kind or (acts.kind == "aid" and one.act in AID)
            whom = acts.beneficiary is None or put(acts.beneficiary, promise) == one.other
            against = acts.against is None or put(acts.against, promise) in one.clause.against
            if one.power == power and kind and whom and against:
                yield number

    def condition(self, number, day, done, made):
        one = self.promises[number]
        return (
            self.in_force(one.pact, day)
            and self.holds(one.clause.when, day, done, made, one)
            and self.holds(one.clause.provided, day, done, made, one)
        )

    # causal: one day after the other

    def causal(self, made, forced=(), unasked=frozenset()):
        forced = dict(forced)
        triggered, days = {}, dict.fromkeys(unasked, 0)
        for day in range(self.horizon):
            changed = True
            while changed:
                changed = False
                done = {number for number, since in days.items() if since <= day}
                for number, one in enumerate(self.promises):
                    if number in triggered:
                        continue
                    if forced.get(number) == day or self.condition(number, day, done, made):
                        triggered[number] = day
                        falls = day + one.clause.delay.mode
                        days[number] = min(days.get(number, falls), falls)
                        changed = True
        return days

    # what is due: the first day on which a case arises, one day after the other

    def checks(self):
        days = self.causal([one.name for one in self.uncertain()])
        for number, one in enumerate(self.promises):
            if (deadline := one.clause.deadline) is None:
                continue
            trigger = self.case(number, days)
            if deadline.from_trigger:
                due = None if trigger is None else trigger + deadline.days
            else:
                due = deadline.days
            met = None if trigger is None else days.get(number, due + 1) <= due
            yield one.name, one.power, one.other, trigger, due, days.get(number), met

    def promised(self, reading):
        days = self.days(reading, [one.name for one in self.uncertain()])
        for number, one in enumerate(self.promises):
            for stage in one.clause.brings:
                arises = self.case(number, days)
                yield one.name, one.power, None if arises is None else arises + stage.by_day

    def case(self, number, days):
        made = [one.name for one in self.uncertain()]
        one = self.promises[number]
        for day in range(self.horizon):
            done = {other for other, since in days.items() if since <= day}
            went = number in days and days[number] - one.clause.delay.mode == day
            if went or (
                self.in_force(one.pact, day) and self.holds(one.clause.when, day, done, made, one)
            ):
                return day
        return None

    # groups: every subset is tried

    def find_mutual_sets(self):
        count = len(self.promises)
        arcs = {
            number: {
                awaited
                for sentence in (one.clause.when, one.clause.provided)
                for leaf in self.leaves(sentence)
                if isinstance(leaf, Acts)
                for awaited in self.awaited(leaf, one)
            }
            for number, one in enumerate(self.promises)
        }
        found = []
        for size in range(2, count + 1):
            for members in itertools.combinations(range(count), size):
                powers = {self.promises[number].power for number in members}
                if len(powers) > 1 and self.strongly_connected(members, arcs):
                    found.append((frozenset(members), powers))
        return found

    @staticmethod
    def strongly_connected(members, arcs):
        def reached(start):
            seen, waiting = set(), [start]
            while waiting:
                for following in arcs[waiting.pop()] & set(members):
                    if following not in seen:
                        seen.add(following)
                        waiting.append(following)
            return seen

        return all(reached(number) == set(members) for number in members)

    def together(self, made, circles):
        key = (frozenset(made), circles)
        if key not in self.memory:
            self.memory[key] = self.find_together(made, circles)
        return self.memory[key]

    def find_together(self, made, circles):
        forced, groups = {}, []
        while True:
            days = self.causal(made, forced)
            group = self.first_group(made, days, circles)
            if group is None:
                return days, groups
            day, members = group
            groups.append(members)
            forced.update(dict.fromkeys(members, day))

    def first_group(self, made, days, circles):
        for day in range(self.horizon):
            done = {number for number, since in days.items() if since <= day}
            going = []
            for members, powers in self.mutual_sets:
                if not any(powers <= circle for circle in circles) or members & set(days):
                    continue
                if all(self.condition(n, day, done | members, made) for n in members):
                    going.append((members, powers))
            largest = [
                members
                for members, powers in going
                if any(
                    powers <= circle
                    and not any(members < more and its <= circle for more, its in going)
                    for circle in circles
                )
            ]
            if largest:
                return day, min(largest, key=lambda members: sorted(map(self.called, members)))
        return None

    def called(self, number):
        one = self.promises[number]
        return one.pact.id, one.clause.id, one.power, one.other or ""

    def circles(self, reading):
        return {
            "causal": (),
            "simultaneous": (frozenset(self.file.powers),),
            "mixed": tuple(frozenset(powers) for powers in self.file.together),
        }[reading]

    def days(self, reading, made):
        return self.together(made, self.circles(reading))[0]

    def question_day(self, question, reading, made):
        days = self.days(reading, made)
        for day in range(self.horizon):
            done = {number for number, since in days.items() if since <= day}
            if self.holds(question.sentence, day, done, made, None):
                return day
        return None

    # futures: every subset of decisions is tried

    def uncertain(self):
        return [one for one in self.file.decisions if one.value is None]

    def futures(self):
        names = [one.name for one in self.uncertain()]
        for size in range(len(names) + 1):
            yield from (frozenset(made) for made in itertools.combinations(names, size))

    def chance(self, made, fixed=None):
        """P(exactly these are made); a decision set by fiat counts for nothing."""
        total = 1.0
        free = [one for one in self.uncertain() if one.name != fixed]
        for group in sorted({one.group or "" for one in free}):
            members = [one for one in free if (one.group or "") == group]
            alone = 1.0
            for one in members:
                alone *= one.probability if one.name in made else 1 - one.probability
            if not group:
                total *= alone
                continue
            upper = min([one.probability for one in members if one.name in made], default=1)
            lower = max([one.probability for one in members if one.name not in made], default=0)
            share = self.file.groups[group]
            total *= share * max(0.0, upper - lower) + (1 - share) * alone
        return total

    def table(self, top):
        return {made: top(made) for made in self.futures()}

    def probability(self, table):
        return sum(self.chance(made) for made, value in table.items() if value)

    def path_sets(self, table):
        true = [made for made, value in table.items() if value]
        return in_order(made for made in true if not any(less < made for less in true))

    def cut_sets(self, table):
        everything = frozenset(one.name for one in self.uncertain())
        kills = [everything - made for made, value in table.items() if not value]
        return in_order(cut for cut in kills if not any(less < cut for less in kills))

    def importance(self, table, name):
        def by_fiat(value):
            return sum(
                self.chance(made, name)
                for made, true in table.items()
                if true and (name in made) == value
            )

        p, made, refused = self.probability(table), by_fiat(True), by_fiat(False)
        paths = [set(path) for path in self.path_sets(table) if name in path]
        wholly = sum(self.chance(future) for future in table if any(p <= future for p in paths))
        own = self.decisions[name].probability
        return {
            "birnbaum": made - refused,
            "criticality": own * (made - refused) / p if p else None,
            "fussell_vesely": wholly / p if p else None,
            "raw": made / p if p else None,
            "rrw": p / refused if refused else None,
        }

    # deadlocks: every subset of acts is tried

    def act(self, number):
        one = self.promises[number]
        return (one.power, one.act, one.other)

    def deadlocks(self):
        made = [one.name for one in self.uncertain()]
        _, groups = self.together(made, self.circles("simultaneous"))
        return [list(dict.fromkeys(self.act(n) for n in sorted(group))) for group in groups]

    def first_movers(self):
        made = [one.name for one in self.uncertain()]
        all_acts = {self.act(number) for number in self.days("simultaneous", made)}
        gap = sorted(
            all_acts - {self.act(number) for number in self.days("causal", made)},
            key=lambda act: tuple(word or "" for word in act),
        )
        enough = []
        for size in range(1, len(gap) + 1):
            for acts in itertools.combinations(gap, size):
                if any(set(less) <= set(acts) for less in enough):
                    continue
                unasked = [n for n in range(len(self.promises)) if self.act(n) in acts]
                days = self.causal(made, unasked=frozenset(unasked))
                if all_acts <= {self.act(number) for number in days}:
                    enough.append(acts)
        return [list(acts) for acts in enough]


def later(date, months):
    year, month, day = date.year, date.month, date.day
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    while True:
        try:
            return dt.date(year, month, day)
        except ValueError:
            day -= 1


def in_order(sets):
    return sorted((sorted(one) for one in sets), key=lambda names: (len(names), names))
