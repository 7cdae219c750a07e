"""The stored rows of baselines: finding one, changing it with its audit entry, and taking a change back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, NotFoundError
from pilotage.areas.programs.operations import Edit
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Baseline as Row

FIELDS = ("title", "reason", "taken", "chosen", "state", "decided_by", "decided_at", "word", "alone")
"""What the audit trail keeps of a baseline. Its entries are never changed and stay in the row of a removed one."""


def find(edit: Edit, code: str, *, state: str | None = Row.State.KEPT) -> Row:
    """The row of a baseline that was not removed. Raises NotFoundError."""
    rows = Row.objects.filter(program=edit.program, code=code, removed=None)
    row = (rows if state is None else rows.filter(state=state)).first()
    if row is None:
        raise NotFoundError(_("There is no baseline “{id}” in this program.").format(id=code[:100]))
    return row


def image(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = plain({name: getattr(row, name) for name in FIELDS})
    return found


def change(edit: Edit, row: Row, verb: Verb, values: Mapping[str, Any]) -> bool:
    """Set fields of a row and record what differs; False where nothing does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return False
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    edit.record(Entry(verb=verb, entity_id=row.code, title=row.title, before=before, after=changed))
    return True


def in_use(edit: Edit) -> Row | None:
    """The baseline that variance is counted against: the chosen one, else the latest."""
    kept = Row.objects.filter(program=edit.program, state=Row.State.KEPT, removed=None)
    return kept.order_by("-chosen", "-taken", "-id").first()


def put_in_use(edit: Edit, row: Row, verb: Verb, values: Mapping[str, Any]) -> bool:
    """Choose ``row`` instead of the one that was chosen, and set its other ``values``; a part of a larger operation."""
    for other in Row.objects.filter(program=edit.program, chosen=True).exclude(pk=row.pk):
        change(edit, other, events.BASELINE_REPLACED, {"chosen": False})
    return change(edit, row, verb, {**values, "chosen": True})


def restore_baseline(edit: Edit, entry: AuditEntry) -> None:
    """Undo what one entry tells of a baseline, unless it was changed since."""
    row = Row.objects.filter(program=edit.program, code=entry.entity_id).first()
    if row is None:
        raise ConflictError(_("“{title}” is no longer there.").format(title=entry.entity_title))
    if (entry.after is None) != (row.removed is not None):
        raise ConflictError(_("“{title}” was removed or restored since. Undo that first.").format(title=row.title))
    now = image(row)
    if any(now[name] != value for name, value in (entry.after or {}).items()):
        raise ConflictError(_("“{title}” was changed again since. Undo that first.").format(title=row.title))
    values = dict(entry.before or {"chosen": False})
    if values.get("chosen") and Row.objects.filter(program=edit.program, chosen=True).exclude(pk=row.pk).exists():
        raise ConflictError(_("Another baseline was chosen since. Undo that first."))
    for name, value in values.items():
        setattr(row, name, _typed(name, value))
    row.removed = edit.now if entry.before is None else None
    row.version += 1
    row.save()


def _typed(name: str, value: Any) -> Any:
    if name == "taken":
        return dt.date.fromisoformat(value)
    return dt.datetime.fromisoformat(value) if name == "decided_at" and value is not None else value
