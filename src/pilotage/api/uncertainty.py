"""Schedule and cost risk: the distribution of a finish, what is behind it, and what each activity has to do with it."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.uncertainty import OutcomeShape, UncertaintyShape, outcome_shape, uncertainty_shape
from pilotage.areas.errors import ConflictError, NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import Outlook, as_of, load_whole
from pilotage.areas.schedule.rules.cost import insight_seconds
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.activity_risk import SensitivityColumns, activity_risk
from pilotage.plan.insight.outcome import Limits
from pilotage.plan.insight.uncertainty import milestone_of

router = Router(tags=["simulations"])

_PATIENCE = 20.0
"""Seconds of re-simulation that a request may cost."""

Milestone = Annotated[str | None, Query(max_length=300, description="by default the final one")]


@router.get("/programs/{program}/uncertainty/outcome", response={200: schema_of(OutcomeShape), **READ})
def get_outcome(
    request: HttpRequest,
    program: str,
    milestone: Milestone = None,
    cost: Annotated[float | None, Query(ge=-1e15, le=1e15)] = None,
    by: Annotated[dt.date | None, Query()] = None,
) -> HttpResponse:
    """The distribution of a milestone's finish and, of the final one, of the cost: percentiles with their intervals,
    and the share of runs that keep ``cost`` and ``by`` together. ``outcome`` is null while the forecast is being made,
    which ``pending`` tells, and where the plan has no milestone.
    """
    found = _outlook(request, program)
    if milestone is not None and found.forecast is not None and milestone not in found.forecast.milestones:
        raise _unknown(milestone)
    return answer(outcome_shape(found, milestone, Limits(cost, by), as_of(found, moment())))


@router.get("/programs/{program}/uncertainty/activities", response={200: schema_of(SensitivityColumns), **READ})
def get_activity_risk(request: HttpRequest, program: str) -> HttpResponse:
    """Criticality, sensitivity index and cruciality of every unfinished activity for the final milestone, as columns.
    409 while the forecast is being made.
    """
    forecast = _forecast(_outlook(request, program))
    final = forecast.milestones.get(milestone_of(forecast))
    return answer(activity_risk(forecast, final.title if final is not None else ""))


@router.get("/programs/{program}/uncertainty", response={200: schema_of(UncertaintyShape), **READ})
def get_uncertainty(
    request: HttpRequest,
    program: str,
    milestone: Milestone = None,
    top: Annotated[int, Field(ge=1, le=50)] = 8,
) -> HttpResponse:
    """What is behind the forecast of a milestone: percentiles with their intervals, what moves it, sensitivity, what
    risks and responses are worth, merging paths, and date and cost together. 409 while the forecast is being made, or
    where the plan is too large to be analyzed while you wait.
    """
    found = _outlook(request, program)
    forecast = _forecast(found)
    if milestone_of(forecast, milestone) not in forecast.milestones:
        raise _unknown(milestone or "")
    if insight_seconds(forecast.program, forecast.iterations) > _PATIENCE:
        raise ConflictError(_("This plan is too large to be analyzed here. Use “pilotage risk” on its file."))
    return answer(uncertainty_shape(forecast, milestone, top, as_of(found, moment())))


def _outlook(request: HttpRequest, program: str) -> Outlook:
    row = visible(actor=actor(request), program=program).program
    found = refresh_outlook(whole=load_whole(row), now=moment())
    if found.whole.plan.broken:
        raise ConflictError(_("The plan cannot be simulated: {why}").format(why=found.whole.plan.broken[0]))
    return found


def _forecast(found: Outlook) -> Forecast:
    if found.forecast is None or not found.fresh:
        raise ConflictError(_("The forecast of this plan is still being made. Ask again in a moment."))
    return found.forecast


def _unknown(milestone: str) -> NotFoundError:
    return NotFoundError(_("There is no forecast of “{id}”.").format(id=milestone))
