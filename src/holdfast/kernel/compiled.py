"""One decorator for all compiled code: no GIL, no fastmath, a cache that cannot go stale.

Numba's disk cache notices a change in the file of a function but not in the files of the
functions it calls. So the cache lives in a folder named by the hash of all kernel sources.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from holdfast.kernel.cache_files import seal

Function = TypeVar("Function", bound=Callable[..., Any])

_log = logging.getLogger("holdfast")


def source_hash() -> str:
    """Twelve hex digits that change whenever any line of the kernel does."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def cache_folder() -> Path:
    """Where compiled code is kept: $HOLDFAST_CACHE, else the user's cache folder.

    Raises
    ------
    OSError
        if neither is named and the user has no home.
    """
    named = os.environ.get("HOLDFAST_CACHE")
    home = os.environ.get("XDG_CACHE_HOME")
    if named or home:
        root = Path(named) if named else Path(str(home)) / "holdfast"
    else:
        try:
            root = Path.home() / ".cache" / "holdfast"
        except RuntimeError as error:
            raise OSError(f"there is no home folder ({error})") from None
    return root / f"kernel-{source_hash()}"


@cache
def usable_folder() -> str | None:
    """The cache folder if it can be written, else one that goes when the program ends.

    None where nothing can be written at all. Numba would fall back in silence to a folder beside
    the sources, whose content goes stale.
    """
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return str(folder)
    except OSError as error:
        _log.warning(
            "compiled code cannot be kept (%s): every start takes up to a minute longer; "
            "name a folder that can be written in HOLDFAST_CACHE",
            error,
        )
    return _for_this_time()


def _for_this_time() -> str | None:
    try:
        folder = tempfile.mkdtemp(prefix="holdfast-kernel-")
    except OSError:
        return None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def compiled(function: Function) -> Function:
    """Compile `function` with Numba; to a type checker it stays what it is.

    Results do not depend on threads or on the machine's mood: no fastmath, no parallel loops.
    """
    settings: Any = numba.config
    folder = None if settings.DISABLE_JIT else usable_folder()
    before = settings.CACHE_DIR
    settings.CACHE_DIR = folder or before
    try:
        made = numba.njit(
            cache=folder is not None, nogil=True, error_model="numpy", forceinline=True
        )(function)
    finally:
        settings.CACHE_DIR = before
    seal(made)
    return cast("Function", made)
