"""Random numbers that know what they are for: Philox4x32-10, one stream a question.

A draw is named by (seed, future) as key and (replication, stream, entity, ordinal) as counter.
It does not depend on which draws were asked for before, so campaigns that differ in one order
share the luck of everything else. The entity is a hash of its name (rows `axis_key`,
`decision_key`, `group_key`), never its number in a file. Engagements, breakthroughs and pauses
count by their ordinal on the axis, never by the day. Salmon et al., "Parallel random numbers: as
easy as 1, 2, 3", SC11, 2011.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from holdfast.kernel.compiled import compiled

Key = npt.NDArray[np.uint64]
"""key : uint64[3] = seed, future, replication; each below 2**32."""

_STREAMS: dict[str, int] = {}


def stream(name: str) -> int:
    """Register a stream; a name taken twice is an error."""
    if name in _STREAMS:
        raise ValueError(f"stream {name!r} is taken")
    _STREAMS[name] = len(_STREAMS)
    return _STREAMS[name]


IGNORANCE = stream("ignorance: one quantity, by the hash of its path")
DECISION = stream("decision: one power's yes or no")
COMMON_CAUSE = stream("common cause: whether one draw decides for all powers, and that draw")
ASSAULT = stream("assault: when the attacker opens the next engagement on an axis")
ENGAGEMENT_LENGTH = stream("engagement: how long it lasts, and who has the luck of it")
ENGAGEMENT_NOISE = stream("engagement: what the numbers do not tell of strength and speed")
LOSS_NOISE = stream("engagement: what the numbers do not tell of losses")
PAUSE = stream("pause: how long the attacker prepares the next engagement on an axis")
BREAKTHROUGH = stream("breakthrough: when it comes and how long it lasts")
COLLAPSE = stream("collapse: how much the defender can bear")
SETTLEMENT = stream("settlement: whether a collapse with the capital held ends in terms")
STOP = stream("stop: how much the attacker can bear")


def stream_names() -> tuple[str, ...]:
    """The streams in the order of their numbers."""
    return tuple(_STREAMS)


_MASK = np.uint64(0xFFFFFFFF)
_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_S32 = np.uint64(32)
_S12 = np.uint64(12)
_ROUNDS = 10
_UNIT = 2.0**-52


@compiled
def philox(
    k0: np.uint64, k1: np.uint64, c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Philox4x32-10: four 32-bit words from a key of two and a counter of four."""
    for _ in range(_ROUNDS):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0, c1, c2, c3 = (
            ((p1 >> _S32) ^ c1 ^ k0) & _MASK,
            p1 & _MASK,
            ((p0 >> _S32) ^ c3 ^ k1) & _MASK,
            p0 & _MASK,
        )
        k0 = (k0 + _W0) & _MASK
        k1 = (k1 + _W1) & _MASK
    return c0, c1, c2, c3


@compiled
def uniforms(key: Key, which: int, entity: int, ordinal: int) -> tuple[float, float]:
    """Two independent uniforms in (0, 1), never 0 or 1: middles of 2**52 equal cells."""
    a, b, c, d = philox(
        key[0], key[1], key[2], np.uint64(which), np.uint64(entity), np.uint64(ordinal)
    )
    first = (np.float64(((a << _S32) | b) >> _S12) + 0.5) * _UNIT
    second = (np.float64(((c << _S32) | d) >> _S12) + 0.5) * _UNIT
    return first, second


@compiled
def exponentials(key: Key, which: int, entity: int, ordinal: int) -> tuple[float, float]:
    """Two independent draws from Exp(1): what an integrated hazard must reach."""
    first, second = uniforms(key, which, entity, ordinal)
    return -math.log(first), -math.log(second)


@compiled
def normals(key: Key, which: int, entity: int, ordinal: int) -> tuple[float, float]:
    """Two independent standard normals (Box and Muller, Ann. Math. Statist. 29, 1958)."""
    first, second = uniforms(key, which, entity, ordinal)
    radius = math.sqrt(-2.0 * math.log(first))
    angle = 2.0 * math.pi * second
    return radius * math.cos(angle), radius * math.sin(angle)


@compiled
def ignorance(
    seed: int,
    futures: npt.NDArray[np.int64],
    path_hashes: npt.NDArray[np.uint64],
    out: npt.NDArray[np.float64],
) -> None:
    """Fill out[future, quantity] with the uniform that stands for each quantity's ignorance.

    futures : int64[future], their numbers; path_hashes : uint64[quantity], the stable 64-bit hash
    of each path; both halves of it are in the counter, so two paths share a draw only if their
    hashes are equal.
    """
    for row in range(out.shape[0]):
        for column in range(out.shape[1]):
            high = path_hashes[column] >> _S32
            low = path_hashes[column] & _MASK
            a, b, _, _ = philox(
                np.uint64(seed),
                np.uint64(futures[row]),
                np.uint64(0),
                np.uint64(IGNORANCE),
                high,
                low,
            )
            out[row, column] = (np.float64(((a << _S32) | b) >> _S12) + 0.5) * _UNIT
