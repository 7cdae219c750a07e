"""The deployments that DORA's measures are of."""

import datetime as dt
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import InvalidError
from pilotage.areas.flow.operations import set_deployments
from pilotage.areas.flow.queries.deployments import DeploymentSpan, deployments_of
from pilotage.exchange.deployments import read_deployments
from pilotage.plan.vocabulary.problems import Problem

router = Router(tags=["flow"])

MOST_LETTERS = 2_000_000


class DeploymentsInput(Schema):
    """The whole list, as a table: deployed, committed, failed, recovered, rework. Only ``deployed`` is needed."""

    version: int
    csv: Annotated[str, Field(max_length=MOST_LETTERS)]


class DeploymentsShape(msgspec.Struct, frozen=True, kw_only=True):
    """``first`` and ``last`` are days in UTC. ``problems`` are those of the table that was just read: rows that were
    left out, and cells.
    """

    version: int
    deployments: int
    first: dt.date | None
    last: dt.date | None
    problems: tuple[Problem, ...] = ()


@router.get("/programs/{program}/flow/deployments", response={200: schema_of(DeploymentsShape), **READ})
def get_flow_deployments(request: HttpRequest, program: str) -> HttpResponse:
    """How many deployments the program has, and from when to when."""
    return answer(_shape(deployments_of(actor=actor(request), program=program)))


@router.put("/programs/{program}/flow/deployments", response={200: schema_of(DeploymentsShape), **WRITE})
def set_flow_deployments(request: HttpRequest, program: str, payload: DeploymentsInput) -> HttpResponse:
    """Set the program's deployments, in the place of all earlier ones. A table without any is refused."""
    who = actor(request)
    found = read_deployments(("deployments.csv", payload.csv.encode()))
    if not found.ok or not found.deployments:
        raise InvalidError(_("The table holds no deployments. Nothing was changed."), found.problems)
    set_deployments(actor=who, program=program, version=payload.version, deployments=found.deployments, now=moment())
    return answer(_shape(deployments_of(actor=who, program=program), found.problems))


@router.delete("/programs/{program}/flow/deployments", response={200: schema_of(DeploymentsShape), **WRITE})
def remove_flow_deployments(request: HttpRequest, program: str, version: int | None = None) -> HttpResponse:
    """Take all deployments of the program away."""
    who = actor(request)
    set_deployments(actor=who, program=program, version=version, deployments=(), now=moment())
    return answer(_shape(deployments_of(actor=who, program=program)))


def _shape(span: DeploymentSpan, problems: tuple[Problem, ...] = ()) -> DeploymentsShape:
    return DeploymentsShape(
        version=span.version, deployments=span.deployments, first=span.first, last=span.last, problems=problems
    )
