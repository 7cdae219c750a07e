"""The quality of a program's schedule, and its score day by day."""

import datetime as dt
from dataclasses import dataclass, field

import msgspec

from pilotage.areas.schedule.models import QualityRecord, QualityWaiver
from pilotage.areas.schedule.queries.baselines import baseline as load_baseline
from pilotage.areas.schedule.queries.plans import memory
from pilotage.plan.quality.assessment import Assessment, assess
from pilotage.plan.quality.catalogue import RULE
from pilotage.plan.quality.history import Heard, listen
from pilotage.plan.quality.model import Scope, ScorePoint
from pilotage.plan.quality.parts import PartScores, part_scores
from pilotage.plan.quality.waivers import Waiver, in_force
from pilotage.plan.scheduling.schedule import Schedule

_heard = msgspec.json.Decoder(Heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which quality is asked for: of what plan (its revision and inputs), against which baseline, of which part."""

    program_id: int
    revision: int
    inputs: str
    day: dt.date
    baseline: str | None = None
    scope: Scope = field(default_factory=Scope)


def assessed(asked: Asked, schedule: Schedule) -> Assessment:
    """The assessment of ``schedule``, from this process's memory or made anew. The caller may see the program."""
    last = _last(asked.program_id)
    stamp = (asked, last.pk if last else None, last.made if last else None)

    def make() -> Assessment:
        return assess(
            schedule,
            baseline=load_baseline(asked.program_id, schedule.program.zone, asked.baseline),
            reports=known_now(schedule, _of(last), asked.day).as_reports(),
            scope=asked.scope,
            waivers=in_force(waivers(asked.program_id), asked.day),
        )

    return memory().assessments.once(asked.program_id, stamp, make)


def assessed_parts(asked: Asked, schedule: Schedule) -> PartScores:
    """Scores of teams and workstreams, whatever part is asked for. The caller may see the program."""
    return part_scores(
        schedule,
        baseline=load_baseline(asked.program_id, schedule.program.zone, asked.baseline),
        reports=known_now(schedule, _of(_last(asked.program_id)), asked.day).as_reports(),
        waivers=in_force(waivers(asked.program_id), asked.day),
    )


def waivers(program_id: int) -> tuple[Waiver, ...]:
    """All of a program, those that have expired too, oldest first."""
    return tuple(waiver for waiver, _title in titled_waivers(program_id))


def titled_waivers(program_id: int) -> tuple[tuple[Waiver, str], ...]:
    """Each with what it was about when it was waived."""
    rows = QualityWaiver.objects.filter(program_id=program_id).order_by("id")
    return tuple(
        (Waiver(check=check, record=record, reason=reason, by=by, at=at, until=until), title)
        for check, record, reason, by, at, until, title in rows.values_list(
            "check_id", "record", "reason", "by", "at", "until", "title"
        )
    )


def known_now(schedule: Schedule, earlier: Heard | None, today: dt.date) -> Heard:
    """What is known of work in progress: a report is one of the status date, whenever it was typed."""
    return listen(schedule.program, earlier, schedule.program.status_date or today)


def score_trend(program_id: int) -> tuple[ScorePoint, ...]:
    """The scores of all days by today's rule, oldest first."""
    rows = QualityRecord.objects.filter(program_id=program_id, rule=RULE).order_by("day")
    return tuple(ScorePoint(*row) for row in rows.values_list("day", "score", "failed", "waived"))


def heard(program_id: int) -> Heard | None:
    """What was known of work in progress when the last score was kept."""
    return _of(_last(program_id))


def _last(program_id: int) -> QualityRecord | None:
    return QualityRecord.objects.filter(program_id=program_id).order_by("-id").first()


def _of(record: QualityRecord | None) -> Heard | None:
    return _heard.decode(record.heard) if record is not None and record.heard else None
