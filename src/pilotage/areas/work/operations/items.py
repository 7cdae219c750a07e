"""Writing work items, many at once, and putting them back. A part of an import, which records it."""

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from django.db import connection
from django.db.models import F

from pilotage.areas.programs.operations import Edit
from pilotage.areas.work.models import Tracker
from pilotage.areas.work.models import WorkItem as Row
from pilotage.areas.work.rules import COLUMNS, MOMENTS, columns, stored_key
from pilotage.plan.vocabulary.work_items import WorkItem

_BATCH = 2_000


def save_items(*, edit: Edit, items: Iterable[WorkItem]) -> int:
    """Add items, and bring those with a known key up to date. Returns how many were written."""
    _touch(edit.program.pk)
    return _upsert(_row(edit.program.pk, stored_key(item.key), columns(item)) for item in items)


def kept(*, edit: Edit, keys: Iterable[str], remove: bool) -> bytes:
    """What `restore` needs to put things back: which of ``keys`` are not stored yet, and the stored items that writing
    ``keys`` may change (``remove``: or take out). Deflated.
    """
    wanted = {stored_key(key) for key in keys}
    stored = Row.objects.filter(program=edit.program).values_list("key", *COLUMNS)
    rows = [row for row in stored.iterator() if remove or row[0] in wanted]
    known = {row[0] for row in rows}
    return zlib.compress(msgspec.json.encode(_Kept(sorted(wanted - known), rows)), 6)


def restore(*, edit: Edit, body: bytes) -> None:
    """Make the program's items again what they were when `kept` was called."""
    _touch(edit.program.pk)
    before = msgspec.json.decode(zlib.decompress(body), type=_Kept)
    stored = dict(Row.objects.filter(program=edit.program).values_list("key", "pk"))
    for batch in _batches([stored[key] for key in before.added if key in stored]):
        Row.objects.filter(pk__in=batch).delete()
    _upsert(
        _row(edit.program.pk, key, _moments(dict(zip(COLUMNS, values, strict=True)))) for key, *values in before.rows
    )


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    """Keys that were not there, and rows of key and columns that were."""

    added: list[str]
    rows: list[Any]


def _moments(values: dict[str, Any]) -> dict[str, Any]:
    """JSON's texts as the dates that they were."""
    for name in MOMENTS:
        values[name] = dt.datetime.fromisoformat(values[name]) if values[name] else None
    values["due"] = dt.date.fromisoformat(values["due"]) if values["due"] else None
    return values


def _upsert(rows: Iterator[tuple[Any, ...]]) -> int:
    """One statement for each row shape, run over plain tuples: 23,000 items take under two seconds on SQLite."""
    table = connection.ops.quote_name(Row._meta.db_table)
    names = ("program_id", "key", *COLUMNS)
    sql = (
        f"INSERT INTO {table} ({', '.join(map(connection.ops.quote_name, names))}) "  # noqa: S608 - our own names
        f"VALUES ({', '.join(['%s'] * len(names))}) ON CONFLICT (program_id, {connection.ops.quote_name('key')}) "
        f"DO UPDATE SET {', '.join(f'{q} = excluded.{q}' for q in map(connection.ops.quote_name, COLUMNS))}"
    )
    written = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _BATCH)):
            cursor.executemany(sql, batch)
            written += len(batch)
    return written


def remove_missing(*, edit: Edit, keys: Iterable[str]) -> int:
    """Remove the program's items whose key is not among ``keys``. Returns how many."""
    _touch(edit.program.pk)
    wanted = {stored_key(key) for key in keys}
    stored = Row.objects.filter(program=edit.program).values_list("id", "key")
    gone = [pk for pk, key in stored if key not in wanted]
    for batch in _batches(gone):
        Row.objects.filter(pk__in=batch).delete()
    return len(gone)


def _touch(program_id: int) -> None:
    """What was computed from the items is out of date. The caller holds the program's lock."""
    if not Tracker.objects.filter(program_id=program_id).update(generation=F("generation") + 1):
        Tracker.objects.create(program_id=program_id, generation=1)


def _row(program_id: int, key: str, values: dict[str, Any]) -> tuple[Any, ...]:
    for name in MOMENTS:
        values[name] = connection.ops.adapt_datetimefield_value(values[name])
    values["due"] = connection.ops.adapt_datefield_value(values["due"])
    values["details"] = msgspec.json.encode(values["details"]).decode()
    return (program_id, key, *(values[name] for name in COLUMNS))


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), 500):
        yield keys[start : start + 500]
