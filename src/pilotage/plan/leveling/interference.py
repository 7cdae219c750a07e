"""What a leveled schedule does to activities besides moving them: work that rests, and work that others take over."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pilotage.engine.leveling.days.search import Leveled
from pilotage.engine.leveling.days.staffing import NOBODY, PARTS
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, listing
from pilotage.plan.leveling.applying import rest
from pilotage.plan.leveling.people_days import PeopleDays
from pilotage.plan.leveling.problem import Problem
from pilotage.plan.leveling.results import Handover
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.vocabulary.program import Program

ONE_DAY = dt.timedelta(1)


def pauses(days: PeopleDays, made: Problem, found: Leveled, row: int) -> tuple[CalendarException, ...]:
    """Days on which the work of an activity rests, between its parts."""
    edges = days.edges[int(made.network.calendar[row])]
    places = range(row * PARTS, row * PARTS + int(found.parts[row]))
    rests = []
    for later, before in pairwise(places):  # the last part comes first
        done, goes_on = int(found.begin[before] + found.length[before]), int(found.begin[later])
        idle = np.flatnonzero((edges[:-1] >= done) & (edges[1:] <= goes_on) & (edges[:-1] < edges[1:]))
        first, last = days.date(int(idle[0])), days.date(int(idle[-1]))
        rests.append(rest(first, last + ONE_DAY))
    return tuple(reversed(rests))


def handovers(days: PeopleDays, found: Leveled) -> dict[int, tuple[Handover, ...]]:
    """Who takes over whose work, by the row of the activity."""
    result: dict[int, tuple[Handover, ...]] = {}
    for x in np.flatnonzero(found.chosen != days.who).tolist():
        to, named = days.people[int(found.chosen[x])], int(days.who[x])
        person = days.people[named].id if named != NOBODY else ""
        one = Handover(skill=days.needs.skills[x], person=person, to=to.id, name=to.name)
        row = int(days.rows[x])
        result[row] = (*result.get(row, ()), one)
    return result


def changes_in_words(
    program: Program, rests: tuple[CalendarException, ...], handed: tuple[Handover, ...]
) -> Iterator[Text]:
    """A sentence for each handover, and one for all pauses."""
    names = {person.id: person.name for person in program.people}
    for each in handed:
        yield fill(
            _("{other} has the skill “{skill}” and the time, and takes it over from {name}.")
            if each.person
            else _("{other} has the skill “{skill}” and the time."),
            other=Mark(each.name, ref=Link("person", each.to)),
            skill=each.skill,
            name=Mark(names.get(each.person, each.person), ref=Link("person", each.person)),
        )
    if rests:
        yield fill(_("Work on it rests {days}."), days=listing([_range(each) for each in rests]))


def _range(one: CalendarException) -> str:
    last = one.end - ONE_DAY
    if last == one.start:
        return _("on {date}").format(date=day(one.start))
    return _("from {first} to {last}").format(first=day(one.start), last=day(last))
