"""Uniforms, normals and thresholds look like what they are called; seeds are fixed.

Every bound is in standard errors or as the level of a test. About thirty comparisons are made at
4 standard errors (1 in 16,000 each) or at the level 0.0001: a generator without fault would fail
one of them with about one seed in three hundred.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from holdfast.kernel import draws
from twin.luck import STREAMS, unphilox
from twin.theatres import key_of, many

DRAWS = many(40_000, 3_000)
ERRORS = 4.0
LEVEL = 1e-4
WORD = 2**32 - 1


def ignorance(seed, futures, hashes):
    drawn = np.empty((futures, len(hashes)))
    draws.ignorance(seed, np.arange(futures), np.array(hashes, dtype=np.uint64), drawn)
    return drawn


def pairs(kind, which, entity=0, seed=1):
    key = key_of(seed, 0, 0)
    return np.array([kind(key, which, entity, n) for n in range(DRAWS // 8)])


def assert_moments(sample, mean, variance, fourth, what):
    """Mean and variance within so many of their standard errors."""
    n = len(sample)
    errors = math.sqrt(variance / n), math.sqrt((fourth - variance**2) / n)
    found = sample.mean() - mean, ((sample - mean) ** 2).mean() - variance
    for name, off, error in zip(("mean", "variance"), found, errors, strict=True):
        assert abs(off) < ERRORS * error, (
            f"{what}: {name} off by {off:.2g}, standard error {error:.2g}"
        )


def test_the_uniforms_of_ignorance_are_uniform_and_independent_by_path():
    drawn = ignorance(7, DRAWS, [1, 2, 2**32, 2**63 + 5])
    for column in drawn.T:
        assert_moments(column, 1 / 2, 1 / 12, 1 / 80, "ignorance")
        assert stats.kstest(column, "uniform").pvalue > LEVEL
    between = np.corrcoef(drawn, rowvar=False) - np.eye(4)
    error = 1 / math.sqrt(DRAWS)
    assert np.abs(between).max() < ERRORS * error, f"correlation, standard error {error:.2g}"


def test_neighbouring_futures_and_seeds_do_not_resemble_each_other():
    one, other = ignorance(7, DRAWS, [9])[:, 0], ignorance(8, DRAWS, [9])[:, 0]
    error = 1 / math.sqrt(DRAWS)
    for left, right in ((one[1:], one[:-1]), (one, other), (one[1:], other[:-1])):
        found = np.corrcoef(left, right)[0, 1]
        assert abs(found) < ERRORS * error, f"correlation {found:.2g}, standard error {error:.2g}"


@pytest.mark.parametrize("stream", range(len(STREAMS)), ids=STREAMS)
def test_a_streams_uniforms_are_uniform_by_ordinal(stream):
    for column in pairs(draws.uniforms, stream).T:
        assert stats.kstest(column, "uniform").pvalue > LEVEL


def test_streams_and_axes_do_not_resemble_each_other():
    columns = [pairs(draws.uniforms, which, entity) for which in range(4) for entity in range(3)]
    between = np.corrcoef(np.concatenate(columns, axis=1), rowvar=False)
    off = np.abs(between - np.eye(len(between))).max()
    error = 1 / math.sqrt(DRAWS // 8)
    assert off < (ERRORS + 1) * error, f"greatest of 276 is {off:.2g}, standard error {error:.2g}"


def test_normals_are_normal():
    drawn = pairs(draws.normals, draws.ENGAGEMENT_NOISE)
    for column in drawn.T:
        assert_moments(column, 0, 1, 3, "normals")
        assert stats.kstest(column, "norm").pvalue > LEVEL
    error = 1 / math.sqrt(len(drawn))
    assert abs(np.corrcoef(drawn.T)[0, 1]) < ERRORS * error, f"standard error {error:.2g}"


def test_thresholds_are_exponential():
    for column in pairs(draws.exponentials, draws.COLLAPSE).T:
        assert_moments(column, 1, 1, 9, "thresholds")
        assert stats.kstest(column, "expon").pvalue > LEVEL


def test_no_uniform_is_0_or_1():
    drawn = ignorance(3, DRAWS, [4])
    assert drawn.min() > 0
    assert drawn.max() < 1


def drawn_from(words):
    """The uniforms that the kernel makes of four words, reached through Philox run backwards."""
    replication, which, entity, ordinal = unphilox((5, 6), words)
    return draws.uniforms(key_of(5, 6, replication), which, entity, ordinal)


def test_the_least_uniform_that_can_be_drawn_is_above_0():
    assert min(drawn_from((0, 0, 0, 0))) > 0


def test_the_greatest_uniform_that_can_be_drawn_is_below_1():
    assert max(drawn_from((WORD, WORD, WORD, WORD))) < 1
