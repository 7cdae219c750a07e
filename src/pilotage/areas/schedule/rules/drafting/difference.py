"""What a draft changed of a plan: the least that must be written."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilotage.areas.schedule.rules.drafting.draft import Draft
from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.program import Program


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of activities, and dependencies as they were and are. ``moved`` rows stand elsewhere in stored order; each
    of them and of the ``added`` has in ``behind`` the row that it stands behind now (None: first), and each of the
    moved and ``removed`` in ``was_behind`` the one before.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[str, ...]
    linked: tuple[Dependency, ...]
    relinked: tuple[tuple[Dependency, Dependency], ...]
    unlinked: tuple[Dependency, ...]
    behind: Mapping[str, str | None]
    was_behind: Mapping[str, str | None]
    structure: bool

    @property
    def total(self) -> int:
        rows = len(self.added) + len(self.removed) + len(self.changed) + len(self.moved)
        return rows + len(self.linked) + len(self.relinked) + len(self.unlinked)

    @property
    def nothing(self) -> bool:
        return self.total == 0

    @property
    def written(self) -> tuple[str, ...]:
        """Rows whose written columns may be others."""
        return (*self.changed, *self.added)


def difference(before: Program, draft: Draft) -> Difference:
    """``before`` is the plan that the draft began with."""
    old = {activity.id: activity for activity in before.activities}
    old_order = list(old)
    added = tuple(code for code in draft.order if code not in old)
    removed = tuple(code for code in old_order if code not in draft.activities)
    changed = tuple(
        code
        for code in draft.order
        if (was := old.get(code)) is not None and was is not (now := draft.activities[code]) and was != now
    )
    moved = _moved(old_order, draft.order)
    links = {link.id: link for link in before.dependencies}
    kept = set(draft.origins.values())
    relinked = tuple(
        (links[origin], draft.links[code])
        for code, origin in draft.origins.items()
        if origin is not None and links[origin] != draft.links[code]
    )
    linked = tuple(draft.links[code] for code, origin in draft.origins.items() if origin is None)
    unlinked = tuple(link for code, link in links.items() if code not in kept)
    structure = bool(added or removed or moved or linked or relinked or unlinked) or any(
        _place(old[code]) != _place(draft.activities[code]) for code in changed
    )
    return Difference(
        added=added,
        removed=removed,
        changed=changed,
        moved=moved,
        linked=linked,
        relinked=relinked,
        unlinked=unlinked,
        behind=_behind(draft.order, {*added, *moved}),
        was_behind=_behind(old_order, {*removed, *moved}),
        structure=structure,
    )


def _place(activity: Activity) -> tuple[object, ...]:
    return activity.kind, activity.parent, activity.workstream


def _behind(order: Sequence[str], wanted: set[str]) -> dict[str, str | None]:
    return {code: order[place - 1] if place else None for place, code in enumerate(order) if code in wanted}


def _moved(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Rows to move so that the rest, which stay, are in order: all but a longest rising run of old places."""
    place = {code: index for index, code in enumerate(before)}
    kept = [code for code in after if code in place]
    places = [place[code] for code in kept]
    if places == sorted(places):
        return ()
    tails: list[int] = []
    ends: list[int] = []
    previous = [-1] * len(places)
    for index, value in enumerate(places):
        at = bisect_left(tails, value)
        previous[index] = ends[at - 1] if at else -1
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [index]
    stays: set[int] = set()
    index = ends[-1]
    while index >= 0:
        stays.add(index)
        index = previous[index]
    return tuple(code for index, code in enumerate(kept) if index not in stays)
