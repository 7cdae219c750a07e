"""``pilotage why --work-items``: the plan's forecast beside that of the pace."""

import json
from pathlib import Path

import pytest

from tests.cli.flow.test_milestones import source  # noqa: F401  # a fixture
from tests.cli.test_files import pilotage

PLAN = """\
program: ship
start: 2026-05-01
status_date: 2026-05-15
activities:
  build: { title: Build, estimate: 10d/15d/30d }
milestones:
  rel: { title: V38, after: build }
  other: { title: Nothing of the kind, after: build }
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ship.yaml"
    path.write_text(PLAN)
    return path


def test_both_forecasts_stand_side_by_side(plan: Path, source: Path) -> None:  # noqa: F811  # the fixture
    done = pilotage("why", plan, "rel", "--work-items", source)
    assert done.returncode == 0, done.stderr
    assert "Two forecasts of this milestone" in done.stdout
    assert "Pace of v38" in done.stdout
    told = json.loads(pilotage("why", plan, "rel", "--work-items", source, "-f", "json").stdout)["side_by_side"]
    assert told["name"] == "v38"
    assert sum(part["days"] for part in told["parts"]) == pytest.approx(told["days"], abs=0.01)


def test_a_milestone_of_another_name_is_named(plan: Path, source: Path) -> None:  # noqa: F811  # the fixture
    done = pilotage("why", plan, "other", "--work-items", source)
    assert done.returncode == 2
    assert "--tracker-milestone" in done.stderr
    named = ("why", plan, "other", "--work-items", source, "--tracker-milestone")
    assert "Pace of v38" in pilotage(*named, "v38").stdout
    assert "no milestone 'v999'" in pilotage(*named, "v999").stderr
    assert "Only a milestone" in pilotage("why", plan, "build", "--work-items", source).stderr


def test_without_work_items_nothing_is_compared(plan: Path) -> None:
    assert json.loads(pilotage("why", plan, "rel", "-f", "json").stdout)["side_by_side"] is None
