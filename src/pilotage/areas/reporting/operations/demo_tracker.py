"""The tracker of an example: its work items and deployments, and the forecasts that were issued while the story went
on.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from pilotage.areas.actor import Actor
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.operations import Entry
from pilotage.areas.flow import operations as flow
from pilotage.areas.flow.events import FORECAST_ISSUED
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.programs.operations import editing
from pilotage.areas.work import events
from pilotage.areas.work.operations import save_items
from pilotage.exchange.deployments import read_deployments
from pilotage.exchange.reading import read
from pilotage.plan.flow.items.history import By, grouped
from pilotage.plan.vocabulary.work_items import WorkItem

TRACKER = "tracker.jsonl.gz"
DEPLOYMENTS = "deployments.csv"
ASKED = 15
"""Items that each team's forecast is asked for."""


def follow(*, row: ProgramRow, folder: Path, days: Sequence[dt.datetime], teller: Actor) -> Sequence[WorkItem]:
    """Store the work items and deployments that lie in ``folder`` (without items: nothing), and issue on each of
    ``days``, as of the evening before, the forecasts of milestones and teams. Those whose outcome is known by the last
    day are resolved. Returns the items.

    Part of loading the example: its transaction.
    """
    if not (folder / TRACKER).is_file():
        return ()
    items = read(folder / TRACKER).work_items
    last = days[-1]
    with editing(actor=teller, program=row.slug, needs=Role.OWNER, now=last) as edit:
        count = save_items(edit=edit, items=items)
        edit.record(Entry(verb=events.ITEMS_LOADED, entity_id="tracker", title=row.title, after={"items": count}))
    if (folder / DEPLOYMENTS).is_file():
        found = read_deployments(folder / DEPLOYMENTS).deployments
        flow.set_deployments(actor=teller, program=row.slug, version=None, deployments=found, now=last)
    flow.learn(program_id=row.pk, now=last)
    work = work_of(row.pk)
    for day in days:
        as_of = day.date() - dt.timedelta(days=1)
        flow.take_snapshot(program_id=row.pk, work=work, now=day, as_of=as_of)
        _ask(row, work, day, as_of, teller)
    flow.resolve_forecasts(program_id=row.pk, work=work, now=last)
    return items


def _ask(row: ProgramRow, work: Work, now: dt.datetime, as_of: dt.date, teller: Actor) -> None:
    """When has each team finished its next items?"""
    teams = [name for name in grouped(work.then(as_of), By.AUTO) if name]
    lines = flow.issue_some(
        program_id=row.pk,
        work=work,
        questions=[Question(name=name, items=ASKED) for name in teams],
        as_of=as_of,
        now=now,
        by=teller.name,
        origin=teller.source.value,
    )
    if not lines:
        return
    numbers = f"{lines[0].row.number}–{lines[-1].row.number}"
    audit.record(
        [Entry(verb=FORECAST_ISSUED, entity_id=str(lines[0].row.number), title=numbers)],
        actor=teller,
        now=now,
        operation=uuid4(),
        program_id=row.pk,
        revision=row.revision,
    )
