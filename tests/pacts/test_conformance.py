"""Every case of the suite: against its expectations, and against the slow second engine."""

from __future__ import annotations

import pytest

from holdfast.errors import ScenarioError
from holdfast.pacts import answer, load
from pacts.conformance import (
    CRISES,
    answered_cases,
    disagreements,
    expected_faults,
    malformed_cases,
)
from pacts.oracle import Oracle
from pacts.test_against_oracles import agree_on_days, agree_on_futures, agree_on_rows

SMALL = {"decisions": 7, "promises": 9}
crises = sorted(CRISES.glob("*.yaml"))


def name(path):
    return path.stem


@pytest.mark.parametrize("path", [*answered_cases(), *crises], ids=name)
def test_the_engine_says_what_the_case_expects(path):
    file = load(path)
    assert file.expect, "a case that expects nothing tests nothing"
    assert disagreements(answer(file)) == []


@pytest.mark.parametrize("path", answered_cases(), ids=name)
def test_small_cases_equal_the_slow_second_engine(path):
    file = load(path)
    small = len(file.uncertain) <= SMALL["decisions"]
    pairs = sum(
        len(c.obligors) * len(c.beneficiaries or "1") for p in file.pacts for c in p.clauses
    )
    if not small or pairs > SMALL["promises"]:
        assert path.stem[:3] in ("C10", "C11", "C12", "H05", "L15", "L16"), "list it as large"
        return
    found, oracle = agree_on_days(path.read_text(encoding="utf-8"))
    agree_on_futures(found, oracle)
    agree_on_rows(found, oracle)
    assert [list(acts) for acts in found.first_movers] == Oracle(file).first_movers()


@pytest.mark.parametrize("path", malformed_cases(), ids=name)
def test_malformed_files_get_every_fault_at_its_place(path):
    with pytest.raises(ScenarioError) as caught:
        load(path)
    faults = caught.value.faults
    expected = expected_faults(path)
    assert sorted((one.line, one.column) for one in faults) == sorted(one[:2] for one in expected)
    for line, column, says in expected:
        messages = [one.message for one in faults if (one.line, one.column) == (line, column)]
        assert any(says in message for message in messages), (says, messages)


def test_the_suite_is_numbered_without_gaps_and_large_enough():
    stems = [path.stem for path in (*answered_cases(), *malformed_cases())]
    assert len(stems) >= 60
    assert len(malformed_cases()) >= 12
    numbers: dict[str, list[int]] = {}
    for stem in stems:
        numbers.setdefault(stem[0], []).append(int(stem[1:3]))
    for letter, found in numbers.items():
        assert sorted(found) == list(range(1, len(found) + 1)), letter
