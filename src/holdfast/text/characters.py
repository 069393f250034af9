"""Characters that no file of ours may hold, whichever way it writes them."""

from __future__ import annotations

import re

_REFUSED = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def refused_in(text: str) -> tuple[int, str] | None:
    r"""Where the first character stands that is refused, and why; None if there is none.

    Refused are control characters and what XML cannot hold: they give orders to a terminal and
    break a page. So are signs that turn the direction of text: what a reader sees must be what
    stands there.

    >>> refused_in("a\x1b[31m")
    (1, 'a character that no text has (U+001B)')
    >>> refused_in("a\u202eb")
    (1, 'a sign that turns the direction of text (U+202E)')
    """
    found = _REFUSED.search(text)
    if found is None:
        return None
    code = f"U+{ord(found.group()):04X}"
    if _BIDI.match(found.group()):
        return found.start(), f"a sign that turns the direction of text ({code})"
    return found.start(), f"a character that no text has ({code})"
