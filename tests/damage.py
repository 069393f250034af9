"""A small run on disk, and ways in which people, disks and programs spoil one."""

from __future__ import annotations

import shutil
from functools import cache

from cards import template_theatre
from holdfast.experiment.cases import Case
from holdfast.experiment.seals import KINDS
from holdfast.experiment.simulate import Design, simulate
from holdfast.experiment.store import Store
from questions import question

DESIGN = Design(futures=9, replications=2, seed=1, workers=1, block=3)
DATES = ("1937-05-01", "1938-05-01")
BLOCKS = 6


@cache
def cases():
    theatre = template_theatre()
    return [Case.single(date, theatre) for date in DATES]


def begin(folder, design=DESIGN, resume=False, **more):
    return Store.begin(folder, question(design, cases(), **more), "id: my-state\n", resume)


def played(folder, design=DESIGN, resume=False, **more):
    """Play the run, or what is left of it; give the store, closed."""
    with begin(folder, design, resume, **more) as store:
        assert simulate(cases(), design, store)
        store.keep("told.json", '{"1937-05-01": {"acts": {}}}')
        store.keep("answer.json", '{"rows": []}')
    return store


def rows(store):
    return {kind: store.read(kind) for kind in KINDS}


def seen(store):
    """Some columns of each kind as the store gives them, and every byte that they come from."""
    few = [["future", "outcome"], ["future"], ["day", "count"]]
    tables = [store.read(kind, columns) for kind, columns in zip(KINDS, few, strict=True)]
    numbers = store.finished_blocks()
    return tables, [store.part(kind, n).read_bytes() for n in numbers for kind in KINDS]


def copied(source, target):
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target)
    return target
