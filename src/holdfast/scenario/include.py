"""Other files of a scenario's folder, put in where they are named.

A mapping may hold `include: forces.yaml`, or a list of such files: the entries of each are put in
there. Any value may be a table: `{table: places.csv}` is a list of its rows, and
`{table: places.csv, by: id}` a mapping by its first column. Included files may include others.

A name is always read from the scenario's own folder, with `/` before a file of a folder inside it;
nothing outside that folder is ever read. What is put in keeps its own file, line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import TypeAlias

from holdfast.errors import Fault, ScenarioError
from holdfast.text import csv, yaml
from holdfast.text.files import MAX_CHARACTERS as MAX_FILE_CHARACTERS
from holdfast.text.files import read_text
from holdfast.text.nodes import Entry, Mapping, Node, Path, Position, Scalar, Sequence, spell
from holdfast.text.spelling import did_you_mean

Folder: TypeAlias = Traversable | FilePath

INCLUDE = "include"
TABLE = "table"
BY = "by"

MAX_FILES_DEEP = 8
"""Files that include one another, one inside the other. grade: judgement"""
MAX_INCLUDES = 500
"""Files put in, each time counted: a scenario must not grow without end. grade: judgement"""
MAX_CHARACTERS = 5 * MAX_FILE_CHARACTERS
"""Characters put in, each time counted. grade: judgement"""

_ENDINGS = {INCLUDE: (".yaml", ".yml"), TABLE: (".csv",)}
_LISTED = 200
"""Names that are compared with one that does not exist. grade: judgement"""

Chain: TypeAlias = tuple[str, ...]


def resolve(node: Node, folder: Folder, shown_as: str) -> tuple[Node, list[Fault]]:
    """A scenario with its includes and tables put in, and every fault of every file.

    Parameters
    ----------
    node
        what the scenario's own file says.
    folder
        where that file lies: on disk, or in a package.
    shown_as
        the name that the file's faults carry; the others are shown as lying beside it.

    Where a file cannot be read, the tree goes on without it: nothing for an include, an empty
    list or mapping for a table.
    """
    files = _Files(folder, shown_as)
    return files.walk(node, (), (PurePath(shown_as).name,)), files.faults


class _Files:
    """The files of one scenario's folder, each read once."""

    def __init__(self, folder: Folder, shown_as: str) -> None:
        self.folder = folder
        self.main = PurePath(shown_as)
        self.faults: list[Fault] = []
        self.read: dict[tuple[str, str], tuple[Node | None, int]] = {}
        self.includes = 0
        self.characters = 0

    def walk(self, node: Node, path: Path, chain: Chain) -> Node:
        """A node with everything put in; the same object where there is nothing to put in."""
        if isinstance(node, Scalar):
            return node
        if len(path) >= yaml.MAX_DEPTH:
            message = f"nested deeper than {yaml.MAX_DEPTH} levels, its includes counted"
            self.refuse(node.position, message, "write it flatter", path)
            return Sequence((), node.position)
        if isinstance(node, Sequence):
            items = [self.walk(item, (*path, k), chain) for k, item in enumerate(node.items)]
            same = all(new is old for new, old in zip(items, node.items, strict=True))
            return node if same else Sequence(tuple(items), node.position)
        if node.key(TABLE) is not None:
            return self.table(node, path, chain)
        return self.mapping(node, path, chain)

    def mapping(self, node: Mapping, path: Path, chain: Chain) -> Node:
        entries: list[Entry] = []
        for entry in node.entries:
            if entry.key.text == INCLUDE:
                for named in self.names(entry, path):
                    entries += self.included(named, path, chain)
            else:
                value = self.walk(entry.value, (*path, entry.key.text), chain)
                entries.append(entry if value is entry.value else Entry(entry.key, value))
        if node.key(INCLUDE) is not None:
            return Mapping(tuple(self.once(entries, path)), node.position)
        same = all(new is old for new, old in zip(entries, node.entries, strict=True))
        return node if same else Mapping(tuple(entries), node.position)

    def once(self, entries: list[Entry], path: Path) -> Iterator[Entry]:
        """The entries of a mapping with no key twice."""
        seen: dict[str, Position] = {}
        for entry in entries:
            position = entry.key.position
            first = seen.setdefault(entry.key.text, position)
            if first is position:
                yield entry
                continue
            where = f"{first.file}:{first.line}:{first.column}"
            message = f'key "{entry.key.text}" is given twice'
            remedy = f"it stands at {where} already: keep one of them"
            self.refuse(position, message, remedy, (*path, entry.key.text))

    def names(self, entry: Entry, path: Path) -> Iterator[Scalar]:
        """The files that an `include:` names."""
        value = entry.value
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Scalar) and isinstance(item.value, str):
                yield item
            else:
                remedy = "write include: forces.yaml, or include: [forces.yaml, places.yaml]"
                self.refuse(item.position, "not the name of a file", remedy, (*path, INCLUDE))

    def included(self, named: Scalar, path: Path, chain: Chain) -> tuple[Entry, ...]:
        """The entries of a file that an `include:` names."""
        node = self.file(named, INCLUDE, path, chain)
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            message = f"{named.text} holds no keys that could be put in here"
            self.refuse(named.position, message, "write key: value in it", (*path, INCLUDE))
            return ()
        made = self.walk(node, path, (*chain, named.text))
        if not isinstance(made, Mapping):
            message = f"{named.text} is itself a table"
            remedy = "write {table: …} here, under a key"
            self.refuse(named.position, message, remedy, (*path, INCLUDE))
            return ()
        return made.entries

    def table(self, node: Mapping, path: Path, chain: Chain) -> Node:
        """What stands for `{table: places.csv, by: id}`."""
        named, by = node.get(TABLE), node.get(BY)
        sound, keyed = self.only_a_table(node, path), by is not None
        empty = Mapping((), node.position) if keyed else Sequence((), node.position)
        if not isinstance(named, Scalar) or not isinstance(named.value, str):
            at = named.position if named is not None else node.position
            remedy = "write {table: places.csv}"
            self.refuse(at, "not the name of a table", remedy, (*path, TABLE))
            return empty
        kind = BY if keyed else TABLE
        made = self.file(named, kind, path, chain) if sound else None
        return empty if made is None else self.walk(made, path, (*chain, named.text))

    def only_a_table(self, node: Mapping, path: Path) -> bool:
        """Whether a table's mapping says nothing but which table it is, and `by: id`."""
        before = len(self.faults)
        for entry in node.entries:
            name, value = entry.key.text, entry.value
            if name not in (TABLE, BY):
                message = f'"{name}" cannot stand beside "{TABLE}"'
                remedy = did_you_mean(name, (TABLE, BY))
                self.refuse(entry.key.position, message, remedy, (*path, name))
            elif name == BY and not (isinstance(value, Scalar) and value.text == csv.ID):
                message, remedy = f'a table is read by "{csv.ID}" or by nothing', "write by: id"
                self.refuse(value.position, message, remedy, (*path, BY))
        return len(self.faults) == before

    def file(self, named: Scalar, kind: str, path: Path, chain: Chain) -> Node | None:
        """What a file says, its own includes not yet put in; None if it cannot be read."""
        word = TABLE if kind == BY else kind
        refusal = self.refusal(named.text, word, chain) or self.too_much()
        if refusal is not None:
            self.refuse(named.position, *refusal, (*path, word))
            return None
        key = (named.text, kind)
        if key not in self.read:
            try:
                self.read[key] = self.parsed(named.text, kind)
            except ScenarioError as error:
                self.read[key] = (None, 0)
                self.faults += error.faults
        node, length = self.read[key]
        self.includes += 1
        self.characters += length
        return node

    def parsed(self, name: str, kind: str) -> tuple[Node, int]:
        """A file as a tree, and how many characters it has."""
        shown = str(self.main.parent / name)
        text = read_text(_inside(self.folder, name), shown)
        if kind != INCLUDE:
            return csv.parse(text, shown, kind == BY), len(text)
        documents = yaml.parse(text, shown)
        if len(documents) != 1:
            message = f"holds {len(documents)} documents, not 1"
            raise ScenarioError([Fault(shown, 0, 0, message, "write its keys, without ---")])
        return documents[0], len(text)

    def too_much(self) -> tuple[str, str] | None:
        """Why nothing more is put in, or None."""
        if self.includes >= MAX_INCLUDES:
            return f"more than {MAX_INCLUDES} files put in", "write it in fewer files"
        if self.characters > MAX_CHARACTERS:
            return f"more than {MAX_CHARACTERS:,} characters put in", "include less"
        return None

    def refusal(self, name: str, word: str, chain: Chain) -> tuple[str, str] | None:
        """Why a file is not read here, and what to do; None if it may be read."""
        outside = _outside(name)
        if outside is not None:
            return outside
        if not name.endswith(_ENDINGS[word]):
            return _wrong_ending(name, word)
        if name in chain:
            circle = " includes ".join((*chain[chain.index(name) :], name))
            return f"a circle: {circle}", "remove one of these includes"
        if len(chain) > MAX_FILES_DEEP:
            return f"more than {MAX_FILES_DEEP} files deep", "include it further up"
        if not _is_file(_inside(self.folder, name)):
            known = [k for k in _names(self.folder) if k.endswith(_ENDINGS[word])]
            others = [k for k in known if k not in chain]
            return f"there is no file {name} in the scenario's folder", did_you_mean(name, others)
        if not _stays_inside(self.folder, name):
            return f"{name} leads out of the scenario's folder", "copy the file into the folder"
        return None

    def refuse(self, position: Position, message: str, remedy: str, path: Path) -> None:
        self.faults.append(position.fault(message, remedy, spell(path)))


def _outside(name: str) -> tuple[str, str] | None:
    """Why a name cannot be one inside the folder, whatever lies there."""
    remedy = "copy the file into the scenario's folder and name it from there: tables/places.csv"
    windows = PureWindowsPath(name)
    if PurePosixPath(name).is_absolute() or windows.drive or windows.root:
        return f"{name} is not a name inside the scenario's folder", remedy
    if ".." in windows.parts:
        return f"{name} leads out of the scenario's folder", remedy
    if "\\" in name or PurePosixPath(name).as_posix() != name or "\0" in name:
        return f"{name} is not a plain name of a file", "write it as tables/places.csv"
    return None


def _wrong_ending(name: str, word: str) -> tuple[str, str]:
    if name.endswith(_ENDINGS[TABLE]):
        return f"{name} is a table", f"write {{table: {name}}} as the value of a key"
    if name.endswith(_ENDINGS[INCLUDE]):
        return f"{name} is no table", f"write include: {name}"
    wanted = " or ".join(_ENDINGS[word])
    return f"{name} is not read here", f"its name must end in {wanted}"


def _inside(folder: Folder, name: str) -> Folder:
    """The file of a name, one part of the name at a time."""
    file = folder
    for part in PurePosixPath(name).parts:
        file = file / part
    return file


def _is_file(file: Folder) -> bool:
    try:
        return file.is_file()
    except OSError:
        return False


def _stays_inside(folder: Folder, name: str) -> bool:
    """Whether a file lies in the folder once links are followed; packages hold no links."""
    if not isinstance(folder, FilePath):
        return True
    return (folder / name).resolve().is_relative_to(folder.resolve())


def _names(folder: Folder, before: str = "", deep: int = 2) -> list[str]:
    """The first files of a folder and of the folders inside it, by name."""
    names: list[str] = []
    try:
        inside = sorted(folder.iterdir(), key=lambda file: file.name)
    except OSError:
        return names
    for file in inside[:_LISTED]:
        if file.name.startswith(".") or (isinstance(file, FilePath) and file.is_symlink()):
            continue
        if file.is_file():
            names.append(before + file.name)
        elif deep and file.is_dir():
            names += _names(file, f"{before}{file.name}/", deep - 1)
    return names[:_LISTED]
