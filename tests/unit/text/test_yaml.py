"""Texts become nodes that know where each word stands; nothing dangerous is read."""

import pytest

from holdfast.errors import ScenarioError
from holdfast.text import yaml
from holdfast.text.files import MAX_CHARACTERS, MAX_FAULTS
from holdfast.text.nodes import locate, plain, spell
from holdfast.text.spelling import did_you_mean
from holdfast.text.yaml import parse, read


def faults(text):
    with pytest.raises(ScenarioError) as caught:
        parse(text, "f.yaml")
    return caught.value.faults


def test_every_word_knows_its_line_and_column():
    (document,) = parse("a:\n  b: [10, {c: x}]\n", "f.yaml")
    position = locate(document, ("a", "b", 1, "c"))
    assert (position.line, position.column) == (2, 12)
    assert spell(("a", "b", 1, "c")) == "a.b[1].c"


def test_a_path_that_leaves_the_tree_gives_the_last_node_inside_it():
    (document,) = parse("a: {b: 1}", "f.yaml")
    assert locate(document, ("a", "x", "y")).column == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("no", "no"), ("on", "on"), ("true", True), ("1_000", 1000), ("-3.5e2", -350.0),
     ("1938-10-01", "1938-10-01"), ("~", None), ("0x1F", "0x1F"), ("1e400", float("inf"))],
)  # fmt: skip
def test_scalars_are_resolved_as_yaml_1_2_has_it(text, value):
    (document,) = parse(f"a: {text}\n", "f.yaml")
    assert plain(document) == {"a": value}


def test_a_quoted_number_stays_a_word():
    assert plain(parse("a: '12'", "f.yaml")[0]) == {"a": "12"}


def test_a_key_given_twice_names_both_lines():
    (fault,) = faults("a: 1\nb: 2\na: 3\n")
    assert (fault.line, fault.column) == (3, 1)
    assert "line 1" in fault.remedy


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: &x 1\nb: *x", "anchors"), ("a: !!python/object/apply:os.system [ls]", "tags"),
     ("a: [1", "not YAML"), ("a: \x01", "character")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(text, words):
    assert any(words in fault.message for fault in faults(text))


def test_five_thousand_brackets_are_refused_before_they_are_read():
    (fault,) = faults("a: " + "[" * 5000)
    assert "nested deeper" in fault.message
    assert fault.column < 5000, "it is refused on the way in"


def test_ten_megabytes_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_text("a: " + "x" * (10 * 1024 * 1024))
    with pytest.raises(ScenarioError, match="too large"):
        read(path)
    assert MAX_CHARACTERS < 10 * 1024 * 1024


def test_a_missing_file_and_a_binary_one_are_told_in_a_sentence(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read"):
        read(tmp_path / "none.yaml")
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(ScenarioError, match="UTF-8"):
        read(tmp_path / "b.yaml")


def test_a_misspelt_name_gets_the_nearest_known_one():
    assert did_you_mean("strenght", ["strength"]) == 'did you mean "strength"?'
    assert did_you_mean("zzz", []) == "nothing is known here"


BOMB = "a: &a [x, x]\n" + "".join(f"b{k}: &b{k} [*a, *a, *a]\n" for k in range(30))


@pytest.mark.parametrize(
    ("text", "words"),
    [(BOMB, "anchors"), ("- " * 10_000 + "x", "nested deeper"), ("? " * 10_000, "nested deeper"),
     ("{a: " * 10_000, "nested deeper"), ("x" * (MAX_CHARACTERS + 1), "too large"),
     ("a:\n\t- b", "not YAML"), ("a: b\0", "U+0000"), ("<<: {a: 1}\n<<: {b: 1}", "given twice")],
)  # fmt: skip
def test_monsters_get_one_clear_fault_and_a_bomb_never_goes_off(text, words):
    told = faults(text)
    assert words in told[0].message
    assert len({fault.message for fault in told}) == len(told) <= 2


@pytest.mark.parametrize("text", ["- \n" * 99, f"[{'[],' * 99}]", "a: 1\n" * 50, "---\nx\n" * 99])
def test_values_are_counted_and_bounded_before_they_are_kept(text, monkeypatch):
    monkeypatch.setattr(yaml, "MAX_NODES", 90)
    assert "more than 90 values" in faults(text)[-1].message


def test_faults_of_one_file_are_bounded():
    assert len(faults("a: 1\n" * 1_000)) == MAX_FAULTS


@pytest.mark.parametrize(
    ("data", "words"),
    [("a: é".encode("utf-16"), "UTF-16"), ("a: e".encode("utf-16-be"), "U+0000"),
     ("b: 1\na: é".encode("latin-1"), "byte 8"), ("a: é".encode("utf-32"), "UTF-16")],
)  # fmt: skip
def test_other_encodings_are_named_or_placed(data, words, tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes(data)
    with pytest.raises(ScenarioError) as caught:
        read(path)
    (fault,) = caught.value.faults
    assert words in fault.message
    assert "UTF-8" in fault.remedy
    assert fault.line == data[: data.find("é".encode("latin-1"))].count(b"\n") + 1
