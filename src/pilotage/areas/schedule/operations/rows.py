"""Writing rows of a plan in bulk: one statement, many tuples. Part of larger operations, which own the transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django.db import connection, models

from pilotage.areas.audit.rules import plain
from pilotage.areas.schedule.models import Activity, Dependency
from pilotage.plan import activities as vocabulary

POSITION_GAP = 1024
"""Space left between neighbors for rows put between them later."""


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert plain tuples; ``names`` are the model's columns."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in names)
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) "  # noqa: S608 - names are our models'
        f"VALUES ({', '.join(['%s'] * len(names))})"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


_ACTIVITY = ("program_id", "code", "position", "title", "kind", "version", "body")
_DEPENDENCY = (
    "program_id",
    "predecessor",
    "successor",
    "kind",
    "lag_minutes",
    "lag_unit",
    "lag_percent",
    "calendar",
    "version",
)
_encoder = msgspec.json.Encoder()


def insert_activities(
    program_id: int, activities: Iterable[vocabulary.Activity], positions: Iterable[int], version: int = 1
) -> None:
    """Insert new rows at the given positions."""
    insert(
        Activity,
        _ACTIVITY,
        (
            (program_id, a.id, position, _searchable(a.title), a.kind.value, version, body(a))
            for a, position in zip(activities, positions, strict=True)
        ),
    )


def insert_dependencies(program_id: int, dependencies: Iterable[vocabulary.Dependency], version: int = 1) -> None:
    insert(
        Dependency,
        _DEPENDENCY,
        (
            (
                program_id,
                d.predecessor,
                d.successor,
                d.kind.value,
                d.lag.minutes,
                d.lag.unit.value,
                d.lag_percent,
                d.calendar,
                version,
            )
            for d in dependencies
        ),
    )


def update_activities(program_id: int, changed: Iterable[tuple[vocabulary.Activity, int]]) -> None:
    """Write existing rows anew, each with its new version."""
    table, quote = Activity._meta.db_table, connection.ops.quote_name
    statement = (
        f"UPDATE {quote(table)} SET title = %s, kind = %s, version = %s, body = %s "  # noqa: S608 - our own table's name
        "WHERE program_id = %s AND code = %s"
    )
    rows = [(_searchable(a.title), a.kind.value, version, body(a), program_id, a.id) for a, version in changed]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _searchable(title: str) -> str:
    return title.replace("\x00", "")[:500]


def body(activity: vocabulary.Activity) -> str:
    """The canonical JSON that a row stores."""
    return _encoder.encode(activity).decode()


def update_positions(program_id: int, codes: Iterable[str], positions: Iterable[int]) -> None:
    """Give existing rows new places."""
    table, quote = Activity._meta.db_table, connection.ops.quote_name
    statement = f"UPDATE {quote(table)} SET position = %s WHERE program_id = %s AND code = %s"  # noqa: S608 - own table
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [(position, program_id, code) for code, position in zip(codes, positions, strict=True)]
        )


def link_image(value: vocabulary.Dependency) -> dict[str, Any]:
    """A dependency as plain JSON, for the audit trail."""
    fields: dict[str, Any] = plain(value)
    return fields


def delete_link(program_id: int, dependency: vocabulary.Dependency) -> None:
    """Delete the row of a dependency."""
    _link(program_id, dependency).delete()


def update_dependency(program_id: int, old: vocabulary.Dependency, new: vocabulary.Dependency, version: int) -> None:
    """Write the row of a dependency anew. Its ends stay."""
    _link(program_id, old).update(
        kind=new.kind.value,
        lag_minutes=new.lag.minutes,
        lag_unit=new.lag.unit.value,
        lag_percent=new.lag_percent,
        version=version,
    )


def _link(program_id: int, dependency: vocabulary.Dependency) -> models.QuerySet[Dependency]:
    return Dependency.objects.filter(
        program_id=program_id,
        predecessor=dependency.predecessor,
        successor=dependency.successor,
        kind=dependency.kind.value,
    )


def delete_activities(program_id: int, codes: Iterable[str]) -> None:
    """Delete rows by id."""
    table, quote = Activity._meta.db_table, connection.ops.quote_name
    statement = f"DELETE FROM {quote(table)} WHERE program_id = %s AND code = %s"  # noqa: S608 - our own table's name
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(program_id, code) for code in codes])


def delete_dependencies(program_id: int, dependencies: Iterable[vocabulary.Dependency]) -> None:
    """Delete rows by their ends and kind."""
    table, quote = Dependency._meta.db_table, connection.ops.quote_name
    statement = (
        f"DELETE FROM {quote(table)} "  # noqa: S608 - our own table's name
        "WHERE program_id = %s AND predecessor = %s AND successor = %s AND kind = %s"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(program_id, d.predecessor, d.successor, d.kind.value) for d in dependencies])
