"""Frozen dataclasses to JSON and back: what is damaged, edited or of another format is refused.

A text holds the number of its format, the hash of its content, and the content.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from holdfast.errors import StoreError

T = TypeVar("T")

STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
"""As what a user writes is read: nothing that we do not know, no number that is none."""

AGAIN = "put it back, or remove it and run again with --resume"

HASH_DIGITS = 12

_ANY: TypeAdapter[Any] = TypeAdapter(Any)


def digest(content: bytes) -> str:
    """Twelve hex digits of some bytes."""
    return hashlib.sha256(content).hexdigest()[:HASH_DIGITS]


@dataclass(frozen=True)
class Sealed(Generic[T]):
    """How values of one type become a text and come back from it.

    name : what the content is called in the text.
    """

    name: str
    format: int
    adapter: TypeAdapter[T]

    def hash(self, value: T) -> str:
        """Twelve hex digits of a value."""
        return digest(self.adapter.dump_json(value, exclude_defaults=True))

    def to_text(self, value: T) -> str:
        """The JSON of a value; what it leaves at its default is left out."""
        content = self.adapter.dump_json(value, exclude_defaults=True).decode("utf-8")
        head = json.dumps({"format": self.format, "hash": self.hash(value)})
        return f'{head[:-1]},\n"{self.name}": {content}}}\n'

    def from_text(self, text: str, what: str) -> T:
        """A value from its text.

        Parameters
        ----------
        what : names the text in the error, such as `runs/x/question.json`.

        Raises
        ------
        StoreError
            in one line what is wrong, where, and what to do.
        """
        whole = _read(_ANY, text.encode("utf-8", "surrogatepass"), what)
        content = whole if isinstance(whole, dict) else {}
        if content.get("format") != self.format:
            raise StoreError(
                f"{what} is not of format {self.format}, which this program reads\n    {AGAIN}"
            )
        inside = json.dumps(content.get(self.name)).encode("utf-8", "surrogatepass")
        value = _read(self.adapter, inside, what)
        if content.get("hash") != self.hash(value):
            raise StoreError(f"{what} was edited: its hash is not that of its content\n    {AGAIN}")
        return value


def _read(adapter: TypeAdapter[T], text: bytes, what: str) -> T:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"]))
        at = f" (at {where})" if where else ""
        raise StoreError(f"{what} cannot be read: {first['msg']}{at}\n    {AGAIN}") from None
