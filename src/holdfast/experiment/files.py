"""Files of a run: written whole or not at all, and every failure told in words."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from holdfast.errors import StoreError

PENDING = ".new"
"""Ends the name of a file that is not whole yet."""

_FREE_SPACE = "free space or name a folder on another disk; what is done stays, --resume goes on"
_SAID = {
    errno.ENOSPC: ("the disk is full", _FREE_SPACE),
    errno.EDQUOT: ("the quota of the disk is used up", _FREE_SPACE),
    errno.EFBIG: ("the disk takes no file of this size", _FREE_SPACE),
    errno.EACCES: ("this user may not", "name a folder that you may read and write"),
    errno.EPERM: ("this user may not", "name a folder that you may read and write"),
    errno.EROFS: ("the disk is read-only", "name a folder on another disk"),
    errno.ENAMETOOLONG: ("the path is too long", "name a shorter one"),
    errno.ENOTDIR: ("a part of the path is a file", "name another folder, or move the file away"),
    errno.EEXIST: ("a file lies where a folder belongs", "name another folder, or move it away"),
    errno.EISDIR: ("a folder lies where a file belongs", "name another path, or move it away"),
    errno.ENOENT: ("it is not there", "name a path that is"),
    errno.EIO: ("the disk fails", "copy what can be read to another disk"),
}


def file_error(error: OSError, path: Path, doing: str) -> StoreError:
    """An error of the system in words: what, where, what to do.

    >>> print(file_error(OSError(errno.ENOSPC, ""), Path("run/told.json"), "written"))
    run/told.json cannot be written: the disk is full
        free space or name a folder on another disk; what is done stays, --resume goes on
    """
    plain = error.strerror or str(error)
    what, remedy = _SAID.get(error.errno or 0, (plain, "mend that, or name another path"))
    return StoreError(f"{path} cannot be {doing}: {what}\n    {remedy}")


@contextmanager
def in_words(path: Path, doing: str) -> Iterator[None]:
    """Tell errors of the system as those of a path."""
    try:
        yield
    except OSError as error:
        raise file_error(error, path, doing) from None


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file under another name and rename it, so that it is whole or not there.

    The content is on the disk before the name is: after a power cut a file with the right name and
    nothing in it would pass for one that was edited.

    Raises
    ------
    StoreError
        if it cannot be written, with the reason; an earlier file of the name stays as it was.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    pending = path.with_name(path.name + PENDING)
    with in_words(path, "written"):
        try:
            with pending.open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            pending.replace(path)
        except OSError:
            with suppress(OSError):
                pending.unlink()
            raise


def make_folder(path: Path) -> None:
    """Make a folder and those above it; StoreError if that cannot be."""
    with in_words(path, "made"):
        path.mkdir(parents=True, exist_ok=True)


def settle(folder: Path) -> None:
    """See to it that the names in a folder are on the disk; where a system cannot, it need not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_text(path: Path, remedy: str) -> str:
    """The text of a file of a run; StoreError if it cannot be read as text."""
    with in_words(path, "read"):
        raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoreError(f"{path} is no text: byte {error.start} is none\n    {remedy}") from None


def read_mapping(path: Path, remedy: str) -> dict[str, Any]:
    """The JSON mapping in a file of a run; StoreError if it holds anything else."""
    text = read_text(path, remedy)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoreError(
            f"{path} is no JSON ({error}): cut short or edited\n    {remedy}"
        ) from None
    if not isinstance(content, dict):
        raise StoreError(f"{path} holds no JSON mapping: it was edited\n    {remedy}")
    return content
