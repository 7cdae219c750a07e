"""Fast-tracking as it is defined: every overlap is tried by scheduling the whole plan with it."""

from collections.abc import Iterator

from pilotage.engine import network as columns
from pilotage.plan.crashing.bench import Bench
from pilotage.plan.crashing.overlap import FastTracking, Overlap, overlapped
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.activities import Dependency, DependencyKind
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

MOST_TRIED = 40


def fast_track(program: Program, milestone: str, days: float, *, share: float = 0.25) -> FastTracking:
    """What overlapping by ``share`` of a predecessor's duration wins for ``milestone``.

    The slow twin of `pilotage.plan.crashing.fast_track`.
    """
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
    for dependency in fresh[:MOST_TRIED]:
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
        at_risk_share=at_risk / work if work else 0.0,
        finish=finish,
    )
