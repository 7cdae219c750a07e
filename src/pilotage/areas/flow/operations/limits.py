"""Limits of work in progress: a team that has more gets an early warning."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.flow import events
from pilotage.areas.flow.models import WipLimits
from pilotage.areas.flow.permissions import ACTIONS
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule.operations.plan_edit import carry_over

ENTITY = "limits"
MOST_LIMITS = 1_000
MOST_LETTERS = 300
MOST = 1_000_000


def set_limits(
    *, actor: Actor, program: str, version: int | None, limits: Mapping[str, int], now: dt.datetime, why: str = ""
) -> int:
    """Set the limit of each team in ``limits``, in the place of all earlier ones. Returns the new version.

    Raises InvalidError for a limit that is not from 1 to a million, StaleError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["limits.set"], now=now, why=why) as edit:
        _check(limits)
        row, _new = WipLimits.objects.get_or_create(program=edit.program)
        new = dict(limits)
        edit.check_version(row, version, kind=ENTITY, entity_id=ENTITY, yours=new, theirs=row.limits)
        names = [name for name in {**row.limits, **new} if row.limits.get(name) != new.get(name)]
        if not names:
            return row.version
        before = {name: row.limits.get(name) for name in names}
        after = {name: new.get(name) for name in names}
        _save(row, new)
        title = ", ".join(name or _("all work items") for name in names)
        edit.record(Entry(verb=events.LIMITS_SET, entity_id=ENTITY, title=title, before=before, after=after))
        carry_over(edit)
    return row.version


def restore_limits(edit: Edit, entry: AuditEntry) -> None:
    """Undo `set_limits`, unless one of its limits was set otherwise since."""
    row, _new = WipLimits.objects.get_or_create(program=edit.program)
    after, before = entry.after or {}, entry.before or {}
    if any(row.limits.get(name) != limit for name, limit in after.items()):
        raise ConflictError(
            _("These limits were set again since: {names}. Undo that first.").format(names=", ".join(after))
        )
    new = {**row.limits, **before}
    _save(row, {name: limit for name, limit in new.items() if limit is not None})


def _save(row: WipLimits, limits: dict[str, int]) -> None:
    row.limits = limits
    row.version += 1
    row.save()


def _check(limits: Mapping[str, int]) -> None:
    if len(limits) > MOST_LIMITS:
        raise InvalidError(_("A program has at most {n} limits.").format(n=f"{MOST_LIMITS:,}"))
    for name, limit in limits.items():
        if len(name) > MOST_LETTERS or "\x00" in name:
            raise InvalidError.field("limits", _("“{name}” is no name of a team.").format(name=name[:50]))
        if not 1 <= limit <= MOST:
            text = _("The limit of {name} is {limit}; it is from 1 to {most}. Leave it out for none.")
            raise InvalidError.field(name, text.format(name=name, limit=limit, most=f"{MOST:,}"))
