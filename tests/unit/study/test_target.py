"""A card and a scenario behind one face: found, checked and prepared alike."""

import pytest

import holdfast as hf
from cards import template_text
from holdfast.catalog.posterior import load_posterior
from holdfast.errors import ScenarioError, UsageError
from holdfast.experiment.simulate import Design
from holdfast.study.choices import Choices
from holdfast.study.compare import variations
from holdfast.study.find import faults_of, find, find_one
from holdfast.study.prepared import ask

BOTH = ("finland-1939", "two-rivers")


@pytest.mark.parametrize("name", BOTH)
def test_either_is_found_has_no_faults_and_is_checked(name):
    target = find_one(name)
    assert target.id == name
    assert target.faults() == ()
    told = target.check()
    assert (told.id, told.unread) == (name, None)
    assert told.to_dict()["kind"] == told.kind


@pytest.mark.parametrize("name", BOTH)
def test_either_is_asked_alike(name):
    sample = load_posterior()
    prepared = find_one(name).prepare(Choices(), sample)
    asked = ask(prepared, Design(3, 2, seed=9))
    assert (asked.target, asked.seed, asked.kind) == (name, 9, prepared.kind)
    assert asked.posterior_hash == sample.hash
    assert [case.attack_on for case in asked.cases] == [case.attack_on for case in prepared.cases]
    assert asked.hash != ask(prepared, Design(3, 2, seed=8)).hash


def test_a_file_of_cards_holds_several_and_an_id_that_is_taken_is_a_fault(tmp_path):
    path = tmp_path / "cards.yaml"
    text = template_text()
    path.write_text(f"{text}\n---\n{text.replace('id: my-state', 'id: other')}", "utf-8")
    assert [one.id for one in find(str(path))] == ["my-state", "other"]
    with pytest.raises(UsageError, match="holds 2 cards"):
        find_one(str(path))
    path.write_text(f"{text}\n---\n{text}", "utf-8")
    (fault,) = faults_of(find(str(path)))
    assert "is taken" in fault.message


def test_a_faulty_card_is_refused_before_it_is_prepared(tmp_path):
    path = tmp_path / "card.yaml"
    path.write_text(template_text().replace("surprise:", "surprsie:"), "utf-8")
    target = find_one(str(path))
    assert target.faults()
    with pytest.raises(ScenarioError):
        target.prepare(Choices(), load_posterior())


def test_a_lone_string_is_one_name():
    assert Choices.of(what_ifs="no-works").what_ifs == ("no-works",)
    named = variations(Choices(), what_ifs="no-works", plans="forts-first")
    assert [one.name for one in named] == ["no-works", "forts-first"]


def test_the_catalogue_lists_scenarios_and_cards_with_titles():
    found = hf.catalog()
    kinds = {one.id: one.kind for one in found}
    assert kinds["two-rivers"] == "scenario"
    assert kinds["finland-1939"] == "card"
    assert all(one.title for one in found)
    assert "two-rivers" in found
    assert len(found) == len(found.to_frame())
    assert all(len(line) <= 80 for line in str(found).splitlines())
    assert "two-rivers" in found._repr_html_()
