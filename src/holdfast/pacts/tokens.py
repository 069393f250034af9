"""The words of a sentence, checked before any parser sees them.

Length, nesting and alphabet are bounded here, so that what reaches `ast.parse` is short, shallow
and made of names, whole numbers, quoted names and the signs ``( ) , . =`` alone.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass

MAX_LENGTH = 20_000
MAX_NESTING = 40
MAX_DIGITS = 9

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<name>[^\W\d]\w*)|(?P<number>[0-9]+)"
    r"|(?P<string>'[^'\\\n]*'|\"[^\"\\\n]*\")|(?P<sign>[(),.=])"
)
_CONNECTIVES = frozenset({"and", "or", "not"})
_OTHER_WORDS = frozenset(keyword.kwlist) - _CONNECTIVES
_SIGN_REMEDIES = {
    "[": "several names stand in round brackets: by=(A, B)",
    "{": "write the sentence with and, or, not and round brackets",
    "\\": "names are written without backslashes",
    "&": "write and",
    "|": "write or",
    "!": "write not, directly before one fact",
    "-": "a name with a dash is quoted; days are not negative",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind, its text, and the character at which it starts."""

    kind: str
    text: str
    start: int


class Refused(Exception):  # noqa: N818  a refusal is not yet an error: the caller gives it a place
    """A sentence cannot be read: where in it, why, and what to do."""

    def __init__(self, offset: int, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.remedy = remedy


def tokens(text: str) -> list[Token]:
    """The words of a sentence, or the first reason why it is none.

    >>> [token.text for token in tokens("acts(FRA, aid, for=CSK)")]
    ['acts', '(', 'FRA', ',', 'aid', ',', 'for_', '=', 'CSK', ')']
    """
    if len(text) > MAX_LENGTH:
        raise Refused(
            0,
            f"a sentence of {len(text):,} characters is too long",
            f"the limit is {MAX_LENGTH:,}: split it over several clauses",
        )
    found = _split(text)
    _check_nesting(found)
    _check_dots(found)
    for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
        _check_word(token, after)
        _check_neighbours(before, token, after)
    return [_renamed(token, after) for token, after in zip(found, [*found[1:], None], strict=False)]


def _split(text: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _strange(text, at)
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), at))
        at = match.end()
    return found


def _strange(text: str, at: int) -> Refused:
    sign = text[at]
    if sign in "'\"":
        return Refused(at, "a quote is opened and not closed", "close it; no backslash inside")
    remedy = _SIGN_REMEDIES.get(sign, "the language has names, numbers, and the signs ( ) , . =")
    return Refused(at, f"the sign {sign!r} has no meaning here", remedy)


def _check_nesting(found: list[Token]) -> None:
    depth = 0
    for token in found:
        depth += (token.text == "(") - (token.text == ")")
        if depth > MAX_NESTING:
            raise Refused(
                token.start,
                f"brackets are nested deeper than {MAX_NESTING} levels",
                "write the sentence flatter",
            )


def _check_dots(found: list[Token]) -> None:
    for first, second in zip(found, found[2:], strict=False):
        if first.text == "." and second.text == ".":
            raise Refused(second.start, "a name has one dot", "write POWER.name")


def _check_word(token: Token, after: Token | None) -> None:
    if token.kind == "number" and len(token.text) > MAX_DIGITS:
        raise Refused(token.start, "the number is too large", f"at most {MAX_DIGITS} digits")
    if token.kind == "name" and not token.text.isidentifier():
        raise Refused(token.start, f"{token.text!r} is no identifier", "quote it")
    if token.kind != "name" or token.text not in _OTHER_WORDS:
        return
    if token.text == "for" and after is not None and after.text == "=":
        return
    raise Refused(
        token.start,
        f'the word "{token.text}" has no meaning here',
        "quote it if it is a name; sentences are joined by and, or, not",
    )


def _check_neighbours(before: Token | None, token: Token, after: Token | None) -> None:
    if before is None:
        return
    touching = before.start + len(before.text) == token.start
    if touching and before.kind != "sign" and token.kind != "sign":
        raise Refused(before.start, "a name that is no identifier must be quoted", "quote it")
    if before.text == "not" and token.text == "not":
        raise Refused(token.start, "not before not is refused", "leave both out")
    if token.text == "(" and (before.text == ")" or before.kind in ("number", "string")):
        raise Refused(token.start, "nothing can be called here", "join sentences by and, or")
    if token.kind == "string" and before.kind == "string":
        raise Refused(token.start, "two quoted names stand side by side", "put a comma between")
    if token.text == "=" and before.text == "=":
        raise Refused(token.start, "== is not part of the language", "name the fact instead")
    if token.text == "." and (
        before.kind != "name" or (after is not None and after.kind != "name")
    ):
        raise Refused(token.start, "a dot stands only in POWER.name", "write decides(POWER.name)")


def _renamed(token: Token, after: Token | None) -> Token:
    if token.text == "for" and after is not None and after.text == "=":
        return Token("name", "for_", token.start)
    return token
