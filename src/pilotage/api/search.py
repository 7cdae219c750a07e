"""Search, for the command palette."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor
from pilotage.api.base.schemas import READ
from pilotage.areas.sync.queries.search import search as find

router = Router(tags=["search"])


class SearchHit(Schema):
    kind: Literal["program", "activity", "milestone", "risk", "person", "report"]
    id: str
    title: str
    program: str
    detail: str


class SearchResult(Schema):
    items: list[SearchHit]


@router.get("/search", response={200: SearchResult, **READ})
def search(request: HttpRequest, q: Annotated[str, Field(max_length=200)] = "", program: str = "") -> HttpResponse:
    """At most 50 hits in the programs that the caller may see; those that begin with ``q`` first."""
    return answer({"items": find(actor=actor(request), text=q, program=program)})
