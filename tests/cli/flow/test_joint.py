"""Several teams, growing scope and what-ifs on the command line."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_files import pilotage
from tests.plan.flow.made import team_items


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("items") / "items.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "created", "started", "finished", "team"])
        for seed, team in enumerate(("Web", "Core")):
            for each in team_items(team, seed=seed):
                assert each.created is not None
                finished = "" if each.resolved is None else each.resolved.isoformat()
                started = each.created.isoformat() if finished else ""
                writer.writerow([each.key, each.created.isoformat(), started, finished, team])
    return path


TEAMS = ("--team", "Web=40", "--team", "core=30", "--until", "2024-06-01")


def test_all_teams_are_told_and_which_is_the_last(source: Path) -> None:
    done = pilotage("forecast", source, *TEAMS)
    assert done.returncode == 0, done.stderr
    for part in ("Web and Core are all done by", "is the last in", "all of them", "the same weeks", "held"):
        assert part in done.stdout
    told = json.loads(pilotage("forecast", source, *TEAMS, "-f", "json").stdout)
    assert [each["history"] for each in told["teams"]] == ["Web", "Core"]
    assert told["shared_items"] == 0
    assert told["on_time"] <= min(each["on_time"] for each in told["teams"])
    assert sum(each["last"] for each in told["teams"]) == pytest.approx(1.0)
    assert told["when"]["p85"]["date"] >= max(each["when"]["p85"]["date"] for each in told["teams"])
    rows = list(csv.DictReader(io.StringIO(pilotage("forecast", source, *TEAMS, "-f", "csv").stdout)))
    assert [row["team"] for row in rows] == [""] * 4 + ["Web"] * 4 + ["Core"] * 4


def test_items_of_several_teams_are_told(source: Path, tmp_path: Path) -> None:
    """A project and its component."""
    rows = list(csv.DictReader(source.read_text().splitlines()))
    path = tmp_path / "parts.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "created", "finished", "team", "type"])
        writer.writerows([row["id"], row["created"], row["finished"], row["team"], "bug"] for row in rows)
    done = pilotage("forecast", path, "--team", "Web=30", "--team", "bug=30")
    assert "items belong to several of these teams" in done.stdout, done.stderr
    told = json.loads(pilotage("forecast", path, "--team", "Web=30", "--team", "bug=30", "-f", "json").stdout)
    assert told["shared_items"] == sum(row["team"] == "Web" for row in rows)


def test_a_name_with_items_is_one_team_too(source: Path) -> None:
    one = json.loads(pilotage("forecast", source, "--team", "Web=40", "-f", "json").stdout)
    other = json.loads(pilotage("forecast", source, "--team", "Web", "--items", 40, "-f", "json").stdout)
    assert one == other


def test_what_ifs_stand_beside_the_forecast(source: Path) -> None:
    asked = ("forecast", source, "--team", "Web=40", "--what-if", "drop 10", "--what-if", "people 4 to 5, split 20")
    done = pilotage(*asked, "--what-if", "wip 3")
    assert done.returncode == 0, done.stderr
    for part in ("as it is", "drop 10", "days earlier", "The first 20 by", "Assumed: everybody does", "Little's law"):
        assert part in done.stdout
    told = json.loads(pilotage(*asked, "-f", "json").stdout)
    first, second = told["what_if"]
    assert first["what_if"] == "drop 10"
    assert first["days"]["p85"] < 0
    assert first["forecast"]["items"] == 30
    assert second["first"]["items"] == 20
    rows = list(csv.DictReader(io.StringIO(pilotage(*asked, "-f", "csv").stdout)))
    assert [row["what_if"] for row in rows[::4]] == ["", "drop 10", "people 4 to 5 in 26 weeks, split 20"]


def test_forecasts_are_drawn_into_a_folder(source: Path, tmp_path: Path) -> None:
    for number, asked in enumerate((("--team", "Web=40", "--what-if", "drop 10"), TEAMS)):
        folder = tmp_path / str(number)
        assert pilotage("forecast", source, *asked, "--charts", folder).returncode == 0
        assert "<svg" in (folder / "forecast.svg").read_text()
    assert {each.name for each in (tmp_path / "0").iterdir()} == {"forecast.svg", "held.svg", "pit.svg"}
    assert pilotage("backtest", source, "--charts", tmp_path / "b").returncode == 0
    assert {each.name for each in (tmp_path / "b").iterdir()} == {"held.svg", "pit.svg"}
    (tmp_path / "file").touch()
    assert "Cannot write" in pilotage("forecast", source, *TEAMS, "--charts", tmp_path / "file").stderr


def test_a_growing_scope_says_so(source: Path) -> None:
    done = pilotage("forecast", source, "--team", "Web=10", "--growing")
    assert "The scope grows:" in done.stdout
    told = json.loads(pilotage("forecast", source, "--team", "Web=10", "--growing", "-f", "json").stdout)
    assert told["growth"]["share"] == 0.5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--team", "Web=40", "--team", "Core"), "each its items"),
        (("--team", "Web=40", "--team", "Core=3", "--items", "5"), "each its items"),
        (("--team", "Web=40", "--team", "Core=3", "--growing"), "for one team"),
        (("--team", "Web=40", "--team", "WEB=3"), "named twice"),
        (("--team", "Web=40", "--items", "5"), "given twice"),
        (("--team", "Web=0"), "Say what to forecast"),
        (("--team", "Web=40", "--team", "=3"), "each its items"),
        (("--items", "5", "--what-if", "pray"), "is not understood"),
        (("--items", "5", "--what-if", "drop 5"), "Nothing would be left"),
        (("--until", "2024-06-01", "--growing"), "needs a number of items"),
        (("--milestone", "v1", "--growing"), "A milestone has its own items"),
    ],
)
def test_mistakes_are_told(source: Path, words: tuple[str, ...], said: str) -> None:
    done = pilotage("forecast", source, *words)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr


def test_a_team_too_young_leaves_no_joint_date(source: Path) -> None:
    done = pilotage("forecast", source, *TEAMS, "--as-of", "2020-03-01")
    assert done.returncode == 1
    assert "No forecast for Web" in done.stdout
