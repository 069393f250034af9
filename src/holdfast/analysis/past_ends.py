"""How a campaign of the past ended, in words; read without any other part of the program."""

from __future__ import annotations

PAST_ENDS = {
    "defender_collapsed": "collapsed",
    "negotiated": "ended on terms",
    "attacker_gave_up": "repelled",
    "relieved": "was relieved",
    "defender_held": "held",
}
"""What happened to the defence, as the cards of the past class it."""
