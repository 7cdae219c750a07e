"""Choosing not to hear an early warning for a while, and hearing it again."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain as stored
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.reporting import events
from pilotage.areas.reporting.models import Mute as Row
from pilotage.areas.reporting.permissions import ACTIONS
from pilotage.areas.reporting.queries import briefing
from pilotage.areas.risks.operations.forecasting import refresh_outlook
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.plan.insight.warnings import EarlyWarning
from pilotage.plan.language.text import plain

MOST_DAYS = 366
MOST_LETTERS = 1_000
_FIELDS = ("title", "reason", "until", "by", "at", "urgency", "days")


def mute_warning(
    *, actor: Actor, program: str, warning: str, reason: str, until: dt.date, now: dt.datetime, why: str = ""
) -> int:
    """Keep a warning silent up to the end of ``until``, or until it grows worse; in the place of an earlier mute of it.
    Returns the revision.

    Raises NotFoundError where the program gives no such warning now, InvalidError without a reason, or for a day that
    is past or more than a year ahead.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["warning.mute"], now=now, why=why) as edit:
        _check(edit, reason.strip(), until)
        found = _warning(edit, warning)
        row = Row.objects.filter(program=edit.program, warning=warning).first()
        before = _image(row)
        _save(
            edit,
            warning,
            {
                "title": plain(found.text),
                "reason": reason.strip(),
                "until": until,
                "by": actor.name[:200],
                "at": now,
                "urgency": found.urgency.value,
                "days": found.days,
            },
        )
        after = _image(Row.objects.get(program=edit.program, warning=warning))
        title = plain(found.text)
        edit.record(Entry(verb=events.WARNING_MUTED, entity_id=warning, title=title, before=before, after=after))
        carry_over(edit)
    return edit.revision


def unmute_warning(*, actor: Actor, program: str, warning: str, now: dt.datetime, why: str = "") -> int:
    """Hear a warning again. Raises NotFoundError where it is not muted."""
    with editing(actor=actor, program=program, needs=ACTIONS["warning.mute"], now=now, why=why) as edit:
        row = Row.objects.filter(program=edit.program, warning=warning).first()
        if row is None:
            raise NotFoundError(_("The warning “{id}” is not muted.").format(id=warning[:200]))
        edit.record(
            Entry(verb=events.WARNING_UNMUTED, entity_id=warning, title=row.title, before=_image(row), after=None)
        )
        row.delete()
        carry_over(edit)
    return edit.revision


def restore_mute(edit: Edit, entry: AuditEntry) -> None:
    """Undo a mute or its end, unless it was changed since."""
    row = Row.objects.filter(program=edit.program, warning=entry.entity_id).first()
    if _image(row) != entry.after:
        raise ConflictError(_("This warning was muted or unmuted again since. Undo that first."))
    if entry.before is not None:
        moment = dt.datetime.fromisoformat(entry.before["at"])
        day = dt.date.fromisoformat(entry.before["until"])
        _save(edit, entry.entity_id, {**entry.before, "at": moment, "until": day})
    elif row is not None:
        row.delete()


def _check(edit: Edit, reason: str, until: dt.date) -> None:
    today = edit.now.astimezone(ZoneInfo(edit.program.zone)).date()
    if not reason:
        raise InvalidError.field("reason", _("Say why this warning need not be heard."))
    if len(reason) > MOST_LETTERS:
        raise InvalidError.field("reason", _("A reason has at most {n} characters.").format(n=f"{MOST_LETTERS:,}"))
    if until < today:
        raise InvalidError.field("until", _("{date} is past. Choose a day from today on.").format(date=until))
    if (until - today).days > MOST_DAYS:
        raise InvalidError.field("until", _("A warning is muted for a year at most."))


def _warning(edit: Edit, key: str) -> EarlyWarning:
    """Among those of now, heard or muted."""
    told = briefing(refresh_outlook(whole=load_whole(edit.program), now=edit.now, explain=True), edit.now)
    for warning in (*told.warnings, *(each.warning for each in told.muted)):
        if warning.id == key:
            return warning
    raise NotFoundError(_("There is no warning “{id}” now.").format(id=key[:200]))


def _save(edit: Edit, warning: str, values: dict[str, Any]) -> None:
    Row.objects.update_or_create(program=edit.program, warning=warning, defaults=values)


def _image(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    image: dict[str, Any] = stored({name: getattr(row, name) for name in _FIELDS})
    return image
