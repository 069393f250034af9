"""Whether a sentence of the pacts is true now: masks against the two words of what holds."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array


@compiled
def holds(theatre: Array, state: Array, condition: int) -> bool:
    """Whether all atoms of any term of a condition are among what holds now.

    Condition 0 always holds; condition 1 has no terms and never does.
    """
    if condition == at.ALWAYS:
        return True
    now = int(state[at.HOLDS, 0, 0])
    also = int(state[at.HOLDS, 0, 1])
    first = int(theatre[at.CONDITION_FIRST, condition, 0])
    for term in range(first, first + int(theatre[at.CONDITION_TERMS, condition, 0])):
        needs = int(theatre[at.TERM_NEEDS, term, 0])
        needs_also = int(theatre[at.TERM_NEEDS, term, 1])
        if needs & now == needs and needs_also & also == needs_also:
            return True
    return False
