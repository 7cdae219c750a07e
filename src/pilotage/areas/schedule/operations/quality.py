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


def quality_of_today(*, program_id: int, schedule: Schedule, now: dt.datetime) -> QualityRecord:
    """The score of ``schedule`` as that of its day, not saved yet."""
    day = now.astimezone(ZoneInfo(schedule.program.zone)).date()
    known = known_now(schedule, heard(program_id), day)
    held = in_force(waivers(program_id), day)
    point = score_point(assess(schedule, reports=known.as_reports(), waivers=held), day)
    return QualityRecord(
        program_id=program_id,
        day=day,
        made=now,
        rule=RULE,
        score=point.score,
        failed=point.failed,
        waived=point.waived,
        heard=msgspec.json.encode(known).decode(),
    )


def keep_quality(record: QualityRecord) -> None:
    """Keep the score in the place of an earlier one of the same day.

    Part of issuing a forecast: the caller's transaction, and no audit entry of its own.
    """
    records = QualityRecord.objects.filter(program_id=record.program_id)
    records.exclude(day=record.day).exclude(heard="").update(heard="")
    records.bulk_create(
        [record],
        update_conflicts=True,
        unique_fields=["program", "day"],
        update_fields=["made", "rule", "score", "failed", "waived", "heard"],
    )
