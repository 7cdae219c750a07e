"""What the register and the contracts have in common: rows that hold one value each, added, changed and removed."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

import msgspec
from django.db.models import Max
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.people.models import Role
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.risks.operations import rows
from pilotage.areas.risks.operations.rows import Row, Value
from pilotage.areas.risks.rules.register import new_code
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.plan.vocabulary.program import Program


@dataclass(frozen=True, slots=True)
class Written(Generic[Value]):
    """What an operation did; ``value`` is None once it is removed. ``said`` is read aloud."""

    revision: int
    value: Value | None
    said: str


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks for a write, in which program, and why."""

    actor: Actor
    program: str
    needs: Role
    now: dt.datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Generic[Value]):
    """One kind of row: ``change`` sets plain JSON fields, ``blank`` makes a value to begin with."""

    kind: str
    model: Row
    value: type[Value]
    prefix: str
    title_field: str
    added: Verb
    changed: Verb
    removed: Verb
    columns: Callable[[Value], dict[str, Any]]
    change: Callable[[Value, Mapping[str, Any], Program, dt.date], Value]
    blank: Callable[[str, Mapping[str, Any], dt.date], Value]

    def add(self, call: Call, fields: Mapping[str, Any]) -> Written[Value]:
        """Add a value; its id is made unless ``fields`` name one. Raises ConflictError where that is taken."""
        with _open(call) as edit:
            program, today = _context(edit)
            codes = set(self.model._default_manager.filter(program=edit.program).values_list("code", flat=True))
            given = dict(fields)
            code = str(given.pop("id", None) or new_code(str(given.get(self.title_field, "")), self.prefix, codes))
            code = code.replace("\x00", "")[:300]
            if code in codes:
                raise ConflictError(_("The id “{id}” is taken.").format(id=code))
            value = self.change(self.blank(code, given, today), given, program, today)
            self.insert(edit, value)
            carry_over(edit)
            title = self.title(value)
            edit.record(Entry(verb=self.added, entity_id=code, title=title, after=rows.image(value)))
        return Written(edit.revision, value, _("Added {title}.").format(title=title))

    def set(self, call: Call, code: str, version: int | None, fields: Mapping[str, Any]) -> Written[Value]:
        """Change fields. Raises NotFoundError, StaleError and InvalidError."""

        def change(old: Value, program: Program, today: dt.date) -> Value:
            return self.change(old, fields, program, today)

        return self.write(call, code, version, change, self.changed, yours=fields)

    def write(
        self,
        call: Call,
        code: str,
        version: int | None,
        change: Callable[[Value, Program, dt.date], Value],
        verb: Verb,
        *,
        yours: Mapping[str, Any],
    ) -> Written[Value]:
        """Put what ``change`` makes of a value in its place, told by ``verb``. A refusal of a value that somebody else
        changed meanwhile is a StaleError, with ``yours`` as the fields that were to be written.
        """
        with _open(call) as edit:
            row = self.find(edit, code)
            old = self.read(row)
            program, today = _context(edit)
            known = {"kind": self.kind, "entity_id": code, "theirs": rows.image(old)}
            try:
                new = change(old, program, today)
            except (InvalidError, ConflictError):
                edit.check_version(row, version, yours=dict(yours), **known)
                raise
            before, after = rows.difference(old, new)
            edit.check_version(row, version, yours=after or dict(yours), **known)
            if new == old:
                return Written(edit.revision, old, _("Nothing changed."))
            self.update(row, new)
            carry_over(edit)
            title = self.title(new)
            edit.record(Entry(verb=verb, entity_id=code, title=title, before=before, after=after))
        return Written(edit.revision, new, _("Changed {title}.").format(title=title))

    def put(self, edit: Edit, new: Value) -> None:
        """Write an existing value anew, with its audit entry. Part of a larger operation."""
        row = self.find(edit, new.id)
        before, after = rows.difference(self.read(row), new)
        self.update(row, new)
        edit.record(Entry(verb=self.changed, entity_id=new.id, title=self.title(new), before=before, after=after))

    def remove(self, call: Call, code: str, version: int | None) -> Written[Value]:
        with _open(call) as edit:
            row = self.find(edit, code)
            old = self.read(row)
            edit.check_version(
                row, version, kind=self.kind, entity_id=code, yours={"removed": True}, theirs=rows.image(old)
            )
            row.delete()
            carry_over(edit)
            title = self.title(old)
            before = rows.image(old) | {"position": row.position}
            edit.record(Entry(verb=self.removed, entity_id=code, title=title, before=before))
        return Written(edit.revision, None, _("Removed {title}.").format(title=title))

    def restore(self, edit: Edit, entry: AuditEntry) -> None:
        """Take back what one audit entry tells. Raises ConflictError where a later change stands in the way."""
        row = self.model._default_manager.filter(program=edit.program, code=entry.entity_id).first()
        if entry.after is None and entry.before is not None:
            if row is not None:
                raise ConflictError(_("The id “{id}” is taken again.").format(id=entry.entity_id))
            before = dict(entry.before)
            position = before.pop("position", None)
            self.insert(edit, msgspec.convert(before, self.value), position)
            return
        if row is None:
            raise ConflictError(_("“{title}” is no longer there.").format(title=entry.entity_title))
        present = rows.image(self.read(row))
        if any(present[name] != value for name, value in (entry.after or {}).items()):
            raise ConflictError(
                _("“{title}” was changed again since. Undo that first.").format(title=entry.entity_title)
            )
        if entry.before is None:
            row.delete()
        else:
            self.update(row, msgspec.convert(present | entry.before, self.value))

    def title(self, value: Value) -> str:
        return str(getattr(value, self.title_field))

    def find(self, edit: Edit, code: str) -> Any:
        row = self.model._default_manager.filter(program=edit.program, code=code).first()
        if row is None:
            raise NotFoundError(_("There is no “{id}” in this program.").format(id=code[:200]))
        return row

    def read(self, row: Any) -> Value:
        return msgspec.json.decode(row.body, type=self.value)

    def insert(self, edit: Edit, value: Value, position: int | None = None) -> None:
        manager = self.model._default_manager
        if position is None:
            last = manager.filter(program=edit.program).aggregate(last=Max("position"))["last"]
            position = 0 if last is None else last + 1
        manager.create(program=edit.program, code=value.id, position=position, **self.columns(value))

    def update(self, row: Any, value: Value) -> None:
        for name, column in self.columns(value).items():
            setattr(row, name, column)
        row.version += 1
        row.save()


def _open(call: Call) -> Any:
    return editing(actor=call.actor, program=call.program, needs=call.needs, now=call.now, why=call.why)


def _context(edit: Edit) -> tuple[Program, dt.date]:
    program = plan_at(edit.program).program
    return program, program.status_date or edit.now.date()
