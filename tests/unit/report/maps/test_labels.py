"""Names on a map never stand over one another, over a place, or off the paper."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.report.maps.labels import EDGE, Wanted, centred, overlap, placed

PAPER = (400.0, 300.0)

wanted_names = st.builds(
    Wanted,
    text=st.text("abcdefghij", min_size=1, max_size=14),
    at=st.tuples(st.floats(0, PAPER[0]), st.floats(0, PAPER[1])),
    away=st.floats(0, 20),
    font=st.floats(8, 16),
)


@given(st.lists(wanted_names, max_size=25))
def test_no_two_names_overlap_and_all_are_on_the_paper(wanted):
    labels, boxes = placed(wanted, PAPER)
    assert len(labels) == len(boxes)
    assert not any(overlap(a, b) for a, b in itertools.combinations(boxes, 2))
    for left, bottom, right, top in boxes:
        assert left >= EDGE
        assert bottom >= EDGE
        assert right <= PAPER[0] - EDGE
        assert top <= PAPER[1] - EDGE


@given(st.lists(wanted_names, min_size=1, max_size=10))
def test_names_keep_off_what_is_taken(wanted):
    taken = (100.0, 50.0, 300.0, 250.0)
    _, boxes = placed(wanted, PAPER, [taken])
    assert boxes[0] == taken
    assert not any(overlap(taken, box) for box in boxes[1:])


def test_the_first_name_has_its_way_and_the_last_is_left_out():
    names = [Wanted(f"Place {n}", (200.0, 150.0), 4.0, 12.0) for n in range(30)]
    labels, _ = placed(names, PAPER)
    assert labels[0].text == "Place 0"
    assert labels[0].align == "left"
    assert 2 <= len(labels) < 30


def test_a_name_that_stands_off_has_a_line_to_its_place():
    at = (200.0, 150.0)
    near, _ = placed([Wanted("Brno", at, 4.0, 12.0)], PAPER)
    round_it = [(190.0, 140.0, 210.0, 160.0)]
    far, _ = placed([Wanted("Brno", at, 4.0, 12.0)], PAPER, round_it)
    assert near[0].leader is None
    assert far[0].leader is not None
    assert far[0].leader[0] == at


def test_a_centred_name_is_as_wide_as_its_letters():
    label, (left, _, right, _) = centred("POLAND", (100.0, 50.0), 10.0)
    assert label.align == "center"
    assert right - left == pytest.approx(6 * 0.75 * 10)
