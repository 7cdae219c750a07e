"""Reporting progress of many activities up to a day, and when they must begin to be over by one."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.activities import Amount, Day, Name, change_of
from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.editing import EditView, answer_edit
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.schedule.operations.progress import MOST_REPORTS, Report, report_progress
from pilotage.areas.schedule.queries.latest import LatestStarts, latest_starts

router = Router(tags=["plan"])


class ProgressReportInput(Schema):
    """What is told of one activity; what is absent stays, null clears."""

    activity: Name
    version: Annotated[int | None, Field(description="as read; a stale one is refused with 409")] = None
    progress: Annotated[float, Field(ge=0, le=1)] = 0.0
    remaining: Amount | None = None
    actual_start: Day | None = None
    actual_finish: Day | None = None


class ProgressInput(Schema):
    """``status_date``: progress is known up to the end of that day."""

    status_date: dt.date
    reports: Annotated[list[ProgressReportInput], Field(max_length=MOST_REPORTS)]
    why: Annotated[str, Field(max_length=2000)] = ""


@router.post("/programs/{program}/progress", response={200: EditView, **WRITE})
def update_progress(request: HttpRequest, program: str, payload: ProgressInput) -> HttpResponse:
    """All reports and the status date, or nothing; one undo takes all back."""
    refuse_nul(request)
    edit = report_progress(
        actor=actor(request),
        program=program,
        status_date=payload.status_date,
        reports=[Report(each.activity, change_of(each), each.version) for each in payload.reports],
        now=moment(),
        why=payload.why,
    )
    return answer_edit(request, program, edit)


@router.get("/programs/{program}/latest-start", response={200: schema_of(LatestStarts), **READ})
def get_latest_start(request: HttpRequest, program: str, finish: dt.date) -> HttpResponse:
    """When open work must begin so that the program is over by the end of a day."""
    return answer(latest_starts(visible(actor=actor(request), program=program).program, finish))
