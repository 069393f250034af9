"""A scenario may be written in several files of its folder, and in no file outside it."""

import zipfile
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from holdfast.scenario import include
from holdfast.scenario.include import MAX_FILES_DEEP, MAX_INCLUDES, resolve
from holdfast.text.nodes import locate, plain
from holdfast.text.yaml import MAX_DEPTH, parse

MAIN = "wars/cz/scenario.yaml"


@pytest.fixture
def write(tmp_path):
    """Write files of the scenario's folder."""
    (tmp_path / "cz").mkdir()

    def write(**files):
        for name, text in files.items():
            stem, _, ending = name.rpartition("_")
            path = tmp_path / "cz" / f"{stem.replace('__', '/')}.{ending}"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "cz"

    return write


def read(folder, text):
    (node,) = parse(text, MAIN)
    return resolve(node, folder, MAIN)


def whole(folder, text):
    node, faults = read(folder, text)
    assert faults == []
    return node


def faults(folder, text):
    node, found = read(folder, text)
    plain(node)
    return found


def place(node, *path):
    position = locate(node, path)
    return f"{Path(position.file).as_posix()}:{position.line}:{position.column}"


def test_entries_of_an_included_file_stand_in_place_of_the_include(write):
    folder = write(forces_yaml="b: 1\nc: [x]\n", more_yml="d: 4\n")
    node = whole(folder, "a: 0\ninclude: [forces.yaml, more.yml]\nz: {include: more.yml, y: 1}\n")
    assert plain(node) == {"a": 0, "b": 1, "c": ["x"], "d": 4, "z": {"d": 4, "y": 1}}
    assert list(plain(node)) == ["a", "b", "c", "d", "z"]
    assert place(node, "a") == "wars/cz/scenario.yaml:1:1"
    assert place(node, "c", 0) == "wars/cz/forces.yaml:2:5"
    assert place(node, "z", "d") == "wars/cz/more.yml:1:1"


def test_a_scenario_without_includes_is_the_same_object(write):
    (node,) = parse("a: [1, {b: {c: 2}}]\n", MAIN)
    made, found = resolve(node, write(), MAIN)
    assert made is node
    assert found == []


def test_a_table_is_a_list_of_rows_or_a_mapping_by_id(write):
    folder = write(tables__places_csv='id,at\npraha,"[50.09, 14.42]"\n')
    node = whole(
        folder,
        "rows: {table: tables/places.csv}\nplaces:\n  {by: id, table: tables/places.csv}\n",
    )
    assert plain(node) == {
        "rows": [{"id": "praha", "at": [50.09, 14.42]}],
        "places": {"praha": {"at": [50.09, 14.42]}},
    }
    assert place(node, "rows", 0, "id") == "wars/cz/tables/places.csv:2:1"
    assert place(node, "places", "praha", "at", 1) == "wars/cz/tables/places.csv:2:16"


def test_a_whole_file_may_be_a_table_and_a_cell_may_name_one(write):
    folder = write(a_csv="id,rows\nx,{table: b.csv}\n", b_csv="k\n7\n")
    assert plain(whole(folder, "table: a.csv\nby: id\n")) == {"x": {"rows": [{"k": 7}]}}


def test_names_are_read_from_the_scenarios_folder_in_included_files_too(write):
    folder = write(parts__a_yaml="include: parts/b.yaml\nrows: {table: t.csv}\n",
                   parts__b_yaml="b: 1\n", t_csv="k\n1\n")  # fmt: skip
    assert plain(whole(folder, "include: parts/a.yaml\n")) == {"b": 1, "rows": [{"k": 1}]}


def test_a_key_given_twice_names_both_places(write):
    folder = write(a_yaml="x: 1\ny: 2\n", b_yaml="y: 3\n")
    first, second = faults(folder, "in:\n  include: [a.yaml, b.yaml]\n  x: 0\n")
    assert (first.file, first.line, first.column) == ("wars/cz/b.yaml", 1, 1)
    assert 'key "y" is given twice' in first.message
    assert "wars/cz/a.yaml:2:1" in first.remedy
    assert (second.file, second.line, second.column) == (MAIN, 3, 3)
    assert "wars/cz/a.yaml:1:1" in second.remedy
    assert second.path == "in.x"


def test_faults_of_every_file_are_told_together(write):
    folder = write(
        a_yaml="x: [1\n", b_yaml="k: &n 1\ninclude: none.yaml\n", c_yaml="include: d.yaml\n",
        d_yaml="t: {table: t.csv}\n", t_csv="a,a\n1\n",
    )  # fmt: skip
    found = faults(folder, "include: [a.yaml, b.yaml, c.yaml]\nz: {include: a.yaml}\nw: {table: 3}")
    places = sorted((Path(fault.file).name, fault.line, fault.column) for fault in found)
    assert places == [
        ("a.yaml", 2, 1), ("b.yaml", 1, 4), ("scenario.yaml", 3, 12), ("t.csv", 1, 3),
        ("t.csv", 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "column", "message", "remedy"),
    [
        ("include: forces.yml", 10, "no file forces.yml", 'did you mean "forces.yaml"?'),
        ("include: [forces.yaml, part/b.yaml]", 24, "no file", 'did you mean "parts/b.yaml"?'),
        ("include: parts.yaml/x.yaml", 10, "no file", "did you mean"),
        ("a: {table: place.csv}", 12, "no file place.csv", 'did you mean "places.csv"?'),
        ("include: places.csv", 10, "is a table", "write {table: places.csv}"),
        ("a: {table: forces.yaml}", 12, "is no table", "write include: forces.yaml"),
        ("include: notes.txt", 10, "not read here", "must end in .yaml or .yml"),
        ("include: parts", 10, "not read here", "must end in"),
        ("include: dir.yaml", 10, "no file dir.yaml", "did you mean"),
        ("include: 3", 10, "not the name of a file", "write include: forces.yaml"),
        ("include:", 9, "not the name of a file", "write include: forces.yaml"),
        ("include: {a: 1}", 10, "not the name of a file", "write include: forces.yaml"),
        ("a: {table: [places.csv]}", 12, "not the name of a table", "{table: places.csv}"),
        ("a: {table: places.csv, bi: id}", 24, '"bi" cannot stand', "known are: by, table"),
        ("a: {table: places.csv, by: name}", 28, 'read by "id"', "write by: id"),
        ("include: list.yaml", 10, "holds no keys", "write key: value"),
        ("include: table.yaml", 10, "is itself a table", "{table: …}"),
    ],
)
def test_a_file_that_cannot_be_put_in_is_told_at_its_name(write, text, column, message, remedy):
    folder = write(
        forces_yaml="a: 1\n", parts__b_yaml="b: 1\n", places_csv="id\nx\n", notes_txt="",
        list_yaml="[1]\n", table_yaml="table: places.csv\n",
    )  # fmt: skip
    (folder / "dir.yaml").mkdir()
    (fault,) = faults(folder, text)
    assert (fault.file, fault.line, fault.column) == (MAIN, 1, column)
    assert message in fault.message
    assert remedy in fault.remedy
    assert fault.path in ("include", "a.table", "a.by", "a.bi")


def test_a_file_of_two_documents_or_none_is_refused_under_its_own_name(write):
    folder = write(two_yaml="a: 1\n---\nb: 1\n", none_yaml="# nothing\n")
    first, second = faults(folder, "include: [two.yaml, none.yaml]")
    assert (first.file, first.message) == ("wars/cz/two.yaml", "holds 2 documents, not 1")
    assert (second.file, second.message) == ("wars/cz/none.yaml", "holds 0 documents, not 1")


def test_bytes_that_are_no_text_are_told_at_their_place(write):
    folder = write()
    (folder / "a.yaml").write_bytes("é: ".encode() + b"\xff\n")
    (fault,) = faults(folder, "include: a.yaml")
    assert (fault.file, fault.line, fault.column) == ("wars/cz/a.yaml", 1, 4)


@pytest.mark.parametrize(
    ("text", "circle"),
    [
        ("include: scenario.yaml", "scenario.yaml includes scenario.yaml"),
        ("include: a.yaml", "a.yaml includes b.yaml includes a.yaml"),
        ("x: {table: t.csv}", "t.csv includes u.csv includes t.csv"),
    ],
)
def test_a_circle_is_named(write, text, circle):
    folder = write(
        scenario_yaml=text, a_yaml="x: {include: b.yaml}\n", b_yaml="y: [{include: a.yaml}]\n",
        t_csv="a\n{table: u.csv}\n", u_csv="b\n{table: t.csv}\n",
    )  # fmt: skip
    (fault,) = faults(folder, text)
    assert fault.message == f"a circle: {circle}"
    assert fault.remedy == "remove one of these includes"


SECRET = "password: 1\n"


@pytest.mark.parametrize(
    "name",
    ["../secret.yaml", "parts/../../secret.yaml", "..\\secret.yaml", "C:secret.yaml",
     "C:\\secret.yaml", "\\\\host\\secret.yaml", "/etc/secret.yaml", "./a.yaml", "parts//a.yaml",
     "link.yaml", "out/secret.yaml"],
)  # fmt: skip
def test_nothing_outside_the_folder_is_read(write, tmp_path, name):
    folder = write(a_yaml="a: 1\n", parts__a_yaml="a: 1\n")
    (tmp_path / "secret.yaml").write_text(SECRET)
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "out").symlink_to(tmp_path)
    node, (fault,) = read(folder, f"include: '{name}'")
    assert plain(node) == {}
    assert (fault.line, fault.column, fault.path) == (1, 10, "include")
    assert "no file" not in fault.message
    assert fault.remedy
    (absolute,) = faults(folder, f"include: {tmp_path / 'secret.yaml'}")
    assert "not a name inside" in absolute.message


def test_a_link_inside_the_folder_may_be_read_and_names_outside_are_not_offered(write, tmp_path):
    folder = write(a_yaml="a: 1\n")
    (folder / "b.yaml").symlink_to(folder / "a.yaml")
    (tmp_path / "secret.yaml").write_text(SECRET)
    (folder / "out").symlink_to(tmp_path)
    assert plain(whole(folder, "include: b.yaml")) == {"a": 1}
    (fault,) = faults(folder, "include: secrets.yaml")
    assert fault.remedy == "known are: a.yaml"


def test_files_include_one_another_only_so_deep(write):
    names = [f"f{k}" for k in range(MAX_FILES_DEEP + 1)]
    files = {
        f"{name}_yaml": f"x: {{include: {after}.yaml}}\n"
        for name, after in zip(names, [*names[1:], "last"], strict=True)
    }
    folder = write(**files, last_yaml="x: 1\n")
    assert len(names) > MAX_FILES_DEEP
    whole(folder, "include: f2.yaml")
    (fault,) = faults(folder, "include: f1.yaml")
    assert (Path(fault.file).name, fault.line, fault.column) == ("f8.yaml", 1, 14)
    assert f"more than {MAX_FILES_DEEP} files deep" in fault.message


def test_levels_of_all_files_are_counted_together(write):
    half = MAX_DEPTH // 2 - 1
    deep = "{a: " * half + "%s" + "}" * half
    folder = write(
        a_yaml=deep % "{include: b.yaml}", b_yaml=deep % "1", c_yaml=deep % "{x: [[[1]]]}"
    )
    whole(folder, deep % "{include: b.yaml}")
    (fault,) = faults(folder, deep % "{include: c.yaml}")
    assert "nested deeper" in fault.message
    (fault,) = faults(folder, deep % "{include: a.yaml}")
    assert "nested deeper" in fault.message


def test_a_few_files_cannot_grow_without_end(write, monkeypatch):
    rows = ", ".join(["{include: b.yaml}"] * 40)
    folder = write(a_yaml=f"x: [{rows}]", b_yaml=f"y: [{rows.replace('b.yaml', 'c.yaml')}]",
                   c_yaml="z: 1\n")  # fmt: skip
    found = faults(folder, "include: a.yaml")
    assert {fault.message for fault in found} == {f"more than {MAX_INCLUDES} files put in"}
    monkeypatch.setattr(include, "MAX_CHARACTERS", 4)
    (fault,) = faults(folder, "x: {include: c.yaml}\ny: {include: c.yaml}\n")
    assert fault.line == 2
    assert "characters put in" in fault.message


def test_a_file_that_is_put_in_twice_tells_its_faults_once(write):
    folder = write(a_yaml="x: &a 1\n")
    (fault,) = faults(folder, "x: {include: a.yaml}\ny: {include: a.yaml}\n")
    assert fault.file == "wars/cz/a.yaml"


def test_a_folder_of_a_package_in_an_archive_is_read_alike(tmp_path):
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("cards/parts/a.yaml", "b: {table: t.csv, by: id}\n")
        archive.writestr("cards/t.csv", "id,n\nx,1\n")
    folder = zipfile.Path(tmp_path / "p.zip", "cards/")
    assert isinstance(folder, Traversable)
    node = whole(folder, "include: parts/a.yaml\n")
    assert plain(node) == {"b": {"x": {"n": 1}}}
    (fault,) = faults(folder, "include: parts/b.yaml\n")
    assert fault.remedy == 'did you mean "parts/a.yaml"?'


def test_a_large_table_is_put_in_whole(write):
    folder = write(t_csv="id,n\n" + "".join(f"r{k},{k}\n" for k in range(10_000)))
    node = whole(folder, "rows: {table: t.csv, by: id}\n")
    assert plain(node)["rows"] == {f"r{k}": {"n": k} for k in range(10_000)}
    assert place(node, "rows", "r9999", "n") == "wars/cz/t.csv:10001:7"
