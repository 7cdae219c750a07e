"""Levels of effort, also called hammocks: they last from what starts them to what ends them.

A dependency gives the end of the hammock that it is tied to the date of the other activity's end. The earliest one
given is the start, the latest one the finish; where none is given, the hammock reaches to the program's start or
finish. It drives nothing, is never critical, and has no free float (Oracle, P6 Professional help, "Level of effort").
"""

from typing import Protocol

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


def span_of(
    row: int, links: list[int], program: Program, index: dict[str, int], compiled: Compiled, start: Times, finish: Times
) -> tuple[int | None, int | None]:
    """Start and finish of the level of effort in ``row``; None where no dependency gives one."""
    starts: list[int] = []
    finishes: list[int] = []
    for at in links:
        each = program.dependencies[at]
        before, after = index[each.predecessor], index[each.successor]
        if after == row:
            said = finish[before] if each.kind in _FROM_FINISH else start[before]
            date = _lagged(each, compiled, before, after, int(said), 1)
            (starts if each.kind in _TO_START else finishes).append(date)
        else:
            said = start[after] if each.kind in _TO_START else finish[after]
            date = _lagged(each, compiled, before, after, int(said), -1)
            (finishes if each.kind in _FROM_FINISH else starts).append(date)
    return min(starts, default=None), max(finishes, default=None)


def _lagged(link: Dependency, compiled: Compiled, before: int, after: int, at: int, sign: int) -> int:
    """``at`` after the link's lag, or before it."""
    book, number = compiled.book, compiled.number
    if link.lag.elapsed:
        chosen = columns.ELAPSED
    elif link.calendar:
        chosen = book.named(link.calendar)
    else:
        chosen = lag_calendar(book.rules.lag_calendar, book, number[before], number[after])
    lag = link.lag.minutes
    if link.lag_percent is not None:
        lag = round(link.lag_percent * int(compiled.network.duration[before]))
    return cpm.later(compiled.calendars, chosen, at, sign * lag)
