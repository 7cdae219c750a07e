"""The sprints of a workstream: what is planned, under way and over, with what the team's past says of it."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.errors import NotFoundError
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.programs.queries import load_header, visible
from pilotage.areas.work.queries.home import lives_here
from pilotage.areas.work.queries.scope import keys_in
from pilotage.areas.work.queries.sprints import SprintItem, StoredSprint, backlog_of, sprints_of
from pilotage.plan.flow.forecasts.capacity import SprintCapacity, capacity
from pilotage.plan.flow.forecasts.sprints import (
    WEEKS,
    SprintPace,
    SprintRecord,
    kept,
    kept_fact,
    pace,
    pace_fact,
    record,
    record_fact,
)
from pilotage.plan.flow.measures.columns import columns
from pilotage.plan.flow.measures.sprints import Sprints, sprints
from pilotage.plan.vocabulary.facts import Fact
from pilotage.plan.vocabulary.work_items import WorkItem

_ONE = dt.timedelta(days=1)


class SprintView(msgspec.Struct, frozen=True, kw_only=True):
    """``left`` are items of it that are not done, ``days_left`` the days from today to its last, both included.
    ``chance`` is that all that is left is finished by then (null: too little history).
    """

    sprint: StoredSprint
    done: int
    left: int
    added: int
    removed: int
    days_left: int
    chance: float | None
    chance_fact: str | None
    capacity: SprintCapacity


class SprintRoom(msgspec.Struct, frozen=True, kw_only=True):
    """``next_start`` and ``next_finish`` follow the workstream's cadence. ``pace`` is what the team finished in as many
    days; ``record`` what its sprints kept of their commitments; ``past`` all sprints that the items tell of, those of
    a tracker too.
    """

    workstream: str
    title: str
    revision: int
    today: dt.date
    next_start: dt.date
    next_finish: dt.date
    next_capacity: SprintCapacity
    pace: SprintPace | None
    pace_fact: str | None
    record: SprintRecord | None
    record_fact: str | None
    active: SprintView | None
    planned: tuple[SprintView, ...]
    closed: tuple[StoredSprint, ...]
    backlog: tuple[SprintItem, ...]
    past: Sprints | None
    facts: dict[str, Fact]


def sprint_room(*, actor: Actor, program: str, workstream: str, now: dt.datetime) -> SprintRoom:
    """Raises NotFoundError for a workstream that there is not."""
    row = visible(actor=actor, program=program).program
    head = load_header(row)
    stream = next((each for each in head.workstreams if each.id == workstream), None)
    if stream is None:
        raise NotFoundError(_("There is no workstream “{id}” in this program.").format(id=workstream[:100]))
    known = None if lives_here(row.pk) else work_of(row.pk).known
    clock = now.astimezone(ZoneInfo(head.zone)).date()
    as_of = min(clock, known + _ONE) if known is not None else clock  # an old export tells nothing of the days since
    today = as_of if row.demo else clock  # the story of the example goes on no further
    keys = keys_in(row.pk, workstream)
    items = [item for item in work_of(row.pk).items if item.key in keys]
    stored = sprints_of(row.pk, workstream)
    facts: dict[str, Fact] = {}
    first = _next(stored, today)
    last = first + dt.timedelta(days=stream.sprint_days - 1)
    found_pace = pace(items, as_of, stream.sprint_days)
    past = sprints(columns(items, as_of, WEEKS)) if items else None
    told = record(past.sprints, as_of) if past is not None else None

    def view(each: StoredSprint) -> SprintView:
        people = capacity(head, stream, max(each.start, today), each.finish)
        return _view(each, items, people, (today, as_of), facts)

    return SprintRoom(
        workstream=workstream,
        title=stream.title,
        revision=row.revision,
        today=today,
        next_start=first,
        next_finish=last,
        next_capacity=capacity(head, stream, first, last),
        pace=found_pace,
        pace_fact=_keep(facts, pace_fact(found_pace, workstream)) if found_pace else None,
        record=told,
        record_fact=_keep(facts, record_fact(told, workstream)) if told else None,
        active=next((view(each) for each in stored if each.state == "active"), None),
        planned=tuple(view(each) for each in stored if each.state == "planned"),
        closed=tuple(each for each in stored if each.state == "closed"),
        backlog=backlog_of(row.pk, workstream),
        past=past,
        facts=facts,
    )


def _next(stored: tuple[StoredSprint, ...], today: dt.date) -> dt.date:
    """The day after the last sprint; without any, the next Monday."""
    if stored:
        return max(max(each.finish for each in stored) + _ONE, today)
    return today + dt.timedelta(days=-today.weekday() % 7)


def _view(
    each: StoredSprint,
    items: list[WorkItem],
    people: SprintCapacity,
    days_of: tuple[dt.date, dt.date],
    facts: dict[str, Fact],
) -> SprintView:
    """``days_of``: today, and the day up to which the items' history is known."""
    today, as_of = days_of
    here = [item for item in each.items if not item.moved]
    left = sum(item.category != "done" for item in here)
    days = max(0, (each.finish - max(each.start, today)).days + 1)
    odds = kept(items, as_of, days, left)
    return SprintView(
        sprint=each,
        done=len(here) - left,
        left=left,
        added=sum(not item.committed for item in here) if each.state == "active" else 0,
        removed=sum(item.moved for item in each.items),
        days_left=days,
        chance=odds.share if odds else None,
        chance_fact=_keep(facts, kept_fact(odds, each.title)) if odds else None,
        capacity=people,
    )


def _keep(facts: dict[str, Fact], fact: Fact) -> str:
    facts[fact.id] = fact
    return fact.id
