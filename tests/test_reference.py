"""Pages made from code say what the code says, and the house keeps its rules."""

import re

import pytest
from tools.norms import ROOT, findings
from tools.reference import pages
from typer.main import get_command

from pilotage.cli.main import app


@pytest.mark.parametrize("name", sorted(pages()))
def test_reference_pages_are_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == pages()[name], "run: python -m tools.reference"


COMMAND = re.compile(r"^\s*(?:\$ )?pilotage ([a-z]+)", re.MULTILINE)


@pytest.mark.parametrize(
    "page", ["README.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))]
)
def test_documents_name_only_commands_that_exist(page: str) -> None:
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    named = {name for block in blocks for name in COMMAND.findall(block)}
    assert named <= set(get_command(app).commands)  # type: ignore[attr-defined]


def test_house_rules() -> None:
    assert [f"{path.name}:{line}: {message}" for path, line, message in findings()] == []
