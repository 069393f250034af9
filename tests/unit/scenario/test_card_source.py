"""A file of cards: a document each, or one list."""

import pytest

import holdfast as hf
from cards import template_text
from holdfast.study.find import find


def indented(text):
    return "\n".join(f"  {line}" for line in text.splitlines())


def test_a_list_of_cards_is_as_good_as_documents(tmp_path):
    one, other = template_text(), template_text().replace("id: my-state", "id: other")
    listed, divided = tmp_path / "listed.yaml", tmp_path / "divided.yaml"
    listed.write_text(f"-\n{indented(one)}\n-\n{indented(other)}\n", "utf-8")
    divided.write_text(f"{one}\n---\n{other}", "utf-8")
    for path in (listed, divided):
        assert [card.id for card in find(str(path))] == ["my-state", "other"]
        assert hf.check(path) == ()


def test_faults_of_a_listed_card_stand_at_their_place(tmp_path):
    path = tmp_path / "cards.yaml"
    path.write_text(f"-\n{indented(template_text())}\n-\n{indented('id: x')}\n", "utf-8")
    assert {fault.line for fault in hf.check(path)} == {len(template_text().splitlines()) + 3}


@pytest.mark.parametrize("text", ["[]", "", "# nothing\n"])
def test_a_file_without_cards_is_told_so(text, tmp_path):
    path = tmp_path / "cards.yaml"
    path.write_text(text, "utf-8")
    (fault,) = hf.check(path)
    assert fault.message == "holds no card"
