"""The method by which items are put in order."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.backlog import events
from pilotage.areas.backlog.models import Priorities
from pilotage.areas.backlog.operations.written import Done
from pilotage.areas.backlog.permissions import ACTIONS
from pilotage.areas.backlog.queries.items import priorities
from pilotage.areas.backlog.rules.stored import checked, settings_image, settings_in
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule.operations.plan_edit import carry_over

ENTITY = "priorities"


def set_priorities(
    *, actor: Actor, program: str, version: int | None, settings: Mapping[str, Any], now: dt.datetime, why: str = ""
) -> Done:
    """Change the method and its settings; those that ``settings`` (plain JSON) do not name stay. What people typed for
    a criterion that is taken out is kept.

    Raises InvalidError, StaleError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["priorities.set"], now=now, why=why) as edit:
        row = priorities(edit.program.pk)
        old = settings_image(settings_in(row.settings))
        new = settings_image(checked({**old, **settings}))
        edit.check_version(row, version, kind=ENTITY, entity_id=ENTITY, yours=new, theirs=old)
        names = [name for name in new if new[name] != old[name]]
        if not names:
            return Done(revision=edit.revision, announcement=_("Nothing changed."))
        _save(row, new)
        before, after = ({name: image[name] for name in names} for image in (old, new))
        edit.record(
            Entry(verb=events.PRIORITIES_SET, entity_id=ENTITY, title=_named(names), before=before, after=after)
        )
        carry_over(edit)
    return Done(revision=edit.revision, announcement=_("Changed how items are put in order."))


def restore_priorities(edit: Edit, entry: AuditEntry) -> None:
    """Undo `set_priorities`, unless one of its settings was set otherwise since."""
    row = priorities(edit.program.pk)
    now = settings_image(settings_in(row.settings))
    if any(now.get(name) != value for name, value in (entry.after or {}).items()):
        raise ConflictError(_("The way of ordering was changed again since. Undo that first."))
    _save(row, {**now, **(entry.before or {})})
    carry_over(edit)


def _save(row: Priorities, settings: dict[str, Any]) -> None:
    row.settings = settings
    row.version += 1
    row.save()


def _named(names: list[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)
