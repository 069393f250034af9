"""One run at a time in a folder: a lock that the system takes back when its holder dies."""

from __future__ import annotations

import errno
import os
import sys
import weakref
from pathlib import Path

from holdfast.errors import StoreError
from holdfast.experiment.files import file_error

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        """Lock a byte far behind the content, which others may then still read."""
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from `take` until `release`, or until the process ends, however it ends.

    The file stays: to remove it would let two runs hold two files of one name.
    """

    def __init__(self, handle: int) -> None:
        self._release = weakref.finalize(self, os.close, handle)

    @classmethod
    def take(cls, path: Path) -> FolderLock:
        """Take the lock.

        Raises
        ------
        StoreError
            if another run holds it, or there can be no lock.
        """
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise file_error(error, path, "written") from None
        lock = cls(handle)
        try:
            _take(handle)
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        except OSError as error:
            lock.release()
            if error.errno in _HELD:
                raise _held(path) from None
            raise file_error(error, path, "locked") from None
        return lock

    def release(self) -> None:
        """Let the next run in."""
        self._release()


def _held(path: Path) -> StoreError:
    try:
        holder = f"process {int(path.read_bytes())}"
    except (OSError, ValueError):
        holder = "another process"
    return StoreError(
        f"{path.parent} is being written by a run that still lives ({holder})\n"
        "    wait for it, end it, or name another folder with --out"
    )
