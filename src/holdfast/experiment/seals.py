"""What binds a part to its place: a label inside it, and a seal beside it.

The label, in a part's metadata, says of which question, kind, block and futures it is. The seal
of a block is written when its parts are on the disk; it holds their checksums and makes the
block count. Killed before that, a run plays the block again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

KINDS = ("campaigns", "futures", "days")
_LABEL = b"holdfast.part"


@dataclass(frozen=True, slots=True)
class PartLabel:
    """What a part says of itself."""

    question: str
    kind: str
    number: int
    first: int
    """Its first future."""
    futures: int
    """How many it has."""

    def put_on(self, table: pa.Table) -> pa.Table:
        """The table with this label and no other metadata."""
        return table.replace_schema_metadata({_LABEL: json.dumps(asdict(self)).encode()})

    @classmethod
    def read(cls, path: Path) -> PartLabel | None:
        """The label of a part; None if it has none."""
        written = (pq.read_schema(path).metadata or {}).get(_LABEL)
        if written is None:
            return None
        try:
            return cls(**json.loads(written))
        except (ValueError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Sum:
    """Size and checksum of a file."""

    size: int
    """In bytes."""
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Sum:
        """Of what a file holds."""
        return cls(len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Seal:
    """What is known of a block whose parts are all there."""

    question: str
    number: int
    first: int
    futures: int
    parts: Mapping[str, Sum]
    """By kind."""

    def to_json(self) -> str:
        """As it is written."""
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Seal | None:
        """As it was written; None if it was changed."""
        try:
            parts = {kind: Sum(**content["parts"][kind]) for kind in KINDS}
            found = cls(**{**content, "parts": parts})
        except (KeyError, TypeError):
            return None
        return found if asdict(found) == content else None


def packed(table: pa.Table) -> bytes:
    """A table as the content of a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content
