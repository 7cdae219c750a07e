"""Leveling dates in the plan: an ordinary constraint, a label to find it by, and its reason in the note."""

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from pilotage.plan.language.messages import _
from pilotage.plan.language.text import plain
from pilotage.plan.leveling.results import Change, Handover, LevelingMove
from pilotage.plan.vocabulary.activities import Activity, Assignment, ConstraintKind
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind
from pilotage.plan.vocabulary.labels import LEVELED
from pilotage.plan.vocabulary.program import Program

_SETS = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_EARLIER_THAN)


def is_leveled(activity: Activity) -> bool:
    """Whether the activity's constraint came from leveling and is still as leveling sets them."""
    return LEVELED in activity.labels and activity.constraint is not None and activity.constraint.kind in _SETS


def without_leveling(program: Program) -> Program:
    """The program as it would be without leveling dates and pauses; who took work over keeps it."""
    if not any(is_leveled(each) for each in program.activities):
        return program
    return replace(program, activities=tuple(_cleared(each) for each in program.activities))


def _cleared(activity: Activity) -> Activity:
    return set_leveling(activity, Change(activity=activity.id, constraint=None)) if is_leveled(activity) else activity


def set_leveling(activity: Activity, change: Change) -> Activity:
    """The activity with a leveling date, pauses and other people, and the reason; without a date, a constraint that
    did not come from leveling stays.
    """
    marker = _marker()
    lines = [line for line in activity.note.splitlines() if not line.startswith(marker)]
    labels = tuple(label for label in activity.labels if label != LEVELED)
    constraint = change.constraint or (None if is_leveled(activity) else activity.constraint)
    if change.constraint is not None:
        labels = (*labels, LEVELED)
    if change.constraint is not None or change.handovers:
        lines.append(f"{marker} {change.why}")
    return replace(
        activity,
        constraint=constraint,
        labels=labels,
        note="\n".join(lines).strip(),
        pauses=(*(day for day in activity.pauses if day.title != LEVELED), *change.pauses),
        assignments=tuple(_handed_over(each, change.handovers) for each in activity.assignments),
    )


def leveled_pauses(activity: Activity) -> tuple[CalendarException, ...]:
    """Pauses that came from leveling."""
    return tuple(day for day in activity.pauses if day.title == LEVELED)


def rest(start: dt.date, end: dt.date) -> CalendarException:
    """Days ``[start, end)`` on which leveling lets work rest."""
    return CalendarException(start, end, title=LEVELED, kind=ExceptionKind.TIME_OFF)


def _handed_over(assignment: Assignment, handovers: Iterable[Handover]) -> Assignment:
    for each in handovers:
        if (each.person, each.skill) == (assignment.person, assignment.skill) and each.skill:
            return replace(assignment, person=each.to)
    return assignment


def _marker() -> str:
    return _("Leveled:")


def apply_moves(program: Program, moves: Iterable[LevelingMove]) -> Program:
    """The program with these moves accepted."""
    return apply_changes(program, map(change_of, moves))


def change_of(move: LevelingMove) -> Change:
    """What accepting a move sets."""
    return Change(
        activity=move.activity,
        constraint=move.constraint,
        why=plain(move.why),
        pauses=move.pauses,
        handovers=move.handovers,
    )


def apply_changes(program: Program, changes: Iterable[Change]) -> Program:
    """The program with these changes; those of activities that it does not have are left out."""
    wanted: Mapping[str, Change] = {change.activity: change for change in changes}
    if not wanted:
        return program
    return replace(program, activities=tuple(_changed(each, wanted.get(each.id)) for each in program.activities))


def _changed(activity: Activity, change: Change | None) -> Activity:
    return activity if change is None else set_leveling(activity, change)
