"""How far a helper comes on the way from a promise to a saved defence, and what may stop him.

Seven steps, each of which has the former behind it:

bound
    a clause of his that would help is in force, and what it waits for holds;
decides
    he decides as that clause, or the force itself, asks of him;
acts
    his act is done, what sends his force holds;
has_a_way
    leave for a route is given; leave to fly, and a field; on a second front he attacks in earnest;
arrives
    men or aircraft are there, or attackers were sent against him;
felt
    his help has had its first effect by the last day that is looked at;
decisive
    the defence stands, and would not have without help.
"""

from __future__ import annotations

from dataclasses import dataclass

STEPS = ("bound", "decides", "acts", "has_a_way", "arrives", "felt", "decisive")

BOUND, DECIDES, ACTS, HAS_A_WAY, ARRIVES, FELT, DECISIVE = range(1, len(STEPS) + 1)

NO_PACT, LATE_ACT = "no_pact_in_force", "act_not_due"
NO_ROUTE, NO_FIELD, NO_FRONT, PROBES = "no_route", "no_field", "no_attack_there", "probes"
WAY_CUT, NO_TRAIN, FIELDS_LOST = "way_cut", "no_train", "fields_lost"
NOT_READY, NOBODY_MISSED, AFTER_THE_END = "not_ready", "nobody_missed", "after_the_end"


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of STEPS a helper passed, and why not the next; an atom in the pacts' words."""

    steps: int
    reason: str = ""
