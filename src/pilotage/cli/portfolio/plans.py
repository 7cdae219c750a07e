"""The plans that the arguments of a command name: files, folders that are one plan, folders of plans."""

import re
from collections.abc import Sequence
from pathlib import Path

_ENDINGS = {".yaml", ".yml", ".json", ".xml", ".xer", ".mpp", ".csv", ".xlsx"}
_PROGRAM = re.compile(rb"^program\s*:", re.MULTILINE)
_HEAD = 65536


def plans_in(paths: Sequence[Path]) -> list[Path]:
    """Every plan, in the order given, those of a folder by name. What does not exist stays, to be told when read."""
    return [plan for path in paths for plan in (_in_folder(path) if holds_plans(path) else [path])]


def holds_plans(path: Path) -> bool:
    """Whether ``path`` is a folder of plans, not a plan as text in several files: those name one program at most."""
    if not path.is_dir():
        return False
    texts = [each for each in path.rglob("*") if each.suffix in (".yaml", ".yml") and each.is_file()]
    named = sum(_names_program(each) for each in texts if "earlier" not in each.relative_to(path).parts)
    return named > 1 or not texts


def _names_program(path: Path) -> bool:
    with path.open("rb") as stream:
        return _PROGRAM.search(stream.read(_HEAD)) is not None


def _in_folder(folder: Path) -> list[Path]:
    entries = sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    return [each for each in entries if each.suffix.lower() in _ENDINGS or _holds_files(each)]


def _holds_files(path: Path) -> bool:
    return path.is_dir() and any(each.suffix.lower() in _ENDINGS for each in path.rglob("*"))
