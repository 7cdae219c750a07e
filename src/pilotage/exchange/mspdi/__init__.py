"""Microsoft Project's XML (MSPDI), read and written without Microsoft Project and without Java.

``read`` takes a path, ``(name, bytes)`` or bytes, never raises for a faulty file, and gives what could be read with the
problems. ``write`` gives the bytes of a file that Project opens; ``losses`` says what such a file cannot carry.
"""

import io
from pathlib import Path

from pilotage.exchange.mspdi.assembling import counts, program
from pilotage.exchange.mspdi.reading import records
from pilotage.exchange.mspdi.report import Report
from pilotage.exchange.mspdi.writing import document
from pilotage.exchange.mspdi.writing.losses import losses
from pilotage.exchange.result import ReadResult
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.program import Program

__all__ = ["Source", "losses", "read", "write"]

Source = str | Path | bytes | tuple[str, bytes]


def read(source: Source, *, zone: str = "UTC") -> ReadResult:
    """The plan in an MSPDI file.

    The file's times are wall-clock; ``zone`` (IANA) says where. Raises OSError where the file cannot be opened and
    ``zoneinfo.ZoneInfoNotFoundError`` for an unknown zone; everything wrong inside the file is a problem.
    """
    if isinstance(source, bytes):
        source = ("", source)
    if isinstance(source, tuple):
        name, content = source
        report = Report(name)
        found = records(io.BytesIO(content), report)
    else:
        report = Report(str(source))
        with Path(source).open("rb") as file:
            found = records(file, report)
    if found is None:
        return ReadResult(None, report.problems(), "mspdi")
    plan = program(found, zone, report)
    return ReadResult(plan, report.problems(), "mspdi", counts(plan))


def write(program: Program, schedule: Schedule | None = None) -> bytes:
    """The plan as an MSPDI file (UTF-8). With ``schedule`` it also carries computed dates, floats and critical flags.

    Dates are written as the wall clock of the program's zone. See ``losses`` for what is left behind.
    """
    return document(program, schedule)
