"""One campaign told in a few sentences: its claims, which its record bears out, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from holdfast.analysis import words
from holdfast.analysis.story import (
    BEFORE_A_SHOT,
    FIRST_DAY,
    Claim,
    DecisionTold,
    Ended,
    Felt,
    Fought,
    InVain,
    NoHelp,
    ReachTold,
    Relieved,
    story,
)
from holdfast.experiment.dossier import Naming
from holdfast.experiment.outcomes import CAUSES, name_of

NO = {
    "stands": "does not stand by {ally}",
    "honours": "does not keep its word",
    "transit": "gives no leave to pass",
    "transit peace": "gives no leave to pass in peace",
    "transit crisis": "gives no leave to pass",
    "overflight": "lets no aircraft cross",
    "joins attacker": "does not join the attacker",
}
"""How a no is said where the name of a decision does not say it by itself."""

YES = {
    "stands": "stands by {ally}",
    "honours": "means to keep its word",
    "transit": "gives leave to pass",
    "transit peace": "gives leave to pass in peace",
    "transit crisis": "gives leave to pass",
    "overflight": "lets aircraft cross",
    "joins attacker": "joins the attacker",
}

AID = "aid"
"""The act by whose beneficiary it is known by whom a power may stand."""

NAMELESS = Naming()
"""Of a run that names nothing: codes are shown."""

_BASES = {"goes": "go", "does": "do", "has": "have"}

One = TypeVar("One")


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

    def ally_of(self, code: str) -> str:
        """By whom a power stands: the defender if it has promised him anything, else another."""
        acts = self.naming.clauses.values()
        to = {one.beneficiary for one in acts if one.power == code and one.act == AID}
        if not to or self.naming.defender in to:
            return self.side("defender")
        return words.listed([self.power(one) for one in sorted(filter(None, to))])

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
    """A typical campaign in three to six sentences: crisis, attack, help, ground, end."""
    return [*sentences(story(typical["record"], teller.naming), teller)]


def heading(typical: Mapping[str, Any]) -> str:
    """What the campaign is typical of.

    >>> heading({"outcome": "yielded", "share": 0.31, "course": None})
    'Yields: 31 % of all campaigns'
    """
    share = words.percent(typical["share"])
    return f"{words.capital(name_of(typical['outcome']))}: {share} of all campaigns"


SENTENCES = {Fought: "attack", Felt: "help", InVain: "help", NoHelp: "help", Relieved: "help",
             ReachTold: "ground", Ended: "end"}  # fmt: skip
"""In which sentence a claim is told; decisions are told in that which goes before them."""


def sentences(claims: Sequence[Claim], teller: Teller) -> Iterator[str]:
    """The claims in words: one sentence each for crisis, attack, help, ground and end."""
    parts: dict[str, list[Claim]] = {}
    here = "crisis"
    for claim in claims:
        here = SENTENCES.get(type(claim), here)
        parts.setdefault(here, []).append(claim)
    for some in parts.values():
        said = "; ".join(_together(kind, [*same], teller) for kind, same in groupby(some, type))
        yield f"{words.capital(said)}."


def _together(kind: type[Claim], claims: Sequence[Claim], teller: Teller) -> str:
    if kind is DecisionTold:
        return _decisions(_of(claims, DecisionTold), teller)
    if kind is Felt:
        return _help(_of(claims, Felt), teller)
    if kind is InVain:
        return _in_vain(_of(claims, InVain), teller)
    return _single(claims[0], teller)


def _of(claims: Sequence[Claim], kind: type[One]) -> list[One]:
    return [one for one in claims if isinstance(one, kind)]


def _single(claim: Claim, teller: Teller) -> str:
    match claim:
        case Fought():
            return _fought(teller)
        case NoHelp(ready):
            return _no_help([teller.power(code) for code in ready])
        case Relieved(day, too_late):
            would = "would have been" if too_late else "is"
            return f"relief {would} effective on {teller.on(day)}{', too late' * too_late}"
        case ReachTold(place, day):
            return _reached(place, day, teller)
        case Ended():
            return _ended(claim, teller)
        case _:
            raise TypeError(f"no words for {claim}")


def _fought(teller: Teller) -> str:
    on = words.date(teller.attack_on)
    when = "" if on == teller.attack_on else f" on {on}"
    return f"{teller.side('attacker')} attacks{when}, and {teller.side('defender')} fights"


def _decisions(claims: Sequence[DecisionTold], teller: Teller) -> str:
    by_day = []
    for day, some in groupby(claims, lambda one: one.day):
        said = [decision(one.name, one.yes, teller) for one in some]
        by_day.append(f"{_when(day, teller)} {words.listed(said)}")
    return "; ".join(by_day)


def _when(day: int, teller: Teller) -> str:
    return f"on {teller.day(day) if day < FIRST_DAY else teller.on(day)}"


def decision(name: str, yes: bool, teller: Teller) -> str:
    """Who decides, and how.

    >>> teller = Teller("1938-10-01")
    >>> decision("FRA.stands", False, teller), decision("SUN.goes_unasked", False, teller)
    ('France does not stand by the defender', 'the Soviet Union does not go unasked')
    """
    code, _, what = name.partition(".")
    named = {power.lower(): power for power in teller.powers.values()}
    plain = " ".join(named.get(word, word) for word in what.split("_"))
    said = (YES.get(plain, plain) if yes else NO.get(plain)) or negated(plain)
    return f"{teller.power(code)} {said.format(ally=teller.ally_of(code))}"


def negated(plain: str) -> str:
    """The opposite of a verb with what follows it.

    >>> negated("refuses"), negated("goes alone"), negated("transit")
    ('does not refuse', 'does not go alone', 'says no to transit')
    """
    verb, _, rest = plain.partition(" ")
    if verb not in _BASES and not verb.endswith("s"):
        return f"says no to {plain}"
    return f"does not {_BASES.get(verb, verb.removesuffix('s'))} {rest}".strip()


# ---------------------------------------------------------------- help, ground, end
def _help(claims: Sequence[Felt], teller: Teller) -> str:
    said = [
        f"{helper(one.helper, teller)}, {'draws attackers away' if one.drawn_away else 'is felt'} "
        f"from {teller.on(one.day)}"
        for one in claims
    ]
    return "; ".join(said)


def _in_vain(claims: Sequence[InVain], teller: Teller) -> str:
    said = [f"{teller.power(one.power)} is in the war from {teller.on(one.day)}" for one in claims]
    their = "its" if len(said) == 1 else "their"
    return f"{words.listed(said)}, but {their} help is not felt before the end"


def _no_help(ready: list[str]) -> str:
    if not ready:
        return "no help is felt"
    word = "its word" if len(ready) == 1 else "their word"
    return f"no help is felt, though {words.listed(ready)} would keep {word}"


def helper(name: str, teller: Teller) -> str:
    """Whose help, by the names of the run."""
    code, _, form = name.partition(".")
    if code not in teller.powers:
        return words.helper(name)
    return f"{teller.power(code)}, {words.FORMS.get(form, form)}" if form else teller.power(code)


def _reached(place: str | None, day: int, teller: Teller) -> str:
    if place is None:
        return f"the capital is lost on {teller.on(day)}"
    return f"the attacker gets as far as {teller.naming.places.get(place, place)}, on day {day}"


def _ended(claim: Ended, teller: Teller) -> str:
    lost, army = words.percent(claim.value_lost), words.percent(claim.army_lost)
    defender, attacker, on = teller.side("defender"), teller.side("attacker"), teller.on(claim.day)
    why = f" ({CAUSES[claim.cause]})" if claim.cause else ""
    said = {
        "deterred": "no shot is fired",
        "yielded": (
            f"{defender} yields without a shot and cedes {lost} of its people and industry"
        ),
        "collapse": (
            f"organised defence ends on {on}{why}, with {lost} of the country's people and "
            f"industry lost and {army} of the army gone"
        ),
        "settlement": f"it ends on terms on {on}{why}, with {lost} lost",
        "stop": (
            f"{attacker} gives up on {on}{why}, having lost {words.percent(claim.attacker_lost)} "
            f"of the men that came; {lost} of the country's people and industry is lost"
        ),
        "still_fighting": (
            f"after {claim.day} days {defender} is still fighting, with {lost} of the country's "
            f"people and industry lost and {army} of the army gone"
        ),
    }[claim.end]
    return said + _evacuated(claim)


def _evacuated(claim: Ended) -> str:
    share = words.percent(claim.evacuated)
    if claim.end in BEFORE_A_SHOT or share == words.percent(0.0):
        return ""
    return f"; {share} of what was to leave the country has left it"


def paragraphs(rows: Iterable[Mapping[str, Any]], teller: Teller) -> Iterator[tuple[str, str]]:
    """Heading and text of each typical campaign."""
    for one in rows:
        yield heading(one), " ".join(told(one, teller))
