"""Blockers as they are stored, with the items that they hit."""

import datetime as dt

import msgspec

from pilotage.areas.work.models import Blocker, WorkItem


class HitItem(msgspec.Struct, frozen=True):
    key: str
    title: str
    status: str
    category: str
    activity: str


class StoredBlocker(msgspec.Struct, frozen=True, kw_only=True):
    """Items that were removed since are left out."""

    code: str
    version: int
    cause: str
    kind: str
    owner: str
    remover: str
    since: dt.datetime
    expected: dt.date | None
    resolved: dt.datetime | None
    note: str
    items: tuple[HitItem, ...]


def blockers_of(program_id: int) -> tuple[StoredBlocker, ...]:
    """Every blocker of a program, oldest first. The caller may see it. A query, and one for each 500 items hit."""
    rows = list(Blocker.objects.filter(program_id=program_id).order_by("since", "id"))
    keys = sorted({key for row in rows for key in row.keys})
    items = WorkItem.objects.filter(program_id=program_id)
    names = ("key", "title", "status", "category", "activity")
    found = {
        values[0]: HitItem(*values)
        for start in range(0, len(keys), 500)
        for values in items.filter(key__in=keys[start : start + 500]).values_list(*names)
    }
    return tuple(
        StoredBlocker(
            code=row.code,
            version=row.version,
            cause=row.cause,
            kind=row.kind,
            owner=row.owner,
            remover=row.remover,
            since=row.since,
            expected=row.expected,
            resolved=row.resolved,
            note=row.note,
            items=tuple(found[key] for key in row.keys if key in found),
        )
        for row in rows
    )
