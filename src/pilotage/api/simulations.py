"""Simulation runs."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import ConflictError, NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import operations as risks
from pilotage.areas.risks.queries import load_whole, outlook
from pilotage.areas.schedule.queries.forecasts import RunState, run_by_number, run_state
from pilotage.areas.schedule.rules.cost import insight_seconds
from pilotage.plan.insight.uncertainty import Uncertainty, uncertainty

router = Router(tags=["simulations"])


_PATIENCE = 20.0
"""Seconds of re-simulation that a request may cost."""


class SimulationInput(Schema):
    iterations: Annotated[int | None, Field(ge=1, le=200_000)] = None
    seed: Annotated[int | None, Field(ge=0, lt=2**31)] = None


@router.post("/programs/{program}/simulations", response={200: schema_of(RunState), **WRITE})
def request_simulation(request: HttpRequest, program: str, payload: SimulationInput) -> HttpResponse:
    """Simulate anew, with other iterations or another seed. A short run is done when this answers."""
    run = risks.request_simulation(
        actor=actor(request), program=program, iterations=payload.iterations, seed=payload.seed, now=moment()
    )
    return answer(run_state(run))


@router.get("/programs/{program}/simulations/{number}", response={200: schema_of(RunState), **READ})
def get_simulation(request: HttpRequest, program: str, number: int) -> HttpResponse:
    row = visible(actor=actor(request), program=program).program
    run = run_by_number(row.pk, number)
    if run is None:
        raise NotFoundError(_("There is no simulation {number} of this program.").format(number=number))
    return answer(run_state(run))


@router.get("/programs/{program}/uncertainty", response={200: schema_of(Uncertainty), **READ})
def get_uncertainty(
    request: HttpRequest,
    program: str,
    milestone: Annotated[str | None, Query(max_length=300)] = None,
    top: Annotated[int, Query(ge=1, le=50)] = 8,
) -> HttpResponse:
    """What is behind the forecast of a milestone, by default the final one: percentiles with their intervals, what
    moves it, sensitivity, what risks and responses are worth, merging paths, and date and cost together. 409 while the
    forecast is being made, or where the plan is too large to be analyzed while you wait.
    """
    row = visible(actor=actor(request), program=program).program
    found = outlook(load_whole(row))
    if found.forecast is None or not found.fresh:
        raise ConflictError(_("The forecast of this plan is still being made. Ask again in a moment."))
    if insight_seconds(found.forecast.program, found.forecast.iterations) > _PATIENCE:
        raise ConflictError(_("This plan is too large to be analyzed here. Use “pilotage risk” on its file."))
    try:
        return answer(uncertainty(found.forecast, milestone, top=top))
    except KeyError:
        raise NotFoundError(_("There is no forecast of “{id}”.").format(id=milestone or "")) from None
