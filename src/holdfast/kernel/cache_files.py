"""Files of compiled code that carry their checksum: a damaged one counts as missing.

Numba unpickles whatever lies in its cache and runs it as machine code. A byte that flipped there
ends in a traceback, in a crash, or in another number.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
from functools import cache
from pathlib import Path
from typing import Any

from numba.core import caching

_log = logging.getLogger("holdfast")

_Files: Any = caching.IndexDataCacheFile

_SEAL_BYTES = 32
"""A SHA-256 before the content."""


class SealedFiles(_Files):  # type: ignore[misc]
    """Numba's index and data files of one function, with a checksum before each."""

    def save(self, key: Any, data: Any) -> None:
        """Keep compiled code; where that fails it is compiled again next time."""
        try:
            super().save(key, data)
        except OSError as error:
            warn_once(f"compiled code cannot be kept ({error}): the next start takes longer")

    def _load_index(self) -> dict[Any, str]:
        content = self._content(self._index_path)
        if content is None:
            return {}
        version, stamp, overloads = content
        fresh = (version, stamp) == (self._version, self._source_stamp)
        return dict(overloads) if fresh else {}

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._keep(self._index_path, (self._version, self._source_stamp, overloads))

    def _load_data(self, name: str) -> Any:
        return self._content(self._data_path(name))

    def _save_data(self, name: str, data: Any) -> None:
        self._keep(self._data_path(name), data)

    def _content(self, path: str) -> Any:
        try:
            raw = Path(path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            warn_once(f"compiled code cannot be read ({error}): it is compiled again")
            return None
        if hashlib.sha256(raw[_SEAL_BYTES:]).digest() != raw[:_SEAL_BYTES]:
            warn_once(f"compiled code is damaged ({path}): it is compiled again")
            return None
        return pickle.loads(raw[_SEAL_BYTES:])  # noqa: S301  as numba does, once it is verified

    def _keep(self, path: str, content: Any) -> None:
        raw = self._dump(content)
        with self._open_for_write(path) as file:
            file.write(hashlib.sha256(raw).digest() + raw)


@cache
def warn_once(text: str) -> None:
    """Say something of the cache, once a program."""
    _log.warning(text)


def seal(dispatcher: Any) -> None:
    """Let a compiled function keep its code in sealed files; nothing where it keeps none."""
    kept = getattr(dispatcher, "_cache", None)
    files = getattr(kept, "_cache_file", None)
    if kept is not None and files is not None:
        kept._cache_file = SealedFiles(  # numba has no public way to another kind of file
            cache_path=kept.cache_path,
            filename_base=files._index_name.removesuffix(".nbi"),
            source_stamp=files._source_stamp,
        )
