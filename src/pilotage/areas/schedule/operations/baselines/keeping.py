"""Renaming baselines, choosing the one in use, removing one."""

import datetime as dt

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.operations import editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Baseline as Row
from pilotage.areas.schedule.operations.baselines.rows import change, find, image, in_use, put_in_use
from pilotage.areas.schedule.operations.baselines.taking import checked_title
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.areas.schedule.permissions import ACTIONS


def change_baseline(
    *,
    actor: Actor,
    program: str,
    baseline: str,
    version: int | None,
    now: dt.datetime,
    title: str | None = None,
    reason: str | None = None,
) -> int:
    """Another name or reason; the dates of a baseline never change. Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.change"], now=now) as edit:
        row = find(edit, baseline)
        values = {
            name: value
            for name, value in (
                ("title", checked_title(title) if title is not None else None),
                ("reason", reason.strip() if reason is not None else None),
            )
            if value is not None
        }
        theirs = {name: getattr(row, name) for name in values}
        edit.check_version(row, version, kind="baseline", entity_id=row.code, yours=values, theirs=theirs)
        if change(edit, row, events.BASELINE_CHANGED, values):
            carry_over(edit)
    return edit.revision


def choose_baseline(*, actor: Actor, program: str, baseline: str, now: dt.datetime, why: str = "") -> int:
    """From now on variance is counted against this one, everywhere. Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.choose"], now=now, why=why) as edit:
        if put_in_use(edit, find(edit, baseline), events.BASELINE_CHOSEN, {}):
            carry_over(edit)
    return edit.revision


def remove_baseline(
    *, actor: Actor, program: str, baseline: str, version: int | None, now: dt.datetime, why: str = ""
) -> int:
    """Take a baseline off the list; undo brings it back. The one in use goes last of all. Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.remove"], now=now, why=why) as edit:
        row = find(edit, baseline, state=None)
        if row.state == Row.State.PROPOSED:
            raise ConflictError(_("“{title}” is waiting for a decision. Take it back instead.").format(title=row.title))
        before = image(row)
        edit.check_version(row, version, kind="baseline", entity_id=row.code, yours={"removed": True}, theirs=before)
        others = Row.objects.filter(program=edit.program, state=Row.State.KEPT, removed=None).exclude(pk=row.pk)
        if others.exists() and row == in_use(edit):
            raise ConflictError(
                _("Variance is counted against “{title}”. Choose another first.").format(title=row.title)
            )
        row.removed, row.chosen, row.version = edit.now, False, row.version + 1
        row.save(update_fields=["removed", "chosen", "version"])
        carry_over(edit)
        edit.record(Entry(verb=events.BASELINE_REMOVED, entity_id=row.code, title=row.title, before=before))
    return edit.revision
