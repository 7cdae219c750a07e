"""The columns of the activities' and the risks' table. Their names are those that the shipped mappings read."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pilotage.exchange.tabular.values.rests import rest_text
from pilotage.exchange.tabular.writing.notation import Notation
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Constraint,
    ConstraintKind,
)
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

Cell = str | float | int | bool | dt.date | dt.datetime | None


@dataclass(frozen=True)
class Column:
    """A header, the width of a column in characters, and the cell of a record."""

    name: str
    width: int
    cell: Callable[[Any], Cell]


_STARTS = {
    "Not before": ConstraintKind.START_NO_EARLIER_THAN,
    "Must start on": ConstraintKind.MUST_START_ON,
}
_SOMETIMES = {"Start no later than": ConstraintKind.START_NO_LATER_THAN}
"""Rare enough to have its column only where some activity has it."""
_FINISHES = {
    "Not after": ConstraintKind.FINISH_NO_LATER_THAN,
    "Finish no earlier than": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "Must finish on": ConstraintKind.MUST_FINISH_ON,
}
WRITTEN_CONSTRAINTS = frozenset({*_STARTS.values(), *_SOMETIMES.values(), *_FINISHES.values(), ConstraintKind.ASAP})


def activity_columns(program: Program, schedule: Schedule | None) -> list[Column]:
    """One row an activity; with a schedule also its computed dates and floats."""
    note = Notation(program)
    before: dict[str, list[str]] = {}
    for one in program.dependencies:
        before.setdefault(one.successor, []).append(note.dependency(one))
    return [
        Column("ID", 28, lambda a: a.id),
        Column("Title", 48, lambda a: a.title),
        Column("Kind", 11, lambda a: a.kind.value),
        Column("Parent", 24, lambda a: a.parent),
        Column("Workstream", 22, lambda a: note.workstreams.get(a.workstream, a.workstream)),
        Column("Team", 18, note.team),
        Column("Owner", 18, lambda a: note.person(a.owner)),
        Column("Assignees", 24, lambda a: "; ".join(map(note.assignment, a.assignments)) or None),
        Column("Duration", 10, lambda a: note.span(a.duration)),
        Column("Estimate", 14, lambda a: note.estimate(a.estimate)),
        *_cost_columns(program, note),
        Column("Effort", 10, lambda a: note.span(a.effort)),
        Column("% Complete", 11, lambda a: round(a.progress * 100, 4) if a.progress else None),
        Column("Actual Start", 13, lambda a: note.start(a.actual_start)),
        Column("Actual Finish", 13, lambda a: note.finish(a.actual_finish)),
        Column("Remaining", 10, lambda a: note.span(a.remaining)),
        *_constraint_columns(program, note),
        Column("Deadline", 13, lambda a: note.finish(a.deadline)),
        Column("Target", 13, lambda a: a.target),
        Column("Commitment", 13, lambda a: a.commitment),
        Column("Predecessors", 32, lambda a: "; ".join(before.get(a.id, ())) or None),
        *(_schedule_columns(note, schedule) if schedule is not None else ()),
        Column("Levelling priority", 10, lambda a: a.priority if a.priority != 500 else None),
        Column("Key", 16, lambda a: a.key),
        Column("URL", 24, lambda a: a.url),
        Column("Labels", 20, lambda a: "; ".join(a.labels) or None),
        Column("Note", 40, lambda a: a.note or None),
    ]


def _used(program: Program, name: str, usual: Any = None) -> bool:
    return any(getattr(each, name) != usual for each in program.activities)


def _cost_columns(program: Program, note: Notation) -> Iterator[Column]:
    """What work costs, and whether it is done at all; only where some activity says so."""

    def part(which: str) -> Callable[[Activity], Cell]:
        return lambda a: float(getattr(a.cost, which)) if a.cost else None

    if _used(program, "cost"):
        for which in ("low", "likely", "high"):
            yield Column(f"Cost {which}", 12, part(which))
        yield Column("Currency", 9, lambda a: a.cost.currency if a.cost else None)
    if _used(program, "cost_per_day"):
        yield Column("Cost per day", 12, lambda a: None if a.cost_per_day is None else float(a.cost_per_day))
    if _used(program, "crash_to"):
        yield Column("Shortest duration", 10, lambda a: note.span(a.crash_to))
    if _used(program, "crash_cost"):
        yield Column("Cost of a day less", 12, lambda a: None if a.crash_cost is None else float(a.crash_cost))
    if _used(program, "probability", 1.0):
        yield Column("Existence", 10, lambda a: f"{a.probability * 100:.10g}%" if a.probability != 1 else None)
    if _used(program, "branch"):
        yield Column("Branch", 16, lambda a: a.branch)


def _constraint_columns(program: Program, note: Notation) -> Iterator[Column]:
    """Each kind has its column, so two constraints of an activity stand in two of them."""

    def cell(kind: ConstraintKind, write: Callable[[Any], Cell]) -> Callable[[Activity], Cell]:
        return lambda a: next((write(each.at) for each in _constraints(a) if each.kind is kind), None)

    found = {each.kind for activity in program.activities for each in _constraints(activity)}
    starts = _STARTS | {name: kind for name, kind in _SOMETIMES.items() if kind in found}
    for name, kind in starts.items():
        yield Column(name, 13, cell(kind, note.start))
    for name, kind in _FINISHES.items():
        yield Column(name, 13, cell(kind, note.finish))
    if _used(program, "expected_finish"):
        yield Column("Expected finish", 13, lambda a: note.finish(a.expected_finish))
    if _used(program, "pauses", ()):
        yield Column("Pauses", 24, lambda a: "; ".join(map(rest_text, a.pauses)) or None)


def _constraints(activity: Activity) -> list[Constraint]:
    return [each for each in (activity.constraint, activity.second_constraint) if each is not None]


def _schedule_columns(note: Notation, schedule: Schedule) -> Iterator[Column]:
    yield Column("Scheduled start", 16, lambda a: note.start(schedule.at(a.id).start))
    yield Column("Scheduled finish", 16, lambda a: note.finish(schedule.at(a.id).finish))
    yield Column("Total float (days)", 10, lambda a: round(schedule.at(a.id).total_float_days, 2))
    yield Column("Critical", 9, lambda a: "yes" if schedule.at(a.id).critical else "no")


def risk_columns(program: Program) -> list[Column]:
    """One row a risk."""
    note = Notation(program)

    def of_response(name: str) -> Callable[[Risk], Any]:
        return lambda risk: getattr(risk.response, name) if risk.response else None

    strategy, done = of_response("strategy"), of_response("done")
    owner, residual = of_response("owner"), of_response("residual_probability")
    return [
        Column("Risk ID", 18, lambda r: r.id),
        Column("Risk", 40, lambda r: r.title),
        Column("Cause", 30, lambda r: r.cause or None),
        Column("Event", 30, lambda r: r.event or None),
        Column("Effect", 30, lambda r: r.effect or None),
        Column("Probability", 11, lambda r: f"{r.probability * 100:g}%"),
        *_impact_columns(),
        Column("Hits", 30, lambda r: "; ".join(r.hits) or None),
        Column("Owner", 18, lambda r: note.person(r.owner)),
        Column("Strategy", 11, lambda r: strategy(r).value if r.response else None),
        Column("Response", 40, of_response("text")),
        Column("Response owner", 18, lambda r: note.person(owner(r))),
        Column("Response due", 13, of_response("due")),
        Column("Response done", 9, lambda r: None if r.response is None else "yes" if done(r) else "no"),
        Column("Residual probability", 11, lambda r: None if residual(r) is None else f"{residual(r) * 100:g}%"),
        Column("Trigger", 30, lambda r: r.trigger or None),
        Column("State", 10, lambda r: r.state.value),
        Column("Raised", 13, lambda r: r.raised),
        Column("Closed", 13, lambda r: r.closed),
        Column("Key", 16, lambda r: r.key),
    ]


def _impact_columns() -> Iterator[Column]:
    def part(impact: str, which: str) -> Callable[[Risk], Cell]:
        def cell(risk: Risk) -> Cell:
            found = getattr(risk, impact)
            return None if found is None else float(getattr(found, which))

        return cell

    for which in ("low", "likely", "high"):
        yield Column(f"Days {which}", 9, part("impact_days", which))
    for which in ("low", "likely", "high"):
        yield Column(f"Money {which}", 12, part("impact_money", which))
    yield Column("Currency", 9, lambda risk: risk.impact_money.currency if risk.impact_money else None)


def kinds_lost(program: Program) -> Iterator[str]:
    """What a table of activities cannot hold, in words for a problem."""
    for name in ("calendars", "factors", "correlations", "contracts", "asks", "baselines", "forecasts"):
        found = getattr(program, name)
        if name == "calendars":
            found = [one for one in found if one.id != "standard"]
        if found:
            yield f"{len(found)} {name}"
    unwritten = sum(
        each.kind not in WRITTEN_CONSTRAINTS for activity in program.activities for each in _constraints(activity)
    )
    if unwritten:
        yield f"{unwritten} constraints"


def rows(columns: list[Column], records: tuple[Any, ...]) -> Iterator[list[Cell]]:
    return ([column.cell(record) for column in columns] for record in records)


def is_summary(record: Any) -> bool:
    """A row that is set in bold."""
    return isinstance(record, Activity) and record.kind is ActivityKind.SUMMARY
