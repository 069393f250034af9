"""Every command that README, docs and help print can be run as it stands."""

import re
import shutil
from pathlib import Path

import pytest

import commands
from cards import template_text
from holdfast.catalog.contents import keys_of

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "src/holdfast/catalog"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(CATALOGUE.rglob("README.md")),
]
WITH_COMMANDS = [page for page in PAGES if commands.lines_of(page)]
README, PACTS = ROOT / "README.md", ROOT / "docs/reference/pacts.md"

MOVEMENT = ROOT / "docs/how-to/write-a-movement.md"
EXAMPLES = {PACTS: "my-crisis.yaml", MOVEMENT: "my-movement.yaml"}
"""The file that a page shows whole, and the name under which its commands ask for it."""

TOO_LONG = ("holdfast calibrate", "python bench/", "python docs/make_")
"""Minutes, however small: such a line must name what there is, and is not run here."""

ran: set[str] = set()
"""Lines that have run, in whatever folder: the same words about what ships are run once."""


@pytest.fixture(scope="module")
def a_run(tmp_path_factory):
    """A run of the card of 1938, for the examples that read one."""
    folder = tmp_path_factory.mktemp("run") / "a"
    words = ["run", "czechoslovakia-1938", "--futures", "3", "--quiet", "--out", str(folder)]
    output, status = commands.call(words)
    assert status == 0, output
    return folder


def stands(line: str) -> bool:
    """Whether a line that is not run names a target of make, a script or an option there is."""
    program, *words = line.split()
    if program == "make":
        known = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
        return set(words) <= set(known)
    if program == "python":
        return (ROOT / words[0]).is_file()
    output, _ = commands.call([words[0], "--help"])
    return all(word in output for word in words if word.startswith("--"))


def run_all(lines: list[str]) -> None:
    for line in lines:
        if not line.startswith("holdfast") or line.startswith(TOO_LONG):
            assert stands(line), line
        elif (asked := re.sub(r" --futures \d+", "", line)) not in ran:
            commands.run_line(line)
            if not re.search(r"\b(my-|runs/)", line):
                ran.add(asked)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_run_in_their_order(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if page in EXAMPLES:
        (example,) = re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.S)
        Path(EXAMPLES[page]).write_text(example, "utf-8")
    run_all(commands.lines_of(page))


def test_no_page_with_a_command_is_forgotten():
    assert {README, PACTS, ROOT / "docs/how-to/write-a-scenario.md"} <= set(WITH_COMMANDS)
    assert len(commands.lines_of(README)) >= 12


@pytest.mark.parametrize("page", [README, PACTS], ids=["README", "pacts"])
def test_the_python_of_a_page_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    if page == PACTS:
        (example,) = re.findall(r"```yaml\n(.*?)```", text, re.S)
        Path("my-crisis.yaml").write_text(example, "utf-8")
    fenced = re.findall(r"```python\n(.*?)```", text, re.S)
    indented = re.findall(r"^ {4}(import holdfast.*?)^\S", text, re.M | re.S)
    blocks = [*fenced, *(re.sub(r"^ {4}", "", one, flags=re.M) for one in indented)]
    assert blocks
    for block in blocks:
        exec(re.sub(r"futures=[\d_]+", "futures=3", block), {})


def test_every_name_in_the_comparison_of_the_readme_exists():
    (line,) = (one for one in commands.lines_of(README) if " compare " in one)
    names = re.search(r"--what-ifs (\S+)", line)[1].split(",")
    assert len(names) > 2
    assert set(names) <= set(keys_of("czechoslovakia-1936", "what_ifs"))


@pytest.mark.parametrize("command", commands.examples())
def test_the_examples_of_the_help_run(command, a_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("my-card.yaml", "my-cards.yaml"):
        Path(name).write_text(template_text(), "utf-8")
    examples = commands.examples()[command]
    assert examples
    for line in examples:
        for folder in re.findall(r"runs/\S+", line):
            shutil.copytree(a_run, folder)
    run_all(examples)
