"""Cumulative flow: how many items were in which state at the end of each day."""

import datetime as dt
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.flow.counting import OPEN, cumulative
from pilotage.plan.flow.items.history import date_of
from pilotage.plan.flow.measures.columns import Basis, Columns, Days
from pilotage.plan.flow.measures.moves import Stays, counted
from pilotage.plan.vocabulary.work_items import StatusCategory

DAILY: Final = 26
"""Weeks up to which each day is told; of longer periods the last day of each week."""


class InState(msgspec.Struct, frozen=True):
    """How many items were in a state at the end of each of the days."""

    name: str
    category: StatusCategory
    counts: tuple[int, ...]


class Cumulative(msgspec.Struct, frozen=True):
    """At the end of each of ``days``: items to do, in progress, and done since the period began; ``done_before`` were
    done by then. Where starts are unknown, all open items are to do. ``states`` are those of the open items, empty
    where the changes of state of most of them are unknown; together they are to do and in progress.
    """

    days: tuple[dt.date, ...]
    todo: tuple[int, ...]
    doing: tuple[int, ...]
    done: tuple[int, ...]
    done_before: int
    states: tuple[InState, ...]


def cumulative_flow(table: Columns, stays: Stays | None) -> Cumulative:
    """Of the period. An item whose arrival is unknown came in when it was begun or finished."""
    step = 1 if table.weeks <= DAILY else 7
    first, last = table.first, table.today
    known = np.minimum(table.came, np.minimum(table.begun, table.ended))
    came = np.where(table.came == OPEN, known, table.came)
    ended = table.ended
    begun = np.clip(table.begun if table.basis is Basis.STARTED else ended, came, ended)

    def reached(days: Days) -> Days:
        return cumulative(days[days != OPEN], first, last)[step - 1 :: step]

    arrived, left, done = reached(came), reached(begun), reached(ended)
    before = int((ended < first).sum())
    ends = np.arange(first, last + 1)[step - 1 :: step]
    states = () if stays is None else tuple(InState(*each) for each in counted(stays, table, ends))
    return Cumulative(
        days=tuple(date_of(day) for day in ends.tolist()),
        todo=tuple((arrived - left).tolist()),
        doing=tuple((left - done).tolist()),
        done=tuple((done - before).tolist()),
        done_before=before,
        states=states,
    )
