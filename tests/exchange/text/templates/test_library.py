"""A company's own templates in a folder."""

import datetime as dt
from pathlib import Path

import pytest

from pilotage.exchange import text
from pilotage.exchange.text.templates import TemplateError, begin, find, templates, write_template

PLAN = """\
program: harbor
title: Harbor extension
start: 2026-01-05
people: { mira: { name: Mira, email: mira@example.org } }
activities:
  survey: { title: Survey, estimate: 3d/5d/9d, started: 2026-01-05, done: 40% }
milestones:
  open: { title: Open, after: survey, target: 2026-01-16 }
"""


def test_a_plan_in_the_folder_is_a_template_without_what_happened(tmp_path: Path) -> None:
    (tmp_path / "harbor.yaml").write_text(PLAN)
    template = find("harbor", tmp_path)
    assert (template.title, template.own) == ("Harbor extension", True)
    program = begin(template, slug="pier", title="Pier", start=dt.date(2027, 1, 4))
    assert (program.id, program.title, program.activities[0].progress) == ("pier", "Pier", 0.0)
    assert program.activities[1].target == dt.date(2027, 1, 15)
    assert templates(tmp_path)[0].name == "harbor"


def test_a_file_of_the_same_name_replaces_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "product.yml").write_text(PLAN)
    found = [each for each in templates(tmp_path) if each.name == "product"]
    assert [(each.title, each.own) for each in found] == [("Harbor extension", True)]
    (tmp_path / "product.yml").write_text(PLAN.replace("Harbor extension", "Changed since it was read"))
    assert find("product", tmp_path).title == "Changed since it was read"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("program: [", ""),
        ("nonsense: 1\nprogram: x\n", "nonsense"),
        ("program: x\nactivities:\n  a: { duration: 1d, after: b }\n  b: { duration: 1d, after: a }\n", "circle"),
        ("", ""),
    ],
)
def test_a_faulty_file_is_listed_with_its_problem_and_cannot_be_used(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "bad.yaml").write_text(content)
    (found,) = [each for each in templates(tmp_path) if each.own]
    assert found.program is None
    assert why in found.problems[0].message
    with pytest.raises(TemplateError, match="bad"):
        find("bad", tmp_path)


def test_other_files_and_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(PLAN)
    (tmp_path / ".hidden.yaml").write_text(PLAN)
    (tmp_path / "Big Name.yaml").write_text(PLAN)
    (tmp_path / "folder.yaml").mkdir()
    assert len(templates(tmp_path)) == 7
    assert len(templates(tmp_path / "missing")) == 7
    with pytest.raises(TemplateError, match="There are: product"):
        find("../secret", tmp_path)


def test_a_program_is_kept_as_a_template(tmp_path: Path) -> None:
    program = text.read_text(PLAN).program
    assert program is not None
    path = write_template(program, tmp_path / "own", "pier-work")
    assert path.name == "pier-work.yaml"
    assert "started" not in path.read_text()
    kept = find("pier-work", tmp_path / "own").program
    assert kept is not None
    assert (kept.id, kept.title) == ("pier-work", "Harbor extension")
    assert list((tmp_path / "own").iterdir()) == [path]
    with pytest.raises(TemplateError, match="cannot be the name"):
        write_template(program, tmp_path, "../up")
