"""Hypothesis strategies: small calendars and networks with every feature the passes know."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from pilotage.engine import network as columns
from pilotage.engine.calendars import DAY, Calendars, pack
from pilotage.engine.graph import grouped
from pilotage.engine.network import AFTER_ALL, ELAPSED, FINISHED, HELD, NONE, RUNNING, WAITING, Network
from tests.engine.naive import NaiveCalendar

ORIGIN = 29_000 * DAY
DAYS = 3
GRAIN = 60  # edges of working time fall on these minutes, so that ties are common


@st.composite
def working_time(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Disjoint working intervals in minutes from the origin; at least one."""
    edges = draw(st.lists(st.integers(0, DAYS * DAY // GRAIN), min_size=2, max_size=10, unique=True))
    edges = sorted(edges)[: len(edges) // 2 * 2]
    return [(a * GRAIN, b * GRAIN) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@dataclass(frozen=True)
class Drawn:
    network: Network
    calendars: Calendars
    naive: tuple[NaiveCalendar, ...]


def both(times: list[list[tuple[int, int]]]) -> tuple[Calendars, tuple[NaiveCalendar, ...]]:
    """The same calendars for the engine and for its twin."""
    arrays, naive = [], []
    for intervals in times:
        starts = ORIGIN + np.array([a for a, _ in intervals], np.int64)
        ends = ORIGIN + np.array([b for _, b in intervals], np.int64)
        joined = np.concatenate(([True], starts[1:] > ends[:-1]))
        arrays.append((starts[joined], ends[np.concatenate((joined[1:], [True]))]))
        works = [False] * (DAYS * DAY)
        for a, b in intervals:
            works[a:b] = [True] * (b - a)
        naive.append(NaiveCalendar(ORIGIN, works))
    return pack(arrays, ORIGIN, ORIGIN + DAYS * DAY), tuple(naive)


@st.composite
def networks(draw: st.DrawFn, *, plain: bool = False) -> Drawn:
    """A network of up to five nodes. ``plain``: no limits, no progress, only what a new plan has."""
    calendars, naive = both(draw(st.lists(working_time(), min_size=1, max_size=3)))
    size = draw(st.integers(1, 5))
    count = len(naive)
    numbers = [draw(st.integers(0, count - 1)) for _ in range(size)]
    links = []
    for j in range(size):
        for i in range(j):
            if draw(st.booleans()):
                lag = draw(st.sampled_from([0, 0, 60, 90, 480, -60, -200]))
                share = draw(st.sampled_from([0.0, 0.0, 0.5]))
                calendar = draw(st.sampled_from([ELAPSED, *range(count)]))
                links.append((i, j, draw(st.integers(0, 3)), lag, share, calendar))
    minute = st.integers(0, DAYS * 24).map(lambda at: ORIGIN + at * GRAIN)
    rows = _rows(draw, size, minute, plain=plain)
    table = np.array([link[:4] for link in links], np.int64).reshape(-1, 4)
    first_in, order = grouped(table[:, 1], size)
    table = table[order]
    first_out, out = grouped(table[:, 0], size)
    network = Network(
        order=np.arange(size),
        calendar=np.array(numbers, np.int64),
        first_in=first_in,
        predecessor=table[:, 0].copy(),
        successor=table[:, 1].copy(),
        kind=table[:, 2].copy(),
        lag=table[:, 3].copy(),
        lag_share=np.array([link[4] for link in links], np.float64)[order],
        lag_calendar=np.array([link[5] for link in links], np.int64)[order],
        first_out=first_out,
        out=out,
        **rows,
    )
    return Drawn(network, calendars, naive)


def _rows(draw: st.DrawFn, size: int, minute: st.SearchStrategy[int], *, plain: bool) -> dict[str, np.ndarray]:
    def some(strategy: st.SearchStrategy[int], otherwise: int) -> list[int]:
        if plain:
            return [otherwise] * size
        return [draw(st.one_of(st.just(otherwise), st.just(otherwise), strategy)) for _ in range(size)]

    states = [WAITING] * size
    if not plain:
        states = [draw(st.sampled_from([WAITING, WAITING, RUNNING, HELD, FINISHED])) for _ in range(size)]
    durations = [draw(st.sampled_from([0, 60, 120, 480, 500])) for _ in range(size)]
    began = [NONE if state == WAITING else draw(minute) for state in states]
    ended = [
        at + draw(st.sampled_from([0, 60, 700])) if state == FINISHED else NONE
        for state, at in zip(states, began, strict=True)
    ]
    remaining = [
        0 if state == FINISHED else duration if state == WAITING else duration // 2
        for state, duration in zip(states, durations, strict=True)
    ]
    floors = [ORIGIN + 60] * size if plain else [draw(minute) for _ in range(size)]
    reasons = [columns.START if plain or draw(st.booleans()) else columns.CONSTRAINT for _ in range(size)]
    waiting = np.array(states) == WAITING
    ints = {
        "state": states,
        "duration": durations,
        "remaining": remaining,
        "began": began,
        "ended": ended,
        "floor": floors,
        "floor_reason": reasons,
        "floor_finish": some(minute, NONE),
        "pin_start": np.where(waiting, some(minute, NONE), NONE),
        "pin_finish": some(minute, NONE),
        "cap_start": some(minute, AFTER_ALL),
        "cap_finish": some(minute, AFTER_ALL),
        "hold_start": some(minute, AFTER_ALL),
        "hold_finish": some(minute, AFTER_ALL),
    }
    made = {name: np.array(column, np.int64) for name, column in ints.items()}
    made["instant"] = np.array([state == WAITING and not d for state, d in zip(states, durations, strict=True)])
    made["alap"] = np.zeros(size, np.bool_)
    return made
