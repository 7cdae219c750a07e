"""Fast-tracking: which finish-to-start dependencies win days if the successor begins before its predecessor is done.

It costs no money and risks rework: what the successor does before its predecessor finishes rests on unfinished results.
"""

import datetime as dt
from dataclasses import dataclass, field

import msgspec

from pilotage.plan.crashing.trials import Trials, overlapped
from pilotage.plan.scheduling.schedule import Schedule, schedule, zone_of
from pilotage.plan.vocabulary.activities import Dependency
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import moment

__all__ = ["FastTracking", "Overlap", "fast_track", "overlapped"]

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


def fast_track(
    program: Program, milestone: str, days: float, *, share: float = 0.25, planned: Schedule | None = None
) -> FastTracking:
    """What overlapping by ``share`` of a predecessor's duration wins for ``milestone``. ``planned`` is the program's
    schedule, where it is known already.

    Candidates are the finish-to-start dependencies between unfinished work on every path that holds the milestone, of
    many those behind the longest predecessors.
    Raises `Unschedulable`, KeyError for an unknown milestone, ValueError for a share outside (0, 1].
    """
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and at most 1, not {share}")
    planned = planned or schedule(program)
    before = planned.at(milestone).early_finish
    trials = Trials(planned, planned.index[milestone], share)
    single = best = _tried(planned, trials, share, frozenset())
    steps: list[Overlap] = []
    finish = before
    while best and best[0][0].won > 0 and planned.working_days(finish, before) < days:
        overlap, dependency = best[0]
        steps.append(overlap)
        trials.take(dependency)
        finish = moment(trials.finish, zone_of(program))
        best = _tried(planned, trials, share, frozenset(each.dependency for each in steps))
    return FastTracking(
        milestone=milestone,
        wanted=days,
        won=planned.working_days(finish, before),
        before=before,
        finish=finish,
        single=tuple(overlap for overlap, _ in single),
        steps=tuple(steps),
        program=trials.program,
    )


def _tried(planned: Schedule, trials: Trials, share: float, done: frozenset[str]) -> list[tuple[Overlap, Dependency]]:
    """Every candidate that is not ``done``, tried alone; the most days won for the least at risk come first."""
    fresh = [each for each in trials.candidates() if each.id not in done]
    tried = ((_try(planned, trials, each, share), each) for each in fresh[:_MOST_TRIED])
    found = [(overlap, dependency) for overlap, dependency in tried if overlap is not None]
    return sorted(found, key=lambda each: (-each[0].won, each[0].at_risk, each[0].dependency))


def _try(planned: Schedule, trials: Trials, dependency: Dependency, share: float) -> Overlap | None:
    trial = trials.tried(dependency)
    if trial is None:
        return None
    activities, zone = planned.program.activities, zone_of(planned.program)
    first, second = (activities[planned.index[key]] for key in (dependency.predecessor, dependency.successor))
    finish, now = moment(trial.finish, zone), moment(trials.finish, zone)
    at_risk = min(max(0, trial.early), trial.work)
    return Overlap(
        dependency=dependency.id,
        predecessor=dependency.predecessor,
        successor=dependency.successor,
        predecessor_title=first.title,
        successor_title=second.title,
        share=share,
        won=planned.working_days(finish, now),
        at_risk=at_risk / (planned.program.hours_per_day * 60),
        at_risk_share=at_risk / trial.work if trial.work else 0.0,
        finish=finish,
    )
