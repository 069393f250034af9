"""How a campaign of the past ended, in words; read without any other part of the program."""

from __future__ import annotations

OUTCOME_CLASSES = {
    "defender_collapsed": "the defender collapsed",
    "negotiated": "ended on terms",
    "attacker_gave_up": "the attacker gave up",
    "relieved": "relieved",
    "defender_held": "the defender held",
}
"""What happened, as the cards of the past class it."""
