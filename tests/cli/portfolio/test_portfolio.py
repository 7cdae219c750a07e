import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.test_files import ATLAS, pilotage

PLAN = """\
program: {key}
title: {title}
start: 2026-06-01
final: end
activities:
  work: {{ title: Work, estimate: 5d/10d/20d }}
  end: {{ title: End, milestone: true, after: work, target: {target} }}
risks:
  late: {{ title: Vendor late, probability: 50%, impact: {{ days: 20/20/20 }}, hits: work, key: jira/R-7 }}
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder of three plans: two files and a folder of files."""
    folder = tmp_path / "plans"
    inner = folder / "c"
    inner.mkdir(parents=True)
    (folder / "a.yaml").write_text(PLAN.format(key="a", title="Alpha", target="2026-06-19"), encoding="utf-8")
    (folder / "b.yaml").write_text(PLAN.format(key="b", title="Beta", target="2026-06-26"), encoding="utf-8")
    (folder / "notes.txt").write_text("nothing to plan", encoding="utf-8")
    (inner / "program.yaml").write_text(PLAN.format(key="c", title="Gamma", target="2026-07-31"), encoding="utf-8")
    (inner / "people.yaml").write_text("people:\n  ada: { name: Ada }\n", encoding="utf-8")
    return folder


def test_a_folder_of_plans_gives_a_line_for_each(plans: Path) -> None:
    done = pilotage("simulate", plans, "-n", 500)
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["Program", "Alpha", "Beta", "Gamma"]
    assert "3 programs, 500 runs each, seed 1" in done.stderr


def test_a_plan_among_others_lands_as_it_does_alone(plans: Path) -> None:
    one = json.loads(pilotage("simulate", plans / "a.yaml", "-n", 500, "-f", "json").stdout)
    many = json.loads(pilotage("simulate", plans, ATLAS, "-n", 500, "-f", "json").stdout)
    assert [each["id"] for each in many["programs"]] == ["a", "b", "c", "atlas"]
    assert {key: one[0][key] for key in ("p50", "p85", "on_time")} == {
        key: many["programs"][0]["milestones"][0][key] for key in ("p50", "p85", "on_time")
    }
    assert many["together"] is None


def test_a_folder_that_is_one_plan_stays_one(plans: Path) -> None:
    rows = json.loads(pilotage("simulate", plans / "c", "-n", 500, "-f", "json").stdout)
    assert [row["id"] for row in rows] == ["end"]


def test_a_folder_whose_header_is_missing_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "work.yaml").write_text("activities:\n  a: { title: A, duration: 2d }\n", encoding="utf-8")
    done = pilotage("simulate", tmp_path, "-n", 500)
    assert (done.returncode, "Begin with “program: name”" in done.stderr) == (2, True)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    done = pilotage("simulate", tmp_path)
    assert (done.returncode, "no plan in the folder" in done.stderr) == (2, True)


def test_together_tells_when_all_have_landed(plans: Path) -> None:
    together = json.loads(pilotage("simulate", plans, "-n", 2000, "--together", "-f", "json").stdout)["together"]
    assert (together["programs"], together["targets"]) == (3, 3)
    assert together["p50"] <= together["p85"] <= together["p90"]
    assert 0 < together["all_on_time"] <= 0.5 + 0.05  # one vendor, late in half of the futures, for all three
    assert "All 3 have landed by" in pilotage("simulate", plans, "-n", 500, "--together").stdout


def test_csv_has_a_line_for_each_milestone(plans: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(pilotage("simulate", plans, "-n", 500, "-f", "csv").stdout)))
    assert [(row["program"], row["id"]) for row in rows] == [("a", "end"), ("b", "end"), ("c", "end")]


def test_a_faulty_plan_is_told_and_the_others_are_simulated(plans: Path) -> None:
    (plans / "broken.yaml").write_text("program: broken\nactivities:\n  x: { duration: soon }\n", encoding="utf-8")
    done = pilotage("simulate", plans, "-n", 500)
    assert done.returncode == 2
    assert "broken.yaml" in done.stderr
    assert "Gamma" in done.stdout


def test_without_dask_a_cluster_says_what_to_install(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = pilotage("simulate", plans, "--cluster", "local")
    assert done.returncode == 1
    assert "pip install 'pilotage[cluster]'" in done.stderr
