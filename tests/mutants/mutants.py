"""Plant each fault of mutants.yaml in a copy of the package and see whether the tests find it.

    python tests/mutants/mutants.py [word]     only faults whose file or reason has the word

Exit code 1 if a fault survives, 2 if the list or the tests themselves are at fault.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "holdfast"
LIST = Path(__file__).with_name("mutants.yaml")
QUICK = {
    "kernel": (
        "tests/unit/kernel/test_by_hand.py",
        "tests/unit/kernel/test_causes.py",
        "tests/unit/kernel/test_pledges.py",
        "tests/twin/test_phases.py",
        "tests/twin/test_luck.py",
        "tests/twin/test_campaigns.py",
        "tests/property/test_pathwise_draws.py",
        "tests/property/test_pathwise_men_and_ground.py",
        "tests/property/test_pathwise_relief.py",
    ),
    "pacts": ("tests/pacts/test_conformance.py",),
}
"""For each layer its tests, fast where nothing is compiled, the fastest first."""

WORKERS = 2
LIMIT_SECONDS = 150
PASSED, FAILED = 0, 1


@dataclass(frozen=True)
class Mutant:
    """One fault: in a file of the package, `new` stands for `old`, and why it would matter."""

    file: str
    old: str
    new: str
    why: str

    @property
    def layer(self) -> str:
        """The folder of the package whose tests must find it."""
        return self.file.split("/", maxsplit=1)[0]

    def applied(self, package: Path) -> str:
        """The file's text with the fault in it."""
        text = (package / self.file).read_text("utf-8")
        found = text.count(self.old)
        if found != 1:
            raise LookupError(f"{self.file}: {self.old!r} stands there {found} times, not once")
        return text.replace(self.old, self.new)


def environment(source: Path) -> dict[str, str]:
    """Run uncompiled and in a hurry, with the copy before the package that is installed."""
    settings = {"NUMBA_DISABLE_JIT": "1", "HOLDFAST_TESTS_IN_A_HURRY": "1"}
    return os.environ | settings | {"PYTHONPATH": str(source)}


def run_tests(package: Path, mutant: Mutant | None) -> tuple[int, str]:
    """Run the quick tests on a copy of the package; give pytest's exit code and first failure.

    Without a mutant, all of them.
    """
    layers = list(QUICK) if mutant is None else [mutant.layer]
    quick = [test for layer in layers for test in QUICK[layer]]
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        source = Path(folder)
        shutil.copytree(package, source / "holdfast")
        if mutant is not None:
            (source / "holdfast" / mutant.file).write_text(mutant.applied(package), "utf-8")
        options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:randomly"]
        command = [sys.executable, "-m", "pytest", *options, *quick]
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment(source), capture_output=True, text=True,
                timeout=LIMIT_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return FAILED, "ran past its time"
    failures = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    first = failures[0].split("::")[-1].split(" - ")[0] if failures else done.stdout[-2000:]
    return done.returncode, first


def say(words: str) -> None:
    """Write a line at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def try_one(package: Path, mutant: Mutant) -> bool | None:
    """Whether a fault is found; None if the tests could not even start."""
    began = time.perf_counter()
    code, words = run_tests(package, mutant)
    seconds = time.perf_counter() - began
    verdict = {PASSED: "SURVIVED", FAILED: "killed"}.get(code, "BROKEN")
    say(f"{verdict:9}{seconds:5.1f} s  {mutant.file}: {mutant.why}")
    if verdict == "killed":
        say(f"{'':18}by {words}")
    elif verdict == "BROKEN":
        say(words)
    return code == FAILED if code in (PASSED, FAILED) else None


def check_list(package: Path, mutants: list[Mutant]) -> list[str]:
    """Faults of the list itself."""
    found = []
    for mutant in mutants:
        try:
            mutant.applied(package)
        except LookupError as error:
            found.append(str(error))
    return found


def try_all(package: Path, words: list[str]) -> int:
    """Try all faults, or those that have a word, on a package that nobody changes meanwhile."""
    everything = [Mutant(**entry) for entry in yaml.safe_load(LIST.read_text("utf-8"))]
    wrong = check_list(package, everything)
    if wrong:
        say("\n".join(wrong))
        return 2
    chosen = [m for m in everything if all(w in f"{m.file} {m.why}" for w in words)]
    began = time.perf_counter()
    with ThreadPoolExecutor(WORKERS) as threads:
        control = threads.submit(run_tests, package, None)
        killed = list(threads.map(partial(try_one, package), chosen))
        code, failure = control.result()
    if code != PASSED:
        say(f"the tests fail without any fault: {failure}")
        return 2
    seconds = time.perf_counter() - began
    say(f"{killed.count(True)} of {len(chosen)} faults found in {seconds:.0f} s")
    return 2 if None in killed else int(False in killed)


def main(words: list[str]) -> int:
    """Take a copy of the package as it is now, and try faults on it."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        package = Path(folder) / "holdfast"
        shutil.copytree(PACKAGE, package)
        return try_all(package, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
