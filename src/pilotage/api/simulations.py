"""Simulation runs."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import operations as risks
from pilotage.areas.schedule.queries.forecasts import RunState, run_by_number, run_state

router = Router(tags=["simulations"])


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
