"""Briefings and reports: composed live for drafts and pages, read back for what was published."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction

from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.reporting.apps import ReportingConfig
from pilotage.areas.reporting.models import Report as Row
from pilotage.areas.reporting.rules.blobs import unpack_milestones, unpack_plan, unpack_report
from pilotage.areas.risks.queries import Outlook, as_of, earlier_forecasts
from pilotage.areas.schedule.cache import Memory
from pilotage.areas.schedule.queries.baselines import baseline as load_baseline
from pilotage.plan.insight.briefing import Briefing, Previous, brief
from pilotage.plan.insight.diff import ProgramDiff, diff
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program
from pilotage.reports import Audience, Report, compose


@dataclass(frozen=True, slots=True)
class Published:
    """The head of a published report."""

    number: int
    audience: str
    title: str
    published: dt.datetime
    by: str
    status: str
    as_of: dt.datetime


def published_reports(program_id: int) -> list[Published]:
    """The newest first."""
    rows = Row.objects.filter(program_id=program_id).order_by("-number")
    columns = ("number", "audience", "title", "published", "publisher_name", "status", "as_of")
    return [Published(*row) for row in rows.values_list(*columns)]


def published_report(program_id: int, number: int) -> Report | None:
    """A report as it was published."""
    rows = Row.objects.filter(program_id=program_id, number=number)
    content = rows.values_list("content", flat=True).first()
    return None if content is None else unpack_report(content)


def next_number(program_id: int) -> int:
    last = Row.objects.filter(program_id=program_id).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def briefing(outlook: Outlook, now: dt.datetime, audience: Audience | None = None) -> Briefing:
    """Everything that a reader is told today, compared with the last report (of one audience, or of any)."""
    row = outlook.whole.row
    last = _last(row, audience)
    stamp = _stamp(outlook, last, now)
    kept = memory().get(row.pk, stamp)
    if kept is None:
        kept = _brief(outlook, now, last)
        remember(row.pk, stamp, kept)
    return kept


def draft(outlook: Outlook, now: dt.datetime, audience: Audience) -> tuple[Report, Briefing]:
    """The next report for an audience, as it would be published now."""
    told = briefing(outlook, now, audience)
    return compose(outlook.whole.schedule, outlook.forecast, told, audience), told


def remember(program_id: int, stamp: tuple[object, ...], value: Briefing) -> None:
    """Keep a briefing once what it rests on is committed."""
    transaction.on_commit(lambda: memory().put(program_id, stamp, value))


def memory() -> Memory[Briefing]:
    """This process's memory of briefings."""
    config = apps.get_app_config("reporting")
    assert isinstance(config, ReportingConfig)
    return config.briefings


def _brief(outlook: Outlook, now: dt.datetime, last: Row | None) -> Briefing:
    row, program = outlook.whole.row, outlook.whole.program
    at = as_of(outlook, now)
    return brief(
        outlook.whole.schedule,
        outlook.forecast,
        as_of=at,
        baseline=load_baseline(row.pk, program.zone),
        records=earlier_forecasts(outlook, at),
        effects=outlook.insights.effects if outlook.insights else None,
        previous=_previous(last),
        since=_difference(last, program),
    )


def _last(row: ProgramRow, audience: Audience | None) -> Row | None:
    found = Row.objects.filter(program=row).only("number", "as_of", "program_id")
    if audience is not None:
        found = found.filter(audience=audience.value)
    return found.order_by("-number").first()


def _stamp(outlook: Outlook, last: Row | None, now: dt.datetime) -> tuple[object, ...]:
    run = outlook.run.pk if outlook.fresh and outlook.run is not None else None
    return (
        outlook.whole.plan.revision,
        run,
        outlook.insights is not None,
        last.number if last else None,
        now.date() if run is None else None,
    )


def _previous(last: Row | None) -> Previous | None:
    if last is None:
        return None
    content = unpack_report(last.content)
    return Previous(number=last.number, date=content.date, milestones=unpack_milestones(last.milestones))


def _difference(last: Row | None, program: Program) -> ProgramDiff | None:
    """Between the plan of the last report and this one; None where either has no dates."""
    if last is None:
        return None
    try:
        return diff(unpack_plan(last.plan), program)
    except Unschedulable:
        return None
