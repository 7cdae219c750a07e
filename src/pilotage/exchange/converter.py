"""One file into another: ``pilotage convert IN OUT``."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from pilotage.exchange.archive import Given, Progress
from pilotage.exchange.reading import read
from pilotage.exchange.result import ReadResult
from pilotage.exchange.tabular.mapping.model import Mapping
from pilotage.exchange.writing import writable_format, write
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.problems import Problem, Severity, Source
from pilotage.plan.vocabulary.program import Program


def convert(
    source: Given,
    target: str | Path,
    *,
    mapping: str | Path | Mapping | None = None,
    format: str | None = None,  # noqa: A002  # the word that users know
    to: str | None = None,
    today: dt.date | None = None,
    schedule: Callable[[Program], Schedule] | None = None,
    progress: Progress | None = None,
) -> tuple[ReadResult, tuple[Problem, ...]]:
    """Read ``source`` and write ``target``; see ``read`` and ``write``. ``format`` is that of the source, ``to`` that
    of the target. With ``schedule`` (``plan.schedule``) the target also carries computed dates.

    Returns what was read, and the problems of writing; nothing is written where no program was read. Raises
    FileNotFoundError, UnwritableFormatError, OSError, and what ``schedule`` raises.
    """
    writable_format(Path(target), to)
    result = read(source, mapping=mapping, format=format, today=today, progress=progress)
    if result.program is None:
        message = _("nothing was written: the file holds no program")
        if result.work_items:
            message = _("nothing was written: work items of a tracker are not a plan")
        return result, (
            Problem(id="nothing-to-write", severity=Severity.ERROR, message=message, source=Source(str(target))),
        )
    computed = schedule(result.program) if schedule is not None else None
    return result, write(result.program, target, to, computed)
