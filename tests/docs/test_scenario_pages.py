"""Pages about scenarios: snippets are the files', commands run, what is unused is told."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from commands import call
from holdfast.kernel import layout as at
from holdfast.schema.scenario import Scenario

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "src/holdfast/catalog/scenarios"
HOW_TO = ROOT / "docs/how-to/write-a-scenario.md"
SNIPPET = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.M | re.S)

sys.path.insert(0, str(ROOT / "docs"))
import make_readmes  # noqa: E402  (stands in docs, which is no package)
import make_reference  # noqa: E402

READMES = [(name, page) for name, pages in make_readmes.PAGES.items() for page in pages]


def snippets():
    return SNIPPET.findall(HOW_TO.read_text("utf-8"))


@pytest.mark.parametrize(
    ("file", "text"), snippets(), ids=lambda one: one if "/" in one and "\n" not in one else ""
)
def test_a_snippet_stands_word_for_word_in_its_file(file, text):
    assert f"\n{text}" in "\n" + (SCENARIOS / file).read_text("utf-8")


def test_the_how_to_has_a_snippet_of_every_file_of_the_example():
    named = {file for file, _ in snippets()}
    files = {f"two-rivers/{path.name}" for path in (SCENARIOS / "two-rivers").iterdir()}
    assert files - named == {f"two-rivers/{name}" for name in
                             ("README.md", "sites.csv", "sources.yaml")}  # fmt: skip


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the example, as the page asks for it."""
    folder = tmp_path_factory.mktemp("how-to")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        told, status = call(["new", "my-rivers", "--like", "two-rivers"])
    assert status == 0, told
    return folder


def test_a_fault_is_told_as_the_how_to_shows_it(copied, monkeypatch, tmp_path):
    shutil.copytree(copied / "my-rivers", tmp_path / "my-rivers")
    monkeypatch.chdir(tmp_path)
    ground = tmp_path / "my-rivers/ground.yaml"
    text = ground.read_text("utf-8")
    assert "    strength: " in text
    ground.write_text(text.replace("    strength: ", "    strenght: "), "utf-8")
    told, status = call(["check", "my-rivers"])
    assert status == 1
    assert f"```text\n{told}```" in HOW_TO.read_text("utf-8")


@pytest.mark.parametrize("option", [["--view", "contemporary"], ["--what-if", "palace-revolt"]])
def test_what_the_how_to_says_is_refused_is_refused(option, copied, monkeypatch):
    monkeypatch.chdir(copied)
    _, status = call(["run", "my-rivers", "--course", "north-1938", "--futures", "1", *option])
    assert status == 2


@pytest.mark.parametrize(("name", "page"), READMES, ids=[str(page.name) for _, page in READMES])
def test_what_the_program_says_of_a_scenario_is_written_there(name, page):
    text = page.read_text("utf-8")
    assert "<!-- scenario: " in text
    assert make_readmes.filled(text, name) == text, "run: python docs/make_readmes.py"


@pytest.mark.parametrize("name", make_readmes.PAGES)
def test_links_of_a_readme_lead_somewhere(name):
    page = SCENARIOS / name / "README.md"
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", make_readmes.PAGES)
def test_the_readme_counts_all_that_is_unused_and_names_every_file(name):
    text = (SCENARIOS / name / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| [a-z_]+ \| `[^`]+` \| (\d+) \|", text, re.M)
    unused = make_readmes.unused(name)
    assert unused
    assert sum(map(int, rows)) == len(unused)
    for path in (SCENARIOS / name).iterdir():
        if path.name != "README.md":
            assert f"`{path.name}`" in text, path.name


def test_the_scenario_page_is_printed_from_the_schema():
    written = (ROOT / "docs/reference/scenario.md").read_text("utf-8")
    assert make_reference.scenario_page() == written, "run: python docs/make_reference.py"


def test_the_page_has_every_part_of_a_scenario_once():
    page = (ROOT / "docs/reference/scenario.md").read_text("utf-8")
    for model in make_reference.walk():
        assert page.count(f"\n## {model.__name__}\n") == 1


def field_at(path):
    """The field of the schema that stands at a path such as `links.*.road_km`."""
    model, field = Scenario, None
    for part in path.split("."):
        if part == "*":
            continue
        field = model.model_fields[part]
        model = next(make_reference.models_in(field.annotation), None)
    return field


def test_the_table_from_scenario_to_law_names_what_there_is():
    rows = {row.name for row in at.THEATRE.rows}
    for _, named, fields, _ in make_reference.TO_THE_LAW:
        assert set(named.split()) <= rows
        for path in fields.split():
            assert field_at(path) is not None


def test_every_number_that_the_law_reads_is_in_the_table():
    """Whatever a course of action reads of either scenario stands in the table."""
    from holdfast.schema.paths import figures

    known = {path for _, _, fields, _ in make_reference.TO_THE_LAW for path in fields.split()}
    for name in make_readmes.PAGES:
        unused = set(make_readmes.unused(name))
        for path, _ in figures(make_readmes.scenario(name)):
            if path not in unused:
                assert any(stands_under(path, one) for one in known), path


def stands_under(path, pattern):
    """Whether a number stands at a path of the table, or under it."""
    parts = [re.escape(part) for part in pattern.split(".")]
    plain = re.sub(r"\[[^\]]*\]", ".x", path).replace("..", ".")
    return re.match(r"\.".join(r".+?" if part == r"\*" else part for part in parts), plain)
