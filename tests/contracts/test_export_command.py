"""`holdfast export`: files say what the JSON says; what cannot be told is refused."""

import csv
import json

import openpyxl
import pytest
from typer.testing import CliRunner

from cards import template_source
from holdfast.cli.main import app
from holdfast.errors import HoldfastError
from holdfast.experiment.simulate import Design
from holdfast.report.export.workbook import HEAD_ROW
from holdfast.study.card_target import CardTarget
from holdfast.study.run import run


def call(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("export") / "run"
    run(CardTarget(template_source()), Design(12, 2, 1, 1), made)
    return made


def test_a_workbook_says_what_the_json_says(folder):
    done = call("export", folder, "--to", "xlsx")
    assert done.exit_code == 0, done.output
    (row,) = json.loads((folder / "answer.json").read_text("utf-8"))["rows"]
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    cells = [[cell.value for cell in line] for line in book["ends"].iter_rows(min_row=HEAD_ROW + 2)]
    assert {line[0]: line[2] for line in cells} == {
        key: one["p"] for key, one in row["given_attack"].items()
    }
    assert {line[0]: line[3] for line in cells} == {
        key: one["low"] for key, one in row["given_attack"].items()
    }


def test_csv_says_what_the_json_says(folder, tmp_path):
    assert call("export", folder, "--to", "csv", "--out", tmp_path / "out").exit_code == 0
    (row,) = json.loads((folder / "answer.json").read_text("utf-8"))["rows"]
    with (tmp_path / "out" / "days.csv").open(newline="") as file:
        (line,) = list(csv.DictReader(file))
    assert float(line["days_held [days]"]) == row["fought"]["days_held"]["p"]
    with (tmp_path / "out" / "help.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert [float(one["comes [share]"]) for one in lines[:2]] == [
        one["p"] for one in row["fought"]["help_comes"].values()
    ]


def test_there_is_a_file_for_every_table(folder, tmp_path):
    assert call("export", folder, "--to", "parquet", "--out", tmp_path / "out").exit_code == 0
    assert call("export", folder, "--to", "xlsx", "--out", tmp_path / "a.xlsx").exit_code == 0
    names = {path.stem for path in (tmp_path / "out").iterdir()}
    assert {"question", "ends", "standing", "days", "help", "inputs"} <= names
    assert set(openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames) == names


def test_what_is_no_run_or_no_format_is_refused_in_words(folder, tmp_path):
    for words in (("export", tmp_path, "--to", "xlsx"), ("export", folder, "--to", "ods")):
        done = call(*words)
        assert isinstance(done.exception, HoldfastError), done.output


def test_a_run_that_was_interrupted_is_not_exported(tmp_path):
    def stop(done, total):
        if done >= 10:
            raise KeyboardInterrupt

    run(CardTarget(template_source()), Design(20, 1, 1, 1, 10), tmp_path / "run", on_block=stop)
    done = call("export", tmp_path / "run", "--to", "csv")
    assert isinstance(done.exception, HoldfastError)
    assert "--resume" in str(done.exception)
    assert not (tmp_path / "run" / "tables").exists()
