"""Random numbers in plain whole numbers: Philox4x32-10 from the paper, and what is drawn of it.

Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011, section 3.
"""

from __future__ import annotations

import math

WORD = 2**32
MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)
ROUNDS = 10

STREAMS = (
    "ignorance",
    "decision",
    "common cause",
    "assault",
    "engagement length",
    "engagement noise",
    "loss noise",
    "pause",
    "breakthrough",
    "collapse",
    "settlement",
    "stop",
)
"""In the order of their numbers."""


def one_round(words, key):
    """Two wide products; each high half is mixed with a neighbour and a word of the key."""
    left, right = MULTIPLIERS[0] * words[0], MULTIPLIERS[1] * words[2]
    return (
        (right // WORD) ^ words[1] ^ key[0],
        right % WORD,
        (left // WORD) ^ words[3] ^ key[1],
        left % WORD,
    )


def philox(key, counter):
    """Four words from a key of two and a counter of four."""
    words, key = tuple(counter), tuple(key)
    for _ in range(ROUNDS):
        words = one_round(words, key)
        key = tuple((word + step) % WORD for word, step in zip(key, WEYL, strict=True))
    return words


def unit(high, low):
    """The middle of one of 2^52 equal pieces of the unit interval."""
    return ((high * WORD + low) // 2**12 + 0.5) / 2**52


class Luck:
    """The luck of one replication of one future."""

    def __init__(self, seed, future, replication):
        self.key = (seed, future)
        self.replication = replication

    def uniforms(self, stream, entity, ordinal):
        """Two uniforms between 0 and 1."""
        number = STREAMS.index(stream)
        words = philox(self.key, (self.replication, number, int(entity), int(ordinal)))
        return unit(*words[:2]), unit(*words[2:])

    def thresholds(self, stream, entity, ordinal):
        """Two draws from Exp(1)."""
        return tuple(-math.log(u) for u in self.uniforms(stream, entity, ordinal))

    def normals(self, stream, entity, ordinal):
        """Two standard normals by Box and Muller."""
        far, round_ = self.uniforms(stream, entity, ordinal)
        length = math.sqrt(-2 * math.log(far))
        turn = 2 * math.pi * round_
        return length * math.cos(turn), length * math.sin(turn)


def one_round_back(words, key):
    """The words before a round."""
    first = words[3] * pow(MULTIPLIERS[0], -1, WORD) % WORD
    third = words[1] * pow(MULTIPLIERS[1], -1, WORD) % WORD
    second = words[0] ^ (MULTIPLIERS[1] * third // WORD) ^ key[0]
    fourth = words[2] ^ (MULTIPLIERS[0] * first // WORD) ^ key[1]
    return first, second, third, fourth


def unphilox(key, words):
    """The counter that gives these words: every round can be undone."""
    for number in reversed(range(ROUNDS)):
        now = tuple((word + number * step) % WORD for word, step in zip(key, WEYL, strict=True))
        words = one_round_back(words, now)
    return words
