"""Saved views of a page: one's own, or shared with every member."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, nothing, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.queries import View, saved_views

router = Router(tags=["views"])

Name = Annotated[str, Field(max_length=100)]
Page = Annotated[str, Field(max_length=40, description="`plan`, `board`, `roadmap` ...")]
Body = Annotated[dict[str, Any], Field(description="The page's own: the parameters of its address")]


class ViewRow(Schema):
    """``default``: what everybody begins with on that page. ``mine``: nobody else sees it."""

    id: int
    version: int
    page: str
    name: str
    body: dict[str, Any]
    mine: bool
    default: bool


class ViewList(Schema):
    views: list[ViewRow]


class ViewInput(Schema):
    page: Page
    name: Name
    body: Body
    shared: bool = False
    default: bool = False


class ViewPatch(Schema):
    """Only what is sent is changed."""

    version: int | None = None
    name: Name = ""
    body: Body = Field(default_factory=dict)
    shared: bool = False
    default: bool = False


@router.get("/programs/{program}/views", response={200: ViewList, **READ})
def list_views(request: HttpRequest, program: str, page: Page) -> HttpResponse:
    """The views of a page that the caller may use."""
    found = saved_views(actor=actor(request), program=program, page=page)
    return answer({"views": [_row(each) for each in found]})


@router.post("/programs/{program}/views", response={200: ViewRow, **WRITE})
def save_view(request: HttpRequest, program: str, payload: ViewInput) -> HttpResponse:
    """Keep a view; to share it takes an editor."""
    refuse_nul(request)
    return answer(_row(programs.save_view(actor=actor(request), program=program, now=moment(), **payload.dict())))


@router.patch("/programs/{program}/views/{int:view}", response={200: ViewRow, **WRITE})
def change_view(request: HttpRequest, program: str, view: int, payload: ViewPatch) -> HttpResponse:
    """Rename a view, keep another state in it, share it, or make it the default."""
    refuse_nul(request)
    changed = programs.change_view(
        actor=actor(request),
        program=program,
        view=view,
        version=payload.version,
        changes=payload.dict(exclude_unset=True, exclude={"version"}),
        now=moment(),
    )
    return answer(_row(changed))


@router.delete("/programs/{program}/views/{int:view}", response={204: None, **WRITE})
def remove_view(request: HttpRequest, program: str, view: int) -> HttpResponse:
    programs.remove_view(actor=actor(request), program=program, view=view, now=moment())
    return nothing()


def _row(view: View) -> dict[str, Any]:
    return asdict(view)
