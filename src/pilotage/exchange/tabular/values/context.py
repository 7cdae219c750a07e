"""What the conversion of a whole file shares: settings, lookups, named values, the log."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from pilotage.exchange.tabular.mapping.model import Alternatives
from pilotage.exchange.tabular.rows import ProblemLog, Row
from pilotage.exchange.tabular.values.amounts import WorkTime
from pilotage.exchange.tabular.values.lookups import Table

Read = Callable[[Mapping[str, Any], Row], Any]
"""From a row's values (with ``@key`` ... where expanded) to a value; the row is for problems."""


@dataclass
class Zoneless:
    """Times that say no time zone: how many, in which columns, and one of them."""

    count: int = 0
    columns: dict[str, None] = field(default_factory=dict)
    example: str = ""

    def add(self, column: str, text: str) -> None:
        self.count += 1
        self.columns[column] = None
        self.example = self.example or text


@dataclass
class Context:
    """``columns`` is None for JSON. ``shipped`` mappings fit many files, so their missing columns are no problem."""

    log: ProblemLog
    columns: tuple[str, ...] | None = None
    zone: dt.tzinfo = field(default_factory=lambda: ZoneInfo("UTC"))
    status_date: dt.date | None = None
    time: WorkTime = field(default_factory=WorkTime)
    date_format: str = ""
    lookups: dict[str, Table] = field(default_factory=dict)
    named: dict[str, Alternatives] = field(default_factory=dict)
    shipped: bool = False
    formats: dict[str, tuple[str, ...]] = field(default_factory=dict)  # column -> its date formats, best first
    zoneless: Zoneless = field(default_factory=Zoneless)
