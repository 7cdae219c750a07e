"""Running simulations and keeping what they say. The caller gives the whole program: its risks are of a higher area."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.schedule.models import ForecastRecord, QualityRecord, SimulationRun
from pilotage.areas.schedule.operations.quality import keep_quality, quality_of_today
from pilotage.areas.schedule.queries.plans import memory
from pilotage.areas.schedule.rules.cost import ITERATIONS_BY_DEFAULT
from pilotage.areas.schedule.rules.results import Insights, pack_forecast
from pilotage.plan.forecasting.drivers import drivers, risk_effects
from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast
from pilotage.plan.forecasting.simulation import MODEL, simulate
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary import history
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

KEPT_RESULTS = 5
SEED = 4242
"""The seed of a program's first run; later runs keep that of the one before, so a change of plan alone moves a date."""

State = SimulationRun.State
_ISSUED = [name for name in history.ForecastRecord.__struct_fields__ if name != "milestone"]


def open_run(
    *,
    row: ProgramRow,
    inputs: str,
    now: dt.datetime,
    iterations: int | None = None,
    seed: int | None = None,
) -> SimulationRun:
    """A queued run of the program with the hash ``inputs``, as it is at the revision of ``row``.

    Waits for no writer of the program. Where somebody opens one at the same moment, theirs is the answer.
    """
    earlier = SimulationRun.objects.filter(program=row)
    number, *last = earlier.order_by("-number").values_list("number", "seed", "iterations").first() or (0, None, None)
    given = seed if seed is not None else last[0]
    with transaction.atomic():
        earlier.filter(state=State.QUEUED, number__lte=number).update(
            state=State.FAILED, message=_("A newer plan took its place in the queue."), made=now
        )
        run, _new = SimulationRun.objects.get_or_create(
            program=row,
            number=number + 1,
            defaults={
                "state": State.QUEUED,
                "revision": row.revision,
                "inputs": inputs,
                "model": MODEL,
                "seed": SEED if given is None else given,
                "iterations": iterations or last[1] or ITERATIONS_BY_DEFAULT,
                "asked": now,
            },
        )
    return run


def forecast_run(*, run: SimulationRun, program: Program, now: dt.datetime) -> Forecast | None:
    """Simulate, keep the forecast with the run, and issue it. None where the run failed; its message says why."""
    SimulationRun.objects.filter(pk=run.pk).update(state=State.RUNNING)
    try:
        forecast = simulate(
            program, iterations=run.iterations, seed=run.seed, progress=lambda done, _of: _progress(run, done)
        )
    except Unschedulable as refusal:
        fail_run(run=run, message=str(refusal.problems[0]), now=now)
        return None
    results = pack_forecast(forecast)
    quality = quality_of_today(program_id=run.program_id, schedule=forecast.schedule, now=now)
    with transaction.atomic():  # short, and without the program's lock: writers do not wait for forecasts
        run.state, run.done, run.made = State.DONE, run.iterations, now
        SimulationRun.objects.filter(pk=run.pk).update(
            state=run.state, done=run.done, made=now, message="", results=results
        )
        _issue(forecast, quality, now)
        _forget_old_results(run.program_id)
    transaction.on_commit(lambda: memory().forecasts.put(run.program_id, run.pk, forecast))
    return forecast


def explain_run(*, run: SimulationRun, forecast: Forecast) -> Insights | None:
    """Work out what moves the final milestone, and keep it with the run. None without a final milestone."""
    final = final_milestone(forecast.program)
    if final is None or final not in forecast.milestones:
        return None
    insights = Insights(
        milestone=final,
        drivers=drivers(forecast, final),
        effects=risk_effects(forecast.program, forecast, final),
    )
    SimulationRun.objects.filter(pk=run.pk).update(insights=msgspec.json.encode(insights).decode(), explained=True)
    return insights


def _issue(forecast: Forecast, quality: QualityRecord, now: dt.datetime) -> None:
    """Record the forecast as that of its day, and the quality of its plan: they take the place of earlier ones of the
    same day, and of no other.
    """
    program_id, day = quality.program_id, quality.day
    rows = [
        ForecastRecord(
            program_id=program_id, day=day, **_columns(issued_record(forecast, forecast.milestones[name], now))
        )
        for name in sorted(forecast.milestones)  # two runs that end at once take the rows in one order
    ]
    today = ForecastRecord.objects.filter(program_id=program_id, day=day)
    today.exclude(milestone__in=forecast.milestones).delete()
    ForecastRecord.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["program", "milestone", "day"],
        update_fields=_ISSUED,
    )
    keep_quality(quality)


def issue_again(*, run: SimulationRun, forecast: Forecast, revision: int, now: dt.datetime) -> None:
    """An older forecast is that of the plan again, as after an undo: it is issued anew if another came in between."""
    with transaction.atomic():
        records = ForecastRecord.objects.filter(program_id=run.program_id).order_by("-made", "-id")
        last = records.values_list("inputs", flat=True).first()
        if last is not None and last != run.inputs:
            _issue(forecast, quality_of_today(program_id=run.program_id, schedule=forecast.schedule, now=now), now)
            run.made = now
        run.revision = revision
        SimulationRun.objects.filter(pk=run.pk).update(made=run.made, revision=revision)


def save_issued(*, program: ProgramRow, records: Iterable[history.ForecastRecord]) -> None:
    """Store forecasts that were issued elsewhere (a file's history); a day that has one already keeps it."""
    zone = ZoneInfo(program.zone)
    ForecastRecord.objects.bulk_create(
        (
            ForecastRecord(program=program, day=record.made.astimezone(zone).date(), **_columns(record))
            for record in records
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


def issued_record(forecast: Forecast, milestone: MilestoneForecast, made: dt.datetime) -> history.ForecastRecord:
    """The immutable record of one milestone of a forecast."""
    return history.ForecastRecord(
        made=made,
        milestone=milestone.id,
        plan_finish=milestone.plan_finish,
        p10=milestone.p10,
        p50=milestone.p50,
        p85=milestone.p85,
        p90=milestone.p90,
        target=milestone.target,
        on_time=milestone.on_time,
        commitment=milestone.commitment,
        kept=milestone.kept,
        iterations=forecast.iterations,
        seed=forecast.seed,
        inputs=forecast.inputs,
        model=forecast.model,
    )


def fail_run(*, run: SimulationRun, message: str, now: dt.datetime) -> None:
    """The run gives no forecast; ``message`` says why."""
    run.state, run.message, run.made = State.FAILED, message, now
    SimulationRun.objects.filter(pk=run.pk).update(state=run.state, message=message, made=now)


def _columns(record: history.ForecastRecord) -> dict[str, object]:
    columns: dict[str, object] = msgspec.structs.asdict(record)
    return columns


def _progress(run: SimulationRun, done: int) -> None:
    run.done = done
    if not transaction.get_connection().in_atomic_block:
        SimulationRun.objects.filter(pk=run.pk).update(done=done)


def _forget_old_results(program_id: int) -> None:
    done = SimulationRun.objects.filter(program_id=program_id, results__isnull=False).order_by("-number")
    kept = list(done.values_list("pk", flat=True)[:KEPT_RESULTS])
    done.exclude(pk__in=kept).update(results=None, insights="")
