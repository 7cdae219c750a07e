"""Accepting findings of the quality checks for a while, and letting them count again."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import QualityWaiver as Row
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.plan.quality.assessment import Assessment

MOST_DAYS = 366
MOST_LETTERS = 1_000
MOST_FINDINGS = 500
_FIELDS = ("check_id", "record", "title", "reason", "by", "at", "until")


def waive(
    *,
    actor: Actor,
    program: str,
    found: Assessment,
    check: str,
    records: Sequence[str],
    reason: str,
    until: dt.date,
    now: dt.datetime,
) -> int:
    """Set findings of a check on these records apart up to the end of ``until``, in the place of earlier waivers of
    them; one undo takes all back. ``found`` is the assessment in which the caller sees them. Returns the revision.

    Raises NotFoundError where ``check`` finds no such fault, InvalidError for a check whose measure is not made of its
    findings, without a reason, or for a day that is past or more than a year ahead.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["finding.waive"], now=now) as edit:
        reason = reason.strip()
        _check(edit, reason, until)
        definition = found.result(check).check
        if not definition.waivable:
            message = _("“{title}” measures the plan as a whole; none of its findings can be waived.")
            raise InvalidError.field("check", message.format(title=definition.title))
        faults = {each.id: each.title for each in found.findings_on(check, records)}
        for record in records:
            if record not in faults:
                raise NotFoundError(
                    _("“{title}” finds no fault with “{id}”.").format(title=definition.title, id=record[:200])
                )
            title = _("{what} ({check})").format(what=faults[record], check=definition.title)
            values = {"title": title, "reason": reason, "by": actor.name[:200], "at": now, "until": until}
            _waive(edit, check, record, values)
        carry_over(edit)
    return edit.revision


def _waive(edit: Edit, check: str, record: str, values: dict[str, Any]) -> None:
    before = _image(_row(edit, check, record))
    row, _new = Row.objects.update_or_create(program=edit.program, check_id=check, record=record, defaults=values)
    edit.record(
        Entry(
            verb=events.FINDING_WAIVED,
            entity_id=_key(check, record),
            title=values["title"],
            before=before,
            after=_image(row),
        )
    )


def count_again(*, actor: Actor, program: str, check: str, record: str, now: dt.datetime) -> int:
    """End a waiver. Returns the revision. Raises NotFoundError where there is none."""
    with editing(actor=actor, program=program, needs=ACTIONS["finding.waive"], now=now) as edit:
        row = _row(edit, check, record)
        if row is None:
            raise NotFoundError(_("No finding of “{check}” on “{id}” is waived.").format(check=check, id=record[:200]))
        edit.record(
            Entry(
                verb=events.FINDING_COUNTED,
                entity_id=_key(check, record),
                title=row.title,
                before=_image(row),
                after=None,
            )
        )
        row.delete()
        carry_over(edit)
    return edit.revision


def restore_waiver(edit: Edit, entry: AuditEntry) -> None:
    """Undo a waiver or its end, unless it was changed since."""
    images = [image for image in (entry.before, entry.after) if image is not None]
    check, record = images[0]["check_id"], images[0]["record"]
    row = _row(edit, check, record)
    if _image(row) != entry.after:
        raise ConflictError(_("This finding was waived or counted again since. Undo that first."))
    if entry.before is None:
        Row.objects.filter(program=edit.program, check_id=check, record=record).delete()
        return
    values = dict(entry.before)
    values["at"] = dt.datetime.fromisoformat(values["at"])
    values["until"] = dt.date.fromisoformat(values["until"])
    Row.objects.update_or_create(program=edit.program, check_id=check, record=record, defaults=values)


def _check(edit: Edit, reason: str, until: dt.date) -> None:
    today = edit.now.astimezone(ZoneInfo(edit.program.zone)).date()
    if not reason:
        raise InvalidError.field("reason", _("Say why this finding is accepted."))
    if len(reason) > MOST_LETTERS:
        raise InvalidError.field("reason", _("A reason has at most {n} characters.").format(n=f"{MOST_LETTERS:,}"))
    if until < today:
        raise InvalidError.field("until", _("{date} is past. Choose a day from today on.").format(date=until))
    if (until - today).days > MOST_DAYS:
        raise InvalidError.field("until", _("A finding is waived for a year at most."))


def _row(edit: Edit, check: str, record: str) -> Row | None:
    return Row.objects.filter(program=edit.program, check_id=check, record=record).first()


def _key(check: str, record: str) -> str:
    return f"{check}/{record}"[:300]


def _image(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    image: dict[str, Any] = plain({name: getattr(row, name) for name in _FIELDS})
    return image
