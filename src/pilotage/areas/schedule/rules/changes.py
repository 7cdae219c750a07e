"""Applying what a person typed to one activity or dependency. Pure: a value in, a value out, or InvalidError."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, UnsetType

from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import InvalidError
from pilotage.areas.schedule.rules.amounts import (
    estimate_text,
    read_amount,
    read_day,
    read_estimate,
    read_instant,
    read_money,
    read_span,
    span_text,
)
from pilotage.exchange.text.values.amounts import format_money, format_sum
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import MoneyImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.program import Program

LONGEST_TITLE = 2_000
LONGEST_NOTE = 100_000
EARLIEST, LATEST = dt.date(1950, 1, 1), dt.date(2099, 12, 31)


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

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        return {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not UNSET}


def changed_activity(activity: Activity, change: ActivityChange, program: Program) -> Activity:
    """The activity after the change. Raises InvalidError, naming the field."""
    given = change.given()
    fields: dict[str, Any] = {}
    for name, value in given.items():
        reader = _READERS.get(name)
        if reader is not None:
            fields[name] = reader(name, value, program)
    _merge_estimate(activity, fields)
    for name in ("constraint", "second_constraint"):
        _merge_constraint(name, getattr(activity, name), given, program, fields)
    result = msgspec.structs.replace(activity, **fields)
    _check(result, program)
    return result


def _text(longest: int, *, required: bool) -> Callable[[str, Any, Program], str]:
    def read(field: str, value: Any, program: Program) -> str:  # noqa: ARG001 - the signature of a reader
        text = str(value or "").strip()
        if required and not text:
            raise InvalidError.field(field, _("A title is missing."), hint=_("Write a short title."))
        if len(text) > longest:
            raise InvalidError.field(field, _("This text is longer than {n} characters.").format(n=longest))
        return text

    return read


def _reference(collection: str, word: str) -> Callable[[str, Any, Program], str | None]:
    def read(field: str, value: Any, program: Program) -> str | None:
        if value in (None, ""):
            return None
        if not any(record.id == value for record in getattr(program, collection)):
            raise InvalidError.field(
                field,
                _("There is no {word} “{id}” in this program.").format(word=word, id=str(value)[:100]),
                problem="missing-reference",
            )
        return str(value)

    return read


def _parent(field: str, value: Any, program: Program) -> str | None:
    if value in (None, ""):
        return None
    found = next((activity for activity in program.activities if activity.id == value), None)
    if found is None or found.kind is not ActivityKind.SUMMARY:
        raise InvalidError.field(
            field, _("“{id}” is no summary activity.").format(id=str(value)[:100]), problem="missing-reference"
        )
    return found.id


def _optional_span(field: str, value: Any, program: Program) -> Span | None:
    return None if value in (None, "") else read_span(field, str(value), program)


def _optional_estimate(field: str, value: Any, program: Program) -> ThreePointEstimate | None:
    return None if value in (None, "") else read_estimate(field, str(value), program)


def _optional_money(field: str, value: Any, program: Program) -> MoneyImpact | None:
    return None if value in (None, "") else read_money(field, str(value), program)


def _optional_amount(field: str, value: Any, program: Program) -> Decimal | None:
    return None if value in (None, "") else read_amount(field, str(value), program)


def _optional_text(field: str, value: Any, program: Program) -> str | None:
    return _text(LONGEST_TITLE, required=False)(field, value, program) or None


def _share(field: str, value: Any, program: Program) -> float:  # noqa: ARG001 - the signature of a reader
    share = float(value)
    if not 0 <= share <= 1:
        raise InvalidError.field(field, _("This is a share from 0 to 1."))
    return share


def _instant(*, end: bool) -> Callable[[str, Any, Program], dt.datetime | None]:
    def read(field: str, value: Any, program: Program) -> dt.datetime | None:
        if value in (None, ""):
            return None
        instant = read_instant(field, str(value), program, end=end)
        _in_range(field, instant.date())
        return instant

    return read


def _day(field: str, value: Any, program: Program) -> dt.date | None:  # noqa: ARG001 - the signature of a reader
    if value in (None, ""):
        return None
    day = read_day(field, str(value))
    _in_range(field, day)
    return day


def _in_range(field: str, day: dt.date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise InvalidError.field(
            field, _("{date} is outside {first} to {last}.").format(date=day, first=EARLIEST.year, last=LATEST.year)
        )


def _kind(field: str, value: Any, program: Program) -> ActivityKind:  # noqa: ARG001 - the signature of a reader
    try:
        return ActivityKind(value)
    except ValueError:
        raise InvalidError.field(field, _("“{kind}” is no kind of activity.").format(kind=str(value)[:40])) from None


_READERS: Mapping[str, Callable[[str, Any, Program], Any]] = {
    "title": _text(LONGEST_TITLE, required=True),
    "note": _text(LONGEST_NOTE, required=False),
    "kind": _kind,
    "workstream": _reference("workstreams", "workstream"),
    "parent": _parent,
    "team": _reference("teams", "team"),
    "owner": _reference("people", "person"),
    "calendar": _reference("calendars", "calendar"),
    "duration": _optional_span,
    "estimate": _optional_estimate,
    "remaining": _optional_span,
    "progress": _share,
    "actual_start": _instant(end=False),
    "actual_finish": _instant(end=True),
    "deadline": _instant(end=True),
    "expected_finish": _instant(end=True),
    "target": _day,
    "commitment": _day,
    "probability": _share,
    "branch": _optional_text,
    "cost": _optional_money,
    "cost_per_day": _optional_amount,
}


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
        at = _instant(end="finish" in kind.value)(dated, given[dated], program)
    if at is None:
        raise InvalidError.field(dated, _("This constraint needs a date."))
    fields[name] = Constraint(kind, at)


def _check(activity: Activity, program: Program) -> None:
    if activity.parent is not None:
        _check_parents(activity, program)
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
