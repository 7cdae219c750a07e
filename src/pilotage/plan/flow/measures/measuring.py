"""All measures of one team's work items put together."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import msgspec
import numpy as np

from pilotage.engine.flow.control_charts import DEFAULT, Rule
from pilotage.engine.flow.counting import OPEN, LittlesLaw, in_progress, littles_law, throughput
from pilotage.plan.flow.items.history import date_of
from pilotage.plan.flow.measures.blocked import Blocked, blocked
from pilotage.plan.flow.measures.columns import Basis, Columns, columns
from pilotage.plan.flow.measures.control import Control, control
from pilotage.plan.flow.measures.cumulative import Cumulative, cumulative_flow
from pilotage.plan.flow.measures.deployments import Delivery, Deployment, delivery
from pilotage.plan.flow.measures.durations import EXPECTED, Ageing, Durations, Points, ageing, durations, points, spans
from pilotage.plan.flow.measures.moves import (
    Pace,
    Reopened,
    Stays,
    TimeInState,
    efficiency,
    paces,
    reopened,
    state_at,
    stays,
)
from pilotage.plan.flow.measures.sprints import Sprints, sprints
from pilotage.plan.flow.measures.stability import Assumption, assumptions
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem


class Week(msgspec.Struct, frozen=True):
    """The seven days that end with ``last``; ``wip`` is that of its last day. ``taken`` are the days that its finished
    items took from ``Flow.basis`` on, as far as that is known, ascending. ``swept`` more items were closed in bulk.
    """

    last: dt.date
    arrived: int
    finished: int
    wip: int
    taken: tuple[int, ...] = ()
    swept: int = 0


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """``weeks`` and all that is counted from them end with ``as_of``. ``efficiency`` is the share of the cycle time of
    ``efficiency_items`` finished items in which their state was one of work; None where no state changes are known.
    What the data does not tell is None or empty: ``paces``, ``in_states``, ``reopened`` without changes of state,
    ``blocked`` without blocks, ``sprints`` without sprints, ``delivery`` without deployments.
    """

    name: str
    as_of: dt.date
    basis: Basis
    items: int
    open: int
    weeks: tuple[Week, ...]
    cycle_time: Durations
    lead_time: Durations
    expected: int | None
    ageing: tuple[Ageing, ...]
    control: Control | None
    little: LittlesLaw
    efficiency: float | None
    efficiency_items: int
    assumptions: tuple[Assumption, ...] = ()
    cumulative: Cumulative
    points: Points
    paces: tuple[Pace, ...] = ()
    in_states: tuple[TimeInState, ...] = ()
    reopened: Reopened | None = None
    blocked: Blocked | None = None
    sprints: Sprints | None = None
    delivery: Delivery | None = None


def flow(
    name: str,
    items: Sequence[WorkItem],
    *,
    as_of: dt.date,
    weeks: int = 26,
    rules: tuple[Rule, ...] = DEFAULT,
    deployments: Sequence[Deployment] = (),
    bulk: Collection[str] = (),
) -> Flow:
    """Measure the ``weeks`` weeks that end with ``as_of``; ``items`` are as they were known then. ``rules`` say what
    counts as a signal; items whose keys are in ``bulk`` were closed in bulk, which is no throughput. Raises ValueError
    where ``weeks`` is not positive.
    """
    if weeks < 1:
        raise ValueError(f"weeks must be positive, not {weeks}")
    table = columns(items, as_of, weeks, frozenset(bulk))
    found = stays(table)
    cycle, lead = durations(spans(table.begun, table)), durations(spans(table.came, table))
    of_basis = cycle if table.basis is Basis.STARTED else lead
    worked = table.since != OPEN
    law = littles_law(table.since[worked], table.ended[worked], table.first, table.today)
    counted = throughput(table.ended[table.recent], table.today, weeks)
    current = _current(table)
    share, measured, in_states = efficiency(found, table)
    return Flow(
        name=name,
        as_of=as_of,
        basis=table.basis,
        items=len(items),
        open=sum(item.status_category is not StatusCategory.DONE for item in items),
        weeks=_weeks(table),
        cycle_time=cycle,
        lead_time=lead,
        expected=of_basis.percentiles.get(EXPECTED),
        ageing=ageing(table, of_basis, current),
        control=control(counted, table.today, rules),
        little=law,
        efficiency=share,
        efficiency_items=measured,
        assumptions=assumptions(law, table, _meant(table, found, current)),
        cumulative=cumulative_flow(table, found),
        points=points(table),
        paces=paces(found, table, current),
        in_states=in_states,
        reopened=reopened(found, table),
        blocked=blocked(table),
        sprints=sprints(table),
        delivery=delivery(deployments, as_of, weeks) if deployments else None,
    )


def _current(table: Columns) -> dict[int, str]:
    """The state of each item that is being worked on, by its row."""
    return {row: state_at(table.items[row], table.today) for row in np.flatnonzero(table.active).tolist()}


def _meant(table: Columns, found: Stays | None, current: Mapping[int, str]) -> dict[int, StatusCategory]:
    """What these states mean: of that day, where changes of state are known, else of today."""
    meant = dict(zip(found.names, found.categories, strict=True)) if found is not None else {}
    return {row: meant.get(name, table.items[row].status_category) for row, name in current.items()}


def _weeks(table: Columns) -> tuple[Week, ...]:
    weeks = table.weeks
    arrivals = throughput(table.came[table.came != OPEN], table.today, weeks)
    finishes = throughput(table.ended[table.recent], table.today, weeks)
    swept = throughput(table.ended[table.swept], table.today, weeks)
    worked = table.since != OPEN
    wip = in_progress(table.since[worked], table.ended[worked], table.first, table.today)[6::7]
    rows = np.flatnonzero(table.recent & (table.taken > 0))
    week, taken = (table.ended[rows] - table.first) // 7, table.taken[rows]
    return tuple(
        Week(
            date_of(table.today - 7 * (weeks - 1 - at)),
            int(arrivals[at]),
            int(finishes[at]),
            int(wip[at]),
            tuple(np.sort(taken[week == at]).tolist()),
            int(swept[at]),
        )
        for at in range(weeks)
    )
