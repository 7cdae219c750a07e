"""Track records: of the forecasts that were issued here, and of those that would have been made."""

import datetime as dt
from zoneinfo import ZoneInfo

from pilotage.areas.flow.queries.ledger import Line, all_scored
from pilotage.areas.flow.rules.records import Case, LandedRecord, landed_record
from pilotage.areas.flow.rules.scoring import named_now, settled
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.schedule.queries.forecasts import issued
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.plan.flow.items.history import number_of


def throughput_record(program_id: int, work: Work, today: dt.date) -> LandedRecord:
    """Of the ledger. Forecasts of what is not called so any more are left out."""
    lines = all_scored(program_id)
    known = min(work.known or today, today)
    cases = [case for line in lines if named_now(work, line.question, known) for case in _cases(line, known)]
    resolved = sum(line.issued.outcome is not None for line in lines)
    return landed_record(cases, issued=len(lines), resolved=resolved)


def network_record(row: ProgramRow, today: dt.date) -> LandedRecord:
    """Of the plan's milestones: forecasts issued day by day, before the milestone was reached. What has landed is known
    until the status date.
    """
    records = issued(row.pk, row.zone)
    zone = ZoneInfo(row.zone)
    program = plan_at(row).program
    known = min(today, program.status_date or today)
    landed = {
        activity.id: None if activity.actual_finish is None else activity.actual_finish.astimezone(zone).date()
        for activity in program.activities
    }
    cases = []
    counted = resolved = 0
    for record in records:
        end, made = landed.get(record.milestone), record.made.date()
        if record.milestone not in landed or (end is not None and made > end):
            continue
        counted += 1
        resolved += end is not None
        for level, at in ((50, record.p50), (85, record.p85)):
            due = at.date()
            if due <= known:
                cases.append(_case(record.milestone, level, made, due, end))
    return landed_record(cases, issued=counted, resolved=resolved)


def _cases(line: Line, known: dt.date) -> list[Case]:
    """The levels whose dates have come. How many were done by a day is known on that day, whatever the level."""
    question, outcome = line.question, line.issued.outcome
    last, as_of = settled(question, known), line.row.as_of
    subject = line.told.subject
    if line.told.how_many:
        assert question.until is not None
        until = number_of(question.until)
        held = {} if outcome is None else outcome.held
        return [Case(subject, level, number_of(as_of), until, kept, until) for level, kept in held.items()]
    end = None if outcome is None else outcome.landed
    return [
        _case(subject, each.level, as_of, each.date, end, open_ended=each.beyond)
        for each in line.told.when
        if each.date <= last
    ]


def _case(
    subject: str, level: int, as_of: dt.date, due: dt.date, end: dt.date | None, *, open_ended: bool = False
) -> Case:
    held = open_ended or (end is not None and end <= due)
    ended = min(end, due) if end is not None else due
    return Case(subject, level, number_of(as_of), number_of(due), held, number_of(ended))
