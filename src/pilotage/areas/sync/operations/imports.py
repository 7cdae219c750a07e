"""What a user does with an import: upload, map, choose a target, apply, drop."""

import datetime as dt
import secrets
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.operations import Entry, record
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.people import permissions
from pilotage.areas.programs.queries import visible
from pilotage.areas.queue import Job, ask
from pilotage.areas.sync import events
from pilotage.areas.sync.models import ImportSession, SavedMapping
from pilotage.areas.sync.operations.applying import carry_out
from pilotage.areas.sync.operations.files import forget_files, keep_upload
from pilotage.areas.sync.operations.reading import compare_with_target, read_upload
from pilotage.areas.sync.permissions import ACTIONS
from pilotage.areas.sync.queries.health import live_workers
from pilotage.areas.sync.queries.imports import import_by_code, known_mappings
from pilotage.areas.sync.rules import uploads
from pilotage.areas.sync.rules.mapping import check_mapping

State = ImportSession.State
_KEPT = dt.timedelta(days=7)


def open_import(*, actor: Actor, name: str, source: Path, program: str | None, now: dt.datetime) -> ImportSession:
    """Take an uploaded file over (``source`` is moved) and read it: at once if that is quick, else by a worker.

    ``program`` is the slug of the program that it goes into; None: found out, or a new one.
    """
    permissions.require_account(actor)
    if program is not None:
        target = visible(actor=actor, program=program)
        permissions.require(actor, target.program.pk, program, ACTIONS["import.apply"])
    _forget_old(now)
    size = source.stat().st_size
    if size == 0:
        raise InvalidError.field("file", _("The file {name} is empty.").format(name=name[:100]))
    session = ImportSession(
        code=secrets.token_urlsafe(12),
        user_id=actor.user_id,
        state=State.READING,
        created=now,
        changed=now,
        file_name=name[:255],
        file_size=size,
        target=program or "",
        total=size,
    )
    keep_upload(session.code, session.file_name, source)
    with transaction.atomic():
        session.save(force_insert=True)
        _note(events.OPENED, session, actor, now)
    return _read(session, now)


def map_import(
    *,
    actor: Actor,
    code: str,
    mapping: Mapping[str, str | None] | None,
    mapping_name: str,
    now: dt.datetime,
) -> ImportSession:
    """Say what the columns are (``mapping``), or use a named mapping; both: keep the mapping under that name too."""
    session = _open(actor, code, State.NEEDS_MAPPING, State.READY, State.FAILED)
    if mapping is not None:
        check_mapping(mapping, {column["name"] for column in session.facts.get("columns") or ()})
        if mapping_name.strip():
            _save_mapping(actor, mapping_name.strip(), mapping)
    elif mapping_name not in {known.name for known in known_mappings(actor=actor)}:
        raise InvalidError.field("mapping_name", _("There is no mapping “{name}”.").format(name=mapping_name[:60]))
    session.mapping = None if mapping is None else dict(mapping)
    session.mapping_name = "" if mapping is not None else mapping_name
    session.state = State.READING
    session.changed = now
    session.save()
    return _read(session, now)


def aim_import(
    *,
    actor: Actor,
    code: str,
    program: str | None,
    title: str,
    remove_missing: bool | None,
    now: dt.datetime,
) -> ImportSession:
    """Choose where it goes: an existing ``program``, or None for a new one named ``title``."""
    session = _open(actor, code, State.READY, State.NEEDS_MAPPING, State.FAILED)
    if program is not None:
        target = visible(actor=actor, program=program)
        permissions.require(actor, target.program.pk, program, ACTIONS["import.apply"])
    session.target = program or ""
    session.title = "" if program else (title.strip() or session.title)[:300]
    if remove_missing is not None:
        session.remove_missing = remove_missing
    session.changed = now
    if session.state == State.READY:
        compare_with_target(session, actor)
    session.save()
    return session


def apply_import(
    *, actor: Actor, code: str, accept_problems: bool, remove_missing: bool | None, now: dt.datetime
) -> ImportSession:
    """Write it into its target, in one transaction: at once if that is quick, else by a worker.

    Errors in the file must be accepted, as what they concern is left out. A second call changes nothing more.
    """
    session = _open(actor, code, State.READY, State.FAILED, State.APPLYING, State.DONE)
    if session.state == State.DONE:
        return session
    if not session.facts.get("rows") and not session.facts.get("work_items"):
        raise ConflictError(
            _("Nothing could be read from {name}, so there is nothing to import.").format(name=session.file_name)
        )
    errors = session.problem_counts.get("error", 0)
    if errors and not accept_problems:
        raise ConflictError(
            _("The file has {n} errors; what they concern will be left out. Accept them to import the rest.").format(
                n=errors
            )
        )
    if remove_missing is not None:
        session.remove_missing = remove_missing
    session.state, session.error, session.changed = State.APPLYING, "", now  # again: the first try may have crashed
    session.save()
    rows = session.facts.get("rows", 0) + session.facts.get("work_items", 0)
    if rows > uploads.SMALL_ROWS and live_workers(now=now):
        ask(Job.APPLY_IMPORT, code=session.code)
    else:
        carry_out(code=session.code, now=now)
    session.refresh_from_db()
    return session


def drop_import(*, actor: Actor, code: str, now: dt.datetime) -> None:
    """Forget an import and its file. What it has written stays."""
    session = import_by_code(actor=actor, code=code)
    if session.state == State.APPLYING:
        raise ConflictError(_("This import is being written; wait until it is done."))
    with transaction.atomic():
        _note(events.DROPPED, session, actor, now)
        session.delete()
    forget_files(code)


def _open(actor: Actor, code: str, *states: str) -> ImportSession:
    session = import_by_code(actor=actor, code=code)
    if session.state not in states:
        raise ConflictError(
            _("This import is {state}; that cannot be changed now.").format(state=session.get_state_display().lower())
        )
    return session


def _read(session: ImportSession, now: dt.datetime) -> ImportSession:
    if uploads.quick(session.file_name, session.file_size) or not live_workers(now=now):
        read_upload(code=session.code, now=now)
        session.refresh_from_db()
    else:
        ask(Job.READ_IMPORT, code=session.code)
    return session


def _save_mapping(actor: Actor, name: str, mapping: Mapping[str, str | None]) -> None:
    body = dict(mapping)
    own = SavedMapping.objects.filter(name=name[:100])
    own = own.filter(user=None) if actor.user_id is None else own.filter(user_id=actor.user_id)
    if not own.update(body=body):
        SavedMapping.objects.create(user_id=actor.user_id, name=name[:100], body=body)


def _forget_old(now: dt.datetime) -> None:
    old = ImportSession.objects.filter(changed__lt=now - _KEPT).exclude(state=State.APPLYING)
    for code in list(old.values_list("code", flat=True)):
        forget_files(code)
    old.delete()


def _note(verb: Verb, session: ImportSession, actor: Actor, now: dt.datetime) -> None:
    entry = Entry(verb=verb, entity_id=session.code, title=session.file_name)
    record([entry], actor=actor, now=now, operation=uuid4())
