"""Random layered programs and networks to measure on: predecessors come from the layers before."""

import datetime as dt

import numpy as np

from pilotage.engine.calendars import DAY, Calendars, pack
from pilotage.engine.graph import grouped
from pilotage.engine.network import (
    ACTUAL,
    AFTER_ALL,
    CONSTRAINT,
    ELAPSED,
    FINISHED,
    NONE,
    RUNNING,
    STATUS_DATE,
    WAITING,
    Network,
)
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate
from pilotage.plan.vocabulary.calendars import Calendar, Shift, standard_week
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import EPOCH, intervals, resolve

CALENDARS = (
    Calendar(id="standard", week=standard_week()),
    Calendar(id="lunch", week=((Shift(480, 720), Shift(780, 1020)),) * 5 + ((),) * 2, zone="Europe/Berlin"),
    Calendar(id="six", week=((Shift(420, 1020),),) * 6 + ((),)),
    Calendar(id="always", week=((Shift(0, 1440),),) * 7),
)


def links(size: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Predecessor and successor of about 1.5 links a node, over layers of up to 400 nodes."""
    random = np.random.default_rng(seed)
    width = int(min(400, max(10, 2 * np.sqrt(size))))
    count = random.choice([1, 2, 3], size=size, p=[0.6, 0.3, 0.1])
    count[:width] = 0
    node = np.repeat(np.arange(size), count)
    before = np.maximum(node - width - random.integers(1, 3 * width, size=len(node)), 0)
    keys = np.unique(node * size + before)
    return keys % size, keys // size


def program(size: int, seed: int = 1, calendars: int = 1) -> Program:
    """A program of ``size`` activities with estimates, over so many calendars; its last activity is a milestone."""
    random = np.random.default_rng(seed)
    predecessor, successor = links(size, seed)
    likely = random.integers(1, 10, size=size) * 240
    which = random.integers(0, calendars, size=size)
    activities = [
        Activity(
            id=f"a{row}",
            title=f"Activity {row}",
            calendar=CALENDARS[which[row]].id,
            estimate=ThreePointEstimate(Span(int(m * 0.8)), Span(int(m)), Span(int(m * 1.7))),
        )
        for row, m in enumerate(likely)
    ]
    activities.append(Activity(id="end", title="End", kind=ActivityKind.MILESTONE))
    last = np.setdiff1d(np.arange(size), predecessor)
    kinds = random.choice(list(DependencyKind), size=len(predecessor), p=[0.8, 0.1, 0.08, 0.02])
    lags = np.where(random.random(len(predecessor)) < 0.15, random.integers(0, 5, size=len(predecessor)) * 480, 0)
    dependencies = [
        Dependency(predecessor=f"a{i}", successor=f"a{j}", kind=DependencyKind(kind), lag=Span(int(lag)))
        for i, j, kind, lag in zip(predecessor, successor, kinds, lags, strict=True)
    ]
    dependencies += [Dependency(predecessor=f"a{i}", successor="end") for i in last]
    return Program(
        id="bench",
        title="Bench",
        start=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
        calendars=CALENDARS,
        activities=tuple(activities),
        dependencies=tuple(dependencies),
    )


def network(size: int, seed: int = 1, *, in_order: bool = True) -> tuple[Network, Calendars]:
    """Columns of a network with everything that the passes know: about 2.43 links a node of all kinds, some with lags,
    leads, shares and elapsed lags, four calendars, milestones, constraints, deadlines, finished and started work.

    Its depth does not depend on its size. ``in_order`` False: numbers say nothing about the order.
    """
    random = np.random.default_rng(seed)
    names = {each.id: each for each in CALENDARS}
    days = (dt.date(2025, 6, 1), dt.date(2031, 6, 1))
    origin, horizon = ((day - EPOCH).days * DAY for day in days)
    calendars = pack([intervals(resolve(each, names, "UTC"), *days) for each in CALENDARS], origin, horizon)
    nodes = _nodes(size, random)
    made = _between(size, random, nodes)
    order = np.arange(size)
    if not in_order:
        order = random.permutation(size)
        nodes = {name: column[np.argsort(order)] for name, column in nodes.items()}
        made |= {"predecessor": order[made["predecessor"]], "successor": order[made["successor"]]}
    first_in, by_successor = grouped(made["successor"], size)
    made = {name: column[by_successor] for name, column in made.items()}
    first_out, out = grouped(made["predecessor"], size)
    return Network(order=order, first_in=first_in, first_out=first_out, out=out, **nodes, **made), calendars


def _nodes(size: int, random: np.random.Generator) -> dict[str, np.ndarray]:
    start = (dt.date(2026, 1, 5) - EPOCH).days * DAY + 540
    status = start + 120 * DAY
    done, running = size // 10, size // 50
    state = np.full(size, WAITING)
    state[:done] = FINISHED
    state[done : done + running] = np.where(random.random(running) < 0.5, RUNNING, WAITING)
    duration = np.where(random.random(size) < 0.05, 0, random.integers(1, 10, size=size) * 240)
    began, ended = np.full(size, NONE), np.full(size, NONE)
    began[:done] = start + np.arange(done) * 100 * DAY // max(done, 1)
    ended[:done] = began[:done] + 3 * duration[:done]
    began[state == RUNNING] = status - 2 * DAY
    waits = state == WAITING
    about = status + np.arange(size) * 900 * DAY // size  # where a node lies, roughly

    def some(share: float, days: int, otherwise: int) -> np.ndarray:
        chosen = waits & (random.random(size) < share)
        return np.where(chosen, about + (days + random.integers(-30, 30, size=size)) * DAY, otherwise)

    floor = some(0.02, 30, status)
    return {
        "calendar": random.integers(0, len(CALENDARS), size=size),
        "state": state,
        "instant": waits & (duration == 0),
        "duration": duration,
        "remaining": np.select([state == FINISHED, state == RUNNING], [0, duration // 2], duration),
        "began": began,
        "ended": ended,
        "floor": floor,
        "floor_reason": np.select([~waits, floor != status], [ACTUAL, CONSTRAINT], STATUS_DATE),
        "floor_finish": some(0.01, 0, NONE),
        "pin_start": some(0.001, 40, NONE),
        "pin_finish": some(0.001, 40, NONE),
        "cap_start": some(0.005, 60, AFTER_ALL),
        "cap_finish": some(0.04, 60, AFTER_ALL),
        "hold_start": np.full(size, AFTER_ALL),
        "hold_finish": np.full(size, AFTER_ALL),
        "alap": waits & (random.random(size) < 0.002),
    }


def _between(size: int, random: np.random.Generator, nodes: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    width = max(4, size // 250)
    successor = random.integers(width, size, size=round(2.43 * size))
    predecessor = np.clip(successor - width // 2 - random.integers(1, 3 * width, size=len(successor)), 0, successor - 1)
    keys = np.unique(successor * size + predecessor)
    predecessor, successor = keys % size, keys // size
    count = len(keys)
    share = np.where(random.random(count) < 0.01, 0.5, 0.0)
    lag = np.where(random.random(count) < 0.15, random.integers(-2, 5, size=count) * 240, 0)
    return {
        "predecessor": predecessor,
        "successor": successor,
        "kind": random.choice(4, size=count, p=[0.8, 0.1, 0.08, 0.02]),
        "lag": np.where(share > 0, 0, lag),
        "lag_share": share,
        "lag_calendar": np.where(random.random(count) < 0.02, ELAPSED, nodes["calendar"][successor]),
    }
