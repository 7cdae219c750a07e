"""A workstream's stream of value, and which way of working fits it."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.errors import NotFoundError
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries import load_program
from pilotage.areas.work.models import WorkItem as ItemRow
from pilotage.areas.work.queries import tracker
from pilotage.areas.work.queries.home import lives_here
from pilotage.areas.work.queries.scope import keys_in
from pilotage.plan.flow.measures.stream import ValueStream, stream
from pilotage.plan.insight.ways import Advice, advice
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import WorkItem


def stream_of(*, actor: Actor, program: str, workstream: str, weeks: int, now: dt.datetime) -> ValueStream | None:
    """None where no change of state is known. Raises NotFoundError."""
    row = visible(actor=actor, program=program).program
    items = _items(row, workstream)
    return stream(items, as_of=_last_day(row, now), weeks=weeks, chosen=tracker(row.pk).kinds)


def advice_on(*, actor: Actor, program: str, workstream: str, now: dt.datetime) -> Advice:
    """Raises NotFoundError."""
    row = visible(actor=actor, program=program).program
    whole: Program = load_program(row, history=False)
    if all(each.id != workstream for each in whole.workstreams):
        raise NotFoundError(_("There is no workstream “{id}” in this program.").format(id=workstream[:100]))
    items, as_of = _items(row, workstream), _last_day(row, now)
    urgent = ItemRow.objects.filter(program=row, service_class="expedite").values_list("key", flat=True)
    return advice(
        whole,
        workstream,
        items,
        as_of=as_of,
        expedited=frozenset(urgent),
        flow=stream(items, as_of=as_of, chosen=tracker(row.pk).kinds),
    )


def _items(row: Row, workstream: str) -> list[WorkItem]:
    keys = keys_in(row.pk, workstream)
    return [item for item in work_of(row.pk).cleaned.items if item.key in keys]


def _last_day(row: Row, now: dt.datetime) -> dt.date:
    """Imported items tell nothing of the days after their export: the period ends with what they know."""
    today = now.astimezone(ZoneInfo(row.zone)).date()
    known = None if lives_here(row.pk) else work_of(row.pk).known
    return min(today, known) if known is not None else today
