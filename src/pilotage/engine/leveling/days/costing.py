"""What a leveled schedule costs, as one number: the aim first, everything else as a tie-break."""

from enum import IntEnum
from typing import Any, NamedTuple

from pilotage.engine.calendars import Calendars, work
from pilotage.engine.leveling.days.staffing import NOBODY, Staffing
from pilotage.engine.network import AFTER_ALL, FINISHED, Network

FINISH, TARDINESS, MOVES = 0, 1, 2
SCALE = 1 << 30
A_MOVE = 480
"""What one more moved activity weighs, in minutes of delay."""

A_PAUSE = 480
A_HANDOVER = 960
"""What each pause in somebody's work, and each handover to somebody else, weighs."""


class Aim(IntEnum):
    """The goal's finish; weighted lateness against due dates; weighted distance from today's plan."""

    FINISH = FINISH
    TARDINESS = TARDINESS
    MOVES = MOVES


class Aims(NamedTuple):
    """``goal`` is the node whose finish counts (-1: the last of all), ``not_before`` its finish without leveling.

    ``due`` is an instant or AFTER_ALL; ``weight`` of a node's lateness and distance in hundredths; ``today`` where its
    remaining work begins in today's plan.
    """

    aim: int
    goal: int
    not_before: int
    due: Any
    weight: Any
    today: Any


def cost_of(network: Network, calendars: Calendars, staffing: Staffing, aims: Aims, resume: Any, finish: Any) -> int:
    """The aim times `SCALE`, plus what breaks ties, always below `SCALE`."""
    late = lateness(network, aims, finish)
    moved = distance(network, calendars, aims, resume) + interference(staffing)
    over = finish_of_goal(aims, finish) - aims.not_before
    if over < 0:
        over = 0
    if aims.aim == FINISH:
        first, then = over, late + moved
    elif aims.aim == TARDINESS:
        first, then = late, over + moved
    else:
        first, then = moved, over + late
    return min(first, SCALE - 1) * SCALE + min(then, SCALE - 1)


def finish_of_goal(aims: Aims, finish: Any) -> int:
    """The instant at which the goal is reached."""
    if aims.goal >= 0:
        return finish[aims.goal]  # type: ignore[no-any-return]  # Any by design: list or array
    last = finish[0]
    for j in range(len(finish)):
        if finish[j] > last:
            last = finish[j]
    return last  # type: ignore[no-any-return]


def lateness(network: Network, aims: Aims, finish: Any) -> int:
    """Minutes on the clock behind due dates, weighted."""
    total = 0
    for j in range(len(finish)):
        if aims.due[j] < AFTER_ALL and finish[j] > aims.due[j] and network.state[j] != FINISHED:
            total += (finish[j] - aims.due[j]) * aims.weight[j] // 100
    return total


def distance(network: Network, calendars: Calendars, aims: Aims, resume: Any) -> int:
    """Working minutes between today's plan and this one, and a fee for each activity that moves, weighted."""
    total = 0
    for j in range(len(resume)):
        if resume[j] != aims.today[j] and network.remaining[j] > 0 and network.state[j] != FINISHED:
            c = network.calendar[j]
            far = work(calendars, c, resume[j]) - work(calendars, c, aims.today[j])
            if far < 0:
                far = -far
            if far > 0:
                total += (far + A_MOVE) * aims.weight[j] // 100
    return total


def interference(staffing: Staffing) -> int:
    """What pauses and handovers weigh; that somebody takes what nobody has costs nothing."""
    total = 0
    for j in range(len(staffing.parts)):
        if staffing.parts[j] > 1:
            total += A_PAUSE * (staffing.parts[j] - 1)
    for x in range(len(staffing.person)):
        if staffing.chosen[x] != staffing.person[x] and staffing.person[x] != NOBODY:
            total += A_HANDOVER
    return total
