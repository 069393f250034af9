"""Commands as pages print them: found, made small, run."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from holdfast.cli.main import app
from holdfast.errors import HoldfastError

PROGRAMS = ("holdfast", "python", "make")
LINE = re.compile(rf"^ {{4}}((?:{'|'.join(PROGRAMS)})(?: .*)?)$", re.M)
FENCE = re.compile(r"^```(?:sh|bash|console)?\n(.*?)^```$", re.M | re.S)
IN_FENCE = re.compile(rf"^((?:{'|'.join(PROGRAMS)})(?: .*)?)$", re.M)
EXAMPLE = re.compile(r"^\s*Example: (.*)$", re.M)

FLAGSHIP = "czechoslovakia-1936"
HELD = "--freeze-others"
"""Plays everything twice: asked of the small scenario, and not of the flagship."""

FEW = {
    "run": ("--futures", "3", "--replications", "1", "--quiet"),
    "compare": ("--futures", "3", "--replications", "1", "--quiet"),
    "hindcast": ("--futures", "3", "--quiet"),
    "plan": (
        "--futures",
        "72",
        "--replications",
        "1",
        "--search",
        "4",
        "--budget",
        "3000",
        "--quiet",
    ),
}
"""What makes a command quick; the last of an option counts."""


def lines_of(page: Path) -> list[str]:
    """Every command line of a page, indented or fenced, without its comment."""
    text = page.read_text("utf-8")
    inside = [line for fence in FENCE.findall(text) for line in IN_FENCE.findall(fence)]
    return [" ".join(shlex.split(line, comments=True)) for line in [*LINE.findall(text), *inside]]


def examples() -> dict[str, list[str]]:
    """The examples of each command's help."""
    callbacks = [command.callback for command in app.registered_commands]
    return {one.__name__: EXAMPLE.findall(one.__doc__) for one in callbacks}


def small(words: list[str]) -> list[str]:
    """A command's words, with few futures."""
    less = FEW.get(words[0], ())
    # a run until its error is small enough stops at once where a large one is enough
    until = ("--until-se", "0.5") if "--until-se" in words else ()
    kept = [word for word in words if word != HELD or FLAGSHIP not in words]
    return [*(shortened(word) for word in kept), *less, *until, *one_date(words)]


def one_date(words: list[str]) -> tuple[str, ...]:
    """The flagship at one date where a command asks for all of them: each is compiled apart."""
    option = "--courses" if words[0] == "plan" else "--course"
    asks_for_all = words[0] in FEW and FLAGSHIP in words and option not in words
    return (option, "pincer-1938") if asks_for_all else ()


def shortened(word: str) -> str:
    """A list of many names as its first: each costs a run."""
    names = word.split(",")
    return names[0] if len(names) > 2 and "=" not in word else word


def run_line(line: str) -> None:
    """Run a line as a shell would: parts joined by &&, the output perhaps into a file."""
    for part in line.split(" && "):
        command, _, file = part.partition(" > ")
        program, *words = shlex.split(command)
        assert program == "holdfast", line
        output, status = call(small(words))
        assert status == 0, (part, output)
        if file:
            Path(file).write_text(output, "utf-8")


def call(words: list[str]) -> tuple[str, int]:
    """What a command prints, and its exit status."""
    try:
        done = CliRunner().invoke(app, words, catch_exceptions=False)
    except HoldfastError as error:
        return str(error), 2
    return done.output, done.exit_code
