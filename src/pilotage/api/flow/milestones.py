"""The milestones of a program's tracker, and how forecasts of milestones moved."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, ProblemDetails
from pilotage.api.flow.shapes import HistoryShape, MilestonesShape, history_shape
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import InvalidError
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.measures import day_of
from pilotage.areas.flow.queries.milestones import (
    history_of_plan,
    history_of_tracker,
    tracker_milestones,
)
from pilotage.areas.programs.queries import visible

router = Router(tags=["flow"])

Name = Annotated[str | None, Field(max_length=700)]


@router.get(
    "/programs/{program}/flow/milestones", response={200: schema_of(MilestonesShape), **READ, 409: ProblemDetails}
)
def list_flow_milestones(request: HttpRequest, program: str) -> HttpResponse:
    """The tracker's milestones (fix versions), open ones first, each with the forecast that was issued last."""
    row = visible(actor=actor(request), program=program).program
    work = work_of(row.pk)
    as_of = day_of(work, None, moment().date())
    return answer(MilestonesShape(as_of, tracker_milestones(row.pk, work, as_of)))


@router.get(
    "/programs/{program}/flow/history",
    response={200: schema_of(HistoryShape), **READ, frozenset({409, 422}): ProblemDetails},
)
def get_forecast_history(
    request: HttpRequest, program: str, milestone: Name = None, activity: Name = None
) -> HttpResponse:
    """How the forecast of a milestone moved: of one of the tracker (``milestone``), or of the plan (``activity``)."""
    row = visible(actor=actor(request), program=program).program
    if (milestone is None) == (activity is None):
        raise InvalidError.field("milestone", _("Name either a milestone of the tracker, or an activity of the plan."))
    if activity is not None:
        return answer(history_shape(history_of_plan(row, activity)))
    work = work_of(row.pk)
    as_of = day_of(work, None, moment().date())
    return answer(history_shape(history_of_tracker(row.pk, work, milestone or "", as_of)))
