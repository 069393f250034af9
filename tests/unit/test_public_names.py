"""`import holdfast as hf`: the names of the README and of the package's docstring."""

import pytest

import holdfast as hf
from cards import template_text


@pytest.fixture
def card(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "card.yaml"
    path.write_text(template_text())
    return path


def test_every_public_name_is_there_and_documented():
    for name in hf.__all__:
        assert getattr(hf, name).__doc__, name


def test_a_card_is_played_answered_reported_and_asked_in_sql(card, tmp_path):
    ensemble = hf.simulate(str(card), futures=30, replications=2)
    answer = hf.answer(ensemble)
    assert answer.to_frame()["p"].sum() == pytest.approx(1)
    assert "<table" in answer._repr_html_()
    assert "my-state" in repr(hf.open_run(answer.directory))
    counted = ensemble.sql("select outcome, median(relief_day) m from campaigns group by outcome")
    assert len(counted) >= 2
    page = hf.report(ensemble, tmp_path / "report.html")
    assert "An invented state" in page.read_text("utf-8")
    assert callable(hf.report)
    assert callable(hf.catalog)


def test_what_ifs_are_compared_and_the_past_is_answered(card):
    compared = hf.compare(hf.load(card), ["no-works"], futures=40)
    assert set(compared.to_frame()["name"]) == {"base", "no-works"}
    told = hf.hindcast(card, futures=30)
    assert told.to_frame()["forecaster"].nunique() == 5


def test_faults_are_returned_by_check_and_raised_by_load(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("id: x\n")
    assert hf.check(path)
    with pytest.raises(hf.ScenarioError) as caught:
        hf.load(path)
    assert caught.value.faults == hf.check(path)
    assert hf.check("finland-1939") == ()


def test_a_crisis_is_taken_apart():
    assert hf.pact("munich-1938").answer.deadlocks
