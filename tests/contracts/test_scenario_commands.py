"""What `check`, `catalog` and `new` say and do about scenarios."""

import json

import pytest
from typer.testing import CliRunner

from holdfast.cli.main import app
from holdfast.errors import UsageError
from holdfast.study.scenario_target import kind_of


def call(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_check_counts_a_scenario_and_says_how_its_numbers_are_backed():
    told = json.loads(call("check", "two-rivers", "--json").stdout)
    scenario = told["found"][0]
    assert told["ok"]
    assert scenario["counts"]["places"] == 14
    assert scenario["evidence"]["bare"] == []
    assert [one["place"] for one in scenario["joins"]] == ["highfield", "lowmarsh"]
    assert scenario["unread"] is None
    page = call("check", "two-rivers").output
    assert "highfield falls with northgate, 60 km off" in page
    assert "0 by nothing" in page


def test_check_names_the_numbers_that_nothing_reads():
    told = json.loads(call("check", "two-rivers", "--unread", "--json").stdout)
    unread = told["found"][0]["unread"]
    assert "sectors.north_gate.heavy.planned" in unread["sectors.*.heavy.planned"]
    assert not any(kind.startswith("outside_view") for kind in unread)
    assert "unread  sectors.*.heavy.planned: 2" in call("check", "two-rivers", "--unread").output


def test_faults_are_told_as_json_too(tmp_path):
    (tmp_path / "scenario.yaml").write_text("holdfast: 1\nid: x\ntitel: y\n")
    result = call("check", tmp_path, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert not told["ok"]
    assert any('unknown key "titel"' in fault["message"] for fault in told["faults"])


def test_the_catalogue_lists_scenarios_and_prints_every_file_of_one():
    rows = json.loads(call("catalog", "scenarios", "--json").stdout)["scenarios"]
    row = next(one for one in rows if one["id"] == "two-rivers")
    assert row["attacks"] == ["1938-05-01", "1939-05-01"]
    assert "two-rivers" in call("catalog", "scenarios").output
    printed = call("catalog", "two-rivers").output
    assert printed.index("two-rivers/scenario.yaml") < printed.index("two-rivers/places.csv")


def test_new_begins_with_the_files_of_a_scenario(tmp_path):
    call("new", tmp_path / "my-land", "--like", "two-rivers")
    assert "my-land: no faults" in call("check", tmp_path / "my-land").output
    assert isinstance(
        call("new", tmp_path / "my-land", "--like", "two-rivers").exception, UsageError
    )
    assert isinstance(call("new", tmp_path / "b", "--like", "three-rivers").exception, UsageError)
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("contingents[id=first-army].men", "contingents[*].men"),
        ("air.sites[id=a].squadrons", "air.sites[*].squadrons"),
        ("travel.loading_days", "travel.loading_days"),
        ("decisions.FRA.stands.p", "decisions.*.stands.p"),
    ],
)
def test_paths_are_told_by_kind(path, kind):
    assert kind_of(path) == kind
