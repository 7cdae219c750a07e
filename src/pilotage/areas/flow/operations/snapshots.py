"""Once a week the forecasts of all open milestones are issued: how they moved becomes visible, and they are scored."""

import datetime as dt
from uuid import uuid4

from django.db import IntegrityError, transaction

from pilotage.areas.actor import Actor, Source
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.operations import Entry
from pilotage.areas.flow import events
from pilotage.areas.flow.models import WeeklySnapshot
from pilotage.areas.flow.operations.ledger import issue_some
from pilotage.areas.flow.queries.measures import day_of
from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.flow.rules.making import named
from pilotage.areas.flow.rules.weeks import week_of
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.programs.models import Program as ProgramRow

ORIGIN = "snapshot"


def take_snapshot(*, program_id: int, work: Work, now: dt.datetime, as_of: dt.date | None = None) -> int | None:
    """Issue the forecast of each open milestone of the tracker, once in each ISO week. Returns how many; None where the
    week has its snapshot. A milestone of which nothing has changed keeps the forecast that it has. ``as_of`` is the
    last day that the items tell of, unless it is given.

    The plan's milestones need none: their forecast is issued whenever the plan changes (`schedule.ForecastRecord`).
    """
    week = week_of(now)
    if WeeklySnapshot.objects.filter(program_id=program_id, week=week).exists():
        return None
    try:
        with transaction.atomic():
            return _take(program_id, work, week, now, as_of)
    except IntegrityError:  # another worker took it meanwhile
        return None


def _take(program_id: int, work: Work, week: str, now: dt.datetime, as_of: dt.date | None) -> int:
    row = ProgramRow.objects.select_for_update().get(pk=program_id)
    issued = 0
    if work.known is not None:
        day = day_of(work, as_of, now.date())
        milestones = named(work.milestones(day)).items()
        lines = issue_some(
            program_id=program_id,
            work=work,
            questions=[Question(milestone=name) for name, each in milestones if each.done < each.items],
            as_of=day,
            now=now,
            by="Pilotage",
            origin=ORIGIN,
            week=week,
        )
        issued = len(lines)
    WeeklySnapshot(program_id=program_id, week=week, made=now, issued=issued).save()
    if issued:
        entry = Entry(verb=events.SNAPSHOT_TAKEN, entity_id=week, title=week, after={"issued": issued})
        actor = Actor.local("Pilotage", Source.JOB)
        audit.record([entry], actor=actor, now=now, operation=uuid4(), program_id=program_id, revision=row.revision)
    return issued
