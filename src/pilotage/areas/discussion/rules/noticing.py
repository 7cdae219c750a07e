"""Which of somebody else's acts one is told of, and why. Pure: entries of the trail in, notices out."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.discussion.models import Notice

Record = tuple[str, str]
"""Kind and id."""

ESCALATED = {"contract.escalated"}
_SAME = {"milestone": "activity"}


@dataclass(frozen=True, slots=True)
class Told:
    """One act, as one of those who hear of it is told."""

    record: Record
    title: str
    reason: Notice.Reason
    entry: AuditEntry
    comment: int | None = None


def subject_of(entry: AuditEntry) -> Record:
    """The record that an act was done to; of a comment, the record that it speaks of."""
    said: dict[str, Any] = entry.after or entry.before or {}
    if entry.entity_kind == "comment" and "on" in said:
        return str(said["on"]), str(said["of"])
    return normal(entry.entity_kind), entry.entity_id


def normal(kind: str) -> str:
    """A milestone is an activity."""
    return _SAME.get(kind, kind)


def told(
    entries: Iterable[AuditEntry], *, user_id: int, watches: Callable[[Record, AuditEntry], bool]
) -> Iterator[Told]:
    """What ``user_id`` hears of these entries: never of their own acts, once for each record of one act."""
    heard: set[tuple[object, Record]] = set()
    for entry in entries:
        record = subject_of(entry)
        if entry.actor_id == user_id or (entry.operation, record) in heard:
            continue
        reason = _reason(entry, user_id, partial(watches, record, entry))
        if reason is not None:
            heard.add((entry.operation, record))
            comment = int(entry.entity_id) if entry.entity_kind == "comment" else None
            yield Told(record, entry.entity_title, reason, entry, comment)


def _reason(entry: AuditEntry, user_id: int, watched: Callable[[], bool]) -> Notice.Reason | None:
    if entry.entity_kind == "comment":
        if user_id in _called(entry):
            return Notice.Reason.MENTION
        quiet = entry.verb in {"comment.changed", "comment.removed"}
        return Notice.Reason.COMMENT if not quiet and watched() else None
    if not watched():
        return None
    return Notice.Reason.ESCALATION if entry.verb in ESCALATED else Notice.Reason.CHANGE


def _called(entry: AuditEntry) -> Collection[int]:
    """Whom an act on a comment calls who was not called before."""
    before = (entry.before or {}).get("mentions") or []
    return {int(each) for each in (entry.after or {}).get("mentions") or []} - {int(each) for each in before}
