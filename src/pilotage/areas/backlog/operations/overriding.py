"""People's own decisions about the place of an item."""

import datetime as dt
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.backlog import events
from pilotage.areas.backlog.models import OrderOverride
from pilotage.areas.backlog.operations.written import Done
from pilotage.areas.backlog.permissions import ACTIONS
from pilotage.areas.backlog.queries.items import stored
from pilotage.areas.backlog.queries.ranked import compared
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.areas.work.queries.detail import gone
from pilotage.plan.prioritizing.overrides import seen_now

KIND = "override"
LONGEST_REASON = 2_000


def override_order(
    *,
    actor: Actor,
    program: str,
    key: str,
    ahead_of: str,
    reason: str,
    version: int | None,
    now: dt.datetime,
    today: dt.date,
) -> Done:
    """Put an item directly ahead of another one (empty: at the end), whatever the method says, for a reason that is
    kept. ``version`` is that of the decision about it so far, 0 where there is none.

    Raises InvalidError without a reason, NotFoundError, StaleError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["override.set"], now=now, why=reason) as edit:
        text = _reason(reason)
        found = compared(stored(edit.program, today))
        keys = [item.key for item in found.items]
        for each in filter(None, (key, ahead_of)):
            if each not in keys:
                raise NotFoundError(gone(edit.program.pk, each))
        if key == ahead_of:
            raise InvalidError.field("ahead_of", _("An item cannot stand ahead of itself."))
        row = _row(edit, key)
        before = _image(row)
        edit.check_version(
            row, version, kind=KIND, entity_id=key, yours={"ahead_of": ahead_of, "why": text}, theirs=before or {}
        )
        others = [keys[at] for at in found.order if keys[at] != key]
        row.ahead_of, row.why = ahead_of, text
        row.place = others.index(ahead_of) if ahead_of else len(others)
        row.by, row.at = actor.name, now.astimezone(dt.UTC)
        inputs = {item.key: item.inputs for item in found.items}
        seen = seen_now(found.settings.method, found.settings, inputs, key, ahead_of)
        row.seen = msgspec.to_builtins(seen)
        row.version += 1
        row.save()
        title = f"{key} {found.items[keys.index(key)].title}"
        edit.record(Entry(verb=events.OVERRIDE_SET, entity_id=key, title=title, before=before, after=_image(row)))
        carry_over(edit)
    said = _("{key} is at place {n} of {all} now.").format(key=key, n=row.place + 1, all=len(keys))
    return Done(revision=edit.revision, announcement=said)


def remove_override(
    *, actor: Actor, program: str, key: str, version: int | None, now: dt.datetime, why: str = ""
) -> Done:
    """Let the method place the item again. Raises NotFoundError, StaleError."""
    with editing(actor=actor, program=program, needs=ACTIONS["override.remove"], now=now, why=why) as edit:
        row = _row(edit, key)
        before = _image(row)
        if before is None:
            raise NotFoundError(_("Nobody decided the place of {key}.").format(key=key[:100]))
        edit.check_version(row, version, kind=KIND, entity_id=key, yours={"removed": True}, theirs=before)
        row.delete()
        edit.record(Entry(verb=events.OVERRIDE_REMOVED, entity_id=key, title=key, before=before, after=None))
        carry_over(edit)
    return Done(revision=edit.revision, announcement=_("The method places {key} again.").format(key=key))


def restore_override(edit: Edit, entry: AuditEntry) -> None:
    """Undo a decision, or the end of one, unless there is another one since."""
    row = _row(edit, entry.entity_id)
    if _image(row) != entry.after:
        raise ConflictError(_("The place of {key} was decided again since. Undo that first.").format(key=row.key))
    if entry.before is None:
        row.delete()
        return
    for name, value in entry.before.items():
        setattr(row, name, dt.datetime.fromisoformat(value) if name == "at" else value)
    row.version += 1
    row.save()
    carry_over(edit)


def _reason(reason: str) -> str:
    text = " ".join(reason.split())
    if not text or len(text) > LONGEST_REASON:
        message = _("Say why, in at most {n} characters: others will ask.")
        raise InvalidError.field("reason", message.format(n=LONGEST_REASON))
    return text


def _row(edit: Edit, key: str) -> OrderOverride:
    found = OrderOverride.objects.filter(program=edit.program, key=key).first()
    return found or OrderOverride(program=edit.program, key=key, version=0)


def _image(row: OrderOverride) -> dict[str, Any] | None:
    if not row.version:
        return None
    names = ("ahead_of", "place", "why", "by", "at", "seen")
    return {name: plain(getattr(row, name)) for name in names}
