"""A log that tells what came and what went, one event at a time, as changes from one value to another."""

import datetime as dt
from collections.abc import Iterable, Iterator
from sys import intern
from typing import Any, NamedTuple

from pilotage.exchange.tabular.mapping.model import Event, Moves
from pilotage.exchange.tabular.values.paths import Getter, getter
from pilotage.exchange.tabular.values.patterns import Pattern
from pilotage.exchange.tabular.values.typed import plain


class Change(NamedTuple):
    """Texts before and after; ``ids`` are what the tracker calls both itself, where it told."""

    at: dt.datetime
    before: str
    after: str
    ids: tuple[str, str] = ("", "")


class _Kind(NamedTuple):
    event: Event
    value: Getter | None
    like: Pattern | None

    def found(self, entry: dict[str, Any]) -> str:
        """What came or went; empty where this is none of ours."""
        if self.value is None:
            return self.event.const
        text = plain(self.value(entry) or "").strip()
        return text if self.like is None else (self.like.extract(text) or "")


class EventReader:
    """Raises UnsafePatternError for a pattern that might run for ever."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        self._name = getter(moves.event, None)
        self._kinds: dict[str, list[_Kind]] = {}
        for event in moves.events:
            value = getter(event.value, None) if event.value else None
            kind = _Kind(event, value, Pattern(event.like) if event.like else None)
            self._kinds.setdefault(event.of, []).append(kind)

    def changes(self, entries: Iterable[tuple[dt.datetime, dict[str, Any]]]) -> Iterator[tuple[str, Change]]:
        """From entries in rising order: what each changes (``states``, ``milestones``, ``flags``), and how."""
        state = base = self._moves.first
        for at, entry in entries:
            for kind in self._kinds.get(plain(self._name(entry) or ""), ()):
                value = intern(kind.found(entry))
                if not value:
                    continue
                if kind.event.changes != "states":
                    yield (
                        kind.event.changes,
                        Change(at, value if kind.event.gone else "", "" if kind.event.gone else value),
                    )
                    continue
                now = self._state(kind, value, state, base)
                base = value if kind.value is None else base
                if now != state:
                    yield "states", Change(at, state, now)
                    state = now

    def _state(self, kind: _Kind, value: str, state: str, base: str) -> str:
        """A label counts as a state only while the item is open, and takes it back to open when it goes."""
        if kind.value is None:
            return value
        if base != self._moves.first:
            return state
        if kind.event.gone:
            return base if state == value else state
        return value
