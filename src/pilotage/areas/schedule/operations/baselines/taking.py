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
from pilotage.areas.schedule.operations.baselines.rows import change, image, in_use
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, carry_over
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.blobs import pack_entries
from pilotage.plan.insight.variance.sides import TODAY, entries_of
from pilotage.plan.vocabulary.history import Baseline

MOST_BASELINES = 100
LONGEST_TITLE = 300


def take_baseline(
    *, actor: Actor, program: str, title: str, reason: str, now: dt.datetime, why: str = ""
) -> tuple[int, Baseline]:
    """Keep today's plan dates. Returns the revision and the baseline. A plan that cannot be scheduled has no dates.

    The first one is the one in use; a later one is kept beside it until it is chosen, or proposed and approved.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["baseline.take"], now=now, why=why or reason) as edit:
        row, baseline = snapshot(edit, title, reason)
        used = in_use(edit)
        if used is not None:  # taking another one must not change what variance is counted against
            change(edit, used, events.BASELINE_CHOSEN, {"chosen": True})
        row.chosen = used is None
        row.save()
        carry_over(edit)
        edit.record(Entry(verb=events.BASELINE_TAKEN, entity_id=row.code, title=row.title, after=image(row)))
    return edit.revision, baseline


def snapshot(edit: Edit, title: str, reason: str) -> tuple[Row, Baseline]:
    """A new row, not yet saved, with the present plan dates. Raises ConflictError and InvalidError."""
    plan = OpenPlan(edit).before
    if plan.broken:
        raise ConflictError(_("The plan cannot be scheduled, so it has no dates to keep. Mend it first."))
    title = checked_title(title)
    codes = set(Row.objects.filter(program=edit.program).values_list("code", flat=True))
    if Row.objects.filter(program=edit.program, removed=None).count() >= MOST_BASELINES:
        raise ConflictError(_("A program keeps at most {n} baselines. Remove one first.").format(n=MOST_BASELINES))
    taken = edit.now.astimezone(ZoneInfo(plan.program.zone)).date()
    baseline = Baseline(
        id=_free_code(codes), title=title, taken=taken, reason=reason.strip(), entries=entries_of(plan.schedule)
    )
    return _row(edit, baseline), baseline


def checked_title(title: str) -> str:
    title = title.strip()
    if not title:
        raise InvalidError.field("title", _("A title is missing."), hint=_("Write a short title."))
    return title[:LONGEST_TITLE]


def insert_baselines(*, edit: Edit, baselines: Iterable[Baseline]) -> None:
    """Store baselines that the program does not have yet. Part of a larger operation, which records them.

    What is chosen stays chosen; where nothing is yet, it is what the newcomers say.
    """
    stored = set(Row.objects.filter(program=edit.program).values_list("code", flat=True))
    free = not Row.objects.filter(program=edit.program, chosen=True).exists()
    fresh = []
    for baseline in baselines:
        if baseline.id not in stored and baseline.id != TODAY:
            row = _row(edit, baseline)
            row.chosen, free = free and baseline.chosen, free and not baseline.chosen
            fresh.append(row)
    Row.objects.bulk_create(fresh)


def _row(edit: Edit, baseline: Baseline) -> Row:
    return Row(
        program=edit.program,
        code=baseline.id[:100],
        title=baseline.title[:LONGEST_TITLE],
        taken=baseline.taken,
        reason=baseline.reason,
        entries=pack_entries(baseline.entries),
        by=edit.actor.name[:200],
        at=edit.now,
    )


def _free_code(codes: set[str]) -> str:
    number = len(codes) + 1
    while f"b{number}" in codes:
        number += 1
    return f"b{number}"
