"""The critical chain of a milestone: its longest chain at aggressive durations, and the buffers that protect it.

The project buffer stands at the end of the chain, a feeding buffer where another chain joins it (Goldratt 1997; Newbold
1998). The chain is the driving chain of the schedule by logic, calendars and constraints; with ``people`` the work of
one person is put one after the other first (`people`), a simple rule and no leveling of teams.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from pilotage.engine import calendars as tables
from pilotage.plan.critical_chain.durations import DurationBasis, Pair, at_aggressive, in_days, pairs
from pilotage.plan.critical_chain.feeding import FeedingChain, feeding_chains
from pilotage.plan.critical_chain.people import one_after_the_other, with_links
from pilotage.plan.critical_chain.sizing import RULES, Sizing
from pilotage.plan.critical_chain.steps import Step, lengths, steps_of
from pilotage.plan.network.columns import pack
from pilotage.plan.scheduling.schedule import Schedule, longer, schedule, zone_of
from pilotage.plan.vocabulary.activities import Dependency
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import minutes, moment


@dataclass(frozen=True, eq=False, slots=True)
class CriticalChain:
    """The chain of ``milestone`` and its buffers. Amounts are working days.

    ``finish`` is the milestone's finish at aggressive durations, ``buffered_finish`` the date to promise: behind the
    project buffer. ``length`` is the aggressive work of the chain that is still to do. ``people_links`` are the
    dependencies that keep one person's work apart. ``unknown`` are ids of activities on the chain whose safety the plan
    does not tell (no estimate): they add nothing to the buffer.
    """

    program: Program
    milestone: str
    basis: DurationBasis
    sizing: Sizing
    steps: tuple[Step, ...]
    feeding: tuple[FeedingChain, ...]
    length: float
    buffer: float
    finish: dt.datetime
    buffered_finish: dt.datetime
    people_links: tuple[Dependency, ...]
    unknown: tuple[str, ...]
    schedule: Schedule = field(repr=False)
    durations: Mapping[str, Pair] = field(repr=False)


def critical_chain(
    program: Program,
    milestone: str,
    *,
    basis: DurationBasis = DurationBasis.PERCENTILES,
    sizing: Sizing = Sizing.ROOT_SQUARES,
    people: bool = True,
) -> CriticalChain:
    """The critical chain of ``milestone`` (any activity's id). Raises `Unschedulable`, and KeyError for an unknown id.

    Of a plan in progress only what is left is buffered: a started activity brings its share.
    """
    durations = pairs(program, basis)
    aggressive = at_aggressive(program, durations)
    planned = schedule(aggressive)
    planned.index[milestone]  # KeyError before any work
    links = one_after_the_other(aggressive, planned) if people else ()
    if links:
        planned = schedule(with_links(aggressive, links))
    steps = steps_of(planned, planned.chain(milestone), durations)
    buffer = RULES[sizing](lengths(steps))
    finish = planned.at(milestone).finish
    return CriticalChain(
        program=program,
        milestone=milestone,
        basis=basis,
        sizing=sizing,
        steps=steps,
        feeding=feeding_chains(planned, steps, durations, sizing),
        length=sum(step.aggressive for step in steps),
        buffer=buffer,
        finish=finish,
        buffered_finish=_later(planned, finish, buffer),
        people_links=links,
        unknown=tuple(step.id for step in steps if not durations[step.id].known),
        schedule=planned,
        durations=durations,
    )


def _later(planned: Schedule, at: dt.datetime, days: float) -> dt.datetime:
    """So many working days later on the program's calendar, which is compiled again where it ends too early."""
    amount = round(days * planned.program.hours_per_day * 60)
    if amount <= 0:
        return at
    compiled, number = planned.compiled, planned.compiled.book.default
    calendars, span = compiled.calendars, compiled.span
    while True:
        found = tables.finish_at(calendars, number, tables.work(calendars, number, minutes(at)) + amount)
        if found <= calendars.horizon:
            return moment(int(found), zone_of(planned.program))
        span = longer(planned.program, span, too_early=False, too_late=True)
        calendars = pack(compiled.book, span)


def left_of(chain: CriticalChain, now: Schedule, step: Step) -> float:
    """Aggressive working days of a step that ``now`` still has to do; 0 for what is done or no longer in the plan."""
    row = now.index.get(step.id)
    if row is None:
        return 0.0
    found = chain.durations[step.id]
    return in_days(now.program, float(now.compiled.network.remaining[row]), elapsed=found.elapsed)


def with_chain(chain: CriticalChain, state: Program) -> Program:
    """Another state of the plan at the chain's durations and with its people links."""
    durations = {**pairs(state, chain.basis), **chain.durations}
    known = {each.id for each in state.activities}
    kept = at_aggressive(state, {key: value for key, value in durations.items() if key in known})
    return with_links(msgspec.structs.replace(kept, baselines=()), chain.people_links)
