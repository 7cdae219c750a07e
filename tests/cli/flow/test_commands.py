"""``pilotage flow``, ``forecast`` and ``backtest`` as a user runs them."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_files import pilotage
from tests.plan.flow.made import team_items

LEVELS = ["p50", "p70", "p85", "p95"]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("histories")
    for seed, name in enumerate(("one", "two")):
        with (folder / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "created", "started", "finished", "team", "milestone", "type"])
            for each in team_items("core", seed=seed):
                created = "" if each.created is None else each.created.isoformat()
                finished = "" if each.resolved is None else each.resolved.isoformat()
                writer.writerow([each.key, created, "", finished, each.team, "", "task"])
    return folder


def test_a_folder_of_histories_is_tested_pooled_and_each(source: Path) -> None:
    done = pilotage("backtest", source, "-f", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert list(told["coverage"]) == LEVELS
    assert all(0 < told["coverage"][level] <= 1 for level in LEVELS)
    assert [each["history"] for each in told["histories"]] == ["one/core", "two/core"]
    assert all(list(each["coverage"]) == LEVELS for each in told["histories"])
    assert set(told["peers"]) == {"plain", "mean_velocity", "last_sprints"}
    low, high = told["interval"]["p85"]
    assert low <= told["coverage"]["p85"] <= high
    assert len(told["pit"]) == 10


def test_the_table_says_how_often_it_held(source: Path) -> None:
    done = pilotage("backtest", source)
    assert "Dates given with 85 % held" in done.stdout
    assert "Plain bootstrap, 12 weeks" in done.stdout
    rows = list(csv.DictReader(io.StringIO(pilotage("backtest", source, "-f", "csv").stdout)))
    assert [row["history"] for row in rows] == ["", "one/core", "two/core"]


def test_when_is_said_with_how_sure_on_what_and_the_track_record(source: Path) -> None:
    done = pilotage("forecast", source / "one.csv", "--items", 40)
    assert done.returncode == 0, done.stderr
    for part in ("40 more items of core", "85 % confidence", "items finished since", "Dates given with 85 % held"):
        assert part in done.stdout
    told = json.loads(pilotage("forecast", source / "one.csv", "--items", 40, "-f", "json").stdout)
    assert list(told["when"]) == LEVELS
    assert told["when"]["p50"]["date"] <= told["when"]["p85"]["date"]
    assert told["track_record"]["pooled"]["forecasts"] > 20
    assert told["history"] == "core"  # all items are of one team
    assert told["learned"] == told["own"]  # which taught once


def test_how_many_and_how_likely(source: Path) -> None:
    until = ("--as-of", "2023-09-01", "--until", "2023-12-01")
    told = json.loads(pilotage("forecast", source / "one.csv", *until, "--team", "CORE", "-f", "json").stdout)
    assert told["how_many"]["p50"] >= told["how_many"]["p85"] > 0
    both = json.loads(pilotage("forecast", source / "one.csv", *until, "--items", 60, "-f", "json").stdout)
    assert 0 <= both["on_time"] <= 1
    rows = list(csv.DictReader(io.StringIO(pilotage("forecast", source / "one.csv", *until, "-f", "csv").stdout)))
    assert [row["level"] for row in rows] == ["50", "70", "85", "95"]


def test_too_little_history_is_told_and_is_not_a_success(source: Path) -> None:
    done = pilotage("forecast", source / "one.csv", "--items", 40, "--as-of", "2020-03-01")
    assert done.returncode == 1
    assert "No forecast for core: its history is 7 weeks long" in done.stdout
    told = json.loads(
        pilotage("forecast", source / "one.csv", "--items", 40, "--as-of", "2020-03-01", "-f", "json").stdout
    )
    assert (told["state"], told["when"]) == ("short", {})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--items N, --until DATE"),
        (("--until", "2001-01-01"), "is not after"),
        (("--items", "5", "--team", "nobody"), "There are: core"),
    ],
)
def test_mistakes_are_told(source: Path, words: tuple[str, ...], said: str) -> None:
    done = pilotage("forecast", source / "one.csv", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_what_holds_no_items_is_told(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("program: p\nstart: 2026-09-07\nactivities:\n  a: { duration: 2d }\n")
    assert "holds no work items" in pilotage("backtest", plan).stderr
    empty = tmp_path / "none"
    empty.mkdir()
    assert "is empty" in pilotage("backtest", empty).stderr
    young = tmp_path / "young.csv"
    young.write_text("id,created,finished,team\na,2024-01-01,2024-01-05,core\n")
    assert "long enough" in pilotage("backtest", young).stderr


@pytest.mark.corpus
def test_a_real_tracker_keeps_what_it_says(corpus: Path) -> None:
    told = json.loads(pilotage("backtest", corpus / "titanium-jira/issues.jsonl.gz", "-f", "json").stdout)
    assert abs(told["coverage"]["p85"] - 0.85) <= 0.05
    assert told["crps_against_plain"] <= -0.12
    assert "bulk-close" in {each["id"] for each in told["problems"]}


def test_flow_tells_the_pace_and_what_it_counts_from(source: Path) -> None:
    done = pilotage("flow", source / "one.csv", "--weeks", 12)
    assert done.returncode == 0, done.stderr
    assert "items were finished in 12 weeks" in done.stdout
    assert "does not tell when work began" in done.stdout


def test_flow_by_team_is_a_row_for_each_and_json_has_all(source: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(pilotage("flow", source, "--by", "team", "-f", "csv").stdout)))
    assert [row["name"] for row in rows] == ["core"]
    told = json.loads(pilotage("flow", source, "--weeks", 6, "-f", "json").stdout)
    assert len(told[0]["weeks"]) == 6
    assert told[0]["lead_time"]["percentiles"].keys() == {"50", "70", "85", "95"}
    assert told[0]["findings"][0].startswith(f"{sum(week['finished'] for week in told[0]['weeks'])} items")


def test_flow_knows_nothing_after_its_day(source: Path) -> None:
    last = json.loads(pilotage("flow", source / "one.csv", "-f", "json").stdout)[0]["as_of"]
    day = (dt.date.fromisoformat(last) - dt.timedelta(weeks=20)).isoformat()
    then = json.loads(pilotage("flow", source / "one.csv", "--as-of", day, "-f", "json").stdout)[0]
    assert then["weeks"][-1]["last"] == then["as_of"] == day
    assert then["items"] < len((source / "one.csv").read_text().splitlines()) - 1


def test_flow_of_an_unknown_team_names_those_there_are(source: Path) -> None:
    done = pilotage("flow", source / "one.csv", "--by", "team", "--team", "cores")
    assert done.returncode == 2
    assert "With this --by there are: core." in done.stderr


def test_a_date_in_the_far_future_does_not_move_the_origin(source: Path, tmp_path: Path) -> None:
    lines = (source / "one.csv").read_text()
    (tmp_path / "typo.csv").write_text(lines + "typo-1,2022-01-01,,9999-12-31,core,,task\n")
    told = json.loads(pilotage("forecast", tmp_path / "typo.csv", "--items", 40, "-f", "json").stdout)
    assert (told["state"], told["as_of"][:2]) == ("enough", "20")
