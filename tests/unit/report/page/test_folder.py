"""The pages about a comparison and a hindcast: self-contained, escaped, readable, complete."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from cards import template_source
from holdfast.analysis.column import KINDS
from holdfast.analysis.compared import COMPARISON, ComparisonRecord, whole_of
from holdfast.analysis.past import HINDCAST
from holdfast.errors import StoreError
from holdfast.experiment.simulate import Design
from holdfast.report.export.workbook import FORMATS
from holdfast.report.export.write import export_tables
from holdfast.report.figures.tornado import bars, tornado_figure
from holdfast.report.page.folder import reported
from holdfast.report.wording import compared as say
from holdfast.report.wording import past as told
from holdfast.study.card_target import CardTarget
from holdfast.study.choices import Choices
from holdfast.study.compare import compare, what_if
from holdfast.study.kept import keep_comparison, kinds_of
from pages import Page, assert_self_contained, words_of
from pasts import kept

MOST_WORDS, MOST_BYTES = 2_500, 1_000_000
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """The folder of a comparison of two what-ifs of an invented card, one of a hostile title."""
    folder = tmp_path_factory.mktemp("compared")
    changes = [what_if(Choices(), name) for name in ("no-works", "ally-never-acts")]
    found = compare(CardTarget(template_source()), changes, Design(40, 2, 1, 1), folder)
    return keep_comparison(found, changes, {"no-works": HOSTILE}, folder)


@pytest.fixture(scope="module")
def hindcast(tmp_path_factory):
    """The folder of an invented hindcast."""
    folder = tmp_path_factory.mktemp("hindcast")
    (folder / HINDCAST).write_text(kept().to_json(), "utf-8")
    return folder


@pytest.fixture(params=["compared", "hindcast"])
def pages(request):
    """Both files of either page."""
    folder = request.getfixturevalue(request.param)
    return [path.read_text("utf-8") for path in reported(folder).write(folder / "report.html")]


def record_of(folder):
    return ComparisonRecord.from_json((folder / COMPARISON).read_text("utf-8"))


def test_the_pages_fetch_nothing_run_nothing_and_every_link_leads_somewhere(pages):
    main, beside = pages
    assert_self_contained(main, "report-evidence.html")
    assert_self_contained(beside, "report.html")
    ids = [re.findall(r'\bid="([^"]+)"', text) for text in pages]
    for own, page, other in zip(ids, pages, reversed(ids), strict=True):
        assert len(own) == len(set(own))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(own)
        assert set(re.findall(r'href="report[^"#]*\.html#([^"]+)"', page)) <= set(other)


def test_the_page_is_one_that_can_be_read(pages):
    assert len(words_of(pages[0])) <= MOST_WORDS
    assert len(pages[0].encode()) <= MOST_BYTES


def test_a_comparison_says_each_change_escaped_and_how_to_make_it_again(compared):
    record = record_of(compared)
    main, beside = (path.read_text("utf-8") for path in
                    reported(compared).write(compared / "report.html"))  # fmt: skip
    shown = Page(main).told
    assert HOSTILE in shown
    assert "<script" not in main + beside
    rows = record.of_date(record.shown)
    for one in rows:
        said = say.reason(one) if say.is_seen(one) else one.title
        assert " ".join(said.split()) in shown
    assert say.unseen_sentence(rows) in shown
    assert say.answer_sentence(record) in shown
    assert "--what-ifs no-works,ally-never-acts" in say.command(record)
    assert say.command(record) in shown


def test_the_bars_of_a_change_sum_to_its_whole(compared):
    for one in record_of(compared).changes:
        split = one.split["stands"]
        drawn = sum(bar.end - bar.start if bar.start >= 0 else bar.start - bar.end
                    for bar in bars(split))  # fmt: skip
        assert drawn == pytest.approx(100 * whole_of(one).d, abs=1e-9)


def test_dates_stand_side_by_side_in_one_order(compared):
    record = record_of(compared)
    later = tuple(replace(one, attack_on="1939-05-01") for one in record.changes)
    base = (*record.base, *(replace(one, attack_on="1939-05-01") for one in record.base))
    both = replace(record, base=base, changes=(*record.changes, *later))
    for svg in tornado_figure(both).svg.values():
        assert "1 May 1939" in svg
        names = re.findall(r">(no-works|ally-never-acts)<", svg)
        assert names[:2] == [one.name for one in both.of_date(both.shown)]


def test_where_nothing_is_seen_the_sentence_says_that_it_is_not_nothing(compared):
    record = record_of(compared)
    none = [replace(one, split=record.changes[1].split) for one in record.changes]
    assert not whole_of(record.changes[1]).is_real
    said = say.answer_sentence(replace(record, changes=tuple(none)))
    assert "none is seen" in said
    assert "not the same as no difference" in said


def test_names_go_to_the_option_that_asks_for_them():
    base = Choices()
    changes = [what_if(base, "no-works"), what_if(base, "pincer")]
    plan = replace(changes[1], choices=base.under(plan="pincer"))
    assert kinds_of([changes[0], plan]) == {"what-ifs": ("no-works",), "plans": ("pincer",)}


def test_a_hindcast_names_every_miss_and_shows_every_campaign(hindcast):
    main = reported(hindcast).write(hindcast / "report.html")[0].read_text("utf-8")
    shown, record = Page(main).told, kept()
    missed = [one for one in record.campaigns if one.is_missed]
    assert missed
    assert all(told.missed_sentence(one) in shown for one in missed)
    assert all(f">{one.id}<" in main for one in record.campaigns)
    assert told.command(record) == "holdfast hindcast --given plans --futures 10 --seed 1"


def test_a_hindcast_without_outcomes_has_a_page_without_scores(tmp_path):
    (tmp_path / HINDCAST).write_text(kept(known=False).to_json(), "utf-8")
    main = reported(tmp_path).write(tmp_path / "report.html")[0].read_text("utf-8")
    assert "none is scored" in Page(main).told
    assert "figure-reliability" not in main


def test_their_tables_become_files(compared, hindcast, tmp_path):
    for folder, names in ((compared, {"by_date", "comparison", "attribution"}),
                          (hindcast, {"scores", "beside", "campaigns"})):  # fmt: skip
        tables = reported(folder).tables()
        written = export_tables(tables, folder, "csv", tmp_path / folder.name)
        assert {path.stem for path in written} == names
        (book,) = export_tables(tables, folder, "xlsx", tmp_path / f"{folder.name}.xlsx")
        assert set(load_workbook(book).sheetnames) >= names


def test_every_kind_of_column_has_its_look_in_a_workbook():
    assert set(FORMATS) == set(KINDS)


def test_a_folder_of_nothing_and_a_damaged_record_are_told(tmp_path):
    with pytest.raises(StoreError, match="holds no run"):
        reported(tmp_path)
    (tmp_path / COMPARISON).write_text("{}", "utf-8")
    with pytest.raises(StoreError, match="format"):
        reported(tmp_path)
