"""Random layered programs to measure on: about 2.3 predecessors each, mostly from the three layers before."""

import datetime as dt

import numpy as np

from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate
from pilotage.plan.vocabulary.calendars import Calendar, Shift, standard_week
from pilotage.plan.vocabulary.program import Program

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
