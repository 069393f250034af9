"""Figures as files of their own."""

import xml.etree.ElementTree as ET

from holdfast.analysis.answer import answer
from holdfast.report.figures.drawn import figures_of
from holdfast.report.figures.files import write_figures

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def drawn_of(store):
    return figures_of(answer(store), store).every()


def test_every_figure_becomes_a_readable_file(question_run, tmp_path):
    drawn = write_figures(drawn_of(question_run), tmp_path / "svg", "svg")
    assert {path.name for path in drawn} == {"race.svg", "outcomes.svg", "help.svg", "fronts.svg"}
    for path in drawn:
        assert ET.parse(path).getroot().tag.endswith("svg")


def test_pictures_are_pictures(question_run, tmp_path):
    for path in write_figures(drawn_of(question_run), tmp_path, "png"):
        assert path.read_bytes().startswith(PNG_SIGNATURE)


def test_the_figures_of_a_scenario_become_files_each_of_its_own_name(scenario_run, tmp_path):
    drawn = [path.name for path in write_figures(drawn_of(scenario_run), tmp_path, "png")]
    assert [name[:9] for name in drawn] == [
        "dates.png", "race.png", "theatre-1", "front-map", "promises.", "programme",
        "budget.pn", "bound.png",
    ]  # fmt: skip
    for name in drawn:
        assert (tmp_path / name).read_bytes().startswith(PNG_SIGNATURE)
