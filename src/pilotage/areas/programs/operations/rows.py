"""Making the stored rows of a program equal to wanted ones."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.models import Program, ProgramRow
from pilotage.areas.programs.rules import Row


def replace_rows(model: type[ProgramRow], program: Program, wanted: Sequence[Row]) -> None:
    """Add, change and remove rows of ``model`` so that they equal ``wanted`` (matched by ``code``).

    A row that is equal already keeps its version; a changed one gets the next.
    """
    manager = model._default_manager
    stored = {row.code: row for row in manager.filter(program=program)}
    added, changed = [], []
    for columns in wanted:
        check_columns(model, columns)
        row = stored.pop(columns["code"], None)
        if row is None:
            added.append(model(program=program, **columns))
        elif any(getattr(row, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(row, name, value)
            row.version += 1
            changed.append(row)
    if stored:
        manager.filter(pk__in=[row.pk for row in stored.values()]).delete()
    if changed:
        manager.bulk_update(changed, [*wanted[0], "version"], batch_size=200)
    if added:
        manager.bulk_create(added, batch_size=500)


def check_columns(model: type[Model], columns: Mapping[str, Any]) -> None:
    """Raises InvalidError for a text that its column cannot hold: SQLite would take it, PostgreSQL would fail."""
    for name, value in columns.items():
        if not isinstance(value, str):
            continue
        most = getattr(model._meta.get_field(name), "max_length", None)
        if most is not None and len(value) > most:
            raise InvalidError.field(
                name,
                _("“{start}…” is too long for {name}: {n} characters, at most {most}.").format(
                    start=value[:40], name=name.replace("_", " "), n=len(value), most=most
                ),
            )
        if "\x00" in value:
            raise InvalidError.field(name, _("The {name} holds a NUL character.").format(name=name.replace("_", " ")))
