"""A stored program as the bytes of a file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pilotage import exchange
from pilotage.areas.actor import Actor
from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries import load_program, load_whole
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.program import Program

_FORMATS = {
    "text": ("text", "yaml", "application/yaml; charset=utf-8"),
    "mspdi": ("mspdi", "xml", "application/xml"),
    "xlsx": ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("csv", "csv", "text/csv; charset=utf-8"),
    "risks-csv": ("risks-csv", "risks.csv", "text/csv; charset=utf-8"),
    "json": ("program-json", "json", "application/json"),
}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """``lost`` names what the format could not hold."""

    name: str
    media_type: str
    data: bytes
    lost: tuple[str, ...]


def stored_program(*, actor: Actor, program: str) -> tuple[Program, Schedule | None]:
    """A program as a value with all its past, and its schedule where it has one."""
    row = visible(actor=actor, program=program).program
    whole = load_whole(row)
    return load_program(row), None if whole.plan.broken else whole.schedule


def export(*, actor: Actor, program: str, format_: str) -> ExportedFile:
    """Raises InvalidError for a format that is not written."""
    if format_ not in _FORMATS:
        names = ", ".join(_FORMATS)
        raise InvalidError.field("format", _("Programs are exported as {names}.").format(names=names))
    writer, ending, media_type = _FORMATS[format_]
    value, schedule = stored_program(actor=actor, program=program)
    data, problems = exchange.encode(value, writer, schedule)
    return ExportedFile(f"{value.id}.{ending}", media_type, data, tuple(problem.message for problem in problems))
