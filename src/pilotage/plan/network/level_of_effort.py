"""Levels of effort, also called hammocks: they last from what starts them to what ends them.

A dependency gives the end of the hammock that it is tied to the date of the other activity's end. The earliest one
given is the start, the latest one the finish; where none is given, the hammock reaches to the program's start or
finish. It drives nothing, is never critical, and has no free float (Oracle, P6 Professional help, "Level of effort").
"""

from typing import NamedTuple, Protocol

from pilotage.engine import cpm
from pilotage.engine import network as columns
from pilotage.plan.network.columns import Compiled, lag_calendar
from pilotage.plan.vocabulary.activities import Dependency, DependencyKind
from pilotage.plan.vocabulary.program import Program

_FROM_FINISH = (DependencyKind.FS, DependencyKind.FF)
_TO_START = (DependencyKind.FS, DependencyKind.SS)


class Times(Protocol):
    """Start and finish of every activity, by row."""

    def __getitem__(self, row: int) -> int: ...


class Tie(NamedTuple):
    """A date that a level of effort is tied to: the start or finish of the activity in ``row``, and the lag until the
    end of the level of effort that it gives (negative: before it).
    """

    row: int
    from_finish: bool
    to_start: bool
    calendar: int
    lag: int


def ties(row: int, links: list[int], program: Program, index: dict[str, int], compiled: Compiled) -> list[Tie]:
    """The dates that the dependencies ``links`` of the level of effort in ``row`` tie it to."""
    found = []
    for at in links:
        each = program.dependencies[at]
        before, after = index[each.predecessor], index[each.successor]
        calendar, lag = _lag(each, compiled, before, after)
        if after == row:
            found.append(Tie(before, each.kind in _FROM_FINISH, each.kind in _TO_START, calendar, lag))
        else:
            found.append(Tie(after, each.kind not in _TO_START, each.kind not in _FROM_FINISH, calendar, -lag))
    return found


def span_of(tied: list[Tie], compiled: Compiled, start: Times, finish: Times) -> tuple[int | None, int | None]:
    """Start and finish of a level of effort; None where no dependency gives one."""
    starts: list[int] = []
    finishes: list[int] = []
    for each in tied:
        said = finish[each.row] if each.from_finish else start[each.row]
        date = cpm.later(compiled.calendars, each.calendar, int(said), each.lag)
        (starts if each.to_start else finishes).append(date)
    return min(starts, default=None), max(finishes, default=None)


def _lag(link: Dependency, compiled: Compiled, before: int, after: int) -> tuple[int, int]:
    """Calendar and minutes of a lag."""
    book, number = compiled.book, compiled.number
    if link.lag.elapsed:
        chosen = columns.ELAPSED
    elif link.calendar:
        chosen = book.named(link.calendar)
    else:
        chosen = lag_calendar(book.rules.lag_calendar, book, number[before], number[after])
    if link.lag_percent is not None:
        return chosen, round(link.lag_percent * int(compiled.network.duration[before]))
    return chosen, link.lag.minutes
