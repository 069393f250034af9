"""Questions and dossiers for tests of the store and of answers: small, and whole."""

from __future__ import annotations

import datetime
from dataclasses import replace

from holdfast.experiment.cases import Case
from holdfast.experiment.dossier import AxisNote, DateNotes, Dossier, Naming
from holdfast.experiment.inputs import InputCoverage
from holdfast.experiment.question import AskedCase, Question
from holdfast.experiment.simulate import BINS, Design

QUESTION = Question(
    kind="card", target="my-state", target_hash="x", plan="as written", course=None, law="default",
    school=None, view="hindsight", reading="listed", attack="dates", what_ifs=(), settings=(),
    freeze_others=False, help=True, seed=1, futures=10, replications=2, block=5, bins=BINS,
    horizon=365, cases=(AskedCase("1937-05-01"),), kernel_hash="k", posterior_hash="p",
    version="0",
)  # fmt: skip


def question(design: Design, cases: tuple[Case, ...] | list[Case] = (), **more: object) -> Question:
    """What a design asks of some cases."""
    told = tuple(AskedCase(case.attack_on, case.shares()) for case in cases)
    asked = replace(
        QUESTION,
        seed=design.seed,
        futures=design.futures,
        replications=design.replications,
        block=design.block,
        cases=told or QUESTION.cases,
    )
    return replace(asked, **more)


def dossier(cases: tuple[Case, ...]) -> Dossier:
    """Names for some cases, and nothing else."""
    names = cases[0].branches[0].theatre.names
    on = datetime.date(1937, 5, 1)
    return Dossier(
        title="x",
        question=None,
        naming=Naming(
            axes=tuple(AxisNote(name, name, 100.0) for name in names.axes),
            decisions=names.decisions,
            helpers=names.helpers,
        ),
        dates=tuple(DateNotes(case.attack_on, on, True) for case in cases),
        sections=(),
        coverage=InputCoverage(0, 0, 0, (), 0),
    )
