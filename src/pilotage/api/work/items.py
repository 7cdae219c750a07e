"""Work items: found, added, changed, moved, removed."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.schedule.queries.plans import carry_plan
from pilotage.areas.work import operations as work
from pilotage.areas.work import queries
from pilotage.areas.work.operations import ItemChange, ItemsWritten
from pilotage.areas.work.queries.detail import ItemDetail, detail
from pilotage.areas.work.queries.table import ItemTable, table_of
from pilotage.exchange.tabular.writing.tables import items_csv, items_workbook

router = Router(tags=["work items"])

Category = Literal["todo", "doing", "done"]
Key = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(max_length=300)]
Reason = Annotated[str, Field(max_length=2_000, description="Why a limit of work in progress is exceeded")]
MOST_KEYS = 50_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE = {"responses": {200: {"description": "The file", "content": {"application/octet-stream": {}}}}}
_EXPORTED = {
    "key": "Issue key",
    "title": "Summary",
    "kind": "Issue Type",
    "status": "Status",
    "category": "Status Category",
    "assignee": "Assignee",
    "priority": "Priority",
    "points": "Story Points",
    "parent": "Parent",
    "workstream": "Workstream",
    "service_class": "Class of service",
    "sprint": "Sprint",
    "activity": "Activity",
    "created": "Created",
    "started": "Started",
    "resolved": "Resolved",
    "due": "Due date",
}
"""Columns of the table and their headers: those of trackers' own exports, so that it can be imported again."""


class WorkItemPage(Schema):
    """Every column has one entry for each item of the page."""

    total: int
    counts: dict[Category, int]
    key: list[str]
    title: list[str]
    kind: list[str]
    status: list[str]
    category: list[Category]
    assignee: list[str | None]
    created: list[dt.datetime | None]
    resolved: list[dt.datetime | None]
    url: list[str | None]


@router.get("/programs/{program}/work-items", response={200: WorkItemPage, **READ})
def list_work_items(
    request: HttpRequest,
    program: str,
    q: Annotated[str, Field(max_length=200)] = "",
    status: Category | Literal[""] = "",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=queries.MOST_ROWS)] = 100,
) -> HttpResponse:
    """Search key, title and assignee. ``counts`` are of the search, whatever ``status`` says."""
    page = queries.page(
        actor=actor(request), program=program, text=q.strip(), category=status, offset=offset, limit=limit
    )
    return answer({"total": page.total, "counts": page.counts, **page.columns})


class ItemFields(Schema):
    """Fields to set; one that is absent stays, null clears."""

    title: Annotated[str, Field(max_length=100_000)] = ""
    description: Annotated[str, Field(max_length=200_000)] = ""
    kind: Annotated[str, Field(max_length=200)] = ""
    status: Annotated[str, Field(max_length=200, description="A state of the board")] = ""
    priority: Annotated[str | None, Field(max_length=200)] = None
    assignee: Name | None = None
    due: dt.date | None = None
    points: float | None = None
    parent: Annotated[Key | None, Field(description="Key of the item that it is a part of")] = None
    workstream: Name | None = None
    service_class: Literal["expedite", "fixed_date", "standard", "intangible"] = "standard"
    sprint: Name | None = None
    activity: Annotated[Name | None, Field(description="Id of the activity of the plan that it is a part of")] = None


class ItemInput(ItemFields):
    reason: Reason = ""


class ItemPatch(ItemInput):
    version: int | None = None
    why: Annotated[str, Field(max_length=2_000)] = ""


class ItemsChange(Schema):
    """The same ``set`` for all of ``keys``."""

    keys: Annotated[list[Key], Field(min_length=1, max_length=MOST_KEYS)]
    set: ItemFields


class ItemsChangeInput(Schema):
    """All of it is done, or nothing. ``versions`` are those that the caller saw, by key: of some items or of all."""

    changes: Annotated[list[ItemsChange], Field(min_length=1, max_length=MOST_KEYS)]
    versions: dict[Key, int] = Field(default={}, max_length=MOST_KEYS)
    why: Annotated[str, Field(max_length=2_000)] = ""
    reason: Reason = ""


class ItemMoveInput(Schema):
    """Into a state, and in the order ahead of ``before`` or behind ``after`` (keys). ``set`` are fields that go with
    it: those of the swimlane into which it is put.
    """

    state: Annotated[str, Field(max_length=200)]
    before: Key | None = None
    after: Key | None = None
    set: ItemFields = ItemFields()
    version: int | None = None
    reason: Reason = ""


class RemovalInput(Schema):
    keys: Annotated[list[Key], Field(min_length=1, max_length=MOST_KEYS)]
    versions: dict[Key, int] = Field(default={}, max_length=MOST_KEYS)
    why: Annotated[str, Field(max_length=2_000)] = ""


class HomeInput(Schema):
    """``pilotage``: people change the items here; ``tracker``: there."""

    home: Literal["pilotage", "tracker"]


class ItemsWrittenView(Schema):
    """``announcement`` is read aloud."""

    revision: int
    keys: list[str]
    announcement: str


@router.get("/programs/{program}/work-items/table", response={200: schema_of(ItemTable), **READ})
def list_all_work_items(request: HttpRequest, program: str) -> HttpResponse:
    """Every work item of the program, in people's order, as columns."""
    return answer(table_of(actor=actor(request), program=program))


@router.get("/programs/{program}/work-items/export", response={200: None, **READ}, openapi_extra=_FILE)
def export_work_items(
    request: HttpRequest,
    program: str,
    format: Literal["csv", "xlsx"] = "csv",  # noqa: A002 - the name of the parameter in the address
) -> HttpResponse:
    """Every work item of the program as a table, in people's order. CSV can be imported again."""
    items = table_of(actor=actor(request), program=program).items
    columns: dict[str, Sequence[Any]] = {title: getattr(items, name) for name, title in _EXPORTED.items()}
    data = items_csv(columns) if format == "csv" else items_workbook(program, columns)
    response = HttpResponse(data, content_type="text/csv; charset=utf-8" if format == "csv" else _XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{program}-work-items.{format}"'
    return response


@router.post("/programs/{program}/work-items", response={201: ItemsWrittenView, **WRITE})
def add_work_item(request: HttpRequest, program: str, payload: ItemInput) -> HttpResponse:
    """Without a ``status`` it waits to begin. Its key is made from the program's."""
    refuse_nul(request)
    fields = payload.dict(exclude_unset=True, exclude={"reason"})
    return _written(
        program,
        work.add_item(actor=actor(request), program=program, fields=fields, reason=payload.reason, now=moment()),
        status=201,
    )


@router.post("/programs/{program}/work-items/changes", response={200: ItemsWrittenView, **WRITE})
def change_work_items(request: HttpRequest, program: str, payload: ItemsChangeInput) -> HttpResponse:
    """Change many items at once: all of them, or none."""
    refuse_nul(request)
    changes = [
        ItemChange(keys=tuple(each.keys), fields=each.set.dict(exclude_unset=True), versions=payload.versions)
        for each in payload.changes
    ]
    who = actor(request)
    done = work.change_items(
        actor=who, program=program, changes=changes, why=payload.why, reason=payload.reason, now=moment()
    )
    return _written(program, done)


@router.post("/programs/{program}/work-items/removals", response={200: ItemsWrittenView, **WRITE})
def remove_work_items(request: HttpRequest, program: str, payload: RemovalInput) -> HttpResponse:
    """Take items out; undo brings them back. Those that live in their tracker cannot be removed here."""
    who = actor(request)
    done = work.remove_items(
        actor=who, program=program, keys=payload.keys, versions=payload.versions, why=payload.why, now=moment()
    )
    return _written(program, done)


@router.put("/programs/{program}/work-items/home", response={200: Revision, **WRITE})
def choose_home_of_work_items(request: HttpRequest, program: str, payload: HomeInput) -> HttpResponse:
    """Where imported items live. Another import of the tracker's file still writes them: its preview says which."""
    revision = work.take_over(actor=actor(request), program=program, to=payload.home, now=moment())
    carry_plan(program, revision)
    return answer({"revision": revision})


@router.post("/programs/{program}/work-items/{path:key}/moves", response={200: ItemsWrittenView, **WRITE})
def move_work_item(request: HttpRequest, program: str, key: str, payload: ItemMoveInput) -> HttpResponse:
    """Past a limit of work in progress the problem is `wip-limit`: send the ``reason`` along."""
    refuse_nul(request)
    done = work.move_item(
        actor=actor(request),
        program=program,
        key=key,
        state=payload.state,
        before=payload.before,
        after=payload.after,
        fields=payload.set.dict(exclude_unset=True),
        version=payload.version,
        reason=payload.reason,
        now=moment(),
    )
    return _written(program, done)


@router.get("/programs/{program}/work-items/{path:key}", response={200: schema_of(ItemDetail), **READ})
def get_work_item(request: HttpRequest, program: str, key: str) -> HttpResponse:
    """One item with its history, links, children and blockers."""
    return answer(detail(actor=actor(request), program=program, key=key))


@router.patch("/programs/{program}/work-items/{path:key}", response={200: ItemsWrittenView, **WRITE})
def change_work_item(request: HttpRequest, program: str, key: str, payload: ItemPatch) -> HttpResponse:
    refuse_nul(request)
    fields: dict[str, Any] = payload.dict(exclude_unset=True, exclude={"version", "why", "reason"})
    versions = {} if payload.version is None else {key: payload.version}
    change = ItemChange(keys=(key,), fields=fields, versions=versions)
    who = actor(request)
    done = work.change_items(
        actor=who, program=program, changes=[change], why=payload.why, reason=payload.reason, now=moment()
    )
    return _written(program, done)


@router.delete("/programs/{program}/work-items/{path:key}", response={200: ItemsWrittenView, **WRITE})
def remove_work_item(request: HttpRequest, program: str, key: str, version: int | None = None) -> HttpResponse:
    versions = {} if version is None else {key: version}
    done = work.remove_items(actor=actor(request), program=program, keys=[key], versions=versions, now=moment())
    return _written(program, done)


def _written(program: str, done: ItemsWritten, *, status: int = 200) -> HttpResponse:
    carry_plan(program, done.revision)
    return answer({"revision": done.revision, "keys": done.keys, "announcement": done.announcement}, status=status)
