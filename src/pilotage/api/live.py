"""What others do to a program while it is open, and who they are."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, nothing
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, ForecastMarkView
from pilotage.areas.schedule.queries.forecasts import ForecastMark
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.queries import live

router = Router(tags=["live"])


class WhoView(Schema):
    id: str | None
    name: str
    initials: str


class TouchedView(Schema):
    kind: str
    ids: list[str]


class ActView(Schema):
    revision: int
    at: dt.datetime
    by: WhoView
    text: str = Field(description="What happened, in words that follow the name")
    more: int = Field(description="How many other records the same act changed")
    touched: list[TouchedView]


class ChangesView(Schema):
    revision: int
    forecast: ForecastMarkView = Field(description="The newest; it may come some time after the change that it answers")
    whole: bool = Field(description="Too much to tell: load everything again")
    acts: list[ActView]


class PresenceView(Schema):
    here: list[WhoView] = Field(description="Who else has the program open")


@router.get("/programs/{program}/changes", response={200: ChangesView, 204: None, **READ})
def list_changes(
    request: HttpRequest, program: str, since: int | None = None, run: int | None = None, explained: bool = False
) -> HttpResponse:
    """What came after revision ``since``: who did what to which records. 204 where nothing did.

    With ``run`` and ``explained``, as `forecast` told them last, a newer forecast is news too. Cheap enough to be asked
    every second. Without ``since`` it tells only where the program stands.
    """
    known = None if run is None else ForecastMark(run, explained)
    found = live.changes(actor=actor(request), program=program, since=since, known=known)
    return nothing() if found is None else answer(found)


@router.post("/programs/{program}/presence", response={200: PresenceView, **WRITE})
def be_here(request: HttpRequest, program: str) -> HttpResponse:
    """Say that the program is open before the caller; an open page does it every 20 seconds."""
    return answer({"here": sync.be_here(actor=actor(request), program=program, now=moment())})
