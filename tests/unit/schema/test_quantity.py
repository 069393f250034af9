"""One type for every spelling of an uncertain number."""

import pytest
from pydantic import BaseModel, ValidationError

from holdfast.schema.quantity import Q, Quantity


class Holder(BaseModel):
    x: Q


def read(value) -> Quantity:
    return Holder.model_validate({"x": value}).x


@pytest.mark.parametrize(
    ("written", "extremes", "middle"),
    [
        (12, (12, 12), 12),
        ({"low": 10, "mode": 16, "high": 24}, (10, 24), 16),
        ({"min": 1, "max": 3}, (1, 3), 2),
        ({"median": 8, "factor": 2}, (4, 16), 8),
        ({"median": 8, "factor": 2, "plus": 10}, (14, 26), 18),
        ({"mean": 0, "sd": 2}, (-2, 2), 0),
        ({"p": 0.6}, (0, 1), 0.6),
        ({"beta": [3, 1]}, (0, 1), 0.75),
        ({"claims": [{"value": 39}, {"value": {"min": 20, "max": 28}, "weight": 2}]}, (20, 39), 24),
    ],
)
def test_every_spelling_becomes_a_quantity(written, extremes, middle):
    quantity = read(written)
    assert quantity.extremes() == extremes
    assert quantity.middle() == middle


def test_evidence_stands_beside_the_spread():
    quantity = read({"value": 5, "source": "smith", "grade": "B", "quote": "five"})
    assert (quantity.source, quantity.grade) == ("smith", "B")
    assert quantity.is_fixed


@pytest.mark.parametrize(
    "written",
    [True, "many", {"low": 3, "mode": 2, "high": 4}, {"min": 2, "max": 1}, {"p": 1.2},
     {"lo": 1, "hi": 2}, {"claims": []}, {"median": -1, "factor": 2}, [1, 2],
     {"value": 1, "quote": "word " * 16}],
)  # fmt: skip
def test_what_is_no_quantity_is_refused(written):
    with pytest.raises(ValidationError):
        read(written)
