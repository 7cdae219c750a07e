"""``pilotage flow`` as a user runs it on a tracker's export."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_files import pilotage
from tests.plan.flow.measures.tracked import deployed, tracked


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flow")
    items = [each for team in ("TIM", "TAM") for each in _issues(team)]
    (folder / "issues.jsonl").write_text("\n".join(json.dumps(each) for each in items))
    rows = ["deployed,committed,failed,recovered,rework"]
    for each in deployed():
        recovered = each.recovered.isoformat() if each.recovered else ""
        committed = each.committed.isoformat() if each.committed else ""
        rows.append(f"{each.deployed.isoformat()},{committed},{each.failed},{recovered},{each.rework}")
    (folder / "deployments.csv").write_text("\n".join(rows))
    return folder


def _issues(project: str) -> list[dict[str, Any]]:
    found = []
    for item in tracked(60, seed=len(project) + ord(project[1])):
        assert item.created is not None
        moves = [
            {
                "created": move.at.isoformat(),
                "items": [{"field": "status", "fromString": move.before, "toString": move.after}],
            }
            for move in item.transitions
            if move.before
        ]
        fields = {
            "summary": item.title,
            "status": {"name": item.status},
            "project": {"key": project},
            "issuetype": {"name": "Bug" if int(item.key[4:]) % 3 == 0 else "Story"},
            "fixVersions": [{"name": "1.0" if int(item.key[4:]) % 2 else "2.0"}],
            "created": item.created.isoformat(),
            "resolutiondate": item.resolved.isoformat() if item.resolved else None,
        }
        found.append({"key": item.key.replace("ATL", project), "fields": fields, "changelog": {"histories": moves}})
    return found


def told(*words: object) -> list[dict[str, Any]]:
    done = pilotage("flow", *words, "-f", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_sentences_weeks_and_oldest_items(folder: Path) -> None:
    done = pilotage("flow", folder / "issues.jsonl", "--deployments", folder / "deployments.csv")
    assert done.returncode == 0, done.stderr
    for part in ("items were finished in 26 weeks", "from start to finish", "deployments, ", "Oldest", "Week to"):
        assert part in done.stdout


def test_by_project_type_and_milestone(folder: Path) -> None:
    source = folder / "issues.jsonl"
    both = told(source, "--by", "project")
    assert [each["name"] for each in both] == ["TAM", "TIM"]
    bugs, stories = told(source, "--type", "bug")[0], told(source, "--type", "Story")[0]
    assert bugs["items"] + stories["items"] == sum(each["items"] for each in both)
    assert told(source, "--milestone", "1.0")[0]["items"] == 60
    for option, name in (("--type", "Epic"), ("--milestone", "9"), ("--team", "TOM")):
        done = pilotage("flow", source, option, name)
        assert done.returncode == 2
        assert f"There is no {'type' if option == '--type' else ''}" in done.stderr


def test_two_periods_side_by_side(folder: Path) -> None:
    source = folder / "issues.jsonl"
    (found,) = told(source, "--weeks", 13, "--against", "2026-06-19")
    assert found["before"]["as_of"] == "2026-06-19"
    assert [change["compared"] for change in found["changes"]][:2] == ["throughput", "duration"]
    assert "against 13 weeks to 19 Jun" in pilotage("flow", source, "--weeks", 13, "--against", "2026-06-19").stdout
    late = pilotage("flow", source, "--against", "2026-09-18")
    assert late.returncode == 2
    assert "at least a week before" in late.stderr


def test_rules_are_chosen(folder: Path) -> None:
    (found,) = told(folder / "issues.jsonl", "--rules", "western-electric")
    assert len(found["control"]["rules"]) == 4
    done = pilotage("flow", folder / "issues.jsonl", "--rules", "ten")
    assert done.returncode == 2
    assert "There is no rule 'ten'" in done.stderr


def test_drawn_into_documents_and_folders(folder: Path, tmp_path: Path) -> None:
    source = folder / "issues.jsonl"
    for name, head in (("flow.pdf", b"%PDF"), ("flow.html", b"<!doctype html>")):
        assert pilotage("flow", source, "--charts", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(head)
    assert pilotage("flow", source, "--charts", tmp_path / "one").returncode == 0
    drawn = {path.name for path in (tmp_path / "one").iterdir()}
    assert {"throughput.svg", "cycle-scatter.svg", "ageing.svg", "cfd.svg", "cfd-states.svg", "arrivals.svg"} <= drawn
    assert pilotage("flow", source, "--by", "project", "--charts", tmp_path / "each").returncode == 0
    assert (tmp_path / "each" / "TAM" / "cfd.svg").is_file()


def test_a_document_is_of_one_team(folder: Path, tmp_path: Path) -> None:
    source = folder / "issues.jsonl"
    done = pilotage("flow", source, "--by", "project", "--charts", tmp_path / "flow.pdf")
    assert done.returncode == 1
    assert "--team" in done.stderr
    wrong = pilotage("flow", source, "--charts", tmp_path / "flow.docx")
    assert (wrong.returncode, (tmp_path / "flow.docx").exists()) == (1, False)


def test_deployments_that_are_none_are_refused(folder: Path) -> None:
    done = pilotage("flow", folder / "issues.jsonl", "--deployments", folder / "issues.jsonl")
    assert done.returncode == 2
    assert "holds no deployments" in done.stderr
