"""Rows, outline and numbers of the tasks of a file."""

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from pilotage.plan.vocabulary.activities import Activity

_KEY = re.compile(r"(?:mspdi/|[tr])([1-9][0-9]{0,8})")


class Row(msgspec.Struct, frozen=True):
    """``number`` is the outline number (``1.2.3``); ``parent`` where the activity has rows below it."""

    activity: Activity
    uid: int
    level: int
    number: str
    parent: bool


def rows(activities: Iterable[Activity]) -> tuple[Row, ...]:
    """Every activity once, children right below their summary, in the order of the plan otherwise."""
    every = tuple(activities)
    known = {activity.id for activity in every}
    children: dict[str | None, list[Activity]] = defaultdict(list)
    for activity in every:
        children[activity.parent if activity.parent in known else None].append(activity)
    uids = dict(zip((a.id for a in every), numbers((a.key or "", a.id) for a in every), strict=True))
    made: list[Row] = []
    seen: set[str] = set()
    roots = 0
    for start in (*children[None], *every):  # the second: activities whose parents run in a circle
        if start.id in seen:
            continue
        roots += 1
        waiting = [(start, 1, str(roots))]
        while waiting:
            activity, level, number = waiting.pop()
            if activity.id in seen:
                continue
            seen.add(activity.id)
            below = [child for child in children[activity.id] if child.id not in seen]
            made.append(Row(activity, uids[activity.id], level, number, bool(below)))
            numbered = [(child, level + 1, f"{number}.{k}") for k, child in enumerate(below, 1)]
            waiting.extend(reversed(numbered))
    return tuple(made)


def numbers(names: Iterable[tuple[str, str]]) -> list[int]:
    """UIDs: the number a key or an id came from a file with (``mspdi/42``, ``t42``), else the next free one."""
    taken: set[int] = set()
    wanted: list[int | None] = []
    for pair in names:
        found = next((int(match[1]) for name in pair if (match := _KEY.fullmatch(name))), None)
        wanted.append(None if found in taken else found)
        if found is not None:
            taken.add(found)
    free = max(taken, default=0)
    chosen: list[int] = []
    for number in wanted:
        if number is None:
            free += 1
            number = free
        chosen.append(number)
    return chosen
