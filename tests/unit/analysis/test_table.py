"""A table: cells are numbers with a unit; files have them all, readers see them in words."""

import datetime
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.analysis import acts, cells, column, table, words
from holdfast.analysis.column import DIFFERENCE, ESTIMATE, KINDS, PLAIN, QUANTILES, Column
from holdfast.analysis.paired import Difference, Estimate, Quantiles
from holdfast.analysis.table import Table

numbers = st.floats(-1e6, 1e6)
shares = st.floats(0, 1)
quantiles = st.lists(numbers, min_size=3, max_size=3).map(lambda three: Quantiles(*sorted(three)))
CELLS = {
    PLAIN: shares,
    ESTIMATE: st.builds(Estimate, shares, shares, shares, st.none() | quantiles),
    QUANTILES: quantiles,
    DIFFERENCE: st.builds(Difference, numbers, numbers, numbers),
}
KEYS = {
    PLAIN: ["a"],
    ESTIMATE: ["a", "a_low", "a_high", "a_p10", "a_p50", "a_p90"],
    QUANTILES: ["a_p10", "a_p50", "a_p90"],
    DIFFERENCE: ["a", "a_low", "a_high"],
}


@pytest.mark.parametrize("module", [acts, cells, column, table, words],
                         ids=lambda module: module.__name__.split(".")[-1])  # fmt: skip
def test_the_examples_are_true(module):
    assert doctest.testmod(module).failed == 0


@given(shape=st.sampled_from(list(CELLS)), kind=st.sampled_from(list(KINDS)), data=st.data())
def test_no_number_is_lost_or_changed_on_the_way_into_a_file(shape, kind, data):
    value = data.draw(CELLS[shape])
    made = Table("t", "T", (Column("a", "A", kind, shape=shape),), ((value,), (None,)))
    flat = made.flat()
    assert [one.key for one in flat.columns] == KEYS[shape]
    assert all(cell is None for cell in flat.rows[1])
    frame, told = made.to_frame(), made.to_dict()["rows"][0]["a"]
    if shape == PLAIN:
        assert flat.rows[0] == (value,) == (told,) == (frame["a"][0],)
    else:
        wanted = {ESTIMATE: ("p", "low", "high"), QUANTILES: ("p10", "p50", "p90"),
                  DIFFERENCE: ("d", "low", "high")}[shape]  # fmt: skip
        assert list(flat.rows[0][:3]) == [told[name] for name in wanted]
        assert list(frame.columns) == KEYS[shape]


@given(rows=st.lists(st.tuples(st.text(max_size=200), shares), max_size=5),
       width=st.integers(30, 100))  # fmt: skip
def test_plain_lines_are_never_wider_than_asked(rows, width):
    columns = (Column("who", "A long head of many words"), Column("p", "share of all", "share"))
    clean = tuple((" ".join(name.split()), p) for name, p in rows)
    said = Table("t", "A title " * 20, columns, clean).to_text(width)
    assert max(map(len, said.split("\n"))) <= width


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 columns"):
        Table("t", "T", (Column("a", "A"),), (("x", "y"),))


@pytest.mark.parametrize("wrong", [{"kind": "colour"}, {"shape": "round"}])
def test_a_column_of_no_known_kind_is_refused(wrong):
    with pytest.raises(ValueError, match="column a"):
        Column("a", "A", **wrong)


def test_a_column_in_detail_has_its_interval_beside_it_and_a_quiet_one_is_for_files():
    one = Estimate(0.31, 0.29, 0.33, Quantiles(0.1, 0.3, 0.6))
    columns = (
        Column("key", "Key", quiet=True),
        Column("stands", "stands", "share", shape=ESTIMATE, detail=True),
        Column("saved", "saved", "share", shape=ESTIMATE),
        Column("day", "day", "day", shape=QUANTILES, detail=True),
    )
    made = Table("t", "T", columns, (("k", one, one, Quantiles(3.0, None, None)),))
    seen = made.shown()
    assert seen.heads == ("stands", "95 %", "p10–p90", "saved", "10 % by", "50 % by", "90 % by")
    assert seen.rows[0] == ("31 %", "29–33 %", "10–60 %", "31 %", "day 3", "never", "never")
    assert "key" in made.to_frame().columns


def test_where_no_range_is_known_none_is_shown():
    column_ = Column("stands", "stands", "share", shape=ESTIMATE, detail=True)
    made = Table("t", "T", (column_,), ((Estimate(0.5, 0.4, 0.6, None),),))
    assert made.shown().heads == ("stands", "95 %")


def test_a_notebook_shows_text_as_text():
    made = Table("t", "<T>", (Column("a", "<b>"),), (("<script>",),))
    assert "<script>" not in made._repr_html_()
    assert "&lt;script&gt;" in made._repr_html_()


def test_one_date_of_a_table():
    on = datetime.date(1938, 10, 1)
    columns = (Column("attack_on", "Attack on", "date"), Column("a", "A", "days"))
    made = Table("t", "T", columns, ((on, 1.0), (datetime.date(1939, 5, 1), 2.0)))
    here = made.of_date("1938-10-01")
    assert here.rows == ((on, 1.0),)
    assert here.shown().heads == ("A",)


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [("day", None, "never"), ("share", None, ""), ("days", -0.3, "0"), ("count", 47.96, "48"),
     ("text", True, "yes"), ("date", datetime.date(1938, 10, 1), "1 October 1938")],
)  # fmt: skip
def test_cells_are_said_by_their_kind(kind, value, told):
    assert cells.plain(kind, value) == told
