"""Sprints of our own: planned, begun with a commitment, closed with a decision on each item that is left."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.models import Workstream
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.work import events
from pilotage.areas.work.models import Sprint, WorkItem
from pilotage.areas.work.operations.items import touch
from pilotage.areas.work.operations.writing import rows_of, write
from pilotage.areas.work.permissions import ACTIONS
from pilotage.areas.work.rules.sprints import Outcome, check_days, check_outcomes, checked

KIND = "sprint"
_IMAGE = ("workstream", "title", "goal", "start", "finish", "state", "committed", "outcomes", "begun", "closed")


def add_sprint(
    *, actor: Actor, program: str, workstream: str, fields: Mapping[str, Any], now: dt.datetime
) -> tuple[str, int]:
    """Plan a sprint (``title``, ``goal``, ``start``, ``finish``). Returns its code and the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["sprint.add"], now=now) as edit:
        if not Workstream.objects.filter(program=edit.program, code=workstream).exists():
            raise InvalidError.field("workstream", _("There is no workstream “{id}”.").format(id=workstream[:100]))
        values = checked(fields)
        if "start" not in values or "finish" not in values:
            raise InvalidError.field("start", _("A sprint has a first and a last day."))
        rows = Sprint.objects.filter(program=edit.program)
        check_days(values["start"], values["finish"], _others(edit, workstream))
        number = max((int(code[2:]) for code in rows.values_list("code", flat=True)), default=0) + 1
        within = rows.filter(workstream=workstream).count() + 1
        values["title"] = values.get("title") or _("Sprint {n}").format(n=within)
        row = Sprint.objects.create(program=edit.program, code=f"S-{number}", workstream=workstream, **values)
        touch(edit.program.pk)
        edit.record(Entry(verb=events.SPRINT_ADDED, entity_id=row.code, title=row.title, after=_image(row)))
    return row.code, edit.revision


def change_sprint(
    *, actor: Actor, program: str, code: str, version: int | None, fields: Mapping[str, Any], now: dt.datetime
) -> int:
    """Set title, goal or days of a sprint that is not closed. Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["sprint.change"], now=now) as edit:
        row = _row(edit, code)
        if row.state == "closed":
            raise ConflictError(_("This sprint is closed; its record stays as it is."))
        values = checked(fields)
        check_days(values.get("start", row.start), values.get("finish", row.finish), _others(edit, row.workstream, row))
        _save(edit, row, version, values, events.SPRINT_CHANGED)
    return edit.revision


def remove_sprint(*, actor: Actor, program: str, code: str, version: int | None, now: dt.datetime) -> int:
    """Remove a sprint that has not begun; its items go back to the backlog. Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["sprint.remove"], now=now) as edit:
        row = _row(edit, code)
        edit.check_version(row, version, kind=KIND, entity_id=code, yours={"removed": True}, theirs=_image(row))
        if row.state != "planned":
            raise ConflictError(_("A sprint that has begun is closed, not removed: its record stays."))
        _put(edit, dict.fromkeys(_members(edit, code), ""))
        before = _image(row)
        row.delete()
        touch(edit.program.pk)
        edit.record(Entry(verb=events.SPRINT_REMOVED, entity_id=code, title=row.title, before=before))
    return edit.revision


def begin_sprint(*, actor: Actor, program: str, code: str, version: int | None, now: dt.datetime) -> int:
    """Commit to what is in a sprint: from now on each change of its scope shows. Returns the revision.

    Raises ConflictError while another sprint of the workstream is under way, or where nothing is in this one.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["sprint.begin"], now=now) as edit:
        row = _row(edit, code)
        if row.state != "planned":
            raise ConflictError(_("This sprint has begun already."))
        active = Sprint.objects.filter(program=edit.program, workstream=row.workstream, state="active").first()
        if active is not None:
            raise ConflictError(_("Close “{title}” first: a team has one sprint at a time.").format(title=active.title))
        items = WorkItem.objects.filter(program=edit.program, sprint=code).exclude(category="done")
        committed = [
            {"key": key, "points": points} for key, points in items.order_by("id").values_list("key", "points")
        ]
        if not committed:
            raise ConflictError(_("Nothing is in this sprint yet: put items into it first."))
        _save(edit, row, version, {"state": "active", "committed": committed, "begun": now}, events.SPRINT_BEGUN)
    return edit.revision


def close_sprint(
    *,
    actor: Actor,
    program: str,
    code: str,
    version: int | None,
    outcomes: Sequence[Outcome],
    now: dt.datetime,
) -> int:
    """Close a sprint: each item that is not done goes to a planned sprint of the workstream or to the backlog, with the
    reason. Returns the revision. Raises InvalidError where one is not told of.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["sprint.close"], now=now) as edit:
        row = _row(edit, code)
        if row.state != "active":
            raise ConflictError(_("Only a sprint that is under way can be closed."))
        items = WorkItem.objects.filter(program=edit.program, sprint=code).exclude(category="done")
        left = set(items.values_list("key", flat=True))
        planned = Sprint.objects.filter(program=edit.program, workstream=row.workstream, state="planned")
        check_outcomes(left, outcomes, set(planned.values_list("code", flat=True)))
        told = [{"key": each.key, "to": each.to, "reason": each.reason.strip()} for each in outcomes]
        _save(edit, row, version, {"state": "closed", "closed": now, "outcomes": told}, events.SPRINT_CLOSED)
        _put(edit, {each.key: each.to for each in outcomes})
    return edit.revision


def restore_sprint(edit: Edit, entry: AuditEntry) -> None:
    """Undo one of these, unless the sprint was changed since."""
    row = Sprint.objects.filter(program=edit.program, code=entry.entity_id).first()
    if entry.after is None:
        if row is not None:
            raise ConflictError(_("There is a sprint “{id}” again.").format(id=entry.entity_id))
        Sprint.objects.create(program=edit.program, code=entry.entity_id, **_typed(entry.before or {}))
    elif row is None:
        raise ConflictError(_("“{title}” is no longer there.").format(title=entry.entity_title))
    else:
        present = _image(row)
        if any(present[name] != value for name, value in entry.after.items()):
            text = _("“{title}” was changed again since. Undo that first.")
            raise ConflictError(text.format(title=entry.entity_title))
        if entry.before is None:
            if _members(edit, row.code):
                raise ConflictError(_("Items were put into “{title}” since. Undo that first.").format(title=row.title))
            row.delete()
        else:
            for name, value in _typed(entry.before).items():
                setattr(row, name, value)
            row.version += 1
            row.save()
    touch(edit.program.pk)


def _save(edit: Edit, row: Sprint, version: int | None, values: Mapping[str, Any], verb: Verb) -> None:
    theirs = {name: getattr(row, name) for name in values}
    edit.check_version(row, version, kind=KIND, entity_id=row.code, yours=plain(values), theirs=plain(theirs))
    after = {name: value for name, value in values.items() if theirs[name] != value}
    if not after:
        return
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    touch(edit.program.pk)
    before = plain({name: theirs[name] for name in after})
    edit.record(Entry(verb=verb, entity_id=row.code, title=row.title, before=before, after=plain(after)))


def _put(edit: Edit, targets: Mapping[str, str]) -> None:
    """Put items into sprints, with an audit entry each, so that one undo takes back all."""
    wanted: dict[str, dict[str, Any]] = {key: {"sprint": to} for key, to in targets.items()}
    for image in write(edit, rows_of(edit, list(wanted)), wanted, {}):
        title = f"{image.key} {image.title}"
        edit.record(
            Entry(verb=events.ITEM_CHANGED, entity_id=image.key, title=title, before=image.before, after=image.after)
        )


def _members(edit: Edit, code: str) -> list[str]:
    return list(WorkItem.objects.filter(program=edit.program, sprint=code).values_list("key", flat=True))


def _others(edit: Edit, workstream: str, row: Sprint | None = None) -> list[tuple[str, dt.date, dt.date]]:
    rows = Sprint.objects.filter(program=edit.program, workstream=workstream)
    found = rows.exclude(pk=row.pk) if row is not None else rows
    return list(found.values_list("title", "start", "finish"))


def _row(edit: Edit, code: str) -> Sprint:
    row = Sprint.objects.filter(program=edit.program, code=code).first()
    if row is None:
        raise NotFoundError(_("There is no sprint “{id}” in this program.").format(id=code[:100]))
    return row


def _image(row: Sprint) -> dict[str, Any]:
    found: dict[str, Any] = plain({name: getattr(row, name) for name in _IMAGE})
    return found


def _typed(image: Mapping[str, Any]) -> dict[str, Any]:
    """JSON's texts as the days that they were."""
    found = dict(image)
    for name in ("start", "finish"):
        if isinstance(found.get(name), str):
            found[name] = dt.date.fromisoformat(found[name])
    for name in ("begun", "closed"):
        if isinstance(found.get(name), str):
            found[name] = dt.datetime.fromisoformat(found[name])
    return found
