"""Keeping a program's forecast in step with its plan: at once where that is quick, else by the worker."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.people import permissions
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import events
from pilotage.areas.risks.permissions import ACTIONS
from pilotage.areas.risks.queries import Outlook, Whole, load_whole, outlook
from pilotage.areas.schedule.models import SimulationRun
from pilotage.areas.schedule.operations.simulations import (
    explain_run,
    fail_run,
    forecast_run,
    issue_again,
    open_run,
)
from pilotage.areas.schedule.queries.forecasts import run_before, run_under_way
from pilotage.areas.schedule.queries.plans import memory
from pilotage.areas.schedule.rules.cost import (
    ITERATIONS_BY_DEFAULT,
    MOST_ITERATIONS,
    MOST_OF_THE_TIME,
    READ_SECONDS,
    forecast_seconds,
    insight_seconds,
)

_AT_MOST = dt.timedelta(seconds=60)
"""A run that is said to go on for longer was broken off."""


def refresh_outlook(*, whole: Whole, now: dt.datetime, seconds: float = READ_SECONDS, explain: bool = False) -> Outlook:
    """The forecast of this very plan. What takes longer than ``seconds`` is left to the worker, and is ``pending``.

    ``explain`` asks also for what moves the final milestone. Needs no permission: the caller may see the program.
    """
    found = outlook(whole)
    if whole.plan.broken or not whole.program.activities:
        return found
    if not found.fresh:
        found = _forecast(found, now, seconds)
    elif found.run is not None and found.forecast is not None and found.run.revision < whole.plan.revision:
        issue_again(run=found.run, forecast=found.forecast, revision=whole.plan.revision, now=now)
    if found.fresh and found.insights is None and explain:
        found = _explain(found, now, seconds)
    return found


def request_simulation(
    *,
    actor: Actor,
    program: str,
    iterations: int | None,
    seed: int | None,
    now: dt.datetime,
    why: str = "",
) -> SimulationRun:
    """Simulate anew, with other iterations or another seed. Changes no plan: the revision stays."""
    row = visible(actor=actor, program=program).program
    permissions.require(actor, row.pk, program, ACTIONS["simulation.request"])
    _check(iterations, seed)
    whole = load_whole(row)
    if whole.plan.broken:
        raise ConflictError(_("The plan cannot be simulated: {why}").format(why=whole.plan.broken[0]))
    with transaction.atomic():
        run = open_run(row=row, inputs=whole.inputs, now=now, iterations=iterations, seed=seed)
        audit.record(
            [
                Entry(
                    verb=events.SIMULATION_REQUESTED,
                    entity_id=str(run.number),
                    title=str(run.number),
                    after={"iterations": run.iterations, "seed": run.seed},
                )
            ],
            actor=actor,
            now=now,
            operation=uuid4(),
            program_id=row.pk,
            revision=row.revision,
            why=why,
        )
    if forecast_seconds(whole.program, run.iterations) <= READ_SECONDS or memory().enqueue is None:
        forecast_run(run=run, program=whole.program, now=now)
    else:
        _hand_over(run)
    return run


def run_simulation(*, run_id: int, now: dt.datetime) -> None:
    """The worker's part: make the forecast of a queued run, then what moves its final milestone.

    The forecast is that of the plan as it is when the run begins: one run answers for all edits that came before.
    """
    run = SimulationRun.objects.defer("results", "insights").filter(pk=run_id).first()
    if run is None or run.state == SimulationRun.State.FAILED:
        return  # a newer run took its place
    whole = load_whole(ProgramRow.objects.get(pk=run.program_id))
    if whole.plan.broken:
        if run.state != SimulationRun.State.DONE:
            why = _("The plan cannot be simulated: {why}").format(why=whole.plan.broken[0])
            fail_run(run=run, message=why, now=now)
        return
    if run.state != SimulationRun.State.DONE and run.inputs != whole.inputs:
        run.inputs, run.revision = whole.inputs, whole.plan.revision
        run.save(update_fields=["inputs", "revision"])
    found = outlook(whole)
    forecast = found.forecast if found.run is not None and found.run.pk == run.pk else None
    if forecast is None and run.state != SimulationRun.State.DONE:
        forecast = forecast_run(run=run, program=whole.program, now=now)
    if forecast is not None and (found.insights is None or not found.fresh):
        explain_run(run=run, forecast=forecast)


def _forecast(found: Outlook, now: dt.datetime, seconds: float) -> Outlook:
    """Of many who ask after an edit one makes the forecast; the others are told that it is under way."""
    whole = found.whole
    if memory().enqueue is None:
        return _forecast_here(found, now)
    with memory().forecasting.attempt(whole.row.pk) as mine:
        waiting = run_under_way(whole.row.pk, now - _AT_MOST)
        if waiting is not None or not mine:
            return replace(found, pending=waiting)
        needs = forecast_seconds(whole.program, ITERATIONS_BY_DEFAULT if found.run is None else found.run.iterations)
        if needs > seconds or _busy(found.run, needs, now):
            run = open_run(row=whole.row, inputs=whole.inputs, now=now)
            _hand_over(run)
            return replace(found, pending=run)
        return _forecast_here(found, now)


def _forecast_here(found: Outlook, now: dt.datetime) -> Outlook:
    whole = found.whole
    run = found.pending or open_run(row=whole.row, inputs=whole.inputs, now=now)
    forecast = forecast_run(run=run, program=whole.program, now=now)
    if forecast is None:
        return replace(found, run=run)
    return Outlook(whole, run, forecast, None, fresh=True)


def _explain(found: Outlook, now: dt.datetime, seconds: float) -> Outlook:
    assert found.run is not None
    assert found.forecast is not None
    program_id, run = found.whole.row.pk, found.run
    needs = insight_seconds(found.whole.program, run.iterations)
    if memory().enqueue is None:
        return replace(found, insights=explain_run(run=run, forecast=found.forecast))
    with memory().forecasting.attempt(program_id) as mine:
        if not mine or memory().explaining.get(program_id, run.pk):
            return found
        if needs > seconds or _busy(run_before(run), needs, now):
            memory().explaining.put(program_id, run.pk, run)
            _hand_over(run)
            return found
        return replace(found, insights=explain_run(run=run, forecast=found.forecast))


def _busy(last: SimulationRun | None, needs: float, now: dt.datetime) -> bool:
    """Whether people change the program so quickly that what follows each change would be most of the work: then the
    worker does it, for the last change only.
    """
    return last is not None and last.made is not None and (now - last.made).total_seconds() < needs / MOST_OF_THE_TIME


def _hand_over(run: SimulationRun) -> None:
    """Leave a run to the worker, once it is committed."""
    enqueue, number = memory().enqueue, run.pk
    assert enqueue is not None
    transaction.on_commit(lambda: enqueue(number))


def _check(iterations: int | None, seed: int | None) -> None:
    if iterations is not None and not 1 <= iterations <= MOST_ITERATIONS:
        raise InvalidError.field("iterations", _("Iterations are 1 to {n}.").format(n=MOST_ITERATIONS))
    if seed is not None and not 0 <= seed < 2**31:
        raise InvalidError.field("seed", _("A seed is a whole number from 0 to 2,147,483,647."))
