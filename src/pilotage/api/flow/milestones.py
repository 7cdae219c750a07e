"""The milestones of a program's tracker, and how forecasts of milestones moved."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from pilotage.api.base.schemas import READ, ProblemDetails
from pilotage.api.flow.shapes import HistoryShape, MilestonesShape
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import ConflictError

router = Router(tags=["flow"])


@router.get("/programs/{program}/flow/milestones", response={200: schema_of(MilestonesShape), **READ})
def list_flow_milestones(request: HttpRequest, program: str) -> HttpResponse:
    """The tracker's milestones (fix versions), open ones first, each with the forecast that was issued last."""
    raise ConflictError("This part is being built.")


@router.get("/programs/{program}/flow/history", response={200: schema_of(HistoryShape), **READ, 422: ProblemDetails})
def get_forecast_history(
    request: HttpRequest,
    program: str,
    milestone: Annotated[str | None, Field(max_length=300)] = None,
    activity: Annotated[str | None, Field(max_length=300)] = None,
) -> HttpResponse:
    """How the forecast of a milestone moved: of one of the tracker (``milestone``), or of the plan (``activity``)."""
    raise ConflictError("This part is being built.")
