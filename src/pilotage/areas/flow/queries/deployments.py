"""The deployments of a program."""

import datetime as dt
import zlib

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.flow.models import DeploymentList
from pilotage.areas.programs.queries import visible
from pilotage.plan.flow.measures.deployments import Deployment


class DeploymentSpan(msgspec.Struct, frozen=True):
    """How many deployments a program has, and the days (UTC) of the first and the last; None without any."""

    version: int
    deployments: int
    first: dt.date | None
    last: dt.date | None


def deployments_of(*, actor: Actor, program: str) -> DeploymentSpan:
    row = newest(visible(actor=actor, program=program).program.pk)
    return DeploymentSpan(row.version, row.count, row.first, row.last)


def newest(program_id: int) -> DeploymentList:
    """The list that counts, its body not yet read; one of version 0 where none was ever set. One query."""
    lists = DeploymentList.objects.filter(program_id=program_id).defer("body")
    return lists.order_by("-version").first() or DeploymentList(program_id=program_id)


def deployments_in(row: DeploymentList) -> tuple[Deployment, ...]:
    """Oldest first."""
    if row.count == 0:
        return ()
    return msgspec.json.decode(zlib.decompress(row.body), type=tuple[Deployment, ...])
