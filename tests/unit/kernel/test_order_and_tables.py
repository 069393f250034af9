"""What the kernel's sources must keep: one order of the day, one table of rows, no bare numbers."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from holdfast import kernel
from holdfast.kernel import constants, day, layout
from holdfast.scenario.law import default_law, default_text, law_table
from holdfast.text.nodes import Mapping, Scalar, Sequence
from holdfast.text.yaml import parse

FOLDER = Path(kernel.__file__).parent
FILES = sorted(path.name for path in FOLDER.glob("*.py"))
PHASES = ("advance", "arrivals", "attrition", "command", "conditions", "contact", "day", "draws",
          "aircraft", "deadlocks", "ends", "evacuation", "helpers", "isolation", "losses", "march",
          "orders", "pledges",
          "record", "second_front")  # fmt: skip
"""Files in which numbers must have names; in campaign.py they are sizes and places of columns."""

GATE = "attacker_is_here"
PLAIN = {0, 1, 2, 0.5}
TRIVIAL = {0, 1, -1, 2}
MOST_NUMERALS = 127
"""Half of the constants of the law's prototype."""

HELP_ON_ITS_WAY = {
    "air_interdiction", "second_front_ratio", "second_front_wall", "held_by_offensive",
    "held_by_probe",
}  # fmt: skip
"""Constants of mechanisms that the prototype did not have (ADR 6): counted apart."""

CONDITIONS = {
    "broken_from", "stop_stall_from", "stop_losses_least", "stop_losses_from", "stop_front_from",
    "stop_means_days", "recall", "belt_days",
}  # fmt: skip
"""Minima that a historian's rules ask for and the prototype did not have (ADR 9): apart too."""

MOST_IN_CONDITIONS = 17

TABLES = [*layout.TABLES, law_table()]


def tree(file):
    return ast.parse((FOLDER / file).read_text("utf-8"))


def functions(file):
    return [node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef)]


def called_names(function):
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: call.lineno)
    return [call.func.id for call in calls if isinstance(call.func, ast.Name)]


def test_the_order_of_the_day_is_the_order_in_which_live_calls_its_phases():
    live = next(function for function in functions("day.py") if function.name == "live")
    called = [name for name in called_names(live) if name != GATE]
    assert called == [phase.__name__ for phase in day.ORDER]


def test_only_pacts_and_those_who_come_stand_before_the_gate():
    live = next(function for function in functions("day.py") if function.name == "live")
    called = called_names(live)
    before = ["pledge", "call", "open_axes", "arrive", "march", "press", "fly_in", "note_help"]
    assert called[: called.index(GATE)] == before


def bare_numbers(function):
    for node in ast.walk(function):
        number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        if number and not isinstance(node.value, bool) and node.value not in PLAIN:
            yield f"{function.name}, line {node.lineno}: {node.value}"


@pytest.mark.parametrize("name", PHASES)
def test_every_number_in_a_phase_has_a_name(name):
    bare = [found for function in functions(f"{name}.py") for found in bare_numbers(function)]
    assert not bare


@pytest.mark.parametrize("file", FILES)
def test_every_function_says_what_it_is_for(file):
    silent = [function.name for function in functions(file) if not ast.get_docstring(function)]
    silent = [name for name in silent if not name.startswith("_")]
    assert not silent


def test_the_constants_of_the_kernel_are_those_of_the_laws_page():
    assert tuple(default_law().parameters) == constants.NAMES


def test_the_kernel_asks_for_a_side_of_a_constant_where_the_page_has_two():
    """`law[constants.CAPTURE, 0, 0]`: what has one value for both is read at side 0 alone."""
    pages = default_law().parameters
    for file in FILES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "law":
                name, _, side = (ast.unparse(one) for one in node.slice.elts)
                written = pages[name.removeprefix("constants.").lower()]
                assert written.sided == (side != "0"), f"{file}: {ast.unparse(node)}"


def numerals(node):
    """Every number that the law computes with: of values, not of what was thought before them."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key.text not in {"prior", "within"} | HELP_ON_ITS_WAY | CONDITIONS:
                yield from numerals(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from numerals(item)
    elif isinstance(node, Scalar) and isinstance(node.value, int | float):
        yield node.value


def test_the_default_law_has_at_most_half_of_the_numbers_of_its_prototype():
    page = parse(default_text(), "default.yaml")[0]
    found = [number for number in numerals(page) if number not in TRIVIAL]
    assert len(found) <= MOST_NUMERALS, f"{len(found)} numbers stand on the law's page"


def test_the_conditions_of_ends_are_few_numbers():
    page = parse(default_text(), "default.yaml")[0]
    whole = next(entry.value for entry in page.entries if entry.key.text == "parameters")
    rows = [entry.value for entry in whole.entries if entry.key.text in CONDITIONS]
    assert len(rows) == len(CONDITIONS)
    found = [number for row in rows for number in numerals(row) if number not in TRIVIAL]
    assert len(found) <= MOST_IN_CONDITIONS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_name_stands_twice_in_a_table(table):
    names = [row.name for row in table.rows]
    assert len(set(names)) == len(names)
    for number, name in enumerate(names):
        assert table.number(name) == number


def test_a_table_refuses_a_name_that_is_taken():
    table = layout.Table("a table", "of a test")
    table.row("men", "axis", "men", "men")
    with pytest.raises(ValueError, match="is taken"):
        table.sided("men", "whole", "men", "men")


def row_names(module):
    """The names of a module's rows, by their numbers in the text."""
    for node in tree(module).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            maker = ast.unparse(node.value.func)
            if maker in {"_row", "_sided", "CALENDAR.row"}:
                yield ast.unparse(node.targets[0])


def used(names_of, files):
    """Attributes of a module that files mention."""
    return {
        node.attr
        for file in files
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == names_of
    }


def test_every_constant_of_the_law_is_used_by_the_kernel():
    names = {name.upper() for name in constants.NAMES}
    assert not names - used("constants", FILES)


def test_every_row_of_the_layout_is_used_by_the_kernel():
    assert not set(row_names("layout.py")) - used("at", FILES)


def test_phases_are_called_with_no_more_than_the_arrays_the_day_and_the_key():
    allowed = {"theatre", "law", "state", "day", "key"}
    for phase in day.ORDER:
        assert set(inspect.signature(getattr(phase, "py_func", phase)).parameters) <= allowed
