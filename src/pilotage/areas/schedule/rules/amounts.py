"""Amounts and days as they are typed into a cell: ``8d``, ``5d/8d/15d``, ``-1d``, ``50%``, ``2026-10-02``."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.program import Program

_SPAN = re.compile(r"\s*([+-]?\d{1,9}(?:[.,]\d{1,6})?)\s*(e?[mhdw])?\s*", re.ASCII)
_PERCENT = re.compile(r"\s*([+-]?\d{1,4}(?:[.,]\d{1,4})?)\s*%\s*", re.ASCII)
_ESTIMATE_PARTS = 3


def read_span(field: str, text: str, program: Program, *, lead: bool = False) -> Span:
    """An amount of time; a bare number is days. Negative only where ``lead``. Raises InvalidError."""
    found = _SPAN.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        raise InvalidError.field(
            field,
            _("“{text}” is not an amount of time.").format(text=text[:60]),
            hint=_("Write a number and a unit: 8d, 4h, 2w, or 3ed for days on the clock."),
        )
    unit = Unit(found[2] or "d")
    minutes = round(float(found[1].replace(",", ".")) * unit_minutes(unit, program))
    if minutes < 0 and not lead:
        raise InvalidError.field(field, _("“{text}” is negative; a duration is not.").format(text=text[:60]))
    return Span(minutes, unit)


def unit_minutes(unit: Unit, program: Program) -> float:
    """Minutes in one ``unit``: working days and weeks are as long as the program says."""
    day = program.hours_per_day * 60
    return {
        Unit.MINUTE: 1,
        Unit.HOUR: 60,
        Unit.DAY: day,
        Unit.WEEK: day * program.days_per_week,
        Unit.ELAPSED_MINUTE: 1,
        Unit.ELAPSED_HOUR: 60,
        Unit.ELAPSED_DAY: 1440,
        Unit.ELAPSED_WEEK: 7 * 1440,
    }[unit]


def read_estimate(field: str, text: str, program: Program) -> ThreePointEstimate:
    """``low/likely/high``; a unit left out is that of the last part. Raises InvalidError."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) != _ESTIMATE_PARTS:
        raise InvalidError.field(
            field,
            _("“{text}” is not an estimate.").format(text=text[:60]),
            hint=_("Write low/likely/high, such as 5d/8d/15d."),
        )
    unit = re.sub(r"[^a-z]", "", parts[-1]) or "d"
    low, likely, high = (read_span(field, part if part[-1:].isalpha() else part + unit, program) for part in parts)
    if not low.minutes <= likely.minutes <= high.minutes:
        raise InvalidError.field(
            field,
            _("“{text}” is out of order.").format(text=text[:60]),
            hint=_("Low is at most likely, and likely at most high."),
        )
    return ThreePointEstimate(low, likely, high)


def read_lag(text: str, program: Program) -> tuple[Span, float | None]:
    """A lag (negative: a lead) or a share of the predecessor's duration. Raises InvalidError."""
    share = _PERCENT.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
    if share is not None:
        return Span(0), float(share[1].replace(",", ".")) / 100
    return read_span("lag", text or "0d", program, lead=True), None


def lag_text(lag: Span, percent: float | None, program: Program) -> str:
    """How a lag is typed; empty for none."""
    if percent is not None:
        return f"{percent * 100:g}%"
    return span_text(lag, program) if lag.minutes else ""


def span_text(span: Span, program: Program) -> str:
    """How an amount is typed, in the unit of its author: ``8d``."""
    return f"{span.minutes / unit_minutes(span.unit, program):.6g}{span.unit.value}"


def read_instant(field: str, value: str, program: Program, *, end: bool = False) -> dt.datetime:
    """An ISO instant, or a day: its start, or with ``end`` its end (the next midnight) in the program's zone."""
    zone = ZoneInfo(program.zone)
    text = value.strip()
    try:
        if len(text) == len("2026-10-02"):
            day = dt.date.fromisoformat(text) + dt.timedelta(days=1 if end else 0)
            return dt.datetime.combine(day, dt.time(), zone)
        instant = dt.datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise _not_a_day(field, value) from None
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=zone)


def read_day(field: str, value: str) -> dt.date:
    """A day, ``2026-10-02``. Raises InvalidError."""
    try:
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        raise _not_a_day(field, value) from None


def _not_a_day(field: str, value: Any) -> InvalidError:
    return InvalidError.field(
        field,
        _("“{text}” is not a date.").format(text=str(value)[:60]),
        hint=_("Write it as 2026-10-02."),
    )
