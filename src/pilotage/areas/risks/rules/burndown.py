"""Exposure over time: the expected delay of the open risks, as it was, as it was planned, and as it is expected."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from pilotage.areas.audit.rules import plain
from pilotage.areas.risks.rules.matrix import expected_days
from pilotage.plan.vocabulary.risks import Risk, RiskState

WEEK = dt.timedelta(days=7)
MOST_WEEKS = 16


class Point(msgspec.Struct, frozen=True):
    """Expected working days of delay at the end of ``date``; ``actual`` ends today, ``expected`` begins there."""

    date: dt.date
    planned: float | None
    actual: float | None
    expected: float | None


class Change(msgspec.Struct, frozen=True):
    """One entry of the audit trail about a risk: plain fields before and after, as in ``AuditEntry``."""

    day: dt.date
    risk: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def burndown(risks: Sequence[Risk], changes: Iterable[Change], today: dt.date) -> tuple[Point, ...]:
    """Weekly points around ``today``. ``changes`` in any order; without any, a risk is taken to have been what it is
    since it was raised.
    """
    days = _days(risks, today)
    past = _past(risks, changes, [day for day in days if day <= today])
    return tuple(
        Point(
            date=day,
            planned=_rounded(_planned(risks, day)),
            actual=_rounded(past[day]) if day <= today else None,
            expected=_rounded(_expected(risks, day, today)) if day >= today else None,
        )
        for day in days
    )


def _days(risks: Sequence[Risk], today: dt.date) -> list[dt.date]:
    first = min((risk.raised for risk in risks if risk.raised), default=today)
    last = max((risk.response.due for risk in risks if risk.response and risk.response.due), default=today)
    before = min(MOST_WEEKS, max(0, -(-(today - first).days // WEEK.days)))
    after = min(MOST_WEEKS, max(0, -(-(last - today).days // WEEK.days)))
    return [today + n * WEEK for n in range(-before, after + 1)]


def _past(risks: Sequence[Risk], changes: Iterable[Change], days: Sequence[dt.date]) -> dict[dt.date, float]:
    """Exposure at the end of each day: the register of today with later changes taken back, newest first."""
    register: dict[str, dict[str, Any]] = {risk.id: plain(risk) for risk in risks}
    pending = sorted(changes, key=lambda change: change.day)
    found: dict[dt.date, float] = {}
    for day in sorted(days, reverse=True):
        while pending and pending[-1].day > day:
            _take_back(register, pending.pop())
        found[day] = sum(_exposure_on(msgspec.convert(image, Risk), day) for image in register.values())
    return found


def _take_back(register: dict[str, dict[str, Any]], change: Change) -> None:
    if change.before is None:
        register.pop(change.risk, None)
    elif change.after is None:
        register[change.risk] = dict(change.before)
    elif change.risk in register:
        register[change.risk] = register[change.risk] | dict(change.before)


def _exposure_on(risk: Risk, day: dt.date) -> float:
    if risk.raised is not None and risk.raised > day:
        return 0.0
    if risk.state is not RiskState.OPEN and (risk.closed is None or risk.closed <= day):
        return 0.0
    return max(0.0, expected_days(risk) or 0.0)


def _planned(risks: Iterable[Risk], day: dt.date) -> float:
    """Had every response been done on the day it was due."""
    total = 0.0
    for risk in risks:
        if risk.raised is not None and risk.raised > day:
            continue
        if risk.state is not RiskState.OPEN and risk.closed is not None and risk.closed <= day:
            continue
        response = risk.response
        done = response is not None and response.due is not None and response.due <= day
        residual = response.residual_probability if response is not None and done else None
        total += max(0.0, expected_days(risk, residual) or 0.0)
    return total


def _expected(risks: Iterable[Risk], day: dt.date, today: dt.date) -> float:
    """Open risks, with the responses that fall due from today on done on their day; an overdue one is not believed."""
    total = 0.0
    for risk in risks:
        if risk.state is not RiskState.OPEN:
            continue
        response = risk.response
        coming = response is not None and response.due is not None and today < response.due <= day and not response.done
        residual = response.residual_probability if response is not None and coming else None
        total += max(0.0, expected_days(risk, residual) or 0.0)
    return total


def _rounded(days: float) -> float:
    return round(days, 2)
