"""The tree of activities: from parent references, outline levels or WBS numbers; and its display order."""

from collections.abc import Callable
from typing import Any

from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.rows import ProblemLog, warn
from pilotage.plan.language.messages import _

_MOST_LEVELS = 100


def parents(
    records: list[Record], ids: list[str], find: Callable[[Record], str | None], log: ProblemLog
) -> list[str | None]:
    """The parent's id of each record; a cycle is cut, with a problem."""
    levels = _by_level(records, ids)
    found: list[str | None] = []
    for index, record in enumerate(records):
        wanted = record.fields.get("parent")
        parent = find(record) if wanted else levels[index]
        if wanted and parent is None:
            message = _("the parent “{name}” is not in the file").format(name=wanted[:60])
            warn(log, "missing-parent", message, record.row, "parent")
        found.append(parent)
    return _without_cycles(found, ids, records, log)


def _by_level(records: list[Record], ids: list[str]) -> list[str | None]:
    """The nearest row above with a lower level."""
    found: list[str | None] = []
    open_: list[tuple[int, str]] = []
    for record, id_ in zip(records, ids, strict=True):
        level = _level(record.fields)
        if level is None:
            found.append(None)
            continue
        while open_ and open_[-1][0] >= level:
            open_.pop()
        found.append(open_[-1][1] if open_ else None)
        open_.append((level, id_))
    return found


def _level(fields: dict[str, Any]) -> int | None:
    if "outline_level" in fields:
        return min(int(fields["outline_level"]), _MOST_LEVELS)
    wbs = fields.get("wbs")
    return min(str(wbs).strip(".").count(".") + 1, _MOST_LEVELS) if wbs else None


def _without_cycles(
    found: list[str | None], ids: list[str], records: list[Record], log: ProblemLog
) -> list[str | None]:
    parent_of = dict(zip(ids, found, strict=True))
    safe: set[str | None] = {None}
    for index, id_ in enumerate(ids):
        path: list[str] = []
        here: str | None = id_
        while here not in safe and here not in path:
            assert here is not None
            path.append(here)
            here = parent_of.get(here)
        if here in path:
            message = _("“{id}” is its own ancestor; it became a row without parent").format(id=id_)
            warn(log, "parent-cycle", message, records[index].row, "parent")
            parent_of[id_] = None
        safe.update(path)
    return [parent_of[id_] for id_ in ids]


def display_order(ids: list[str], parent_of: list[str | None]) -> list[int]:
    """Rows with every summary before its children, otherwise as in the file."""
    children: dict[str | None, list[int]] = {}
    for index, parent in enumerate(parent_of):
        children.setdefault(parent, []).append(index)
    order: list[int] = []
    stack = list(reversed(children.get(None, [])))
    while stack:
        index = stack.pop()
        order.append(index)
        stack.extend(reversed(children.get(ids[index], [])))
    return order
