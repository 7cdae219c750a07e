"""Simulation runs."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.areas.errors import NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import operations as risks
from pilotage.areas.schedule.models import SimulationRun
from pilotage.areas.schedule.queries.forecasts import run_by_number

router = Router(tags=["simulations"])


class SimulationInput(Schema):
    iterations: Annotated[int | None, Field(ge=1, le=200_000)] = None
    seed: Annotated[int | None, Field(ge=0, lt=2**31)] = None


class Run(Schema):
    id: int
    state: str = Field(description="queued, running, done or failed")
    done: int
    total: int
    seed: int
    iterations: int
    made: dt.datetime | None
    message: str


def run_view(run: SimulationRun) -> Run:
    return Run(
        id=run.number,
        state=run.state,
        done=run.done,
        total=run.iterations,
        seed=run.seed,
        iterations=run.iterations,
        made=run.made,
        message=run.message,
    )


@router.post("/programs/{program}/simulations", response={200: Run, **WRITE})
def request_simulation(request: HttpRequest, program: str, payload: SimulationInput) -> Run:
    """Simulate anew, with other iterations or another seed. A short run is done when this answers."""
    run = risks.request_simulation(
        actor=actor(request), program=program, iterations=payload.iterations, seed=payload.seed, now=moment()
    )
    return run_view(run)


@router.get("/programs/{program}/simulations/{number}", response={200: Run, **READ})
def get_simulation(request: HttpRequest, program: str, number: int) -> Run:
    row = visible(actor=actor(request), program=program).program
    run = run_by_number(row.pk, number)
    if run is None:
        raise NotFoundError(_("There is no simulation {number} of this program.").format(number=number))
    return run_view(run)
