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


class WorkItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a tracker as it was exported. ``key`` is unique in its tracker; datetimes are timezone-aware.

    ``started`` is the first move into a status of category ``doing``, where the export carries its history; ``None``
    means unknown. ``links`` are pairs of the tracker's own words and the other item's key, as exported: one link
    appears on both of its ends.
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
