"""Taking back the last change."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry, mark_undone
from pilotage.areas.audit.queries import last_undoable
from pilotage.areas.errors import ConflictError
from pilotage.areas.flow.operations import RESTORERS as OF_FLOW
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.operations import Restorer, editing
from pilotage.areas.reporting.operations import RESTORERS as OF_REPORTING
from pilotage.areas.risks.operations import RESTORERS as OF_RISKS
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
    **OF_FLOW,
    **OF_REPORTING,
    "import": restore_snapshot,
    "items": restore_snapshot,
}
"""Entity kind -> how a change of it is taken back."""


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
        for entry in entries:
            RESTORERS[entry.entity_kind](edit, entry)
        mark_undone(entries[0].operation, by=edit.operation)
        said = sentence(entries[-1])
        edit.record(Entry(verb=events.UNDONE, entity_id=entries[-1].entity_id, title=said))
    moved = effect(before, plan_at(edit.program))
    text = _("Undone: {what}.").format(what=said)
    return Undone(revision=edit.revision, announcement=f"{text} {moved}".rstrip())
