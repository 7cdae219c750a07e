"""Items that are a part of themselves."""

from collections.abc import Sequence

import msgspec

from pilotage.plan.vocabulary.work_items import WorkItem


def circles_of(items: Sequence[WorkItem]) -> frozenset[str]:
    """Keys of items that are a part of themselves, by way of their parents or epics."""
    above = {item.key: [key for key in (item.parent, item.epic) if key] for item in items}
    state: dict[str, int] = {}  # 1: on the way, 2: done
    found: set[str] = set()
    for start in above:
        way: list[str] = []
        stack = [(start, False)]
        while stack:
            key, left = stack.pop()
            if left:
                state[key] = 2
                way.pop()
            elif state.get(key) == 1:
                found.update(way[way.index(key) :])
            elif key in above and key not in state:
                state[key] = 1
                way.append(key)
                stack.append((key, True))
                stack.extend((each, False) for each in above[key])
    return frozenset(found)


def parted(item: WorkItem, keys: frozenset[str]) -> WorkItem:
    """The item without a parent or epic that is one of ``keys``."""
    if item.key not in keys:
        return item
    parent = None if item.parent in keys else item.parent
    return msgspec.structs.replace(item, parent=parent, epic=None if item.epic in keys else item.epic)
