"""What the flow area answers with, beside what ``plan.flow`` computes."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.flow.forecast import HowMany, When


class LearningState(StrEnum):
    """How far the walk through a program's histories is, by whose errors forecasts are corrected."""

    NONE = "none"  # never asked for
    LEARNING = "learning"  # a worker is at it; what was learned before is used meanwhile, if anything was
    READY = "ready"
    STALE = "stale"  # items have changed since, or a week has passed; used until it is made anew
    FAILED = "failed"


class Learning(msgspec.Struct, frozen=True, kw_only=True):
    """``done`` of ``total`` steps are through. ``as_of`` is the day up to which the last one knows, ``made`` when."""

    state: LearningState
    done: int = 0
    total: int = 0
    as_of: dt.date | None = None
    made: dt.datetime | None = None
    message: str = ""


class Lesson(StrEnum):
    """By what a forecast was corrected."""

    OWN = "own"  # the errors of earlier forecasts of this program's histories
    LIBRARY = "library"  # those of the histories that Pilotage ships
    NONE = "none"  # nothing: it is not calibrated


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """A supposition. A forecast that makes one is never scored."""

    people: float | None = None
    drop: int | None = None
    wip_limit: int | None = None
    split: float | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """When are so many ``items`` done, or a ``milestone``; or how many are done ``until`` a day. ``names`` are the
    teams (projects, components, types) that work on it: of several all must finish their part; none means all items.
    """

    names: tuple[str, ...] = ()
    items: int | None = None
    milestone: str | None = None
    until: dt.date | None = None
    what_if: WhatIf | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a forecast. ``held`` tells of each level whether it was done by that date; ``crps`` is in weeks;
    ``place`` is the share of the forecast distribution before the outcome.
    """

    landed: dt.date
    weeks: float
    resolved: dt.datetime
    held: dict[int, bool]
    crps: float
    place: float


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the ledger: a forecast as it was issued, for ever. ``origin`` is the door: ``web``, ``api``, ``cli``,
    ``report``, or ``snapshot`` for the weekly ones. ``inputs`` is the hash of the items' dated facts.
    """

    number: int
    made: dt.datetime
    as_of: dt.date
    origin: str
    issued_by: str
    question: Question
    state: str
    when: tuple[When, ...]
    how_many: tuple[HowMany, ...]
    on_time: float | None
    lesson: Lesson
    items: int
    done: int
    seed: int
    model: str
    inputs: str
    outcome: Outcome | None
