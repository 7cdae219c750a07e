"""Re-baselining: somebody proposes the present dates, an owner says yes or no. Until then nothing changes."""

import datetime as dt

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Baseline as Row
from pilotage.areas.schedule.operations.baselines.rows import change, find, image, put_in_use
from pilotage.areas.schedule.operations.baselines.taking import snapshot
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.queries.baselines import deciders

MOST_LETTERS = 2_000


def propose_baseline(*, actor: Actor, program: str, title: str, reason: str, now: dt.datetime) -> tuple[int, str]:
    """Propose today's plan dates as the baseline in use. Returns the revision and the id of the proposal."""
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.propose"], now=now, why=reason) as edit:
        if not reason.strip():
            raise InvalidError.field("reason", _("Say why the plan needs another baseline."))
        waiting = Row.objects.filter(program=edit.program, state=Row.State.PROPOSED, removed=None).first()
        if waiting is not None:
            text = _("“{title}” is waiting for a decision. Only one re-baseline is decided at a time.")
            raise ConflictError(text.format(title=waiting.title))
        row, _baseline = snapshot(edit, title, reason)
        row.state, row.proposer = Row.State.PROPOSED, actor.user_id
        row.save()
        carry_over(edit)
        edit.record(Entry(verb=events.BASELINE_PROPOSED, entity_id=row.code, title=row.title, after=image(row)))
    return edit.revision, row.code


def decide_on_baseline(
    *, actor: Actor, program: str, baseline: str, version: int | None, approve: bool, word: str, now: dt.datetime
) -> int:
    """Approve a proposal, which puts it in use, or reject it; with a word on why. Returns the revision.

    Raises NotAllowedError to whoever proposed it, unless the program has no other owner: then the record says so.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.decide"], now=now, why=word) as edit:
        row = find(edit, baseline, state=Row.State.PROPOSED)
        decided = Row.State.KEPT if approve else Row.State.REJECTED
        edit.check_version(
            row, version, kind="baseline", entity_id=row.code, yours={"state": decided}, theirs={"state": row.state}
        )
        if not word.strip():
            raise InvalidError.field("word", _("Say why, in a word or a sentence."))
        if len(word) > MOST_LETTERS:
            raise InvalidError.field("word", _("A word has at most {n} characters.").format(n=f"{MOST_LETTERS:,}"))
        alone = _own(row, actor, edit.program)
        values = {
            "state": decided,
            "decided_by": actor.name[:200],
            "decided_at": now,
            "word": word.strip(),
            "alone": alone,
        }
        if approve:
            put_in_use(edit, row, events.BASELINE_APPROVED_ALONE if alone else events.BASELINE_APPROVED, values)
        else:
            change(edit, row, events.BASELINE_REJECTED, values)
        carry_over(edit)
    return edit.revision


def withdraw_baseline(*, actor: Actor, program: str, baseline: str, version: int | None, now: dt.datetime) -> int:
    """Take a proposal back before it is decided on: whoever made it, or an owner. Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.propose"], now=now) as edit:
        row = find(edit, baseline, state=Row.State.PROPOSED)
        if row.proposer != actor.user_id and edit.role is not Role.OWNER:
            text = _("{name} proposed this. Only they, or an owner of the program, take it back.")
            raise NotAllowedError(text.format(name=row.by))
        before = image(row)
        edit.check_version(row, version, kind="baseline", entity_id=row.code, yours={"removed": True}, theirs=before)
        row.removed, row.version = edit.now, row.version + 1
        row.save(update_fields=["removed", "version"])
        carry_over(edit)
        edit.record(Entry(verb=events.BASELINE_WITHDRAWN, entity_id=row.code, title=row.title, before=before))
    return edit.revision


def _own(row: Row, actor: Actor, program: Program) -> bool:
    """Whether ``actor`` decides on what they proposed themselves, because there is no other owner."""
    if row.proposer != actor.user_id:
        return False
    others = [each.user.name for each in deciders(program.pk, row.proposer) if each.user_id != actor.user_id]
    if others:
        raise NotAllowedError(
            _("You proposed this, so another owner decides: {names}.").format(names=", ".join(others))
        )
    return True
