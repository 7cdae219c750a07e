"""Where each activity is written, and which rows must say that they stand elsewhere on the screen."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program


class Place:
    """Where an activity is written. ``section`` is a workstream's ``activities`` or a top-level section."""

    __slots__ = ("below", "home", "name", "nested", "section")

    def __init__(self, home: str | None, name: str, section: str, *, nested: bool) -> None:
        self.home = home
        self.name = name
        self.section = section
        self.nested = nested
        self.below: str | None = None


@dataclass(frozen=True)
class Habits:
    """Ids of rows that an author wrote elsewhere than the format prefers: ``apart`` from their summary, milestones
    ``mixed`` with activities, and those with a target of their own.
    """

    apart: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


NO_HABITS = Habits()


def places(program: Program, habits: Habits = NO_HABITS) -> dict[str, Place]:
    """The place of every activity, ``below`` included, in the order of rows."""
    streams = {stream.id for stream in program.workstreams}
    found: dict[str, Place] = {}
    summaries: set[str] = set()
    for activity in program.activities:
        home = home_of(activity)
        home = home if home in streams else None
        name = activity.id if home is None else activity.id[len(home) + 1 :]
        above = found.get(activity.parent) if activity.parent in summaries and activity.parent is not None else None
        nested = above is not None and above.home == home and activity.id not in habits.apart
        own = activity.kind is ActivityKind.MILESTONE and home is None and not nested
        section = "milestones" if own and activity.id not in habits.mixed else "activities"
        found[activity.id] = Place(home, name, section, nested=nested)
        if activity.kind is ActivityKind.SUMMARY:
            summaries.add(activity.id)
    _place_rows(program, found)
    return found


def _place_rows(program: Program, found: Mapping[str, Place]) -> None:
    """Says ``below`` of the fewest rows, so that the others may stay in the order of the text."""
    rows = [activity.id for activity in program.activities]
    written = {row: at for at, row in enumerate(text_order(program, found))}
    if all(written[row] == at for at, row in enumerate(rows)):
        return
    later = [at for at, row in enumerate(rows) if written[row] > written[rows[0]]]
    kept = {later[at] for at in longest_rising([written[rows[at]] for at in later])} if later else set()
    for at in range(1, len(rows)):  # nothing is above the first row, so it stays
        if at not in kept:
            found[rows[at]].below = rows[at - 1]


def text_order(program: Program, found: Mapping[str, Place]) -> list[str]:
    """Ids in the order in which they are written: workstream by workstream, then the rest, then the milestones."""
    children: dict[str, list[str]] = {}
    tops: dict[tuple[str | None, str], list[str]] = {}
    for activity in program.activities:
        place = found[activity.id]
        if place.nested and activity.parent is not None:
            children.setdefault(activity.parent, []).append(activity.id)
        else:
            tops.setdefault((place.home, place.section), []).append(activity.id)
    containers = [(stream.id, "activities") for stream in program.workstreams]
    order: list[str] = []
    for container in (*containers, (None, "activities"), (None, "milestones")):
        todo = tops.get(container, [])[::-1]
        while todo:
            row = todo.pop()
            order.append(row)
            todo += reversed(children.get(row, ()))
    return order


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest rising subsequence."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: dict[int, int] = {}
    for at, number in enumerate(numbers):
        slot = bisect_left(tails, number)
        tails[slot : slot + 1] = [number]
        tail_at[slot : slot + 1] = [at]
        if slot:
            before[at] = tail_at[slot - 1]
    at = tail_at[-1] if tail_at else -1
    kept = {at}
    while at in before:
        at = before[at]
        kept.add(at)
    return kept


def in_header(activity: Activity, habits: Habits = NO_HABITS) -> bool:
    """Its target is written in the header: a milestone of the whole program."""
    return activity.kind is ActivityKind.MILESTONE and not home_of(activity) and activity.id not in habits.targets


def home_of(activity: Activity) -> str | None:
    """The workstream in which an activity is written."""
    stream = activity.workstream
    return (
        stream
        if stream is not None and activity.id.startswith(f"{stream}/") and len(activity.id) > len(stream) + 1
        else None
    )
