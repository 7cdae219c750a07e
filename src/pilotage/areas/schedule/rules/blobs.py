"""Baseline entries as one deflated block of columns."""

import datetime as dt
import zlib
from collections.abc import Sequence

import msgspec

from pilotage.plan.vocabulary.history import BaselineEntry


class _Columns(msgspec.Struct, frozen=True):
    """One entry per activity; instants in minutes UTC, durations in working minutes."""

    activity: list[str]
    start: list[int]
    finish: list[int]
    duration: list[int]


def pack_entries(entries: Sequence[BaselineEntry]) -> bytes:
    columns = _Columns(
        activity=[entry.activity for entry in entries],
        start=[int(entry.start.timestamp() // 60) for entry in entries],
        finish=[int(entry.finish.timestamp() // 60) for entry in entries],
        duration=[entry.duration for entry in entries],
    )
    return zlib.compress(msgspec.json.encode(columns), 6)


def unpack_entries(block: bytes | memoryview, zone: dt.tzinfo) -> tuple[BaselineEntry, ...]:
    """The entries, with datetimes in ``zone``."""
    columns = msgspec.json.decode(zlib.decompress(bytes(block)), type=_Columns)
    moment = dt.datetime.fromtimestamp
    return tuple(
        BaselineEntry(activity, moment(start * 60, zone), moment(finish * 60, zone), duration)
        for activity, start, finish, duration in zip(
            columns.activity, columns.start, columns.finish, columns.duration, strict=True
        )
    )
