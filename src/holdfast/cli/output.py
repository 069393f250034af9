"""The program's way out: every word that a command prints goes through here.

Three promises. What a terminal would obey (escapes) or hide (text turned round) is printed as an
escape. What its alphabet lacks is spelled with what it has: never a traceback. Where nothing can be
written (a closed pipe, a full disk), the program ends as programs do, or says so.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import re
import signal
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

from holdfast.errors import one_line, printable

if TYPE_CHECKING:
    from holdfast.cli.console import SafeConsole

SPELLED = "holdfast.spelled"
"""The name under which Python knows our way with characters that an alphabet lacks."""

_SPELLINGS = {
    **dict.fromkeys("‐‑‒–—―−─━", "-"), **dict.fromkeys("│┃", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"), **dict.fromkeys("█▇▆▅▄▃▂▁◆", "#"),
    **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'"),
    "…": "...", "×": "x", "·": ".", "•": "*", "→": "->", "←": "<-", "≤": "<=", "≥": ">=",
    "±": "+/-", "≈": "~", "⁄": "/", "§": "par. ", "°": " deg", "€": "EUR", "ß": "ss",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
}  # fmt: skip
_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff]"
)


def spelled(character: str) -> str:
    """A character in ASCII: its like, its base letter, or a question mark.

    >>> "".join(map(spelled, "−3…ěŁ语"))
    '-3...eL?'
    """
    if character in _SPELLINGS:
        return _SPELLINGS[character]
    parts = unicodedata.normalize("NFKD", character)
    letters = (_SPELLINGS.get(part, part) for part in parts if not unicodedata.combining(part))
    return "".join(letters).encode("ascii", "ignore").decode() or "?"


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(spelled, error.object[error.start : error.end])), error.end


def prepare_streams() -> None:
    """Make the process's own streams keep the promises that `print` alone cannot.

    A closed pipe ends the process as it ends `cat`: by the signal, where the system has one.
    """
    codecs.register_error(SPELLED, _spell)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=SPELLED)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def say(text: object = "", end: str = "\n") -> None:
    """Print a part of the answer."""
    print(printable(str(text)), end=end)


def complain(text: object) -> None:
    """Print beside the answer: what is wrong, or how far it is."""
    print(printable(str(text)), file=sys.stderr, flush=True)


def print_json(content: dict[str, Any]) -> None:
    """One JSON document on stdout, and nothing else; in ASCII where the stream is not UTF-8."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("_", "-")
    ascii_alone = encoding not in ("utf-8", "utf8")
    text = json.dumps(content, indent=2, ensure_ascii=ascii_alone, allow_nan=False)
    print(_UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def console(stderr: bool = False, highlight: bool = True) -> SafeConsole:
    """A console for tables and progress; no command makes one of its own."""
    from holdfast.cli.console import SafeConsole

    return SafeConsole(stderr=stderr, highlight=highlight)


def flush() -> None:
    """Write what is still held back, so that a full disk is met here and not behind our back."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def say_lost(error: OSError) -> None:
    """One line about what could not be read or written; the streams are given up after it."""
    what = one_line(str(error.filename)) if error.filename is not None else "the output"
    with contextlib.suppress(OSError):
        complain(f"{what} cannot be read or written: {error.strerror or error}")
    _give_up(sys.stdout, sys.stderr)


def _give_up(*streams: object) -> None:
    """Let streams lead nowhere, so that Python's own last flush has nothing to complain of."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            os.dup2(nowhere, stream.fileno())
