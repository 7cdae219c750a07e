"""DORA's five measures of software delivery, from a list of deployments (dora.dev, definitions of 2024 and 2025).

Throughput: change lead time (from commit to production), deployment frequency, failed deployment recovery time.
Instability: change fail rate (deployments that need immediate intervention), deployment rework rate (deployments that
nobody planned, made because of an incident in production).
"""

import datetime as dt
from collections.abc import Sequence
from statistics import median

import msgspec
import numpy as np

from pilotage.engine.flow.counting import throughput
from pilotage.plan.flow.items.history import date_of, number_of


class Deployment(msgspec.Struct, frozen=True, kw_only=True):
    """Something went to production at ``deployed``; datetimes are timezone-aware.

    ``committed`` is the first commit in it. ``failed`` says that it needed immediate intervention, ``recovered`` when
    service was well again, ``rework`` that it was not planned but made because of an incident. None is unknown.
    """

    deployed: dt.datetime
    committed: dt.datetime | None = None
    failed: bool | None = None
    recovered: dt.datetime | None = None
    rework: bool | None = None


class DeployedWeek(msgspec.Struct, frozen=True):
    """Deployments of the seven days that end with ``last``, and those of them that failed or were rework."""

    last: dt.date
    deployments: int
    failed: int
    rework: int


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """Of the deployments of the period. Times are medians in hours; a number that no deployment tells is None.
    ``told`` says of how many deployments each is known, by its name.
    """

    deployments: int
    per_week: float
    lead_hours: float | None
    recovery_hours: float | None
    fail_rate: float | None
    rework_rate: float | None
    told: dict[str, int]
    weeks: tuple[DeployedWeek, ...]


def delivery(deployments: Sequence[Deployment], as_of: dt.date, weeks: int) -> Delivery:
    """Of the ``weeks`` weeks that end with ``as_of``: a recovery after that day is not known yet."""
    today = number_of(as_of)
    first = today - 7 * weeks + 1
    shown = [each for each in deployments if first <= _day(each.deployed) <= today]
    lead = [_hours(each.committed, each.deployed) for each in shown if each.committed is not None]
    failures = [each for each in shown if each.failed]
    recoveries = [
        _hours(each.deployed, each.recovered)
        for each in failures
        if each.recovered is not None and _day(each.recovered) <= today
    ]
    judged = [each.failed for each in shown if each.failed is not None]
    planned = [each.rework for each in shown if each.rework is not None]
    return Delivery(
        deployments=len(shown),
        per_week=len(shown) / weeks,
        lead_hours=median(lead) if lead else None,
        recovery_hours=median(recoveries) if recoveries else None,
        fail_rate=sum(judged) / len(judged) if judged else None,
        rework_rate=sum(planned) / len(planned) if planned else None,
        told={"lead": len(lead), "recovery": len(recoveries), "failed": len(judged), "rework": len(planned)},
        weeks=_weeks(shown, today, weeks),
    )


def _day(at: dt.datetime) -> int:
    return number_of(at.astimezone(dt.UTC).date())


def _hours(start: dt.datetime, finish: dt.datetime) -> float:
    return (finish - start).total_seconds() / 3600


def _weeks(shown: Sequence[Deployment], today: int, weeks: int) -> tuple[DeployedWeek, ...]:
    def counted(chosen: list[Deployment]) -> list[int]:
        days = np.array([_day(each.deployed) for each in chosen], np.int64)
        return [int(count) for count in throughput(days, today, weeks)]

    every, failed, rework = (
        counted(list(shown)),
        counted([each for each in shown if each.failed]),
        counted([each for each in shown if each.rework]),
    )
    last = [date_of(today - 7 * (weeks - 1 - at)) for at in range(weeks)]
    return tuple(DeployedWeek(*row) for row in zip(last, every, failed, rework, strict=True))
