"""Creating, changing and deleting a program: its head only. Activities and risks belong to higher areas."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.people.models import Role
from pilotage.areas.people.operations.members import put_membership
from pilotage.areas.people.permissions import require_account
from pilotage.areas.programs import events, models, queries, rules
from pilotage.areas.programs.operations.edit import Edit, Restorer, editing
from pilotage.areas.programs.operations.portfolios import restore_place
from pilotage.areas.programs.operations.rows import check_columns, replace_rows
from pilotage.areas.programs.permissions import ACTIONS
from pilotage.plan.vocabulary.program import Program

_TABLES: Mapping[str, Any] = {
    "calendars": models.Calendar,
    "people": models.Person,
    "teams": models.Team,
    "workstreams": models.Workstream,
    "asks": models.Ask,
}


def create_program(*, actor: Actor, program: Program, now: dt.datetime, demo: bool = False) -> Edit:
    """Make a program from the head of ``program``, owned by ``actor``; its revision is 1.

    A caller that also saves activities and risks wraps this in its own transaction and goes on with the returned edit.
    Raises InvalidError, and ConflictError where the id is taken.
    """
    require_account(actor)
    rules.check_slug(program.id)
    rules.check_header(program)
    with transaction.atomic():
        row = _insert(program, now, demo)
        if actor.user_id is not None:
            put_membership(user_id=actor.user_id, program_id=row.pk, role=Role.OWNER)
        edit = Edit(program=row, role=Role.OWNER, actor=actor, now=now)
        _save_lists(row, program)
        audit.record(
            [Entry(verb=events.CREATED, entity_id=row.slug, title=row.title, after={"title": row.title})],
            actor=actor,
            now=now,
            operation=edit.operation,
            program_id=row.pk,
            revision=row.revision,
        )
    return edit


def _insert(program: Program, now: dt.datetime, demo: bool) -> models.Program:
    columns = rules.scalars(program)
    check_columns(models.Program, columns)
    try:
        with transaction.atomic():
            return models.Program.objects.create(slug=program.id, created=now, changed=now, demo=demo, **columns)
    except IntegrityError as error:
        raise ConflictError(
            _("There is already a program with the id “{id}”. Choose another id.").format(id=program.id)
        ) from error


def change_program(
    *,
    actor: Actor,
    program: str,
    version: int | None,
    changes: Mapping[str, Any],
    now: dt.datetime,
    why: str = "",
) -> int:
    """Set some fields of the head (``rules.HEADER``) to plain JSON values. Returns the revision.

    Lists (``asks``, ``people`` ...) are replaced as a whole. Raises InvalidError and StaleError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["program.change"], now=now, why=why) as edit:
        old = queries.load_header(edit.program)
        new = changed_header(old, changes)
        names = tuple(name for name in rules.HEADER if getattr(old, name) != getattr(new, name))
        before, after = queries.header_image(old, names), queries.header_image(new, names)
        edit.check_version(
            edit.program, version, kind="program", entity_id=program, yours=after or dict(changes), theirs=before
        )
        if names:
            save_header(edit=edit, program=new)
            edit.record(Entry(verb=events.CHANGED, entity_id=program, title=new.title, before=before, after=after))
    return edit.revision


def save_header(*, edit: Edit, program: Program) -> None:
    """Make the stored head equal to that of ``program``; the slug stays. Records nothing: the caller knows why."""
    rules.check_header(program)
    columns = rules.scalars(program)
    check_columns(models.Program, columns)
    for name, value in columns.items():
        setattr(edit.program, name, value)
    edit.program.version += 1
    edit.program.save()
    _save_lists(edit.program, program)


def save_lists(*, edit: Edit, program: Program, names: Collection[str]) -> None:
    """Make some stored lists of the head equal to those of ``program``; its own fields and version stay. Records
    nothing: the caller knows why.
    """
    rules.check_header(program)
    for name in names:
        replace_rows(_TABLES[name], edit.program, rules.rows(getattr(program, name)))


def remove_program(*, actor: Actor, program: str, now: dt.datetime, why: str = "") -> None:
    """Delete a program with everything in it. Its audit trail stays."""
    with transaction.atomic():
        with editing(actor=actor, program=program, needs=ACTIONS["program.remove"], now=now, why=why) as edit:
            edit.record(
                Entry(
                    verb=events.REMOVED,
                    entity_id=program,
                    title=edit.program.title,
                    before={"title": edit.program.title},
                )
            )
        edit.program.delete()


def changed_header(old: Program, changes: Mapping[str, Any]) -> Program:
    """The program with some fields of its head (``rules.HEADER``) as plain JSON. Pure; raises InvalidError."""
    unknown = sorted(set(changes) - set(rules.HEADER))
    if unknown:
        raise InvalidError.field(unknown[0], _("A program has no field “{name}”.").format(name=unknown[0]))
    plain = msgspec.to_builtins(
        msgspec.structs.replace(old, **{name: () for name in changes if name not in rules.SCALARS})
    )
    try:
        return msgspec.convert(plain | dict(changes), Program)
    except msgspec.ValidationError as error:
        raise InvalidError.field(next(iter(changes)), str(error)) from error


def _save_lists(row: models.Program, program: Program) -> None:
    for name, model in _TABLES.items():
        replace_rows(model, row, rules.rows(getattr(program, name)))


def _restore_header(edit: Edit, entry: AuditEntry) -> None:
    now = queries.load_header(edit.program)
    names = tuple(entry.after or {})
    if queries.header_image(now, names) != entry.after:
        raise ConflictError(
            _("The program was changed again since: {fields}. Undo that first.").format(fields=", ".join(names))
        )
    save_header(edit=edit, program=changed_header(now, entry.before or {}))


def _restore(edit: Edit, entry: AuditEntry) -> None:
    """Where a program is, or what its head holds."""
    (restore_place if "portfolio_id" in (entry.after or {}) else _restore_header)(edit, entry)


RESTORERS: Mapping[str, Restorer] = {"program": _restore}
