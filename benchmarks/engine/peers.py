"""What others need for the same plans. networkx and rustworkx compute the forward longest path only, without calendars;
longpath and MPXJ are schedulers as ours. Those that are not installed are left out; `make bench` installs them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import msgspec

from benchmarks.networks import network as drawn
from benchmarks.networks import program
from benchmarks.running.figures import Figure, measured
from pilotage import plan
from pilotage.engine.prepared import fresh_state, prepare, run
from pilotage.exchange.mpxj.jvm import MpxjUnavailableError
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program

Peer = Callable[[], object]


def figures(*, quick: bool) -> Iterator[Figure]:
    for size in (10_000,) if quick else (10_000, 100_000, 1_000_000):
        yield from _graphs(size, 3 if size < 1_000_000 else 1)
    for size in (1_000,) if quick else (1_000, 10_000):
        yield from _schedulers(size)


def _graphs(size: int, runs: int) -> Iterator[Figure]:
    network, calendars = drawn(size)
    ours = measured("", partial(run, prepare(network), calendars, fresh_state(size)), 9)
    links = list(zip(network.predecessor.tolist(), network.successor.tolist(), strict=True))
    made = {"rustworkx": rustworkx, "networkx": networkx}
    for name, make in made.items():
        if find_spec(name) and (name == "rustworkx" or size < 1_000_000):
            figure = measured(f"{size:,} activities: {name}, forward only, no calendars", make(size, links), runs)
            yield replace(figure, peer=name, ratio=figure.median / ours.median)


def networkx(_size: int, links: list[tuple[int, int]]) -> Peer:
    import networkx as peer

    graph = peer.DiGraph()
    graph.add_weighted_edges_from((i, j, 480) for i, j in links)
    return lambda: peer.dag_longest_path_length(graph)


def rustworkx(size: int, links: list[tuple[int, int]]) -> Peer:
    import rustworkx as peer

    graph = peer.PyDiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from([(i, j, 480) for i, j in links])
    return lambda: peer.dag_longest_path_length(graph, lambda _i, _j, weight: weight)


def _schedulers(size: int) -> Iterator[Figure]:
    """Both passes of a new plan on four calendars: no progress, no constraints."""
    made = _told(program(size, calendars=4))
    whole = measured(f"{size:,} activities: check and schedule", partial(plan.schedule, made), 5)
    yield replace(whole, note=f"{len(made.dependencies):,} dependencies, 4 calendars; from the plan to its schedule")
    for name, make in {"longpath": longpath, "MPXJ": mpxj}.items():
        call = make(made)
        if call is not None:
            figure = measured(f"{size:,} activities: {name}, both passes", call, 1)
            yield replace(figure, peer=name, ratio=figure.median / whole.median)


def _told(made: Program) -> Program:
    """With durations instead of estimates, and every calendar named."""
    activities = [
        msgspec.structs.replace(
            each,
            estimate=None,
            duration=each.estimate.likely if each.estimate else Span(0),
            calendar=each.calendar or made.default_calendar,
        )
        for each in made.activities
    ]
    return msgspec.structs.replace(made, activities=tuple(activities))


def longpath(made: Program) -> Peer | None:
    if not find_spec("longpath"):
        return None
    model, cpm = import_module("longpath.model"), import_module("longpath.cpm")
    calendars = {
        each.id: model.WorkCalendar(each.id, each.id, [[(s.start, s.finish) for s in day] for day in each.week or ()])
        for each in made.calendars
    }
    assert made.start is not None
    start = made.start.replace(tzinfo=None)
    project = model.Project("p", "p", "p", data_date=start, planned_start=start, default_calendar="standard")
    for each in made.activities:
        hours = each.duration.minutes / 60 if each.duration else 0.0
        kind = model.FINISH_MS if each.kind is ActivityKind.MILESTONE else model.TASK
        project.activities[each.id] = model.Activity(
            each.id,
            each.id,
            each.id,
            calendar_id=each.calendar or "standard",
            type=kind,
            orig_dur_h=hours,
            rem_dur_h=hours,
        )
    project.relationships = [
        model.Relationship(each.predecessor, each.successor, each.kind.value, each.lag.minutes / 60)
        for each in made.dependencies
    ]
    return lambda: cpm.run(project, calendars, cpm.CpmOptions(lag_calendar="successor"))


def mpxj(made: Program) -> Peer | None:
    """Its Microsoft scheduler; building MPXJ's own plan is part of the time."""
    from benchmarks.differential.peer import Peer as Mpxj

    try:
        peer = Mpxj()
    except MpxjUnavailableError:
        return None
    return lambda: peer.schedule(made)
