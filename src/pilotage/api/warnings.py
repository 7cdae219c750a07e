"""Muting early warnings."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import WRITE, Revision
from pilotage.areas.reporting import operations as reporting
from pilotage.areas.reporting.operations.mutes import MOST_LETTERS

router = Router(tags=["warnings"])


class MuteInput(Schema):
    """``until`` is the last day on which the warning stays silent."""

    reason: Annotated[str, Field(max_length=MOST_LETTERS)]
    until: dt.date


@router.post("/programs/{program}/warnings/{path:warning}/mute", response={200: Revision, **WRITE})
def mute_warning(request: HttpRequest, program: str, warning: str, payload: MuteInput) -> HttpResponse:
    """Keep a warning silent for a while, with the reason. It comes back after its day, or when it grows worse."""
    refuse_nul(request)
    revision = reporting.mute_warning(
        actor=actor(request),
        program=program,
        warning=warning,
        reason=payload.reason,
        until=payload.until,
        now=moment(),
    )
    return answer({"revision": revision})


@router.delete("/programs/{program}/warnings/{path:warning}/mute", response={200: Revision, **WRITE})
def unmute_warning(request: HttpRequest, program: str, warning: str) -> HttpResponse:
    """Hear a warning again."""
    revision = reporting.unmute_warning(actor=actor(request), program=program, warning=warning, now=moment())
    return answer({"revision": revision})
