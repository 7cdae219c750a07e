"""Where the imported items of a program live."""

import datetime as dt

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.work import events
from pilotage.areas.work.models import Tracker
from pilotage.areas.work.permissions import ACTIONS
from pilotage.areas.work.queries.home import PILOTAGE, TRACKER, home

ENTITY = "tracker"


def take_over(*, actor: Actor, program: str, now: dt.datetime, to: str = PILOTAGE) -> int:
    """Make Pilotage the home of the program's imported items (or the tracker again): whose word holds for their title,
    state, assignee and dates. Another import of the tracker's file still writes them: its preview says which.

    Returns the revision. Raises InvalidError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["home.choose"], now=now) as edit:
        if to not in (PILOTAGE, TRACKER):
            raise InvalidError.field("home", _("Work items live in Pilotage or in their tracker."))
        before = home(edit.program.pk)
        if before != to:
            _save(edit, to)
            title = _("Pilotage") if to == PILOTAGE else _("their tracker")
            images = {"before": {"home": before}, "after": {"home": to}}
            edit.record(Entry(verb=events.TAKEN_OVER, entity_id=ENTITY, title=title, **images))
    return edit.revision


def restore_home(edit: Edit, entry: AuditEntry) -> None:
    """Undo `take_over`."""
    if home(edit.program.pk) != (entry.after or {}).get("home"):
        raise ConflictError(_("The home of the work items was chosen again since. Undo that first."))
    _save(edit, str((entry.before or {})["home"]))


def _save(edit: Edit, chosen: str) -> None:
    row, _new = Tracker.objects.get_or_create(program=edit.program)
    row.home = chosen
    row.save(update_fields=["home"])
