"""Milestones on the command line."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.test_files import pilotage
from tests.plan.flow.forecasts.test_milestones import ITEMS


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("items") / "items.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "created", "finished", "milestone", "project"])
        for each in ITEMS:
            assert each.created is not None
            assert each.resolved is not None
            writer.writerow(
                [each.key, each.created.isoformat(), each.resolved.isoformat(), each.versions[-1], each.project]
            )
    return path


def test_a_milestone_is_forecast_as_of_a_day(source: Path) -> None:
    asked = ("forecast", source, "--milestone", "v38", "--as-of", "2026-05-15")
    done = pilotage(*asked)
    assert done.returncode == 0, done.stderr
    assert "v38 is done by" in done.stdout
    assert "Dates given with 85 % held" in done.stdout
    told = json.loads(pilotage(*asked, "--until", "2026-12-01", "-f", "json").stdout)
    assert list(told["when"]) == ["p50", "p70", "p85", "p95"]
    assert 0 <= told["on_time"] <= 1


def test_what_ifs_stand_beside_a_milestone(source: Path) -> None:
    asked = ("forecast", source, "--milestone", "v38", "--as-of", "2026-05-15", "--what-if")
    done = pilotage(*asked, "drop 5", "--what-if", "people 3 to 4 in 0 weeks")
    assert done.returncode == 0, done.stderr
    assert "as it is" in done.stdout
    assert "earlier" in done.stdout
    told = json.loads(pilotage(*asked, "drop 5", "-f", "json").stdout)
    assert told["what_if"][0]["days"]["p85"] < 0
    assert told["track_record"]["pooled"]["coverage"]["p85"] > 0.5
    rows = list(csv.DictReader(pilotage(*asked, "drop 5", "-f", "csv").stdout.splitlines()))
    assert [row["what_if"] for row in rows] == [""] * 4 + ["drop 5"] * 4
    assert "Nothing would be left" in pilotage(*asked, "drop 500").stderr
    assert "is not split" in pilotage(*asked, "split 5").stderr


def test_milestones_are_tested_on_the_past(source: Path) -> None:
    told = json.loads(pilotage("backtest", source, "--milestones", "-f", "json").stdout)
    assert told["coverage"]["p85"] > 0.7
    assert set(told["peers"]) == {"growing_scope", "frozen_scope"}
    assert "Replay, frozen scope" in pilotage("backtest", source, "--milestones").stdout


def test_a_wrong_name_is_told_with_near_ones(source: Path) -> None:
    done = pilotage("forecast", source, "--milestone", "v388")
    assert done.returncode == 2
    assert "Did you mean v38" in done.stderr
    assert "leave out --items" in pilotage("forecast", source, "--milestone", "v1", "--items", 3).stderr


@pytest.mark.corpus
def test_real_milestones_hold_at_85_percent(corpus: Path) -> None:
    told = json.loads(
        pilotage("backtest", corpus / "titanium-jira/issues.jsonl.gz", "--milestones", "-f", "json").stdout
    )
    assert told["coverage"]["p85"] >= 0.8
    assert told["crps_against_frozen_scope"] <= 0
