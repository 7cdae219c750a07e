"""A day before which the goal cannot come in, whatever is moved: the logic alone, and each person's work before it."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from pilotage.engine.cpm import place_early
from pilotage.engine.leveling.days.proof import finish_bound
from pilotage.engine.leveling.days.search import Leveled
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import last_day
from pilotage.plan.leveling.people_days import PeopleDays
from pilotage.plan.leveling.problem import Problem
from pilotage.plan.leveling.results import LevelingBound
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.working_time.calendar_tables import moment


def bound_of(fresh: Schedule, after: Schedule, days: PeopleDays, hand_over: bool) -> LevelingBound | None:
    """The best bound on the final milestone's day; None for a program without one. What may be handed over is
    nobody's.
    """
    program = fresh.program
    goal = final_milestone(program)
    if goal is None or fresh.index[goal] in fresh.logic.children:
        return None
    row = fresh.index[goal]
    zone = ZoneInfo(program.zone)
    best, how = last_day(moment(int(fresh.finish[row]), zone)), _("the driving chain alone")
    before_goal = _ancestors(fresh, row)
    for at, person in enumerate(days.people):
        earliest = _work_done(fresh, days, at, before_goal, hand_over)
        if earliest is not None and earliest > best:
            best, how = earliest, _("the work of {name} before it").format(name=person.name)
    reached = last_day(moment(int(after.finish[row]), zone))
    return LevelingBound(goal=goal, earliest=best, how=how, proven=reached <= best)


def proven_bound(
    fresh: Schedule,
    after: Schedule,
    days: PeopleDays,
    made: Problem,
    found: Leveled,
    *,
    hand_over: bool,
    seconds: float,
) -> LevelingBound | None:
    """As `bound_of`, with CP-SAT to help where the simple bounds leave a gap. Raises SolverMissingError."""
    simple = bound_of(fresh, after, days, hand_over)
    if simple is None or simple.proven or simple.goal is None:
        return simple
    row = fresh.index[simple.goal]
    early = np.zeros(len(made.network.order), np.int64)
    early[:] = _early(fresh, made)
    bound = finish_bound(
        made.network,
        fresh.compiled.calendars,
        made.staffing,
        early,
        row,
        found.resume,
        int(found.finish[row]),
        seconds=seconds,
    )
    if bound is None:
        return simple
    zone = ZoneInfo(fresh.program.zone)
    earliest = last_day(moment(bound, zone))
    if earliest <= simple.earliest:
        return simple
    reached = last_day(moment(int(after.finish[row]), zone))
    return replace(simple, earliest=earliest, how=_("the work of all people together"), proven=reached <= earliest)


def _early(fresh: Schedule, made: Problem) -> NDArray[np.int64]:
    """Where each node's work resumes without leveling."""
    size = len(made.network.order)
    start, finish, resume, driver, reason = np.zeros((5, size), np.int64)
    for node in made.network.order.tolist():
        place_early(made.network, fresh.compiled.calendars, node, start, finish, resume, driver, reason)
    return resume


def _ancestors(fresh: Schedule, row: int) -> set[int]:
    """Nodes that must finish before the goal: along links that leave from a finish and hold a start or finish."""
    network = fresh.compiled.network
    found, waiting = {row}, [row]
    while waiting:
        node = waiting.pop()
        for link in range(int(network.first_in[node]), int(network.first_in[node + 1])):
            before = int(network.predecessor[link])
            negative = network.lag[link] < 0 or network.lag_share[link] < 0
            if network.kind[link] % 2 == 0 and not negative and before not in found:
                found.add(before)
                waiting.append(before)
    return found


def _work_done(fresh: Schedule, days: PeopleDays, person: int, rows: set[int], hand_over: bool) -> dt.date | None:
    """The first day by whose end a person can have done all their work on ``rows``.

    An activity may ask less than its units on days on which the person has less: that is taken off in its favor.
    """
    network = fresh.compiled.network
    there = days.capacity[person]
    open_: list[tuple[float, np.ndarray[tuple[int], np.dtype[np.float64]]]] = []
    for x in np.flatnonzero(days.who == person).tolist():
        row, units = int(days.rows[x]), int(days.units[x]) / 1000
        if row in rows and network.remaining[row] > 0 and not (hand_over and days.needs.skills[x]):
            asked = np.diff(days.edges[int(network.calendar[row])]) * units
            open_.append((float(network.remaining[row]) * units, np.cumsum(np.maximum(0.0, asked - there))))
    if not open_:
        return None
    needed = np.sum([np.maximum(0.0, total - spared) for total, spared in open_], axis=0)
    enough = np.flatnonzero(np.cumsum(there) >= needed - 1.0)
    return days.date(int(enough[0])) if len(enough) else None
