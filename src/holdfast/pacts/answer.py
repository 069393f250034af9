"""What a pact file comes to: who acts and when, deadlocks, and what each question hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from holdfast.pacts.chance import Importance
from holdfast.pacts.file import PactFile

Act = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class ActRow:
    """One clause for one pair: its day and chance, in the causal and the simultaneous reading."""

    power: str
    act: str
    beneficiary: str | None
    clause: str
    causal_day: int | None
    simultaneous_day: int | None
    p_causal: float | None
    p_simultaneous: float | None

    def to_dict(self) -> dict[str, Any]:
        """The row under its published keys."""
        row = asdict(self)
        row["for"] = row.pop("beneficiary")
        keys = ("power", "act", "for", "clause", "causal_day", "simultaneous_day")
        return {key: row[key] for key in (*keys, "p_causal", "p_simultaneous")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One question under one reading: how likely, by which decisions, killed by which refusals."""

    p: float | None
    path_sets: tuple[tuple[str, ...], ...]
    path_days: tuple[int | None, ...]
    cut_sets: tuple[tuple[str, ...], ...]
    day_if_all: int | None
    importance: Mapping[str, Importance]
    truncated: bool = False

    @property
    def single_points(self) -> tuple[str, ...]:
        """The decisions whose refusal alone kills it."""
        return tuple(refused[0] for refused in self.cut_sets if len(refused) == 1)

    def to_dict(self) -> dict[str, Any]:
        """The finding under its published keys."""
        return {
            "p": self.p,
            "path_sets": [list(made) for made in self.path_sets],
            "path_days": list(self.path_days),
            "cut_sets": [list(refused) for refused in self.cut_sets],
            "day_if_all": self.day_if_all,
            "importance": {name: asdict(worth) for name, worth in self.importance.items()},
            "truncated": self.truncated,
        }


@dataclass(frozen=True, slots=True)
class DeadlineCheck:
    """A deadline held against the causal day of one power's act; it moves nothing."""

    clause: str
    power: str
    beneficiary: str | None
    trigger_day: int | None
    """The day on which the case arises, whatever the power then decides; None is never."""
    deadline_day: int | None
    day: int | None
    met: bool | None
    """None where the case never arises: nothing is due."""

    def to_dict(self) -> dict[str, Any]:
        """The check under its published keys."""
        check = asdict(self)
        check["for"] = check.pop("beneficiary")
        keys = ("clause", "power", "for", "trigger_day", "deadline_day", "day", "met")
        return {key: check[key] for key in keys}


@dataclass(frozen=True, slots=True)
class PromisedForces:
    """What one power has promised to bring in all, and the day by which that falls due."""

    clause: str
    power: str
    act: str
    beneficiary: str | None
    by_day: int
    """Days after its case arises, as the clause says."""
    causal_day: int | None
    simultaneous_day: int | None
    """The days of the file by which it is due; None where the case never arises."""
    amounts: tuple[tuple[str, float], ...]

    def to_dict(self) -> dict[str, Any]:
        """The promise under its published keys."""
        promised = asdict(self)
        promised["for"] = promised.pop("beneficiary")
        keys = ("clause", "power", "act", "for", "by_day", "causal_day", "simultaneous_day")
        return {**{key: promised[key] for key in keys}, "amounts": dict(self.amounts)}


@dataclass(frozen=True, slots=True)
class Warned:
    """Something odd that is no fault: where, and what."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A power owes aid to one side and stands bound to keep off the other on the same days."""

    power: str
    aids: str
    against: str
    aid_clause: str
    other_clause: str
    from_day: int

    def __str__(self) -> str:
        return (
            f"{self.power} owes {self.aids} help against {self.against} ({self.aid_clause}) and is "
            f"bound towards {self.against} ({self.other_clause}), both from day {self.from_day}"
        )


@dataclass(frozen=True, slots=True)
class Idle:
    """A clause that never fires, and what it waits for in vain."""

    clause: str
    power: str
    act: str
    beneficiary: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PactAnswer:
    """The answer to a pact file; it carries its question."""

    file: PactFile
    acts: tuple[ActRow, ...]
    deadlocks: tuple[tuple[Act, ...], ...]
    first_movers: tuple[tuple[Act, ...], ...]
    ask: Mapping[str, Mapping[str, Finding]]
    checks: tuple[DeadlineCheck, ...]
    warnings: tuple[Warned, ...]
    conflicts: tuple[Conflict, ...] = ()
    idle: tuple[Idle, ...] = ()
    unlocked: Mapping[tuple[Act, ...], tuple[tuple[Act, int], ...]] = field(default_factory=dict)
    promised: tuple[PromisedForces, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The answer as published: keys are stable, null is never."""
        return {
            "acts": [row.to_dict() for row in self.acts],
            "deadlocks": [[_act(act) for act in group] for group in self.deadlocks],
            "first_movers": [[_act(act) for act in movers] for movers in self.first_movers],
            "ask": {
                name: {reading: finding.to_dict() for reading, finding in findings.items()}
                for name, findings in self.ask.items()
            },
            "checks": [check.to_dict() for check in self.checks],
            "promised": [promise.to_dict() for promise in self.promised],
            "warnings": [asdict(warning) for warning in self.warnings],
        }

    def to_records(self) -> list[dict[str, Any]]:
        """One record a clause and pair, for a table."""
        return [row.to_dict() for row in self.acts]

    def only(self, pact: str) -> PactAnswer:
        """The same answer with the rows, checks and idle clauses of one pact.

        Everything is still computed on the whole file: a treaty is not alone in the world.
        Deadlocks and first movers stay if any act of the pact hangs on them.
        """
        mine = f"{pact}/"
        acts = tuple(row for row in self.acts if row.clause.startswith(mine))
        stuck = any(row.causal_day != row.simultaneous_day for row in acts)
        return replace(
            self,
            acts=acts,
            deadlocks=self.deadlocks if stuck else (),
            first_movers=self.first_movers if stuck else (),
            checks=tuple(check for check in self.checks if check.clause.startswith(mine)),
            conflicts=tuple(
                one
                for one in self.conflicts
                if one.aid_clause.startswith(mine) or one.other_clause.startswith(mine)
            ),
            idle=tuple(one for one in self.idle if one.clause.startswith(mine)),
            unlocked=self.unlocked if stuck else {},
            promised=tuple(one for one in self.promised if one.clause.startswith(mine)),
        )

    def _repr_html_(self) -> str:
        from holdfast.pacts.notebook import answer_as_html

        return answer_as_html(self)


def _act(act: Act) -> dict[str, str | None]:
    power, kind, beneficiary = act
    return {"power": power, "act": kind, "for": beneficiary}
