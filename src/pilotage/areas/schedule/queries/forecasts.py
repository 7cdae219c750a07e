"""Simulation runs, their forecasts, and the forecasts issued day by day."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction

from pilotage.areas.schedule.models import ForecastRecord, SimulationRun
from pilotage.areas.schedule.queries.plans import memory
from pilotage.areas.schedule.rules.results import Insights, unpack_forecast
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.forecasting.simulation import MODEL
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary import history

_RUN_FIELDS = (
    "id",
    "program_id",
    "number",
    "state",
    "revision",
    "inputs",
    "model",
    "seed",
    "iterations",
    "done",
    "asked",
    "made",
    "message",
    "explained",
)
_insights = msgspec.json.Decoder(Insights)
_RECORD_FIELDS = (
    "made",
    "milestone",
    "plan_finish",
    "p10",
    "p50",
    "p85",
    "p90",
    "target",
    "on_time",
    "commitment",
    "kept",
    "iterations",
    "seed",
    "inputs",
    "model",
)


class ForecastMark(msgspec.Struct, frozen=True):
    """Which forecast: the number of its run, 0 for none, and whether what moves the final milestone was found too."""

    run: int = 0
    explained: bool = False


class RunState(msgspec.Struct, frozen=True, kw_only=True):
    """A run as it is followed: ``id`` is its number in its program, ``done`` of ``total`` iterations are through."""

    id: int
    state: str
    done: int
    total: int
    seed: int
    iterations: int
    made: dt.datetime | None
    message: str


def run_state(run: SimulationRun) -> RunState:
    return RunState(
        id=run.number,
        state=run.state,
        done=run.done,
        total=run.iterations,
        seed=run.seed,
        iterations=run.iterations,
        made=run.made,
        message=run.message,
    )


def newest_forecast(program_id: int) -> ForecastMark:
    """The forecast that came last. Answered by an index alone."""
    done = SimulationRun.objects.filter(program_id=program_id, state=SimulationRun.State.DONE)
    found = done.order_by("-number").values_list("number", "explained").first()
    return ForecastMark() if found is None else ForecastMark(*found)


def run_by_number(program_id: int, number: int) -> SimulationRun | None:
    """A run, without its results."""
    return SimulationRun.objects.only(*_RUN_FIELDS).filter(program_id=program_id, number=number).first()


def latest_run(program_id: int) -> SimulationRun | None:
    """The newest run that has its forecast, without its results."""
    runs = SimulationRun.objects.only(*_RUN_FIELDS).filter(program_id=program_id, results__isnull=False)
    return runs.order_by("-number").first()


def run_under_way(program_id: int, since: dt.datetime) -> SimulationRun | None:
    """The newest run if it has no forecast yet and was asked for after ``since``: what was asked for earlier and is not
    done was broken off.
    """
    newest = SimulationRun.objects.only(*_RUN_FIELDS).filter(program_id=program_id).order_by("-number").first()
    begun = (SimulationRun.State.QUEUED, SimulationRun.State.RUNNING)
    return newest if newest is not None and newest.state in begun and newest.asked > since else None


def run_before(run: SimulationRun) -> SimulationRun | None:
    """The run that was made before this one, without its results."""
    runs = SimulationRun.objects.only(*_RUN_FIELDS).filter(program_id=run.program_id, number__lt=run.number)
    return runs.filter(state=SimulationRun.State.DONE).order_by("-number").first()


def run_for(program_id: int, inputs: str) -> SimulationRun | None:
    """The newest run of the present method with these inputs that did not fail, without its results."""
    runs = SimulationRun.objects.only(*_RUN_FIELDS).filter(program_id=program_id, inputs=inputs, model=MODEL)
    return runs.exclude(state=SimulationRun.State.FAILED).order_by("-number").first()


def last_seed(program_id: int) -> tuple[int, int] | None:
    """Seed and iterations that were last asked for."""
    runs = SimulationRun.objects.filter(program_id=program_id).order_by("-number")
    found: tuple[int, int] | None = runs.values_list("seed", "iterations").first()
    return found


def forecast_of(run: SimulationRun, planned: Schedule) -> Forecast | None:
    """The forecast of a run, given the schedule of the plan with the same inputs. None while it has no results."""
    kept = memory().forecasts.get(run.program_id, run.pk)
    if kept is not None:
        return kept
    packed = SimulationRun.objects.values_list("results", flat=True).get(pk=run.pk)
    if packed is None:
        return None
    forecast = unpack_forecast(
        packed, planned, iterations=run.iterations, seed=run.seed, model=run.model, inputs=run.inputs
    )
    transaction.on_commit(lambda: memory().forecasts.put(run.program_id, run.pk, forecast))
    return forecast


def insights_of(run: SimulationRun) -> Insights | None:
    """What moves the final milestone; None where that has not been worked out yet."""
    text = SimulationRun.objects.values_list("insights", flat=True).get(pk=run.pk)
    return _insights.decode(text) if text else None


def issued(
    program_id: int, zone: str, *, milestones: Sequence[str] | None = None, before: dt.datetime | None = None
) -> tuple[history.ForecastRecord, ...]:
    """The forecasts issued day by day, oldest first; ``before`` leaves out those made at that time or later."""
    found = ForecastRecord.objects.filter(program_id=program_id)
    if milestones is not None:
        found = found.filter(milestone__in=milestones)
    if before is not None:
        found = found.filter(made__lt=before)
    local = ZoneInfo(zone)
    return tuple(_record(row, local) for row in found.order_by("made", "id").values_list(*_RECORD_FIELDS))


def last_issued(program_id: int, zone: str, milestone: str | None) -> history.ForecastRecord | None:
    """The forecast of a milestone that was issued last."""
    rows = ForecastRecord.objects.filter(program_id=program_id, milestone=milestone or "").order_by("-made", "-id")
    row = rows.values_list(*_RECORD_FIELDS).first()
    return None if row is None else _record(row, ZoneInfo(zone))


def _record(row: tuple[object, ...], zone: ZoneInfo) -> history.ForecastRecord:
    local = (value.astimezone(zone) if isinstance(value, dt.datetime) else value for value in row)
    return history.ForecastRecord(**dict(zip(_RECORD_FIELDS, local, strict=True)))  # type: ignore[arg-type]
