"""`holdfast plan`: JSON as INTERFACE.md has it, a page of its own, mistakes told in words."""

import json

import pytest
from typer.testing import CliRunner

import holdfast as hf
from holdfast.cli.completing import levers as offered
from holdfast.cli.main import app
from holdfast.errors import UsageError

KEYS = {
    "plans", "courses", "value", "regret", "best_on_average", "minimax_regret", "leader_follower",
    "hidden", "indistinguishable", "levers",
}  # fmt: skip
WORDS = ("plan", "two-rivers", "--courses", "north-1938", "--plans", "historical,works-first",
         "--search", "0", "--futures", "30", "--replications", "1", "--budget", "1000",
         "--quiet")  # fmt: skip


def call(*words, code=0):
    result = CliRunner().invoke(app, [*WORDS, *words])
    assert result.exit_code == code, (result.output, result.exception)
    return result


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan") / "run"
    result = call("--levers", "strips,no-works", "--floor", "stands=0.1", "--json", "--out", folder)
    return json.loads(result.stdout), folder


def test_the_json_is_as_designed(told):
    answer, _ = told
    assert set(answer) >= KEYS
    assert answer["plans"] == ["historical", "works-first"]
    assert answer["courses"] == ["north-1938"]
    assert set(answer["leader_follower"]) == {"plan", "course", "value"}
    assert set(answer["hidden"]) == {"value", "plans", "courses"}
    assert [one["lever"] for one in answer["levers"]] == ["strips", "no-works"]
    for one in answer["levers"]:
        assert set(one["points"]) == set(one["days"]) == {"d", "low", "high"}
    strips, no_works = answer["levers"]
    assert strips["per_100_million"]["days"]["d"] == pytest.approx(
        strips["days"]["d"] * 100 / strips["cost"]
    )
    assert no_works["per_100_million"] is None
    assert answer["complete"]


def test_report_makes_the_page_of_a_folder_again(told):
    _, folder = told
    page = (folder / "report.html").read_text("utf-8")
    (folder / "report.html").unlink()
    done = CliRunner().invoke(app, ["report", str(folder)])
    assert done.exit_code == 0, done.output
    assert (folder / "report.html").read_text("utf-8") == page


def test_python_gives_the_same_as_the_command(told):
    answer, _ = told
    found = hf.plan(
        "two-rivers", courses="north-1938", plans=["historical", "works-first"],
        levers=["strips", "no-works"], floors={"stands": 0.1}, budget=1000, futures=30,
        replications=1,
    )  # fmt: skip
    assert json.loads(json.dumps(found.to_dict())) == answer


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--floor", "stands"), "is no floor"),
        (("--floor", "standing=1"), "no floor is of"),
        (("--levers", "strip"), 'did you mean "strips"'),
        (("--base", "army-first"), "is not among the plans"),
    ],
)
def test_a_mistake_is_told_in_words(words, said):
    with pytest.raises(UsageError, match=said):
        CliRunner().invoke(app, [*WORDS, *words], catch_exceptions=False)


def test_tab_offers_projects_and_what_ifs():
    class Context:
        params = {"scenario": "two-rivers"}  # noqa: RUF012 (stands for a context of typer)

    assert {"strips", "no-works"} <= set(offered(Context(), ""))
    assert offered(Context(), "stri") == ["strips"]
