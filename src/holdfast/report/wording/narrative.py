"""One campaign told in a few sentences, every one of them from its record.

A record is what `experiment.replay` kept of a campaign, as plain data: how it ended, on which day
decisions fell and clauses were acted on, when whose help had its effect, when places fell.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdfast.analysis import words
from holdfast.analysis.acts import act_in_words
from holdfast.experiment.dossier import ClauseAct, Naming
from holdfast.experiment.outcomes import MEANINGS

FIRST_DAY = 1
"""The day of the attack."""

MOST_PLACES = 4
"""Places that are named as they fall. grade: judgement"""

SHOWN_ACTS = frozenset({"aid", "land", "air", "sea", "declare_war", "transit", "overflight"})
"""Acts of the campaign itself that are told; what a crisis brings is told by its decisions."""

NO = {
    "stands": "does not stand by its ally",
    "honours": "does not keep its word",
    "transit": "gives no leave to pass",
    "transit peace": "gives no leave to pass in peace",
    "transit crisis": "gives no leave to pass",
    "overflight": "lets no aircraft cross",
    "joins attacker": "does not join the attacker",
}
"""How a no is said where the name of a decision does not say it by itself."""

YES = {
    "stands": "stands by its ally",
    "honours": "means to keep its word",
    "transit": "gives leave to pass",
    "transit peace": "gives leave to pass in peace",
    "transit crisis": "gives leave to pass",
    "overflight": "lets aircraft cross",
    "joins attacker": "joins the attacker",
}

READY = frozenset({"honours", "acts"})
"""Decisions by which a power keeps its promises."""

NAMELESS = Naming()
"""Of a run that names nothing: codes are shown."""

_BASES = {"goes": "go", "does": "do", "has": "have"}


@dataclass(frozen=True)
class Teller:
    """What a run says of the names that a record uses, for one date of attack."""

    attack_on: str
    naming: Naming = NAMELESS

    @property
    def powers(self) -> Mapping[str, str]:
        """The powers by their codes."""
        return self.naming.powers

    def power(self, code: str) -> str:
        """A power by its name, with its article where we know it."""
        return words.power(code, self.naming.powers)

    def side(self, name: str) -> str:
        """The defender or the attacker by name, or as such."""
        code = getattr(self.naming, name)
        return self.power(code) if code is not None else f"the {name}"

    def day(self, day: int) -> str:
        """A campaign day as a date, or as a count where the attack has none.

        >>> Teller("1938-10-01").day(-6)
        '24 September'
        """
        try:
            first = datetime.date.fromisoformat(self.attack_on)
        except ValueError:
            return f"day {day}" if day >= FIRST_DAY else f"{FIRST_DAY - day} days before the attack"
        on = first + datetime.timedelta(days=day - FIRST_DAY)
        return f"{on.day} {on:%B}" + (f" {on.year}" if on.year != first.year else "")

    def on(self, day: int) -> str:
        """A day of the campaign with its count: `day 12 (12 October)`."""
        date = self.day(day)
        return date if date.startswith("day") else f"day {day} ({date})"


def told(typical: Mapping[str, Any], teller: Teller) -> list[str]:
    """A typical campaign: crisis, attack, help, what falls, how it ends."""
    record = typical["record"]
    return [
        *crisis(record, teller),
        *campaign(record, teller),
        *ending(record, teller),
    ]


def heading(typical: Mapping[str, Any]) -> str:
    """What the campaign is typical of.

    >>> heading({"outcome": "yielded", "share": 0.31, "course": None})
    'Terms before the first shot: 31 % of the campaigns'
    """
    meaning = MEANINGS[typical["outcome"]]
    course = f" ({typical['course']})" if typical.get("course") else ""
    share = words.percent(typical["share"])
    return f"{meaning[0].upper()}{meaning[1:]}: {share} of the campaigns{course}"


# ---------------------------------------------------------------- the crisis
def crisis(record: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    """What was decided before the first shot, up to what ended the crisis.

    Where the defender yields, the attack that would have come is not told.
    """
    fell = record["events"]["decisions"]
    over = last_day(record, teller)
    unsaid = teller.naming.attacks if record["end"] == "yielded" else None
    by_day: dict[int, list[str]] = {}
    for day, name in sorted((one["day"], name) for name, one in fell.items()):
        if day <= over and name != unsaid:
            by_day.setdefault(day, []).append(decision(name, fell[name]["yes"], teller))
    if by_day:
        said = "; ".join(f"{teller.day(day)}, {words.listed(who)}" for day, who in by_day.items())
        yield f"In the crisis: {said}."


def last_day(record: Mapping[str, Any], teller: Teller) -> int:
    """The day on which the crisis was over: that of the yielding, else the eve of the attack."""
    resists = record["events"]["decisions"].get(teller.naming.resists)
    if record["end"] == "yielded" and resists is not None:
        return int(resists["day"])
    return FIRST_DAY - 1


def decision(name: str, yes: bool, teller: Teller) -> str:
    """Who decides, and how.

    >>> teller = Teller("1938-10-01")
    >>> decision("FRA.stands", False, teller), decision("SUN.goes_unasked", False, teller)
    ('France does not stand by its ally', 'the Soviet Union does not go unasked')
    """
    code, _, what = name.partition(".")
    named = {power.lower(): power for power in teller.powers.values()}
    plain = " ".join(named.get(word, word) for word in what.split("_"))
    if yes:
        return f"{teller.power(code)} {YES.get(plain, plain)}"
    return f"{teller.power(code)} {NO.get(plain) or negated(plain)}"


def negated(plain: str) -> str:
    """The opposite of a verb with what follows it.

    >>> negated("refuses"), negated("goes alone"), negated("transit")
    ('does not refuse', 'does not go alone', 'says no to transit')
    """
    verb, _, rest = plain.partition(" ")
    if verb not in _BASES and not verb.endswith("s"):
        return f"says no to {plain}"
    return f"does not {_BASES.get(verb, verb.removesuffix('s'))} {rest}".strip()


# ---------------------------------------------------------------- the campaign
def campaign(record: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    """The attack, who acts, whose help has its effect, what falls."""
    if record["end"] in ("deterred", "yielded"):
        return
    events = record["events"]
    yield from _acts(events, teller)
    yield from _help(events, teller)
    yield from _places(events, teller)


def _acts(events: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    clauses = teller.naming.clauses
    done = {
        (day, act_in_words(_named(clauses[name], teller)))
        for name, day in events["acts"].items()
        if name in clauses and clauses[name].act in SHOWN_ACTS
    }
    if done:
        said = [f"{what} from {_when(day, teller)}" for day, what in sorted(done)]
        yield f"{_sentence(words.listed(said))}."
    elif events["decisions"]:
        yield _nobody(events["decisions"], teller)


def _nobody(fell: Mapping[str, Mapping[str, Any]], teller: Teller) -> str:
    """That no clause moved anybody, and who was ready all the same."""
    ready = [
        teller.power(name.partition(".")[0])
        for name, one in fell.items()
        if one["yes"] and name.partition(".")[2] in READY
    ]
    if not ready:
        return "No ally acts."
    word = "its word" if len(ready) == 1 else "their word"
    return f"No ally acts, though {words.listed(ready)} would keep {word}."


def _named(one: ClauseAct, teller: Teller) -> tuple[str, str, str | None]:
    whom = teller.power(one.beneficiary) if one.beneficiary else None
    return teller.power(one.power), one.act, whom


def _when(day: int, teller: Teller) -> str:
    return teller.day(day) if day < FIRST_DAY else teller.on(day)


def _help(events: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    came = sorted((one["day"], name, one) for name, one in events["helpers"].items())
    for day, name, one in came:
        brought = [
            f"{words.number(round(one[what], -2 if what == 'men' else 0))} {what}"
            for what in ("men", "aircraft")
            if one[what] >= 1
        ]
        with_ = f", in the end {words.listed(brought)}" if brought else ""
        yield f"{_sentence(helper(name, teller))}: felt from {teller.on(day)}{with_}."
    relief = events["relief_day"]
    if relief is not None:
        yield f"Relief is effective on {teller.on(relief)}."
    elif not came:
        yield "No help has any effect."


def helper(name: str, teller: Teller) -> str:
    """Whose help, by the names of the run."""
    code, _, form = name.partition(".")
    if code not in teller.powers:
        return words.helper(name)
    return f"{teller.power(code)}, {words.FORMS.get(form, form)}" if form else teller.power(code)


def _places(events: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    fallen = list(events["places"].items())
    capital = events["capital_day"]
    shown = fallen if len(fallen) <= MOST_PLACES else [*fallen[: MOST_PLACES - 1], fallen[-1]]
    named = [f"{teller.naming.places.get(name, name)} on day {day}" for name, day in shown]
    if named:
        first = named[0].replace(" on day ", " falls on day ")
        more = f" ({len(fallen)} places in all)" if len(fallen) > len(shown) else ""
        yield f"{words.listed([first, *named[1:]])}{more}."
    if capital is not None:
        yield f"The capital is lost on {teller.on(capital)}."


# ---------------------------------------------------------------- the end
def ending(record: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    """How it ends, and what is left."""
    events, day = record["events"], int(record["end_day"])
    lost = words.percent(events["value_lost"])
    army = words.percent(events["army_lost"])
    defender, attacker = (_sentence(teller.side(name)) for name in ("defender", "attacker"))
    yield {
        "deterred": "No shot is fired.",
        "yielded": f"{defender} yields without a shot and cedes {lost} of its power to go on.",
        "collapse": (
            f"Organised defence ends on {teller.on(day)}, with {lost} of what keeps the defender "
            f"going lost and {army} of its army gone."
        ),
        "settlement": f"It ends on terms on {teller.on(day)}, with {lost} lost.",
        "stop": (
            f"{attacker} gives up on {teller.on(day)}, having lost "
            f"{words.percent(events['attacker_lost'])} of the men that came; {lost} is lost."
        ),
        "still_fighting": (
            f"After {day} days {teller.side('defender')} is still fighting, with {lost} lost and "
            f"{army} of its army gone."
        ),
    }[record["end"]]
    if events["evacuated"] > 0:
        yield f"{words.percent(events['evacuated'])} of what was to leave the country has left it."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def paragraphs(rows: Iterable[Mapping[str, Any]], teller: Teller) -> Iterator[tuple[str, str]]:
    """Heading and text of each typical campaign."""
    for one in rows:
        yield heading(one), " ".join(told(one, teller))
