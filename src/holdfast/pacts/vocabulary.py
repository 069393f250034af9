"""Every word of the clause language in one table: what may be promised, what may be asked.

Code and documentation both read these tables, so a word cannot exist in one of them alone.
"""

from __future__ import annotations

from dataclasses import dataclass

ACT_KINDS: dict[str, str] = {
    "aid": "help of any kind that fights",
    "land": "ground forces",
    "air": "air forces",
    "sea": "naval forces",
    "supplies": "arms, goods, credit",
    "declare_war": "a declaration of war",
    "mobilise": "mobilisation",
    "transit": "leave to cross the territory",
    "overflight": "leave to cross the air",
    "neutrality": "no help to the other side",
    "non_aggression": "no attack",
    "consult": "talks",
    "guarantee": "a frontier or an independence is guaranteed",
    "no_separate_peace": "no armistice or peace alone",
    "announce": "a public declaration of one's stand",
    "demand": "a demand",
    "refuse": "a refusal",
    "yield": "giving way",
}

MEETS_AID = frozenset({"aid", "land", "air", "sea", "declare_war"})

ROLES = frozenset({"self", "other", "each"})


def meets(done: str, wanted: str) -> bool:
    """Say whether an act of one kind is the act that a clause waits for.

    >>> meets("land", "aid"), meets("supplies", "aid"), meets("aid", "land")
    (True, False, False)
    """
    return done == wanted or (wanted == "aid" and done in MEETS_AID)


@dataclass(frozen=True, slots=True)
class FactForm:
    """How one kind of fact is written: what each place takes, and whether it names attackers."""

    takes: tuple[str, ...]
    attackers: bool
    meaning: str


FACTS: dict[str, FactForm] = {
    "attacked": FactForm(("power",), True, "the power is attacked"),
    "unprovoked": FactForm(("power",), True, "the attack on the power is without provocation"),
    "at_war": FactForm(("power", "power"), False, "the two are at war, whoever is named first"),
    "mobilised": FactForm(("power",), False, "the power has mobilised"),
    "holds": FactForm(("name", "power"), False, "the place is in the power's hands"),
    "in_force": FactForm(("pact",), False, "the pact is in force"),
    "fact": FactForm(("name",), False, "anything else, by a name of your own"),
}

OTHER_FORMS: dict[str, str] = {
    "acts": "acts(X, kind, for=Y, against=Z): the power does it, whatever clause makes it; "
    "for=(A, B): for any of them",
    "decides": "decides(X.name): the decision is made",
    "after": "after(n): from day n",
    "at_least": "at_least(k, a, b, …): k of them hold",
}

TOP_KEYS = (
    "title", "note", "source", "day_zero", "powers", "pacts", "facts", "decisions", "groups",
    "together", "ask", "expect",
)  # fmt: skip
PACT_KEYS = ("title", "note", "source", "signed", "in_force", "parties", "clauses")
CLAUSE_KEYS = (
    "id", "obligor", "beneficiary", "act", "against", "kind", "when", "provided", "delay_days",
    "deadline_days", "brings", "discretion", "source", "note",
)  # fmt: skip
IN_FORCE_KEYS = ("from", "to", "notice_months", "renewed_years", "denounced", "until_peace")
DEADLINE_FROM = ("trigger", "day_zero")
BROUGHT: dict[str, tuple[str, ...]] = {
    "men": ("aid", "land", "mobilise"),
    "divisions": ("aid", "land", "mobilise"),
    "tanks": ("aid", "land", "supplies"),
    "guns": ("aid", "land", "supplies"),
    "aircraft": ("aid", "air", "supplies"),
    "ships": ("aid", "sea", "supplies"),
}
"""What a clause can promise in numbers, and the acts that bring it."""
KINDS = ("treaty", "practice")
DISCRETIONS = ("automatic", "own_means", "own_judgement", "invoked_by_victim")
