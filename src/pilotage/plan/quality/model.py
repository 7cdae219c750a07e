"""What a quality check is, what it found, and the score of a schedule."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec
import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


def nowhere() -> Rows:
    """No rows."""
    return np.zeros(0, np.int64)


class Family(StrEnum):
    """``DCMA``: the fourteen points of DCMA-EA PAM 200.1. ``TWIN``: ours, for what programs of teams get wrong."""

    DCMA = "dcma"
    TWIN = "twin"


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105  # not a password
    FAIL = "fail"
    INFORMATION = "information"  # told, not judged
    NOT_APPLICABLE = "not_applicable"


class Bound(StrEnum):
    """On which side of its threshold a measure is good."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Unit(StrEnum):
    """Unit of a check's measure: a share (0..1) of its population, a plain ratio, or working days."""

    SHARE = "share"
    RATIO = "ratio"
    DAYS = "working_days"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """The definition of a check. ``number`` is its place in its family, ``points`` what it can earn in the score.

    ``waivable``: its measure is made of its findings, so that some of them can be set apart.
    """

    id: str
    family: Family
    number: int
    title: str
    means: str
    of: str
    threshold: float | None
    bound: Bound = Bound.AT_MOST
    unit: Unit = Unit.SHARE
    points: int = 1
    source: str = ""
    waivable: bool = True


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a check found fault with.

    ``kind`` is ``activity`` or ``dependency`` and ``id`` that record's; ``activity`` is the row of the plan to look
    at. ``measure`` is in ``unit`` (``working_days``, or empty where there is nothing to measure).
    """

    check: str
    kind: str
    id: str
    activity: str
    title: str
    team: str | None
    detail: str
    fix: str
    measure: float | None = None
    unit: str = ""


class Told(msgspec.Struct, frozen=True):
    """The words of a finding, before it is put together with its record."""

    detail: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What a check's rule saw, by rows; the sentences are made only for those that are read.

    ``rows`` are the rows that findings concern, the worst first; ``links`` are indices of dependencies where findings
    are about links, else None. ``of`` are the rows that were looked at (successors, for links) and ``population`` is
    how many activities or links these were. ``value`` is the measure where it is not ``len(rows) / population``.
    ``reason`` says why nothing could be judged: ``lacking`` where something is missing that somebody could provide.
    """

    population: int = 0
    of: Rows = field(default_factory=nowhere)
    rows: Rows = field(default_factory=nowhere)
    links: Rows | None = None
    measures: NDArray[np.float64] | None = None
    unit: str = ""
    tell: Callable[[int], Told] | None = None
    value: float | None = None
    affected: float | None = None
    reason: str = ""
    lacking: bool = False

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def judged(self) -> bool:
        return not self.reason

    def part(self, start: int, stop: int) -> Sequence[int]:
        return range(max(0, start), min(stop, self.count))


def nothing(reason: str) -> Found:
    """There is nothing for the check to look at."""
    return Found(reason=reason)


def lacking(reason: str) -> Found:
    """The check cannot judge, for want of something that somebody could provide."""
    return Found(reason=reason, lacking=True)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A check with its verdict. ``measure`` is None, and ``reason`` says why, where it could not be judged."""

    check: Check
    verdict: Verdict
    measure: float | None
    count: int
    population: int
    earned: float | None  # None: it takes no part in the score
    reason: str = ""
    waived: int = 0  # findings that are told apart and not in ``count``


class Scope(msgspec.Struct, frozen=True):
    """The part of a program that is judged; empty is all of it."""

    team: str | None = None
    workstream: str | None = None

    @property
    def whole(self) -> bool:
        return self.team is None and self.workstream is None


class Reports(msgspec.Struct, frozen=True):
    """When progress was last reported: ``last`` by activity id, of what is known since the day ``since``."""

    since: dt.date
    last: dict[str, dt.date]


class ScorePoint(msgspec.Struct, frozen=True):
    """The score of the plan of one day; ``failed`` checks of those that could be judged, ``waived`` findings apart."""

    day: dt.date
    score: float | None
    failed: int
    waived: int = 0
