"""Where rows stand: adding, moving, indenting and outdenting them in a draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.schedule.rules.drafting import vocabulary as changes
from pilotage.areas.schedule.rules.drafting.draft import Draft
from pilotage.plan.vocabulary.activities import Activity

Placing = changes.AddActivity | changes.MoveActivities


def with_group(draft: Draft, new: Activity, change: Placing, given: Mapping[str, Any]) -> Activity:
    """A new activity in the group that its place says, where its fields do not say otherwise."""
    parent, workstream = _group(draft, change)
    return replace(
        new,
        parent=None if "parent" in given else parent,
        workstream=None if "workstream" in given else workstream,
    )


def _group(draft: Draft, change: Placing) -> tuple[str | None, str | None]:
    beside = change.after or change.before
    if change.into is not None:
        return draft.group(change.into)
    if beside is None:
        return None, None
    row = draft.find(beside)
    return row.parent, row.workstream


def place_new(draft: Draft, new: Activity, change: changes.AddActivity) -> None:
    """Insert an activity at the place that the change names."""
    if new.parent is not None and change.into is not None:
        draft.make_summary(draft.find(new.parent))
    if change.after is not None:
        index = draft.past(draft.find(change.after).id)
    elif change.before is not None:
        index = draft.order.index(draft.find(change.before).id)
    else:
        index = _behind_last(draft, draft.siblings(new), new.parent)
    draft.activities[new.id] = new
    draft.insert(index, [new.id])


def _behind_last(draft: Draft, group: list[str], parent: str | None) -> int:
    if group:
        return draft.past(group[-1])
    if parent is not None:
        return draft.order.index(parent) + 1
    return len(draft.order)


def move(draft: Draft, change: changes.MoveActivities) -> None:
    """Raises InvalidError for a row that would come to stand inside itself."""
    tops = _outermost(draft, change.ids)
    blocks = {code: list(draft.below(code)) for code in tops}
    moving = {code for block in blocks.values() for code in block}
    target = change.after or change.before or change.into
    if target is None:
        raise InvalidError.field("after", _("Say where the rows shall stand: after, before or into another."))
    if draft.refs.get(target, target) in moving:
        raise InvalidError.field("after", _("A row cannot be moved into itself."), problem="parent-loop")
    parent, workstream = _group(draft, change)
    if change.into is not None and parent is not None:
        draft.make_summary(draft.find(parent))
    left = {draft.activities[code].parent for code in tops}
    for code in tops:
        _regroup(draft, code, blocks[code], parent, workstream)
    draft.order = [code for code in draft.order if code not in moving]
    index = _target_index(draft, change, moving, parent, workstream)
    draft.insert(index, [code for top in tops for code in blocks[top]])
    _cut_inside(draft, moving)
    for each in left:
        draft.leave_empty(each)


def _cut_inside(draft: Draft, moved: set[str]) -> None:
    """No row waits for a summary that it is in: links between the two go when it comes to stand there."""
    for link in list(draft.links.values()):
        ends = (link.predecessor, link.successor)
        if moved.isdisjoint(ends) or not all(end in draft.activities for end in ends):
            continue
        first, second = (draft.activities[end] for end in ends)
        if first.id in _above(draft, second) or second.id in _above(draft, first):
            draft.unlink(link)


def _target_index(
    draft: Draft, change: changes.MoveActivities, moving: set[str], parent: str | None, workstream: str | None
) -> int:
    if change.after is not None:
        return draft.past(draft.find(change.after).id)
    if change.before is not None:
        return draft.order.index(draft.find(change.before).id)
    group = draft.children(parent) if parent is not None else draft.roots(workstream)
    return _behind_last(draft, [code for code in group if code not in moving], parent)


def _regroup(draft: Draft, code: str, block: Iterable[str], parent: str | None, workstream: str | None) -> None:
    row = draft.activities[code]
    if (row.parent, row.workstream) == (parent, workstream):
        return
    draft.put(replace(row, parent=parent, workstream=workstream))
    for each in block:
        below = draft.activities[each]
        if below.workstream != workstream:
            draft.put(replace(below, workstream=workstream))


def indent(draft: Draft, change: changes.Indent) -> None:
    """Rows of one group that stand together go into the same row above them. Raises ConflictError where none can."""
    done = False
    tops = _outermost(draft, change.ids)
    chosen = set(tops)
    for code in tops:
        row = draft.activities[code]
        group = draft.siblings(row)
        above = next((each for each in reversed(group[: group.index(code)]) if each not in chosen), None)
        if above is not None:
            _into(draft, code, above)
            done = True
    _cut_inside(draft, {each for code in tops for each in draft.below(code)})
    if not done:
        raise ConflictError(_("There is no row above it of the same level to go into."))


def outdent(draft: Draft, change: changes.Outdent) -> None:
    """The rows of a summary keep their order below it. Raises ConflictError where none is in a summary."""
    done = False
    for code in reversed(_outermost(draft, change.ids)):
        row = draft.activities[code]
        above = draft.activities.get(row.parent or "")
        if above is None:
            continue
        move(draft, changes.MoveActivities(ids=(code,), after=above.id))
        done = True
    if not done:
        raise ConflictError(_("It stands at the outermost level already."))


def _into(draft: Draft, code: str, parent: str) -> None:
    """Last in ``parent``; a row that follows the others of its new group already stays where it is."""
    draft.make_summary(draft.activities[parent])
    row = draft.activities[code]
    last = draft.children(parent)[-1:] or [parent]
    if draft.order.index(code) > draft.order.index(last[0]):
        draft.put(replace(row, parent=parent))
        _regroup(draft, code, list(draft.below(code)), parent, draft.activities[parent].workstream)
    else:
        move(draft, changes.MoveActivities(ids=(code,), into=parent))


def _outermost(draft: Draft, codes: Iterable[str]) -> list[str]:
    """The chosen rows in stored order of the plan, without those below another chosen one."""
    rows = [draft.find(code) for code in codes]
    chosen = {row.id for row in rows}
    place = {code: index for index, code in enumerate(draft.order)}
    tops = [row.id for row in rows if not any(above in chosen for above in _above(draft, row))]
    return sorted(set(tops), key=place.__getitem__)


def _above(draft: Draft, row: Activity) -> Iterable[str]:
    seen: set[str] = set()
    while row.parent in draft.activities and row.parent not in seen:
        seen.add(row.parent or "")
        yield row.parent or ""
        row = draft.activities[row.parent or ""]
