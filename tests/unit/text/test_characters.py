"""Characters that give orders, or hide what stands there, come in by no door; each is placed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import template_source
from holdfast.errors import Fault, HoldfastError, ScenarioError, one_line, printable
from holdfast.scenario.card_source import parse_setting
from holdfast.text import csv, yaml
from holdfast.text.characters import refused_in
from holdfast.text.nodes import plain

ODD = ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x80", "\x9b", "\ufffe", "\uffff", "\ud800",
       "\u202a", "\u202e", "\u2066", "\u2069"]  # fmt: skip
ESCAPES = ["\\e", "\\0", "\\a", "\\b", "\\r", "\\x1b", "\\x7f", "\\u0000", "\\u009b", "\\ufffe",
           "\\U0000202e", "\\ud800", "\\udfff"]  # fmt: skip
odd = st.sampled_from(ODD) | st.characters(categories=("Cc", "Cs")).filter(
    lambda one: one not in "\t\n\r\x85"
)


def fault(read, text, *more):
    with pytest.raises(ScenarioError) as caught:
        read(text, "f", *more)
    (only,) = caught.value.faults
    return only


@given(odd)
def test_an_odd_character_is_refused_where_it_stands_in_yaml_and_in_csv(sign):
    for text, line, column in ((f"a: 1\nb: x{sign}y", 2, 5), (f"a: 1\nb{sign}: x", 2, 2),
                               (f"# c{sign}\na: 1", 1, 4), (f"a: 'x{sign}'", 1, 6)):  # fmt: skip
        told = fault(yaml.parse, text)
        assert (told.line, told.column) == (line, column)
        assert f"U+{ord(sign):04X}" in told.message
    for text, line, column in ((f"id,n\na,x{sign}", 2, 4), (f"id,n{sign}\na,b", 1, 5),
                               (f'id,n\na,"[x{sign}]"', 2, 6)):  # fmt: skip
        told = fault(csv.parse, text)
        assert (told.line, told.column) == (line, column)


@pytest.mark.parametrize("escape", ESCAPES)
def test_an_odd_character_is_refused_as_an_escape_too(escape):
    for text in (f'a: 1\nb: "x{escape}y"', f'a: 1\n"b{escape}": x', f'a: 1\nb: ["x{escape}"]'):
        assert fault(yaml.parse, text).line == 2
    cell = f'"[""x{escape}""]"'
    assert fault(csv.parse, f"id,n\na,{cell}").line == 2


@pytest.mark.parametrize("value", ["é語…−", "two\\nlines", "tab\\t", "\\u00e9", "\\U0001f600"])
def test_letters_signs_line_feeds_and_tabs_are_text(value):
    (node,) = yaml.parse(f'a: "{value}"', "f")
    assert refused_in(str(plain(node))) is None


def test_a_key_stands_in_one_line():
    assert "one line" in fault(yaml.parse, '"a\\nb": 1').message


@given(odd)
def test_a_setting_with_an_odd_character_is_refused_and_told_without_it(sign):
    with pytest.raises(ScenarioError, match="--set:1:") as caught:
        parse_setting(f"inputs.surprise=1{sign}")
    assert sign not in str(caught.value)


@given(st.text())
def test_no_error_gives_the_terminal_an_order_whatever_it_quotes(text):
    for told in (str(HoldfastError(text)), printable(text), one_line(text)):
        assert not [one for one in told if one not in "\n\t" and refused_in(one)]
    lines = str(Fault(text, 1, 1, text, text, text)).split("\n")
    assert len(lines) <= 2, "a name with a line feed is no second error"


def test_the_template_still_reads():
    assert template_source().id
