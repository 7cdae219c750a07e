"""What users install is all that the package imports: a library of developers alone would be missing there."""

import ast
import tomllib
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
    found = {
        f"{file.relative_to(ROOT)}:{node.lineno}: {name}"
        for file in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_bytes()))
        for name in _imported(node)
        if canonicalize_name(name.partition(".")[0]) in developers
    }
    assert not found


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
    return []
