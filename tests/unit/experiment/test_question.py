"""The question is a type: any other field is another question, and no damaged text is one."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.errors import StoreError
from holdfast.experiment.question import AskedCase, Question
from questions import QUESTION

OTHER = {
    "kind": "scenario", "course": "north", "school": "belm", "freeze_others": True, "help": False,
    "what_ifs": ("no-works",), "settings": ("law.capture=0",), "cases": (AskedCase("1938-05-01"),),
    "asks": "yields", "format": 2,
}  # fmt: skip


def changed(value):
    """Another value of the same type."""
    return value + 1 if isinstance(value, int) else f"{value}-other"


@pytest.mark.parametrize("name", [one.name for one in fields(Question)])
def test_every_field_decides_which_question_it_is(name):
    value = OTHER[name] if name in OTHER else changed(getattr(QUESTION, name))
    other = replace(QUESTION, **{name: value})
    assert other.hash != QUESTION.hash
    assert other != QUESTION
    assert QUESTION.differences(other) == (name,)


def test_a_courses_share_is_part_of_the_question():
    cases = [AskedCase("1938-05-01", {"north": share}) for share in (0.5, 0.25)]
    one, other = (replace(QUESTION, cases=(case,)) for case in cases)
    assert one.differences(other) == ("cases",)
    assert one.hash != other.hash


words = st.text(max_size=20).filter(lambda text: text.isprintable())
questions = st.builds(
    replace,
    st.just(QUESTION),
    target=words,
    what_ifs=st.lists(words, max_size=3).map(tuple),
    settings=st.lists(words, max_size=3).map(tuple),
    course=st.none() | words,
    seed=st.integers(0, 2**32 - 1),
    help=st.booleans(),
    cases=st.lists(
        st.builds(AskedCase, words, st.dictionaries(words, st.floats(0, 1), max_size=3)),
        min_size=1,
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(questions)
def test_a_question_comes_back_from_its_text_as_it_was(asked):
    back = Question.from_json(asked.to_json())
    assert back == asked
    assert back.hash == asked.hash


TEXT = QUESTION.to_json()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.characters(), st.booleans())
def test_an_edit_anywhere_is_one_error_or_changes_nothing(at, letter, cut):
    edited = TEXT[:at] if cut else TEXT[:at] + letter + TEXT[at + 1 :]
    assert read_or_said(edited) in (QUESTION, "run/question.json")


def read_or_said(text):
    """The question of a text, or what the one error is about."""
    try:
        return Question.from_json(text, "run/question.json")
    except StoreError as error:
        return str(error).partition(" ")[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "cannot be read"),
        ("[1, 2]", "is not of format 1"),
        (TEXT.replace('"format": 1', '"format": 2'), "is not of format 1"),
        (TEXT.replace('"futures":10', '"futures":11'), "was edited"),
        (TEXT.replace('"futures":10', '"futures":"ten"'), "question|futures"),
        (TEXT.replace('"seed":1', '"sead":1'), "cannot be read"),
        ('{"format": 1, "question": ' + "[" * 100_000, "cannot be read"),
    ],
)
def test_what_is_no_question_is_refused_in_words(text, says):
    with pytest.raises(StoreError, match=says):
        Question.from_json(text)


def test_the_text_is_plain_json_that_others_can_read():
    content = json.loads(TEXT)
    assert content["hash"] == QUESTION.hash
    assert content["question"]["target"] == "my-state"
