"""Pages made from code say what the code says, and the house keeps its rules."""

import pytest
from tools.norms import findings
from tools.reference import FOLDER, pages


@pytest.mark.parametrize("name", sorted(pages()))
def test_reference_pages_are_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run: python -m tools.reference"


def test_house_rules() -> None:
    assert [f"{path.name}:{line}: {message}" for path, line, message in findings()] == []
