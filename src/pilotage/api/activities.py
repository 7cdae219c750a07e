"""Editing activities."""

from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.editing import EditView, answer_edit
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.queries.previews import Preview, preview_change
from pilotage.areas.schedule.queries.written import written
from pilotage.areas.schedule.rules.changes import ActivityChange

router = Router(tags=["plan"])

Name = Annotated[str, Field(max_length=300)]
Amount = Annotated[str, Field(max_length=60)]
Day = Annotated[str, Field(max_length=40, description="`2026-10-02`, or an ISO instant where one is meant")]


class AssignmentRow(Schema):
    """Who does it: ``person``, or anybody with the ``skill``; ``units`` 1.0 is full time."""

    person: Name | None = None
    units: float = 1.0
    skill: Name = ""


class PauseRow(Schema):
    """Days of rest, ``first`` to ``last``, both included; with ``hours`` (`09:00-12:00`) these are still worked."""

    first: Day
    last: Day | None = None
    hours: Amount = ""
    title: Name = ""


class ActivityFields(Schema):
    """Fields as typed; one that is absent stays, null clears. Ids are those of the plan."""

    title: Annotated[str, Field(max_length=2000)] = ""
    kind: Annotated[str, Field(max_length=20, description="task, milestone, summary or level_of_effort")] = "task"
    workstream: Name | None = None
    parent: Name | None = None
    team: Name | None = None
    owner: Name | None = None
    calendar: Name | None = None
    duration: Annotated[Amount | None, Field(description="`8d`, `4h`, `2w`; `3ed` is on the clock")] = None
    estimate: Annotated[
        str | None,
        Field(
            max_length=400,
            description="low/likely/high: `5d/8d/15d`, `5d/8d/15d lognormal`, `5d/8d/15d pert p10-p90`; or points: "
            "`discrete 5d 60%, 8d 40%`, `quantiles 5% 3d, 50% 8d, 95% 20d`",
        ),
    ] = None
    remaining: Amount | None = None
    progress: Annotated[float, Field(ge=0, le=1)] = 0.0
    actual_start: Day | None = None
    actual_finish: Day | None = None
    constraint: Annotated[str | None, Field(max_length=40)] = None
    constraint_at: Day | None = None
    second_constraint: Annotated[
        str | None, Field(max_length=40, description="besides the first; both are no-earlier or no-later dates")
    ] = None
    second_constraint_at: Day | None = None
    expected_finish: Annotated[Day | None, Field(description="what is left of it lasts until then")] = None
    deadline: Day | None = None
    target: Day | None = None
    commitment: Day | None = None
    note: Annotated[str, Field(max_length=100_000)] = ""
    probability: Annotated[float, Field(ge=0, le=1, description="that it is done at all")] = 1.0
    branch: Annotated[Name | None, Field(description="done with those of the same name; `a/x` excludes `a/y`")] = None
    cost: Annotated[Amount | None, Field(description="that does not depend on time: `20k`, `15k/20k/40k`")] = None
    cost_per_day: Annotated[Amount | None, Field(description="of each working day that it takes: `2k`")] = None
    crash_to: Annotated[
        Amount | None, Field(description="the shortest that money can make it; absent: the low estimate")
    ] = None
    crash_cost: Annotated[Amount | None, Field(description="of each day of shortening: `2k`")] = None
    assignments: Annotated[
        list[AssignmentRow] | None, Field(max_length=200, description="who does it, and how much")
    ] = None
    pauses: Annotated[list[PauseRow] | None, Field(max_length=200, description="days on which its work rests")] = None


class ActivityInput(ActivityFields):
    id: Name | None = None
    after_row: Annotated[Name | None, Field(description="Id of the activity to stand after")] = None


class ActivityPatch(ActivityFields):
    version: int | None = None
    why: Annotated[str, Field(max_length=2000)] = ""


class ActivityDetail(ActivityFields):
    """One activity as it is typed: what ``PATCH`` takes. ``zone`` is that of its days, ``currency`` of its costs."""

    id: str
    version: int
    zone: str
    currency: str


class PreviewInput(ActivityFields):
    activity: Name


def change_of(payload: Schema) -> ActivityChange:
    """The fields that the caller sent."""
    known = set(ActivityChange.__struct_fields__)
    given: dict[str, Any] = payload.dict(exclude_unset=True)
    return msgspec.convert({name: value for name, value in given.items() if name in known}, ActivityChange)


@router.post("/programs/{program}/activities", response={200: EditView, **WRITE})
def add_activity(request: HttpRequest, program: str, payload: ActivityInput) -> HttpResponse:
    refuse_nul(request)
    edit = schedule.add_activity(
        actor=actor(request),
        program=program,
        change=change_of(payload),
        after=payload.after_row,
        code=payload.id,
        now=moment(),
    )
    return answer_edit(request, program, edit)


@router.get("/programs/{program}/activities/{path:activity}", response={200: ActivityDetail, **READ})
def get_activity(request: HttpRequest, program: str, activity: str) -> HttpResponse:
    """One activity as people typed it, with its version: what a form shows and ``PATCH`` takes."""
    row = visible(actor=actor(request), program=program).program
    return answer(written(row, activity))


@router.patch("/programs/{program}/activities/{path:activity}", response={200: EditView, **WRITE})
def change_activity(request: HttpRequest, program: str, activity: str, payload: ActivityPatch) -> HttpResponse:
    """A stale ``version`` is refused with 409 and what changed; without one the last writer wins."""
    refuse_nul(request)
    edit = schedule.change_activity(
        actor=actor(request),
        program=program,
        activity=activity,
        version=payload.version,
        change=change_of(payload),
        now=moment(),
        why=payload.why,
    )
    return answer_edit(request, program, edit)


@router.delete("/programs/{program}/activities/{path:activity}", response={200: EditView, **WRITE})
def remove_activity(request: HttpRequest, program: str, activity: str, version: int | None = None) -> HttpResponse:
    """With its dependencies. A summary must be empty."""
    edit = schedule.remove_activity(
        actor=actor(request), program=program, activity=activity, version=version, now=moment()
    )
    return answer_edit(request, program, edit)


@router.post("/programs/{program}/preview", response={200: schema_of(Preview), **READ})
def preview_activity(request: HttpRequest, program: str, payload: PreviewInput) -> HttpResponse:
    """What a change would do to the milestones; nothing is written."""
    row = visible(actor=actor(request), program=program).program
    return answer(preview_change(row, payload.activity, change_of(payload)))
