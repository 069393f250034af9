"""A question made ready to be played, and the one place where its question is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

import yaml

from holdfast.experiment.cases import Case
from holdfast.experiment.dossier import Dossier
from holdfast.experiment.facts import kernel_hash
from holdfast.experiment.question import AskedCase, Kind, Question
from holdfast.experiment.simulate import BINS, Design
from holdfast.study.choices import Choices
from holdfast.text.nodes import Node, plain

DEFAULT_LAW = "default"


@dataclass(frozen=True)
class Prepared:
    """The cases to play, what names the question, and what is kept with it for a reader."""

    kind: Kind
    target: str
    target_hash: str
    choices: Choices
    """With the plan that is taken where none was chosen."""
    cases: tuple[Case, ...]
    posterior_hash: str
    make_dossier: Callable[[], Dossier]
    """Called once the run begins: making it costs more than looking at a question."""
    text: str
    """The card or scenario as it is kept beside the run."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Files that belong beside that text, by name."""


def ask(prepared: Prepared, design: Design) -> Question:
    """The question that a design asks of what was made ready."""
    chosen = prepared.choices
    return Question(
        kind=prepared.kind,
        target=prepared.target,
        target_hash=prepared.target_hash,
        plan=str(chosen.plan),
        course=chosen.course,
        law=DEFAULT_LAW,
        school=chosen.school,
        view=chosen.view,
        reading=chosen.reading,
        attack=chosen.attack,
        what_ifs=chosen.what_ifs,
        settings=chosen.settings,
        freeze_others=chosen.freeze_others,
        help=not design.alone,
        seed=design.seed,
        futures=design.futures,
        replications=design.replications,
        block=design.block,
        bins=BINS,
        horizon=prepared.cases[0].branches[0].theatre.horizon,
        cases=tuple(AskedCase(case.attack_on, case.shares()) for case in prepared.cases),
        kernel_hash=kernel_hash(),
        posterior_hash=prepared.posterior_hash,
        version=version("holdfast"),
    )


def as_yaml(node: Node) -> str:
    """What was run, to be kept in its folder; the C library writes it where there is one."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(plain(node), Dumper=dumper, sort_keys=False, allow_unicode=True))
