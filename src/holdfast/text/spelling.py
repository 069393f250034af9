"""Did you mean …? One answer to every misspelt name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy for a name that does not exist.

    >>> did_you_mean("strenght", ["strength", "depth"])
    'did you mean "strength"?'
    >>> did_you_mean("zzz", ["b", "a"])
    'known are: a, b'
    """
    names = sorted(set(known))
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    if not names:
        return "nothing is known here"
    shown = ", ".join(names[:12])
    return f"known are: {shown}" + (", …" if len(names) > 12 else "")
