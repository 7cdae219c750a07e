"""Who could do an activity: has what it asks for, and the time when it is planned."""

import msgspec
import numpy as np

from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.plan.staffing.days import StaffDays


class WorkCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """``level`` is that of the skill asked for (0: nothing is asked for). ``free`` of ``asked`` hours are there on the
    days on which the work is planned, after all other work.
    """

    person: str
    name: str
    role: str
    team: str | None
    level: int
    asked: float
    free: float
    enough: bool
    assigned: bool


def who_could(days: StaffDays, activity: str, skill: str = "") -> tuple[WorkCandidate, ...]:
    """People by whether they have all the time, then by level, then by time. Without ``skill``, that which the
    activity's assignments ask for; where they ask for none, everybody. Raises KeyError.
    """
    row = days.schedule.index[activity]
    asks, pieces, people = days.asks, days.pieces, days.people
    mine = np.flatnonzero(asks.rows == row)
    wanted = skill or next((asks.skills[entry] for entry in mine if asks.skills[entry]), "")
    entry = next((entry for entry in mine if not wanted or asks.skills[entry] == wanted), None)
    need = np.zeros(people.days)
    if entry is not None:
        kept = pieces.item == entry
        need[pieces.day[kept]] += days.minutes[kept]
    demand = days.demand
    found = []
    for at, person in enumerate(people.people):
        if wanted and wanted not in person.abilities:
            continue
        own = np.zeros(people.days)
        kept = (asks.rows[pieces.item] == row) & (asks.who[pieces.item] == at)
        own[pieces.day[kept]] += days.minutes[kept]
        left = np.clip(people.capacity[at] - demand[at] + own, 0, None)
        there = float(np.minimum(left, need).sum())
        found.append(
            WorkCandidate(
                person=person.id,
                name=person.name,
                role=person.role,
                team=person.team,
                level=person.level(wanted) if wanted else 0,
                asked=round(float(need.sum()) / 60, 1),
                free=round(there / 60, 1),
                enough=bool(there >= need.sum() * 0.95),
                assigned=bool(kept.any()) and at != NOBODY,
            )
        )
    return tuple(sorted(found, key=lambda each: (not each.enough, -each.level, -each.free, each.name)))
