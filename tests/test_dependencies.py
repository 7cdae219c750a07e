"""What users install is all that the package imports: a library of developers alone would be missing there."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def _names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def test_no_library_of_developers_alone_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    installed = _names(project["project"]["dependencies"])
    for extra in project["project"]["optional-dependencies"].values():
        installed |= _names(extra)
    developers = _names(project["dependency-groups"]["dev"]) - installed
    assert "scipy" in developers
    found = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in (ROOT / "src").rglob("*.py")
        for line, name in _imported(ast.parse(file.read_bytes()))
        if canonicalize_name(name.partition(".")[0]) in developers
    ]
    assert not found


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from ((node.lineno, each.name) for each in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield node.lineno, module
