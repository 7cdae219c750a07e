"""Keeping the quality score of each day, with what is known of work in progress."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from pilotage.areas.schedule.models import QualityRecord
from pilotage.areas.schedule.queries.quality import heard, known_now, waivers
from pilotage.plan.quality.answer import score_point
from pilotage.plan.quality.assessment import assess
from pilotage.plan.quality.catalogue import RULE
from pilotage.plan.quality.waivers import in_force
from pilotage.plan.scheduling.schedule import Schedule


def keep_quality(*, program_id: int, schedule: Schedule, now: dt.datetime) -> None:
    """Keep the score of ``schedule`` as that of its day, in the place of an earlier one of the same day.

    Part of issuing a forecast: the caller's transaction, and no audit entry of its own.
    """
    day = now.astimezone(ZoneInfo(schedule.program.zone)).date()
    known = known_now(schedule, heard(program_id), day)
    held = in_force(waivers(program_id), day)
    point = score_point(assess(schedule, reports=known.as_reports(), waivers=held), day)
    records = QualityRecord.objects.filter(program_id=program_id)
    records.filter(day=day).delete()
    records.exclude(heard="").update(heard="")
    QualityRecord.objects.create(
        program_id=program_id,
        day=day,
        made=now,
        rule=RULE,
        score=point.score,
        failed=point.failed,
        waived=point.waived,
        heard=msgspec.json.encode(known).decode(),
    )
