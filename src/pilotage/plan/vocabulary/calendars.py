"""Working calendars: when work can be done, in which time zone. Intervals are half-open."""

import datetime as dt
from enum import StrEnum

import msgspec


class Shift(msgspec.Struct, frozen=True, gc=False):
    """Working time in a day, ``[start, finish)`` in minutes after local midnight, ``0 <= start < finish <= 1440``."""

    start: int
    finish: int


class ExceptionKind(StrEnum):
    HOLIDAY = "holiday"
    TIME_OFF = "time_off"
    FREEZE = "freeze"  # a change freeze: nothing of this calendar's work may be done
    WORKING = "working"  # extra or changed working time


class CalendarException(msgspec.Struct, frozen=True, gc=False):
    """Other working time than the week says, on every day of ``[start, end)``; no ``shifts`` is a day off."""

    start: dt.date
    end: dt.date
    shifts: tuple[Shift, ...] = ()
    title: str = ""
    kind: ExceptionKind = ExceptionKind.HOLIDAY


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """A working week with exceptions.

    ``week`` holds the shifts of Monday to Sunday; ``None`` inherits the week of ``base``. Exceptions of ``base``
    apply too, and this calendar's own win. ``holidays`` are ISO region codes (``DE``, ``DE-BE``, ``US-WA``) whose
    public holidays are days off. Where exceptions overlap, the later in the tuple wins.
    """

    id: str
    title: str = ""
    zone: str | None = None  # IANA name; None inherits base's, then the program's
    base: str | None = None
    week: tuple[tuple[Shift, ...], ...] | None = None
    exceptions: tuple[CalendarException, ...] = ()
    holidays: tuple[str, ...] = ()


def standard_week(start: int = 9 * 60, finish: int = 17 * 60) -> tuple[tuple[Shift, ...], ...]:
    """Monday to Friday, one shift a day."""
    return ((Shift(start, finish),),) * 5 + ((),) * 2


STANDARD = Calendar(id="standard", title="Standard", week=standard_week())
"""The calendar of a program that names none: Monday to Friday, eight hours."""
