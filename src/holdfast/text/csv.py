"""CSV tables to the nodes of YAML: one mapping a row, every cell at its own line and column.

Commas, quotes and doubled quotes as RFC 4180 has them. A cell is then read as YAML 1.2 reads a
value: `12`, `true`, `1938-10-01`, plain words; one that begins with `{`, `[` or a YAML quote is a
flow value, so a cell may hold a spread or a list. Blanks around a cell do not count. An empty
cell is a key that is not given, a row of empty cells is none. A header `works.heavy` nests.
Lines that begin with `#` are comments; one that begins with `#:` holds keys for every row, such
as `#: source: minarik-1998, grade: B`, which a row's own cell overrides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from holdfast.errors import Fault, ScenarioError
from holdfast.text import yaml
from holdfast.text.files import (
    MAX_FAULTS,
    MAX_NODES,
    check_text,
    one_line_end,
    place_behind,
    read_text,
)
from holdfast.text.nodes import (
    Entry,
    Mapping,
    Node,
    Position,
    Scalar,
    ScalarValue,
    Sequence,
    searching_for_nothing,
)

ID = "id"
"""The header of the first column of a table that is read by id."""

_BLANKS = " \t\n"
_OTHER_SIGNS = {";": "semicolons", "\t": "tabs"}
_FLOW = ("{", "[", "'", '"')
_QUOTED = re.compile(r'[ \t]*"(?P<inside>(?:[^"]|"")*+)"[ \t]*(?P<rest>[^,\n]*)')
_BARE = re.compile(r"[ \t]*(?P<inside>[^,\n]*)")
_YAML_LINE_END = re.compile("[\n\x85\u2028\u2029]")


class _Cell(NamedTuple):
    """What stands between two commas, and where its first character stands."""

    text: str
    line: int
    column: int
    quoted: bool


class _Column(NamedTuple):
    """A key of a row's mapping; `holds` is the number of its cell, or the columns below it."""

    name: str
    value: ScalarValue
    holds: int | list[_Column]


_Values: TypeAlias = "list[Node | None]"


def parse(text: str, file: str, keyed: bool = False) -> Sequence | Mapping:
    r"""A CSV text as a list of rows, or `keyed` as a mapping by the first column, `id`.

    Raises
    ------
    ScenarioError
        with every fault at its line and column: size, quotes, ragged rows, headers that are
        empty or given twice, cells that are no value, ids that are missing or given twice.

    >>> from holdfast.text.nodes import plain
    >>> plain(parse('id,men\neger,"{min: 1, max: 3}"\n', "x.csv", keyed=True))
    {'eger': {'men': {'min': 1, 'max': 3}}}
    """
    text = one_line_end(text)
    check_text(text, file)
    if text.count(",") + text.count("\n") > MAX_NODES:
        message = f"more than {MAX_NODES:,} cells"
        raise ScenarioError([Fault(file, 0, 0, message, "write it in several files")])
    table = _Table(file)
    with searching_for_nothing():
        made = table.build(_Scanner(text, table).rows(), keyed)
    if table.faults:
        raise ScenarioError(table.faults[:MAX_FAULTS])
    return made


def read(path: Traversable | Path, shown_as: str | None = None, keyed: bool = False) -> Node:
    """A CSV file as `parse` reads it; `shown_as` is the name that faults carry.

    Raises
    ------
    ScenarioError
        if the file is missing, too large, not UTF-8, or not a table as we read it.
    """
    file = shown_as or str(path)
    return parse(read_text(path, file), file, keyed)


class _Scanner:
    """Divides a text into rows of cells; comments and keys for every row go to the table."""

    def __init__(self, text: str, table: _Table) -> None:
        self.text = text
        self.table = table
        self.line = 1
        self.at = 0
        self.line_start = 0

    def rows(self) -> Iterator[list[_Cell]]:
        """Every row in which a cell is not empty."""
        while self.at < len(self.text):
            end = self.text.find("\n", self.at)
            written = self.text[self.at : end if end >= 0 else None]
            if written.startswith("#"):
                self.table.comment(written, self.line)
                self.next_line(written)
            elif '"' in written:
                yield from _unless_empty(self.quoted_row())
            else:
                yield from _unless_empty(_plain_row(written, self.line))
                self.next_line(written)

    def next_line(self, written: str) -> None:
        self.at += len(written) + 1
        self.line += 1
        self.line_start = self.at

    def quoted_row(self) -> list[_Cell]:
        """A row with quotes, which may go on over several lines."""
        row = [self.cell()]
        while self.text[self.at : self.at + 1] == ",":
            self.at += 1
            row.append(self.cell())
        self.next_line("")
        return row

    def cell(self) -> _Cell:
        """The cell that begins here."""
        match = _QUOTED.match(self.text, self.at)
        if match is None:
            return self.bare_cell()
        column = self.text.index('"', self.at) - self.line_start + 1
        inside, line = match["inside"], self.line
        self.at = match.end()
        self.line += inside.count("\n")
        if "\n" in inside:
            self.line_start = self.text.rindex("\n", 0, match.end("inside")) + 1
        if match["rest"]:
            self.refuse_rest(inside, match.start("rest"))
            inside = ""
        return _Cell(inside.replace('""', '"'), line, column, True)

    def refuse_rest(self, inside: str, start: int) -> None:
        escaped = inside.endswith("\\")
        message = 'an unknown escape: \\"' if escaped else "text after the closing quote of a cell"
        place = (self.line, start - self.line_start + 1)
        self.table.refuse(*place, message, 'a quote inside a quoted cell is written twice: ""')

    def bare_cell(self) -> _Cell:
        """A cell without quotes around it."""
        match = _BARE.match(self.text, self.at)
        assert match is not None, "it matches the empty text too"
        inside, column = match["inside"], match.start("inside") - self.line_start + 1
        self.at = match.end()
        quote = inside.find('"')
        if quote == 0:
            self.table.refuse(self.line, column, "a quote that is never closed", 'add " at its end')
        elif quote > 0:
            remedy = 'put quotes around the whole cell and write "" for each one inside'
            place = (self.line, column + quote)
            self.table.refuse(*place, "a quote in a cell that does not begin with one", remedy)
        return _Cell("" if quote >= 0 else inside.rstrip(), self.line, column, False)


def _plain_row(written: str, line: int) -> list[_Cell]:
    """A row without quotes."""
    row: list[_Cell] = []
    column = 1
    for cell in written.split(","):
        text = cell.strip(_BLANKS)
        lead = cell.index(text) if text else 0
        row.append(_Cell(text, line, column + lead, False))
        column += len(cell) + 1
    return row


def _unless_empty(row: list[_Cell]) -> Iterator[list[_Cell]]:
    if any(cell.text for cell in row):
        yield row


class _Table:
    """Turns rows of cells into nodes and collects every fault on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.shared: dict[str, Entry] = {}

    def refuse(self, line: int, column: int, message: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, line, column, message, remedy))

    def comment(self, written: str, line: int) -> None:
        """A line that begins with `#`; after `#:` stand keys for every row."""
        if not written.startswith("#:"):
            return
        lead = len(written) - len(written[2:].lstrip(_BLANKS))
        # the brace that makes it a flow mapping takes the place of the character before the text
        cell = _Cell("{" + written[lead:] + "}", line, lead, False)
        held = self.flow(cell)
        for entry in held.entries if isinstance(held, Mapping) else ():
            self.share(entry)

    def share(self, entry: Entry) -> None:
        position, name = entry.key.position, entry.key.text
        first = self.shared.setdefault(name, entry)
        if first is not entry:
            remedy = f"it stands in line {first.key.position.line} already: keep one of them"
            self.faults.append(position.fault(f'key "{name}" is given twice', remedy))
        if isinstance(entry.value, Scalar) and entry.value.value is None:
            remedy = "write it as #: source: x, grade: D"
            self.faults.append(position.fault(f'"{name}" has no value', remedy))

    def build(self, rows: Iterator[list[_Cell]], keyed: bool) -> Sequence | Mapping:
        """The table, its first row the header."""
        header = next(rows, None)
        if header is None:
            self.refuse(1, 1, "holds no table", "its first line names the columns: id,men")
            return Sequence((), Position(self.file, 1, 1))
        if self.is_divided_by_other_signs(header):
            return Sequence((), self.position(header[0]))
        columns = self.columns(header)
        position = self.position(header[0])
        if keyed and header[0].text != ID:
            message = f'a table that is read by id has "{ID}" as its first column'
            self.refuse(*_place(header[0]), message, f'not "{header[0].text}"')
            keyed = False
        full = (row for row in rows if self.is_full(row, header))
        if keyed:
            entries = list(self.by_id(full, columns))
            return Mapping(tuple(Entry(e.key, self.inherit(e.value)) for e in entries), position)
        made = [self.row(row, columns) for row in full]
        return Sequence(tuple(self.inherit(row) for row in made), position)

    def is_divided_by_other_signs(self, header: list[_Cell]) -> bool:
        """Whether the header is one cell with semicolons or tabs in it: that is its one fault.

        Such tables are not guessed at: where cells end at semicolons, 1,5 is often a number.
        """
        first = header[0]
        at = next((k for k, sign in enumerate(first.text) if sign in _OTHER_SIGNS), None)
        if len(header) > 1 or first.quoted or at is None:
            return False
        name = _OTHER_SIGNS[first.text[at]]
        message = f"the cells of this table are divided by {name}, not by commas"
        remedy = "save it with commas, and with decimal points: 1.5"
        self.refuse(first.line, first.column + at, message, remedy)
        return True

    def inherit(self, row: Node) -> Node:
        """A row with the keys that every row has; a `#:` line may come after it."""
        if not self.shared or not isinstance(row, Mapping):
            return row
        own = {entry.key.text for entry in row.entries}
        more = [entry for name, entry in self.shared.items() if name not in own]
        return Mapping((*row.entries, *more), row.position)

    def is_full(self, row: list[_Cell], header: list[_Cell]) -> bool:
        """Whether a row has as many cells as the header; if not, that is its one fault."""
        if len(row) == len(header):
            return True
        cell = row[len(header)] if len(row) > len(header) else row[0]
        message = f"cells in this row: {len(row)}, in the header: {len(header)}"
        remedy = 'a cell that holds a comma needs quotes around it: "a, b"'
        if len(row) < len(header):
            remedy = "an empty cell needs its comma too"
        self.refuse(*_place(cell), message, remedy)
        return False

    def columns(self, header: list[_Cell]) -> list[_Column]:
        """The header as a tree of keys."""
        tree: list[_Column] = []
        for index, cell in enumerate(header):
            words = [word.strip(_BLANKS) for word in cell.text.split(".")]
            if "" in words:
                remedy = "name every column, with dots to nest: works.heavy"
                self.refuse(*_place(cell), "a column without a name", remedy)
            elif not _plant(tree, words, index):
                name = ".".join(words)
                message = f'the column "{name}" is given twice, or is part of another'
                remedy = f"compare column {_rival(header, index)}: keep one of them"
                self.refuse(*_place(cell), message, remedy)
        return tree

    def by_id(self, rows: Iterator[list[_Cell]], columns: list[_Column]) -> Iterator[Entry]:
        """Each row under its id, the id itself left out."""
        taken: dict[str, int] = {}
        inside = [column for column in columns if column.name != ID]
        for cells in rows:
            key = self.value(cells[0])
            row = self.row(cells, inside)
            if not isinstance(key, Scalar):
                remedy = "write a word into the first column"
                self.refuse(*_place(cells[0]), "a row without an id", remedy)
            elif key.text in taken:
                message = f'the id "{key.text}" is given twice'
                remedy = f"it stands in line {taken[key.text]} already: keep one of them"
                self.faults.append(key.position.fault(message, remedy))
            else:
                taken[key.text] = key.position.line
                yield Entry(key, row)

    def row(self, cells: list[_Cell], columns: list[_Column]) -> Mapping:
        """One row as a mapping."""
        values = [self.value(cell) for cell in cells]
        return Mapping(tuple(_entries(columns, values)), self.position(cells[0]))

    def value(self, cell: _Cell) -> Node | None:
        """What a cell says, or None if it is empty."""
        text = cell.text.strip(_BLANKS) if cell.quoted else cell.text
        if not text:
            return None
        if text.startswith(_FLOW):
            return self.flow(cell)
        return Scalar(yaml.resolve(text), text, self.position(cell))

    def flow(self, cell: _Cell) -> Node | None:
        """A cell in YAML's flow style, every word at its own place in the file."""
        place = _Places(cell, self.file)
        try:
            documents = yaml.parse(cell.text.strip(_BLANKS), self.file)
        except ScenarioError as error:
            for fault in error.faults:
                at = place(Position(self.file, fault.line, fault.column))
                remedy = fault.remedy
                if fault.message.startswith("not YAML"):
                    remedy = 'close every bracket and quote; with a comma in it: "{min: 1, max: 3}"'
                self.faults.append(at.fault(fault.message, remedy))
            return None
        if len(documents) != 1:
            self.refuse(*_place(cell), "not one value", "write one value a cell")
            return None
        return place.move(documents[0], self.position(cell))

    def position(self, cell: _Cell) -> Position:
        return Position(self.file, cell.line, cell.column)


def _place(cell: _Cell) -> tuple[int, int]:
    """Line and column of a cell's first character; of its opening quote, if it has one."""
    return cell.line, cell.column


def _plant(tree: list[_Column], words: list[str], index: int) -> bool:
    """Add a column to the tree of keys; False if its place is taken."""
    found = next((column for column in tree if column.name == words[0]), None)
    if len(words) == 1:
        if found is None:
            tree.append(_Column(words[0], yaml.resolve(words[0]), index))
        return found is None
    if found is None:
        found = _Column(words[0], yaml.resolve(words[0]), [])
        tree.append(found)
    return isinstance(found.holds, list) and _plant(found.holds, words[1:], index)


def _rival(header: list[_Cell], index: int) -> int:
    """The number, from 1, of the earlier column whose name is in the way."""
    name = header[index].text + "."
    names = [cell.text + "." for cell in header[:index]]
    return 1 + next(
        (k for k, other in enumerate(names) if other.startswith(name) or name.startswith(other)), 0
    )


def _entries(columns: list[_Column], values: _Values) -> list[Entry]:
    """The keys that a row gives; each key stands where its first value does."""
    entries: list[Entry] = []
    for name, meant, holds in columns:
        if isinstance(holds, int):
            value = values[holds]
        else:
            below = _entries(holds, values)
            value = Mapping(tuple(below), below[0].key.position) if below else None
        if value is not None:
            entries.append(Entry(Scalar(meant, name, value.position), value))
    return entries


class _Places:
    """From a place in a cell's text, as YAML counts it, to the place in the file."""

    def __init__(self, cell: _Cell, file: str) -> None:
        self.cell = cell
        self.file = file
        self.lead = len(cell.text) - len(cell.text.lstrip(_BLANKS))
        body = cell.text[self.lead :]
        # behind the last line YAML sees one more, where a text ends too soon
        self.starts = [0, *(end.end() for end in _YAML_LINE_END.finditer(body)), len(body)]

    def __call__(self, inner: Position) -> Position:
        line = min(max(inner.line, 1), len(self.starts))
        offset = self.lead + self.starts[line - 1] + max(inner.column - 1, 0)
        before = self.cell.text[:offset]
        if self.cell.quoted:
            before = '"' + before.replace('"', '""')
        return Position(self.file, *place_behind(before, self.cell.line, self.cell.column))

    def move(self, node: Node, to: Position | None = None) -> Node:
        """The same tree with its places in the file; the root stands where the cell begins."""
        position = to or self(node.position)
        if isinstance(node, Scalar):
            return Scalar(node.value, node.text, position, node.quoted)
        if isinstance(node, Sequence):
            return Sequence(tuple(self.move(item) for item in node.items), position)
        moved = [Entry(self._key(entry.key), self.move(entry.value)) for entry in node.entries]
        return Mapping(tuple(moved), position)

    def _key(self, key: Scalar) -> Scalar:
        return Scalar(key.value, key.text, self(key.position), key.quoted)
