"""What hangs on a work item: links to other items, and its sprints with their dates."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import translate
from sys import intern
from typing import Any

from pilotage.exchange.tabular.mapping.model import Links, Sprints
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.dates import parse_iso
from pilotage.exchange.tabular.values.paths import getter
from pilotage.exchange.tabular.values.typed import plain
from pilotage.plan.vocabulary.work_items import SprintDates


def link_reader(links: Links, context: Context) -> Callable[[Mapping[str, Any]], Iterator[tuple[str, str]]]:
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


def sprint_reader(rule: Sprints, context: Context) -> Callable[[Mapping[str, Any]], tuple[SprintDates, ...]]:
    """Those of which any date is told, each once. A sprint that is text (``…[name=Sprint 1,startDate=…]``) is read too.

    Thousands of items share few sprints: each is made once.
    """
    paths = [getter(path, context.columns) for path in rule.each]
    made: dict[tuple[Any, ...], SprintDates | None] = {}

    def read(values: Mapping[str, Any]) -> tuple[SprintDates, ...]:
        found: dict[str, SprintDates] = {}
        for get in paths:
            given = get(values)
            for each in given if isinstance(given, list | tuple) else (given,):
                told = tuple(_part(each, name) for name in (rule.name, rule.start, rule.finish, rule.closed))
                if told not in made:
                    made[told] = _sprint(told, context)
                sprint = made[told]
                if sprint is not None:
                    found[sprint.name] = sprint
        return tuple(found.values())

    return read


def _part(sprint: Any, name: str) -> str:
    if isinstance(sprint, dict):
        return plain(sprint.get(name) or "")
    if not isinstance(sprint, str):
        return ""
    found = re.search(rf"[\[,]{re.escape(name)}=([^,\]]*)", sprint)
    return found[1] if found else ""


def _sprint(told: tuple[str, ...], context: Context) -> SprintDates | None:
    name, *texts = told
    start, finish, closed = (_instant(text, context) for text in texts)
    return SprintDates(intern(name), start, finish, closed) if name and (start or finish or closed) else None


def _instant(text: str, context: Context) -> dt.datetime | None:
    at = parse_iso(text)
    if at is None:
        return None
    if not isinstance(at, dt.datetime):
        at = dt.datetime.combine(at, dt.time())
    return at if at.tzinfo else at.replace(tzinfo=context.zone)
