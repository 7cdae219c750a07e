"""Fast-tracking: which finish-to-start dependencies win days if the successor begins before its predecessor is done.

It costs no money and risks rework: what the successor does before its predecessor finishes rests on unfinished results.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from pilotage.engine import network as columns
from pilotage.plan.crashing.bench import Bench
from pilotage.plan.network.columns import whole_duration
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.activities import Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

_MOST_TRIED = 40


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """A dependency with ``share`` of the predecessor's duration overlapped: by scheduling again it wins ``won`` working
    days for the milestone, 0 where a parallel path holds it. ``at_risk`` are the working days that the successor then
    works before its predecessor finishes, ``at_risk_share`` their share of its work.
    """

    dependency: str
    predecessor: str
    successor: str
    predecessor_title: str
    successor_title: str
    share: float
    won: float
    at_risk: float
    at_risk_share: float
    finish: dt.datetime


@dataclass(frozen=True, eq=False, slots=True)
class FastTracking:
    """``single`` is every candidate by itself, best first; ``steps`` take the best again and again, each on top of
    those before, until ``won`` days are won or no single overlap wins anything. ``program`` is the plan with all steps.
    """

    milestone: str
    wanted: float
    won: float
    before: dt.datetime
    finish: dt.datetime
    single: tuple[Overlap, ...]
    steps: tuple[Overlap, ...]
    program: Program = field(repr=False)


def fast_track(program: Program, milestone: str, days: float, *, share: float = 0.25) -> FastTracking:
    """What overlapping by ``share`` of a predecessor's duration wins for ``milestone``.

    Candidates are the finish-to-start dependencies between unfinished work on every path that holds the milestone, of
    many those behind the longest predecessors.
    Raises `Unschedulable`, KeyError for an unknown milestone, ValueError for a share outside (0, 1].
    """
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and at most 1, not {share}")
    planned = schedule(program)
    before = planned.at(milestone).early_finish
    single = _tried(planned, milestone, share, frozenset())
    steps: list[Overlap] = []
    now, best = planned, single
    while best and best[0].won > 0 and now.working_days(now.at(milestone).early_finish, before) < days:
        steps.append(best[0])
        now = schedule(overlapped(now.program, best[0].dependency, share))
        best = _tried(now, milestone, share, frozenset(each.dependency for each in steps))
    finish = now.at(milestone).early_finish
    return FastTracking(
        milestone=milestone,
        wanted=days,
        won=now.working_days(finish, before),
        before=before,
        finish=finish,
        single=single,
        steps=tuple(steps),
        program=now.program,
    )


def _tried(planned: Schedule, milestone: str, share: float, done: frozenset[str]) -> tuple[Overlap, ...]:
    """Every candidate that is not ``done``, tried alone; the most days won for the least at risk come first."""
    found = []
    fresh = [each for each in _candidates(planned, milestone) if each.id not in done]
    durations = planned.compiled.network.duration
    fresh.sort(key=lambda each: (-int(durations[planned.index[each.predecessor]]), each.id))
    for dependency in fresh[:_MOST_TRIED]:
        overlap = _try(planned, dependency, milestone, share)
        if overlap is not None:
            found.append(overlap)
    return tuple(sorted(found, key=lambda each: (-each.won, each.at_risk, each.dependency)))


def _candidates(planned: Schedule, milestone: str) -> Iterator[Dependency]:
    """FS dependencies without an elapsed lag, on a path that holds the milestone, from unfinished work to work that
    waits.
    """
    network = planned.compiled.network
    below = planned.logic.children
    holding = Bench(planned, planned.index[milestone]).holding({})
    links = sorted({int(planned.logic.dependency[int(planned.compiled.link[e])]) for e in holding.links})
    for at in links:
        dependency = planned.program.dependencies[at] if at >= 0 else None
        if dependency is None or dependency.kind is not DependencyKind.FS or dependency.lag.elapsed:
            continue
        before, after = (planned.index[key] for key in (dependency.predecessor, dependency.successor))
        if before in below or after in below:
            continue
        if network.remaining[before] > 0 and network.remaining[after] > 0 and network.state[after] == columns.WAITING:
            yield dependency


def _try(planned: Schedule, dependency: Dependency, milestone: str, share: float) -> Overlap | None:
    try:
        after = schedule(overlapped(planned.program, dependency.id, share))
    except Unschedulable:
        return None
    activities = planned.program.activities
    first, second = (planned.index[key] for key in (dependency.predecessor, dependency.successor))
    finish = after.at(milestone).early_finish
    number = after.compiled.number[second]
    early = after.working_minutes(int(after.early_start[second]), int(after.early_finish[first]), number)
    work = int(after.compiled.network.remaining[second])
    at_risk = min(max(0, early), work)
    return Overlap(
        dependency=dependency.id,
        predecessor=dependency.predecessor,
        successor=dependency.successor,
        predecessor_title=activities[first].title,
        successor_title=activities[second].title,
        share=share,
        won=planned.working_days(finish, planned.at(milestone).early_finish),
        at_risk=at_risk / (planned.program.hours_per_day * 60),
        at_risk_share=at_risk / work,
        finish=finish,
    )


def overlapped(program: Program, key: str, share: float) -> Program:
    """The program with one dependency's lag less by ``share`` of its predecessor's duration. A finish-to-finish link
    sees to it that the successor is not done before what it builds on.
    """
    links = []
    for each in program.dependencies:
        if each.id == key:
            links.append(_less_lag(program, each, share))
            together = Dependency(predecessor=each.predecessor, successor=each.successor, kind=DependencyKind.FF)
        else:
            links.append(each)
    if all(each.id != together.id for each in links):
        links.append(together)
    return msgspec.structs.replace(program, dependencies=tuple(links))


def _less_lag(program: Program, dependency: Dependency, share: float) -> Dependency:
    if dependency.lag_percent is not None or not dependency.lag.minutes:
        return msgspec.structs.replace(dependency, lag_percent=(dependency.lag_percent or 0.0) - share, lag=Span(0))
    predecessor = next(each for each in program.activities if each.id == dependency.predecessor)
    minutes = dependency.lag.minutes - round(share * whole_duration(program, predecessor)[0])
    return msgspec.structs.replace(dependency, lag=Span(minutes, dependency.lag.unit))
