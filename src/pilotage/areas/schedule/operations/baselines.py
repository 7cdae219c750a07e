"""Taking baselines."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Baseline as Row
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, carry_over
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.blobs import pack_entries
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry

MOST_BASELINES = 100


def take_baseline(
    *, actor: Actor, program: str, title: str, reason: str, now: dt.datetime, why: str = ""
) -> tuple[int, Baseline]:
    """Keep today's plan dates. Returns the revision and the baseline. A plan that cannot be scheduled has no dates."""
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.take"], now=now, why=why or reason) as edit:
        plan = OpenPlan(edit).before
        if plan.broken:
            raise ConflictError(_("The plan cannot be scheduled, so it has no dates to keep. Mend it first."))
        title = title.strip()
        if not title:
            raise InvalidError.field("title", _("A title is missing."), hint=_("Write a short title."))
        number = Row.objects.filter(program=edit.program).count() + 1
        if number > MOST_BASELINES:
            raise ConflictError(_("A program keeps at most {n} baselines.").format(n=MOST_BASELINES))
        taken = now.astimezone(ZoneInfo(plan.program.zone)).date()
        baseline = Baseline(
            id=_free_code(edit, number), title=title[:300], taken=taken, reason=reason.strip(), entries=entries_of(plan)
        )
        insert_baselines(edit=edit, baselines=[baseline])
        carry_over(edit)
        after = {"title": baseline.title, "taken": taken, "reason": baseline.reason}
        edit.record(Entry(verb=events.BASELINE_TAKEN, entity_id=baseline.id, title=baseline.title, after=after))
    return edit.revision, baseline


def entries_of(plan: PlannedProgram) -> tuple[BaselineEntry, ...]:
    """The present plan dates of every activity, as a baseline keeps them."""
    zone = ZoneInfo(plan.program.zone)
    schedule, moment = plan.schedule, dt.datetime.fromtimestamp
    return tuple(
        BaselineEntry(activity.id, moment(start * 60, zone), moment(finish * 60, zone), duration)
        for activity, start, finish, duration in zip(
            plan.program.activities,
            schedule.start.tolist(),
            schedule.finish.tolist(),
            schedule.duration.tolist(),
            strict=True,
        )
    )


def insert_baselines(*, edit: Edit, baselines: Iterable[Baseline]) -> None:
    """Store baselines that the program does not have yet. Part of a larger operation, which records them."""
    stored = set(Row.objects.filter(program=edit.program).values_list("code", flat=True))
    Row.objects.bulk_create(
        Row(
            program=edit.program,
            code=baseline.id[:100],
            title=baseline.title[:300],
            taken=baseline.taken,
            reason=baseline.reason,
            entries=pack_entries(baseline.entries),
        )
        for baseline in baselines
        if baseline.id not in stored
    )


def _free_code(edit: Edit, number: int) -> str:
    codes = set(Row.objects.filter(program=edit.program).values_list("code", flat=True))
    while f"b{number}" in codes:
        number += 1
    return f"b{number}"
