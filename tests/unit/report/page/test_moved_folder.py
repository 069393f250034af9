"""A run folder is whole: elsewhere, without the catalogue, it gives the same page."""

import shutil

import pytest

from holdfast.catalog import cards, scenarios, shipped
from holdfast.errors import UsageError
from holdfast.experiment.store import Store
from holdfast.report.page.write import write_page
from holdfast.study.find import find_one


def texts(folder, path):
    """The page and the evidence of a run folder."""
    return [one.read_text("utf-8") for one in write_page(Store.open(folder), path)]


@pytest.mark.parametrize("which", ["question_run", "scenario_run"])
def test_a_copied_folder_gives_the_same_page_without_the_catalogue(
    which, request, tmp_path, monkeypatch
):
    store = request.getfixturevalue(which)
    here, there = tmp_path / "run", tmp_path / "there" / "run"
    shutil.copytree(store.folder, here)
    before = texts(here, tmp_path / "report.html")
    there.parent.mkdir()
    here.rename(there)
    for module in (cards, scenarios, shipped):
        for name in ("card_ids", "scenario_ids"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda: ())
    with pytest.raises(UsageError):
        find_one(store.question.target)
    after = texts(there, tmp_path / "after" / "report.html")
    assert [text.replace(str(there), str(here)) for text in after] == before
