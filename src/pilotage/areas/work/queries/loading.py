"""Every item of a program as a value, for what is computed from them."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from msgspec.structs import replace

from pilotage.areas.programs.models import Workstream
from pilotage.areas.work import rules
from pilotage.areas.work.models import Blocker, Sprint, SprintMove, WorkItem
from pilotage.areas.work.rules.blocking import joined
from pilotage.plan.vocabulary import work_items
from pilotage.plan.vocabulary.work_items import Period, SprintChange, SprintDates


def load_items(program_id: int) -> tuple[work_items.WorkItem, ...]:
    """Every item of a program, in the order in which they came. Blockers of ours count as times in which an item was
    blocked; a native item of a workstream is of that team; our own sprints stand beside the tracker's. Six queries at
    most.

    Dates and details come as the text that the database holds: Django's own converters take four times as long.
    """
    texts = {f"{name}_text": Cast(name, TextField()) for name in rules.TEXTS}
    names = [f"{name}_text" if name in rules.TEXTS else name for name in ("key", *rules.COLUMNS)]
    rows = WorkItem.objects.filter(program_id=program_id).order_by("id").annotate(**texts).values_list(*names)
    found = rules.items(list(rows))
    changes = _changes(program_id)
    if not changes:
        return found
    return tuple([_with(item, changes[item.key]) if item.key in changes else item for item in found])


def _with(item: work_items.WorkItem, changes: dict[str, Any]) -> work_items.WorkItem:
    if "blocks" in changes:
        blocks = joined([*item.blocks, *changes["blocks"]])
        changes = {**changes, "blocks": blocks, "blocked": item.blocked or blocks[-1].finish is None}
    for name in ("sprints", "sprint_moves", "sprint_dates"):
        if name in changes:
            changes = {**changes, name: (*getattr(item, name), *changes[name])}
    return replace(item, **changes)


def _changes(program_id: int) -> dict[str, dict[str, Any]]:
    """What our own records add to items, by key."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    native = WorkItem.objects.filter(program_id=program_id, native=True).exclude(workstream="")
    pairs = list(native.values_list("key", "workstream"))
    titles = dict(Workstream.objects.filter(program_id=program_id).values_list("code", "title")) if pairs else {}
    for key, workstream in pairs:
        found[key]["team"] = titles.get(workstream, workstream)
    rows = Blocker.objects.filter(program_id=program_id).order_by("since")
    for keys, since, resolved in rows.values_list("keys", "since", "resolved"):
        for key in keys:
            found[key].setdefault("blocks", []).append(Period(since, resolved))
    _add_sprints(program_id, found)
    return found


def _add_sprints(program_id: int, found: dict[str, dict[str, Any]]) -> None:
    """Sprints of ours that items were in, by their titles. One that has not begun is a plan, not history."""
    begun = Sprint.objects.filter(program_id=program_id).exclude(state="planned")
    dates = {
        row.code: SprintDates(sprint_name(row), _midnight(row.start), _midnight(row.finish), row.closed)
        for row in begun
    }
    if not dates:
        return
    moves = SprintMove.objects.filter(program_id=program_id, sprint__in=list(dates)).order_by("at", "id")
    for code, key, at, added in moves.values_list("sprint", "key", "at", "added"):
        name, closed = dates[code].name, dates[code].closed
        if not added and closed is not None and at >= closed:
            continue  # carried over when it was closed: it was in it until the end
        changes = found[key]
        changes.setdefault("sprint_moves", []).append(SprintChange(at, name, added))
        if dates[code] not in changes.setdefault("sprint_dates", []):
            changes["sprint_dates"].append(dates[code])
            changes.setdefault("sprints", []).append(name)


def sprint_name(row: Sprint) -> str:
    """Unique in a program: two teams may both have a “Sprint 3”."""
    return f"{row.title} ({row.code})"


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
