"""Writing an import into its program: one transaction, so it happens as a whole or not at all."""

import datetime as dt
import logging

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import AreaError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.programs.queries import slugs
from pilotage.areas.programs.rules import check_slug, free_slug
from pilotage.areas.risks.queries import load_program
from pilotage.areas.sync import events
from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.operations.files import Read, load_read
from pilotage.areas.sync.operations.reading import importer
from pilotage.areas.sync.operations.whole import create_whole, replace_whole
from pilotage.areas.sync.permissions import ACTIONS
from pilotage.areas.sync.rules.merging import merge
from pilotage.areas.work.operations import remove_missing, save_items
from pilotage.plan.program import Program

State = ImportSession.State

_log = logging.getLogger("pilotage.imports")


def carry_out(*, code: str, now: dt.datetime) -> None:
    """Write an import that is ``applying``. Safe to call again after a crash: what is done is not done twice."""
    try:
        with transaction.atomic():
            session = ImportSession.objects.select_for_update().filter(code=code, state=State.APPLYING).first()
            if session is None:
                return
            edit = _write(session, importer(session), now)
            session.state = State.DONE
            session.result_program, session.result_revision = edit.program.slug, edit.revision
            session.changed = now
            session.save()
    except AreaError as refusal:
        _fail(code, str(refusal), now)
    except Exception:  # noqa: BLE001 - whatever failed, the user must not wait for it forever
        _log.exception("an import could not be written", extra={"job": code})
        _fail(code, _("Nothing was imported: something failed on the server, and its log tells more."), now)


def _write(session: ImportSession, actor: Actor, now: dt.datetime) -> Edit:
    read = load_read(session.code)
    edit = _into(session, read, actor, now) if session.target else _new(session, read, actor, now)
    if read.work_items:
        with editing(actor=actor, program=edit.program.slug, needs=ACTIONS["import.apply"], now=now) as more:
            save_items(edit=more, items=read.work_items)
            if session.remove_missing:
                remove_missing(edit=more, keys=(item.key for item in read.work_items))
    return edit


def _into(session: ImportSession, read: Read, actor: Actor, now: dt.datetime) -> Edit:
    with editing(
        actor=actor, program=session.target, needs=ACTIONS["import.apply"], now=now, why=session.file_name
    ) as edit:
        old = load_program(edit.program, history=False)
        after = dict(session.facts["counts"])
        if read.program is not None:
            new = merge(old, read.program, faithful=bool(session.facts["faithful"]), remove=session.remove_missing)
            after["digest"] = replace_whole(edit=edit, program=new, old=old)
        verb = events.IMPORTED if read.program is not None else events.ITEMS_IMPORTED
        edit.record(Entry(verb=verb, entity_id=session.code, title=session.file_name, before={}, after=after))
    return edit


def _new(session: ImportSession, read: Read, actor: Actor, now: dt.datetime) -> Edit:
    program = read.program or Program(id="", title=session.title)
    title = session.title or program.title
    slug = _slug(program.id, title)
    entry = Entry(verb=events.CREATED, entity_id=session.code, title=session.file_name, after=session.facts["counts"])
    return create_whole(actor=actor, program=replace(program, id=slug, title=title), entry=entry, now=now)


def _slug(wanted: str, title: str) -> str:
    taken = slugs()
    try:
        check_slug(wanted)
    except AreaError:
        return free_slug(wanted or title, taken)
    return wanted if wanted not in taken else free_slug(wanted, taken)


def _fail(code: str, why: str, now: dt.datetime) -> None:
    ImportSession.objects.filter(code=code).update(state=State.FAILED, error=why, changed=now)
