"""All people by the day, and all that the open work asks for: of somebody, of a skill, or of a team alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.engine.staffing import Spread, table
from pilotage.plan.leveling.people_days import Ints, Minutes, PeopleDays, people_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.spans import whole_duration


class Asks(NamedTuple):
    """Columns over what open activities ask for: the activity's row, the number of the person (`NOBODY` where nobody
    is named), the share of full time, the skill or role asked for or "", and the team that answers for the work or "".

    ``assumed``: nobody is assigned at all, so one person is assumed for as long as the work lasts, or what its effort
    says.
    """

    rows: Ints
    who: Ints
    units: Minutes
    skills: tuple[str, ...]
    teams: tuple[str, ...]
    assumed: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class StaffDays:
    """People, what is asked, and the pieces of it by the day: item ``i`` of ``pieces`` is entry ``i`` of ``asks``, and
    its minutes already have its share.
    """

    schedule: Schedule
    people: PeopleDays
    asks: Asks
    pieces: Spread
    minutes: Minutes
    """Of each piece, with the share that is asked."""

    @property
    def program(self) -> Program:
        return self.schedule.program

    @property
    def last(self) -> int:
        """Days up to the last one with work."""
        return int(self.pieces.day.max()) + 1 if len(self.pieces.day) else 0

    @property
    def demand(self) -> Minutes:
        """Minutes asked of each person (row) on each day."""
        people = self.people
        return table(self.asks.who[self.pieces.item], self.pieces.day, self.minutes, (len(people.people), people.days))


def staff_days(schedule: Schedule) -> StaffDays:
    """From the day after the status date on, else from the start of the program."""
    people = people_days(schedule, everybody=True)
    asks = _asks(schedule, {person.id: at for at, person in enumerate(people.people)})
    pieces = people.pieces(asks.rows, schedule)
    return StaffDays(schedule, people, asks, pieces, pieces.minutes * asks.units[pieces.item])


def team_of(program: Program) -> dict[str, str]:
    """The team that answers for each activity: its own, its workstream's, its owner's; "" for none."""
    streams = {each.id: each.team for each in program.workstreams}
    owners = {each.id: each.team for each in program.people}
    known = {each.id for each in program.teams}
    found = {}
    for each in program.activities:
        line = (each.team, streams.get(each.workstream or ""), owners.get(each.owner or ""))
        found[each.id] = next((team for team in line if team in known and team is not None), "")
    return found


def _asks(schedule: Schedule, index: dict[str, int]) -> Asks:
    teams = team_of(schedule.program)
    found: list[tuple[int, int, float, str, str, bool]] = []
    for row, activity in _open(schedule):
        team = teams[activity.id]
        shares: dict[tuple[int, str], float] = {}
        for each in activity.assignments:
            who = index.get(each.person, NOBODY)
            if each.units > 0 and (who != NOBODY or each.skill or each.person):
                shares[who, each.skill] = shares.get((who, each.skill), 0.0) + each.units
        found += [(row, who, units, skill, team, False) for (who, skill), units in shares.items()]
        if not activity.assignments and activity.kind is ActivityKind.TASK:
            found.append((row, NOBODY, _assumed(schedule.program, activity), "", team, True))
    return Asks(
        np.array([each[0] for each in found], np.int64),
        np.array([each[1] for each in found], np.int64),
        np.array([each[2] for each in found], np.float64),
        tuple(each[3] for each in found),
        tuple(each[4] for each in found),
        np.array([each[5] for each in found], np.bool_),
    )


def _assumed(program: Program, activity: Activity) -> float:
    """Of how many people the effort is, where one is given; else one."""
    duration, elapsed = whole_duration(program, activity)
    if activity.effort is None or elapsed or duration <= 0 or activity.effort.elapsed:
        return 1.0
    return activity.effort.minutes / duration


def _open(schedule: Schedule) -> Iterator[tuple[int, Activity]]:
    """Activities with work left, in the order of rows."""
    state, rest = schedule.compiled.network.state, schedule.compiled.network.remaining
    for row, activity in enumerate(schedule.program.activities):
        if row not in schedule.logic.children and state[row] != columns.FINISHED and rest[row] > 0:
            yield row, activity
