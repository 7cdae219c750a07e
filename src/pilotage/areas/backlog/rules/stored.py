"""Stored JSON as the values that the library takes, and back."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.plan.prioritizing.methods import Field, FieldError, Value, read_value
from pilotage.plan.prioritizing.settings import Settings, check
from pilotage.plan.vocabulary.problems import Problem, Severity

MOST_PROBLEMS = 200


def settings_in(stored: Mapping[str, Any]) -> Settings:
    return msgspec.convert(dict(stored), Settings)


def settings_image(settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(settings))
    return found


def checked(given: Mapping[str, Any]) -> Settings:
    """Settings from plain JSON. Raises InvalidError."""
    try:
        found = msgspec.convert(dict(given), Settings)
        check(found)
    except FieldError as error:
        raise InvalidError.field("settings", str(error)) from error
    except msgspec.ValidationError as error:
        raise InvalidError.field("settings", _("These settings cannot be read: {why}").format(why=error)) from error
    return found


def checked_inputs(
    changes: Mapping[str, Mapping[str, object]], fields: Mapping[str, Field]
) -> dict[str, dict[str, Value | None]]:
    """Values by item and field, None for one that is cleared. Raises InvalidError with a problem for each faulty cell,
    whose entity is ``key/field``.
    """
    found: dict[str, dict[str, Value | None]] = {}
    problems: list[Problem] = []
    for key, cells in changes.items():
        found[key] = {}
        for name, value in cells.items():
            try:
                found[key][name] = _value(fields.get(name), name, value)
            except FieldError as error:
                problems.append(_problem(f"{key}/{name}", str(error)))
    if problems:
        text = _("Nothing was saved: {n} cells hold what they cannot take. {first}")
        message = problems[0].message if len(problems) == 1 else text.format(n=len(problems), first=problems[0].message)
        raise InvalidError(message, tuple(problems[:MOST_PROBLEMS]))
    return found


def _value(field: Field | None, name: str, value: object) -> Value | None:
    if field is None:
        raise FieldError(_("There is no input “{name}”.").format(name=name[:50]))
    return read_value(field, value)


def _problem(entity: str, message: str) -> Problem:
    return Problem(id="invalid-value", severity=Severity.ERROR, message=message, entity=entity)


def changed_cells(
    before: Mapping[str, Value], cells: Mapping[str, Value | None]
) -> Iterator[tuple[str, Value | None, Value | None]]:
    """Field, old and new value of the cells that differ."""
    for name, value in cells.items():
        if before.get(name) != value:
            yield name, before.get(name), value
