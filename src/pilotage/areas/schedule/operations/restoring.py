"""Taking back what audit entries tell of activities and dependencies: many are undone in one act."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
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
from pilotage.areas.schedule.operations.positions import place_behind, positions_behind
from pilotage.areas.schedule.operations.roadmap import restore_roadmap
from pilotage.areas.schedule.operations.waivers import restore_waiver
from pilotage.areas.schedule.queries.rows import dependency as link_value
from pilotage.areas.schedule.rules.changes import image
from pilotage.plan.vocabulary.activities import Activity, Dependency

_PLACE = {"position", "behind"}
_AT_ONCE = 500
_LINK = ("predecessor", "successor", "kind", "lag_minutes", "lag_unit", "lag_percent", "calendar")


def restore_activities(edit: Edit, entries: Sequence[AuditEntry]) -> None:
    """Take back what entries tell of activities, in their order; those of one sort in a row are written together."""
    for sort, some in groupby(entries, _sort):
        _OF_SORT[sort](edit, list(some))


def _restore_activity(edit: Edit, entry: AuditEntry) -> None:
    restore_activities(edit, [entry])


def _sort(entry: AuditEntry) -> str:
    return "added" if entry.before is None else "removed" if entry.after is None else "changed"


def _take_back(edit: Edit, entries: Sequence[AuditEntry]) -> None:
    """Remove what was added, unless it was changed or linked since."""
    known = _known(edit, entries)
    used = _linked(edit, [entry.entity_id for entry in entries])
    for entry in entries:
        _present(entry, known.get(entry.entity_id))
        if entry.entity_id in used:
            raise ConflictError(_("“{title}” has been linked since. Undo that first.").format(title=entry.entity_title))
    rows.delete(Row, edit.program.pk, "code", [entry.entity_id for entry in entries])


def _linked(edit: Edit, codes: Sequence[str]) -> set[str]:
    """Those of ``codes`` that a dependency begins or ends at."""
    links = Link.objects.filter(program=edit.program)
    return {
        code
        for some in rows.chunks(codes, _AT_ONCE)
        for end in ("predecessor", "successor")
        for code in links.filter(**{f"{end}__in": some}).values_list(end, flat=True)
    }


def _put_back(edit: Edit, entries: Sequence[AuditEntry]) -> None:
    """Insert what was removed, each where it stood: behind its neighbor of then, else at its position."""
    there = _known(edit, entries)
    for entry in entries:
        if entry.entity_id in there:
            raise ConflictError(_("There is an activity “{id}” again.").format(id=entry.entity_id))
    images = [dict(entry.before or {}) for entry in entries]
    told = [image.pop("position", None) for image in images]
    behind = [
        (entry.entity_id, image.pop("behind"))
        for entry, image in zip(entries, images, strict=True)
        if "behind" in image
    ]
    found = positions_behind(edit.program.pk, behind)
    last = (
        Row.objects.filter(program=edit.program).order_by("-position").values_list("position", flat=True).first() or 0
    )
    places = []
    for entry, position in zip(entries, told, strict=True):
        last += rows.POSITION_GAP
        places.append(found.get(entry.entity_id, last if position is None else position))
    rows.insert_activities(edit.program.pk, [msgspec.convert(image, Activity) for image in images], places)


def _change_back(edit: Edit, entries: Sequence[AuditEntry]) -> None:
    known = _known(edit, entries)
    for entry in entries:
        activity, version = _present(entry, known.get(entry.entity_id))
        restored = msgspec.convert(image(activity) | (entry.before or {}), Activity)
        rows.update_activity(edit.program.pk, restored, version + 1)
        known[entry.entity_id] = (rows.body(restored), version + 1)


_OF_SORT: Mapping[str, Callable[[Edit, Sequence[AuditEntry]], None]] = {
    "added": _take_back,
    "removed": _put_back,
    "changed": _change_back,
}


def _known(edit: Edit, entries: Sequence[AuditEntry]) -> dict[str, tuple[str, int]]:
    """The stored rows that entries tell of: body and version by id."""
    stored = Row.objects.filter(program=edit.program)
    return {
        code: (text, version)
        for some in rows.chunks((entry.entity_id for entry in entries), _AT_ONCE)
        for code, text, version in stored.filter(code__in=some).values_list("code", "body", "version")
    }


def _present(entry: AuditEntry, row: tuple[str, int] | None) -> tuple[Activity, int]:
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

MANY: Mapping[str, Callable[[Edit, Sequence[AuditEntry]], None]] = {"activity": restore_activities}
"""Kinds of which consecutive entries are taken back together."""
