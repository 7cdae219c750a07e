"""What is counted in a file, and which of its columns a mapping uses."""

import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import msgspec

from pilotage.exchange.tabular.mapping.model import Mapping
from pilotage.exchange.tabular.rows import Row
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.paths import Getter, UnknownColumnError, getter, same_name
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.program import Program


class Tally:
    """What is counted while rows go by: the rows, and what ``[counts]`` names."""

    def __init__(self, mapping: Mapping, context: Context) -> None:
        self.counts: Counter[str] = Counter(rows=0)
        self._gets: list[tuple[str, list[Getter]]] = []
        for name, paths in mapping.counts.items():
            gets = []
            for path in paths:
                try:
                    gets.append(getter(path, context.columns))
                except UnknownColumnError:
                    continue
            self._gets.append((name, gets))
            self.counts[name] = 0

    def count(self, row: Row) -> None:
        self.counts["rows"] += 1
        for name, gets in self._gets:
            for get in gets:
                found = get(row.values)
                self.counts[name] += len(found) if isinstance(found, list | tuple) else found not in (None, "")


def program_counts(program: Program | None) -> dict[str, int]:
    if program is None:
        return {}
    kinds = Counter(activity.kind for activity in program.activities)
    return {
        "activities": len(program.activities),
        "milestones": kinds[ActivityKind.MILESTONE],
        "summaries": kinds[ActivityKind.SUMMARY],
        "dependencies": len(program.dependencies),
        "workstreams": len(program.workstreams),
        "teams": len(program.teams),
        "people": len(program.people),
        "risks": len(program.risks),
    }


def unused_columns(mapping: Mapping, columns: tuple[str, ...]) -> list[str]:
    """The columns that no value, template or link of the mapping names."""
    used = {same_name(path.removesuffix("[]")) for path in _paths(msgspec.to_builtins(mapping))}
    patterns = [links.columns.casefold() for rule in mapping.work_items for links in rule.links if links.columns]
    return [
        column
        for column in columns
        if same_name(column) not in used and not any(fnmatch(column.casefold(), pattern) for pattern in patterns)
    ]


def _paths(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key in ("path", "at_least") and isinstance(value, str):
                yield value
            elif key == "paths":
                yield from value
            elif key == "template" and isinstance(value, str):
                yield from re.findall(r"\{([^{}]*)\}", value)
            else:
                yield from _paths(value)
    elif isinstance(entry, list | tuple):
        for value in entry:
            yield from _paths(value)
