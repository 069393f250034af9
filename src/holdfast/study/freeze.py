"""Other powers' decisions held: the odds of each no longer answer what others do.

So what a change of facts does by itself can be told apart from what it does because others
decide otherwise. Both runs draw the same uniforms, so frozen decisions fall alike in both.
"""

from __future__ import annotations

from collections.abc import Iterable

from holdfast.schema.quantity import fixed
from holdfast.schema.scenario import Decision, Odds, Scenario

DECISIONS = "decisions."


def frozen(scenario: Scenario, free: Iterable[str] = ()) -> Scenario:
    """A scenario in which allies and thirds decide by the last of their lines of odds alone.

    A decision with no line that always holds is a no where no line holds: frozen, it is a no.

    Parameters
    ----------
    free : decisions that keep their lines, because the change under study sets them itself.
    """
    ours = {scenario.sides.defender, scenario.sides.attacker}
    kept = set(free)
    decisions = {
        name: one if name.partition(".")[0] in ours or name in kept else unconditional(one)
        for name, one in scenario.decisions.items()
    }
    return scenario.model_copy(update={"decisions": decisions})


def unconditional(decision: Decision) -> Decision:
    """A decision whose odds hang on nothing."""
    if not decision.odds:
        return decision
    last = decision.odds[-1]
    line = last if last.when is None else Odds(p=fixed(0))
    return decision.model_copy(update={"odds": [line]})


def set_by(paths: Iterable[str], decisions: Iterable[str]) -> set[str]:
    """The decisions that effects on these paths set.

    >>> set_by(["decisions.FRA.stands.p", "places.x.value"], ["FRA.stands", "FRA.honours"])
    {'FRA.stands'}
    """
    named = [path.removeprefix(DECISIONS) for path in paths if path.startswith(DECISIONS)]
    return {
        name for name in decisions if any(path == name or _inside(path, name) for path in named)
    }


def _inside(path: str, name: str) -> bool:
    return path.startswith((f"{name}.", f"{name}["))
