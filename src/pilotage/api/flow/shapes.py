"""Forecasts of flow as the API sends them."""

import datetime as dt

import msgspec

from pilotage.areas.flow.rules.answers import Issued, Learning
from pilotage.plan.flow.track_record import Backtest, HeldShare, TrackRecord
from pilotage.plan.vocabulary.problems import Problem
from pilotage.reports.charts.model import Chart


class MilestoneShape(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone (fix version) of the tracker. ``name`` asks for its forecast. ``state``: ``open``, ``done``, or
    ``thin``, when too little of it is done for a forecast. ``latest`` is the forecast that was issued last.
    """

    name: str
    project: str
    title: str
    items: int
    done: int
    state: str
    latest: Issued | None


class MilestonesShape(msgspec.Struct, frozen=True):
    as_of: dt.date
    milestones: tuple[MilestoneShape, ...]


class ForecastShape(msgspec.Struct, frozen=True, kw_only=True):
    """``issued`` is its line in the ledger. ``answer`` is the bottom line, ``grounds`` say on what history it stands,
    ``track`` how often such forecasts have held. ``held`` is the record of this history, ``held_all`` of all of them.
    ``tried`` is false where scopes of this length were never tested.
    """

    issued: Issued
    answer: str
    grounds: str
    track: str
    recent: float
    tried: bool
    learned: int
    own: int
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


class LandedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """How the forecasts issued here have held: ``issued`` of them, ``resolved`` so far. ``effective`` is the number of
    independent ones; where not ``enough``, a share says little. ``said`` is a sentence.
    """

    issued: int
    resolved: int
    effective: float
    enough: bool
    coverage: tuple[HeldShare, ...]
    said: str


class TrackRecordShape(msgspec.Struct, frozen=True, kw_only=True):
    """``backtest`` is what forecasts would have held on this program's past (``said``), null until it is learned.
    ``throughput`` are the forecasts of the ledger that have resolved, ``network`` those of the plan's milestones.
    """

    learning: Learning
    backtest: Backtest | None
    said: str
    throughput: LandedRecord
    network: LandedRecord
    charts: tuple[Chart, ...]


class HistoryPoint(msgspec.Struct, frozen=True, kw_only=True):
    """The forecast of a milestone as of a day."""

    as_of: dt.date
    made: dt.datetime
    origin: str
    p50: dt.date | None
    p85: dt.date | None
    on_time: float | None
    items: int | None
    done: int | None


class HistoryShape(msgspec.Struct, frozen=True, kw_only=True):
    """How the forecast of a milestone moved, oldest first: of the tracker's (``throughput``) or the plan's
    (``network``).
    """

    milestone: str
    title: str
    method: str
    target: dt.date | None
    landed: dt.date | None
    points: tuple[HistoryPoint, ...]
    charts: tuple[Chart, ...]
