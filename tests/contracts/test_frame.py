"""The frame around the code: locks, licence, changelog, commands; nothing of one machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("run", "dev")
TARGETS = ("demo", "test", "check", "bench", "mutants", "golden", "lock", "help")
HEADINGS = ("For users", "Inside", "Numbers that changed")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
NOT_OURS = {
    ".git", ".venv", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__",
    ".import_linter_cache", "build", "demo", "dist", "runs", "site",
}  # fmt: skip
TEXTS = {".py", ".toml", ".md", ".yaml", ".yml", ".txt", ".c", ".cfg", ".html", ".j2", ".css", ""}
MACHINE_PATH = re.compile(r"(?<![\w.)\]}/*-])/(?:home|root|work|opt|Users)/\w")
REGISTRY_HOST = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.]|pypi[.]python")


def requirements(lock: str) -> list[str]:
    """Each requirement of a lock with its hashes, as one line; comments left out."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    joined = text.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and line.strip()[0] != "#"]


def versions(lock: str) -> dict[tuple[str, str], str]:
    """Version by name and marker, so that a package pinned twice for two systems stays apart."""
    found = {}
    for line in requirements(lock):
        pin = PIN.match(line)
        assert pin, f"{lock}.txt: no pinned version in {line[:80]!r}"
        marker = line.partition(";")[2].partition("--hash")[0].strip()
        found[pin["name"], marker] = pin["version"]
    return found


def our_files() -> list[Path]:
    """Text files of the repository that were not made by a tool."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and path.suffix in TEXTS and not NOT_OURS.intersection(inside):
            found.append(path)
    return found


def make(target: str) -> str:
    done = subprocess.run(
        ["make", "--no-print-directory", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_its_hash(lock: str) -> None:
    bare = [line[:60] for line in requirements(lock) if not HASH.search(line)]
    assert requirements(lock)
    assert not bare, f"{lock}.txt: no hash for {bare}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_the_dev_lock_covers_the_run_lock_at_the_same_versions() -> None:
    run = {name: version for (name, _), version in versions("run").items()}
    dev = {name: version for (name, _), version in versions("dev").items()}
    other = {
        name: (version, dev.get(name)) for name, version in run.items() if dev.get(name) != version
    }
    assert not other, f"package: (run, dev) = {other}; run make lock"


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_the_page_is_there(name: str) -> None:
    assert (ROOT / name).read_text("utf-8").strip(), f"{name} is empty"


def test_the_licence_is_the_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.split()[:5] == ["Apache", "License", "Version", "2.0,", "January"]
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_changelog_has_its_three_headings() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    missing = [name for name in HEADINGS if not re.search(rf"^#+ {name}\s*$", text, re.MULTILINE)]
    assert not missing


def test_the_commands_of_the_readme_are_targets() -> None:
    named = set(
        re.findall(r"(?:^ *|`)make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.M)
    )
    assert {"demo", "test"} <= named
    assert named <= set(TARGETS)


def test_help_lists_every_target() -> None:
    written = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):(?!=)", written, re.MULTILINE))
    listed = set(re.findall(r"^  make ([a-z]+) +\S", make("help"), re.MULTILINE))
    assert targets == set(TARGETS)
    assert listed == targets


def test_what_ci_runs_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111, ".ci/run is not executable"
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in our_files():
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY_HOST.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not found, "\n".join(found)
