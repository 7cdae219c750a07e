"""A team's stream of value: what its items pass from the first touch to done, where they wait and where they come back.

Read off the dated changes of state of items that were finished in the period. A state is work or waiting: people say
which; else its name, where everybody means the same by it, or that nobody works on what is to do. Between work and
waiting lies the flow efficiency: time in states of work / time from the first state of work to done. Times are days on
the clock, as the customer lives them.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec
import numpy as np

from pilotage.plan.flow.items.history import number_of
from pilotage.plan.flow.items.states import is_blocked
from pilotage.plan.flow.measures.columns import columns
from pilotage.plan.flow.measures.moves import Stays, stays
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

FEWEST: Final = 5
"""Finished items with a known way, below which no number is told."""
LEVELS: Final = (50, 85, 95)
_WAITS: Final = re.compile(r"\b(wait\w*|ready|queue\w*|hold|pending|backlog|triage|selected|approved|paused|parked)\b")
_DONE, _TODO = StatusCategory.DONE, StatusCategory.TODO


class Kind(StrEnum):
    WORK = "work"
    WAIT = "wait"


class StreamStep(msgspec.Struct, frozen=True, kw_only=True):
    """A state of the stream. ``items`` finished items were in it, for ``days`` in sum; ``percentiles`` are of the days
    that one item spent in it, all its visits together. ``share`` is its part of the time of all steps; ``now`` items
    are in it; ``chosen``: people said what kind it is.
    """

    state: str
    kind: Kind
    chosen: bool
    items: int
    now: int
    days: float
    share: float
    percentiles: dict[int, float]


class StreamReturn(msgspec.Struct, frozen=True, kw_only=True):
    """``times`` moves of ``items`` finished items back from a later state to an earlier one."""

    source: str
    target: str
    times: int
    items: int


class ValueStream(msgspec.Struct, frozen=True, kw_only=True):
    """``measured`` of ``finished`` items are known to have been worked on. ``efficiency`` is work / (work + waiting),
    in days; None where too few items are known, or no state is one of waiting. ``returned`` items came back at least
    once. ``longest`` is where items wait longest in all.
    """

    as_of: dt.date
    weeks: int
    finished: int
    measured: int
    steps: tuple[StreamStep, ...]
    returns: tuple[StreamReturn, ...]
    returned: int
    work: float
    wait: float
    efficiency: float | None
    longest: str | None


def kind_of(state: str, category: StatusCategory) -> Kind:
    """What the name of a state says, where nobody has chosen."""
    if category is _TODO or is_blocked(state):
        return Kind.WAIT
    return Kind.WAIT if _WAITS.search(re.sub(r"[_-]+", " ", state).casefold()) else Kind.WORK


def stream(
    items: Sequence[WorkItem], *, as_of: dt.date, weeks: int = 26, chosen: Mapping[str, str] | None = None
) -> ValueStream | None:
    """Of the items finished in the ``weeks`` weeks up to ``as_of``; None where no change of state is known."""
    table = columns(items, as_of, weeks)
    found = stays(table)
    if found is None:
        return None
    finished = np.flatnonzero(table.recent)
    kinds = _kinds(found, chosen or {})
    begun = _begun(found)
    known = [row for row in finished.tolist() if row in begun]
    edge = number_of(as_of) + 1
    spent, moved = _spent(found, known, begun, edge)
    now: dict[int, int] = defaultdict(int)
    for row in np.flatnonzero(np.isinf(found.stop)).tolist():
        now[int(found.state[row])] += 1
    total = sum(sum(each.values()) for each in spent.values())
    steps = tuple(
        _step(found, code, kinds[code], spent.get(code, {}), total, now[code], found.names[code] in (chosen or {}))
        for code in found.order
        if found.categories[code] is not _DONE and (spent.get(code) or now[code])
    )
    work = sum(step.days for step in steps if step.kind is Kind.WORK)
    wait = sum(step.days for step in steps if step.kind is Kind.WAIT)
    waiting = [step for step in steps if step.kind is Kind.WAIT and step.items]
    waits = any(step.kind is Kind.WAIT for step in steps)
    enough = len(known) >= FEWEST and work + wait > 0 and waits
    return ValueStream(
        as_of=as_of,
        weeks=weeks,
        finished=len(finished),
        measured=len(known),
        steps=steps,
        returns=_returns(found, moved),
        returned=len({row for rows in moved.values() for row in rows}),
        work=round(work, 2),
        wait=round(wait, 2),
        efficiency=work / (work + wait) if enough else None,
        longest=max(waiting, key=lambda step: step.days).state if waiting and enough else None,
    )


def _kinds(found: Stays, chosen: Mapping[str, str]) -> list[Kind]:
    return [
        Kind(chosen[name]) if name in chosen else kind_of(name, category)
        for name, category in zip(found.names, found.categories, strict=True)
    ]


def _begun(found: Stays) -> dict[int, float]:
    """When each item was first in a state of work: what it lay in the backlog before is not the stream's time."""
    first: dict[int, float] = {}
    for row, code, start in zip(found.item.tolist(), found.state.tolist(), found.start.tolist(), strict=True):
        if found.categories[code] is StatusCategory.DOING and row not in first:
            first[row] = start
    return first


def _spent(
    found: Stays, rows: Sequence[int], begun: Mapping[int, float], edge: int
) -> tuple[dict[int, dict[int, float]], dict[tuple[int, int], list[int]]]:
    """Days by state and item, since its first work; and moves back, by source and target, with their items."""
    wanted = set(rows)
    place = {code: at for at, code in enumerate(found.order)}
    spent: dict[int, dict[int, float]] = defaultdict(dict)
    moved: dict[tuple[int, int], list[int]] = defaultdict(list)
    before: tuple[int, int] | None = None
    for row, code, start, stop in zip(
        found.item.tolist(), found.state.tolist(), found.start.tolist(), found.stop.tolist(), strict=True
    ):
        if row not in wanted:
            continue
        if stop > begun[row] and found.categories[code] is not _DONE:
            days = min(stop, edge) - max(start, begun[row])
            spent[code][row] = spent[code].get(row, 0.0) + max(0.0, days)
        if before is not None and before[0] == row and place[code] < place[before[1]] and start > begun[row]:
            moved[before[1], code].append(row)
        before = (row, code)
    return spent, moved


def _step(
    found: Stays, code: int, kind: Kind, spent: Mapping[int, float], total: float, now: int, chosen: bool
) -> StreamStep:
    values = np.array(list(spent.values()))
    enough = len(values) >= FEWEST
    return StreamStep(
        state=found.names[code],
        kind=kind,
        chosen=chosen,
        items=len(values),
        now=now,
        days=round(float(values.sum()), 2) if len(values) else 0.0,
        share=float(values.sum()) / total if total else 0.0,
        percentiles={level: round(float(np.percentile(values, level)), 1) for level in LEVELS} if enough else {},
    )


def _returns(found: Stays, moved: Mapping[tuple[int, int], Sequence[int]]) -> tuple[StreamReturn, ...]:
    told = [
        StreamReturn(source=found.names[a], target=found.names[b], times=len(rows), items=len(set(rows)))
        for (a, b), rows in moved.items()
    ]
    return tuple(sorted(told, key=lambda each: (-each.times, each.source, each.target)))
