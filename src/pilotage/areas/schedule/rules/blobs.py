"""Baseline entries as one deflated block of columns."""

import datetime as dt
import zlib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from pilotage.plan.vocabulary.history import BaselineEntry


class _Columns(msgspec.Struct, frozen=True):
    """One entry per activity; instants in minutes UTC, durations in working minutes. The last three are missing in
    blocks of before they were kept.
    """

    activity: list[str]
    start: list[int]
    finish: list[int]
    duration: list[int]
    title: list[str] = []
    milestone: list[bool] = []
    cost: list[Decimal | None] = []


def pack_entries(entries: Sequence[BaselineEntry]) -> bytes:
    columns = _Columns(
        activity=[entry.activity for entry in entries],
        start=[int(entry.start.timestamp() // 60) for entry in entries],
        finish=[int(entry.finish.timestamp() // 60) for entry in entries],
        duration=[entry.duration for entry in entries],
        title=[entry.title for entry in entries],
        milestone=[entry.milestone for entry in entries],
        cost=[entry.cost for entry in entries] if any(entry.cost is not None for entry in entries) else [],
    )
    return zlib.compress(msgspec.json.encode(columns), 6)


def unpack_entries(block: bytes | memoryview, zone: dt.tzinfo) -> tuple[BaselineEntry, ...]:
    """The entries, with datetimes in ``zone``."""
    return _unpacked(bytes(block), zone)


@lru_cache(maxsize=4)  # a baseline in use is read after every change of the plan
def _unpacked(block: bytes, zone: dt.tzinfo) -> tuple[BaselineEntry, ...]:
    columns = msgspec.json.decode(zlib.decompress(block), type=_Columns)
    moment, size = dt.datetime.fromtimestamp, len(columns.activity)
    return tuple(
        BaselineEntry(activity, moment(start * 60, zone), moment(finish * 60, zone), *rest)
        for activity, start, finish, *rest in zip(
            columns.activity,
            columns.start,
            columns.finish,
            columns.duration,
            columns.title or [""] * size,
            columns.milestone or [False] * size,
            columns.cost or [None] * size,
            strict=True,
        )
    )
