"""Texts that are right give no problem; each faulty one states in its first comments what it must raise, and where."""

import re
from pathlib import Path

import pytest

from pilotage.exchange import text

HERE = Path(__file__).parent
CORRECT = sorted((HERE / "correct").glob("*.yaml"))
ERRORS = sorted((HERE / "errors").glob("*.yaml"))


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_correct(path: Path) -> None:
    result = text.read(path)
    assert result.problems == ()
    assert result.program is not None
    again = text.read_text(text.write(result.program))
    assert again.program == result.program


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_errors(path: Path) -> None:
    expected = re.findall(r"^# ([a-z-]+) (\d+):(\d+)$", path.read_text("utf-8"), re.MULTILINE)
    assert expected
    result = text.read(path)
    found = [(p.id, str(p.source.line), str(p.source.column)) for p in result.problems]
    assert found == expected
    assert all(problem.source.file == path.name for problem in result.problems)
    assert all(problem.message.endswith(".") for problem in result.problems)
