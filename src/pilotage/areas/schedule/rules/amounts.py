"""Amounts and days as they are typed into a cell: ``8d``, ``5d/8d/15d``, ``-1d``, ``50%``, ``2026-10-02``."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.exchange.text.syntax.problems import ReadError
from pilotage.exchange.text.values import notation
from pilotage.exchange.text.values.amounts import format_estimate, parse_cost, parse_estimate, parse_money
from pilotage.plan.vocabulary.amounts import Distribution, MoneyImpact, Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.program import Program

_SPAN = re.compile(r"\s*([+-]?\d{1,9}(?:[.,]\d{1,6})?)\s*(e?[mhdw])?\s*", re.ASCII)
_PERCENT = re.compile(r"\s*([+-]?\d{1,4}(?:[.,]\d{1,4})?)\s*%\s*", re.ASCII)
_ESTIMATE_PARTS = 3
EARLIEST, LATEST = dt.date(1950, 1, 1), dt.date(2099, 12, 31)
"""The days that a plan can name."""


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
    """``low/likely/high``, where a unit left out is that of the last part, then perhaps a distribution and what low and
    high are; or points, as in a plan as text: ``discrete 5d 60%, 8d 40%``. Raises InvalidError.
    """
    text = text.strip()
    if text.startswith((Distribution.DISCRETE.value, Distribution.QUANTILES.value)):
        return _as_text(field, text, program)
    amounts, *words = re.split(r"\s+(?=[a-z])", text)
    parts = [part.strip() for part in amounts.split("/")]
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
    if not words:
        return ThreePointEstimate(low, likely, high)
    minutes = "/".join(f"{span.minutes}{'em' if span.elapsed else 'm'}" for span in (low, likely, high))
    found = _as_text(field, " ".join((minutes, *words)), program)
    return ThreePointEstimate(low, likely, high, found.distribution, found.tail)


def _as_text(field: str, text: str, program: Program) -> ThreePointEstimate:
    try:
        return parse_estimate(text, notation.of(program))
    except ReadError as fault:
        raise InvalidError.field(field, fault.message, hint=str(fault.hint)) from None


def estimate_text(estimate: ThreePointEstimate, program: Program) -> str:
    """How an estimate is typed: ``5d/8d/15d``, with its distribution where that is not PERT."""
    text = "/".join(span_text(part, program) for part in (estimate.low, estimate.likely, estimate.high))
    if estimate.points or estimate.tail or estimate.distribution is not Distribution.PERT:
        whole = format_estimate(estimate, notation.of(program))
        return whole if estimate.points else " ".join((text, *whole.split(" ")[1:]))
    return text


def read_money(field: str, text: str, program: Program) -> MoneyImpact:
    """``20k`` or ``15k/20k/40k``, in the program's currency unless another is named. Raises InvalidError."""
    try:
        return parse_money(text.strip(), notation.of(program))
    except ReadError as fault:
        raise InvalidError.field(field, fault.message, hint=str(fault.hint)) from None


def read_amount(field: str, text: str, program: Program) -> Decimal:
    """One amount in the program's currency, ``2k``. Raises InvalidError."""
    try:
        return parse_cost(text.strip(), notation.of(program))
    except ReadError as fault:
        raise InvalidError.field(field, fault.message, hint=str(fault.hint)) from None


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


def check_range(field: str, day: dt.date) -> None:
    """Raises InvalidError for a day outside `EARLIEST` to `LATEST`."""
    if not EARLIEST <= day <= LATEST:
        raise InvalidError.field(
            field, _("{date} is outside {first} to {last}.").format(date=day, first=EARLIEST.year, last=LATEST.year)
        )


def _not_a_day(field: str, value: Any) -> InvalidError:
    return InvalidError.field(
        field,
        _("“{text}” is not a date.").format(text=str(value)[:60]),
        hint=_("Write it as 2026-10-02."),
    )
