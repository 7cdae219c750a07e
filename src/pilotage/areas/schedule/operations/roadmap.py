"""Arranging the roadmap: what it shows, to whom, under which name, and when."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import RoadmapEntry as Row
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, carry_over
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.queries.roadmap import FIELDS, fields_of
from pilotage.plan.vocabulary.roadmap import Horizon, RoadmapEntry

MOST_CHANGES = 1_000
_USUAL: Mapping[str, Any] = {"shown": None, "public": False, "title": "", "order": None, "when": "", "reason": ""}


@dataclass(frozen=True, slots=True)
class RoadmapChange:
    """``fields`` to set on one activity's entry; ``version`` None is that of an activity without one, or unknown."""

    activity: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None


def arrange_roadmap(*, actor: Actor, program: str, changes: Sequence[RoadmapChange], now: dt.datetime) -> int:
    """Change entries of the roadmap in one act. Returns the revision.

    A public item needs a public title, another horizon needs a reason. Raises InvalidError, NotFoundError, StaleError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["roadmap.arrange"], now=now) as edit:
        if len(changes) > MOST_CHANGES:
            raise InvalidError(_("At most {n} items are arranged at once.").format(n=f"{MOST_CHANGES:,}"))
        plan = OpenPlan(edit).before.program
        titles = {activity.id: activity.title for activity in plan.activities}
        for change in changes:
            if change.activity not in titles:
                raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=change.activity[:200]))
            _arrange(edit, change, titles[change.activity])
        carry_over(edit)
    return edit.revision


def save_roadmap(*, edit: Edit, entries: Iterable[RoadmapEntry]) -> None:
    """Make the stored entries equal to these. Part of a larger operation, which records it."""
    wanted = {entry.activity: _values(entry) for entry in entries}
    stored = {row.activity: row for row in Row.objects.filter(program=edit.program)}
    Row.objects.filter(program=edit.program).exclude(activity__in=wanted).delete()
    for activity, values in wanted.items():
        row = stored.get(activity)
        if row is None:
            Row.objects.create(program=edit.program, activity=activity, **values)
        elif fields_of(row) != values:
            _set(row, values)


def restore_roadmap(edit: Edit, entry: AuditEntry) -> None:
    """Undo what one entry tells of the roadmap, unless it was changed since."""
    row = Row.objects.filter(program=edit.program, activity=entry.entity_id).first()
    present = fields_of(row) if row is not None else dict(_USUAL)
    if any(present[name] != value for name, value in (entry.after or {}).items()):
        raise ConflictError(_("“{title}” was arranged again since. Undo that first.").format(title=entry.entity_title))
    _set(row or Row(program=edit.program, activity=entry.entity_id), {**present, **(entry.before or {})})


def _arrange(edit: Edit, change: RoadmapChange, title: str) -> None:
    row = Row.objects.filter(program=edit.program, activity=change.activity).first()
    before = fields_of(row) if row is not None else dict(_USUAL)
    after = _checked({**before, **change.fields})
    if row is not None:
        edit.check_version(
            row, change.version, kind="roadmap", entity_id=change.activity, yours=change.fields, theirs=before
        )
    changed = [name for name in FIELDS if before[name] != after[name]]
    if not changed:
        return
    _set(row or Row(program=edit.program, activity=change.activity, version=0), after)
    edit.record(
        Entry(
            verb=events.ROADMAP_ARRANGED,
            entity_id=change.activity,
            title=title,
            before=plain({name: before[name] for name in changed}),
            after=plain({name: after[name] for name in changed}),
        )
    )


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    values["title"], values["reason"] = values["title"].strip(), values["reason"].strip()
    if values["public"] and not values["title"]:
        raise InvalidError.field("title", _("Customers never see an internal name. Write a public title."))
    if values["when"] and values["when"] not in list(Horizon):
        raise InvalidError.field("when", _("An item comes now, next or later, or it is done."))
    if values["when"] and not values["reason"]:
        raise InvalidError.field("reason", _("Its dates say otherwise. Say why it comes then."))
    if not values["when"]:
        values["reason"] = ""
    return values


def _values(entry: RoadmapEntry) -> dict[str, Any]:
    values = msgspec.structs.asdict(entry)
    del values["activity"]
    return {**values, "title": entry.title[:300], "when": entry.when.value if entry.when else ""}


def _set(row: Row, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        setattr(row, name, values[name])
    row.version += 1
    row.save()
