"""What every plan has come to so far: campaigns by plan and course, always the first futures.

A longer run begins with the shorter, so that plans of which one was played longer are compared on
the futures that both have. Nothing here depends on threads or on the order of the plans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np
import pandas as pd

from holdfast.analysis.attribution import Worlds, measured
from holdfast.analysis.measures import by_future
from holdfast.analysis.paired import Runs
from holdfast.experiment.outcomes import columns
from holdfast.experiment.simulate import Design, in_order, play
from holdfast.experiment.stopping import StopAsked
from holdfast.study.planning.candidates import Candidate, Course

STANDS, DAYS_HELD = "stands", "days_held"

Played: TypeAlias = Mapping[str, Worlds]
"""Campaigns of a plan against a course, by measure."""

OnDone = Callable[[int], None]
"""Called with how many campaigns came to an end."""

Job: TypeAlias = tuple[str, str, int, Played]
"""Plan, course, futures, campaigns."""


@dataclass
class Ledger:
    """Plays plans against courses and keeps what they came to."""

    courses: tuple[Course, ...]
    design: Design
    stop: StopAsked = field(default_factory=StopAsked)
    on_done: OnDone | None = None
    campaigns: int = 0
    """Played so far."""
    _kept: dict[tuple[str, str], Played] = field(default_factory=dict)
    _futures: dict[tuple[str, str], int] = field(default_factory=dict)

    def play_to(self, plans: Iterable[Candidate], futures: int) -> bool:
        """Play plans until each has so many futures against every course; false if stopped."""
        todo = [
            (plan, course.name, self._futures.get((plan.name, course.name), 0))
            for plan in plans
            for course in self.courses
        ]
        todo = [one for one in todo if one[2] < futures]
        jobs = (partial(self._job, plan, course, (at, futures)) for plan, course, at in todo)
        done = 0
        for job in in_order(jobs, self.design.workers, self.stop):
            self._keep(*job)
            done += 1
        return done == len(todo)

    def _job(self, plan: Candidate, course: str, span: tuple[int, int]) -> Job:
        theatre = plan.theatres[course]
        played = play(theatre, self.design, np.arange(*span))
        told = measured(pd.DataFrame(columns(played.whole, theatre.horizon)))
        return plan.name, course, span[1], told

    def _keep(self, plan: str, course: str, futures: int, told: Played) -> None:
        key = (plan, course)
        before = self._kept.get(key)
        self._kept[key] = told if before is None else joined(before, told)
        fresh = (futures - self._futures.get(key, 0)) * self.design.replications
        self._futures[key] = futures
        self.campaigns += fresh
        if self.on_done is not None:
            self.on_done(fresh)

    def futures(self, plan: str) -> int:
        """Futures that a plan has against every course."""
        return min(self._futures.get((plan, course.name), 0) for course in self.courses)

    def played(self, plan: str, futures: int | None = None) -> dict[str, Played]:
        """A plan's campaigns by course; of the first futures alone where a number is given."""
        return {
            course.name: first(
                self._kept[plan, course.name],
                (futures or self.futures(plan)) * self.design.replications,
            )
            for course in self.courses
        }

    def runs(self, plan: str, measure: str, futures: int | None = None) -> list[Runs]:
        """A measure as float64[future, replication] of each course."""
        return [
            by_future(one[measure].helped, self.design.replications)
            for one in self.played(plan, futures).values()
        ]

    def stands(self, plans: Sequence[str], futures: int) -> Runs:
        """float64[plan, course, future]: the share of each future's campaigns that stand."""
        return np.array(
            [[one.mean(axis=1) for one in self.runs(plan, STANDS, futures)] for plan in plans]
        )


def joined(one: Played, more: Played) -> Played:
    """Campaigns, and those of the futures that come after."""
    return {
        name: Worlds(
            np.concatenate((kept.outcome, more[name].outcome)),
            np.concatenate((kept.helped, more[name].helped)),
            np.concatenate((kept.alone, more[name].alone)),
        )
        for name, kept in one.items()
    }


def first(played: Played, campaigns: int) -> Played:
    """The first campaigns."""
    return {
        name: Worlds(one.outcome[:campaigns], one.helped[:campaigns], one.alone[:campaigns])
        for name, one in played.items()
    }
