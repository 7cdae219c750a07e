"""What was learned from a program's histories, and whether it still holds."""

import datetime as dt

from django.db import transaction

from pilotage.areas.flow import models
from pilotage.areas.flow.queries.items import memory
from pilotage.areas.flow.rules.answers import Learning, LearningState
from pilotage.areas.flow.rules.learned import STALE, Learned, nothing
from pilotage.areas.flow.rules.questions import MODEL
from pilotage.areas.flow.rules.work import Work
from pilotage.plan.flow.calibration.learning import decode

_STATE_FIELDS = ("id", "state", "asked", "steps", "steps_done", "message", "made", "as_of", "inputs", "model")
LOST = dt.timedelta(hours=1)
"""A walk that has not ended by then was lost with its worker."""


def learning_row(program_id: int) -> models.Learning | None:
    """Without what was taught."""
    return models.Learning.objects.only(*_STATE_FIELDS).filter(program_id=program_id).first()


def learning(row: models.Learning | None, work: Work, now: dt.datetime) -> Learning:
    """How far the walk is, and whether the last one still holds."""
    if row is None:
        return Learning(state=LearningState.NONE)
    return Learning(
        state=_state(row, work, now),
        done=row.steps_done,
        total=row.steps,
        as_of=row.as_of,
        made=row.made,
        message=row.message,
    )


def learned(row: models.Learning | None) -> Learned:
    """What forecasts are corrected by: the last walk, though it may be stale; nothing before the first one, or where it
    is of another version of the method. One query, unless this process remembers it.
    """
    if row is None or row.made is None or row.model != MODEL:
        return nothing()
    stamp = (row.made, row.inputs)
    kept = memory().learned.get(row.program_id, stamp)
    if kept is not None:
        return kept
    bodies = models.Learning.objects.filter(pk=row.pk, made=row.made).values_list("items", "milestones").first()
    if bodies is None or bodies[0] is None or bodies[1] is None:
        return nothing()
    found = Learned(decode(bytes(bodies[0])), decode(bytes(bodies[1])), row.inputs)
    transaction.on_commit(lambda: memory().learned.put(row.program_id, stamp, found))
    return found


def _state(row: models.Learning, work: Work, now: dt.datetime) -> LearningState:
    states = models.Learning.State
    if row.state in (states.QUEUED, states.RUNNING) and now - row.asked < LOST:
        return LearningState.LEARNING
    if row.state == states.FAILED:
        return LearningState.FAILED
    if row.made is None:
        return LearningState.NONE
    holds = row.model == MODEL and row.inputs == work.inputs and now - row.made < STALE
    return LearningState.READY if holds else LearningState.STALE
