"""What a program's forecasts need from time to time: learning, outcomes, the week's snapshot.

Each does nothing where it is done already.
"""

import datetime as dt

from django.db.models import Exists, OuterRef

from pilotage.areas.flow.models import WeeklySnapshot
from pilotage.areas.flow.operations.learning import learn
from pilotage.areas.flow.operations.ledger import resolve_forecasts
from pilotage.areas.flow.operations.snapshots import take_snapshot
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.rules.weeks import week_of
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.queue import Job, ask


def renew(*, program_id: int, now: dt.datetime) -> None:
    """The worker's part. May run twice, and beside itself."""
    if not ProgramRow.objects.filter(pk=program_id).exists():
        return
    learn(program_id=program_id, now=now)
    work = work_of(program_id)
    resolve_forecasts(program_id=program_id, work=work, now=now)
    take_snapshot(program_id=program_id, work=work, now=now)


def ask_for_the_week(*, now: dt.datetime) -> int:
    """Queue the renewal of each program with work items that has no snapshot of this week. Returns how many."""
    taken = WeeklySnapshot.objects.filter(program=OuterRef("pk"), week=week_of(now))
    due = ProgramRow.objects.filter(~Exists(taken), tracker__isnull=False)
    found = list(due.order_by("pk").values_list("pk", flat=True))
    for program_id in found:
        ask(Job.RENEW_FLOW, program_id=program_id)
    return len(found)
