"""Loading an example with its past: each earlier state is stored, simulated and, where due, reported on its day."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor, Source
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import InvalidError
from pilotage.areas.people.models import Role, User
from pilotage.areas.people.operations.accounts import create_user
from pilotage.areas.people.operations.members import put_membership
from pilotage.areas.people.queries import actor_for
from pilotage.areas.people.rules import normal_email
from pilotage.areas.programs import events as program_events
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.reporting.operations.demo_backlog import tell_backlog
from pilotage.areas.reporting.operations.demo_tracker import follow
from pilotage.areas.reporting.operations.demo_ways import tell_ways
from pilotage.areas.reporting.operations.publishing import store_report
from pilotage.areas.reporting.rules.shipped import demo_folder
from pilotage.areas.reporting.rules.story import Change, changes_between
from pilotage.areas.risks.operations import save_contracts, save_register
from pilotage.areas.risks.queries import Outlook, load_whole
from pilotage.areas.schedule import events as schedule_events
from pilotage.areas.schedule.operations import insert_baselines, save_gates, save_issued, save_plan
from pilotage.areas.schedule.operations.simulations import explain_run, forecast_run, open_run
from pilotage.exchange import text
from pilotage.plan.vocabulary.program import Program
from pilotage.reports import Audience

MORNING = dt.time(8, 40)
REPORTED = 2
"""How many of the last earlier states ended in a published report."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """One state of the story: the program as it stood at ``at``."""

    at: dt.datetime
    program: Program
    reported: bool


def ensure_demo(*, actor: Actor, email: str, name: str, now: dt.datetime, folder: Path | None = None) -> str:
    """The id of the demo program, loaded if it is not there; the account ``email`` owns it."""
    user = User.objects.filter(email=normal_email(email)).first() or create_user(
        actor=actor, email=email, name=name, password=None, now=now
    )
    row = ProgramRow.objects.filter(demo=True).order_by("id").first()
    if row is None:
        return load_demo(actor=actor_for(user, actor.source), folder=folder or demo_folder())
    put_membership(user_id=user.pk, program_id=row.pk, role=Role.OWNER)
    return row.slug


def load_demo(*, actor: Actor, folder: Path) -> str:
    """Load a program folder with its ``earlier/`` states; ``actor`` owns it. Returns its id.

    Forecasts, reports and the audit trail carry the days of the story. Raises ConflictError where the program is there,
    InvalidError where the folder holds none.
    """
    chapters = _chapters(folder)
    with transaction.atomic():
        before: Program | None = None
        for chapter in chapters:
            row = _store(actor, chapter, before)
            _tell(row, chapter, last=chapter is chapters[-1])
            before = chapter.program
        last = chapters[-1].program
        days = [chapter.at for chapter in chapters]
        teller = _person(last, last.owner)
        items = follow(row=row, folder=folder, days=days, teller=teller)
        tell_ways(row=row, folder=folder, items=items, teller=teller, now=days[-1])
        tell_backlog(row=row, folder=folder, teller=teller, now=days[-1])
    return chapters[-1].program.id


def _chapters(folder: Path) -> list[_Chapter]:
    found = text.read(folder).program
    if found is None:
        raise InvalidError(_("There is no program in {folder}.").format(folder=folder.name))
    earlier = text.read_earlier(folder)
    zone = ZoneInfo(found.zone)
    today = found.status_date
    if today is None:
        raise InvalidError.field("status_date", _("An example needs a status date: it is the day of its story."))
    states = [*earlier, (today, found)]
    return [
        _Chapter(
            at=dt.datetime.combine(day, MORNING, zone),
            program=program,
            reported=len(states) - 1 - REPORTED <= place < len(states) - 1,
        )
        for place, (day, program) in enumerate(states)
    ]


def _store(actor: Actor, chapter: _Chapter, before: Program | None) -> ProgramRow:
    """Bring the stored program to the state of a chapter, with an audit entry for every difference."""
    program, now = chapter.program, chapter.at
    teller = _person(program, program.owner)
    if before is None:
        programs.create_program(actor=replace(actor, name=teller.name), program=program, now=now, demo=True)
    with editing(actor=teller, program=program.id, needs=Role.OWNER, now=now) as edit:
        programs.save_header(edit=edit, program=program)
        save_plan(edit=edit, program=program)
        save_register(edit=edit, program=program)
        save_contracts(edit=edit, program=program)
        save_gates(edit=edit, program=program)
        save_issued(program=edit.program, records=[record for record in program.forecasts if record.made <= now])
        _save_baselines(edit, program)
        edit.record(
            Entry(
                verb=replace(program_events.CHANGED, undoable=False),
                entity_id=program.id,
                title=program.title,
                before={"status_date": before.status_date if before else None},
                after={"status_date": now.date()},
            )
        )
        if before is not None:
            _record_changes(edit, program, changes_between(before, program))
    return edit.program


def _save_baselines(edit: Edit, program: Program) -> None:
    known = set(edit.program.baselines.values_list("code", flat=True))
    fresh = [each for each in program.baselines if each.taken <= edit.now.date() and each.id not in known]
    insert_baselines(edit=edit, baselines=fresh)
    for each in fresh:
        edit.record(
            Entry(
                verb=replace(schedule_events.BASELINE_TAKEN, undoable=False),
                entity_id=each.id,
                title=each.title,
                after={"title": each.title, "taken": each.taken, "reason": each.reason},
            )
        )


def _record_changes(edit: Edit, program: Program, changes: list[Change]) -> None:
    """In the name of whoever answers for the record."""
    by_person: dict[str | None, list[Entry]] = {}
    for change in changes:
        entry = Entry(
            verb=replace(change.verb, undoable=False),
            entity_id=change.id,
            title=change.title,
            before=change.before,
            after=change.after,
        )
        by_person.setdefault(change.owner or program.owner, []).append(entry)
    for person, entries in by_person.items():
        audit.record(
            entries,
            actor=_person(program, person),
            now=edit.now,
            operation=edit.operation,
            program_id=edit.program.pk,
            revision=edit.program.revision + 1,
        )


def _tell(row: ProgramRow, chapter: _Chapter, *, last: bool) -> None:
    """Issue the forecast of the day, and publish the report where one is due."""
    whole = load_whole(row)
    run = open_run(row=row, inputs=whole.inputs, now=chapter.at)
    forecast = forecast_run(run=run, program=whole.program, now=chapter.at)
    if forecast is None or not (chapter.reported or last):
        return
    insights = explain_run(run=run, forecast=forecast)
    if chapter.reported:
        outlook = Outlook(whole, run, forecast, insights, fresh=True)
        teller = _person(chapter.program, chapter.program.owner)
        with editing(actor=teller, program=row.slug, needs=Role.OWNER, now=chapter.at) as edit:
            store_report(edit=edit, outlook=outlook, audience=Audience.EXECUTIVE)


def _person(program: Program, code: str | None) -> Actor:
    """Somebody of the story. They have no account, so they act in the workspace's own right."""
    name = next((person.name for person in program.people if person.id == code), program.title)
    return Actor(user_id=None, name=name, source=Source.WEB, trusted=True)
