"""A program as JSON: the stored form, lossless."""

import re

import msgspec

from pilotage.exchange.archive import FileRefusedError, Input
from pilotage.exchange.result import ReadResult
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity, Source
from pilotage.plan.vocabulary.program import Program

FORMAT = "program-json"
_KEY = re.compile(rb'"(default_calendar|hours_per_day|workstreams|activities|calendars|zone)"\s*:')
_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"id"\s*:')


def looks_like_program(head: bytes) -> bool:
    """The start of a program's JSON: an object that begins with its id and has at least three of its other keys."""
    return _START.match(head) is not None and len({found[1] for found in _KEY.finditer(head)}) >= 3


def read_program(file: Input) -> ReadResult:
    """The program; a value that does not fit is a problem with its path, and then there is no program."""
    try:
        data = file.whole().removeprefix(b"\xef\xbb\xbf")
        program = msgspec.json.decode(data, type=Program)
    except FileRefusedError as refusal:
        return _failed(file, refusal.id, refusal.message, refusal.hint)
    except msgspec.ValidationError as error:
        reason, _at, path = str(error).partition(" - at `")
        return _failed(file, "invalid-program", reason, path=path.rstrip("`"))
    except (ValueError, RecursionError) as error:
        return _failed(file, "malformed-json", _("the file is not JSON ({reason})").format(reason=error))
    counts = {name: len(getattr(program, name)) for name in _COUNTED}
    return ReadResult(program, _unknown_keys(data, file), FORMAT, counts)


_COUNTED = ("activities", "dependencies", "workstreams", "teams", "people", "risks", "contracts")


def _failed(file: Input, problem_id: str, message: str, hint: str = "", path: str = "") -> ReadResult:
    source = Source(file=file.label, path=path)
    problem = Problem(id=problem_id, severity=Severity.ERROR, message=message, source=source, hint=hint)
    return ReadResult(None, (problem,), FORMAT)


def _unknown_keys(data: bytes, file: Input) -> tuple[Problem, ...]:
    keys = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    return tuple(
        Problem(
            id="unknown-key",
            severity=Severity.WARNING,
            message=_("“{key}” is no key of a program; it was left out").format(key=key[:60]),
            source=Source(file=file.label, path=key),
        )
        for key in keys
        if key not in Program.__struct_fields__
    )


def program_json(program: Program) -> bytes:
    """The canonical form. Reading it gives an equal program."""
    return msgspec.json.encode(program) + b"\n"
