"""One decorator for all compiled code: no GIL, no fastmath, a cache that cannot go stale.

Numba's disk cache notices a change in the file of a function but not in the files of the
functions it calls. So the cache lives in a folder named by the hash of all kernel sources.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def source_hash() -> str:
    """Twelve hex digits that change whenever any line of the kernel does."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def cache_folder() -> Path:
    """Where compiled code is kept: $HOLDFAST_CACHE, else the user's cache folder."""
    named = os.environ.get("HOLDFAST_CACHE")
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    root = Path(named) if named else Path(home) / "holdfast"
    return root / f"kernel-{source_hash()}"


_FOLDER = str(cache_folder())


def compiled(function: Function) -> Function:
    """Compile `function` with Numba; to a type checker it stays what it is.

    Results do not depend on threads or on the machine's mood: no fastmath, no parallel loops.
    """
    settings: Any = numba.config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = _FOLDER
    try:
        made = numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=True)(function)
    finally:
        settings.CACHE_DIR = before
    return cast("Function", made)
