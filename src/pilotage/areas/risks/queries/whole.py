"""Reading the register, the contracts, and the whole program: head, schedule, risks and contracts together."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from django.apps import apps
from django.db import transaction
from numpy.typing import NDArray

from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.risks.apps import RisksConfig
from pilotage.areas.risks.models import Contract as ContractRow
from pilotage.areas.risks.models import Risk as RiskRow
from pilotage.areas.risks.rules.burndown import Change, Point, burndown
from pilotage.areas.schedule.cache import Memory
from pilotage.areas.schedule.models import SimulationRun
from pilotage.areas.schedule.queries.baselines import all_baselines
from pilotage.areas.schedule.queries.forecasts import (
    ForecastMark,
    forecast_of,
    insights_of,
    issued,
    latest_run,
    run_for,
)
from pilotage.areas.schedule.queries.plans import memory, plan_at
from pilotage.areas.schedule.queries.roadmap import roadmap_entries
from pilotage.areas.schedule.rules.cost import EXPLAIN_SECONDS, driver_seconds
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.areas.schedule.rules.results import Insights
from pilotage.plan.forecasting.drivers import Driver, drivers
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.forecasting.inputs import Inputs, inputs_of
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.milestones import MilestoneView, milestone_views
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.history import Baseline, ForecastRecord
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

MOST_CHANGES = 5_000
_risks = msgspec.json.Decoder(tuple[Risk, ...])
_contracts = msgspec.json.Decoder(tuple[Contract, ...])


@dataclass(frozen=True, eq=False, slots=True)
class Whole:
    """A program with all that bears on its dates, at one revision. ``schedule.program`` is ``program``, ``inputs`` its
    hash, from what is in ``hashed``.
    """

    row: ProgramRow
    plan: PlannedProgram
    program: Program
    schedule: Schedule
    hashed: Inputs
    risk_versions: NDArray[np.int64]
    contract_versions: NDArray[np.int64]

    @property
    def inputs(self) -> str:
        return self.hashed.value


@dataclass(frozen=True, eq=False, slots=True)
class Outlook:
    """A whole program and, where it is ``fresh``, the forecast of this very plan with its run. Otherwise ``run`` is the
    last one that was made, of an older plan, and ``pending`` the one that is under way.
    """

    whole: Whole
    run: SimulationRun | None
    forecast: Forecast | None
    insights: Insights | None
    fresh: bool
    pending: SimulationRun | None = None


def load_whole(row: ProgramRow) -> Whole:
    """At most nine queries; none where this process remembers the program at its revision."""
    plan = plan_at(row)
    if transaction.get_connection().in_atomic_block:  # its own changes have no revision yet
        return _read(row, plan)
    return replace(_memory().once(row.pk, row.revision, lambda: _read(row, plan)), row=row)


def _read(row: ProgramRow, plan: PlannedProgram) -> Whole:
    risks = list(RiskRow.objects.filter(program=row).values_list("body", "version"))
    contracts = list(ContractRow.objects.filter(program=row).values_list("body", "version"))
    program = msgspec.structs.replace(
        plan.program,
        risks=_risks.decode(_array(body for body, _version in risks)),
        contracts=_contracts.decode(_array(body for body, _version in contracts)),
    )
    last = _memory().last(row.pk)
    hashed = inputs_of(program, last.hashed if last is not None else None)
    return Whole(
        row=row,
        plan=plan,
        program=program,
        schedule=plan.schedule if plan.broken else replace(plan.schedule, program=program),
        hashed=hashed,
        risk_versions=np.array([version for _body, version in risks], dtype=np.int64),
        contract_versions=np.array([version for _body, version in contracts], dtype=np.int64),
    )


def _memory() -> Memory[Whole]:
    config = apps.get_app_config("risks")
    assert isinstance(config, RisksConfig)
    return config.wholes


def load_program(row: ProgramRow, *, history: bool = True) -> Program:
    """The program as one value; with ``history`` also its baselines and issued forecasts."""
    entries = tuple(entry for entry, _version in roadmap_entries(row.pk))
    program = msgspec.structs.replace(load_whole(row).program, roadmap=entries)
    if not history:
        return program
    return msgspec.structs.replace(
        program,
        baselines=all_baselines(row.pk, program.zone),
        forecasts=issued(row.pk, program.zone),
    )


def outlook(whole: Whole) -> Outlook:
    """What is known now, without simulating."""
    run = run_for(whole.row.pk, whole.inputs)
    forecast = forecast_of(run, whole.schedule) if run is not None and not whole.plan.broken else None
    if run is None or forecast is None:
        return Outlook(whole, latest_run(whole.row.pk), None, None, fresh=False, pending=run)
    return Outlook(whole, run, forecast, insights_of(run), fresh=True)


def mark_of(outlook: Outlook) -> ForecastMark:
    """The forecast that an answer made of it holds: who is told of a newer one knows by it that the answer is old."""
    run = outlook.run
    if run is None or run.state != SimulationRun.State.DONE:
        return ForecastMark()
    return ForecastMark(run.number, run.explained or outlook.insights is not None)


def as_of(outlook: Outlook, now: dt.datetime) -> dt.datetime:
    """When what is shown was last worked out: the forecast's time, or now where it is being made; in the zone of the
    program.
    """
    made = outlook.run.made if outlook.fresh and outlook.run is not None else None
    return (made or now).astimezone(ZoneInfo(outlook.whole.program.zone))


def earlier_forecasts(outlook: Outlook, at: dt.datetime) -> tuple[ForecastRecord, ...]:
    """The forecasts issued on the days before that of ``at``, oldest first."""
    day = dt.datetime.combine(at.date(), dt.time(), at.tzinfo)
    return issued(outlook.whole.row.pk, outlook.whole.program.zone, before=day)


def milestones_of(outlook: Outlook, at: dt.datetime, *, baseline: Baseline | None = None) -> tuple[MilestoneView, ...]:
    """The milestones as a person reads them, with their status by rule."""
    return milestone_views(
        outlook.whole.schedule,
        outlook.forecast,
        Evidence(outlook.forecast, at),
        baseline=baseline,
        records=earlier_forecasts(outlook, at),
    )


def drivers_of(outlook: Outlook, activity: str) -> tuple[Driver, ...] | None:
    """What moves the P85 of an activity; None where there is no forecast, or where it would take too long."""
    forecast, run = outlook.forecast, outlook.run
    if forecast is None or run is None:
        return None
    if outlook.insights is not None and outlook.insights.milestone == activity:
        return outlook.insights.drivers
    kept = memory().drivers.get(run.program_id, (run.pk, activity))
    if kept is not None:
        return kept
    if driver_seconds(forecast.program, forecast.iterations) > EXPLAIN_SECONDS:
        return None
    found = drivers(forecast, activity)
    memory().drivers.put(run.program_id, (run.pk, activity), found)
    return found


def _array(bodies: Iterable[str]) -> str:
    return "[" + ",".join(bodies) + "]"


def exposure(outlook: Outlook, today: dt.date) -> tuple[Point, ...]:
    """The exposure of the register week by week; its past from the audit trail."""
    zone = ZoneInfo(outlook.whole.program.zone)
    entries = AuditEntry.objects.filter(program_id=outlook.whole.row.pk, entity_kind="risk", undone_by=None)
    changes = [
        Change(day=entry.at.astimezone(zone).date(), risk=entry.entity_id, before=entry.before, after=entry.after)
        for entry in entries.order_by("-id")[:MOST_CHANGES]
    ]
    return burndown(outlook.whole.program.risks, changes, today)
