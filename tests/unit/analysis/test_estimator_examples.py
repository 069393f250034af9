"""Every example in the pages of the estimators says what the code does."""

from __future__ import annotations

import doctest

import pytest

from holdfast.analysis import baselines, cells, expected, paired, scores, stack


@pytest.mark.parametrize(
    "module", [baselines, cells, expected, paired, scores, stack], ids=lambda m: m.__name__
)
def test_the_examples_in_the_docstrings_hold(module):
    failed, attempted = doctest.testmod(module)
    assert attempted > 0
    assert failed == 0
