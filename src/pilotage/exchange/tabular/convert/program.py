"""All records of a file -> one program."""

import datetime as dt
import re
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from pilotage.exchange.tabular.convert.activities import ActivityIds, activity
from pilotage.exchange.tabular.convert.dependencies import backward_dates, dependencies
from pilotage.exchange.tabular.convert.naming import Names, Register, slug
from pilotage.exchange.tabular.convert.outline import display_order, parents
from pilotage.exchange.tabular.convert.people import People
from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.convert.risks import risk
from pilotage.exchange.tabular.rows import ProblemLog
from pilotage.exchange.tabular.values.amounts import WorkTime
from pilotage.exchange.tabular.values.context import Context
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.people import Team, Workstream
from pilotage.plan.vocabulary.problems import Severity
from pilotage.plan.vocabulary.program import Program, ProgramKind

_CURRENCY = re.compile(r"[A-Z]{3}\Z")


class Settings:
    """The ``[program]`` table of a mapping, checked."""

    def __init__(self, table: dict[str, Any], name: str, today: dt.date | None, log: ProblemLog) -> None:
        self._table = table
        self._log = log
        self.zone = self._zone()
        self.time = WorkTime(self._number("hours_per_day", 8.0, 24.0), self._number("days_per_week", 5.0, 7.0))
        self.status_date = self._day("status_date") or today
        self.start = self._day("start")
        self.id = slug(self.text("id") or name, "program")
        self.title = self.text("title") or name

    def text(self, name: str) -> str:
        return str(self._table.get(name, ""))

    @property
    def kind(self) -> ProgramKind:
        word = self.text("kind") or ProgramKind.PRODUCT
        if word not in set(ProgramKind):
            self._bad("kind", ", ".join(ProgramKind))
            return ProgramKind.PRODUCT
        return ProgramKind(word)

    @property
    def currency(self) -> str:
        code = self.text("currency") or "EUR"
        if _CURRENCY.match(code):
            return code
        self._bad("currency", "EUR, USD")
        return "EUR"

    def _zone(self) -> str:
        name = self.text("zone") or "UTC"
        try:
            ZoneInfo(name)
        except (ValueError, KeyError, OSError):
            self._bad("zone", "Europe/Berlin, Asia/Kolkata")
            return "UTC"
        return name

    def _number(self, name: str, usual: float, most: float) -> float:
        given = self._table.get(name, usual)
        if isinstance(given, int | float) and 0 < given <= most:
            return float(given)
        self._bad(name, f"0 < n <= {most:g}")
        return usual

    def _day(self, name: str) -> dt.date | None:
        given = self._table.get(name)
        if isinstance(given, dt.datetime):
            return given.date()
        if isinstance(given, dt.date) or given is None:
            return given
        try:
            return dt.date.fromisoformat(str(given))
        except ValueError:
            self._bad(name, "2026-09-18")
            return None

    def _bad(self, name: str, examples: str) -> None:
        message = _("program.{name} of the mapping cannot be “{value}”").format(
            name=name, value=str(self._table.get(name))[:60]
        )
        hint = _("Write for example: {examples}.").format(examples=examples)
        self._log.add("mapping-invalid-value", Severity.ERROR, message, path=f"program.{name}", hint=hint)


def build_program(activities: list[Record], risks: list[Record], settings: Settings, context: Context) -> Program:
    """Ids first, then the tree, then the activities in display order, then what joins them."""
    log = context.log
    ids_of = ActivityIds(log, settings.text("workstream"))
    ids = [ids_of.give(record) for record in activities]
    people, teams = People(), Register()
    owner = people.id(settings.text("owner")) if settings.text("owner") else None
    built = _activities(activities, ids, ids_of, people, teams, context, settings.currency)
    backward_dates(activities, log)
    names = Names(log)
    found = (risk(one, names, ids_of.names, people, settings.currency, context.time, log) for one in risks)
    registered = tuple(one for one in found if one is not None)
    built, workstreams = _workstreams(built, ids_of.workstreams)
    return Program(
        id=settings.id,
        title=settings.title,
        kind=settings.kind,
        owner=owner,
        summary=settings.text("summary"),
        zone=settings.zone,
        currency=settings.currency,
        start=dt.datetime.combine(settings.start, dt.time(), context.zone) if settings.start else None,
        status_date=settings.status_date,
        final=ids_of.names.find(settings.text("final")) if settings.text("final") else None,
        hours_per_day=settings.time.hours_per_day,
        days_per_week=settings.time.days_per_week,
        people=people.people(),
        teams=tuple(Team(id=id_, title=title) for id_, title in teams.titles.items()),
        workstreams=workstreams,
        activities=built,
        dependencies=dependencies(activities, ids, ids_of.names, log),
        risks=registered,
    )


def _activities(
    records: list[Record],
    ids: list[str],
    ids_of: ActivityIds,
    people: People,
    teams: Register,
    context: Context,
    currency: str,
) -> tuple[Activity, ...]:
    parent_of = parents(records, ids, ids_of.find_parent, context.log)
    summaries = set(parent_of)
    return tuple(
        activity(
            records[index],
            ids[index],
            parent_of[index],
            has_children=ids[index] in summaries,
            people=people,
            teams=teams,
            context=context,
            currency=currency,
        )
        for index in display_order(ids, parent_of)
    )


def _workstreams(
    built: tuple[Activity, ...], register: Register
) -> tuple[tuple[Activity, ...], tuple[Workstream, ...]]:
    """A workstream belongs to the team of its activities where they agree; they then inherit it."""
    teams: dict[str, Counter[str | None]] = {}
    for one in built:
        if one.workstream is not None:
            teams.setdefault(one.workstream, Counter())[one.team] += 1
    agreed = {stream: next(iter(found)) for stream, found in teams.items() if len(found) == 1}
    streams = tuple(Workstream(id=id_, title=title, team=agreed.get(id_)) for id_, title in register.titles.items())
    inherited = tuple(
        msgspec.structs.replace(one, team=None) if one.workstream in agreed and one.team is not None else one
        for one in built
    )
    return inherited, streams
