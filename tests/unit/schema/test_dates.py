"""Dates: right, or one clear fault; nothing is added to a day near the end of all calendars."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import holdfast as hf
from cards import template_text
from holdfast.schema.dates import FIRST_YEAR, LAST_YEAR, outside_model, read_date, read_day

MODELLED = st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31))


@given(MODELLED)
def test_every_day_that_is_written_as_iso_has_it_is_read(day):
    assert read_date(day.isoformat()) == read_day(day.isoformat()) == day
    assert read_date(day.isoformat()[:7]) == day.replace(day=1)


@given(MODELLED)
def test_ten_years_and_as_many_before_can_always_be_counted(day):
    span = datetime.timedelta(days=3_650)
    assert day - span < day < day + span


@pytest.mark.parametrize(
    ("written", "words"),
    [("1938-9-1", "write 1938-09-01"), ("1938-02-29", "no such day"), ("9999-12-31", "outside"),
     ("0001-01-01", "outside"), ("1938-10-01T05:45", "write 1938-10-01"), ("1938-13", "no such"),
     ("1938-10-01 05:45", "no hours"), ("19381001", "is not a date"), ("1938-W40-6", "is not"),
     ("1 October 1938", "is not a date"), ("", "is not a date"), ("1938-10-011", "is not a date"),
     ("１９３８-10-01", "is not a date")],
)  # fmt: skip
def test_anything_else_is_told_in_one_sentence(written, words):
    with pytest.raises(ValueError, match=words):
        read_date(written)


@pytest.mark.parametrize("written", ["9999-12-31", "1938-02-29", "1938-9-1", "'1938-10-01 '"])
def test_a_card_with_such_a_start_has_one_fault_at_its_place(written, tmp_path):
    path = tmp_path / "card.yaml"
    lines = template_text().splitlines()
    number = next(k for k, line in enumerate(lines) if line.startswith("start:"))
    lines[number] = f"start: {written}"
    path.write_text("\n".join(lines), "utf-8")
    (fault,) = hf.check(path)
    assert (fault.line, fault.path) == (number + 1, "start")


def test_quoted_dates_are_dates(tmp_path):
    path = tmp_path / "card.yaml"
    start = next(line for line in template_text().splitlines() if line.startswith("start:"))
    day = start.split()[1]
    path.write_text(template_text().replace(start, f'start: "{day}"'), "utf-8")
    assert hf.check(path) == ()


def test_a_day_before_1815_is_noted_with_its_calendar():
    (note,) = outside_model("start", datetime.date(1582, 10, 10))
    assert "1582-10-10" in note
    assert "Gregorian" in note
    assert outside_model("start", datetime.date(1815, 1, 1)) == []
