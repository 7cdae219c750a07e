"""An item's log of changes -> when it changed its state, milestone, sprint and key, and when it was blocked."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any, NamedTuple

from pilotage.exchange.tabular.convert.events import Change, EventReader
from pilotage.exchange.tabular.mapping.model import Moves
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.dates import parse_iso
from pilotage.exchange.tabular.values.paths import getter
from pilotage.exchange.tabular.values.patterns import UnsafePatternError
from pilotage.exchange.tabular.values.typed import plain
from pilotage.plan.flow.items.states import is_blocked
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity
from pilotage.plan.vocabulary.work_items import Period, Transition


class Member(NamedTuple):
    """At ``at`` the item was put into, or taken out of, the milestone or sprint ``name``, known to the tracker as
    ``id``.
    """

    at: dt.datetime
    name: str
    added: bool
    id: str = ""


class Log(NamedTuple):
    """Changes by what they change, each oldest first. ``there`` says that there is a log, ``missing`` how many of its
    entries are not in the file, ``sprints_too`` whether it would tell of sprints.
    """

    states: tuple[Change, ...] = ()
    milestones: tuple[Change, ...] = ()
    sprints: tuple[Change, ...] = ()
    flags: tuple[Change, ...] = ()
    keys: tuple[Change, ...] = ()
    there: bool = False
    missing: int = 0
    sprints_too: bool = True

    @property
    def whole(self) -> bool:
        return self.there and not self.missing

    @property
    def transitions(self) -> tuple[Transition, ...]:
        return tuple(Transition(change.at, change.before, change.after) for change in self.states)


class LogReader:
    """Reads the changes of a row by ``moves``."""

    def __init__(self, moves: Moves, context: Context) -> None:
        self._moves = moves
        self._entries = [getter(path, None) for path in moves.each]
        self._items = getter(moves.items, None)
        self._totals = [getter(path, None) for path in moves.total]
        self._context = context
        self._events = _events(moves, context)
        self._kinds: dict[str, str] = {moves.field: "states"}
        for kind in ("milestones", "sprints", "flags", "keys"):
            self._kinds.update(dict.fromkeys(getattr(moves, kind), kind))

    def read(self, values: Mapping[str, Any]) -> Log:
        lists = [found for get in self._entries if isinstance(found := get(values), list)]
        entries = [entry for found in lists for entry in found if isinstance(entry, dict)]
        dated = _oldest_first([(at, entry) for entry in entries if (at := self._at(entry)) is not None])
        kinds: dict[str, list[Change]] = {}
        for kind, change in self._events.changes(dated) if self._events is not None else self._changes(dated):
            kinds.setdefault(kind, []).append(change)
        ordered = {kind: tuple(changes) for kind, changes in kinds.items()}
        stated = [total for get in self._totals if isinstance(total := get(values), int)]
        missing = max(0, max(stated, default=0) - len(entries))
        return Log(**ordered, there=bool(lists), missing=missing, sprints_too=self._events is None)

    def _at(self, entry: dict[str, Any]) -> dt.datetime | None:
        at = parse_iso(plain(entry.get(self._moves.at, "")))
        if not isinstance(at, dt.datetime):
            return None
        if at.tzinfo is None:
            self._context.zoneless.add(self._moves.at, str(at))
            at = at.replace(tzinfo=self._context.zone)
        return at

    def _changes(self, entries: Sequence[tuple[dt.datetime, dict[str, Any]]]) -> Iterator[tuple[str, Change]]:
        moves = self._moves
        for at, entry in entries:
            items = self._items(entry)
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict) and (kind := self._kind(item)):
                    told = "fromString" in item or "toString" in item
                    ids = (plain(item.get("from") or ""), plain(item.get("to") or "")) if told else ("", "")
                    yield kind, Change(at, _word(item, moves.before), _word(item, moves.after), ids)

    def _kind(self, item: dict[str, Any]) -> str:
        named = (str(item.get(name, "")).casefold() for name in ("field", "fieldId"))
        return next((self._kinds[name] for name in named if name in self._kinds), "")


def _events(moves: Moves, context: Context) -> EventReader | None:
    try:
        return EventReader(moves) if moves.events else None
    except UnsafePatternError as error:
        message = _("the mapping has a pattern that cannot be used: {reason}").format(reason=error)
        context.log.add("unusable-pattern", Severity.ERROR, message, path="moves.events")
        return None


def _word(item: dict[str, Any], names: tuple[str, ...]) -> str:
    return intern(plain(next((item[name] for name in names if item.get(name)), "")))


def _oldest_first(entries: list[tuple[dt.datetime, dict[str, Any]]]) -> list[tuple[dt.datetime, dict[str, Any]]]:
    """Trackers give them oldest or newest first; those of one instant keep their order."""
    if entries and entries[0][0] > entries[-1][0]:
        entries.reverse()
    return sorted(entries, key=lambda entry: entry[0])


def single(changes: Iterable[Change]) -> Iterator[Member]:
    """Of a field that is told one value at a time: fix versions."""
    for at, before, after, ids in changes:
        if before:
            yield Member(at, before, added=False, id=ids[0])
        if after:
            yield Member(at, after, added=True, id=ids[1])


def listed(changes: Iterable[Change], known: Sequence[str]) -> Iterator[Member]:
    """Of a field whose whole list is told each time, joined by commas: sprints. ``known`` names may hold one."""
    for at, before, after, _ids in changes:
        old, new = split_list(before, known), split_list(after, known)
        yield from (Member(at, name, added=False) for name in old if name not in new)
        yield from (Member(at, name, added=True) for name in new if name not in old)


def split_list(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Names joined by commas, of which the ``known`` ones may hold commas."""
    found = []
    while text:
        fits = [name for name in known if name and (text == name or text.startswith(f"{name}, "))]
        name = max(fits, key=len) if fits else text.split(", ", 1)[0]
        found.append(intern(name))
        text = text[len(name) :].removeprefix(", ")
    return tuple(found)


def memberships(
    changes: Iterable[Member], now: Sequence[str], created: dt.datetime | None, *, whole: bool
) -> tuple[tuple[Member, ...], bool]:
    """When the item came into each milestone or sprint and left it, oldest first; and whether all of that leads to
    where it is ``now``. What it had before a ``whole`` log began, it has from its creation.

    What the log tells of a name is left out where it does not lead to ``now``. But a name that it leaves the item in
    was only renamed where there is just one such, and just one that the item is in and the log does not know.
    """
    events: dict[str, list[Member]] = {}
    for change in changes:
        events.setdefault(change.name, []).append(change)
    astray = [name for name, found in events.items() if found[-1].added != (name in now)]
    new = [name for name in now if name not in events]
    if len(astray) == len(new) == 1 and astray[0] not in now:
        events[new[0]] = [change._replace(name=new[0]) for change in events.pop(astray.pop())]
    for name in astray:
        del events[name]
    if whole and created is not None:
        events = {name: [] for name in now} | events
        for name, found in events.items():
            if not found or not found[0].added:
                found.insert(0, Member(created, name, added=True))
    told = [change for found in events.values() for change in _alternating(found)]
    return tuple(sorted(told, key=lambda change: change.at)), not astray


def _alternating(found: Sequence[Member]) -> Iterator[Member]:
    """Without what changes nothing: put in twice, or taken out twice."""
    inside: bool | None = None
    for change in found:
        if change.added != inside:
            yield change
        inside = change.added


def blocks(log: Log, created: dt.datetime | None, *, blocked: bool) -> tuple[Period, ...]:
    """When it was flagged, or in a state of waiting; ``blocked``: it is flagged now."""
    flags = [(change.at, bool(change.after)) for change in log.flags]
    waits = [(change.at, is_blocked(change.after)) for change in log.states]
    start = created if log.whole else None
    flagged = _periods(flags, start if (not flags and blocked) or (flags and not flags[0][1]) else None)
    waited = _periods(waits, start if log.states and is_blocked(log.states[0].before) else None)
    return _union([*flagged, *waited])


def _periods(switches: Iterable[tuple[dt.datetime, bool]], since: dt.datetime | None) -> Iterator[Period]:
    for at, on in switches:
        if on:
            since = since or at
        elif since is not None:
            yield Period(since, at)
            since = None
    if since is not None:
        yield Period(since)


def _union(periods: Iterable[Period]) -> tuple[Period, ...]:
    found: list[Period] = []
    for each in sorted(periods, key=lambda period: period.start):
        last = found[-1] if found else None
        if last is None or (last.finish is not None and each.start > last.finish):
            found.append(each)
        elif last.finish is not None and (each.finish is None or each.finish > last.finish):
            found[-1] = Period(last.start, each.finish)
    return tuple(each for each in found if each.finish is None or each.finish > each.start)
