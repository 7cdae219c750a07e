import csv
import io
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.test_files import ATLAS, pilotage

PLAN = """\
# two jobs, one person
program: p
start: 2026-09-07
status_date: 2026-09-06
people:
  ana: { name: Ana }
workstreams:
  w:
    activities:
      a: { title: First, duration: 5d, who: [ana] }  # stays
      b: { title: Second, duration: 3d, who: [ana] }
milestones:
  ga: { title: GA, after: [w/a, w/b] }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_the_leveled_plan_keeps_its_text_and_has_nothing_to_level(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "leveled.yaml"
    done = pilotage("level", file, "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "1 move takes overload off Ana. GA moves from 11 Sep to 16 Sep, 3 working days later."
    )
    text = out.read_text(encoding="utf-8")
    assert "# two jobs, one person" in text
    assert "who: [ana] }  # stays" in text or "labels: [leveled]" in text.split("# stays")[0]
    again = pilotage("level", out)
    assert again.stdout == "Nobody is asked for more time than they have. There is nothing to level.\n"


def test_json_and_csv_agree() -> None:
    document = json.loads(pilotage("level", ATLAS, "-f", "json").stdout)
    assert document["effect"]["over_after"] < document["effect"]["over_before"]
    rows = list(csv.DictReader(io.StringIO(pilotage("level", ATLAS, "-f", "csv").stdout)))
    assert [row["activity"] for row in rows] == [move["activity"] for move in document["moves"]]
    assert all(row["why"] for row in rows)


def test_a_proof_needs_the_solver(file: Path) -> None:
    done = pilotage("level", file, "--prove", "5")
    if find_spec("ortools") is None:
        assert done.returncode != 0
        assert "pip install 'pilotage[solver]'" in done.stderr
    else:
        assert "No other moves bring the final milestone in before 16 Sep" in done.stderr


def test_work_rests_and_changes_hands_only_where_that_is_asked_for(file: Path, tmp_path: Path) -> None:
    text = PLAN.replace("{ name: Ana }", "{ name: Ana }\n  dan: { name: Dan, skills: [java] }")
    fair = "      fair: { duration: 2d, on: 2026-09-10, who: [ana] }\n"
    java = text.replace("duration: 3d, who: [ana]", "duration: 3d, who: { person: ana, skill: java }")
    file.write_text(java.replace("milestones:", f"{fair}milestones:"), encoding="utf-8")
    plain = list(csv.DictReader(io.StringIO(pilotage("level", file, "-f", "csv").stdout)))
    assert not any(row["pauses"] or row["handovers"] for row in plain)
    out = tmp_path / "leveled.yaml"
    done = pilotage("level", file, "--split", "--hand-over", "-f", "csv", "--out", out)
    rows = {row["activity"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert rows["w/b"]["handovers"] == "java: ana > dan"
    assert rows["w/a"]["pauses"] == "2026-09-10..2026-09-11"
    leveled = out.read_text(encoding="utf-8")
    assert "person: dan" in leveled
    assert "pauses:" in leveled
    assert pilotage("level", out).stdout.startswith("Nobody is asked for more time than they have.")


def test_the_forecast_is_told_before_and_after(file: Path) -> None:
    told = pilotage("level", file, "--forecast").stdout.splitlines()[-1]
    assert told == "P85 of GA: 11 Sep today, 16 Sep with the moves (+3 working days; 2,000 iterations, seed 1)"
    document = json.loads(pilotage("level", file, "--forecast", "-f", "json").stdout)
    assert document["forecast"]["days"] == 3
