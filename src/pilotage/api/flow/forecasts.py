"""Forecasts from the teams' own pace, and the ledger that keeps every one of them."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.flow.shapes import ForecastShape, LedgerShape
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import ConflictError

router = Router(tags=["flow"])

Title = Annotated[str, Field(max_length=300)]


class WhatIfInput(Schema):
    """``people`` more (or fewer), ``drop`` items, a ``wip_limit``, ``split``: the share of items that go elsewhere."""

    people: Annotated[float | None, Field(ge=-1000, le=1000)] = None
    drop: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    wip_limit: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    split: Annotated[float | None, Field(gt=0, lt=1)] = None


class ForecastQuestion(Schema):
    """``items`` or ``milestone``: when are they done (``until``: how likely by then)? ``until`` alone: how many are
    done by then? ``names`` are the teams that work on it, as ``GET flow`` lists them; none means all items.
    """

    items: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    milestone: Title | None = None
    until: dt.date | None = None
    names: tuple[Title, ...] = Field((), max_length=50)
    as_of: dt.date | None = None
    what_if: WhatIfInput | None = None
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1


@router.post(
    "/programs/{program}/flow/forecasts",
    response={200: schema_of(ForecastShape), 201: schema_of(ForecastShape), **WRITE},
)
def issue_flow_forecast(request: HttpRequest, program: str, payload: ForecastQuestion) -> HttpResponse:
    """Make a forecast and write it into the ledger. The same question of the same items is issued once: then 200."""
    raise ConflictError("This part is being built.")


@router.get("/programs/{program}/flow/forecasts", response={200: schema_of(LedgerShape), **READ})
def list_flow_forecasts(
    request: HttpRequest,
    program: str,
    milestone: Title | None = None,
    resolved: bool | None = None,
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 100,
) -> HttpResponse:
    """The ledger: every forecast that was issued, the newest first, with what came of it."""
    raise ConflictError("This part is being built.")


@router.get("/programs/{program}/flow/forecasts/{number}", response={200: schema_of(ForecastShape), **READ})
def get_flow_forecast(request: HttpRequest, program: str, number: int) -> HttpResponse:
    """A forecast as it was issued, with today's track record."""
    raise ConflictError("This part is being built.")
