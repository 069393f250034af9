"""Comparisons and hindcasts kept in a folder, so that a report can be made of them later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from holdfast.analysis import words
from holdfast.analysis.compared import COMPARISON, ComparedChange, ComparisonRecord
from holdfast.analysis.past import HINDCAST, PastRecord
from holdfast.experiment.facts import kernel_hash
from holdfast.experiment.files import make_folder, write_atomically
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.study.compare import BASE, FROZEN, Comparison, Comparisons, Variation
from holdfast.study.hindcast import Hindcast
from holdfast.study.run import RUNS

KINDS = {"plan": "plans", "course": "courses", "school": "schools", "view": "views"}
"""What may differ from the base beside its what-ifs, with the option that names it."""

WHAT_IFS = "what-ifs"


def keep_comparison(
    found: Comparisons,
    changes: Sequence[Variation],
    titles: Mapping[str, str],
    folder: Path | None = None,
) -> Path:
    """Write what was compared beside its runs; give the folder.

    Parameters
    ----------
    changes : the variations that were played.
    titles : of what-ifs, by name.
    folder : that in which the runs lie; the one of `compare` where none is named.
    """
    folder = folder or RUNS / f"{found.base}-compare"
    base = Store.open(folder / FROZEN / BASE if found.freeze_others else folder / BASE)
    notes = base.dossier
    rows = [compared(row, titles) for row in found.rows]
    defender = notes.naming.defender
    record = ComparisonRecord(
        title=notes.title,
        asked=base.question,
        base=tuple(row for row in rows if row.name == BASE),
        changes=tuple(row for row in rows if row.name != BASE),
        kinds=kinds_of(changes),
        defender=words.power(defender, notes.naming.powers) if defender else "the defence",
        is_shipped=notes.is_shipped,
        weighed_on=notes.weighed_on,
        turned=found.reversals,
    )
    write_atomically(folder / COMPARISON, record.to_json())
    return folder


def compared(row: Comparison, titles: Mapping[str, str]) -> ComparedChange:
    """One row of a comparison as it is kept."""
    return ComparedChange(
        name=row.name,
        title=titles.get(row.name, row.name),
        attack_on=row.attack_on,
        stands=row.stands,
        saved=row.saved,
        days_held=row.days_held,
        difference=row.difference,
        split=row.split,
    )


def kinds_of(changes: Sequence[Variation]) -> dict[str, tuple[str, ...]]:
    """The names of what was compared, by the option of the command line that names them."""
    found: dict[str, tuple[str, ...]] = {}
    for one in changes:
        chosen = one.choices
        kind = next((option for name, option in KINDS.items() if getattr(chosen, name) == one.name),
                    WHAT_IFS)  # fmt: skip
        found[kind] = (*found.get(kind, ()), one.name)
    return found


def keep_hindcast(
    found: Hindcast, posterior_hash: str, design: Design, folder: Path, asked: str | None = None
) -> Path:
    """Write what was foretold and what happened into a folder; give the folder.

    asked : the file or id that was asked about.
    """
    record = PastRecord(
        given=found.given,
        asked=asked,
        campaigns=found.campaigns,
        stack_weight=found.stack_weight,
        scores=found.scores,
        relief_scores=found.relief_scores,
        futures=design.futures,
        seed=design.seed,
        version=version("holdfast"),
        kernel_hash=kernel_hash(),
        posterior_hash=posterior_hash,
    )
    make_folder(folder)
    write_atomically(folder / HINDCAST, record.to_json())
    return folder
