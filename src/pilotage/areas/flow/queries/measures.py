"""How work flows in a program: its measures by team, project, component or type, of any day."""

import datetime as dt

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.flow.models import DeploymentList
from pilotage.areas.flow.queries.deployments import deployments_in, newest
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.programs.queries import visible
from pilotage.engine.flow.control_charts import DEFAULT, Rule
from pilotage.plan.flow.items.history import EPOCH, By, grouped
from pilotage.plan.flow.measures import Flow, flow
from pilotage.plan.flow.measures.findings import findings
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

MOST_WEEKS = 520


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which flow is asked for: of which items, over how many weeks, that end with which day (the last known one)."""

    by: By = By.AUTO
    name: str | None = None
    kind: str | None = None
    milestone: str | None = None
    weeks: int = 26
    as_of: dt.date | None = None
    against: dt.date | None = None
    rules: tuple[Rule, ...] = DEFAULT


class Group(msgspec.Struct, frozen=True):
    """One team, project, component or type, and its items."""

    name: str
    items: int
    done: int
    open: int


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """``measures`` of ``name`` (empty: of all), ``before`` the same as of an earlier day. ``groups`` are what one can
    choose among; ``kinds`` and ``milestones`` likewise.
    """

    revision: int
    as_of: dt.date
    known: dt.date
    by: By
    groups: tuple[Group, ...]
    kinds: tuple[str, ...]
    milestones: tuple[str, ...]
    measures: Flow
    before: Flow | None
    findings: tuple[str, ...]
    problems: tuple[Problem, ...]
    score: float | None


def measured(*, actor: Actor, program: str, asked: Asked, today: dt.date) -> Measured:
    """Raises ConflictError where no item has a date, NotFoundError for a name that no item has, InvalidError for a day
    of which nothing is known yet.
    """
    row = visible(actor=actor, program=program).program
    work = work_of(row.pk)
    as_of = day_of(work, asked.as_of, today)
    if asked.against is not None and asked.against > as_of - dt.timedelta(days=7):
        message = _("Compare with a day at least a week before {day}.").format(day=as_of.isoformat())
        raise InvalidError.field("against", message)
    then = work.then(as_of)
    stored = newest(row.pk)
    found = _flow(work, stored, asked, as_of)
    before = None
    if asked.against is not None:
        before = _flow(work, stored, asked, day_of(work, asked.against, today, "against"))
    return Measured(
        revision=row.revision,
        as_of=as_of,
        known=work.known or as_of,
        by=asked.by,
        groups=work.answer(("groups", asked.by, as_of), lambda: _groups(then, asked.by)),
        kinds=work.answer(("kinds", as_of), lambda: tuple(sorted({item.kind for item in then if item.kind}))),
        milestones=work.answer(("milestone names", as_of), lambda: _milestones(then)),
        measures=found,
        before=before,
        findings=findings(found),
        problems=work.cleaned.problems,
        score=work.cleaned.score,
    )


def day_of(work: Work, wanted: dt.date | None, today: dt.date, field: str = "as_of") -> dt.date:
    """The day that a question is asked for: the last one that the items tell of, where none is named; never after
    today, nor before the first item. Raises ConflictError where no item has a date.
    """
    if work.span is None:
        raise ConflictError(_("No work item has a date. Import a tracker's items first."))
    first, last = work.span
    if wanted is None:
        return min(last, today)
    if wanted > today:
        raise InvalidError.field(field, _("Nothing is known of {day} yet.").format(day=wanted.isoformat()))
    if wanted < max(first, EPOCH):
        text = _("Nothing is known of {day}: the first work item is of {first}.")
        raise InvalidError.field(field, text.format(day=wanted.isoformat(), first=first.isoformat()))
    return wanted


def _flow(work: Work, stored: DeploymentList, asked: Asked, as_of: dt.date) -> Flow:
    """One is remembered, whichever day it is compared with."""
    question = msgspec.structs.replace(asked, as_of=as_of, against=None)
    return work.answer(("flow", question, stored.version), lambda: _measure(work, stored, question, as_of))


def _measure(work: Work, stored: DeploymentList, asked: Asked, as_of: dt.date) -> Flow:
    """Deployments are the program's, whichever of its items are asked for."""
    items = _chosen(work.then(as_of), asked)
    name = asked.name or ""
    return flow(
        name,
        items,
        as_of=as_of,
        weeks=asked.weeks,
        rules=asked.rules,
        deployments=deployments_in(stored),
        bulk=work.cleaned.bulk,
    )


def _chosen(items: tuple[WorkItem, ...], asked: Asked) -> list[WorkItem]:
    found = list(items)
    if asked.name is not None:
        groups = grouped(items, asked.by)
        if asked.name not in groups:
            raise NotFoundError(_("No work item belongs to “{name}”.").format(name=asked.name[:100]))
        found = groups[asked.name]
    if asked.kind is not None:
        found = [item for item in found if item.kind == asked.kind]
    if asked.milestone is not None:
        found = [item for item in found if item.versions and item.versions[-1] == asked.milestone]
    return found


def _groups(items: tuple[WorkItem, ...], by: By) -> tuple[Group, ...]:
    found = []
    for name, group in grouped(items, by).items():
        done = sum(item.status_category is StatusCategory.DONE for item in group)
        found.append(Group(name, len(group), done, len(group) - done))
    return tuple(found)


def _milestones(items: tuple[WorkItem, ...]) -> tuple[str, ...]:
    return tuple(sorted({item.versions[-1] for item in items if item.versions}))
