"""The pattern of every operation on a program: one transaction, one permission check, audit entries, one new revision.

    with editing(actor=actor, program=program, needs=ACTIONS["activity.change"], now=now, why=why) as edit:
        row = Activity.objects.get(program=edit.program, code=code)
        edit.check_version(row, version, kind="activity", yours=..., theirs=...)
        ...
        edit.record(Entry(verb=events.CHANGED, entity_id=row.code, title=row.title, before=..., after=...))
    return edit.revision

A lower area's function that takes part in a larger operation takes the open ``edit`` itself.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit import queries as trail
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictDetail, FieldConflict, NotFoundError, StaleError
from pilotage.areas.people import permissions
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program


class Versioned(Protocol):
    version: int


@dataclass(slots=True)
class Edit:
    """An open change to one program. Recorded entries are written, and the revision grows, when the block ends."""

    program: Program
    role: Role
    actor: Actor
    now: dt.datetime
    why: str = ""
    operation: UUID = field(default_factory=uuid4)
    entries: list[Entry] = field(default_factory=list)

    @property
    def revision(self) -> int:
        """The program's revision; the new one once the block has ended."""
        return self.program.revision

    def record(self, *entries: Entry) -> None:
        self.entries.extend(entries)

    def check_version(
        self,
        row: Versioned,
        version: int | None,
        *,
        kind: str,
        entity_id: str,
        yours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> None:
        """Raises StaleError when ``row`` is no longer at ``version`` (None: none is known; the last writer wins).

        ``yours`` are the fields to be written, ``theirs`` the same fields as they are now; only those that differ
        are shown.
        """
        conflict = self.conflict(row, version, kind=kind, entity_id=entity_id, yours=yours, theirs=theirs)
        if conflict is not None:
            refuse_stale((conflict,))

    def conflict(
        self,
        row: Versioned,
        version: int | None,
        *,
        kind: str,
        entity_id: str,
        yours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> ConflictDetail | None:
        """What `check_version` would refuse with."""
        if version is None or version == row.version:
            return None
        last = trail.last_change(program_id=self.program.pk, kind=kind, entity_id=entity_id)
        return ConflictDetail(
            entity=kind,
            id=entity_id,
            version=row.version,
            changed_by=last.actor_name if last else "",
            changed_at=last.at if last else None,
            fields={
                name: FieldConflict(plain(value), plain(theirs.get(name)))
                for name, value in yours.items()
                if value != theirs.get(name)
            },
        )


def refuse_stale(conflicts: Sequence[ConflictDetail]) -> NoReturn:
    """Raises StaleError with all of them."""
    raise StaleError(
        _("Somebody else changed this since you read it. Look at what changed, then try again."),
        conflicts[0],
        tuple(conflicts[1:]),
    )


Restorer = Callable[[Edit, AuditEntry], None]
"""Takes back what one entry tells, inside the open edit; raises ConflictError where a later change stands in the way.

Each area lists one for each entity kind whose verbs are undoable: ``RESTORERS`` in its ``operations``.
"""


@contextmanager
def editing(*, actor: Actor, program: str, needs: Role, now: dt.datetime, why: str = "") -> Iterator[Edit]:
    """Open a change to ``program`` (its slug). Nothing recorded means nothing changed: then the revision stays.

    Raises NotFoundError and NotAllowedError. The program's row is locked until the block ends: writers queue for it.
    """
    with transaction.atomic():
        row = Program.objects.select_for_update().filter(slug=program).first()
        if row is None:
            raise NotFoundError(_("There is no program “{id}”, or you are not a member of it.").format(id=program))
        role = permissions.require(actor, row.pk, program, needs)
        edit = Edit(program=row, role=role, actor=actor, now=now, why=why)
        yield edit
        if edit.entries:
            _finish(edit)


def _finish(edit: Edit) -> None:
    edit.program.revision += 1
    edit.program.changed = edit.now
    edit.program.save(update_fields=["revision", "changed"])
    audit.record(
        edit.entries,
        actor=edit.actor,
        now=edit.now,
        operation=edit.operation,
        program_id=edit.program.pk,
        revision=edit.program.revision,
        why=edit.why,
    )
