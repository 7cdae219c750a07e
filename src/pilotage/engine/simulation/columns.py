"""From a model to the columns that the kernel runs on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import kernels, sampling
from pilotage.engine.calendars import Calendars
from pilotage.engine.lanes import layout
from pilotage.engine.network import AFTER_ALL, ELAPSED, FF, FINISHED, FS, NONE, SS, START, WAITING, Network
from pilotage.engine.simulation.conversion import (
    CLOCK,
    COUNT,
    PLACED_EARLIER,
    PLACED_LATER,
    Conversions,
    finishes_at,
    placed,
    works,
)
from pilotage.engine.simulation.inputs import Model

LONGEST = 1 << 29
"""Minutes; nothing longer is sampled."""

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """What the network says, whatever is uncertain: columns of nodes and links in the kernel's measure. ``domain`` is
    the calendar that each node's finish counts on (`CLOCK`: minutes from the origin), ``varies`` the nodes whose
    duration may be another than planned.
    """

    varies: Flags
    node: NDArray[np.int32]
    link: NDArray[np.int32]
    conversions: Conversions
    domain: Ints
    slots: int
    widest: int


def touched(model: Model) -> Flags:
    """Nodes whose duration may vary."""
    found = np.zeros(len(model.network.order), np.bool_)
    found[[each.node for each in model.uncertain]] = True
    for group in (model.events, model.factors, model.branches):
        for each in group:
            found[list(each.nodes)] = True
    return found


def frame_of(network: Network, calendars: Calendars, varies: Flags) -> Frame:
    """Columns of a network whose nodes ``varies`` may have another duration than planned."""
    instant = (network.instant & ~varies) | (network.state == FINISHED)
    domain = np.where(instant, CLOCK, network.calendar).astype(np.int64)
    conversions = Conversions(calendars)
    by_end = (network.kind == FS) | (network.kind == FF)
    asked = np.unique(network.predecessor[~by_end | (network.lag_share != 0)])
    node = _nodes(network, calendars, instant)
    node[asked, layout.SLOT] = np.arange(len(asked))
    for calendar in np.unique(domain[domain != CLOCK]):
        table = conversions.path(int(calendar), CLOCK, COUNT, finish=True)[0]
        node[:-1][domain == calendar, layout.TO_INSTANT] = table
    link = _links(network, varies, domain, conversions)
    widest = int(np.diff(network.first_in).max(initial=0))
    return Frame(varies, node, link, conversions, domain, len(asked), widest)


def _nodes(network: Network, calendars: Calendars, instant: Flags) -> NDArray[np.int32]:
    """Floors, pins and limits in the measure of each node; a row more holds the end of the last span."""
    size = len(network.order)
    node = np.zeros((size + 1, layout.NODE_COLUMNS), np.int32)
    rows = node[:-1]
    floor = _measured(network, calendars, instant, network.floor, finish=False)
    done = network.state == FINISHED
    floor[done] = network.ended[done] - calendars.origin
    began = np.where(network.began != NONE, network.began - calendars.origin, 0)
    totals = np.array([works(calendars, c, np.array([calendars.horizon]))[0] for c in range(len(calendars.work_at))])
    rows[:, layout.STATE] = network.state
    rows[:, layout.FLOOR] = floor
    rows[:, layout.TIE] = network.floor_reason == START
    for column, source, finish in (
        (layout.FLOOR_FINISH, network.floor_finish, True),
        (layout.PIN_START, network.pin_start, False),
        (layout.PIN_FINISH, network.pin_finish, True),
    ):
        rows[:, column] = _measured(network, calendars, instant, source, finish=finish)
    for column, source, applies in (
        (layout.HOLD_START, network.hold_start, instant | (network.state == WAITING)),
        (layout.HOLD_FINISH, network.hold_finish, np.ones(size, np.bool_)),
    ):
        limits = np.where(applies & (source < AFTER_ALL), source, NONE)
        rows[:, column] = _measured(network, calendars, instant, limits, finish=True)
    decided = (layout.PIN_START, layout.PIN_FINISH, layout.HOLD_START, layout.HOLD_FINISH)
    rows[:, layout.HELD_UP] = (rows[:, decided] != layout.UNSET).any(axis=1)
    rows[:, layout.SLOT] = -1
    rows[:, layout.BEGAN] = began
    rows[:, layout.LIMIT] = np.where(instant, calendars.horizon - calendars.origin, totals[network.calendar])
    rows[:, layout.TO_INSTANT] = -1
    rows[:, layout.FIXED] = np.minimum(network.remaining, LONGEST)
    rows[:, layout.TABLE] = rows[:, layout.SCORE] = -1
    node[:, layout.FIRST_IN] = network.first_in
    return node


def _measured(network: Network, calendars: Calendars, instant: Flags, source: Ints, *, finish: bool) -> Ints:
    """Instants as counts on the calendar of each node, or as minutes from the origin where it is held as an instant."""
    found = np.full(len(source), layout.UNSET, np.int64)
    for c in np.unique(network.calendar):
        own = (source != NONE) & (network.calendar == c)
        counted, timed = own & ~instant, own & instant
        found[counted] = works(calendars, int(c), source[counted])
        found[timed] = placed(calendars, int(c), source[timed], finish=finish) - calendars.origin
    stays = instant & (network.floor_reason == START) & (source == network.floor)
    found[stays] = source[stays] - calendars.origin
    return found


def _links(network: Network, varies: Flags, domain: Ints, conversions: Conversions) -> NDArray[np.int32]:
    """Each link's way and tables; those with the same ends, lag calendar and reading share them."""
    i, j, kind = network.predecessor, network.successor, network.kind
    link = np.full((len(kind), layout.LINK_COLUMNS), -1, np.int32)
    by_end = (kind == FS) | (kind == FF)
    source = np.where(~by_end & (network.state[i] != WAITING), CLOCK, domain[i])
    nothing = ~varies[i] & (np.rint(network.lag_share * network.duration[i]) == 0)
    shared = (network.lag_share != 0) & ~nothing
    lag = np.where(shared, 0, np.clip(network.lag, -LONGEST, LONGEST))
    sign = np.where(shared, np.sign(network.lag_share), np.sign(lag)).astype(np.int64)
    over = np.where(network.lag_calendar == ELAPSED, CLOCK, network.lag_calendar)
    link[:, layout.PREDECESSOR], link[:, layout.KIND], link[:, layout.LAG] = i, kind, lag
    keys = np.stack([source, over, sign, domain[j], network.calendar[j], by_end, kind > SS], axis=1).astype(np.int64)
    known, which = np.unique(keys, axis=0, return_inverse=True)
    steps = np.array([_steps(conversions, *map(int, key)) for key in known], np.int32).reshape(-1, 4)
    link[:, layout.STEP :] = steps[which.reshape(-1)]
    looked = link[:, layout.STEP :] >= 0
    one = looked[:, 0] & ~looked[:, 1:].any(axis=1) & (kind <= SS)
    ways = [layout.SHARED, layout.PLAIN, layout.LOOKED_UP]
    link[:, layout.WAY] = np.select([shared, ~looked.any(axis=1), one], ways, layout.CONVERTED)
    return link


def _steps(
    conversions: Conversions, source: int, over: int, sign: int, target: int, calendar: int, by_end: int, to_finish: int
) -> list[int]:
    """Two tables before the lag and two after it. A lag ends where its last minute is worked, a lead where work can
    resume; without either the instant stays what it is.
    """
    finish = bool(by_end)
    before: list[int] = []
    if sign:
        before = conversions.path(source, over, COUNT, finish=finish)
        source, finish = over, sign > 0
    if target != CLOCK:
        after = conversions.path(source, target, COUNT, finish=finish)
    elif sign and source == calendar:
        after = conversions.path(source, CLOCK, COUNT, finish=finish)  # a lag ends at work already
    else:
        kind = PLACED_EARLIER if to_finish else PLACED_LATER
        after = conversions.path(source, calendar, kind, finish=finish)
    if not sign:
        before, after = after, []
    return [*before, *[-1] * (2 - len(before)), *after, *[-1] * (2 - len(after))]


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """Where the common numbers of each group begin among the rows of a chunk (see `commons`)."""

    factors: int
    scores: int
    branches: int
    total: int


def rows_of(model: Model) -> Rows:
    factors = len(model.events)
    scores = factors + len(model.factors)
    branches = scores + sum(len(each.nodes) for each in model.correlations)
    return Rows(factors, scores, branches, branches + len(model.branches))


def rows_shared(network: Network, kept: Ints) -> Ints:
    """A row of memory for each node's finish: a row is free again once the last successor has read it, so that large
    networks work in memory that is near. Rows of ``kept`` nodes are never given away.
    """
    order, size = network.order, len(network.order)
    position = position_of(network)
    last = position.copy()
    np.maximum.at(last, network.predecessor, position[network.successor])
    last[kept] = size
    row, free = np.zeros(size, np.int64), np.empty(size, np.int64)
    kernels.compiled(share_rows)(np.asarray(order, np.int64), last, np.argsort(last, kind="stable"), row, free)
    return row


def share_rows(order: Any, last: Any, leaving: Any, row: Any, free: Any) -> None:
    """Kernel: a row for each node, one that is free where there is one. ``leaving`` are the nodes by who is the last to
    read them, ``free`` is memory.
    """
    spare, gone, made = 0, 0, 0
    for at in range(len(order)):
        while gone < len(order) and last[leaving[gone]] < at:
            free[spare] = row[leaving[gone]]
            spare += 1
            gone += 1
        if spare > 0:
            spare -= 1
            row[order[at]] = free[spare]
        else:
            row[order[at]] = made
            made += 1


def plan_of(model: Model, frame: Frame, seed: int, kept: Ints) -> layout.Plan:
    """The kernel's columns of ``model``, whose network ``frame`` was made from, nodes numbered by their place in the
    order. Finishes of nodes ``kept`` are asked for at the end of a batch.
    """
    network, size = model.network, len(model.network.order)
    node = frame.node.copy()
    node[:-1, layout.ROW] = rows_shared(network, kept)
    tables, row = sampling.tables([each.shape for each in model.uncertain])
    nodes = np.array([each.node for each in model.uncertain], np.int64)
    low = np.array([each.shape.low for each in model.uncertain])
    width = np.array([each.shape.high for each in model.uncertain]) - low
    node[nodes, layout.TABLE] = row
    node[nodes, layout.FIXED] = np.minimum(np.rint(low), LONGEST)
    amounts = np.zeros((size, 3), np.float32)
    amounts[nodes, layout.LOW] = np.minimum(low, LONGEST)
    amounts[nodes, layout.WIDTH] = np.minimum(width, LONGEST)
    amounts[:, layout.DAY] = model.day_minutes
    streams = np.ones((size, 2), np.uint32)
    streams[nodes] = np.stack(sampling.streams((each.name for each in model.uncertain), seed), axis=1)
    rows = rows_of(model)
    scored = np.array([one for each in model.correlations for one in each.nodes], np.int64)
    node[scored, layout.SCORE] = rows.scores + np.arange(len(scored))
    rates = np.zeros(size)
    for cost in model.costs:
        rates[cost.node] += cost.per_minute
    node[:-1, layout.COSTED] = rates != 0
    maps, packed, inverse = frame.conversions.columns()
    effects = _effects(model, rows, node)
    order = np.asarray(network.order, np.int64)
    links = _links_in_order(network, order, node)
    link = frame.link[links]
    link[:, layout.PREDECESSOR] = position_of(network)[link[:, layout.PREDECESSOR]]
    return layout.Plan(
        order=np.arange(size, dtype=np.int32),
        node=node[np.append(order, size)],
        link=link,
        amounts=amounts[order],
        streams=streams[order],
        tables=tables,
        effects=effects,
        shares=network.lag_share.astype(np.float64)[links],
        whole=network.duration.astype(np.int64)[order],
        rates=rates[order],
        maps=maps,
        packed=packed,
        inverse=inverse,
        origin=int(model.calendars.origin),
    )


def position_of(network: Network) -> Ints:
    """The place of each node in the order: its number in the kernel."""
    position = np.empty(len(network.order), np.int64)
    position[network.order] = np.arange(len(network.order))
    return position


def _links_in_order(network: Network, order: Ints, node: NDArray[np.int32]) -> Ints:
    """The links in the order of their successors, and in ``node`` where those of each node begin then."""
    counts = np.diff(network.first_in)[order]
    first = np.concatenate(([0], np.cumsum(counts)))
    node[order, layout.FIRST_IN] = first[:-1]
    return np.asarray(np.repeat(network.first_in[order] - first[:-1], counts) + np.arange(first[-1]))


def _effects(model: Model, rows: Rows, node: NDArray[np.int32]) -> NDArray[np.int32]:
    """Common rows by node, and each node's spans of them: factors, then hits, then branches."""
    groups: tuple[tuple[int, Sequence[tuple[int, ...]]], ...] = (
        (rows.factors, [each.nodes for each in model.factors]),
        (0, [each.nodes if each.days is not None else () for each in model.events]),
        (rows.branches, [each.nodes for each in model.branches]),
    )
    flat = [
        (one, group, first + at)
        for group, (first, members) in enumerate(groups)
        for at, nodes in enumerate(members)
        for one in nodes
    ]
    flat.sort()
    keys = np.array([3 * one + group for one, group, _row in flat], np.int64)
    size = len(node) - 1
    spans = np.searchsorted(keys, np.arange(3 * size + 1))
    for column, offset in ((layout.FIRST_FACTOR, 0), (layout.FIRST_HIT, 1), (layout.FIRST_BRANCH, 2)):
        node[:-1, column] = spans[offset:-1:3]
    node[:-1, layout.LAST_BRANCH] = spans[3::3]
    return np.array([row for _one, _group, row in flat], np.int32)


def finish_of(frame: Frame, calendars: Calendars, ends: NDArray[np.int32]) -> Ints:
    """Minutes UTC of each node's finish, from the values in its own measure, ``[any, node]``."""
    found = ends.astype(np.int64) + calendars.origin
    for c in np.unique(frame.domain[frame.domain != CLOCK]):
        own = frame.domain == c
        found[:, own] = finishes_at(calendars, int(c), ends[:, own].astype(np.int64))
    return found
