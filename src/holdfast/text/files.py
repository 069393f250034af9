"""Bytes to text: UTF-8, of a bounded size, without characters that no text has."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from holdfast.errors import Fault, ScenarioError
from holdfast.text.characters import refused_in

MAX_CHARACTERS = 4_000_000
"""Of one file. grade: judgement"""
MAX_NODES = 200_000
"""Words, lists and mappings of one file; the largest of ours has a fiftieth. grade: judgement"""
MAX_FAULTS = 200
"""Faults of one file that are told: nobody mends more at once. grade: judgement"""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How a text begins that is saved as UTF-16."""


def read_text(file: Traversable | Path, shown_as: str) -> str:
    """The text of a file on disk or in a package; `shown_as` is the name that faults carry.

    Line ends become a line feed, a byte order mark is left out.

    Raises
    ------
    ScenarioError
        if the file is missing, larger than 4 MB, or not UTF-8 (at its first wrong byte).
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_CHARACTERS + 1)
    except OSError as error:
        fault = Fault(shown_as, 0, 0, f"cannot be read: {error.strerror}", "check the path")
        raise ScenarioError([fault]) from None
    if len(data) > MAX_CHARACTERS:
        raise ScenarioError([_too_large(shown_as, "bytes")])
    return decode(data, shown_as)


def decode(data: bytes, shown_as: str) -> str:
    """UTF-8 bytes as text.

    Raises
    ------
    ScenarioError
        at the line and column of the first byte that is not UTF-8.
    """
    data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        return one_line_end(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = one_line_end(data[: error.start].decode("utf-8"))
        message = f"not UTF-8 text (byte {error.start})"
        if data.startswith(OTHER_MARKS):
            message = "not UTF-8 text, but UTF-16"
        fault = Fault(shown_as, *place_behind(before), message, "save it as UTF-8")
        raise ScenarioError([fault]) from None


def one_line_end(text: str) -> str:
    """The text with every line end as a line feed: lines and columns stay what they were."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def check_text(text: str, shown_as: str) -> None:
    """Refuse a text for its size or for its first odd character, before anything is built.

    Raises
    ------
    ScenarioError
        with that one fault.
    """
    if len(text) > MAX_CHARACTERS:
        raise ScenarioError([_too_large(shown_as, "characters")])
    odd = refused_in(text)
    if odd is not None:
        at, message = odd
        remedy = "remove it, or save as UTF-8"
        raise ScenarioError([Fault(shown_as, *place_behind(text[:at]), message, remedy)])


def place_behind(text: str, line: int = 1, column: int = 1) -> tuple[int, int]:
    """The line and column behind a text that begins at this line and column."""
    lines = text.count("\n")
    return line + lines, len(text) - text.rfind("\n") if lines else column + len(text)


def _too_large(shown_as: str, unit: str) -> Fault:
    limit = f"{MAX_CHARACTERS:,} {unit}"
    return Fault(shown_as, 0, 0, f"too large: more than {limit}", "write it in several files")
