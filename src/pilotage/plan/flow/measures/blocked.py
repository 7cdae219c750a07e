"""Time in which items were flagged as blocked."""

import datetime as dt
from typing import Final

import msgspec
import numpy as np

from pilotage.plan.flow.items.history import date_of
from pilotage.plan.flow.measures.columns import Columns
from pilotage.plan.vocabulary.work_items import WorkItem

_DAY: Final = 86_400.0


class BlockedItem(msgspec.Struct, frozen=True):
    """An open item that is blocked, for so many days until now."""

    key: str
    title: str
    days: float


class Blocked(msgspec.Struct, frozen=True):
    """``now`` are blocked at the end of the period, the longest first. Of ``of`` items that were finished in it,
    ``items`` had been blocked, for ``days`` days together, ``share`` of the time from start (or creation) to finish.
    """

    now: tuple[BlockedItem, ...]
    of: int
    items: int
    days: float
    share: float


def blocked(table: Columns) -> Blocked | None:
    """None where the data tells of no block: that there was none is known of logged items only."""
    edge = _instant(date_of(table.today + 1))
    if not any(block.start.timestamp() < edge for item in table.items for block in item.blocks[:1]):
        return None
    known = [bool(item.blocks) or item.logged for item in table.items]
    now = [
        BlockedItem(item.key, item.title, days)
        for row in np.flatnonzero(table.active).tolist()
        if (days := _going_on(item := table.items[row], edge)) is not None
    ]
    recent = [row for row in np.flatnonzero(table.recent & (table.taken > 0)).tolist() if known[row]]
    spent = [_blocked_days(table.items[row], table, row) for row in recent]
    total = float(table.taken[recent].sum()) if recent else 0.0
    return Blocked(
        now=tuple(sorted(now, key=lambda each: (-each.days, each.key))),
        of=len(recent),
        items=sum(days > 0 for days in spent),
        days=sum(spent),
        share=sum(spent) / total if total else 0.0,
    )


def _instant(day: dt.date) -> float:
    return dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()


def _going_on(item: WorkItem, edge: float) -> float | None:
    """Days since the beginning of a block that has not ended before ``edge``."""
    for block in item.blocks:
        start = block.start.timestamp()
        if start < edge and (block.finish is None or block.finish.timestamp() >= edge):
            return (edge - start) / _DAY
    return None


def _blocked_days(item: WorkItem, table: Columns, row: int) -> float:
    begin = _instant(date_of(int(table.since[row])))
    end = _instant(date_of(int(table.ended[row]) + 1))
    spent, reached = 0.0, begin
    for block in item.blocks:
        start = max(block.start.timestamp(), reached)
        stop = min(block.finish.timestamp(), end) if block.finish is not None else end
        spent += max(stop - start, 0.0)
        reached = max(reached, stop)
    return spent / _DAY
