"""Taking back what one audit entry tells of an activity or a dependency, row by row: many are undone in one act."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.operations import Edit, Restorer
from pilotage.areas.schedule.models import Activity as Row
from pilotage.areas.schedule.models import Dependency as Link
from pilotage.areas.schedule.operations import rows
from pilotage.areas.schedule.operations.baselines.rows import restore_baseline
from pilotage.areas.schedule.operations.calendars import restore_calendar
from pilotage.areas.schedule.operations.gates import restore_gate
from pilotage.areas.schedule.operations.positions import place_behind, position_behind
from pilotage.areas.schedule.operations.roadmap import restore_roadmap
from pilotage.areas.schedule.operations.waivers import restore_waiver
from pilotage.areas.schedule.queries.rows import dependency as link_value
from pilotage.areas.schedule.rules.changes import image
from pilotage.plan.vocabulary.activities import Activity, Dependency

_PLACE = {"position", "behind"}
_LINK = ("predecessor", "successor", "kind", "lag_minutes", "lag_unit", "lag_percent", "calendar")


def _restore_activity(edit: Edit, entry: AuditEntry) -> None:
    found = Row.objects.filter(program=edit.program, code=entry.entity_id)
    row = found.values_list("body", "version", "position").first()
    if entry.before is None:
        _take_back_added(edit, entry, row)
    elif entry.after is None:
        if row is not None:
            raise ConflictError(_("There is an activity “{id}” again.").format(id=entry.entity_id))
        before = dict(entry.before)
        position = before.pop("position", None)
        if "behind" in before:
            behind = position_behind(edit.program.pk, before.pop("behind"))
            position = position if behind is None else behind
        last = Row.objects.filter(program=edit.program).order_by("-position").values_list("position", flat=True).first()
        place = position if position is not None else (last or 0) + rows.POSITION_GAP
        rows.insert_activities(edit.program.pk, [msgspec.convert(before, Activity)], [place])
    else:
        present = _present(entry, row)
        restored = msgspec.convert(image(present[0]) | entry.before, Activity)
        rows.update_activity(edit.program.pk, restored, present[1] + 1)


def _take_back_added(edit: Edit, entry: AuditEntry, row: tuple[str, int, int] | None) -> None:
    _present(entry, row)
    used = Link.objects.filter(program=edit.program)
    if used.filter(predecessor=entry.entity_id).exists() or used.filter(successor=entry.entity_id).exists():
        raise ConflictError(_("“{title}” has been linked since. Undo that first.").format(title=entry.entity_title))
    Row.objects.filter(program=edit.program, code=entry.entity_id).delete()


def _present(entry: AuditEntry, row: tuple[str, int, int] | None) -> tuple[Activity, int]:
    """The activity as it is, if it still is as the entry left it."""
    if row is None:
        raise ConflictError(_("“{title}” is no longer there.").format(title=entry.entity_title))
    activity = msgspec.json.decode(row[0], type=Activity)
    _unchanged(entry, image(activity))
    return activity, row[1]


def _restore_dependency(edit: Edit, entry: AuditEntry) -> None:
    wanted = None if entry.before is None else msgspec.convert(entry.before, Dependency)
    left = None if entry.after is None else msgspec.convert(entry.after, Dependency)
    if left is None and wanted is not None:
        ends = {wanted.predecessor, wanted.successor}
        if Row.objects.filter(program=edit.program, code__in=ends).count() < len(ends):
            raise ConflictError(_("An end of {title} is no longer there.").format(title=entry.entity_title))
        if _stored(edit, wanted) is not None:
            raise ConflictError(_("{title} is linked again.").format(title=entry.entity_title))
        rows.insert_dependencies(edit.program.pk, [wanted])
        return
    assert left is not None
    found = _stored(edit, left)
    if found is None:
        raise ConflictError(_("{title} is no longer linked.").format(title=entry.entity_title))
    _unchanged(entry, rows.link_image(found[0]))
    if wanted is None:
        rows.delete_link(edit.program.pk, left)
    else:
        rows.update_dependency(edit.program.pk, left, wanted, found[1] + 1)


def _restore_order(edit: Edit, entry: AuditEntry) -> None:
    """Rows that moved go back, each behind the row that it stood behind."""
    place_behind(edit.program.pk, (entry.before or {})["order"])


def _stored(edit: Edit, link: Dependency) -> tuple[Dependency, int] | None:
    row = (
        Link.objects.filter(
            program=edit.program, predecessor=link.predecessor, successor=link.successor, kind=link.kind.value
        )
        .values_list(*_LINK, "version")
        .first()
    )
    return None if row is None else (link_value(*row[:7]), row[7])


def _unchanged(entry: AuditEntry, present: Mapping[str, Any]) -> None:
    if any(present.get(name) != value for name, value in (entry.after or {}).items() if name not in _PLACE):
        raise ConflictError(_("“{title}” was changed again since. Undo that first.").format(title=entry.entity_title))


RESTORERS: Mapping[str, Restorer] = {
    "activity": _restore_activity,
    "rows": _restore_order,
    "dependency": _restore_dependency,
    "finding": restore_waiver,
    "baseline": restore_baseline,
    "roadmap": restore_roadmap,
    "calendar": restore_calendar,
    "gate": restore_gate,
}
