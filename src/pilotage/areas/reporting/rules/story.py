"""What changed between two states of a program, as the audit trail would have told it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.rules import plain
from pilotage.areas.risks import events as risk_events
from pilotage.areas.schedule import events as schedule_events
from pilotage.plan.vocabulary.program import Program

_VERBS = {
    "activities": (
        schedule_events.ACTIVITY_ADDED,
        schedule_events.ACTIVITY_CHANGED,
        schedule_events.ACTIVITY_REMOVED,
    ),
    "dependencies": (
        schedule_events.DEPENDENCY_ADDED,
        schedule_events.DEPENDENCY_CHANGED,
        schedule_events.DEPENDENCY_REMOVED,
    ),
    "risks": (risk_events.RISK_ADDED, risk_events.RISK_CHANGED, risk_events.RISK_REMOVED),
    "contracts": (risk_events.CONTRACT_ADDED, risk_events.CONTRACT_CHANGED, risk_events.CONTRACT_REMOVED),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One record that was added (``before`` None), changed or removed (``after`` None); ``owner`` is a person id."""

    verb: Verb
    id: str
    title: str
    owner: str | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def changes_between(old: Program, new: Program) -> list[Change]:
    """In the order of the program."""
    titles = {activity.id: activity.title for program in (old, new) for activity in program.activities}
    return [
        change
        for collection in _VERBS
        for change in _changes(collection, getattr(old, collection), getattr(new, collection), titles)
    ]


def _changes(collection: str, old: Iterable[Any], new: Iterable[Any], titles: Mapping[str, str]) -> Iterator[Change]:
    added, changed, removed = _VERBS[collection]
    before = {record.id: record for record in old}
    for record in new:
        was = before.pop(record.id, None)
        title, owner = _title(record, titles), getattr(record, "owner", None)
        if was is None:
            yield Change(added, record.id, title, owner, None, plain(record))
        elif was != record:
            past, present = plain(was), plain(record)
            names = [name for name, value in present.items() if past[name] != value]
            yield Change(
                changed,
                record.id,
                title,
                owner,
                {name: past[name] for name in names},
                {name: present[name] for name in names},
            )
    for record in before.values():
        yield Change(removed, record.id, _title(record, titles), getattr(record, "owner", None), plain(record), None)


def _title(record: Any, titles: Mapping[str, str]) -> str:
    if hasattr(record, "predecessor"):
        return f"{titles.get(record.predecessor, '')} to {titles.get(record.successor, '')}"
    return str(getattr(record, "title", None) or getattr(record, "what", ""))
