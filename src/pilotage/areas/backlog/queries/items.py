"""The open work items of a program as the library ranks them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
from django.db.models import F
from django.db.models.functions import Coalesce

from pilotage.areas.backlog.models import ItemScore, OrderOverride, Priorities
from pilotage.areas.backlog.rules.stored import settings_in
from pilotage.areas.backlog.rules.waiting import waiting
from pilotage.areas.programs.models import Program
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.work.models import GAP, WorkItem
from pilotage.areas.work.queries.scope import stream_names
from pilotage.plan.prioritizing.overrides import Override
from pilotage.plan.prioritizing.scoring import Item
from pilotage.plan.prioritizing.settings import Settings

_COLUMNS = ("key", "title", "kind", "status", "category", "assignee", "workstream", "native", "project")
_MORE = ("service_class", "due", "activity", "points")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One open item. ``item.inputs`` are what people typed, completed by what the item says itself: its curve is that
    of its class of service, its date the day it is due. ``version`` is that of what was typed; 0: nothing was.
    """

    item: Item
    kind: str
    status: str
    category: str
    assignee: str
    stream: str
    activity: str
    points: float | None
    typed: dict[str, Any]
    version: int


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """All that the order of a program's items is made of; ``rows`` in the order that people gave them so far. Dates are
    counted from ``as_of``: the status date of the program, where it has one.
    """

    as_of: dt.date
    settings: Settings
    version: int
    rows: tuple[Row, ...]
    overrides: tuple[Override, ...]
    override_versions: dict[str, int]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(row.item for row in self.rows)


def priorities(program_id: int) -> Priorities:
    """An unsaved row where nobody has set anything."""
    return Priorities.objects.filter(program_id=program_id).first() or Priorities(program_id=program_id)


def stored(program: Program, today: dt.date) -> Stored:
    """Five queries."""
    chosen = priorities(program.pk)
    settings = settings_in(chosen.settings)
    found = OrderOverride.objects.filter(program=program)
    overrides = [(_override(row), row.version) for row in found]
    return Stored(
        as_of=program.status_date or today,
        settings=settings,
        version=chosen.version,
        rows=_rows(program, settings),
        overrides=tuple(each for each, _version in overrides),
        override_versions={each.key: version for each, version in overrides},
    )


def _rows(program: Program, settings: Settings) -> tuple[Row, ...]:
    typed = {key: (inputs, version) for key, inputs, version in _scores(program.pk)}
    by_name = {name: code for code, names in reversed(stream_names(program.pk).items()) for name in names}
    items = WorkItem.objects.filter(program=program).exclude(category="done")
    if settings.kinds:
        items = items.filter(kind__in=settings.kinds)
    ordered = items.annotate(at=Coalesce("rank", F("id") * GAP)).order_by("at", "id")
    rows = ordered.values_list(*_COLUMNS, *_MORE, "details__team")
    return tuple([_row(dict(zip((*_COLUMNS, *_MORE, "team"), each, strict=True)), typed, by_name) for each in rows])


def _scores(program_id: int) -> Any:
    return ItemScore.objects.filter(program_id=program_id).values_list("key", "inputs", "version")


def _row(found: dict[str, Any], typed: Mapping[str, tuple[dict[str, Any], int]], by_name: Mapping[str, str]) -> Row:
    own, version = typed.get(found["key"], ({}, 0))
    team = found["team"] or ""
    called = "" if found["native"] else by_name.get(found["project"]) or by_name.get(team) or ""
    stream = found["workstream"] or called
    given: dict[str, Any] = {"curve": found["service_class"]}
    if found["due"]:
        given["date"] = found["due"].isoformat()
    return Row(
        item=Item(
            key=found["key"],
            title=found["title"],
            workstream=stream or team or found["project"],
            inputs={**given, **own},
        ),
        kind=found["kind"],
        status=found["status"],
        category=found["category"],
        assignee=found["assignee"],
        stream=stream,
        activity=found["activity"],
        points=found["points"],
        typed=own,
        version=version,
    )


def _override(row: OrderOverride) -> Override:
    return msgspec.convert(
        {name: getattr(row, name) for name in ("key", "ahead_of", "place", "why", "by", "at", "seen")}, Override
    )


def waits(program: Program, rows: tuple[Row, ...]) -> dict[str, set[str]]:
    """Item -> those that it waits for, by links and by the plan."""
    linked = WorkItem.objects.filter(program=program, details__has_key="links").exclude(category="done")
    activities = {row.item.key: row.activity for row in rows if row.activity}
    pairs: list[tuple[str, str]] = []
    if len(activities) > 1:
        links = plan_at(program).program.dependencies
        pairs = [(link.predecessor, link.successor) for link in links]
    return waiting(dict(linked.values_list("key", "details__links")), activities, pairs)
