"""The program's way out, as a shell sees it: closed pipes, full disks, alphabets, odd names."""

import json
import os
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from cards import template_text

FULL = Path("/dev/full")
PROGRAM = [sys.executable, "-m", "holdfast.cli.main"]


def program(*words, **more):
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        **({"stdout": subprocess.PIPE} | more),
        stderr=subprocess.PIPE,
        timeout=300,
        check=False,
    )


def alphabet(name):
    return {"env": os.environ | {"PYTHONIOENCODING": name, "COLUMNS": "100"}}


def test_the_version_is_printed_alone():
    assert program("--version").stdout.decode() == f"holdfast {metadata.version('holdfast')}\n"


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no such signal on this system")
@pytest.mark.parametrize("words", [("catalog", "two-rivers"), ("--help",)])
def test_a_closed_pipe_ends_the_program_as_it_ends_any(words):
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = program(*words, stdout=write_end)
    os.close(write_end)
    assert done.returncode == -signal.SIGPIPE
    assert done.stderr == b""


@pytest.mark.skipif(not FULL.exists(), reason="no full disk to write on")
@pytest.mark.parametrize("words", [("catalog", "two-rivers"), ("--version",)])
def test_a_full_disk_is_told_in_one_line(words):
    with FULL.open("wb") as full:
        done = program(*words, stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "the output cannot be read or written: No space left on device\n"
    )


@pytest.mark.parametrize("words", [("pact", "munich-1938"), ("check", "--help")])
def test_answers_and_help_can_be_read_in_ascii(words):
    done = program(*words, **alphabet("ascii"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def test_json_in_a_poor_alphabet_is_the_same_json():
    asked = ("pact", "munich-1938", "--json")
    poor, rich = (program(*asked, **alphabet(one)).stdout for one in ("ascii", "utf-8"))
    assert json.loads(poor.decode("ascii")) == json.loads(rich.decode("utf-8"))


@pytest.mark.parametrize(
    "words",
    [("check", "CARD"), ("check", "x", "\x1b[31mx"), ("\x1b[31mx",), ("catalog", "\x1b[31mx"),
     ("pact", "\x1b[31mx.yaml"), ("report", "\x1b[31mx"),
     ("compare", "port-arthur-1904", "--what-ifs", "\x1b[31mx"),
     ("run", "port-arthur-1904", "--set", "\x1b[31mx=1")],
)  # fmt: skip
def test_an_escape_in_a_name_is_refused_and_never_reaches_the_screen(words, tmp_path):
    card = tmp_path / "odd\x1b[31m.yaml"
    card.write_text(template_text().replace("id: my-state", 'id: "\\e[31mstate"'), "utf-8")
    done = program(*(card if one == "CARD" else one for one in words))
    assert done.returncode in (1, 2)
    assert done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr
