"""People who are asked for work on days on which they have no time for it: who, why, and what to change."""

import datetime as dt
from enum import StrEnum

import msgspec
import numpy as np

from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, listing, percent
from pilotage.plan.staffing.days import StaffDays
from pilotage.plan.vocabulary.people import Person


class AbsenceReason(StrEnum):
    LEFT = "left"
    NOT_JOINED = "not_joined"
    NO_SHARE = "no_share"
    OFF = "off"


class Absent(msgspec.Struct, frozen=True, kw_only=True):
    """``hours`` are asked of a person on days on which they have none, from ``first`` to ``last`` (both count)."""

    person: str
    name: str
    reason: AbsenceReason
    hours: float
    first: dt.date
    last: dt.date
    activities: tuple[str, ...]
    text: Text


def absent(days: StaffDays) -> tuple[Absent, ...]:
    """Those with most hours first. A few days off within work is no reason; never any time is."""
    demand, people = days.demand, days.people
    found: list[Absent] = []
    for at in np.flatnonzero(demand.any(axis=1)).tolist():
        person, asked = people.people[at], demand[at] > 0
        gone = asked & (people.shares[at] <= 0)
        if not (people.capacity[at][asked] > 0).any():
            gone = asked
        if gone.any():
            found.append(_absent(days, at, person, gone))
    return tuple(sorted(found, key=lambda each: (-each.hours, each.name)))


def _absent(days: StaffDays, at: int, person: Person, gone: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Absent:
    first = days.people.date(int(np.flatnonzero(gone)[0]))
    reason = _reason(days, at, person, first)
    pieces, asks = days.pieces, days.asks
    mine = (asks.who[pieces.item] == at) & gone[pieces.day]
    rows = sorted(set(asks.rows[pieces.item[mine]].tolist()))
    activities = [days.program.activities[row] for row in rows]
    hours = round(float(days.minutes[mine].sum()) / 60, 1)
    text = fill(
        _SAID[reason](),
        name=Mark(person.name, ref=Link("person", person.id)),
        hours=f"{hours:,.0f}" if hours >= 10 else f"{hours:g}",
        work=listing([each.title for each in activities[:3]]),
        date=day((person.joins if reason is AbsenceReason.NOT_JOINED else person.leaves) or first),
        share=percent(0.0),
    )
    return Absent(
        person=person.id,
        name=person.name,
        reason=reason,
        hours=hours,
        first=first,
        last=days.people.date(int(np.flatnonzero(gone)[-1])),
        activities=tuple(each.id for each in activities),
        text=text,
    )


def _reason(days: StaffDays, at: int, person: Person, first: dt.date) -> AbsenceReason:
    if person.leaves is not None and first > person.leaves:
        return AbsenceReason.LEFT
    if person.joins is not None and first < person.joins:
        return AbsenceReason.NOT_JOINED
    return (
        AbsenceReason.NO_SHARE if days.people.shares[at][(first - days.people.first).days] <= 0 else AbsenceReason.OFF
    )


_SAID = {
    AbsenceReason.LEFT: lambda: _("{name} leaves on {date}, but is still asked for {hours} hours: {work}."),
    AbsenceReason.NOT_JOINED: lambda: _("{name} joins on {date}, but is asked for {hours} hours before: {work}."),
    AbsenceReason.NO_SHARE: lambda: _(
        "{name} has {share} of the time for this program, but is asked for {hours} hours: {work}."
    ),
    AbsenceReason.OFF: lambda: _("{name} is off on all days of this work, {hours} hours: {work}."),
}
