"""House rules that no ready-made linter knows; each class of mistake that was made once becomes a rule here.

    python -m tools.norms

- Only ``areas/*/operations`` write to the database.
- No clock and no global randomness below the doors: ``now``, ``today`` and ``seed`` are arguments.
- No drawers: ``utils``, ``helpers``, ``common``, ``misc``.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/pilotage"

_DRAWERS = {"utils", "helpers", "common", "misc", "util"}
_BELOW_DOORS = {"engine", "plan", "exchange", "reports", "areas"}
_ALWAYS_WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "executemany"}
_QUERYSET_WRITES = {"create", "update", "delete", "save"}
_QUERYSET_STEPS = {"filter", "exclude", "all", "order_by", "select_for_update", "get"}
_NOT_OURS = {"DBTaskResult"}  # the job queue's own table
_CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"),
    ("timezone", "now"), ("time", "monotonic"),
}  # fmt: skip
_SEEDED = {"default_rng", "Generator", "SeedSequence", "PCG64", "Philox"}

Finding = tuple[Path, int, str]


def findings(source: Path = SOURCE) -> Iterator[Finding]:
    """All breaches under ``source``, as (file, line, sentence)."""
    for path in sorted(source.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        parts = path.relative_to(source).parts
        if path.stem in _DRAWERS:
            yield path, 1, f"a module called {path.stem!r} says nothing of what is in it"
        tree = ast.parse(path.read_text(encoding="utf-8"))
        rules: list[Callable[[ast.AST], str | None]] = []
        if not ("operations" in parts or path.stem == "operations") and parts[0] not in {"engine", "plan"}:
            rules.append(_write)
        if parts[0] in _BELOW_DOORS:
            rules.append(_clock)
        for node in ast.walk(tree):
            for rule in rules:
                message = rule(node)
                if message:
                    yield path, getattr(node, "lineno", 1), message


def _write(node: ast.AST) -> str | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    name, receiver = node.func.attr, node.func.value
    if name in _ALWAYS_WRITES or (name in _QUERYSET_WRITES and _is_queryset(receiver)):
        return f".{name}() writes to the database; only operations may"
    return None


def _is_queryset(receiver: ast.expr) -> bool:
    if isinstance(receiver, ast.Attribute):
        table = receiver.value.id if isinstance(receiver.value, ast.Name) else ""
        return receiver.attr == "objects" and table not in _NOT_OURS
    if isinstance(receiver, ast.Call) and isinstance(receiver.func, ast.Attribute):
        return receiver.func.attr in _QUERYSET_STEPS and _is_queryset(receiver.func.value)
    return False


def _clock(node: ast.AST) -> str | None:
    if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
        return f"{node.arg} reads the clock; the door passes now"
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    owner = node.func.value
    holder = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    if (holder, node.func.attr) in _CLOCKS:
        return f"{holder}.{node.func.attr}() reads the clock; take it as an argument"
    if holder == "random" and node.func.attr not in _SEEDED:
        return f"random.{node.func.attr}() draws from global state; take a seed"
    return None


def main() -> int:
    found = list(findings())
    for path, line, message in found:
        print(f"{path.relative_to(ROOT)}:{line}: {message}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
