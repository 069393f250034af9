"""The program's way out: any alphabet, no orders to the terminal, JSON always JSON."""

import io
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from holdfast.cli import output
from holdfast.text.characters import refused_in

STREAMS = ("ascii", "cp1252", "latin-1", "koi8-r", "utf-8")
same_streams = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def printed(monkeypatch, encoding, act):
    """What an act leaves on a stdout of this alphabet."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(output.signal, "signal", lambda *_: None)
    output.prepare_streams()
    act()
    output.flush()
    return stream.buffer.getvalue().decode(encoding)


@same_streams
@given(st.text(), st.sampled_from(STREAMS))
def test_any_text_can_be_said_on_any_stream(monkeypatch, text, encoding):
    said = printed(monkeypatch, encoding, lambda: output.say(text))
    assert not [one for one in said if one not in "\r\n\t" and refused_in(one)]


@given(st.characters(exclude_categories=("Cs",)))
def test_every_character_has_a_spelling_in_ascii(character):
    assert output.spelled(character).isascii()
    assert output.spelled(character) or character.isspace()


def test_signs_are_spelled_by_their_like_and_letters_by_their_base(monkeypatch):
    text = "10–90 % … −3 × 2 “Ľudovít”, Łódź, Straße: 語"
    said = printed(monkeypatch, "ascii", lambda: output.say(text))
    assert said.strip() == '10-90 % ... -3 x 2 "Ludovit", Lodz, Strasse: ?'
    in_windows = printed(monkeypatch, "cp1252", lambda: output.say("10–90 % … −3"))
    assert in_windows.strip() == "10–90 % … -3", "only what the alphabet lacks is respelled"


@same_streams
@given(st.dictionaries(st.text(), st.text() | st.floats(allow_nan=False, allow_infinity=False)),
       st.sampled_from(STREAMS))  # fmt: skip
def test_json_is_json_on_every_stream_and_says_the_same(monkeypatch, content, encoding):
    said = printed(monkeypatch, encoding, lambda: output.print_json(content))
    assert json.loads(said) == content
    assert "\u202e" not in said


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x01", "\x9b1m", "\u202e", "\ud800"])
def test_cells_titles_and_lines_on_the_console_give_no_orders(monkeypatch, sign):
    table = Table("id", title=f"t{sign}")
    table.add_row(Text(f"a{sign}b"))
    said = printed(monkeypatch, "utf-8", lambda: output.console().print(table, Text(f"x{sign}")))
    assert sign not in said
    assert "\\x" in said or "\\u" in said


def test_colours_of_our_own_stay(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = Text("a\x1b[31mb", style="bold")
    said = printed(monkeypatch, "utf-8", lambda: output.console().print(text))
    assert said.startswith("\x1b[1m")
    assert said.count("\x1b[31m") == 0
