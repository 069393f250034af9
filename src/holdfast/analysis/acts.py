"""The acts of clauses as a person says them."""

from __future__ import annotations

from holdfast.pacts.answer import Act

DOES = {
    "aid": "helps", "land": "sends its army", "air": "sends its air force",
    "sea": "sends its fleet", "supplies": "sends supplies", "declare_war": "declares war",
    "mobilise": "mobilises", "transit": "lets the army pass", "overflight": "lets aircraft pass",
    "neutrality": "stays neutral", "non_aggression": "does not attack", "consult": "consults",
    "guarantee": "guarantees", "no_separate_peace": "makes no separate peace",
    "announce": "declares its stand", "demand": "makes its demand", "refuse": "refuses",
    "yield": "gives way",
}  # fmt: skip
"""What who acts does, by act."""

FOR = {
    "aid": "", "neutrality": "towards", "non_aggression": "", "consult": "", "guarantee": ""
}  # fmt: skip
"""The word before whom it is for, where it is not *for*."""


def act_in_words(act: Act) -> str:
    """An act as a person says it.

    >>> act_in_words(("SUN", "land", "CSK"))
    'SUN sends its army for CSK'
    """
    power, kind, other = act
    whom = f"{FOR.get(kind, 'for')} {other}".strip() if other else ""
    return f"{power} {DOES[kind]} {whom}".strip()
