"""Taking back the last change, and doing it again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry, mark_undone
from pilotage.areas.audit.queries import last_undoable, last_undone
from pilotage.areas.backlog.operations import RESTORERS as OF_BACKLOG
from pilotage.areas.errors import ConflictError
from pilotage.areas.flow.operations import RESTORERS as OF_FLOW
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.operations import Edit, Restorer, editing
from pilotage.areas.reporting.operations import RESTORERS as OF_REPORTING
from pilotage.areas.risks.operations import RESTORERS as OF_RISKS
from pilotage.areas.schedule.operations.restoring import MANY
from pilotage.areas.schedule.operations.restoring import RESTORERS as OF_SCHEDULE
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.announcements import effect
from pilotage.areas.sync import events
from pilotage.areas.sync.operations.whole import restore_snapshot
from pilotage.areas.sync.permissions import ACTIONS
from pilotage.areas.sync.queries.trail import sentence
from pilotage.areas.work.operations import RESTORERS as OF_WORK

RESTORERS: Mapping[str, Restorer] = {
    **programs.RESTORERS,
    **OF_SCHEDULE,
    **OF_RISKS,
    **OF_WORK,
    **OF_BACKLOG,
    **OF_FLOW,
    **OF_REPORTING,
    "import": restore_snapshot,
    "items": restore_snapshot,
}
"""Entity kind -> how a change of it is taken back. The same does it again, told with before and after in turn."""

WHOLE = {"import", "items"}
"""Kinds whose undoing uses up what was kept for it."""


@dataclass(frozen=True, slots=True)
class Undone:
    revision: int
    announcement: str


def undo_last_change(*, actor: Actor, program: str, now: dt.datetime) -> Undone:
    """Take back the last change that this actor made to the program (a trusted actor: that anybody made).

    Raises ConflictError where there is none, or where a later change stands in the way.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["change.undo"], now=now) as edit:
        entries = last_undoable(program_id=edit.program.pk, actor_id=None if actor.trusted else actor.user_id)
        if not entries:
            raise ConflictError(_("There is nothing of yours to undo in this program."))
        before = plan_at(edit.program)
        _take_back(edit, entries)
        mark_undone(entries[0].operation, by=edit.operation)
        said = _said(entries[::-1])
        edit.record(Entry(verb=events.UNDONE, entity_id=entries[-1].entity_id, title=said))
    text = _("Undone: {what}.").format(what=said)
    return Undone(edit.revision, f"{text} {effect(before, plan_at(edit.program))}".rstrip())


def redo_last_change(*, actor: Actor, program: str, now: dt.datetime) -> Undone:
    """Do again what this actor took back last. Raises ConflictError where there is nothing, where the actor has done
    something new since, or where somebody else's change stands in the way.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["change.undo"], now=now) as edit:
        entries = last_undone(program_id=edit.program.pk, actor_id=None if actor.trusted else actor.user_id)
        if not entries:
            raise ConflictError(_("There is nothing of yours to do again in this program."))
        if any(entry.entity_kind in WHOLE for entry in entries):
            raise ConflictError(_("An import that was undone is not kept. Import the file again."))
        before = plan_at(edit.program)
        _take_back(edit, [_again(entry) for entry in entries])
        mark_undone(entries[0].operation, by=None)
        said = _said(entries)
        edit.record(Entry(verb=events.REDONE, entity_id=entries[0].entity_id, title=said))
    text = _("Done again: {what}.").format(what=said)
    return Undone(edit.revision, f"{text} {effect(before, plan_at(edit.program))}".rstrip())


def _take_back(edit: Edit, entries: Sequence[AuditEntry]) -> None:
    """In their order; those of one kind in a row together, where that kind can."""
    for kind, some in groupby(entries, lambda entry: entry.entity_kind):
        if kind in MANY:
            MANY[kind](edit, list(some))
            continue
        for entry in some:
            RESTORERS[kind](edit, entry)


def _again(entry: AuditEntry) -> AuditEntry:
    """The change as its undoing tells it: to take that back is to do it again."""
    return AuditEntry(
        program_id=entry.program_id,
        entity_kind=entry.entity_kind,
        entity_id=entry.entity_id,
        entity_title=entry.entity_title,
        verb=entry.verb,
        before=entry.after,
        after=entry.before,
        operation=entry.operation,
    )


def _said(entries: Sequence[AuditEntry]) -> str:
    """The first of the changes, and how many came with it."""
    first = sentence(entries[0])
    rest = len(entries) - 1
    if not rest:
        return first
    return ngettext("{first} and {n} more change", "{first} and {n} more changes", rest).format(first=first, n=rest)
