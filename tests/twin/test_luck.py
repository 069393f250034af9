"""The kernel's random numbers beside the paper's algorithm in plain whole numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.kernel import draws
from strategies import quickly
from twin.luck import STREAMS, Luck, philox, unit, unphilox

ONES = 0xFFFFFFFF
KNOWN = {
    "zeros": ((0, 0), (0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    "ones": ((ONES,) * 2, (ONES,) * 4, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    "digits of pi": (
        (0xA4093822, 0x299F31D0),
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
}
"""The known answers for philox4x32-10 of the Random123 suite (kat_vectors): key, counter, words."""

WORDS = st.integers(0, ONES)


def kernel_philox(key, counter):
    return tuple(int(word) for word in draws.philox(*map(np.uint64, (*key, *counter))))


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
def test_philox_gives_the_known_answers_of_random123(known):
    key, counter, words = known
    assert kernel_philox(key, counter) == words
    assert philox(key, counter) == words


@quickly(300)
@given(st.tuples(WORDS, WORDS), st.tuples(WORDS, WORDS, WORDS, WORDS))
def test_philox_agrees_with_the_paper_on_any_words(key, counter):
    assert kernel_philox(key, counter) == philox(key, counter)
    assert unphilox(key, philox(key, counter)) == counter


@quickly(200)
@given(WORDS, WORDS, WORDS, st.integers(0, len(STREAMS) - 1), WORDS, WORDS)
def test_every_kind_of_draw_agrees_with_its_twin(seed, future, replication, which, entity, ordinal):
    key = np.array([seed, future, replication], dtype=np.uint64)
    luck, name = Luck(seed, future, replication), STREAMS[which]
    pairs = (
        (draws.uniforms, luck.uniforms),
        (draws.exponentials, luck.thresholds),
        (draws.normals, luck.normals),
    )
    for kernel, twin in pairs:
        ours, theirs = kernel(key, which, entity, ordinal), twin(name, entity, ordinal)
        assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-12)


@quickly(100)
@given(WORDS, st.integers(0, ONES - 3), st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=4))
def test_ignorance_agrees_with_its_twin(seed, first, hashes):
    drawn = np.empty((3, len(hashes)))
    futures = np.array([first + 2, first, first + 1])
    draws.ignorance(seed, futures, np.array(hashes, dtype=np.uint64), drawn)
    for row, future in enumerate(futures):
        for column, name in enumerate(hashes):
            counter = (0, STREAMS.index("ignorance"), *divmod(name, 2**32))
            assert drawn[row, column] == unit(*philox((seed, int(future)), counter)[:2])
