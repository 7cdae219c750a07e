"""A tracker's item to the columns of its table."""

from typing import Any

from msgspec.structs import asdict

from pilotage.areas.audit.rules import plain
from pilotage.plan.vocabulary.work_items import WorkItem

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
_LONGEST = {"kind": 100, "project": 200, "status": 100, "priority": 100, "assignee": 300, "parent": 200}


def columns(item: WorkItem) -> dict[str, Any]:
    """Every column but the key. Texts are cut to their column; NUL, which PostgreSQL refuses, is left out."""
    fields = asdict(item)
    fields["category"] = fields.pop("status_category").value
    found = {name: _text(fields.pop(name, None), name) for name in COLUMNS if name != "details"}
    del fields["key"]
    found["details"] = {name: plain(value) for name, value in fields.items() if value not in (None, "", (), False)}
    return found


def _text(value: Any, name: str) -> Any:
    if name in {*MOMENTS, "due", "points"}:
        return value
    return str(value or "").replace("\x00", "")[: _LONGEST.get(name)]
