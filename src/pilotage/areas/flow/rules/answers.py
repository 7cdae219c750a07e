"""What the flow area answers with, beside what ``plan.flow`` computes."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.flow.forecasts.forecast import HowMany, When
from pilotage.plan.flow.forecasts.what_if import Limited, Supposition


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


class Share(msgspec.Struct, frozen=True):
    """One team's part of a joint question."""

    name: str
    items: int


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """When are so many ``items`` done, or a ``milestone``; or how many are done ``until`` a day. ``name`` is the team
    (project, component, type) that works on it; none means all items. Of several ``teams`` all must finish their part.
    ``growing``: what comes in meanwhile is to be done too. A forecast that supposes something (``what_if``) is never
    scored.
    """

    name: str | None = None
    teams: tuple[Share, ...] = ()
    items: int | None = None
    milestone: str | None = None
    until: dt.date | None = None
    growing: bool = False
    what_if: Supposition | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a forecast of ``subject`` (a history, a milestone, teams) told, as it is kept. ``known`` items of which
    ``done`` were finished it was made from, ``recent`` a week. It was corrected by ``learned`` errors, ``own`` of them
    of the history itself. Scopes of this length were ``tried`` before or not. ``answer`` is the bottom line,
    ``grounds`` say on what history it stands. ``moved`` is by how many days a supposition moves each level,
    ``chance_moved`` by how much the chance of being on time; ``first`` is when the first delivery is done, ``limited``
    what a limit of work in progress does.
    """

    subject: str
    state: str
    when: tuple[When, ...]
    how_many: tuple[HowMany, ...]
    on_time: float | None
    known: int
    done: int
    recent: float
    tried: bool
    lesson: Lesson
    learned: int
    own: int
    answer: str
    grounds: str
    moved: dict[int, int] = {}
    chance_moved: float | None = None
    first: tuple[When, ...] = ()
    limited: Limited | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a forecast: the day on which it was done (``landed``), or the ``items`` that were done by the day
    that was asked for. ``held`` tells of each level whether the outcome kept it; ``crps`` is in weeks; ``place`` is the
    share of the forecast distribution before the outcome.
    """

    resolved: dt.datetime
    landed: dt.date
    items: int | None
    held: dict[int, bool]
    crps: float | None
    place: float | None


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
    said: str
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
