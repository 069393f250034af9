"""Did you mean …? One answer to every misspelt name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

CUTOFF = 0.6
"""Similarity from which a name is offered (difflib's ratio). grade: judgement"""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known name that is most like a word, or None."""
    found = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=CUTOFF)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy for a name that does not exist.

    >>> did_you_mean("strenght", ["strength", "depth"])
    'did you mean "strength"?'
    >>> did_you_mean("zzz", ["b", "a"])
    'known are: a, b'
    """
    names = sorted(set(known))
    close = closest(word, names)
    if close is not None:
        return f'did you mean "{close}"?'
    if not names:
        return "nothing is known here"
    shown = ", ".join(names[:12])
    return f"known are: {shown}" + (", …" if len(names) > 12 else "")
