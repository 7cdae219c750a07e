"""Scheduling from the finish: where the program has to start so that it is over in time."""

import datetime as dt

import msgspec
import numpy as np

from pilotage.engine import network as columns
from pilotage.engine.measures import late_dates
from pilotage.plan.network.columns import compile_network
from pilotage.plan.network.logic import Logic
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import minutes
from pilotage.plan.working_time.spans import Span, first_span, longer


def with_finish(program: Program, finish: dt.datetime) -> Program:
    """The program, to be over at ``finish``."""
    return msgspec.structs.replace(program, rules=msgspec.structs.replace(program.rules, finish=finish))


def start_back(program: Program, made: Logic, book: CalendarBook) -> tuple[int, Span]:
    """The latest instant at which the program can start and still be over at its finish, and the days it takes.

    Raises `Unschedulable` where that lies before all days.
    """
    assert program.rules.finish is not None
    finish = minutes(program.rules.finish)
    span = first_span(program, finish)
    while True:
        compiled = compile_network(program, made, book, finish, span)
        late_start, _late_finish = late_dates(compiled.network, compiled.calendars, finish)
        late_start = late_start[: len(program.activities)]
        waiting = compiled.network.state[: len(program.activities)] == columns.WAITING
        earliest = int(np.min(late_start, where=waiting, initial=finish))
        if earliest >= compiled.calendars.origin:
            return earliest, span
        span = longer(program, span, too_early=True, too_late=False)
