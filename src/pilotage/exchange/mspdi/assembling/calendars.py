"""Calendars of a plan from calendar records.

Project gives each resource a calendar of its own, most of them empty. Those that only take days off from a base
calendar become the person's days off; the others stay calendars.
"""

from collections import Counter
from collections.abc import Iterable

import msgspec

from pilotage.exchange.mspdi.assembling.names import distinct, slug
from pilotage.exchange.mspdi.assembling.union import united
from pilotage.exchange.mspdi.records import CalendarRecord, Day, ProjectRecords
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, CalendarException, ExceptionKind, Shift

_WORKDAY: Day = (Shift(8 * 60, 12 * 60), Shift(13 * 60, 17 * 60))
_STANDARD_WEEK: tuple[Day, ...] = (_WORKDAY,) * 5 + ((),) * 2


class Calendars:
    """``all`` in the order of the file, ``default`` the id of the program's, ``ids`` from UID to id."""

    def __init__(self, records: ProjectRecords, report: Report) -> None:
        self._by_uid = _unique(records.calendars, report)
        self._folded = _folded(records, self._by_uid)
        kept = [record for record in self._by_uid.values() if record.uid not in self._folded]
        names = distinct((slug(r.name, f"c{r.uid}"), f"c{r.uid}") for r in kept)
        self.ids = dict(zip((record.uid for record in kept), names, strict=True))
        self._made = [self._calendar(record, report) for record in kept] or [STANDARD]
        self._together: dict[tuple[str, ...], str] = {}
        self.default = self._default(records, report)

    @property
    def all(self) -> tuple[Calendar, ...]:
        """The calendars of the file, then those made by ``together``."""
        return tuple(self._made)

    def together(self, names: Iterable[str | None]) -> str | None:
        """The calendar of a task done by people of these calendars: whenever one of them works, it goes on.

        Project counts the duration of such a task on the union of its people's working time. None is the default.
        """
        different = tuple(sorted({name or self.default for name in names}))
        if len(different) < 2:
            return self._not_default(different[0]) if different else None
        if different not in self._together:
            by_id = {calendar.id: calendar for calendar in self._made}
            name = slug("-".join(different), "together")
            while name in by_id:
                name += "-together"
            self._made.append(united(name, [by_id[each] for each in different], by_id))
            self._together[different] = name
        return self._together[different]

    def person(self, uid: int | None) -> tuple[str | None, tuple[CalendarException, ...]]:
        """Calendar and days off of a resource whose calendar is ``uid``."""
        if uid in self._folded:
            record = self._by_uid[uid]
            assert record.base is not None
            off = tuple(msgspec.structs.replace(e, kind=ExceptionKind.TIME_OFF) for e in record.exceptions)
            return self._not_default(self.ids.get(record.base)), off
        return self._not_default(None if uid is None else self.ids.get(uid)), ()

    def _not_default(self, name: str | None) -> str | None:
        return None if name == self.default else name

    def _calendar(self, record: CalendarRecord, report: Report) -> Calendar:
        base = None if record.base is None else self.ids.get(record.base)
        if record.base is not None and base is None:
            message = _("Calendar “{name}” builds on a calendar that is not in the file.").format(name=record.name)
            report.warning("missing-calendar", message, record.source, record.name)
        inherits = base is not None and all(day is None for day in record.week)
        return Calendar(
            id=self.ids[record.uid],
            title=record.name,
            base=base,
            week=None if inherits else self._week(record, frozenset()),
            exceptions=record.exceptions,
        )

    def _week(self, record: CalendarRecord, seen: frozenset[int]) -> tuple[Day, ...]:
        """All seven days, those not given taken from the base."""
        below = self._by_uid.get(record.base) if record.base is not None else None
        if below is not None and record.uid not in seen:
            given = self._week(below, seen | {record.uid})
        else:
            given = _STANDARD_WEEK if all(day is None for day in record.week) else ((),) * 7
        return tuple(base if own is None else own for own, base in zip(record.week, given, strict=True))

    def _default(self, records: ProjectRecords, report: Report) -> str:
        uid = records.header.default_calendar
        found = None if uid is None else self.ids.get(uid)
        if found is None and uid is not None and records.calendars:
            report.warning("missing-calendar", _("The project's calendar is not in the file; the first one was taken."))
        return found or self._made[0].id


def _unique(records: tuple[CalendarRecord, ...], report: Report) -> dict[int, CalendarRecord]:
    by_uid: dict[int, CalendarRecord] = {}
    for record in records:
        if record.uid in by_uid:
            message = _("Two calendars have the UID {uid}; the second was left out.").format(uid=record.uid)
            report.warning("duplicate-uid", message, record.source, record.name)
        else:
            by_uid[record.uid] = record
    return by_uid


def _folded(records: ProjectRecords, by_uid: dict[int, CalendarRecord]) -> frozenset[int]:
    """Calendars of one resource each that only take days off from their base."""
    users = Counter(r.calendar for r in records.resources if r.calendar is not None)
    elsewhere = {task.calendar for task in records.tasks} | {record.base for record in by_uid.values()}
    elsewhere |= {link.calendar for task in records.tasks for link in task.links} | {records.header.default_calendar}
    return frozenset(
        record.uid
        for record in by_uid.values()
        if record.base in by_uid
        and users[record.uid] <= 1
        and record.uid not in elsewhere
        and all(day is None for day in record.week)
        and not any(exception.shifts for exception in record.exceptions)
        and (users[record.uid] == 1 or not record.name or not record.exceptions)
    )
