"""A run folder is whole: elsewhere, without the catalogue, it gives the same page."""

import shutil

import pytest

from holdfast.catalog import cards, scenarios, shipped
from holdfast.errors import UsageError
from holdfast.experiment.store import Store
from holdfast.report.page.write import write_page
from holdfast.study.find import find_one


@pytest.mark.parametrize("which", ["question_run", "scenario_run"])
def test_a_copied_folder_gives_the_same_page_without_the_catalogue(
    which, request, tmp_path, monkeypatch
):
    store = request.getfixturevalue(which)
    here, there = tmp_path / "run", tmp_path / "there" / "run"
    shutil.copytree(store.folder, here)
    write_page(Store.open(here), tmp_path / "before.html")
    before = (tmp_path / "before.html").read_text("utf-8")
    there.parent.mkdir()
    here.rename(there)
    for module in (cards, scenarios, shipped):
        for name in ("card_ids", "scenario_ids"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda: ())
    with pytest.raises(UsageError):
        find_one(store.question.target)
    write_page(Store.open(there), tmp_path / "after.html")
    after = (tmp_path / "after.html").read_text("utf-8")
    assert after.replace(str(there), str(here)) == before
