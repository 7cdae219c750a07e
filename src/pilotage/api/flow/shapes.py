"""Forecasts of flow as the API sends them."""

import datetime as dt

import msgspec

from pilotage.areas.flow.queries.ledger import Line
from pilotage.areas.flow.queries.milestones import ForecastHistory, HistoryPoint, TrackerMilestone
from pilotage.areas.flow.rules.answers import Issued, Learning
from pilotage.areas.flow.rules.learned import Learned
from pilotage.areas.flow.rules.making import Found
from pilotage.areas.flow.rules.records import LandedRecord
from pilotage.plan.flow.calibration.track_record import Backtest, TrackRecord
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.forecast import FlowForecast, When
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast
from pilotage.plan.flow.forecasts.what_if import Limited
from pilotage.plan.insight.history import MOST_POINTS, ForecastPoint
from pilotage.plan.vocabulary.problems import Problem
from pilotage.reports.charts.forecast import forecast_chart, joint_chart, milestone_chart
from pilotage.reports.charts.held import track_record_chart
from pilotage.reports.charts.history import history_chart
from pilotage.reports.charts.model import Chart


class MilestonesShape(msgspec.Struct, frozen=True):
    """As of the last day that the items tell of."""

    as_of: dt.date
    milestones: tuple[TrackerMilestone, ...]


class ForecastShape(msgspec.Struct, frozen=True, kw_only=True):
    """``issued`` is its line in the ledger. ``answer`` is the bottom line, ``grounds`` say on what history it stands,
    ``track`` how often such forecasts have held. ``held`` is the record of this history, ``held_all`` of all of them.
    ``tried`` is false where scopes of this length were never tested. ``recent`` items a week are finished.

    Of a supposition, ``moved`` tells by how many days it moves each level, ``chance_moved`` by how much the chance of
    being on time; ``first`` is when the first delivery is done, ``limited`` what a limit of work in progress does.
    """

    issued: Issued
    answer: str
    grounds: str
    track: str
    recent: float
    tried: bool
    learned: int
    own: int
    moved: dict[int, int]
    chance_moved: float | None
    first: tuple[When, ...]
    limited: Limited | None
    held: TrackRecord | None
    held_all: TrackRecord | None
    learning: Learning
    problems: tuple[Problem, ...]
    score: float | None
    charts: tuple[Chart, ...]


class LedgerShape(msgspec.Struct, frozen=True):
    """A page of the ledger, newest first, of ``total``."""

    total: int
    forecasts: tuple[Issued, ...]


class TrackRecordShape(msgspec.Struct, frozen=True, kw_only=True):
    """``backtest`` is what forecasts would have held on this program's past (``said``), null until it is learned;
    ``milestones`` the same of its milestones. ``throughput`` are the forecasts of the ledger whose dates have come,
    ``network`` those of the plan's milestones.
    """

    learning: Learning
    backtest: Backtest | None
    said: str
    milestones: TrackRecord | None
    throughput: LandedRecord
    network: LandedRecord
    charts: tuple[Chart, ...]


class HistoryShape(msgspec.Struct, frozen=True, kw_only=True):
    """How the forecast of a milestone moved, oldest first: of the tracker's by ``throughput``, of the plan's by
    ``network``.
    """

    milestone: str
    title: str
    method: str
    target: dt.date | None
    landed: dt.date | None
    points: tuple[HistoryPoint, ...]
    charts: tuple[Chart, ...]


def forecast_shape(
    line: Line,
    learned: Learned,
    learning: Learning,
    *,
    problems: tuple[Problem, ...],
    score: float | None,
) -> ForecastShape:
    told, question = line.told, line.question
    own = None if question.milestone is not None or question.teams else learned.items.record(told.subject)
    pooled = learned.milestones.pooled if question.milestone is not None else learned.items.pooled
    return ForecastShape(
        issued=line.issued,
        answer=told.answer,
        grounds=told.grounds,
        track=sentences.track(pooled),
        recent=told.recent,
        tried=told.tried,
        learned=told.learned,
        own=told.own,
        moved=told.moved,
        chance_moved=told.chance_moved,
        first=told.first,
        limited=told.limited,
        held=own,
        held_all=pooled,
        learning=learning,
        problems=problems,
        score=score,
        charts=_charts(line.found, pooled),
    )


def _charts(found: Found | None, record: TrackRecord | None) -> tuple[Chart, ...]:
    drawn: tuple[Chart, ...]
    if isinstance(found, FlowForecast):
        drawn = (forecast_chart(found),)
    elif isinstance(found, MilestoneForecast):
        drawn = (milestone_chart(found),)
    else:
        drawn = () if found is None else (joint_chart(found),)
    return (*drawn, track_record_chart(record))


def history_shape(found: ForecastHistory) -> HistoryShape:
    points = [ForecastPoint(each.as_of, each.plan, each.p50, each.p85, each.target) for each in found.points]
    return HistoryShape(
        milestone=found.milestone,
        title=found.title,
        method=found.method,
        target=found.target,
        landed=found.landed,
        points=found.points,
        charts=(history_chart(found.title, points[-MOST_POINTS:]),),
    )
