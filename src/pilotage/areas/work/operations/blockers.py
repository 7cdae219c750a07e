"""Blockers: recorded, followed up, resolved."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.work import events
from pilotage.areas.work.models import Blocker, WorkItem
from pilotage.areas.work.operations.items import touch
from pilotage.areas.work.permissions import ACTIONS
from pilotage.areas.work.rules.blockers import FIELDS, checked

KIND = "blocker"


def add_blocker(*, actor: Actor, program: str, fields: Mapping[str, Any], now: dt.datetime) -> str:
    """Record what keeps items from going on. Returns its code. Raises InvalidError."""
    with editing(actor=actor, program=program, needs=ACTIONS["blocker.add"], now=now) as edit:
        values = checked({"cause": "", "kind": "other", "since": now, **fields}, now)
        _require_items(edit, values.get("keys", []))
        row = Blocker.objects.create(program=edit.program, code=_next_code(edit), **values)
        touch(edit.program.pk)
        after = plain({**values, "code": row.code})
        edit.record(Entry(verb=events.BLOCKER_ADDED, entity_id=row.code, title=_title(row), before=None, after=after))
    return row.code


def change_blocker(
    *,
    actor: Actor,
    program: str,
    code: str,
    version: int | None,
    fields: Mapping[str, Any],
    now: dt.datetime,
    why: str = "",
) -> int:
    """Returns the new version. Raises NotFoundError, StaleError, InvalidError."""
    with editing(actor=actor, program=program, needs=ACTIONS["blocker.change"], now=now, why=why) as edit:
        row = _row(edit, code)
        _write(edit, row, version, checked(fields, now), events.BLOCKER_CHANGED)
    return row.version


def resolve_blocker(*, actor: Actor, program: str, code: str, version: int | None, note: str, now: dt.datetime) -> int:
    """It is out of the way: ``note`` says how. Returns the new version. Raises ConflictError where it was resolved."""
    with editing(actor=actor, program=program, needs=ACTIONS["blocker.resolve"], now=now) as edit:
        row = _row(edit, code)
        if row.resolved is not None:
            raise ConflictError(_("This blocker is resolved already."))
        fields = checked({"resolved": now, **({"note": note} if note else {})}, now)
        _write(edit, row, version, fields, events.BLOCKER_RESOLVED)
    return row.version


def restore_blocker(edit: Edit, entry: AuditEntry) -> None:
    """Undo one of these, unless it was changed again since."""
    row = _row(edit, entry.entity_id)
    after, before = entry.after or {}, entry.before
    now = {name: plain(getattr(row, name)) for name in after if name != "code"}
    if any(now[name] != after[name] for name in now):
        raise ConflictError(_("Blocker {code} was changed again since. Undo that first.").format(code=row.code))
    if before is None:
        row.delete()
    else:
        for name, value in before.items():
            kind = FIELDS[name]
            setattr(row, name, kind(value) if value is not None else None)
        row.version += 1
        row.save()
    touch(edit.program.pk)


def _write(edit: Edit, row: Blocker, version: int | None, values: Mapping[str, Any], verb: Any) -> None:
    theirs = {name: getattr(row, name) for name in values}
    edit.check_version(row, version, kind=KIND, entity_id=row.code, yours=values, theirs=theirs)
    after = {name: value for name, value in values.items() if theirs[name] != value}
    if not after:
        return
    _require_items(edit, [key for key in after.get("keys", []) if key not in row.keys])
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    touch(edit.program.pk)
    before = {name: theirs[name] for name in after}
    edit.record(Entry(verb=verb, entity_id=row.code, title=_title(row), before=before, after=after))


def _row(edit: Edit, code: str) -> Blocker:
    row = Blocker.objects.filter(program=edit.program, code=code).first()
    if row is None:
        raise NotFoundError(_("There is no blocker “{code}” in this program.").format(code=code[:50]))
    return row


def _require_items(edit: Edit, keys: list[str]) -> None:
    known = set(WorkItem.objects.filter(program=edit.program, key__in=keys).values_list("key", flat=True))
    for key in keys:
        if key not in known:
            raise InvalidError.field("keys", _("There is no work item “{key}”.").format(key=key[:100]))


def _next_code(edit: Edit) -> str:
    codes = Blocker.objects.filter(program=edit.program).values_list("code", flat=True)
    return f"B-{max((int(code[2:]) for code in codes), default=0) + 1}"


def _title(row: Blocker) -> str:
    return f"{row.code} {row.cause}"[:200]
