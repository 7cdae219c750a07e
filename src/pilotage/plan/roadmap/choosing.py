"""Which activities are items of the roadmap, under which lane, and what waits for what among them."""

from collections.abc import Iterable, Mapping, Sequence

from pilotage.plan.language.messages import _
from pilotage.plan.roadmap.settings import Audience, Grouping
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.roadmap import RoadmapEntry


def shown(activity: Activity, entry: RoadmapEntry | None, audience: Audience) -> bool:
    """Milestones and summaries are shown, to executives milestones alone; people decide otherwise one by one."""
    if entry is not None and entry.shown is not None and not (entry.shown and audience is Audience.CUSTOMER):
        return entry.shown
    if audience is Audience.CUSTOMER:
        return entry is not None and entry.public and bool(entry.title)
    if activity.kind is ActivityKind.MILESTONE:
        return True
    return audience is Audience.ENGINEERING and activity.kind is ActivityKind.SUMMARY


def lane_of(program: Program, group: Grouping, followers: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Id and title of the lane of each activity; ``followers`` are the milestones that wait for activities."""
    streams = {each.id: each for each in program.workstreams}
    teams = {each.id: each.title for each in program.teams}
    titles = {each.id: each.title for each in program.activities}
    found = {}
    for activity in program.activities:
        stream = streams.get(activity.workstream or "")
        if group is Grouping.WORKSTREAM:
            lane = (stream.id, stream.title) if stream else ("", _("The whole program"))
        elif group is Grouping.TEAM:
            team = activity.team or (stream.team if stream else None) or ""
            lane = (team, teams.get(team, team)) if team else ("", _("No team"))
        elif group is Grouping.MILESTONE:
            milestone = followers.get(activity.id, "")
            lane = (milestone, titles[milestone]) if milestone else ("", _("No milestone waits for it"))
        else:
            lane = ("", "")
        found[activity.id] = lane
    return found


def straight(before: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """What each item waits for, without what it waits for through another one. Circles stay as they are."""
    behind = {key: _all_before(key, before) for key in {*before, *(each for held in before.values() for each in held)}}

    def through(key: str, item: str) -> bool:
        between = (other for other in before[key] if other != item and key not in behind[other])
        return any(item in behind[other] and other not in behind[item] for other in between)

    return {key: tuple(item for item in items if not through(key, item)) for key, items in before.items()}


def _all_before(key: str, before: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    todo = [key]
    while todo:
        for each in before.get(todo.pop(), ()):
            if each not in found:
                found.add(each)
                todo.append(each)
    return found


class Logic:
    """What waits for what, from activity to activity and up to the summaries that they are in."""

    def __init__(self, program: Program) -> None:
        self._parent = {each.id: each.parent for each in program.activities}
        self._children: dict[str, list[str]] = {}
        for each in program.activities:
            if each.parent is not None:
                self._children.setdefault(each.parent, []).append(each.id)
        self._next: dict[str, list[str]] = {}
        for link in program.dependencies:
            self._next.setdefault(link.predecessor, []).append(link.successor)

    def followers(self, items: Sequence[str]) -> dict[str, set[str]]:
        """The items that wait for each item, straight or through activities that are no items themselves."""
        known = set(items)
        return {item: self._reached(item, known) for item in items}

    def next_milestones(self, program: Program) -> dict[str, str]:
        """For each activity, the milestone listed first among those that wait for it; a milestone is its own."""
        milestones = [each.id for each in program.activities if each.kind is ActivityKind.MILESTONE]
        place = {key: at for at, key in enumerate(milestones)}
        found = {}
        for each in program.activities:
            if each.id in place:
                found[each.id] = each.id
            elif reached := self._reached(each.id, place.keys()):
                found[each.id] = min(reached, key=place.__getitem__)
        return found

    def _reached(self, item: str, known: Iterable[str]) -> set[str]:
        names = set(known)
        found: set[str] = set()
        inside = self._below(item)
        seen = set(inside)
        todo = [*inside, *self._above(item)]
        while todo:
            for follower in self._next.get(todo.pop(), ()):
                for key in self._below(follower):
                    if key in seen:
                        continue
                    seen.add(key)
                    owner = self._owner(key, names)
                    if owner is None:
                        todo.append(key)
                    elif owner != item:
                        found.add(owner)
        return found

    def _owner(self, key: str, names: set[str]) -> str | None:
        at: str | None = key
        while at is not None and at not in names:
            at = self._parent.get(at)
        return at

    def _below(self, key: str) -> list[str]:
        found = [key]
        for each in found:
            found.extend(self._children.get(each, ()))
        return found

    def _above(self, key: str) -> list[str]:
        found: list[str] = []
        at = self._parent.get(key)
        while at is not None and len(found) < len(self._parent):
            found.append(at)
            at = self._parent.get(at)
        return found
