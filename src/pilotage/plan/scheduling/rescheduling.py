"""A program scheduled again after a few activities changed, with all that the change leaves as it was."""

from dataclasses import replace

from pilotage.engine.network import Network
from pilotage.engine.schedule import outside
from pilotage.plan.checking.structure import Findings, of_activities, of_the_rest
from pilotage.plan.network.columns import Compiled, compile_network
from pilotage.plan.network.rows import Rows
from pilotage.plan.scheduling.running import run
from pilotage.plan.scheduling.schedule import Schedule, schedule, shaped_schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior
from pilotage.plan.working_time.calendar_tables import minutes

_COLUMNS = (
    "state",
    "instant",
    "duration",
    "remaining",
    "began",
    "ended",
    "floor",
    "floor_reason",
    "floor_finish",
    "pin_start",
    "pin_finish",
    "cap_start",
    "cap_finish",
    "hold_start",
    "hold_finish",
    "alap",
)
"""Columns over nodes that come from an activity alone, of the same name in `Rows` and `Network`."""


def reschedule(previous: Schedule, program: Program) -> Schedule:
    """`schedule` of ``program``, faster where it is the program of ``previous`` but for the amounts, progress, dates
    or texts of some activities. Raises `Unschedulable` as `schedule` does.
    """
    rows = _changed(previous, program)
    if rows is None:
        return schedule(program)
    made = previous.logic
    compiled = _compiled(previous, program, rows)
    found = run(compiled, program.rules)
    if any(outside(found, compiled.calendars)):
        return schedule(program)
    return shaped_schedule(program, made, compiled, found, _findings(previous, program, rows))


def _changed(previous: Schedule, program: Program) -> list[int] | None:
    """Rows whose activity is another value; None where more changed than what `reschedule` can take up."""
    old = previous.program
    if len(old.activities) != len(program.activities) or program.start is None:
        return None
    if program.rules.from_finish or program.rules.finish is not None or previous.compiled.expected:
        return None
    for name in Program.__struct_fields__:
        if name != "activities" and getattr(old, name) != getattr(program, name):
            return None
    pairs = zip(old.activities, program.activities, strict=True)
    rows = [row for row, (a, b) in enumerate(pairs) if a is not b and a != b]
    if len(rows) > len(program.activities) // 4:
        return None
    return rows if all(_alike(previous, program, row) for row in rows) else None


def _alike(previous: Schedule, program: Program, row: int) -> bool:
    """Whether the logic has the same place for an activity as before."""
    old, new = previous.program.activities[row], program.activities[row]
    if (old.id, old.kind, old.parent) != (new.id, new.kind, new.parent) or new.kind is ActivityKind.LEVEL_OF_EFFORT:
        return False
    if new.expected_finish is not None:
        return False
    if program.rules.behavior is Behavior.PRIMAVERA and _over(old) != _over(new):
        return False  # what waits for a finished activity may wait for what it left open
    return row not in previous.logic.children and previous.compiled.book.knows(new)


def _over(activity: Activity) -> bool:
    return activity.actual_finish is not None or activity.progress >= 1


def _compiled(previous: Schedule, program: Program, rows: list[int]) -> Compiled:
    """The network with new values in ``rows``."""
    assert program.start is not None
    compiled, made, start = previous.compiled, previous.logic, minutes(program.start)
    filled = Rows(program, compiled.book, made, start, compiled.book.always(), rows)
    if any(filled.calendar[row] != compiled.number[row] for row in rows):  # lags may run on it
        return compile_network(program, made, compiled.book, start, compiled.span)
    filled.hold_started(compiled.calendars)
    filled.limit_by_summaries()
    network: Network = compiled.network
    for name in _COLUMNS:
        column, values = getattr(network, name), getattr(filled, name)
        wanted = [values[row] for row in rows]
        if column[rows].tolist() != wanted:
            column = column.copy()
            column[rows] = wanted
            network = network._replace(**{name: column})
    return replace(compiled, network=network)


def _findings(previous: Schedule, program: Program, rows: list[int]) -> Findings:
    """Problems before, with those that activities in ``rows`` can have changed told anew."""
    others = {row: problems for row, problems in previous.findings.rows.items() if row not in rows}
    found = others | of_activities(program, rows, previous.logic)
    return replace(previous.findings, rows=found, tail=of_the_rest(program))
