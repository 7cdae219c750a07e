"""Work items, as columns."""

import datetime as dt
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor
from pilotage.api.base.schemas import READ
from pilotage.areas.work import queries

router = Router(tags=["work items"])

Category = Literal["todo", "doing", "done"]


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
