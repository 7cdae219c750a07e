"""A program's deployments: DORA's measures are of them."""

import datetime as dt
import zlib
from collections.abc import Sequence

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.flow import events
from pilotage.areas.flow.models import DeploymentList
from pilotage.areas.flow.permissions import ACTIONS
from pilotage.areas.flow.queries.deployments import deployments_in, newest
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.plan.flow.measures.deployments import Deployment

ENTITY = "deployments"
MOST_DEPLOYMENTS = 20_000


def set_deployments(
    *,
    actor: Actor,
    program: str,
    version: int | None,
    deployments: Sequence[Deployment],
    now: dt.datetime,
    why: str = "",
) -> int:
    """Set the deployments of a program, in the place of all earlier ones; none takes them away. Returns the version.

    Raises InvalidError for more than twenty thousand, StaleError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["deployments.set"], now=now, why=why) as edit:
        if len(deployments) > MOST_DEPLOYMENTS:
            text = _("These are {n} deployments; a program has at most {most}. Leave out the oldest.")
            raise InvalidError(text.format(n=f"{len(deployments):,}", most=f"{MOST_DEPLOYMENTS:,}"))
        old = newest(edit.program.pk)
        new = _row(edit, old, tuple(sorted(deployments, key=lambda each: each.deployed)))
        edit.check_version(old, version, kind=ENTITY, entity_id=ENTITY, yours=_image(new), theirs=_image(old))
        if deployments_in(new) == deployments_in(old):
            return old.version
        new.save()
        many = ngettext("{n} deployment", "{n} deployments", new.count).format(n=f"{new.count:,}")
        edit.record(
            Entry(verb=events.DEPLOYMENTS_SET, entity_id=ENTITY, title=many, before=_image(old), after=_image(new))
        )
        carry_over(edit)
    return new.version


def restore_deployments(edit: Edit, entry: AuditEntry) -> None:
    """Undo `set_deployments`, unless other deployments were set since."""
    now = newest(edit.program.pk)
    if deployments_in(now) != deployments_in(_of_version(edit, entry.after)):
        raise ConflictError(_("The deployments were set again since. Undo that first."))
    _row(edit, now, deployments_in(_of_version(edit, entry.before))).save()


def _of_version(edit: Edit, image: dict[str, int] | None) -> DeploymentList:
    """The list that the audit trail tells of; version 0 is none."""
    version = (image or {}).get("version", 0)
    if version == 0:
        return DeploymentList(program=edit.program)
    return DeploymentList.objects.get(program=edit.program, version=version)


def _row(edit: Edit, old: DeploymentList, deployments: tuple[Deployment, ...]) -> DeploymentList:
    days = [each.deployed.astimezone(dt.UTC).date() for each in deployments]
    return DeploymentList(
        program=edit.program,
        version=old.version + 1,
        count=len(deployments),
        first=min(days, default=None),
        last=max(days, default=None),
        body=zlib.compress(msgspec.json.encode(deployments)),
    )


def _image(row: DeploymentList) -> dict[str, object]:
    return {"deployments": row.count, "first": row.first, "last": row.last, "version": row.version}
