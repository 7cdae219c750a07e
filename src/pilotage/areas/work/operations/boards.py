"""Setting up a board."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from msgspec.structs import asdict

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.work import events
from pilotage.areas.work.models import Board, Tracker
from pilotage.areas.work.operations.limits import settle
from pilotage.areas.work.permissions import ACTIONS
from pilotage.areas.work.queries.scope import scope
from pilotage.areas.work.rules.boards import CATEGORIES, MOST_LIMIT, Column, check_columns
from pilotage.areas.work.rules.fields import CLASSES

ENTITY = "board"
ALL = "all"
_FIELDS = ("columns", "person_limit", "classes")
_MOST_LETTERS = 2_000


def set_board(
    *,
    actor: Actor,
    program: str,
    workstream: str,
    version: int | None,
    columns: Sequence[Column],
    person_limit: int | None,
    classes: Mapping[str, str],
    meanings: Mapping[str, str],
    now: dt.datetime,
    why: str = "",
) -> int:
    """Set the columns, limits and policies of a workstream's board (empty: that of the program). ``meanings`` tell the
    category of states that no item is in yet. Returns the new version (0: nothing is stored).

    Raises InvalidError, StaleError, NotFoundError for a workstream that is not there.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["board.set"], now=now, why=why) as edit:
        scope(edit.program.pk, workstream)
        _check(columns, person_limit, classes, meanings)
        row = Board.objects.filter(program=edit.program, workstream=workstream).first()
        row = row or Board(program=edit.program, workstream=workstream, version=0)
        new: dict[str, Any] = {"columns": [plain(asdict(column)) for column in columns], "person_limit": person_limit}
        new["classes"] = {name: text for name, text in classes.items() if text}
        theirs = {name: getattr(row, name) for name in _FIELDS}
        edit.check_version(row, version, kind=ENTITY, entity_id=workstream or ALL, yours=new, theirs=theirs)
        changed = [name for name in _FIELDS if new[name] != theirs[name]]
        if meanings:
            _mean(edit, meanings)
        if changed:
            _save(row, new)
            settle(edit, {}, "", ask=False)
            before, after = ({name: each[name] for name in changed} for each in (theirs, new))
            title = workstream or _("of the program")
            entity = workstream or ALL
            edit.record(Entry(verb=events.BOARD_SET, entity_id=entity, title=title, before=before, after=after))
    return row.version


def restore_board(edit: Edit, entry: AuditEntry) -> None:
    """Undo `set_board`, unless the board was set up again since."""
    workstream = "" if entry.entity_id == ALL else entry.entity_id
    row = Board.objects.filter(program=edit.program, workstream=workstream).first()
    after, before = entry.after or {}, entry.before or {}
    if row is None or any(getattr(row, name) != value for name, value in after.items()):
        raise ConflictError(_("This board was set up again since. Undo that first."))
    if not {**{name: getattr(row, name) for name in _FIELDS}, **before}["columns"]:
        row.delete()
        return
    _save(row, before)


def _save(row: Board, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()


def _mean(edit: Edit, meanings: Mapping[str, str]) -> None:
    """Remembered beside what people chose for the tracker's states."""
    row, _new = Tracker.objects.get_or_create(program=edit.program)
    chosen = {**row.chosen, **meanings}
    if chosen != row.chosen:
        Tracker.objects.filter(pk=row.pk).update(
            chosen=chosen, generation=F("generation") + 1, version=F("version") + 1
        )


def _check(
    columns: Sequence[Column], person_limit: int | None, classes: Mapping[str, str], meanings: Mapping[str, str]
) -> None:
    check_columns(columns)
    if person_limit is not None and not 1 <= person_limit <= MOST_LIMIT:
        raise InvalidError.field("person_limit", _("A person's limit is at least 1; leave it out for none."))
    for name, text in classes.items():
        if name not in CLASSES or len(text) > _MOST_LETTERS:
            raise InvalidError.field("classes", _("“{name}” is no class of service.").format(name=name[:50]))
    known = {state for column in columns for state in column.states}
    for name, category in meanings.items():
        if category not in CATEGORIES or name not in known:
            raise InvalidError.field("meanings", _("A state of the board is todo, doing or done."))
