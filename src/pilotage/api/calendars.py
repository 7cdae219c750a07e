"""Working calendars of a program, and the public holidays that are known."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Written
from pilotage.api.programs import ProgramPatch
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.audit.rules import plain
from pilotage.areas.programs.queries import visible
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations import PlanEdit
from pilotage.areas.schedule.queries.calendars import (
    CalendarList,
    CalendarPreview,
    Holiday,
    calendar_list,
    holidays_of,
    preview_calendar,
)
from pilotage.areas.schedule.queries.previews import Preview, preview_head
from pilotage.areas.schedule.rules.regions import Region, regions

router = Router(tags=["calendars"])

Code = Annotated[str, Field(max_length=300)]
Year = Annotated[int, Field(ge=1901, le=2099)]
Day = Annotated[str, Field(max_length=10, description="`2026-12-24`")]


class ShiftInput(Schema):
    """Minutes after local midnight. A night shift is two: to 1440, and from 0 on the next day."""

    start: Annotated[int, Field(ge=0, le=1440)]
    finish: Annotated[int, Field(ge=0, le=1440)]


class ExceptionInput(Schema):
    """Other working time than the week says, from ``start`` to the day before ``end``; no ``shifts`` is a day off."""

    start: Day
    end: Day
    shifts: Annotated[list[ShiftInput], Field(max_length=24, default_factory=list)]
    title: Code = ""
    kind: Literal["holiday", "time_off", "freeze", "working"] = "holiday"


class CalendarFields(Schema):
    """Fields to set; one that is absent stays, null inherits: the week and zone of ``base``, else of the program."""

    title: Annotated[str, Field(max_length=300)] = ""
    zone: Annotated[str | None, Field(max_length=60)] = None
    base: Code | None = None
    week: Annotated[
        list[list[ShiftInput]] | None, Field(max_length=7, description="Monday to Sunday; null inherits")
    ] = None
    exceptions: Annotated[list[ExceptionInput], Field(max_length=2000, default_factory=list)]
    holidays: Annotated[
        list[Code], Field(max_length=50, default_factory=list, description="ISO regions: `DE`, `DE-BE`, `US-WA`")
    ]


class CalendarInput(CalendarFields):
    title: Annotated[str, Field(max_length=300)]
    copy_of: Annotated[Code | None, Field(description="Begin with the fields of this calendar")] = None


class CalendarPatch(CalendarFields):
    version: int | None = None
    why: Annotated[str, Field(max_length=2000)] = ""


class CalendarDraft(CalendarFields):
    """A calendar as it is being edited; ``id`` null for a new one."""

    id: Code | None = None
    year: Year


class CalendarWritten(Written):
    id: str


@router.get("/programs/{program}/calendars", response={200: schema_of(CalendarList), **READ})
def list_calendars(request: HttpRequest, program: str) -> HttpResponse:
    """Every calendar, with who works on it."""
    return answer(calendar_list(visible(actor=actor(request), program=program).program))


@router.post("/programs/{program}/calendars", response={200: CalendarWritten, **WRITE})
def add_calendar(request: HttpRequest, program: str, payload: CalendarInput) -> HttpResponse:
    """Monday to Friday from nine to five, or a copy, where the fields say nothing else."""
    refuse_nul(request)
    fields = payload.dict(exclude_unset=True, exclude={"copy_of"})
    edit, code = schedule.add_calendar(
        actor=actor(request), program=program, fields=plain(fields), copy_of=payload.copy_of, now=moment()
    )
    return _written(edit, code)


@router.post("/programs/{program}/calendars/preview", response={200: schema_of(CalendarPreview), **READ})
def preview(request: HttpRequest, program: str, payload: CalendarDraft) -> HttpResponse:
    """What a calendar being edited would do to the milestones, and its days of a year; nothing is written."""
    row = visible(actor=actor(request), program=program).program
    fields: dict[str, Any] = payload.dict(exclude_unset=True, exclude={"id", "year"})
    return answer(preview_calendar(row, payload.id, plain(fields), payload.year))


@router.patch("/programs/{program}/calendars/{path:calendar}", response={200: CalendarWritten, **WRITE})
def change_calendar(request: HttpRequest, program: str, calendar: str, payload: CalendarPatch) -> HttpResponse:
    """The plan is scheduled anew. 422 where it would leave no working time."""
    refuse_nul(request)
    edit = schedule.change_calendar(
        actor=actor(request),
        program=program,
        calendar=calendar,
        version=payload.version,
        fields=plain(payload.dict(exclude_unset=True, exclude={"version", "why"})),
        now=moment(),
        why=payload.why,
    )
    return _written(edit, calendar)


@router.delete("/programs/{program}/calendars/{path:calendar}", response={200: CalendarWritten, **WRITE})
def remove_calendar(
    request: HttpRequest,
    program: str,
    calendar: str,
    version: int | None = None,
    to: Annotated[str | None, Field(max_length=300, description="the calendar that takes over")] = None,
) -> HttpResponse:
    """409 where something works on it and no other takes over."""
    edit = schedule.remove_calendar(
        actor=actor(request), program=program, calendar=calendar, version=version, to=to, now=moment()
    )
    return _written(edit, calendar)


@router.post("/programs/{program}/head/preview", response={200: schema_of(Preview), **READ})
def preview_header(request: HttpRequest, program: str, payload: ProgramPatch) -> HttpResponse:
    """What a change of the program's head would do to the milestones: days off, calendars of teams, rules."""
    row = visible(actor=actor(request), program=program).program
    changes = payload.dict(exclude={"version", "why"}, exclude_unset=True)
    return answer(preview_head(row, plain(changes)))


@router.get("/holidays", response={200: list[schema_of(Region)], **READ})  # type: ignore[misc]  # made at run time
def list_regions(request: HttpRequest) -> HttpResponse:
    """The countries and subdivisions whose public holidays are known."""
    actor(request)
    return answer(regions())


@router.get("/holidays/{region}", response={200: list[schema_of(Holiday)], **READ})  # type: ignore[misc]  # likewise
def list_holidays(request: HttpRequest, region: str, first: Year, last: Year) -> HttpResponse:
    """The public holidays of a region in the years from ``first`` to ``last``."""
    actor(request)
    return answer(holidays_of(region, first, last))


def _written(edit: PlanEdit, code: str) -> HttpResponse:
    return answer({"revision": edit.revision, "announcement": edit.announcement, "id": code})
