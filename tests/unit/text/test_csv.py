"""Tables become nodes that know where each cell stands; every fault is told at once."""

import contextlib
import gc
import json
import string

import hypothesis.strategies as st
import pytest
from hypothesis import given

from holdfast.errors import ScenarioError
from holdfast.text import csv
from holdfast.text.csv import parse, read
from holdfast.text.files import MAX_CHARACTERS, decode
from holdfast.text.nodes import Mapping, Position, Scalar, Sequence, locate, plain
from holdfast.text.yaml import resolve
from strategies import quickly


def rows(text, keyed=False):
    return plain(parse(text, "t.csv", keyed))


def faults(text, keyed=False):
    with pytest.raises(ScenarioError) as caught:
        parse(text, "t.csv", keyed)
    return caught.value.faults


def place(text, path, keyed=False):
    position = locate(parse(text, "t.csv", keyed), path)
    assert position.file == "t.csv"
    return position.line, position.column


def test_a_row_is_a_mapping_of_yaml_scalars():
    text = "id,men,held,since,note,odds\neger,12_000,true,1938-10-01,a: b # c,~\n"
    (row,) = rows(text)
    assert row == {
        "id": "eger", "men": 12000, "held": True, "since": "1938-10-01",
        "note": "a: b # c", "odds": None,
    }  # fmt: skip


def test_an_empty_cell_is_a_key_that_is_not_given_and_an_empty_row_is_none():
    assert rows('a,b,c\n1,,""\n\n,,\n , ,\n,,3') == [{"a": 1}, {"c": 3}]
    assert rows("a,b\n") == []
    assert rows("id,b\n", keyed=True) == {}


def test_a_cell_may_hold_a_spread_or_a_list_or_a_word_in_yaml_quotes():
    text = "a,b,c,d\n" + '"{low: 1, mode: 2, high: 3}","[x, ""y, z""]",{p: 0.6},\'12\'\n'
    assert rows(text) == [
        {"a": {"low": 1, "mode": 2, "high": 3}, "b": ["x", "y, z"], "c": {"p": 0.6}, "d": "12"}
    ]


def test_csv_quotes_are_only_wrapping():
    assert rows('a,b\n"12","say ""no"", twice"\n') == [{"a": 12, "b": 'say "no", twice'}]


def test_cells_stand_where_they_are_written():
    text = 'name,note,men\n"Ústí, north","first\nsecond ""x"", third", 12\nplzeň,,7\n'
    assert place(text, (0, "name")) == (2, 1)
    assert place(text, (0, "note")) == (2, 15)
    assert place(text, (0, "men")) == (3, 23)
    assert place(text, (1, "men")) == (4, 8)
    assert place(text, (1,)) == (4, 1)
    assert place(text, ()) == (1, 1)
    table = parse(text, "t.csv")
    assert isinstance(table, Sequence)
    first = table.items[0]
    assert isinstance(first, Mapping)
    assert first.get("men") == Scalar(12, "12", Position("t.csv", 3, 23))
    assert [entry.key.position for entry in first.entries] == [
        entry.value.position for entry in first.entries
    ]


def test_blanks_around_cells_move_only_their_place():
    text = 'a , b\n  1 ,\t"x, y" \n'
    assert rows(text) == [{"a": 1, "b": "x, y"}]
    assert (place(text, (0, "a")), place(text, (0, "b"))) == ((2, 3), (2, 7))


def test_words_inside_a_spread_know_their_own_place():
    text = 'a,b\nx,"{low: 1, ""mid"": [é, 3],\n high: 4}"\n'
    assert place(text, (0, "b")) == (2, 3)
    assert place(text, (0, "b", "low")) == (2, 5)
    assert place(text, (0, "b", "mid")) == (2, 13)
    assert place(text, (0, "b", "mid", 1)) == (2, 26)
    assert place(text, (0, "b", "high")) == (3, 2)
    assert place("a,b\n1, {k: v}\n", (0, "b", "k")) == (2, 5)
    assert place('a\n"  [x, y]"\n', (0, "a", 1)) == (2, 8)


def test_either_line_end_gives_the_same_lines_and_columns():
    text = 'a,b\n"p\nq",[x]\n1,2\n'
    assert parse(text.replace("\n", "\r\n"), "t.csv") == parse(text, "t.csv")
    assert parse(text.replace("\n", "\r"), "t.csv") == parse(text, "t.csv")


def test_a_header_with_dots_nests():
    text = "id,works.heavy.planned,men,works.light,works.heavy.built\nx,3,,1,{p: 1}\ny,,5,,\n"
    assert rows(text) == [
        {"id": "x", "works": {"heavy": {"planned": 3, "built": {"p": 1}}, "light": 1}},
        {"id": "y", "men": 5},
    ]
    assert place(text, (0, "works", "heavy", "built")) == (2, 8)
    assert place(text, (0, "works", "light")) == (2, 6)
    assert place(text, (0, "works")) == (2, 3)


def test_a_table_by_id_is_a_mapping_without_the_ids_inside():
    text = "id,men\neger,1\n1936,2\n"
    assert rows(text, keyed=True) == {"eger": {"men": 1}, "1936": {"men": 2}}
    assert place(text, ("1936",), keyed=True) == (3, 1)
    assert place(text, ("eger", "men"), keyed=True) == (2, 6)


def test_comments_are_left_out_but_not_inside_quotes():
    assert rows('# one\na,b\n# "two\n"#x","p\n# q"\n#,\n') == [{"a": "#x", "b": "p\n# q"}]


def test_every_row_has_the_keys_of_an_evidence_line_unless_it_has_its_own():
    text = 'id,men,source\n#: source: minarik-1998, grade: B\na,1,\nb,2,own\n#:  at: "p. 12"\n'
    shared = {"grade": "B", "at": "p. 12"}
    assert rows(text) == [
        {"id": "a", "men": 1, "source": "minarik-1998", **shared},
        {"id": "b", "men": 2, "source": "own", **shared},
    ]
    assert rows(text, keyed=True)["b"] == {"men": 2, "source": "own", **shared}
    assert place(text, (0, "source")) == (2, 4)
    assert place(text, (1, "source")) == (4, 5)
    assert place(text, (1, "grade")) == (2, 26)
    assert place(text, (0, "at")) == (5, 5)


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "remedy"),
    [
        ("a,b\n1,2,3\n", 2, 5, "cells in this row: 3, in the header: 2", "quotes around it"),
        ("a,b\n 1\n", 2, 2, "cells in this row: 1, in the header: 2", "its comma too"),
        ("a,b,a\n", 1, 5, 'column "a" is given twice', "column 1"),
        ("x,a.b,a\n", 1, 7, 'column "a" is given twice', "column 2"),
        ("a,a.b\n", 1, 3, 'column "a.b" is given twice', "column 1"),
        ("a,,b\n", 1, 3, "without a name", "works.heavy"),
        ("a,b..c\n", 1, 3, "without a name", "works.heavy"),
        ("", 1, 1, "holds no table", "names the columns"),
        ("# only a comment\n", 1, 1, "holds no table", "names the columns"),
        ('a,b\n1,"x\n2,3\n', 2, 3, "never closed", "at its end"),
        ('a,b\n1,"x"y\n', 2, 6, "after the closing quote", 'written twice: ""'),
        ('a,b\n1,"x\\"y"\n', 2, 7, 'unknown escape: \\"', 'written twice: ""'),
        ('a,b\n1,5" gun\n', 2, 4, "does not begin with one", "around the whole cell"),
        ('a,b\n1,"{x: ""\\q""}"\n', 2, 10, "unknown escape", "close every"),
        ("a,b\n1,[2\n", 2, 5, "not YAML", "{min: 1, max: 3}"),
        ("a,b\n1,'t Harde\n", 2, 11, "not YAML", "every bracket and quote"),
        ("a,b\n1,\"{x: 1, x: 2}\"\n", 2, 11, 'key "x" is given twice', "keep one"),
        ("a,b\n1,[&x y]\n", 2, 4, "anchors", "write the value out"),
        ('a,b\n1,"[x]\n---\n[y]"\n', 2, 3, "not one value", "one value a cell"),
        ("a,b\n1,x\0y\n", 2, 4, "U+0000", "remove it"),
        ("#: source\na\n1\n", 1, 4, '"source" has no value', "#: source: x"),
        ("#: grade: [D\na\n1\n", 1, 13, "not YAML", "every bracket"),
        ("#: grade: D\n#: grade: C\na\n1\n", 2, 4, 'key "grade" is given twice', "line 1"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place_with_a_remedy(text, line, column, message, remedy):
    (fault,) = faults(text)
    assert (fault.file, fault.line, fault.column) == ("t.csv", line, column)
    assert message in fault.message
    assert remedy in fault.remedy


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "remedy"),
    [
        ("id,b\nx,1\n y,1\n x,2\n", 4, 2, 'the id "x" is given twice', "line 2"),
        ("id,b\n,1\n", 2, 1, "a row without an id", "first column"),
        ("name,id\nx,1\n", 1, 1, 'has "id" as its first column', 'not "name"'),
    ],
)
def test_faults_of_a_table_by_id(text, line, column, message, remedy):
    (fault,) = faults(text, keyed=True)
    assert (fault.line, fault.column) == (line, column)
    assert message in fault.message
    assert remedy in fault.remedy
    parse(text, "t.csv")


def test_every_fault_is_told_at_once():
    text = 'a,,a\n1,2,3,4\n"x"y,[1,1\n"\\"x,b,{\n5,"open,6\n7,8\n'
    assert [(fault.line, fault.column) for fault in faults(text, keyed=True)] == [
        *[(1, 1), (1, 3), (1, 4)],
        *[(2, 7), (3, 4), (3, 8), (4, 4), (4, 9), (5, 3), (6, 1)],
    ]


def test_a_file_that_is_too_large_or_missing_or_not_utf_8_is_told_in_a_sentence(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read"):
        read(tmp_path / "none.csv")
    (tmp_path / "big.csv").write_text("a\n" + "x" * MAX_CHARACTERS)
    with pytest.raises(ScenarioError, match="too large"):
        read(tmp_path / "big.csv")
    with pytest.raises(ScenarioError, match="too large"):
        parse("a\n" + "x" * MAX_CHARACTERS, "t.csv")
    (tmp_path / "latin.csv").write_bytes("a,b\r\né,ž".encode() + "é".encode("latin-1"))
    with pytest.raises(ScenarioError) as caught:
        read(tmp_path / "latin.csv", "latin.csv")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column) == ("latin.csv", 2, 4)
    assert "UTF-8" in fault.remedy


def test_a_byte_order_mark_takes_no_column(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    table = read(tmp_path / "t.csv", "t.csv")
    assert plain(table) == [{"a": 1, "b": 2}]
    assert table.position == Position("t.csv", 1, 1)
    assert decode(b"\xef\xbb\xbfa\r\nb\rc", "x") == "a\nb\nc"


@pytest.mark.parametrize("text", ["a\n1\n", "a\n[\n"])
def test_the_search_for_unreachable_objects_goes_on_after_a_table(text):
    assert gc.isenabled()
    with contextlib.suppress(ScenarioError):
        parse(text, "t.csv")
    assert gc.isenabled()


LETTERS = string.ascii_letters + string.digits + " ,\"'#{}[]:-&*!|>%@\\.~_\n\téžŁ東𝄞\u2028"
words = st.text(LETTERS, max_size=12)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=5,
)


def as_yaml(value):
    """A value in YAML's flow style, whose quoted words escape their line ends."""
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028")


def as_cell(value):
    """A value as a cell: bare if that says the same, or else wrapped in quotes."""
    plain_word = isinstance(value, str) and resolve(value) == value and value.strip() == value
    text = value if plain_word and value[0] not in "{['\"" else as_yaml(value)
    wrapped = '"' + text.replace('"', '""') + '"'
    return wrapped if any(mark in text for mark in ',"\n#') else text


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(values | st.just(...), min_size=width, max_size=width), max_size=5
    )
)


@quickly(150)
@given(tables)
def test_a_table_that_is_written_and_read_is_the_same(table):
    names = [f"c{k}" for k in range(len(table[0]) if table else 1)]
    lines = [",".join("" if cell is ... else as_cell(cell) for cell in row) for row in table]
    made = parse("\n".join([",".join(names), *lines]), "t.csv")
    kept = [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not ...}
        for row in table
    ]
    assert plain(made) == [row for row in kept if row]


@quickly(150)
@given(tables)
def test_every_cell_begins_where_its_place_says(table):
    names = [f"c{k}" for k in range(len(table[0]) if table else 1)]
    written = [["" if cell is ... else as_cell(cell) for cell in row] for row in table]
    text = "\n".join([",".join(names), *(",".join(row) for row in written)])
    lines = text.split("\n")
    made = parse(text, "t.csv")
    filled = [row for row in written if any(row)]
    for row, cells in zip(made.items, filled, strict=True):
        for entry, cell in zip(row.entries, [cell for cell in cells if cell], strict=True):
            at = entry.value.position
            rest = "\n".join([lines[at.line - 1][at.column - 1 :], *lines[at.line :]])
            assert rest.startswith(cell)


@quickly(200)
@given(st.text(',"\n#:[]{}\\a b', max_size=40), st.booleans())
def test_any_text_is_a_table_or_is_refused_at_a_place_inside_it(text, keyed):
    try:
        parse(text, "t.csv", keyed)
    except ScenarioError as error:
        lines = text.split("\n")
        for fault in error.faults:
            assert fault.message
            assert fault.remedy
            assert 1 <= fault.line <= len(lines)
            assert 1 <= fault.column <= len(lines[fault.line - 1]) + 2


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_divided_by_other_signs_is_told_once_at_the_first(sign, name):
    text = f"id{sign}men\neger{sign}1,5\ncheb{sign}2\n"
    with pytest.raises(ScenarioError) as caught:
        parse(text, "t.csv", keyed=True)
    (fault,) = caught.value.faults
    assert (fault.line, fault.column) == (1, 3)
    assert name in fault.message
    assert "commas" in fault.remedy


def test_many_cells_are_refused_before_they_are_built(monkeypatch):
    monkeypatch.setattr(csv, "MAX_NODES", 90)
    with pytest.raises(ScenarioError, match="more than 90 cells"):
        parse("a" + "," * 99, "t.csv")
