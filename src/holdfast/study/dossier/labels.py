"""What the fields, codes and parts of cards and scenarios are called for a reader."""

from __future__ import annotations

LABELS = {
    "u": "factor on all men", "a": "attacker's share", "d": "defender's share", "p": "odds",
    "at_km": "begins at", "depth_km": "depth", "width_km": "width", "open_day": "opens on day",
    "known": "could be known on day 1", "men": "men", "value": "value",
    "known_day": "promise known on day", "common_cause": "one cause decides for all",
    "cinc": "share of the world's capabilities", "milex": "military expenditure",
    "milper": "men under arms, thousands", "pec": "primary energy", "tpop": "people, thousands",
    "day": "day", "training": "training, attacker and defender",
    "surprise": "surprise (0 to 3)", "strength": "strength (0 to 1)",
}  # fmt: skip
"""Words for fields whose names do not say enough."""

CODES: dict[str, dict[object, str]] = {
    "known": {"plan": "yes", "late": "no"},
    "roads": {1: "sparse", 2: "medium", 3: "dense"},
    "era": {"pre1914": "before 1914", "ww1": "First World War", "ww2": "1919 to 1945",
            "postwar": "after 1945"},
}  # fmt: skip
"""Words for coded values, by field."""

ONE_OF = {
    "forces": "force", "belts": "belt", "arrived": "arrival", "promises": "help", "axes": "axis"
}  # fmt: skip
"""What an unnamed thing of a list is called."""

SETTING = "The setting"

CARD_PARTS = {
    "capability": "National capabilities", "aim": "The attacker's aim, as odds",
    "attacker": "The attacker", "defender": "The defender", "isolation": "Siege or blockade",
    "places": "Places: shares of the power to go on", "axes": "Ways into the country",
    "relief": "Help",
}  # fmt: skip
"""The parts of a card's inputs in the order in which they are shown, its plain ones apart."""

DECISIONS = "Decisions and their odds"

OWN_LAW = "Constants put in place of the law's"

SCENARIO_PARTS = {
    "setting": SETTING, "calendar": "The calendar", "hazard": "The attack in any month",
    "powers": "The powers", "places": "Places", "links": "Roads and railways",
    "sectors": "The frontier and its works", "lines": "Lines of retreat", "axes": "Axes",
    "works": "How works become strength", "travel": "How armies move",
    "contingents": "Forces", "deployment": "Where the defender stands", "air": "In the air",
    "economy": "What is prepared: money, capacity, goods, orders",
    "projects": "Projects: trades, buildings, talks",
    "events": "Events", "decisions": DECISIONS,
    "groups": "What decides for several at once", "arising": "Facts that arise",
    "branches": "Turnings of history",
    "crisis": "How the crisis can end", "evacuation": "The way out",
    "courses_of_action": "What the attacker may do", "plans": "Plans of the defender",
    "what_ifs": "What if", "schools": "Schools: rival readings of the sources",
    "outside_view": "The outside view: comparable promises of the past", "relief": "Relief",
    "law": OWN_LAW,
}  # fmt: skip
"""The parts of a scenario in the order in which they are shown."""


def plain_name(name: str) -> str:
    """A field's name as words.

    >>> plain_name("in_being")
    'in being'
    """
    return name.replace("_", " ")


def label_of(field: str) -> str:
    """What a field is called.

    >>> label_of("u"), label_of("built")
    ('factor on all men', 'built')
    """
    return LABELS.get(field, plain_name(field))


def joined(label: str, name: str) -> str:
    """Words for something inside something.

    >>> joined("heavy", "built"), joined("", "men")
    ('heavy, built', 'men')
    """
    return f"{label}, {name}" if label else name
