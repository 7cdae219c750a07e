"""How the author of a text wrote what the format lets be written in two places."""

from collections.abc import Iterable, Iterator

from pilotage.exchange.text.syntax.nodes import Mapping, Node
from pilotage.exchange.text.writing.places import Habits
from pilotage.plan.vocabulary.program import Program


def habits_of(roots: Iterable[Node], old: Program, new: Program) -> Habits:
    """Of the rows whose place in the program stays the same; the others are written as the format prefers."""
    parents = {activity.id: activity.parent for activity in old.activities}
    unmoved = {activity.id for activity in new.activities if parents.get(activity.id) == activity.parent}
    apart, mixed, targets = set(), set(), set()
    for root in roots:
        for row, section, node in _rows(root):
            if isinstance(node, Mapping):
                if "parent" in node.entries and row in unmoved:
                    apart.add(row)
                if "target" in node.entries:
                    targets.add(row)
            if section == "activities" and row in unmoved:
                mixed.add(row)
    return Habits(frozenset(apart), frozenset(mixed), frozenset(targets))


def _rows(root: Node) -> Iterator[tuple[str, str, Node]]:
    """Id, section and node of every activity in a file."""
    if not isinstance(root, Mapping):
        return
    for section in ("activities", "milestones"):
        yield from _in_table(root.get(section), "", section)
    streams = root.get("workstreams")
    for stream, (_key, node) in streams.entries.items() if isinstance(streams, Mapping) else ():
        if isinstance(node, Mapping):
            yield from _in_table(node.get("activities"), f"{stream}/", "activities")


def _in_table(table: Node | None, prefix: str, section: str) -> Iterator[tuple[str, str, Node]]:
    for name, (_key, node) in table.entries.items() if isinstance(table, Mapping) else ():
        yield prefix + name, section, node
        if isinstance(node, Mapping):
            yield from _in_table(node.get("activities"), prefix, section)
