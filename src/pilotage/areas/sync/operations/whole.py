"""Storing a whole program: head, plan, register, contracts and history in one transaction."""

import datetime as dt
import hashlib
import zlib
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.queries import changed_after
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.people.models import Role
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.risks.operations.contracts import save_contracts
from pilotage.areas.risks.operations.risks import save_register
from pilotage.areas.risks.queries import load_program
from pilotage.areas.schedule.operations.baselines import insert_baselines
from pilotage.areas.schedule.operations.gates import save_gates
from pilotage.areas.schedule.operations.replacing import save_plan
from pilotage.areas.schedule.operations.roadmap import save_roadmap
from pilotage.areas.schedule.operations.simulations import save_issued
from pilotage.areas.sync.models import Snapshot
from pilotage.areas.work import operations as work
from pilotage.plan.network.columns import start_of
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import WorkItem


def create_whole(*, actor: Actor, program: Program, entry: Entry, now: dt.datetime, demo: bool = False) -> Edit:
    """A new program equal to ``program``, owned by ``actor``. Raises ConflictError where its id is taken."""
    _refuse_nul(program)
    program = with_start(program, now)
    with transaction.atomic():
        programs.create_program(actor=actor, program=program, now=now, demo=demo)
        with editing(actor=actor, program=program.id, needs=Role.OWNER, now=now) as edit:
            save_parts(edit=edit, program=program)
            edit.record(entry)
    return edit


def replace_whole(*, edit: Edit, program: Program, old: Program) -> str:
    """Make the stored program equal to ``program``, and keep ``old`` so that it can be undone.

    Returns the digest of what is stored now. Records nothing: the caller knows why.
    """
    _refuse_nul(program)
    program = with_start(program, edit.now)
    body = zlib.compress(msgspec.json.encode(_bare(old)), 6)
    Snapshot.objects.create(program=edit.program, operation=edit.operation, body=body)
    programs.save_header(edit=edit, program=program)
    save_parts(edit=edit, program=program)
    return digest(program)


def replace_items(*, edit: Edit, items: Sequence[WorkItem], remove: bool) -> None:
    """Write work items (``remove``: and take out all others), and keep what was there so that it can be undone."""
    keys = [item.key for item in items]
    before = work.kept(edit=edit, keys=keys, remove=remove)
    Snapshot.objects.update_or_create(operation=edit.operation, defaults={"program": edit.program, "items": before})
    work.save_items(edit=edit, items=items)
    if remove:
        work.remove_missing(edit=edit, keys=keys)


def with_start(program: Program, now: dt.datetime) -> Program:
    """A program in which nothing has a date begins on the day on which it is stored; without a start it has no plan."""
    if start_of(program) is not None:
        return program
    zone = ZoneInfo(program.zone)
    day = now.astimezone(zone).date()
    return msgspec.structs.replace(program, start=dt.datetime.combine(day, dt.time(), zone))


def save_parts(*, edit: Edit, program: Program) -> None:
    """Everything but the head. Baselines and issued forecasts are only added to."""
    save_plan(edit=edit, program=program)
    save_register(edit=edit, program=program)
    save_contracts(edit=edit, program=program)
    save_gates(edit=edit, program=program)
    save_roadmap(edit=edit, entries=program.roadmap)
    insert_baselines(edit=edit, baselines=program.baselines)
    save_issued(program=edit.program, records=program.forecasts)


def restore_snapshot(edit: Edit, entry: AuditEntry) -> None:
    """Undo an import, unless what it wrote was changed since."""
    kept = Snapshot.objects.filter(operation=entry.operation).first()
    if kept is None or _changed_since(edit, entry, kept):
        raise ConflictError(
            _("The program was changed since {file} was imported. Undo that first.").format(file=entry.entity_title)
        )
    if kept.body is not None:
        old = msgspec.json.decode(zlib.decompress(kept.body), type=Program)
        programs.save_header(edit=edit, program=old)
        save_plan(edit=edit, program=old)
        save_register(edit=edit, program=old)
        save_contracts(edit=edit, program=old)
        save_gates(edit=edit, program=old)
        save_roadmap(edit=edit, entries=old.roadmap)
    if kept.items is not None:
        work.restore(edit=edit, body=bytes(kept.items))
    kept.delete()


def _changed_since(edit: Edit, entry: AuditEntry, kept: Snapshot) -> bool:
    if kept.body is not None and digest(load_program(edit.program, history=False)) != (entry.after or {}).get("digest"):
        return True
    return kept.items is not None and (
        Snapshot.objects.filter(program=edit.program, pk__gt=kept.pk, items__isnull=False).exists()
        or changed_after(program_id=edit.program.pk, entry=entry.pk, kinds=work.KINDS_OF_ENTITIES)
    )


def digest(program: Program) -> str:
    """The same for two programs that differ in their history only."""
    return hashlib.sha256(msgspec.json.encode(_bare(program))).hexdigest()


def stored(row: Row) -> Program:
    """What is stored now, without history."""
    return load_program(row, history=False)


def _bare(program: Program) -> Program:
    return msgspec.structs.replace(program, baselines=(), forecasts=())


def _refuse_nul(program: Program) -> None:
    if b"\\u0000" in msgspec.json.encode(_bare(program)):
        raise InvalidError(_("The plan holds a text with a NUL character. Remove it and import again."))
