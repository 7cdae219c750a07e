"""Writing work items, many at once. A part of an import, which records it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from django.db import connection

from pilotage.areas.programs.operations import Edit
from pilotage.areas.work.models import WorkItem as Row
from pilotage.areas.work.rules import COLUMNS, MOMENTS, columns
from pilotage.plan.vocabulary.work_items import WorkItem

_BATCH = 2_000


def save_items(*, edit: Edit, items: Iterable[WorkItem]) -> int:
    """Add items, and bring those with a known key up to date. Returns how many were written.

    One statement for each row shape, run over plain tuples: 23,000 items take under two seconds on SQLite.
    """
    table = connection.ops.quote_name(Row._meta.db_table)
    names = ("program_id", "key", *COLUMNS)
    sql = (
        f"INSERT INTO {table} ({', '.join(map(connection.ops.quote_name, names))}) "  # noqa: S608 - our own names
        f"VALUES ({', '.join(['%s'] * len(names))}) ON CONFLICT (program_id, {connection.ops.quote_name('key')}) "
        f"DO UPDATE SET {', '.join(f'{q} = excluded.{q}' for q in map(connection.ops.quote_name, COLUMNS))}"
    )
    rows = (_row(edit.program.pk, item) for item in items)
    written = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _BATCH)):
            cursor.executemany(sql, batch)
            written += len(batch)
    return written


def remove_missing(*, edit: Edit, keys: Iterable[str]) -> int:
    """Remove the program's items whose key is not among ``keys``. Returns how many."""
    wanted = set(keys)
    stored = Row.objects.filter(program=edit.program).values_list("id", "key")
    gone = [pk for pk, key in stored if key not in wanted]
    for batch in _batches(gone):
        Row.objects.filter(pk__in=batch).delete()
    return len(gone)


def _row(program_id: int, item: WorkItem) -> tuple[Any, ...]:
    values = columns(item)
    for name in MOMENTS:
        values[name] = connection.ops.adapt_datetimefield_value(values[name])
    values["due"] = connection.ops.adapt_datefield_value(values["due"])
    values["details"] = msgspec.json.encode(values["details"]).decode()
    return (program_id, item.key[:200], *(values[name] for name in COLUMNS))


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), 500):
        yield keys[start : start + 500]
