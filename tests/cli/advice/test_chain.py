import csv
import io
import json
from pathlib import Path

from tests.cli.test_files import ATLAS, pilotage

JUNE = """\
program: p
start: 2026-06-01
status_date: 2026-05-31
final: end
activities:
  first: { title: First, estimate: 2d/4d/8d }
  second: { title: Second, estimate: 4d/6d/10d, after: first }
  end: { title: End, milestone: true, after: second }
"""
LATE = JUNE.replace("2026-05-31", "2026-06-08").replace("2d/4d/8d }", "2d/4d/8d, started: 2026-06-01, remaining: 3d }")


def test_chain_of_the_final_milestone_as_a_table() -> None:
    done = pilotage("chain", ATLAS)
    assert done.returncode == 0
    assert done.stdout.startswith("GA in three regions: chain of ")
    assert "Project buffer" in done.stdout
    assert "no estimate, so no buffer, for" in done.stderr


def test_chain_as_json_and_csv_agree() -> None:
    document = json.loads(pilotage("chain", ATLAS, "--milestone", "beta", "-f", "json").stdout)
    assert document["buffered_finish"] > document["finish"]
    rows = list(csv.DictReader(io.StringIO(pilotage("chain", ATLAS, "-m", "beta", "-f", "csv").stdout)))
    critical = [row["id"] for row in rows if row["chain"] == "critical"]
    assert critical == [*(step["id"] for step in document["steps"]), ""]
    assert sum(row["title"] == "Feeding buffer" for row in rows) == len(document["feeding"])


def test_earlier_states_draw_the_fever_chart(tmp_path: Path) -> None:
    june, late = tmp_path / "june.yaml", tmp_path / "late.yaml"
    june.write_text(JUNE, encoding="utf-8")
    late.write_text(LATE, encoding="utf-8")
    done = pilotage("chain", late, "-e", june, "--basis", "points", "-f", "csv")
    assert done.returncode == 0, done.stderr
    first, now = csv.DictReader(io.StringIO(done.stdout))
    assert (first["done"], float(first["days"]), first["zone"]) == ("0.0", 0.0, "green")
    assert (round(float(now["done"]), 9), float(now["days"]), now["zone"]) == (
        0.1,
        5.0,
        "red",
    )  # worked 6 days, 3 to go
    assert "Buffer used" in pilotage("chain", late, "-e", june).stdout


def test_the_folder_of_a_plan_holds_its_history() -> None:
    document = json.loads(pilotage("chain", ATLAS, "--history", "-f", "json").stdout)
    days = [point["as_of"] for point in document["fever"]]
    assert days == sorted(days)
    assert len(days) > 5
    assert document["fever"][0]["days"] == 0
    assert document["fever"][-1]["done"] > document["fever"][0]["done"]


def test_an_earlier_state_without_the_milestone_is_refused(tmp_path: Path) -> None:
    june, late = tmp_path / "june.yaml", tmp_path / "late.yaml"
    june.write_text(JUNE.replace("  end:", "  other:").replace("final: end", "final: other"), encoding="utf-8")
    late.write_text(LATE, encoding="utf-8")
    done = pilotage("chain", late, "-e", june)
    assert done.returncode == 2
    assert "lacks end" in done.stderr


def test_a_plan_without_milestones_asks_for_one(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("program: p\nstart: 2026-06-01\nactivities:\n  a: { title: A, duration: 2d }\n", encoding="utf-8")
    done = pilotage("chain", plan)
    assert done.returncode == 2
    assert "--milestone ID" in done.stderr
