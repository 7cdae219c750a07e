import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_files import ATLAS, pilotage

PLAN = """\
program: p
start: 2026-06-01
final: end
activities:
  a: { title: Dig, duration: 6d, crash-to: 4d, crash-cost: 2k }
  b: { title: Pour, duration: 5d, crash-to: 4d, crash-cost: 900, after: a }
  c: { title: Dry, duration: 3d, after: b }
  end: { title: Roof on, milestone: true, after: c }
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_the_cheapest_days_come_first_and_the_end_is_told(plan: Path) -> None:
    done = pilotage("crash", plan, "--days", 5)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "Roof on: 18 Jun can become 15 Jun, 3 working days earlier, for 4,900 EUR."
    assert [line.split(" by ")[0] for line in lines[3:5]] == ["Pour", "Dig"]
    assert "No more days can be bought: Dig → Pour → Dry → Roof on cannot be shortened further." in lines
    assert "not shortened: Dry" in done.stderr
    assert "Pour before Dig is done" in done.stdout


def test_json_and_csv_carry_the_curve(plan: Path) -> None:
    document = json.loads(pilotage("crash", plan, "-d", 2, "-f", "json").stdout)
    assert (document["won"], document["cost"], document["unit"], document["stop"]) == (2, 2900, "EUR", "reached")
    assert document["fast_tracking"]["single"][0]["share"] == 0.25
    rows = list(csv.DictReader(io.StringIO(pilotage("crash", plan, "-d", 2, "-f", "csv").stdout)))
    assert [(row["id"], float(row["total_cost"])) for row in rows] == [("b", 900), ("a", 2900)]


def test_person_days_where_nothing_has_a_price() -> None:
    done = pilotage("crash", ATLAS, "-d", 1)
    assert done.returncode == 0
    assert "person-days" in done.stdout
    assert "EUR" in pilotage("crash", ATLAS, "-d", 1, "--day-rate", 800).stdout
