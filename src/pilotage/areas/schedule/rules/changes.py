"""Applying what a person typed to one activity or dependency. Pure: a value in, a value out, or InvalidError."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, UnsetType

from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import InvalidError
from pilotage.areas.schedule.rules.amounts import estimate_text, span_text
from pilotage.areas.schedule.rules.fields import READERS, instant
from pilotage.areas.schedule.rules.lists import (
    AssignmentFields,
    PauseFields,
    assignments_typed,
    pauses_typed,
)
from pilotage.exchange.text.values.amounts import format_money, format_sum
from pilotage.plan.vocabulary.activities import SECONDS, Activity, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate
from pilotage.plan.vocabulary.program import Program


class ActivityChange(msgspec.Struct, kw_only=True, frozen=True):
    """The fields of an activity to change, as typed; an unset field stays, ``None`` clears."""

    title: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    workstream: str | UnsetType | None = UNSET
    parent: str | UnsetType | None = UNSET
    team: str | UnsetType | None = UNSET
    owner: str | UnsetType | None = UNSET
    calendar: str | UnsetType | None = UNSET
    duration: str | UnsetType | None = UNSET
    estimate: str | UnsetType | None = UNSET
    remaining: str | UnsetType | None = UNSET
    progress: float | UnsetType = UNSET
    actual_start: str | UnsetType | None = UNSET
    actual_finish: str | UnsetType | None = UNSET
    constraint: str | UnsetType | None = UNSET
    constraint_at: str | UnsetType | None = UNSET
    second_constraint: str | UnsetType | None = UNSET
    second_constraint_at: str | UnsetType | None = UNSET
    expected_finish: str | UnsetType | None = UNSET
    deadline: str | UnsetType | None = UNSET
    target: str | UnsetType | None = UNSET
    commitment: str | UnsetType | None = UNSET
    note: str | UnsetType = UNSET
    probability: float | UnsetType = UNSET
    branch: str | UnsetType | None = UNSET
    cost: str | UnsetType | None = UNSET
    cost_per_day: str | UnsetType | None = UNSET
    crash_to: str | UnsetType | None = UNSET
    crash_cost: str | UnsetType | None = UNSET
    assignments: tuple[AssignmentFields, ...] | UnsetType | None = UNSET
    pauses: tuple[PauseFields, ...] | UnsetType | None = UNSET

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        return {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not UNSET}


def changed_activity(activity: Activity, change: ActivityChange, program: Program) -> Activity:
    """The activity after the change. Raises InvalidError, naming the field."""
    given = change.given()
    fields: dict[str, Any] = {}
    for name, value in given.items():
        if name in READERS:
            fields[name] = READERS[name](name, value, program)
    _merge_estimate(activity, fields)
    for name in ("constraint", "second_constraint"):
        _merge_constraint(name, getattr(activity, name), given, program, fields)
    result = msgspec.structs.replace(activity, **fields)
    _check(result)
    if fields.get("parent") is not None:
        _check_parents(result, program)
    for name in fields:
        if name in _CHECKS:
            _CHECKS[name](result)
    return result


def _merge_estimate(activity: Activity, fields: dict[str, Any]) -> None:
    """A new estimate replaces a single duration; a single duration typed over an estimate moves its likely value."""
    if fields.get("estimate") is not None and "duration" not in fields:
        fields["duration"] = None
    elif fields.get("duration") is not None and "estimate" not in fields and activity.estimate is not None:
        likely: Span = fields["duration"]
        old = activity.estimate
        low = likely if likely.minutes < old.low.minutes else old.low
        high = likely if likely.minutes > old.high.minutes else old.high
        moved = ThreePointEstimate(low, likely, high, old.distribution, old.tail)
        fields["estimate"] = None if old.points else moved
        fields["duration"] = likely if old.points else None


def _merge_constraint(
    name: str, old: Constraint | None, given: Mapping[str, Any], program: Program, fields: dict[str, Any]
) -> None:
    dated = f"{name}_at"
    if name not in given and dated not in given:
        return
    word = given.get(name, old.kind.value if old else None)
    if word in (None, ""):
        fields[name] = None
        return
    try:
        kind = ConstraintKind(word)
    except ValueError:
        raise InvalidError.field(name, _("“{word}” is no constraint.").format(word=str(word)[:40])) from None
    if kind in (ConstraintKind.ASAP, ConstraintKind.ALAP):
        fields[name] = Constraint(kind) if kind is ConstraintKind.ALAP else None
        return
    at = old.at if old else None
    if given.get(dated):
        at = instant(end="finish" in kind.value)(dated, given[dated], program)
    if at is None:
        raise InvalidError.field(dated, _("This constraint needs a date."))
    fields[name] = Constraint(kind, at)


def _check(activity: Activity) -> None:
    if activity.actual_finish is not None:
        if activity.actual_start is None:
            raise InvalidError.field("actual_start", _("It has finished, so it has started: set the actual start too."))
        if activity.actual_finish < activity.actual_start:
            raise InvalidError.field("actual_finish", _("The actual finish is before the actual start."))


def _check_parents(activity: Activity, program: Program) -> None:
    parents = {other.id: other.parent for other in program.activities} | {activity.id: activity.parent}
    seen = {activity.id}
    above = activity.parent
    while above is not None:
        if above in seen:
            raise InvalidError.field(
                "parent", _("“{id}” would be inside itself.").format(id=activity.title), problem="parent-loop"
            )
        seen.add(above)
        above = parents.get(above)


def _check_constraints(activity: Activity) -> None:
    first, second = activity.constraint, activity.second_constraint
    if second is None:
        return
    if first is None or {first.kind, second.kind} - {*SECONDS}:
        raise InvalidError.field(
            "second_constraint",
            _("A second constraint does not go with this first one."),
            hint=_("Both are no-earlier or no-later dates, of the start or of the finish."),
        )
    if first.kind is second.kind:
        raise InvalidError.field("second_constraint", _("Both constraints are of the same kind. Set one of them."))


def _check_expected(activity: Activity) -> None:
    expected = activity.expected_finish
    if expected is None:
        return
    if activity.kind is not ActivityKind.TASK:
        raise InvalidError.field("expected_finish", _("Only a task has a duration that an expected finish can set."))
    if activity.actual_start is not None and expected <= activity.actual_start:
        raise InvalidError.field("expected_finish", _("The expected finish is before the actual start."))


def _check_crash(activity: Activity) -> None:
    shortest = activity.crash_to
    likely = activity.duration or (activity.estimate.likely if activity.estimate is not None else None)
    if shortest is None or likely is None or shortest.elapsed is not likely.elapsed:
        return
    if shortest.minutes > likely.minutes:
        raise InvalidError.field("crash_to", _("The shortest duration is longer than the duration itself."))


def _check_crash_cost(activity: Activity) -> None:
    if activity.crash_cost is not None and activity.crash_cost < 0:
        raise InvalidError.field("crash_cost", _("A day of shortening costs nothing or more."))


def _check_pauses(activity: Activity) -> None:
    likely = activity.duration or (activity.estimate.likely if activity.estimate is not None else None)
    if activity.pauses and likely is not None and likely.elapsed:
        raise InvalidError.field(
            "pauses",
            _("A duration on the clock does not rest."),
            hint=_("Write the duration in working time, such as 3d, or remove the pauses."),
        )


_CHECKS = {
    "constraint": _check_constraints,
    "second_constraint": _check_constraints,
    "expected_finish": _check_expected,
    "crash_to": _check_crash,
    "crash_cost": _check_crash_cost,
    "pauses": _check_pauses,
}
"""What is asked of a field when it is set: a plan from a file may break these rules and can still be edited."""


def image(activity: Activity) -> dict[str, Any]:
    """All fields of an activity as plain JSON, for the audit trail."""
    fields: dict[str, Any] = plain(activity)
    return fields


def difference(old: Activity, new: Activity) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, before and after, as plain JSON."""
    before, after = image(old), image(new)
    names = [name for name, value in after.items() if before[name] != value]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def typed(activity: Activity, program: Program) -> dict[str, Any]:
    """The fields of an activity as a person would type them: what ``ActivityChange`` reads."""
    constraint, second = activity.constraint, activity.second_constraint
    estimate = activity.estimate
    likely = activity.duration or (estimate.likely if estimate else None)
    return {
        **{name: getattr(activity, name) for name in _PLAIN},
        "kind": activity.kind.value,
        "duration": span_text(likely, program) if likely else None,
        "estimate": estimate_text(estimate, program) if estimate else None,
        "remaining": span_text(activity.remaining, program) if activity.remaining else None,
        "cost": format_money(activity.cost) if activity.cost else None,
        "cost_per_day": format_sum(activity.cost_per_day) if activity.cost_per_day is not None else None,
        "crash_to": span_text(activity.crash_to, program) if activity.crash_to else None,
        "crash_cost": format_sum(activity.crash_cost) if activity.crash_cost is not None else None,
        "assignments": assignments_typed(activity.assignments),
        "pauses": pauses_typed(activity.pauses),
        "constraint": constraint.kind.value if constraint else None,
        "constraint_at": constraint.at.isoformat() if constraint and constraint.at else None,
        "second_constraint": second.kind.value if second else None,
        "second_constraint_at": second.at.isoformat() if second and second.at else None,
        **{
            name: value.isoformat() if (value := getattr(activity, name)) else None
            for name in ("actual_start", "actual_finish", "deadline", "expected_finish", "target", "commitment")
        },
    }


_PLAIN = ("title", "workstream", "parent", "team", "owner", "calendar", "progress", "note", "probability", "branch")
