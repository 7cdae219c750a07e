"""Work items: what a tracker holds. An activity belongs to a schedule, a work item to a tracker."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.vocabulary.amounts import Span


class StatusCategory(StrEnum):
    """The three states that every tracker's statuses fall into."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"


class Transition(msgspec.Struct, frozen=True):
    """At ``at`` a person moved the item from the status ``before`` (``""``: just created) to ``after``."""

    at: dt.datetime
    before: str
    after: str


class ScopeChange(msgspec.Struct, frozen=True):
    """At ``at`` the item was put into a milestone (fix version), or taken out of it."""

    at: dt.datetime
    milestone: str
    added: bool = True


class SprintChange(msgspec.Struct, frozen=True):
    """At ``at`` the item was put into a sprint, or taken out of it."""

    at: dt.datetime
    sprint: str
    added: bool = True


class SprintDates(msgspec.Struct, frozen=True):
    """When a sprint was planned to start and finish, and when somebody closed it."""

    name: str
    start: dt.datetime | None = None
    finish: dt.datetime | None = None
    closed: dt.datetime | None = None


class Period(msgspec.Struct, frozen=True):
    """From ``start`` until before ``finish``; ``None``: it goes on."""

    start: dt.datetime
    finish: dt.datetime | None = None


class WorkItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a tracker as it was exported. ``key`` is unique in its tracker; datetimes are timezone-aware.

    ``started`` is the first move into a status of category ``doing``, where the export carries its history; ``None``
    means unknown. ``links`` are pairs of the tracker's own words and the other item's key, as exported: one link
    appears on both of its ends.

    ``logged`` says that the export holds all changes of the item: then ``transitions``, ``scopes``, ``sprint_moves``
    and ``blocks`` are whole, and what is not among them did not happen. Without it some of these may be there.
    A milestone or sprint that the item had from the start counts as added at its creation.
    """

    key: str
    title: str
    kind: str = ""  # Bug, Story, ... in the tracker's words
    project: str = ""
    status: str = ""
    status_category: StatusCategory = StatusCategory.TODO
    resolution: str = ""  # why it was closed: Fixed, Won't Fix, ...
    created: dt.datetime | None = None
    started: dt.datetime | None = None
    resolved: dt.datetime | None = None
    updated: dt.datetime | None = None
    due: dt.date | None = None
    assignee: str | None = None
    reporter: str | None = None
    team: str | None = None
    components: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sprints: tuple[str, ...] = ()  # names, in the order of the export
    versions: tuple[str, ...] = ()  # fix versions
    parent: str | None = None  # key of the item that it is a part of
    epic: str | None = None  # key of its epic
    estimate: Span | None = None
    points: float | None = None
    priority: str = ""
    blocked: bool = False
    url: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    transitions: tuple[Transition, ...] = ()  # status changes, oldest first
    scopes: tuple[ScopeChange, ...] = ()  # oldest first
    sprint_moves: tuple[SprintChange, ...] = ()  # oldest first
    blocks: tuple[Period, ...] = ()  # when it was flagged as blocked, oldest first
    former_keys: tuple[str, ...] = ()  # what it was called in projects that it was moved from, oldest first
    logged: bool = False
    category_guessed: bool = False  # neither the tracker nor the word told the category: it was judged by dates
    sprint_dates: tuple[SprintDates, ...] = ()  # of those of its sprints whose dates the export tells
