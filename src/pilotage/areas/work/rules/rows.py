"""A tracker's item to the columns of its table, and back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import asdict

from pilotage.areas.audit.rules import plain
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

MOMENTS = ("created", "started", "resolved", "updated")
COLUMNS = (
    "title",
    "kind",
    "project",
    "status",
    "category",
    "priority",
    "assignee",
    *MOMENTS,
    "due",
    "points",
    "parent",
    "url",
    "details",
)
OWN = ("native", "description", "workstream", "service_class", "sprint", "activity", "rank")
"""Columns that are Pilotage's own: no import writes them."""

TEXTS = (*MOMENTS, "due", "details")
"""Columns that `items` takes as the database's own text."""

_LONGEST = {"key": 200, "kind": 100, "project": 200, "status": 100, "priority": 100, "assignee": 300, "parent": 200}


def columns(item: WorkItem) -> dict[str, Any]:
    """Every column but the key. Texts are cut to their column; NUL, which PostgreSQL refuses, is left out."""
    fields = asdict(item)
    fields["category"] = fields.pop("status_category").value
    found = {name: _text(fields.pop(name, None), name) for name in COLUMNS if name != "details"}
    del fields["key"]
    details = {name: value for name, value in fields.items() if value not in (None, "", (), False)}
    found["details"] = _without_nul(plain(details))
    return found


def stored_key(key: str) -> str:
    """A key as its column holds it."""
    return str(_text(key, "key"))


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_nul(each) for name, each in value.items()}
    return value


def _text(value: Any, name: str) -> Any:
    if name in {*MOMENTS, "due", "points"}:
        return value
    return str(value or "").replace("\x00", "")[: _LONGEST.get(name)]


_OWN = {"key", "status_category", *COLUMNS} - {"details"}
_Details = msgspec.defstruct(
    "_Details",
    [(field.name, field.type, field.default) for field in msgspec.structs.fields(WorkItem) if field.name not in _OWN],
    frozen=True,
)
_details = msgspec.json.Decoder(list[_Details])  # type: ignore[valid-type]  # made above, from the item's own fields
_CATEGORIES = {category.value: category for category in StatusCategory}


def items(rows: Sequence[Sequence[Any]]) -> tuple[WorkItem, ...]:
    """The items of rows of key and `COLUMNS`, where those of `TEXTS` are texts."""
    details = _details.decode("[" + ",".join([row[-1] for row in rows]) + "]")
    return tuple([_item(row, more) for row, more in zip(rows, details, strict=True)])


def _item(row: Sequence[Any], more: Any) -> WorkItem:
    key, title, kind, project, status, category, priority, assignee, *moments, due, points, parent, url, _ = row
    created, started, resolved, updated = moments
    return WorkItem(
        key=key,
        title=title,
        kind=kind,
        project=project,
        status=status,
        status_category=_CATEGORIES[category],
        priority=priority,
        assignee=assignee or None,
        created=_moment(created),
        started=_moment(started),
        resolved=_moment(resolved),
        updated=_moment(updated),
        due=dt.date.fromisoformat(due) if due else None,
        points=points,
        parent=parent or None,
        url=url or None,
        **asdict(more),
    )


def _moment(text: str | None) -> dt.datetime | None:
    """Moments are stored in UTC; SQLite's carry no zone."""
    if not text:
        return None
    found = dt.datetime.fromisoformat(text)
    return found.replace(tzinfo=dt.UTC)
