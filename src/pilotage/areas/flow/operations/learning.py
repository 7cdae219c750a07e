"""Walking through a program's histories: asked for where it is missed, done by a worker, kept until items change."""

import datetime as dt

from django.db import transaction

from pilotage.areas.flow import models
from pilotage.areas.flow.queries.items import memory, work_of
from pilotage.areas.flow.queries.learning import learning, learning_row
from pilotage.areas.flow.queries.measures import day_of
from pilotage.areas.flow.rules.answers import Learning, LearningState
from pilotage.areas.flow.rules.learned import walk
from pilotage.areas.flow.rules.questions import MODEL
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.plan.flow.calibration.learning import encode

_HELD = (LearningState.READY, LearningState.LEARNING)
_RETRY = dt.timedelta(hours=6)
"""After a walk has failed."""
_STEPS_TOLD = 50

State = models.Learning.State


def refresh_learning(*, program_id: int, work: Work, now: dt.datetime) -> Learning:
    """See to it that what forecasts learn from is that of these items: by the worker, or here where there is none.

    Needs no permission and leaves no audit entry: it follows from the items alone. The caller may see the program.
    """
    row = learning_row(program_id)
    found = learning(row, work, now)
    if work.known is None or found.state in _HELD:
        return found
    if row is not None and found.state is LearningState.FAILED and now - row.asked < _RETRY:
        return found
    enqueue = memory().enqueue
    if enqueue is None:
        learn(program_id=program_id, now=now)
    else:
        _ask(program_id, now)
        transaction.on_commit(lambda: enqueue(program_id))
    return learning(learning_row(program_id), work, now)


def learn(*, program_id: int, now: dt.datetime) -> None:
    """Walk through the histories of a program and keep what they taught. May run twice: the second finds it done."""
    work = work_of(program_id)
    found = learning_row(program_id)
    if work.known is None or learning(found, work, now).state is LearningState.READY:
        return
    row = _ask(program_id, now)
    rows = models.Learning.objects.filter(pk=row.pk)
    rows.update(state=State.RUNNING)
    as_of = day_of(work, None, now.date())
    try:
        items, milestones = walk(work, as_of, lambda done, total: _progress(row, done, total))
    except Exception as error:
        rows.update(state=State.FAILED, message=f"{type(error).__name__}: {error}"[:500])
        raise
    rows.update(
        state=State.DONE,
        steps_done=row.steps,
        message="",
        made=now,
        as_of=as_of,
        inputs=work.inputs,
        model=MODEL,
        items=encode(items),
        milestones=encode(milestones),
    )


def _ask(program_id: int, now: dt.datetime) -> models.Learning:
    with transaction.atomic():
        ProgramRow.objects.select_for_update().get(pk=program_id)
        row, _new = models.Learning.objects.update_or_create(
            program_id=program_id, defaults={"state": State.QUEUED, "asked": now, "steps": 0, "steps_done": 0}
        )
    return row


def _progress(row: models.Learning, done: int, total: int) -> None:
    """Told outside of transactions only, and not for every step."""
    told = row.steps_done * _STEPS_TOLD // max(row.steps, 1) if row.steps else -1
    row.steps, row.steps_done = total, done
    if done * _STEPS_TOLD // max(total, 1) != told and not transaction.get_connection().in_atomic_block:
        models.Learning.objects.filter(pk=row.pk).update(steps=total, steps_done=done)
