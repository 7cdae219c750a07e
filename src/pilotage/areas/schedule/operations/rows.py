"""Writing rows of a plan in bulk: one statement, many tuples. Part of larger operations, which own the transaction."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from django.db import connection, models

from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.programs.operations import Edit
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Activity, Dependency
from pilotage.areas.schedule.rules.changes import difference
from pilotage.plan.vocabulary import activities as vocabulary

POSITION_GAP = 1024
"""Space left between neighbors for rows put between them later."""

MOST_PARAMETERS = 9_000
"""Of one statement, where the database takes as many."""

T = TypeVar("T")


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert plain tuples; ``names`` are the model's columns."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in names)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - names are our models'
    place = f"({', '.join(['%s'] * len(names))})"
    with connection.cursor() as cursor:
        for some in chunks(rows, _parameters() // len(names)):
            cursor.execute(head + ", ".join([place] * len(some)), [value for row in some for value in row])


def delete(model: type[models.Model], program_id: int, column: str, values: Iterable[object]) -> None:
    """Delete rows of a program by a column."""
    for some in chunks(values, _parameters() - 1):
        model._default_manager.filter(program_id=program_id, **{f"{column}__in": some}).delete()


def _parameters() -> int:
    return min(MOST_PARAMETERS, connection.features.max_query_params or MOST_PARAMETERS)


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` values."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


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
            (program_id, a.id, position, searchable(a.title), a.kind.value, version, body(a))
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


def update_activity(program_id: int, activity: vocabulary.Activity, version: int) -> None:
    """Write an existing row anew, with its new version."""
    Activity.objects.filter(program_id=program_id, code=activity.id).update(
        title=searchable(activity.title), kind=activity.kind.value, version=version, body=body(activity)
    )


def put_activities(edit: Edit, before: Sequence[vocabulary.Activity], after: Sequence[vocabulary.Activity]) -> None:
    """Write those that differ, in like places, with their audit entries. Part of a larger operation."""
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    if not changed:
        return
    versions: dict[str, int] = dict(Activity.objects.filter(program=edit.program).values_list("code", "version"))
    for old, new in changed:
        update_activity(edit.program.pk, new, versions[new.id] + 1)
        was, now = difference(old, new)
        edit.record(Entry(verb=events.ACTIVITY_CHANGED, entity_id=new.id, title=new.title, before=was, after=now))


def searchable(title: str) -> str:
    return title.replace("\x00", "")[:500]


def body(activity: vocabulary.Activity) -> str:
    """The canonical JSON that a row stores."""
    return _encoder.encode(activity).decode()


def rewrite_activities(program_id: int, changed: Iterable[tuple[vocabulary.Activity, int, int]]) -> None:
    """Write many existing rows anew, each with its position and version: out and in again, in a few statements."""
    rows = list(changed)
    delete(Activity, program_id, "code", (activity.id for activity, _position, _version in rows))
    insert(
        Activity,
        _ACTIVITY,
        (
            (program_id, a.id, position, searchable(a.title), a.kind.value, version, body(a))
            for a, position, version in rows
        ),
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
        calendar=new.calendar,
        version=version,
    )


def _link(program_id: int, dependency: vocabulary.Dependency) -> models.QuerySet[Dependency]:
    return Dependency.objects.filter(
        program_id=program_id,
        predecessor=dependency.predecessor,
        successor=dependency.successor,
        kind=dependency.kind.value,
    )


def put_dependencies(
    edit: Edit, before: Sequence[vocabulary.Dependency], after: Sequence[vocabulary.Dependency]
) -> None:
    """Write those that differ, in like places, with their audit entries. Part of a larger operation."""
    for old, new in zip(before, after, strict=True):
        if old == new:
            continue
        version: int = _link(edit.program.pk, old).values_list("version", flat=True).get()
        update_dependency(edit.program.pk, old, new, version + 1)
        title = f"{new.predecessor} > {new.successor}"
        edit.record(
            Entry(
                verb=events.DEPENDENCY_CHANGED,
                entity_id=new.id,
                title=title,
                before=link_image(old),
                after=link_image(new),
            )
        )


def on_calendar(program_id: int, calendar: str) -> bool:
    """Whether an activity or a lag names the calendar itself."""
    if Dependency.objects.filter(program_id=program_id, calendar=calendar).exists():
        return True
    named = f'"calendar":{_encoder.encode(calendar).decode()}'
    return Activity.objects.filter(program_id=program_id, body__contains=named).exists()
