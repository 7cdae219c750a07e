"""``pilotage check`` as a user and as a pipeline run it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_files import ATLAS, CYCLE, pilotage

PLAN = """\
program: p
title: Shop
start: 2026-09-07
status_date: 2026-09-06
teams: { core: { title: Core } }
workstreams:
  w:
    title: Work
    team: core
    activities:
      a: { duration: 5d }
      b: { duration: 5d, after: a }
"""
KEYS = {
    "program", "rule", "score", "headline", "how", "earned", "possible", "passed", "failed", "not_applicable",
    "status_date", "baseline", "team", "workstream", "checks", "trend", "waived",
}  # fmt: skip
CHECK_KEYS = {
    "id", "family", "number", "title", "means", "of", "source", "verdict", "measure", "measure_text", "threshold",
    "threshold_text", "bound", "unit", "count", "population", "points", "earned", "gain", "reason", "findings",
    "waivable", "waived",
}  # fmt: skip
FINDING_KEYS = {"check", "kind", "id", "activity", "title", "team", "detail", "fix", "measure", "unit"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)
    return file


def test_json_keeps_its_shape(plan: Path) -> None:
    done = pilotage("check", plan, "-f", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == KEYS
    assert [set(each) for each in told["checks"]] == [CHECK_KEYS] * 28
    logic = told["checks"][0]
    assert (logic["id"], logic["verdict"], logic["count"], logic["measure"]) == ("logic", "fail", 2, 1.0)
    assert [set(each) for each in logic["findings"]] == [FINDING_KEYS] * 2
    assert logic["findings"][0]["team"] == "core"
    assert told["program"] == {"id": "p", "title": "Shop"}


def test_csv_has_a_row_for_each_finding(plan: Path) -> None:
    done = pilotage("check", plan, "-f", "csv", "--only", "logic", "--only", "owner")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["check"], row["activity"]) for row in rows] == [
        ("logic", "w/a"), ("logic", "w/b"), ("owner", "w/a"), ("owner", "w/b"),
    ]  # fmt: skip
    assert {row["verdict"] for row in rows} == {"fail"}


def test_the_table_says_what_to_do(plan: Path) -> None:
    done = pilotage("check", plan)
    assert done.stdout.startswith("Schedule quality is ")
    assert "Add a successor to “B”, or mark it as an end: let a milestone follow it." in done.stdout
    assert "There is no baseline. Take one when the plan is agreed." in done.stdout
    assert "The score is the share of points earned" in done.stdout


def test_fail_under_is_for_pipelines(plan: Path) -> None:
    assert pilotage("check", plan, "--fail-under", "1").returncode == 0
    low = pilotage("check", plan, "--fail-under", "99.5")
    assert low.returncode == 1
    assert "is under 99.5" in low.stderr
    assert low.stdout.startswith("Schedule quality is ")


@pytest.mark.parametrize(
    ("option", "value"), [("--baseline", "none-such"), ("--team", "none-such"), ("--only", "none-such")]
)
def test_an_unknown_name_ends_with_code_2_and_the_names_there_are(plan: Path, option: str, value: str) -> None:
    done = pilotage("check", plan, option, value)
    assert done.returncode == 2
    assert "none-such" in done.stderr
    assert "There are: " in done.stderr


def test_a_plan_that_cannot_be_scheduled_ends_with_code_2(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(CYCLE)
    done = pilotage("check", file)
    assert done.returncode == 2
    assert "dependency-cycle" in done.stderr
    assert done.stdout == ""


def test_the_demo_has_a_trend_and_knows_what_is_stale() -> None:
    told = json.loads(pilotage("check", ATLAS, "-f", "json").stdout)
    assert [point["day"] for point in told["trend"]][::8] == ["2026-07-24", "2026-09-18"]
    assert told["trend"][-1]["score"] == told["score"]
    checks = {each["id"]: each for each in told["checks"]}
    assert checks["stale"]["verdict"] in ("pass", "fail")
    assert told["baseline"]["id"] == "baseline-2"
    other = json.loads(pilotage("check", ATLAS, "-f", "json", "--baseline", "Baseline 1").stdout)
    assert other["baseline"]["id"] == "baseline-1"
    assert other["score"] == told["score"]


def test_a_team_sees_its_own_part() -> None:
    told = json.loads(pilotage("check", ATLAS, "-f", "json", "--team", "Ledger").stdout)
    assert told["team"] == "ledger"
    findings = [
        each for check in told["checks"] for each in check["findings"] if check["id"] not in ("cpli", "lag-chain")
    ]
    assert findings
    assert {each["team"] for each in findings} == {"ledger"}


def test_parts_are_told_where_they_are_asked_for(plan: Path) -> None:
    told = pilotage("check", plan, "--parts")
    assert told.returncode == 0, told.stderr
    assert "Core" in told.stdout
    assert "workstream" in told.stdout
    parts = json.loads(pilotage("check", plan, "--parts", "-f", "json").stdout)["parts"]
    assert {(part["kind"], part["id"]) for part in parts} == {("team", "core"), ("workstream", "w")}
