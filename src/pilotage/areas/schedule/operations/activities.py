"""Adding, changing and removing activities."""

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Activity as Row
from pilotage.areas.schedule.operations import rows
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, PlanEdit, RowVersion
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.announcements import what_was_set
from pilotage.areas.schedule.rules.changes import ActivityChange, changed_activity, difference, image, typed
from pilotage.areas.schedule.rules.gates import refuse_gated
from pilotage.areas.schedule.rules.names import free_id
from pilotage.areas.schedule.rules.planned import PlannedProgram, StoredPlan, with_activity
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program

LONGEST_ID = 300
MOST_ACTIVITIES = 200_000


def change_activity(
    *,
    actor: Actor,
    program: str,
    activity: str,
    version: int | None,
    change: ActivityChange,
    now: dt.datetime,
    why: str = "",
) -> PlanEdit:
    """Change fields of one activity. Raises NotFoundError, NotAllowed, Stale and InvalidError."""
    with editing(actor=actor, program=program, needs=ACTIONS["activity.change"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        row, old = _find(plan.before, activity)
        new = changed_activity(old, change, plan.before.program)
        _check_version(edit, plan.before, row, version, old, new, change)
        if new == old:
            return plan.unchanged(_("Nothing changed."))
        said = what_was_set(old, new, plan.before.program)
        return write_activity(plan, row, new, said)


def write_activity(plan: OpenPlan, row: int, new: Activity, said: str) -> PlanEdit:
    """Put ``new`` in the place of the activity at ``row``, with its audit entry. Part of a larger operation."""
    old = plan.before.program.activities[row]
    stored = with_activity(plan.before.stored, row, new)
    structure = (old.kind, old.parent, old.workstream) != (new.kind, new.parent, new.workstream)
    result = plan.close(stored, said, edited=(new.id,), structure_changed=structure)
    rows.update_activity(plan.edit.program.pk, new, int(stored.versions[row]))
    before, after = difference(old, new)
    plan.edit.record(Entry(verb=events.ACTIVITY_CHANGED, entity_id=new.id, title=new.title, before=before, after=after))
    return result


def write_activities(plan: OpenPlan, news: Mapping[int, Activity], said: str) -> PlanEdit:
    """Put new activities in the places of those at these rows, with their audit entries; their place in the logic
    stays. Part of a larger operation.
    """
    before = plan.before.stored
    activities = list(before.program.activities)
    versions = before.versions.copy()
    places = np.array(sorted(news), np.int64)
    versions[places] += 1
    for row, new in news.items():
        activities[row] = new
    stored = StoredPlan(
        program=replace(before.program, activities=tuple(activities)),
        versions=versions,
        positions=before.positions,
        dependency_versions=before.dependency_versions,
    )
    result = plan.close(stored, said, edited=tuple(new.id for new in news.values()))
    for row, new in sorted(news.items()):
        old = before.program.activities[row]
        rows.update_activity(plan.edit.program.pk, new, int(versions[row]))
        was, now = difference(old, new)
        plan.edit.record(Entry(verb=events.ACTIVITY_CHANGED, entity_id=new.id, title=new.title, before=was, after=now))
    return result


def add_activity(
    *,
    actor: Actor,
    program: str,
    change: ActivityChange,
    after: str | None = None,
    code: str | None = None,
    now: dt.datetime,
    why: str = "",
) -> PlanEdit:
    """Add an activity, after the row ``after`` (None: last of its workstream). Its id is made from its title."""
    with editing(actor=actor, program=program, needs=ACTIONS["activity.add"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        value = plan.before.program
        if len(value.activities) >= MOST_ACTIVITIES:
            raise InvalidError(_("A program holds at most {n} activities.").format(n=MOST_ACTIVITIES))
        if not change.given().get("title"):
            raise InvalidError.field("title", _("A title is missing."), hint=_("Write a short title."))
        draft = changed_activity(Activity(id=":new", title="", kind=_kind(change)), change, value)
        new = replace(draft, id=code or free_id(draft, plan.before.schedule.index))
        return put_activity(plan, new, _place(value, new, after), _("Added {title}.").format(title=new.title))


def put_activity(plan: OpenPlan, new: Activity, place: int, said: str) -> PlanEdit:
    """Insert an activity at index ``place``, with its audit entry. Part of a larger operation."""
    before = plan.before.stored
    if new.id in plan.before.schedule.index:
        raise ConflictError(_("There is an activity “{id}” already.").format(id=new.id))
    positions = _make_room(plan.edit, before, place)
    position = _between(positions, place)
    activities = (*before.program.activities[:place], new, *before.program.activities[place:])
    stored = StoredPlan(
        program=replace(before.program, activities=activities),
        versions=np.insert(before.versions, place, 1),
        positions=np.insert(positions, place, position),
        dependency_versions=before.dependency_versions,
    )
    result = plan.close(stored, said, edited=(new.id,), structure_changed=True)
    rows.insert_activities(plan.edit.program.pk, [new], [position])
    plan.edit.record(Entry(verb=events.ACTIVITY_ADDED, entity_id=new.id, title=new.title, after=image(new)))
    return result


def remove_activity(
    *, actor: Actor, program: str, activity: str, version: int | None, now: dt.datetime, why: str = ""
) -> PlanEdit:
    """Remove an activity and its dependencies. A summary must be empty."""
    with editing(actor=actor, program=program, needs=ACTIONS["activity.remove"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        row, old = _find(plan.before, activity)
        edit.check_version(
            RowVersion(int(plan.before.stored.versions[row])),
            version,
            kind="activity",
            entity_id=old.id,
            yours={"removed": True},
            theirs=typed(old, plan.before.program),
        )
        if any(other.parent == old.id for other in plan.before.program.activities):
            raise ConflictError(
                _("“{title}” has activities below it. Move or remove them first.").format(title=old.title)
            )
        if plan.before.program.final == old.id:
            raise ConflictError(
                _("“{title}” is the final milestone of the program. Choose another first.").format(title=old.title)
            )
        refuse_gated({old.id}, plan.before.program)
        return take_activity(plan, row, _("Removed {title}.").format(title=old.title))


def take_activity(plan: OpenPlan, row: int, said: str) -> PlanEdit:
    """Remove the activity at ``row`` with its dependencies and their audit entries. Part of a larger operation."""
    before, program_id = plan.before.stored, plan.edit.program.pk
    value = before.program
    old = value.activities[row]
    kept = [i for i, d in enumerate(value.dependencies) if old.id not in (d.predecessor, d.successor)]
    gone = [d for d in value.dependencies if old.id in (d.predecessor, d.successor)]
    stored = StoredPlan(
        program=replace(
            value,
            activities=value.activities[:row] + value.activities[row + 1 :],
            dependencies=tuple(value.dependencies[i] for i in kept),
        ),
        versions=np.delete(before.versions, row),
        positions=np.delete(before.positions, row),
        dependency_versions=before.dependency_versions[kept],
    )
    result = plan.close(stored, said, structure_changed=True)
    Row.objects.filter(program_id=program_id, code=old.id).delete()
    for dependency in gone:
        rows.delete_link(program_id, dependency)
    plan.edit.record(
        *(
            Entry(
                verb=events.DEPENDENCY_REMOVED,
                entity_id=dependency.id,
                title=f"{dependency.predecessor} > {dependency.successor}",
                before=rows.link_image(dependency),
            )
            for dependency in gone
        )
    )
    plan.edit.record(
        Entry(
            verb=events.ACTIVITY_REMOVED,
            entity_id=old.id,
            title=old.title,
            before=image(old) | {"position": int(before.positions[row])},
        )
    )
    return result


def _find(plan: PlannedProgram, activity: str) -> tuple[int, Activity]:
    row = plan.schedule.index.get(activity)
    if row is None:
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=activity[:200]))
    return row, plan.program.activities[row]


def _check_version(
    edit: Edit,
    plan: PlannedProgram,
    row: int,
    version: int | None,
    old: Activity,
    new: Activity,
    change: ActivityChange,
) -> None:
    wanted, present = typed(new, plan.program), typed(old, plan.program)
    edit.check_version(
        RowVersion(int(plan.stored.versions[row])),
        version,
        kind="activity",
        entity_id=old.id,
        yours={name: wanted[name] for name in change.given()},
        theirs=present,
    )


def _kind(change: ActivityChange) -> ActivityKind:
    return ActivityKind(change.given().get("kind", ActivityKind.TASK))


def _place(program: Program, new: Activity, after: str | None) -> int:
    """Index at which the activity is inserted: after a row and all that is below it, else last of its group."""
    ids = [activity.id for activity in program.activities]
    if after is not None and after in ids:
        return _past_children(program, ids.index(after))
    group = [
        index
        for index, activity in enumerate(program.activities)
        if (activity.parent == new.parent or activity.id == new.parent) and activity.workstream == new.workstream
    ]
    return _past_children(program, group[-1]) if group else len(ids)


def _past_children(program: Program, index: int) -> int:
    below = {program.activities[index].id}
    end = index + 1
    while end < len(program.activities) and program.activities[end].parent in below:
        below.add(program.activities[end].id)
        end += 1
    return end


def _make_room(edit: Edit, stored: StoredPlan, place: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Positions with a gap at ``place``; all rows are spaced anew where there is none left."""
    positions = stored.positions
    if place in (0, len(positions)) or positions[place] - positions[place - 1] > 1:
        return positions
    spaced = (np.arange(len(positions), dtype=np.int64) + 1) * rows.POSITION_GAP
    rows.rewrite_activities(
        edit.program.pk, zip(stored.program.activities, spaced.tolist(), stored.versions.tolist(), strict=True)
    )
    return spaced


def _between(positions: Sequence[int] | np.ndarray[tuple[int], np.dtype[np.int64]], place: int) -> int:
    if len(positions) == 0:
        return rows.POSITION_GAP
    if place == 0:
        return int(positions[0]) - rows.POSITION_GAP
    if place == len(positions):
        return int(positions[-1]) + rows.POSITION_GAP
    return (int(positions[place - 1]) + int(positions[place])) // 2
