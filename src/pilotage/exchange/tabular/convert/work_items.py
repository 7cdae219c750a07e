"""Records -> work items."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import translate
from sys import intern
from typing import Any

import msgspec

from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.mapping.model import Links, Moves, Rule
from pilotage.exchange.tabular.rows import warn
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.dates import parse_iso
from pilotage.exchange.tabular.values.paths import getter
from pilotage.exchange.tabular.values.typed import plain
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem

_CATEGORIES = {
    StatusCategory.TODO: (
        *("new", "todo", "to do", "open", "reopened", "backlog", "selected for development", "undefined"),
        *("ready", "draft", "triage", "planned", "not started"),
    ),
    StatusCategory.DOING: (
        *("doing", "in progress", "active", "started", "in review", "review", "in test", "testing", "in qa"),
        *("in development", "indeterminate", "blocked"),
    ),
    StatusCategory.DONE: (
        *("done", "closed", "resolved", "complete", "completed", "finished", "fixed", "released", "verified"),
        *("cancelled", "canceled"),
    ),
}
_WORDS = {word: category for category, words in _CATEGORIES.items() for word in words}
_PLAIN = frozenset(WorkItem.__struct_fields__) - {"key", "title", "status_category", "links", "transitions"}


class WorkItems:
    """Collects the work items of a table, then joins what only the whole file can tell."""

    def __init__(self, rules: tuple[Rule, ...], context: Context) -> None:
        self._context = context
        self._links = [_link_reader(links, context) for rule in rules for links in rule.links]
        self._histories = [_History(rule.moves, context) for rule in rules if rule.moves is not None]
        self._items: dict[str, WorkItem] = {}
        self._aliases: dict[str, str] = {}
        self._categories: dict[str, StatusCategory] = {}

    def add(self, record: Record) -> None:
        fields = record.fields
        key = fields.get("key")
        if not key:
            warn(self._context.log, "missing-key", _("the row has no key; it was left out"), record.row)
            return
        if key in self._items:
            message = _("the key “{key}” appears more than once; the last one was kept").format(key=key[:60])
            warn(self._context.log, "duplicate-key", message, record.row)
        status = fields.get("status", "")
        values = record.values or record.row.values
        self._items[key] = WorkItem(
            key=key,
            title=fields.get("title", key),
            status_category=self._category(status, fields),
            links=tuple(link for read in self._links for link in read(values)),
            transitions=self._histories[0].transitions(values) if self._histories else (),
            **{name: fields[name] for name in fields.keys() & _PLAIN},
        )
        if "alias" in fields:
            self._aliases[fields["alias"]] = key

    def _category(self, status: str, fields: dict[str, Any]) -> StatusCategory:
        said = _WORDS.get(str(fields.get("status_category", "")).strip().casefold())
        if said is not None:
            self._categories[status] = said
            return said
        known = _WORDS.get(status.strip().casefold())
        if known is not None:
            return known
        if "resolved" in fields:
            return StatusCategory.DONE
        return StatusCategory.DOING if "started" in fields else StatusCategory.TODO

    def finish(self) -> tuple[WorkItem, ...]:
        """All items; parents by their key, starts from the history."""
        return tuple(self._joined(item) for item in self._items.values())

    def _joined(self, item: WorkItem) -> WorkItem:
        changes: dict[str, Any] = {}
        if item.parent in self._aliases:
            changes["parent"] = self._aliases[item.parent]
        if item.epic in self._aliases:
            changes["epic"] = self._aliases[item.epic]
        if item.started is None and (started := self._started(item.transitions)) is not None:
            changes["started"] = started
        return msgspec.structs.replace(item, **changes) if changes else item

    def _started(self, transitions: tuple[Transition, ...]) -> dt.datetime | None:
        for move in transitions:
            category = self._categories.get(move.after) or _WORDS.get(move.after.casefold())
            if category is StatusCategory.DOING:
                return move.at
        return None


def _link_reader(links: Links, context: Context) -> Callable[[Mapping[str, Any]], Iterator[tuple[str, str]]]:
    if links.columns:
        return _column_links(links, context.columns or ())
    each, kind, to = getter(links.each, None), getter(links.kind, None), getter(links.to, None)

    def read(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        found = each(values)
        for link in found if isinstance(found, list) else ():
            other = to(link) if isinstance(link, dict) else None
            if other:
                name = plain(kind(link) or links.const_kind)
                yield intern(links.values.get(name, name)), plain(other)

    return read


def _column_links(links: Links, columns: tuple[str, ...]) -> Callable[[Mapping[str, Any]], Iterator[tuple[str, str]]]:
    """``*`` in the columns' name is the kind of the link."""
    shape = re.compile(translate(links.columns).replace(".*", "(.*)", 1), re.IGNORECASE)
    kinds = {column: found[1] if found.groups() else "" for column in columns if (found := shape.match(column))}

    def read(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for column, name in kinds.items():
            cell = values.get(column)
            for other in cell if isinstance(cell, tuple) else (cell,):
                if other:
                    yield intern(links.values.get(name, links.const_kind or name)), plain(other).strip()

    return read


class _History:
    """Reads the status changes of an item."""

    def __init__(self, moves: Moves, context: Context) -> None:
        self._moves = moves
        self._entries = [getter(path, None) for path in moves.each]
        self._items = getter(moves.items, None)
        self._context = context

    def transitions(self, values: Mapping[str, Any]) -> tuple[Transition, ...]:
        """Oldest first."""
        found: list[Transition] = []
        for get in self._entries:
            entries = get(values)
            for entry in entries if isinstance(entries, list) else ():
                found.extend(self._changes(entry) if isinstance(entry, dict) else ())
        return tuple(sorted(found, key=lambda move: move.at))

    def _changes(self, entry: dict[str, Any]) -> Iterator[Transition]:
        moves = self._moves
        at = parse_iso(plain(entry.get(moves.at, "")))
        items = self._items(entry)
        if not isinstance(at, dt.datetime) or not isinstance(items, list):
            return
        instant = at if at.tzinfo else at.replace(tzinfo=self._context.zone)
        for item in items:
            if isinstance(item, dict) and str(item.get("field", "")).casefold() == moves.field:
                yield Transition(instant, _word(item, moves.before), _word(item, moves.after))


def _word(item: dict[str, Any], names: tuple[str, ...]) -> str:
    return intern(plain(next((item[name] for name in names if item.get(name)), "")))
