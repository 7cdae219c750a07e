"""Linking activities."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import WRITE
from pilotage.api.editing import EditView, answer_edit
from pilotage.areas.schedule import operations as schedule

router = Router(tags=["plan"])

Code = Annotated[str, Field(max_length=300)]
LinkCode = Annotated[str, Field(max_length=610)]
Lag = Annotated[str, Field(max_length=40, description="`2d`, `-1d`, `3ed` on the clock, `50%` of the predecessor")]


class DependencyInput(Schema):
    predecessor: Code
    successor: Code
    kind: Annotated[str, Field(max_length=2, description="FS, SS, FF or SF")] = "FS"
    lag: Lag = ""


class DependencyPatch(Schema):
    id: LinkCode
    version: int | None = None
    kind: Annotated[str | None, Field(max_length=2)] = None
    lag: Lag | None = None


@router.post("/programs/{program}/dependencies", response={200: EditView, **WRITE})
def add_dependency(request: HttpRequest, program: str, payload: DependencyInput) -> HttpResponse:
    """A link that closes a loop is refused; the problem names the loop."""
    refuse_nul(request)
    edit = schedule.add_dependency(
        actor=actor(request),
        program=program,
        predecessor=payload.predecessor,
        successor=payload.successor,
        kind=payload.kind,
        lag=payload.lag,
        now=moment(),
    )
    return answer_edit(request, program, edit)


@router.patch("/programs/{program}/dependencies", response={200: EditView, **WRITE})
def change_dependency(request: HttpRequest, program: str, payload: DependencyPatch) -> HttpResponse:
    refuse_nul(request)
    edit = schedule.change_dependency(
        actor=actor(request),
        program=program,
        dependency=payload.id,
        version=payload.version,
        kind=payload.kind,
        lag=payload.lag,
        now=moment(),
    )
    return answer_edit(request, program, edit)


@router.delete("/programs/{program}/dependencies", response={200: EditView, **WRITE})
def remove_dependency(
    request: HttpRequest,
    program: str,
    dependency: Annotated[LinkCode, Query(alias="id")],
    version: int | None = None,
) -> HttpResponse:
    edit = schedule.remove_dependency(
        actor=actor(request), program=program, dependency=dependency, version=version, now=moment()
    )
    return answer_edit(request, program, edit)
