"""Work is counted, never timed: chains of thresholds, many deadlocks apart, long sentences."""

from __future__ import annotations

import pytest

from holdfast.pacts import answer, days, groups, parse
from holdfast.pacts.diagrams import Diagrams
from holdfast.pacts.places import Original


def chain_of_thresholds(count, reverse=False, least=1):
    """Power n moves once n others have moved (Granovetter, Am. J. Sociology 83(6), 1978).

    least : the lowest threshold but 0; with 2 the chain breaks behind the first power
    """
    names = [f"S{number:03d}" for number in range(count)]
    lines = ["powers: [VIC, AGG]", "pacts: {club: {clauses: [", "]}}"]
    clauses = ['  {id: "0", obligor: S000, beneficiary: VIC, act: aid, when: attacked(VIC)},']
    for number, name in enumerate(names[1:], 1):
        others = ", ".join(f"acts({one}, aid, for=VIC)" for one in names if one != name)
        clauses.append(
            f'  {{id: "{number}", obligor: {name}, beneficiary: VIC, act: aid, delay_days: 1, '
            f'when: "at_least({max(number, least)}, {others})"}},'
        )
    lines[0] = f"powers: [VIC, AGG, {', '.join(names)}]"
    lines[2:2] = clauses[::-1] if reverse else clauses
    lines += ["facts: [attacked(VIC)]", f'ask: {{last: "acts({names[-1]}, for=VIC)"}}']
    return "\n".join(lines) + "\n"


def deadlocks_apart(powers):
    """Every two powers wait for each other, and for nobody else."""
    names = ", ".join(f"P{number:02d}" for number in range(powers))
    clause = 'obligor: each, beneficiary: other, act: aid, when: "acts(other, aid, for=self)"'
    return f"pacts: {{p: {{parties: [{names}], clauses: [{{id: c, {clause}}}]}}}}\n"


@pytest.fixture
def counted(monkeypatch):
    """Counts the calls of a function or method by its name."""
    counts = {}

    def count(owner, name):
        plain = getattr(owner, name)
        counts[name] = 0

        def counting(*arguments, **more):
            counts[name] += 1
            return plain(*arguments, **more)

        monkeypatch.setattr(owner, name, counting)
        return counts

    return count


@pytest.mark.parametrize("reverse", [False, True])
def test_a_chain_of_thresholds_without_decisions_needs_no_diagrams(counted, reverse):
    file = parse(chain_of_thresholds(24, reverse))
    counts = counted(Diagrams, "check")
    counted(groups, "unfold")
    counted(days, "holds")
    found = answer(file)
    assert found.ask["last"]["causal"].day_if_all == 23
    assert counts["check"] == 0
    assert counts["unfold"] <= 5, "once with every decision made, once for all, once a path"
    assert counts["holds"] <= 3 * 24**3, "each change, at most, looks at every idle sentence"


def test_deadlocks_that_stand_apart_go_in_one_search_however_many_they_are(counted):
    counts = counted(groups, "unfold")
    for powers, pairs in ((3, 3), (5, 10)):
        counts["unfold"] = 0
        found = answer(parse(deadlocks_apart(powers)))
        assert len(found.deadlocks) == pairs
        assert [row.simultaneous_day for row in found.acts] == [0] * 2 * pairs
        assert counts["unfold"] <= 4


def test_each_character_of_a_sentence_is_walked_once_for_all_its_names(counted):
    counts = counted(Original, "_width")
    text = chain_of_thresholds(20)
    parse(text)
    assert counts["_width"] <= len(text)


@pytest.mark.parametrize("reverse", [False, True])
def test_who_could_mend_a_broken_chain_is_found_in_one_sweep_a_day(counted, reverse):
    file = parse(chain_of_thresholds(14, reverse, least=2))
    counts = counted(Diagrams, "check")
    found = answer(file)
    assert len(found.deadlocks) == 1
    assert len(found.first_movers) == 13, "any one of those who wait"
    assert counts["check"] <= 14**3
