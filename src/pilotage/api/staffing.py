"""People and capacity: staffing by period, where overload hurts, ways out, shared hours, and what-ifs."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import Visible, visible
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.schedule.queries import staffing
from pilotage.exchange.tabular.writing.staffing import staffing_csv
from pilotage.plan.staffing.cells import StaffingCell
from pilotage.plan.staffing.groups import RowKind
from pilotage.plan.staffing.meeting import MeetingPlan
from pilotage.plan.staffing.overlap import PartyKind
from pilotage.plan.staffing.pain import Pain
from pilotage.plan.staffing.periods import PeriodKind
from pilotage.plan.staffing.what_if import MOST, Joiner, Leaver, WhatIfAnswer, WhatIfQuestion
from pilotage.plan.staffing.who_could import WorkCandidate

router = Router(tags=["staffing"])

_FILE = {"responses": {200: {"description": "The file", "content": {"text/csv": {}}}}}

Name = Annotated[str, Field(max_length=300)]
Day = Annotated[dt.date, Field(ge=dt.date(1901, 1, 1), le=dt.date(2099, 12, 31))]
Share = Annotated[float, Field(ge=0, le=10)]
Names = Annotated[list[Name], Query(default_factory=list, max_length=200)]


class SheetWish(Schema):
    """``until``: the first day that is no more shown; without it up to the last day with work."""

    by: RowKind = RowKind.ROLE
    every: PeriodKind = PeriodKind.WEEK
    until: Day | None = None


class CellWish(SheetWish):
    row: Name
    at: Day


class JoinerInput(Schema):
    """Somebody who comes. ``share`` of their time is for the program; for ``ramp_weeks`` only ``ramp_share`` of that is
    productive, and ``mentor`` gives ``mentor_share`` of theirs.
    """

    role: Annotated[str, Field(min_length=1, max_length=200)]
    joins: Day
    leaves: Day | None = None
    skills: Annotated[list[Name], Field(max_length=50, default_factory=list)]
    team: Name | None = None
    count: Annotated[int, Field(ge=1, le=20)] = 1
    share: Share = 1.0
    ramp_weeks: Annotated[float, Field(ge=0, le=104)] = 6.0
    ramp_share: Annotated[float, Field(ge=0, le=1)] = 0.5
    mentor: Name | None = None
    mentor_share: Annotated[float, Field(ge=0, le=1)] = 0.0
    day_rate: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)] | None = None


class LeaverInput(Schema):
    person: Name
    leaves: Day


class QuestionInput(Schema):
    """``by_role``: work that asks for no skill may go to others of the same role."""

    joiners: Annotated[list[JoinerInput], Field(max_length=MOST, default_factory=list)]
    leavers: Annotated[list[LeaverInput], Field(max_length=MOST, default_factory=list)]
    by_role: bool = True


@router.get("/programs/{program}/staffing", response={200: schema_of(staffing.StaffingView), **READ})
def get_staffing(request: HttpRequest, program: str, wish: Query[SheetWish]) -> HttpResponse:
    """Hours asked and there, by role, person, team or skill and by week, month or quarter, as columns."""
    return answer(staffing.staffing(_seen(request, program).program, wish.by, wish.every, wish.until))


@router.get("/programs/{program}/staffing/csv", response={200: None, **READ}, openapi_extra=_FILE)
def get_staffing_csv(request: HttpRequest, program: str, wish: Query[SheetWish]) -> HttpResponse:
    """The same as a table for spreadsheets."""
    row = _seen(request, program).program
    found = staffing.staffing(row, wish.by, wish.every, wish.until)
    response = HttpResponse(staffing_csv(found.sheet), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.slug}-staffing-by-{wish.by.value}.csv"'
    return response


@router.get("/programs/{program}/staffing/cell", response={200: schema_of(StaffingCell), **READ})
def get_staffing_cell(request: HttpRequest, program: str, wish: Query[CellWish]) -> HttpResponse:
    """The receipt of a number of the sheet: activities, people and their days off."""
    return answer(staffing.receipt(_seen(request, program).program, wish.by, wish.row, wish.every, wish.at, wish.until))


@router.get("/programs/{program}/staffing/pains", response={200: list[schema_of(Pain)], **READ})  # type: ignore[misc]  # made at run time
def list_staffing_pains(request: HttpRequest, program: str) -> HttpResponse:
    """Milestones that move if over-allocation is resolved by waiting, for the most overloaded people."""
    return answer(staffing.all_pains(_seen(request, program).program))


@router.get("/programs/{program}/staffing/pain", response={200: schema_of(Pain), **READ})
def get_staffing_pain(request: HttpRequest, program: str, person: Name, week: Day | None = None) -> HttpResponse:
    """The same for one person, and one week where it is given."""
    return answer(staffing.one_pain(_seen(request, program).program, person, week))


@router.get("/programs/{program}/staffing/ways", response={200: schema_of(staffing.WaysView), **READ})
def get_staffing_ways(request: HttpRequest, program: str) -> HttpResponse:
    """Four ways out of over-allocation, compared. Moves are accepted as those of leveling."""
    return answer(staffing.all_ways(_seen(request, program).program))


@router.get("/programs/{program}/staffing/candidates", response={200: list[schema_of(WorkCandidate)], **READ})  # type: ignore[misc]  # likewise
def list_staffing_candidates(request: HttpRequest, program: str, activity: Name, skill: Name = "") -> HttpResponse:
    """Who has what an activity asks for, and the time when it is planned."""
    return answer(staffing.candidates(_seen(request, program).program, activity, skill))


@router.get("/programs/{program}/staffing/overlap", response={200: schema_of(staffing.OverlapView), **READ})
def get_staffing_overlap(request: HttpRequest, program: str, of: PartyKind, date: Day, ids: Names) -> HttpResponse:
    """Working hours that teams or people share on a day, and when the clocks change them."""
    return answer(staffing.overlap(_seen(request, program).program, of, date, tuple(ids)))


@router.get("/programs/{program}/staffing/meeting", response={200: schema_of(MeetingPlan), **READ})
def get_staffing_meeting(
    request: HttpRequest,
    program: str,
    of: PartyKind,
    ids: Names,
    first: Day,
    days: Annotated[int, Query(ge=1, le=14)] = 5,
    minutes: Annotated[int, Query(ge=15, le=480)] = 60,
) -> HttpResponse:
    """The best times for a meeting, on everybody's clock."""
    return answer(staffing.meeting_of(_seen(request, program).program, of, tuple(ids), first, days, minutes))


@router.post("/programs/{program}/staffing/what-if", response={200: schema_of(WhatIfAnswer), **WRITE})
def ask_staffing_what_if(request: HttpRequest, program: str, payload: QuestionInput) -> HttpResponse:
    """Leveled dates and percentiles if these people came and left. Nothing is written."""
    refuse_nul(request)
    whole = load_whole(_seen(request, program).program)
    question = WhatIfQuestion(
        joiners=tuple(Joiner(**{**each.dict(), "skills": tuple(each.skills)}) for each in payload.joiners),
        leavers=tuple(Leaver(**each.dict()) for each in payload.leavers),
        by_role=payload.by_role,
    )
    return answer(staffing.what_if_of(whole.plan, whole.program, question))


def _seen(request: HttpRequest, program: str) -> Visible:
    return visible(actor=actor(request), program=program)
