"""Sizes may only get better: files, words left undone, docstrings, types, import cycles.

Complexity, statements and arguments of a function are held by ruff (pyproject.toml), layers by
import-linter; `make check` runs both.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "holdfast"
FILES = sorted(SOURCE.rglob("*.py"))
LARGEST_FILE = 400
UNDONE = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


every_file = pytest.mark.parametrize("path", FILES, ids=shown)


def docstring_lines(tree: ast.Module) -> set[int]:
    """Lines of strings that stand alone: docstrings of modules, classes, functions, constants."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str()), end_lineno=int(last)):
                lines.update(range(node.lineno, last + 1))
    return lines


def code_lines(text: str) -> set[int]:
    """Lines that hold code: no blank line, no comment, no docstring."""
    silent = {
        tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
        tokenize.ENDMARKER, tokenize.ENCODING,
    }  # fmt: skip
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in silent:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstring_lines(ast.parse(text))


def public(tree: ast.Module) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    """Public classes and functions of a file, and the public methods of those classes."""
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        yield node.name, node
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, Function) and not inner.name.startswith("_"):
                yield f"{node.name}.{inner.name}", inner


def untyped(function: Function) -> bool:
    """Whether the result or an argument lacks its type; self and cls need none."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    stars = [star for star in (given.vararg, given.kwarg) if star is not None]
    bare = [arg.arg for arg in named + stars if arg.annotation is None]
    return function.returns is None or bool(set(bare) - {"self", "cls"})


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_at_once(tree: ast.Module, modules: set[str]) -> set[str]:
    """Our modules that are imported when the file is, not later inside a function."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            # `from package import module` needs the module; anything else needs the package
            found |= (below & modules) or {node.module}
    return found & modules


def test_the_line_counter_leaves_out_what_is_not_code() -> None:
    text = '"""Doc.\n\nMore.\n"""\n\n# why\nx = 1  # one\n"""What x is."""\ny = """a\nb"""\n'
    assert code_lines(text) == {7, 9, 10}


@every_file
def test_a_file_is_short(path: Path) -> None:
    lines = len(code_lines(path.read_text("utf-8")))
    assert lines <= LARGEST_FILE, f"{shown(path)} has {lines} lines of code: divide it by subject"


@every_file
def test_nothing_is_left_undone(path: Path) -> None:
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    found = [
        f"{shown(path)}:{number}: {line.strip()}" for number, line in lines if UNDONE.search(line)
    ]
    assert not found, "\n".join(found)


@every_file
def test_every_public_name_is_documented_and_typed(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    faults = [] if ast.get_docstring(tree) else [f"{shown(path)}: the file has no docstring"]
    for name, node in public(tree):
        place = f"{shown(path)}:{node.lineno}: {name}"
        if not ast.get_docstring(node):
            faults.append(f"{place} has no docstring")
        if isinstance(node, Function) and untyped(node):
            faults.append(f"{place} is not typed throughout")
    assert not faults, "\n".join(faults)


def test_no_file_imports_itself_in_a_circle() -> None:
    trees = {module_name(path): ast.parse(path.read_text("utf-8")) for path in FILES}
    graph = {name: imported_at_once(tree, set(trees)) - {name} for name, tree in trees.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("a circle of imports: " + " <- ".join(error.args[1]))


def test_no_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(f"{shown(path)}:{node.lineno}")
    # the kernel's table of rows is older than the tables that people see; a change of the kernel's
    # sources makes posterior and golden files anew, so that it waits for one
    twice = {name: where for name, where in places.items() if len(where) > 1 and name != "Table"}
    assert not twice, twice
