"""Texts of a stranger: refused in a sentence, and never executed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdfast.errors import ScenarioError
from holdfast.pacts import load, parse
from holdfast.pacts.tokens import Refused, tokens

HOSTILE = {
    "a call of the system": "__import__('os').system('touch /tmp/holdfast-was-here')",
    "an import": "__import__('os')",
    "brackets": "(" * 5_000 + "attacked(A)" + ")" * 5_000,
    "square brackets": "[" * 5_000 + "]" * 5_000,
    "nots": "not " * 4_000 + "attacked(A)",
    "nots in brackets": "not (" * 3_000 + "attacked(A)" + ")" * 3_000,
    "dots": "A" + ".b" * 9_000,
    "calls": "attacked(A)" + "()" * 4_000,
    "a lambda": "(lambda: 1)()",
    "a comprehension": "[x for x in (1, 2)]",
    "a walrus": "(x := 1)",
    "an f-string": "f'{1}'",
    "strings": "'a' " * 4_000,
    "equals": "fact" + "=x" * 5_000,
    "a power": "after(9**9**9)",
    "a large number": "after(" + "9" * 5_000 + ")",
    "digits that are none": "after(\u0663)",
    "a null": "attacked(\\x00)",
    "await": "await attacked(A)",
    "a conditional": "attacked(A) if attacked(A) else attacked(A)",
    "stars": "attacked(*A)",
    "a keyword dictionary": "attacked(**A)",
    "a comment": "attacked(A) # and nothing else",
    "too long": "attacked(A) and " * 2_000 + "attacked(A)",
    "nothing": "   ",
    "touching": "1if",
    "half": "attacked(A) and",
    "a comma": "attacked(A),",
    "true": "True",
    "a number": "3",
    "a generator": "acts(A for A in B)",
}


def file_with(sentence):
    quoted = sentence.replace("\\", "\\\\").replace('"', '\\"')
    return f'powers: [A, B]\nask: {{q: "{quoted}"}}\n'


@pytest.mark.parametrize("sentence", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_sentence_is_one_fault(sentence):
    with pytest.raises(ScenarioError) as caught:
        parse(file_with(sentence))
    (fault,) = caught.value.faults
    assert fault.line == 2
    assert fault.column >= 10
    assert len(str(fault)) < 400
    assert not Path("/tmp/holdfast-was-here").exists()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5_000 + "]" * 5_000,
        "{a: " * 5_000 + "1" + "}" * 5_000,
        "",
        "- a\n- b\n",
        "a: 1\n---\nb: 2\n",
        "\x07",
    ],
    ids=["lists", "mappings", "empty", "a list", "two documents", "a bell"],
)  # fmt: skip
def test_a_text_that_is_no_pact_file_is_refused(text):
    with pytest.raises(ScenarioError):
        parse(text)


def test_ten_megabytes_are_refused_unread(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_text("note: " + "x" * 10_000_000, encoding="utf-8")
    with pytest.raises(ScenarioError, match="too large"):
        load(path)


def test_a_thousand_powers_promising_one_another_are_refused():
    names = ", ".join(f"P{number}" for number in range(1_000))
    clause = "{id: I, obligor: each, beneficiary: other, act: aid}"
    with pytest.raises(ScenarioError, match="too many"):
        parse(f"pacts: {{p: {{parties: [{names}], clauses: [{clause}]}}}}")


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read"):
        load(tmp_path / "nowhere.yaml")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="abAB_.,()=' \n0123456789not and orfor=é\u00b2", max_size=60))
def test_any_text_is_cut_into_words_or_refused(text):
    refusal, words = None, []
    try:
        words = tokens(text)
    except Refused as caught:
        refusal = caught
    assert all(text.startswith(word.text.removesuffix("_"), word.start) for word in words)
    assert refusal is None or (0 <= refusal.offset <= len(text) and refusal.message)


@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    st.lists(
        st.sampled_from(
            ["attacked", "acts", "(", ")", ",", "A", "B", "by", "=", "for", "not", "and", "or", "3",
             "at_least", "after", "'a b'", "decides", ".", "x", "fact", "Z"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_any_row_of_words_is_read_or_refused_with_a_place(words):
    text = f'powers: [A, B]\ndecisions: {{A.x: true}}\nask: {{q: "{" ".join(words)}"}}\n'
    faults = ()
    try:
        parse(text)
    except ScenarioError as error:
        faults = error.faults
    assert all(fault.line == 3 and fault.column >= 7 for fault in faults)


@pytest.mark.parametrize("word", ["for", "against"])
def test_an_act_for_several_is_an_act_for_any_of_them(word: str) -> None:
    text = 'powers: [A, B, C]\nask: {{q: "{said}"}}\n'
    short = parse(text.format(said=f"acts(A, aid, {word}=(B, C))"))
    long = parse(text.format(said=f"acts(A, aid, {word}=B) or acts(A, aid, {word}=C)"))
    assert short.ask[0].sentence == long.ask[0].sentence
    both = parse(text.format(said="acts(A, land, for=(B, C), against=(B, C))"))
    assert str(both.ask[0].sentence).count("acts(") == 4
