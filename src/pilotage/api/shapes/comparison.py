"""Two baselines side by side as columns: one list a field, one entry an activity."""

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec

from pilotage.api.shapes.facts import Facts, facts
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.variance.comparison import Comparison
from pilotage.plan.insight.variance.sides import Side
from pilotage.plan.insight.variance.summary import VarianceCounts, summarize
from pilotage.plan.language.text import Text
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.history import BaselineEntry
from pilotage.plan.working_time.calendar_tables import minutes


class SideShape(msgspec.Struct, frozen=True):
    """``on`` is the day on which a baseline was taken, or today."""

    id: str
    title: str
    on: dt.date


class VarianceColumns(msgspec.Struct, frozen=True, kw_only=True):
    """Milestones first, then the latest. Instants are minutes since 1970 UTC, days working days of the activity's
    calendar, later and longer positive; null where the activity is in one side only.
    """

    id: list[str]
    title: list[str]
    kind: list[str]
    state: list[str]
    critical: list[bool]
    start_before: list[int | None]
    start_after: list[int | None]
    finish_before: list[int | None]
    finish_after: list[int | None]
    start_days: list[float | None]
    finish_days: list[float | None]
    duration_days: list[float | None]
    cost: list[Decimal | None]


class ComparisonShape(msgspec.Struct, frozen=True, kw_only=True):
    """``days``: of the program's final milestone; ``cost``: what the second side costs more, if both know a cost."""

    revision: int
    zone: str
    currency: str
    before: SideShape
    after: SideShape
    text: Text
    counts: VarianceCounts
    days: float | None
    cost: Decimal | None
    rows: VarianceColumns
    facts: Facts


def comparison_shape(found: Comparison, schedule: Schedule, revision: int, as_of: dt.datetime) -> ComparisonShape:
    evidence = Evidence(None, as_of)
    summary = summarize(found, schedule, evidence)
    return ComparisonShape(
        revision=revision,
        zone=schedule.program.zone,
        currency=schedule.program.currency,
        before=_side(found.before),
        after=_side(found.after),
        text=summary.text,
        counts=summary.counts,
        days=summary.days,
        cost=summary.cost,
        rows=_columns(found),
        facts=facts(evidence.facts),
    )


def _side(side: Side) -> SideShape:
    return SideShape(side.id, side.title, side.on)


def _columns(found: Comparison) -> VarianceColumns:
    plain: dict[str, list[Any]] = {
        name: [getattr(row, name) for row in found.rows]
        for name in ("id", "title", "critical", "start_days", "finish_days", "duration_days", "cost")
    }
    return VarianceColumns(
        **plain,
        kind=[row.kind.value for row in found.rows],
        state=[row.state.value for row in found.rows],
        start_before=[_at(row.before, "start") for row in found.rows],
        start_after=[_at(row.after, "start") for row in found.rows],
        finish_before=[_at(row.before, "finish") for row in found.rows],
        finish_after=[_at(row.after, "finish") for row in found.rows],
    )


def _at(entry: BaselineEntry | None, edge: str) -> int | None:
    return minutes(getattr(entry, edge)) if entry is not None else None
