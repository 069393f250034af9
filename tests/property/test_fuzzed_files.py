"""Damaged files: faults with places inside them, and never another exception."""

import pytest

from fuzzing import EVERY_TENTH, wrong_in
from holdfast.text.nodes import Position

CASES = 400
BATCH = 40


@pytest.mark.parametrize("first", range(0, CASES, BATCH))
def test_whatever_is_done_to_a_file_is_told_as_faults_inside_it(first):
    assert BATCH % EVERY_TENTH == 0, "every batch has its share of scenarios"
    wrong = {seed: told for seed in range(first, first + BATCH) if (told := wrong_in(seed))}
    assert not wrong


@pytest.mark.parametrize(
    ("module", "name", "broken"),
    [("holdfast.text.yaml", "refused_in", lambda _: None),
     ("holdfast.scenario.check", "number", lambda node: float(node.text) if node else None),
     ("holdfast.schema.validate", "locate", lambda node, _: Position(node.position.file, 9999, 1))],
)  # fmt: skip
def test_what_is_planted_is_found(module, name, broken, monkeypatch):
    monkeypatch.setattr(f"{module}.{name}", broken)
    seeds = (seed for seed in range(CASES) if seed % EVERY_TENTH)
    assert any(wrong_in(seed) for seed in seeds)
