"""The fields of a work item that people set, and what may be in them."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError

KINDS = ("initiative", "epic", "feature", "story", "task", "bug", "spike")
"""Kinds that are offered, from the largest; a tracker may have others."""

CLASSES = ("expedite", "fixed_date", "standard", "intangible")
OF_TRACKER = ("title", "kind", "status", "priority", "assignee", "due", "points", "parent")
"""Fields that belong to the item's home: the tracker's, unless the item lives here."""

OURS = ("description", "workstream", "service_class", "sprint", "activity")
FIELDS = (*OF_TRACKER, *OURS)

_LONGEST = {
    "title": 2_000,
    "description": 100_000,
    "kind": 100,
    "status": 100,
    "priority": 100,
    "assignee": 300,
    "parent": 200,
    "workstream": 300,
    "sprint": 300,
    "activity": 300,
}
_MOST_POINTS = 1_000_000


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """``fields`` as their columns hold them: texts trimmed, null as empty. Raises InvalidError."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in FIELDS:
            raise InvalidError.field(name, _("A work item has no field “{name}”.").format(name=name[:50]))
        check = _CHECKS.get(name)
        found[name] = check(value) if check is not None else _text(name, value)
    if found.get("title") == "":
        raise InvalidError.field("title", _("A work item needs a title."))
    if found.get("status") == "":
        raise InvalidError.field("status", _("A work item needs a state."))
    return found


def _text(name: str, value: object) -> str:
    text = str(value or "")
    text = text.strip() if name == "description" else " ".join(text.split())
    if "\x00" in text:
        raise InvalidError.field(name, _("The text holds a NUL character. Remove it."))
    if len(text) > _LONGEST[name]:
        message = _("{field}: {n} characters are too many; it takes {most}.")
        raise InvalidError.field(
            name, message.format(field=name.capitalize(), n=f"{len(text):,}", most=f"{_LONGEST[name]:,}")
        )
    return text


def _points(value: object) -> float | None:
    if value is None or value == "":
        return None
    if not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= _MOST_POINTS:
        raise InvalidError.field("points", _("Points are a number from 0 to {most}.").format(most=f"{_MOST_POINTS:,}"))
    return float(value)


def _due(value: object) -> dt.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        text = _("“{value}” is no date. Write it as 2026-10-02.").format(value=str(value)[:50])
        raise InvalidError.field("due", text) from error


def _service_class(value: object) -> str:
    found = str(value or "standard")
    if found not in CLASSES:
        text = _("“{value}” is no class of service: {all}.").format(value=found[:50], all=", ".join(CLASSES))
        raise InvalidError.field("service_class", text)
    return found


_CHECKS: Mapping[str, Callable[[object], Any]] = {"points": _points, "due": _due, "service_class": _service_class}
