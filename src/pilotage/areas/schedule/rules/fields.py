"""Reading one field of an activity as a person typed it: a value of the plan, or InvalidError naming the field."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.schedule.rules.amounts import (
    check_range,
    read_amount,
    read_day,
    read_estimate,
    read_instant,
    read_money,
    read_span,
)
from pilotage.areas.schedule.rules.lists import read_assignments, read_pauses
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.amounts import MoneyImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.program import Program

LONGEST_TITLE = 2_000
LONGEST_NOTE = 100_000


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


def instant(*, end: bool) -> Callable[[str, Any, Program], dt.datetime | None]:
    def read(field: str, value: Any, program: Program) -> dt.datetime | None:
        if value in (None, ""):
            return None
        at = read_instant(field, str(value), program, end=end)
        check_range(field, at.date())
        return at

    return read


def _day(field: str, value: Any, program: Program) -> dt.date | None:  # noqa: ARG001 - the signature of a reader
    if value in (None, ""):
        return None
    day = read_day(field, str(value))
    check_range(field, day)
    return day


def _kind(field: str, value: Any, program: Program) -> ActivityKind:  # noqa: ARG001 - the signature of a reader
    try:
        return ActivityKind(value)
    except ValueError:
        raise InvalidError.field(field, _("“{kind}” is no kind of activity.").format(kind=str(value)[:40])) from None


READERS: Mapping[str, Callable[[str, Any, Program], Any]] = {
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
    "actual_start": instant(end=False),
    "actual_finish": instant(end=True),
    "deadline": instant(end=True),
    "expected_finish": instant(end=True),
    "target": _day,
    "commitment": _day,
    "probability": _share,
    "branch": _optional_text,
    "cost": _optional_money,
    "cost_per_day": _optional_amount,
    "crash_to": _optional_span,
    "crash_cost": _optional_amount,
    "assignments": read_assignments,
    "pauses": read_pauses,
}
