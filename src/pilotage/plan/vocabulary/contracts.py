"""Dependency contracts between teams: who asks whom for what, needed when, promised when, and every promise before."""

import datetime as dt
from enum import StrEnum

import msgspec


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Promise(msgspec.Struct, frozen=True, gc=False):
    """On the day ``said`` the provider promised ``date``."""

    said: dt.date
    date: dt.date


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """``provider`` and ``consumer`` are team ids. ``promises`` are in the order they were made; the last one holds."""

    id: str
    what: str
    provider: str
    consumer: str
    delivers: str | None = None  # activity of the provider that fulfils it
    needed_by_activity: str | None = None  # activity of the consumer that waits for it
    asked: dt.date | None = None
    needed: dt.date
    promises: tuple[Promise, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    escalates: dt.date | None = None
    delivered: dt.date | None = None
    note: str = ""
    acceptance: str = ""  # how the consumer knows that it is there

    @property
    def promised(self) -> dt.date | None:
        return self.promises[-1].date if self.promises else None
