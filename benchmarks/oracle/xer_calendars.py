"""Calendars of an XER file. Each is one cell of nested parentheses: ``(0||name(parameters)(children))``."""

import datetime as dt
import re
from collections.abc import Iterator

from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift

Row = dict[str, str]

ALWAYS_OPEN = Calendar(id="always-open", title="24 hours", week=((Shift(0, 1440),),) * 7)
_DAY_ZERO = dt.date(1899, 12, 30)  # days are counted as spreadsheets count them
_WORKDAY = (Shift(8 * 60, 16 * 60),)
_STANDARD = (_WORKDAY,) * 5 + ((),) * 2
_ENTRY = re.compile(r"\(0\|\|([^()]*)\(([^()]*)\)")
_TIMES = re.compile(r"([sf])\|(\d{1,2}):(\d{2})")


def calendar(row: Row, rows: list[Row]) -> Calendar:
    """A calendar with the exceptions of the global one it is based on."""
    base = next((each for each in rows if each["clndr_id"] == row.get("base_clndr_id")), None)
    inherited = () if base is None or base is row else tuple(_exceptions(base.get("clndr_data", "")))
    data = row.get("clndr_data", "")
    return Calendar(
        id=row["clndr_id"],
        title=row.get("clndr_name", ""),
        week=_week(data),
        exceptions=(*inherited, *_exceptions(data)),
    )


def _week(data: str) -> tuple[tuple[Shift, ...], ...]:
    """Monday first; the file counts from Sunday, 1."""
    section = _section(data, "DaysOfWeek")
    if section is None:
        return _STANDARD
    days: dict[int, tuple[Shift, ...]] = {}
    for name, _parameters, inside in _children(section):
        if name.strip().isdigit():
            days[int(name)] = _shifts(inside)
    return tuple(days.get(number, ()) for number in (2, 3, 4, 5, 6, 7, 1))


def _exceptions(data: str) -> Iterator[CalendarException]:
    section = _section(data, "Exceptions")
    for _name, parameters, inside in _children(section or ""):
        match = re.search(r"d\|(\d+)", parameters)
        if match:
            day = _DAY_ZERO + dt.timedelta(int(match[1]))
            yield CalendarException(day, day + dt.timedelta(1), _shifts(inside))


def _shifts(inside: str) -> tuple[Shift, ...]:
    found = []
    for _name, parameters, _inside in _children(inside):
        times = {mark: int(hour) * 60 + int(minute) for mark, hour, minute in _TIMES.findall(parameters)}
        if {"s", "f"} <= times.keys():
            finish = times["f"] or 1440
            if times["s"] < finish:
                found.append(Shift(times["s"], finish))
    return tuple(sorted(found, key=lambda shift: shift.start))


def _section(data: str, name: str) -> str | None:
    for found, _parameters, inside in _everything(data):
        if found == name:
            return inside
    return None


def _everything(data: str) -> Iterator[tuple[str, str, str]]:
    for child in _children(data):
        yield child
        yield from _everything(child[2])


def _children(text: str) -> Iterator[tuple[str, str, str]]:
    """Name, parameters and inside of each entry at the top of ``text``."""
    at = 0
    while True:
        match = _ENTRY.search(text, at)
        if match is None:
            return
        opened = text.find("(", match.end())
        if opened < 0:
            return
        closed = _closing(text, opened)
        yield match[1], match[2], text[opened + 1 : closed]
        at = closed + 1


def _closing(text: str, opened: int) -> int:
    depth = 0
    for at in range(opened, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return len(text)
