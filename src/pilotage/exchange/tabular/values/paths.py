"""Paths into a row: a column's name, or keys into nested JSON: ``status.name``, ``components[].name``, ``a[0]``."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Getter = Callable[[Mapping[str, Any]], Any]
_PART = re.compile(r"((?:\\.|[^.\[\\])+)((?:\[\d*\])*)(?:\.|$)")
_SPACES = re.compile(r"[\s_\-]+")


class UnknownColumnError(LookupError):
    """A table has no such column."""


def same_name(name: str) -> str:
    """Header names that differ in case, blanks, ``_`` or ``-`` only are the same."""
    return _SPACES.sub(" ", name).strip().casefold()


def getter(path: str, columns: tuple[str, ...] | None) -> Getter:
    """A function from a row's values to what stands at ``path``: None, a scalar, a dict, or a list.

    Raises ``UnknownColumnError`` where the table has columns and none of that name.
    """
    if path.startswith("@"):
        return _column(path)
    if columns is not None:
        return _column(_find_column(path.removesuffix("[]"), columns))
    steps = _steps(path)
    if len(steps) == 1 and isinstance(steps[0], str):
        return _column(steps[0])
    if all(isinstance(step, str) for step in steps):
        return _keys(tuple(step for step in steps if isinstance(step, str)))
    return lambda values: _walk(values, steps)


def _find_column(path: str, columns: tuple[str, ...]) -> str:
    if path in columns:
        return path
    wanted = same_name(path)
    for column in columns:
        if same_name(column) == wanted:
            return column
    raise UnknownColumnError(path)


def _column(name: str) -> Getter:
    def get(values: Mapping[str, Any]) -> Any:
        return values.get(name)

    return get


def _keys(keys: tuple[str, ...]) -> Getter:
    def get(values: Mapping[str, Any]) -> Any:
        found: Any = values
        for key in keys:
            if not isinstance(found, dict):
                return None
            found = found.get(key)
        return found

    return get


def _steps(path: str) -> tuple[str | int | None, ...]:
    """Keys, list indices, and None for every element."""
    steps: list[str | int | None] = []
    for name, brackets in _PART.findall(path):
        steps.append(re.sub(r"\\(.)", r"\1", name))
        steps.extend(int(inner) if inner else None for inner in re.findall(r"\[(\d*)\]", brackets))
    return tuple(steps)


def _walk(found: Any, steps: tuple[str | int | None, ...]) -> Any:
    for place, step in enumerate(steps):
        if found is None:
            return None
        if step is None:
            if not isinstance(found, list):
                continue  # one thing where a list was expected is a list of one
            parts = [_walk(element, steps[place + 1 :]) for element in found]
            return [leaf for part in parts if part is not None for leaf in (part if isinstance(part, list) else [part])]
        if isinstance(step, int):
            found = found[step] if isinstance(found, list) and step < len(found) else None
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found
