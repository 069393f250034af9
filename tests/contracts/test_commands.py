"""Commands: JSON as INTERFACE.md has it, help with examples, errors in words."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from cards import template_text
from holdfast.cli.main import app

COMMANDS = [command.callback.__name__ for command in app.registered_commands]

RUN_KEYS = {
    "scenario", "scenario_hash", "kernel_hash", "plan", "what_ifs", "law", "view", "seed",
    "futures", "replications", "campaigns", "seconds", "campaigns_per_second", "directory",
    "rows", "variance", "standard_error", "reading", "school", "course", "help",
    "outside_view", "coverage", "unused",
}  # fmt: skip
ROW_KEYS = {
    "attack_on", "course", "outcomes", "given_attack", "days_held", "first_help_day",
    "relief_day", "relief_by", "margin_days", "value_held_at_end", "courses", "attacked",
    "help_comes", "fought", "inside", "typical",
}  # fmt: skip
HINDCAST_KEYS = {
    "id", "p_collapse_by", "collapse_cdf", "model_cdf", "outside_cdf", "end_cdf", "relief_cdf",
    "interval_50", "interval_90", "median_day", "outcome", "crps_log_days",
}  # fmt: skip
SCORE_KEYS = {
    "brier_30", "brier_60", "brier_180", "brier_ever", "log_score_60", "crps_log_days",
    "coverage_50", "coverage_90",
}  # fmt: skip
CDF_DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365]


def call(*words, code=0):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, (result.output, result.exception)
    return result


def program(*words, cwd):
    """The program as a user calls it: exit code, stdout, stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "holdfast.cli.main", *map(str, words)],
        cwd=cwd, capture_output=True, text=True, timeout=300, env=os.environ | {"COLUMNS": "100"},
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def card(tmp_path):
    path = tmp_path / "card.yaml"
    path.write_text(template_text())
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    assert "Example: holdfast" in call(command, "--help").output


def test_run_prints_json_as_designed_and_its_outcomes_sum_to_one(card, tmp_path):
    result = call("run", card, "--futures", 40, "--replications", 3, "--out", tmp_path / "run",
                  "--json", "--quiet")  # fmt: skip
    answer = json.loads(result.stdout)
    assert set(answer) >= RUN_KEYS
    (row,) = answer["rows"]
    assert set(row) >= ROW_KEYS
    assert sum(share["p"] for share in row["outcomes"].values()) == pytest.approx(1)
    assert sum(share["p"] for share in row["given_attack"].values()) == pytest.approx(1)
    for share in row["outcomes"].values():
        assert set(share) == {"p", "low", "high", "across_futures"}
        assert share["low"] <= share["p"] <= share["high"]
    assert set(row["relief_by"]) == {"ALLY.air", "ALLY.land"}
    assert answer["campaigns"] == 120
    assert set(answer["variance"]) == {"ignorance", "chance"}


def test_run_answers_a_scenario_for_every_date_of_attack(tmp_path):
    result = call("run", "two-rivers", "--futures", 60, "--out", tmp_path / "run", "--json",
                  "--quiet")  # fmt: skip
    answer = json.loads(result.stdout)
    assert set(answer) >= RUN_KEYS
    assert [row["attack_on"] for row in answer["rows"]] == ["1938-05-01", "1939-05-01"]
    assert answer["plan"] == "historical"
    assert answer["coverage"]["share"] == 1
    assert answer["outside_view"]["EAS"]["contact_by_day"]["30"] == 0.15
    for row in answer["rows"]:
        assert set(row) >= ROW_KEYS
        assert sum(share["p"] for share in row["outcomes"].values()) == pytest.approx(1)
        assert sum(share["p"] for share in row["given_attack"].values()) == pytest.approx(1)
        assert row["outcomes"]["yielded"]["p"] > 0
        assert set(row["relief_by"]) == {"EAS.land", "EAS.air", "WES.second_front"}
        days = row["inside"]["EAS.air"]["contact_by_day"]
        assert list(days) == ["3", "7", "14", "21", "30", "45", "90", "180"]
    assert json.loads((tmp_path / "run" / "answer.json").read_text())["rows"] == answer["rows"]


def test_run_tells_a_scenario_in_the_terminal_help_from_inside_and_outside(tmp_path):
    said = call("run", "two-rivers", "--futures", 60, "--course", "north-1938", "--reading",
                "causal", "--out", tmp_path / "run", "--quiet").output  # fmt: skip
    flowing = " ".join(said.split())
    assert "reading: causal" in flowing
    assert "Attack on 1 May 1938: north-1938" in flowing
    assert "Eastmere, by land" in said
    assert "outside view" in said
    assert "Yields: " in said
    assert "the Two Rivers does not resist" in flowing
    assert "whether and when help comes is not validated" in flowing


def test_run_goes_on_until_the_standard_error_is_small_enough(card, tmp_path):
    result = call("run", card, "--until-se", 0.02, "--out", tmp_path / "run", "--json", "--quiet")
    answer = json.loads(result.stdout)
    assert answer["standard_error"] <= 0.02
    assert answer["futures"] < 2500


def test_compare_holds_other_powers_and_lists_what_cannot_be_asked(tmp_path):
    result = call("compare", "two-rivers", "--what-ifs", "no-works", "--plans", "army-first",
                  "--course", "north-1938", "--freeze-others", "--futures", 30, "--out",
                  tmp_path / "c", "--json", "--quiet")  # fmt: skip
    compared = json.loads(result.stdout)
    assert [row["name"] for row in compared["rows"]] == ["base", "no-works", "army-first"]
    assert {row["attack_on"] for row in compared["rows"]} == {"1938-05-01"}
    assert compared["freeze_others"]
    assert compared["reversals"] == []
    assert set(compared["cannot_be_asked"]) == {"palace-revolt"}


def test_one_replication_tells_no_ignorance_from_chance(card, tmp_path):
    result = call("run", card, "--futures", 30, "--replications", 1, "--out", tmp_path / "run",
                  "--json", "--quiet")  # fmt: skip
    assert json.loads(result.stdout)["variance"] is None


def test_compare_gives_paired_differences_and_the_base_differs_in_nothing(card, tmp_path):
    result = call("compare", card, "--futures", 60, "--out", tmp_path / "c", "--json", "--quiet")
    compared = json.loads(result.stdout)
    base, works, ally = compared["rows"]
    assert [row["name"] for row in compared["rows"]] == ["base", "no-works", "ally-never-acts"]
    assert base["difference"]["stands"]["d"] == 0
    assert works["difference"]["days_held"]["d"] < 0
    assert ally["difference"]["relief_by_horizon"]["d"] < 0
    assert ally["outcomes"]["saved"]["p"] == 0


def test_hindcast_answers_a_strangers_card_without_outcome_and_scores_nothing(card):
    result = call("hindcast", card, "--futures", 60, "--json", "--quiet")
    told = json.loads(result.stdout)
    (campaign,) = told["campaigns"]
    assert set(campaign) >= HINDCAST_KEYS
    assert campaign["outcome"] is None
    assert campaign["crps_log_days"] is None
    assert told["scores"] == {}
    for name in ("collapse_cdf", "model_cdf", "outside_cdf", "end_cdf", "relief_cdf"):
        days, shares = zip(*campaign[name], strict=True)
        assert list(days) == CDF_DAYS
        assert list(shares) == sorted(shares)
        assert 0 <= min(shares) <= max(shares) <= 1


@pytest.mark.parametrize("given", ["plans", "arrivals"])
def test_an_outcome_changes_no_answer(tmp_path, given):
    from holdfast.catalog.cards import card_text

    with_outcome = card_text("crete-1941")
    (tmp_path / "a.yaml").write_text(with_outcome)
    start = with_outcome.index("\noutcome:")
    end = with_outcome.index("\n", start + 1)
    (tmp_path / "b.yaml").write_text(with_outcome[:start] + with_outcome[end:])
    told = []
    for name in ("a.yaml", "b.yaml"):
        result = call("hindcast", tmp_path / name, "--given", given, "--futures", 50, "--json",
                      "--quiet")  # fmt: skip
        told.append(json.loads(result.stdout))
    seen, blind = told[0]["campaigns"][0], told[1]["campaigns"][0]
    assert seen["collapse_cdf"] == blind["collapse_cdf"]
    assert seen["relief_cdf"] == blind["relief_cdf"]
    assert seen["outcome"] is not None
    assert blind["outcome"] is None
    assert set(told[0]["scores"]["forecast"]) == SCORE_KEYS


def test_new_writes_a_card_that_has_no_faults(tmp_path):
    call("new", tmp_path / "my-land")
    assert "no faults" in call("check", tmp_path / "my-land" / "card.yaml").output
    assert "id: my-land" in (tmp_path / "my-land" / "card.yaml").read_text()


def test_the_catalogue_lists_all_cards_and_prints_one():
    rows = json.loads(call("catalog", "--json").stdout)["cards"]
    assert len(rows) == 42
    assert call("catalog", "finland-1939").output.lstrip().startswith("#")


def test_day_prints_the_order_that_the_kernel_has():
    phases = json.loads(call("day", "--json").stdout)["phases"]
    assert [phase["number"] for phase in phases] == list(range(1, len(phases) + 1))
    assert phases[0]["name"] == "pledge"
    assert all(phase["purpose"] for phase in phases)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "czechoslovakia-193"), 'did you mean "czechoslovakia-1938"'),
        (("run", "none.yaml"), "there is no file"),
        (("run", "finland-1939", "--what-if", "no-works"), "has no what-if"),
        (("run", "finland-1939", "--set", "inputs.surprise=9"), "must be at most 3"),
        (("run", "finland-1939", "--set", "law.captur=1"), 'did you mean "capture"'),
        (("run", "two-river"), 'did you mean "two-rivers"'),
        (("run", "two-rivers", "--course", "north"), "has no course of action"),
        (("run", "two-rivers", "--plan", "forts"), 'did you mean "forts-first"'),
        (("run", "two-rivers", "--view", "contemporary"), "no view is called contemporary"),
        (("run", "two-rivers", "--reading", "some"), "is not one of listed, causal, all"),
        (("run", "two-rivers", "--what-if", "palace-revolt"), "cannot be asked yet"),
        (("run", "finland-1939", "--plan", "x"), "is a card"),
        (("compare", "two-rivers", "--what-ifs", "no-work"), 'did you mean "no-works"'),
        (("compare", "czechoslovakia-1938", "--freeze-others"), "is a card"),
        (("report", "nowhere"), "holds no run"),
        (("hindcast", "none.yaml"), "there is no file"),
        (("run",), "Missing argument"),
        (("run", "finland-1939", "--given", "x"), "No such option"),
    ],
)
def test_a_users_mistake_is_told_in_words_with_nothing_on_stdout(words, said, tmp_path):
    code, out, err = program(*words, cwd=tmp_path)
    assert code == 2
    assert out == ""
    assert said in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
