"""Adding, changing and removing working calendars: the plan is scheduled anew, and one undo takes each back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs import events as of_programs
from pilotage.areas.programs.operations import Edit, editing, save_header, save_lists
from pilotage.areas.programs.queries import calendar_versions, header_image, load_header
from pilotage.areas.programs.rules import HEADER
from pilotage.areas.schedule import events
from pilotage.areas.schedule.operations import rows
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, PlanEdit, RowVersion
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.calendars import (
    FIELDS,
    calendar_uses,
    changed_calendar,
    free_code,
    with_calendar,
    without_calendar,
)
from pilotage.areas.schedule.rules.planned import StoredPlan
from pilotage.plan.vocabulary.calendars import Calendar, standard_week
from pilotage.plan.vocabulary.program import Program

ENTITY = "calendar"
MOST_CALENDARS = 500
_NAMED = 3


def add_calendar(
    *,
    actor: Actor,
    program: str,
    fields: Mapping[str, Any],
    copy_of: str | None = None,
    now: dt.datetime,
    why: str = "",
) -> tuple[PlanEdit, str]:
    """Add a calendar with plain JSON ``fields`` of ``plan.Calendar``: Monday to Friday, nine to five, or a copy of
    another, where they say nothing else. Returns its id too. Raises InvalidError and NotFoundError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["calendar.change"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        value = plan.before.program
        if len(value.calendars) >= MOST_CALENDARS:
            raise InvalidError(_("A program has at most {n} calendars.").format(n=MOST_CALENDARS))
        given = dict(fields)
        code = free_code(str(given.get("title", "")), {each.id for each in value.calendars})
        first = find(value, copy_of) if copy_of is not None else Calendar(id=code, week=standard_week())
        new = changed_calendar(replace(first, id=code), given, value)
        after = with_calendar(value, new)
        save_lists(edit=edit, program=after, names=("calendars",))
        edit.record(Entry(verb=events.CALENDAR_ADDED, entity_id=code, title=new.title, after=plain(new)))
        return _close(plan, after, _("Added the calendar {title}.").format(title=new.title)), code


def change_calendar(
    *,
    actor: Actor,
    program: str,
    calendar: str,
    version: int | None,
    fields: Mapping[str, Any],
    now: dt.datetime,
    why: str = "",
) -> PlanEdit:
    """Set fields of a calendar. Raises NotFoundError, StaleError and InvalidError: nobody can be left without any
    working time.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["calendar.change"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        old = find(plan.before.program, calendar)
        new = changed_calendar(old, fields, plan.before.program)
        before, after = _difference(old, new)
        present = calendar_versions(edit.program)[calendar]
        edit.check_version(
            RowVersion(present),
            version,
            kind=ENTITY,
            entity_id=calendar,
            yours=after or {name: plain(new)[name] for name in fields if name in FIELDS},
            theirs=plain(old),
        )
        if new == old:
            return plan.unchanged(_("Nothing changed."))
        value = with_calendar(plan.before.program, new)
        save_lists(edit=edit, program=value, names=("calendars",))
        edit.record(
            Entry(verb=events.CALENDAR_CHANGED, entity_id=calendar, title=new.title, before=before, after=after)
        )
        return _close(plan, value, _("Changed the calendar {title}.").format(title=new.title))


def remove_calendar(
    *, actor: Actor, program: str, calendar: str, version: int | None, to: str | None, now: dt.datetime, why: str = ""
) -> PlanEdit:
    """Remove a calendar; ``to`` takes over what works on it.

    Raises NotFoundError, StaleError, ConflictError where it is in use and none takes over, InvalidError where ``to``
    cannot.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["calendar.change"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        value = plan.before.program
        old = find(value, calendar)
        edit.check_version(
            RowVersion(calendar_versions(edit.program)[calendar]),
            version,
            kind=ENTITY,
            entity_id=calendar,
            yours={"removed": True},
            theirs=plain(old),
        )
        after = without_calendar(value, calendar, _successor(value, calendar, to))
        position = [each.id for each in value.calendars].index(calendar)
        edit.record(
            Entry(
                verb=events.CALENDAR_REMOVED,
                entity_id=calendar,
                title=old.title or calendar,
                before=plain(old) | {"position": position},
            )
        )
        _move(edit, value, after)
        return _close(plan, after, _("Removed the calendar {title}.").format(title=old.title or calendar))


def find(program: Program, code: str) -> Calendar:
    """Raises NotFoundError."""
    found = next((each for each in program.calendars if each.id == code), None)
    if found is None:
        raise NotFoundError(_("There is no calendar “{id}” in this program.").format(id=code[:200]))
    return found


def _successor(program: Program, code: str, to: str | None) -> str:
    if to is not None:
        if to == code or all(each.id != to for each in program.calendars):
            raise InvalidError.field("to", _("“{id}” cannot take over: choose another one.").format(id=to[:200]))
        return to
    used = calendar_uses(program, code)
    if not used:
        return ""
    titles = ", ".join(f"“{each.title}”" for each in used[:_NAMED])
    text = ngettext(
        "{n} record works on it: {titles}. Say which calendar takes over.",
        "{n} records work on it: {titles}. Say which calendar takes over.",
        len(used),
    )
    raise ConflictError(text.format(n=len(used), titles=f"{titles} …" if len(used) > _NAMED else titles))


def _move(edit: Edit, before: Program, after: Program) -> None:
    """Write who moves to the calendar that takes over, each with its audit entry."""
    rows.put_activities(edit, before.activities, after.activities)
    rows.put_dependencies(edit, before.dependencies, after.dependencies)
    olds = {each.id: each for each in before.calendars}
    for each in after.calendars:
        if each != olds[each.id]:
            was, now = _difference(olds[each.id], each)
            edit.record(Entry(verb=events.CALENDAR_CHANGED, entity_id=each.id, title=each.title, before=was, after=now))
    names = tuple(name for name in HEADER if name != "calendars" and getattr(before, name) != getattr(after, name))
    if not names:
        save_lists(edit=edit, program=after, names=("calendars",))
        return
    save_header(edit=edit, program=after)
    edit.record(
        Entry(
            verb=of_programs.CHANGED,
            entity_id=after.id,
            title=after.title,
            before=header_image(before, names),
            after=header_image(after, names),
        )
    )


def _close(plan: OpenPlan, value: Program, said: str) -> PlanEdit:
    """Schedule the program with its new calendars; rows that moved to another calendar are at their next version."""
    old = plan.before.stored
    moved = _differ(old.program.activities, value.activities)
    relinked = _differ(old.program.dependencies, value.dependencies)
    stored = StoredPlan(
        program=value,
        versions=old.versions + moved,
        positions=old.positions,
        dependency_versions=old.dependency_versions + relinked,
    )
    edited = tuple(each.id for each, differs in zip(value.activities, moved.tolist(), strict=True) if differs)
    return plan.close(stored, said, edited=edited, structure_changed=True)


def _differ(before: tuple[Any, ...], after: tuple[Any, ...]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([old is not new and old != new for old, new in zip(before, after, strict=True)], np.int64)


def _difference(old: Calendar, new: Calendar) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in FIELDS if getattr(old, name) != getattr(new, name)]
    was, now = plain(old), plain(new)
    return {name: was[name] for name in names}, {name: now[name] for name in names}


def restore_calendar(edit: Edit, entry: AuditEntry) -> None:
    """Take back what one entry tells of a calendar, unless a later change stands in the way."""
    program = load_header(edit.program)
    present = next((each for each in program.calendars if each.id == entry.entity_id), None)
    if entry.after is None and entry.before is not None:
        if present is not None:
            raise ConflictError(_("There is a calendar “{id}” again.").format(id=entry.entity_id))
        before = dict(entry.before)
        place = before.pop("position", len(program.calendars))
        calendars = list(program.calendars)
        calendars.insert(place, msgspec.convert(before, Calendar))
        save_lists(edit=edit, program=replace(program, calendars=tuple(calendars)), names=("calendars",))
        return
    if present is None:
        raise ConflictError(_("“{title}” is no longer there.").format(title=entry.entity_title))
    image = plain(present)
    if any(image[name] != value for name, value in (entry.after or {}).items()):
        raise ConflictError(_("“{title}” was changed again since. Undo that first.").format(title=entry.entity_title))
    if entry.before is None:
        _take_back(edit, program, present)
        return
    restored = msgspec.convert(image | entry.before, Calendar)
    save_lists(edit=edit, program=with_calendar(program, restored), names=("calendars",))


def _take_back(edit: Edit, program: Program, added: Calendar) -> None:
    if calendar_uses(program, added.id) or rows.on_calendar(edit.program.pk, added.id):
        raise ConflictError(_("“{title}” is used since. Undo that first.").format(title=added.title))
    kept = tuple(each for each in program.calendars if each.id != added.id)
    save_lists(edit=edit, program=replace(program, calendars=kept), names=("calendars",))
