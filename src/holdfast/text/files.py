"""Bytes to text: UTF-8 and of a bounded size, or refused in a sentence."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from holdfast.errors import Fault, ScenarioError
from holdfast.text.yaml import MAX_CHARACTERS

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_text(file: Traversable | Path, shown_as: str) -> str:
    """The text of a file on disk or in a package; `shown_as` is the name that faults carry.

    Line ends become a line feed, a byte order mark is left out.

    Raises
    ------
    ScenarioError
        if the file is missing, larger than 4 MB, or not UTF-8 (at its first wrong byte).
    """
    try:
        if isinstance(file, Path):
            _check_size(file.stat().st_size, shown_as)
        data = file.read_bytes()
    except OSError as error:
        fault = Fault(shown_as, 0, 0, f"cannot be read: {error.strerror}", "check the path")
        raise ScenarioError([fault]) from None
    _check_size(len(data), shown_as)
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
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"not UTF-8 text (byte {error.start})"
        raise ScenarioError([Fault(shown_as, line, column, message, "save it as UTF-8")]) from None


def one_line_end(text: str) -> str:
    """The text with every line end as a line feed: lines and columns stay what they were."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _check_size(size: int, shown_as: str) -> None:
    if size > MAX_CHARACTERS:
        message, remedy = f"{size:,} bytes is too large", f"the limit is {MAX_CHARACTERS:,}"
        raise ScenarioError([Fault(shown_as, 0, 0, message, remedy)])
