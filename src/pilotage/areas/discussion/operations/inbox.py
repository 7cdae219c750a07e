"""Filling somebody's inbox from the trail, and putting notices away. Nobody else sees it: not audited.

The inbox is filled when it is looked at (and by the worker before it tells somebody by e-mail or chat): a write costs
nothing more, however many watch.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from pilotage.areas.actor import Actor
from pilotage.areas.audit import queries as audit
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.discussion.models import Comment, Notice, Seen
from pilotage.areas.discussion.operations.watching import begin_watching
from pilotage.areas.discussion.queries.subjects import owned
from pilotage.areas.discussion.queries.watching import chosen
from pilotage.areas.discussion.rules.noticing import Record, Told, subject_of, told
from pilotage.areas.discussion.rules.texts import excerpt
from pilotage.areas.people.models import Membership, User
from pilotage.areas.people.permissions import require_account

Say = Callable[[AuditEntry], str]
"""What happened, in words that follow the actor's name."""

MOST_ENTRIES = 2000
LOOK_BACK = dt.timedelta(days=14)
"""Who comes to a program hears of what happened in it since."""

_AUTHORED = {"risk.added", "contract.added"}


@dataclass(frozen=True, slots=True)
class Marks:
    """None leaves it as it is."""

    read: bool | None = None
    done: bool | None = None


def collect(*, user_id: int, say: Say, now: dt.datetime) -> None:
    """Bring the inbox of ``user_id`` up to date. Costs two queries while nothing happened."""
    seen = dict(Seen.objects.filter(user_id=user_id).values_list("program_id", "revision"))
    stand = Membership.objects.filter(user_id=user_id).values_list("program_id", "program__revision")
    behind = [pk for pk, revision in stand if seen.get(pk) != revision]
    if not behind:
        return
    user = User.objects.get(pk=user_id)
    for program_id in behind:
        with transaction.atomic():
            _collect(user, program_id, say, now)


def mark_notices(*, actor: Actor, notices: Collection[int] | None, marks: Marks, now: dt.datetime) -> int:
    """Mark notices of the actor (None: all that are open) as read or done, or not. Returns how many."""
    require_account(actor)
    rows = Notice.objects.filter(user_id=actor.user_id or 0)
    rows = rows.filter(done=None) if notices is None else rows.filter(pk__in=notices)
    changes: dict[str, dt.datetime | None] = {}
    if marks.read is not None:
        changes["read"] = now if marks.read else None
    if marks.done is not None:
        changes["done"] = now if marks.done else None
    return rows.update(**changes) if changes else 0


def _collect(user: User, program_id: int, say: Say, now: dt.datetime) -> None:
    # the row is locked: two looks at one inbox do not fill it twice
    Seen.objects.get_or_create(user=user, program_id=program_id, defaults={"revision": 0})
    seen = Seen.objects.select_for_update().get(user=user, program_id=program_id)
    entries = audit.since(program_id=program_id, revision=seen.revision, limit=MOST_ENTRIES)
    if not entries:
        return
    if len(entries) == MOST_ENTRIES:  # the last act may be cut
        entries = [entry for entry in entries if entry.revision != entries[-1].revision] or entries
    fresh = [entry for entry in entries if entry.at > now - LOOK_BACK]
    known = _known(user, program_id, fresh)

    def watches(record: Record, entry: AuditEntry) -> bool:
        return record in known and (entry.revision or 0) > known[record]

    for each in told(fresh, user_id=user.pk, watches=watches):
        _tell(user, program_id, each, say(each.entry))
    seen.revision = entries[-1].revision or seen.revision
    seen.save()


def _known(user: User, program_id: int, entries: Iterable[AuditEntry]) -> dict[Record, int]:
    """Those of the records in ``entries`` that the user hears of, and after which revision."""
    for entry in entries:
        if entry.actor_id == user.pk and entry.verb in _AUTHORED:
            since = entry.revision or 0
            begin_watching(user_id=user.pk, program_id=program_id, record=subject_of(entry), since=since)
    records = {subject_of(entry) for entry in entries}
    said = chosen(user.pk, program_id)
    mine = owned(program_id, user.email, records - said.keys())
    return dict.fromkeys(mine, 0) | {record: choice.since for record, choice in said.items() if choice.on}


def _tell(user: User, program_id: int, each: Told, words: str) -> None:
    quoted = Comment.objects.filter(pk=each.comment).values_list("text", flat=True).first() if each.comment else ""
    kind, code = each.record
    latest = {
        "title": each.title[:500],
        "by": each.entry.actor_name,
        "text": words[:1000],
        "excerpt": excerpt(quoted or ""),
        "at": each.entry.at,
    }
    same = Notice.objects.filter(
        user=user, program_id=program_id, kind=kind, code=code, reason=each.reason, read=None, done=None
    )
    if each.reason == Notice.Reason.MENTION or not same.update(count=F("count") + 1, told=None, **latest):
        Notice.objects.create(user=user, program_id=program_id, kind=kind, code=code, reason=each.reason, **latest)
