"""What one file holds: a plan without any computed date, and apart from it the values its tool had computed."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from pilotage.plan.vocabulary.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One activity's values as its tool saved them; None where the file has none. Floats are working minutes, dates
    aware. Of a started activity ``early_start`` and ``late_start`` may be those of its remaining work (Primavera).
    """

    DATES: ClassVar[tuple[str, ...]] = ("early_start", "early_finish", "late_start", "late_finish")

    id: str
    name: str = ""
    early_start: dt.datetime | None = None
    early_finish: dt.datetime | None = None
    late_start: dt.datetime | None = None
    late_finish: dt.datetime | None = None
    total_float: float | None = None
    free_float: float | None = None
    critical: bool | None = None
    of_remaining_work: bool = False
    reason: str = ""
    """Why this activity may differ, as far as the file tells."""


@dataclass(frozen=True, slots=True)
class Case:
    """``program`` and the stored values of its activities; ``remarks`` are lines to print with the file."""

    name: str
    program: Program
    stored: tuple[Stored, ...]
    remarks: tuple[str, ...] = field(default=())


class Unreadable(Exception):
    """A file that is no schedule, or a broken one; says why."""
