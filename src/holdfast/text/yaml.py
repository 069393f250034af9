"""YAML to nodes: PyYAML's C parser for the events, the tree and the scalars by us.

Scalars are resolved as YAML 1.2's core schema has it (`no` and `on` are names, `1_000` is read
as a number), dates stay text. Anchors, tags and merge keys are refused: a reader must see
what stands there. Depth, size and the number of nodes are bounded before anything is built.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from holdfast.errors import Fault, ScenarioError
from holdfast.text.characters import refused_in
from holdfast.text.files import MAX_FAULTS, MAX_NODES, check_text, one_line_end, read_text
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

MAX_DEPTH = 60

_INTEGER = re.compile(r"[-+]?[0-9](?:_?[0-9])*\Z")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9](?:_?[0-9])*(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII
)
_WORDS: dict[str, ScalarValue] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def resolve(text: str) -> ScalarValue:
    """What a plain scalar means in YAML 1.2's core schema.

    >>> resolve("no"), resolve("190_000"), resolve("1e3"), resolve("1938-10-01")
    ('no', 190000, 1000.0, '1938-10-01')
    """
    if text in _WORDS:
        return _WORDS[text]
    if len(text) < 40 and _INTEGER.match(text):
        return int(text)
    if len(text) < 40 and _FLOAT.match(text):
        return float(text)
    return text


class _Builder:
    """Turns parser events into nodes without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.documents: list[Node] = []
        self.open: list[tuple[Position, bool, list[Node]]] = []
        self.nodes = 0

    def position(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        assert mark is not None, "the parser marks every event"
        return Position(self.file, mark.line + 1, mark.column + 1)

    def count(self, event: yaml.Event) -> None:
        self.nodes += isinstance(event, yaml.NodeEvent)
        if self.nodes > MAX_NODES:
            self.refuse(event, f"more than {MAX_NODES:,} values", "write it in several files")
            raise ScenarioError(self.faults)

    def take(self, event: yaml.Event) -> None:
        self.count(event)
        if isinstance(event, yaml.AliasEvent):
            self.refuse_once(event, "references (*name) are not read", "write the value out")
            self.close(Scalar(None, "", self.position(event)))
        elif isinstance(event, yaml.ScalarEvent):
            self.close(self.scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.start(event)
        elif isinstance(event, yaml.SequenceEndEvent):
            position, _, items = self.open.pop()
            self.close(Sequence(tuple(items), position))
        elif isinstance(event, yaml.MappingEndEvent):
            position, _, items = self.open.pop()
            self.close(self.mapping(position, items))

    def start(self, event: yaml.CollectionStartEvent) -> None:
        self.check_plainness(event)
        if len(self.open) >= MAX_DEPTH:
            self.refuse(event, f"nested deeper than {MAX_DEPTH} levels", "write it flatter")
            raise ScenarioError(self.faults)
        self.open.append((self.position(event), isinstance(event, yaml.MappingStartEvent), []))

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        self.check_plainness(event)
        text = event.value
        odd = refused_in(text) if event.style == '"' else None
        if odd is not None:
            self.refuse(event, f"{odd[1]}, written as an escape", "remove it")
        quoted = event.style in ("'", '"', "|", ">")
        return Scalar(text if quoted else resolve(text), text, self.position(event), quoted)

    def check_plainness(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.refuse_once(event, "anchors (&name) are not read", "write the value out")
        if event.tag not in (None, "!"):
            self.refuse(event, f"tags ({event.tag}) are not read", "remove the tag")

    def mapping(self, position: Position, items: list[Node]) -> Mapping:
        entries: list[Entry] = []
        seen: dict[str, Position] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.faults.append(key.position.fault("a key must be a word", "quote it"))
                continue
            if "\n" in key.text or "\t" in key.text:
                self.faults.append(key.position.fault("a key must stand in one line", "shorten it"))
            first = seen.setdefault(key.text, key.position)
            if first is not key.position:
                self.faults.append(
                    key.position.fault(
                        f'key "{key.text}" is given twice',
                        f"it stands in line {first.line} already: keep one of them",
                    )
                )
                continue
            entries.append(Entry(key, value))
        return Mapping(tuple(entries), position)

    def close(self, node: Node) -> None:
        if self.open:
            self.open[-1][2].append(node)
        else:
            self.documents.append(node)

    def refuse(self, event: yaml.Event, message: str, remedy: str) -> None:
        self.faults.append(self.position(event).fault(message, remedy))

    def refuse_once(self, event: yaml.Event, message: str, remedy: str) -> None:
        """Refuse what a file has many times or not at all: its first place is enough."""
        if not any(fault.message == message for fault in self.faults):
            self.refuse(event, message, remedy)


def parse(text: str, file: str) -> tuple[Node, ...]:
    """Every document of a YAML text as a tree of nodes.

    Raises
    ------
    ScenarioError
        with each fault's line and column: syntax, keys given twice, anchors, tags, depth, size.

    >>> (document,) = parse("a: [1, no]", "x.yaml")
    >>> document.get("a").items[1].value
    'no'
    """
    text = one_line_end(text)
    check_text(text, file)
    builder = _Builder(file)
    try:
        with searching_for_nothing():
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise ScenarioError([*builder.faults[:MAX_FAULTS], _syntax(error, file)]) from None
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        fault = Fault(file, line, 1, f"a character that no text has: {error.reason}", "remove it")
        raise ScenarioError([fault]) from None
    if builder.faults:
        raise ScenarioError(builder.faults[:MAX_FAULTS])
    return tuple(
        document
        for document in builder.documents
        if not (isinstance(document, Scalar) and document.value is None)
    )


def read(path: Path, shown_as: str | None = None) -> tuple[Node, ...]:
    """Every document of a YAML file; `shown_as` is the name that faults carry.

    Raises
    ------
    ScenarioError
        if the file is missing, too large, not UTF-8, or not YAML as we read it.
    """
    file = shown_as or str(path)
    return parse(read_text(path, file), file)


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    context = f" {error.context}" if error.context else ""
    return Fault(file, line, column, f"not YAML: {error.problem}{context}", "check the punctuation")
