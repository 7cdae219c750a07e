"""Monte Carlo over a network: durations, risks and calendars in every iteration."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import calendars as tables
from pilotage.engine import cpm, kernels, lanes, sampling
from pilotage.engine.calendars import Calendars
from pilotage.engine.graph import grouped
from pilotage.engine.lanes import LANES, UNSET, Draws, Fixed
from pilotage.engine.network import FF, FINISHED, FS, NONE, START, WAITING, Network

_LONGEST = 1 << 29  # minutes; nothing longer is sampled
_SAMPLED = 4_000_000  # node finishes kept for percentiles of every node
_CHUNK = 8 * LANES

Shape = tuple[int, float, float, float]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The remaining work of a node: (shape, low, likely, high) in minutes, see `sampling`."""

    node: int
    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Event:
    """A risk: happens with ``probability``, then lengthens each of ``nodes`` by an impact in days, drawn once."""

    name: str
    probability: float
    days: Shape
    nodes: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Runs:
    """``finishes[k, i]``: minutes UTC of watched node ``k`` in iteration ``i``. ``sampled[j, i]`` is node ``j``'s
    finish in minutes UTC at the asked percentiles. ``criticality[j]``: share of iterations in which ``j`` drove the
    root. ``over``: a date lies past the calendars' horizon.
    """

    finishes: NDArray[np.int64]
    percentiles: NDArray[np.int64]
    criticality: NDArray[np.float64]
    over: bool


def run(
    network: Network,
    calendars: Calendars,
    uncertain: Sequence[Uncertain],
    events: Sequence[Event],
    *,
    day_minutes: NDArray[np.int64],
    watched: Sequence[int],
    root: int | None,
    iterations: int,
    seed: int,
    percentiles: Sequence[float] = (),
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Runs:
    """Simulate; the result depends on ``seed`` and the names, never on ``threads``.

    ``root`` is the node whose driving path makes an activity critical, None the last to finish. ``day_minutes`` is the
    length of an impact's day per node.
    """
    draws = _draws(network, uncertain, events, day_minutes, seed)
    fixed = _fixed(network, calendars, draws)
    size = len(network.order)
    kept = min(iterations, max(500, _SAMPLED // max(size, 1))) if percentiles else 0
    finishes = np.empty((len(watched), iterations), np.int64)
    sampled = np.empty((size, kept), np.int32)
    sinks = np.flatnonzero(np.diff(network.first_out) == 0)
    roots = np.array([root], np.int64) if root is not None else sinks
    kernel = kernels.compiled(lanes.simulate_batches)
    nodes = np.array(watched, np.int64)

    def chunk(first: int) -> tuple[NDArray[np.int64], bool]:
        chosen = np.zeros(size, np.int64)
        stop = min(first + _CHUNK, iterations)
        memory = lanes.memory_for(size, fixed.slots, len(draws.chance))
        over = kernel(network, calendars, draws, fixed, memory, first, stop, roots, nodes, finishes, sampled, chosen)
        return chosen, bool(over)

    total, over = np.zeros(size, np.int64), False
    firsts = range(0, iterations, _CHUNK)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for done, (chosen, chunk_over) in enumerate(pool.map(chunk, firsts), 1):
            total += chosen
            over = over or chunk_over
            if progress is not None:
                progress(min(done * _CHUNK, iterations), iterations)
    return Runs(
        finishes=finishes,
        percentiles=_percentiles(network, calendars, fixed, sampled, percentiles),
        criticality=total / iterations,
        over=over,
    )


def durations(uncertain: Sequence[Uncertain], iterations: int, seed: int) -> NDArray[np.float64]:
    """The sampled minutes of ``uncertain`` nodes, one row each: those that `run` uses, to a minute's rounding."""
    quantiles, row = sampling.tables([each.shape for each in uncertain])
    increment, origin = sampling.streams((each.name for each in uncertain), seed)
    steps = np.arange(iterations, dtype=np.uint32)
    slices = sampling.hashed(increment[:, None], origin[:, None], steps[None, :]) >> np.uint32(21)
    low = np.array([each.shape[1] for each in uncertain])
    width = np.array([each.shape[3] - each.shape[1] for each in uncertain])
    found: NDArray[np.float64] = np.floor(low[:, None] + width[:, None] * quantiles[row[:, None], slices] + 0.5)
    return found


def happenings(events: Sequence[Event], iterations: int, seed: int) -> NDArray[np.bool_]:
    """In which iterations each event happens, one row each."""
    increment, origin = sampling.streams((each.name + "/happens" for each in events), seed)
    steps = np.arange(iterations, dtype=np.uint32)
    bits = sampling.hashed(increment[:, None], origin[:, None], steps[None, :]).astype(np.int64)
    found: NDArray[np.bool_] = bits < _chances(events)[:, None]
    return found


def _chances(events: Sequence[Event]) -> NDArray[np.int64]:
    return np.array([round(min(1.0, max(0.0, each.probability)) * 2**32) for each in events], np.int64)


def _draws(
    network: Network, uncertain: Sequence[Uncertain], events: Sequence[Event], day: NDArray[np.int64], seed: int
) -> Draws:
    size = len(network.order)
    quantiles, rows = sampling.tables([*(each.shape for each in uncertain), *(each.days for each in events)])
    row = np.full(size, -1, np.int64)
    low = np.zeros(size, np.float32)
    width, increment, origin = np.zeros(size, np.float32), np.ones(size, np.uint32), np.zeros(size, np.uint32)
    nodes = np.array([each.node for each in uncertain], np.int64)
    row[nodes] = rows[: len(uncertain)]
    low[nodes] = [min(each.shape[1], _LONGEST) for each in uncertain]
    width[nodes] = [min(each.shape[3], _LONGEST) - min(each.shape[1], _LONGEST) for each in uncertain]
    increment[nodes], origin[nodes] = sampling.streams((each.name for each in uncertain), seed)
    hit_node = np.array([node for each in events for node in each.nodes], np.int64)
    hit_event = np.array([at for at, each in enumerate(events) for _ in each.nodes], np.int64)
    hit_first, by_node = grouped(hit_node, size)
    happens = sampling.streams((each.name + "/happens" for each in events), seed)
    impact = sampling.streams((each.name + "/impact" for each in events), seed)
    return Draws(
        tables=quantiles,
        row=row,
        low=low,
        width=width,
        increment=increment,
        origin=origin,
        day=day.astype(np.float32),
        hit_first=hit_first,
        hit=hit_event[by_node],
        chance=_chances(events),
        happens_increment=happens[0],
        happens_origin=happens[1],
        impact_row=rows[len(uncertain) :],
        impact_low=np.array([each.days[1] for each in events], np.float32),
        impact_width=np.array([each.days[3] - each.days[1] for each in events], np.float32),
        impact_increment=impact[0],
        impact_origin=impact[1],
    )


def _fixed(network: Network, calendars: Calendars, draws: Draws) -> Fixed:
    """Floors, pins and limits in the kernel's measure, and which links are plain."""
    uncertain = (draws.row >= 0) | (np.diff(draws.hit_first) > 0)
    instant = (network.instant & ~uncertain) | (network.state == FINISHED)
    size = len(network.order)
    floor, began = np.zeros(size, np.int64), np.zeros(size, np.int64)
    floor_finish, pin_start, pin_finish = (np.full(size, UNSET, np.int64) for _ in range(3))
    for j in range(size):
        floor[j] = _measured(network, calendars, instant, j, network.floor[j], finish=False)
        if network.state[j] == FINISHED:
            floor[j] = network.ended[j] - calendars.origin
        if network.began[j] != NONE:
            began[j] = network.began[j] - calendars.origin
        for column, source, finish in (
            (floor_finish, network.floor_finish, True),
            (pin_start, network.pin_start, False),
            (pin_finish, network.pin_finish, True),
        ):
            if source[j] != NONE:
                column[j] = _measured(network, calendars, instant, j, source[j], finish=finish)
    i, j = network.predecessor, network.successor
    by_end = (network.kind == FS) | (network.kind == FF)
    source_instant = instant[i] | (~by_end & (network.state[i] != WAITING))
    asked = np.unique(i[~by_end | (network.lag_share != 0)])
    slot = np.full(size, -1, np.int64)
    slot[asked] = np.arange(len(asked))
    totals = np.array([tables.work(calendars, c, calendars.horizon) for c in range(len(calendars.work_at))])
    return Fixed(
        instant=instant,
        floor=floor,
        tie=(network.floor_reason == START).astype(np.int64),
        floor_finish=floor_finish,
        pin_start=pin_start,
        pin_finish=pin_finish,
        slot=slot,
        slots=len(asked),
        began=began,
        limit=np.where(instant, calendars.horizon - calendars.origin, totals[network.calendar]),
        way=_ways(network, instant, source_instant),
        source_instant=source_instant,
    )


def _ways(network: Network, instant: NDArray[np.bool_], source_instant: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How each link's bound is found. Plain: source and target count on one calendar, with a lag on it or none.
    Gathered: as plain, but into a node held as an instant; only from a finish and without lead, where the latest count
    is the latest instant.
    """
    calendar = network.calendar[network.successor]
    counts = ~source_instant & (calendar == network.calendar[network.predecessor])
    lag = (network.lag == 0) | (network.lag_calendar == calendar)
    shared = counts & lag & (network.lag_share == 0) & (np.abs(network.lag) < _LONGEST)
    target = instant[network.successor]
    gathered = shared & target & (network.kind == FS) & (network.lag >= 0)
    return np.select([shared & ~target, gathered], [lanes.PLAIN, lanes.GATHERED], lanes.CONVERTED)


def _measured(
    network: Network, calendars: Calendars, instant: NDArray[np.bool_], j: int, t: int, *, finish: bool
) -> int:
    c = int(network.calendar[j])
    if not instant[j]:
        return tables.work(calendars, c, int(t))
    if network.floor_reason[j] == START and t == network.floor[j]:
        return int(t) - calendars.origin
    return cpm.place(calendars, c, int(t), finish) - calendars.origin


def _percentiles(
    network: Network,
    calendars: Calendars,
    fixed: Fixed,
    sampled: NDArray[np.int32],
    percentiles: Sequence[float],
) -> NDArray[np.int64]:
    """Finish of each node at each percentile: ``[percentile, node]``, minutes UTC. The order survives the measure."""
    count = sampled.shape[1]
    ranks = [rank(p, count) for p in percentiles]
    found = np.zeros((len(ranks), sampled.shape[0]), np.int64)
    if not ranks:
        return found
    ordered = np.partition(sampled, sorted(set(ranks)), axis=1)
    for at, place in enumerate(ranks):
        for j in range(sampled.shape[0]):
            found[at, j] = lanes.finish_of(network, calendars, fixed, j, int(ordered[j, place]))
    return found


def rank(p: float, count: int) -> int:
    """Place of the ``p`` quantile among ``count`` sorted values: the least value that at least a share ``p`` does not
    exceed.
    """
    return min(count - 1, max(0, int(np.ceil(p * count - 1e-9)) - 1))
