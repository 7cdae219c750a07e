"""Files as sources of histories."""

import json
from pathlib import Path

import pytest

from pilotage.cli.flow.sources import read_sources


def issue(key: str) -> dict[str, object]:
    return {
        "key": key,
        "fields": {"summary": key, "status": {"name": "Open"}, "project": {"key": key.partition("-")[0]}},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, keys in {"1": ["A-1", "B-1"], "2": ["C-1"], "3": ["A-2"], "4": ["D-1"], "5": ["D-2", "C-2"]}.items():
        (tmp_path / f"part{name}.json").write_text(json.dumps([issue(key) for key in keys]), encoding="utf-8")
    return tmp_path


def test_files_that_share_a_project_are_parts_of_one_export(folder: Path) -> None:
    read = read_sources([folder], None, good_part=False)
    assert {each.name: sorted(item.key for item in each.items) for each in read} == {
        "part1": ["A-1", "A-2", "B-1"],
        "part2": ["C-1", "C-2", "D-1", "D-2"],
    }


def test_files_without_projects_stay_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text("id,created,started,finished\nA-1,2026-01-01,,\n", encoding="utf-8")
    assert [each.name for each in read_sources([tmp_path], None, good_part=False)] == ["one", "two"]
