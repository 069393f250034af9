"""Twenty broken cards: every fault is found, placed and remedied, in one pass; nothing runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from holdfast.cli.main import app
from holdfast.errors import ScenarioError
from holdfast.scenario.card_source import load_cards, read_sources

FOLDER = Path(__file__).parents[1] / "broken_cards"
CARDS = sorted(FOLDER.glob("*.yaml"))


def expected(card: Path) -> list[tuple[str, str, str]]:
    """(line:column, part of the message, part of the remedy) of each fault."""
    rows = []
    for line in card.with_suffix(".expected").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            where, message = re.match(r"(\d+:\d+): (.*)", line).groups()
            message, _, remedy = message.partition("|")
            rows.append((where, message.strip(), remedy.strip()))
    return rows


def faults_of(card: Path):
    with pytest.raises(ScenarioError) as caught:
        load_cards(read_sources(card, card.name))
    return caught.value.faults


def test_there_are_twenty_broken_cards():
    assert len(CARDS) >= 20


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_every_fault_is_found_in_one_pass(card):
    faults = faults_of(card)
    for where, message, remedy in expected(card):
        found = [f for f in faults if f"{f.line}:{f.column}" == where and message in f.message]
        assert found, f"{where}: {message!r} not among\n" + "\n".join(map(str, faults))
        advice = " ".join((found[0].remedy, found[0].path, found[0].message))
        assert remedy in advice, f"{where}: no remedy {remedy!r} in {advice!r}"


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_nothing_else_is_called_a_fault(card):
    told = {where for where, _, _ in expected(card)}
    others = [f for f in faults_of(card) if f"{f.line}:{f.column}" not in told]
    assert not others, "\n".join(map(str, others))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_the_commands_refuse_it_without_a_traceback_and_run_nothing(card, tmp_path):
    for command, code in ((["check", str(card)], 1), (["hindcast", str(card)], None)):
        result = CliRunner().invoke(app, command)
        if code is not None:
            assert result.exit_code == code
        else:
            assert isinstance(result.exception, ScenarioError)
    folder = tmp_path / "run"
    result = CliRunner().invoke(app, ["run", str(card), "--out", str(folder)])
    assert isinstance(result.exception, ScenarioError)
    assert not folder.exists()
