"""Briefings and reports: composed live for drafts and pages, read back for what was published."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec
from django.apps import apps
from django.db import transaction

from pilotage.areas.flow.queries.limits import watched
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.reporting.apps import ReportingConfig
from pilotage.areas.reporting.models import Digest
from pilotage.areas.reporting.models import Mute as MuteRow
from pilotage.areas.reporting.models import Report as Row
from pilotage.areas.reporting.rules.blobs import unpack_milestones, unpack_plan, unpack_report
from pilotage.areas.reporting.rules.digests import ProgramDigest
from pilotage.areas.risks.queries import Outlook, as_of, earlier_forecasts
from pilotage.areas.schedule.cache import Memory
from pilotage.areas.schedule.queries.baselines import baseline as load_baseline
from pilotage.areas.schedule.queries.quality import heard, known_now
from pilotage.areas.schedule.queries.shortening import milestone_of, possible
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.critical_chain import (
    ChainAnswer,
    CriticalChain,
    DurationBasis,
    FeverPoint,
    Sizing,
    chain_answer,
    critical_chain,
    fever,
)
from pilotage.plan.insight.briefing import Briefing, Previous, Signs, brief
from pilotage.plan.insight.diff import ProgramDiff, diff
from pilotage.plan.insight.warnings import Mute, Urgency
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program
from pilotage.reports import Audience, Report, compose

SMALL = 2000
"""Activities of a program whose briefing is made in a moment."""
MOST_STATES = 100
"""Published plans that are looked at together: two years of weekly reports."""


_digest = msgspec.json.Decoder(ProgramDigest)


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


def published_plans(program_id: int, zone: dt.tzinfo) -> tuple[tuple[dt.date, Program], ...]:
    """The plan of each day on which a report was published, oldest first: of several reports the last one's."""
    rows = Row.objects.filter(program_id=program_id).order_by("number").values_list("as_of", "plan")
    blocks = {at.astimezone(zone).date(): block for at, block in rows}
    return tuple((day, unpack_plan(block)) for day, block in sorted(blocks.items())[-MOST_STATES:])


def next_number(program_id: int) -> int:
    last = Row.objects.filter(program_id=program_id).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


class ChainStory(msgspec.Struct, frozen=True, kw_only=True):
    """The critical chain of a milestone of the plan as it is ``now``; and where plans were published, that of the
    oldest one (of the day ``since``) with a point of the fever chart for each state.
    """

    revision: int
    title: str
    now: ChainAnswer
    since: dt.date | None
    history: ChainAnswer | None


def chain_story(
    row: ProgramRow, *, milestone: str | None, basis: DurationBasis, sizing: Sizing, people: bool
) -> ChainStory:
    """Raises ConflictError for a plan that cannot be scheduled, NotFoundError for an unknown milestone."""
    plan = possible(row)
    key = milestone_of(plan, milestone)
    return _chain_story(plan, row.pk, next_number(row.pk), key, (basis, sizing, people))


@lru_cache(maxsize=8)  # by the identity of the plan; what is published never changes
def _chain_story(
    plan: PlannedProgram, program_id: int, _reports: int, key: str, wish: tuple[DurationBasis, Sizing, bool]
) -> ChainStory:
    basis, sizing, people = wish
    program = plan.program
    now = critical_chain(program, key, basis=basis, sizing=sizing, people=people)
    points: list[FeverPoint] = []
    first: CriticalChain | None = None
    states = published_plans(program_id, ZoneInfo(program.zone))
    for day, state in (*states, (program.status_date, program)) if states else ():
        try:
            first = first or critical_chain(state, key, basis=basis, sizing=sizing, people=people)
            points += (msgspec.structs.replace(each, as_of=day or each.as_of) for each in fever(first, [state]))
        except (Unschedulable, KeyError):  # a plan of then without dates, or without this milestone, tells nothing
            continue
    history = chain_answer(first, points) if first is not None and len(points) > 1 else None
    return ChainStory(
        revision=plan.revision,
        title=program.activities[plan.schedule.index[key]].title,
        now=chain_answer(now, ()),
        since=points[0].as_of if history else None,
        history=history,
    )


def briefing(outlook: Outlook, now: dt.datetime, audience: Audience | None = None) -> Briefing:
    """Everything that a reader is told today, compared with the last report (of one audience, or of any)."""
    row = outlook.whole.row
    last = _last(row, audience)
    stamp = _stamp(outlook, last, now)
    kept = memory().get(row.pk, stamp)
    if kept is not None:
        return kept
    with _config().turns.wait(row.pk):  # where a program changes, all who have it open ask at once
        kept = memory().get(row.pk, stamp)
        if kept is None:
            kept = _brief(outlook, now, last)
            remember(row.pk, stamp, kept)
        return kept


def warnings_known(outlook: Outlook, now: dt.datetime) -> int | None:
    """How many warnings there are. For a large program, what is known without a new briefing: how many there were when
    the last one was made, None before.
    """
    if len(outlook.whole.program.activities) <= SMALL:
        return len(briefing(outlook, now).warnings)
    content = Digest.objects.filter(program=outlook.whole.row).values_list("content", flat=True).first()
    return None if content is None else _digest.decode(content).warnings


def draft(outlook: Outlook, now: dt.datetime, audience: Audience) -> tuple[Report, Briefing]:
    """The next report for an audience, as it would be published now."""
    told = briefing(outlook, now, audience)
    return compose(outlook.whole.schedule, outlook.forecast, told, audience), told


def remember(program_id: int, stamp: tuple[object, ...], value: Briefing) -> None:
    """Keep a briefing once what it rests on is committed."""
    transaction.on_commit(lambda: memory().put(program_id, stamp, value))


def memory() -> Memory[Briefing]:
    """This process's memory of briefings."""
    return _config().briefings


def _config() -> ReportingConfig:
    config = apps.get_app_config("reporting")
    assert isinstance(config, ReportingConfig)
    return config


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
        signs=_signs(outlook, now),
    )


def _signs(outlook: Outlook, now: dt.datetime) -> Signs:
    """What warnings are found in beside plan and forecasts."""
    whole = outlook.whole
    today = _today(outlook, now)
    known = None
    if not whole.plan.broken:
        known = known_now(whole.schedule, heard(whole.row.pk), as_of(outlook, now).date()).as_reports()
    return Signs(
        now=today,
        story=whole.row.demo,
        reports=known,
        watched=watched(whole.row.pk, today),
        mutes=mutes(whole.row.pk),
    )


def mutes(program_id: int) -> tuple[Mute, ...]:
    """Every mute of a program, those that have expired too. One query."""
    columns = ("warning", "reason", "until", "by", "at", "urgency", "days")
    rows = MuteRow.objects.filter(program_id=program_id).values_list(*columns)
    return tuple(
        Mute(warning=key, reason=reason, until=until, by=by, at=at, urgency=Urgency(urgency), days=days)
        for key, reason, until, by, at, urgency, days in rows
    )


def _today(outlook: Outlook, now: dt.datetime) -> dt.date:
    return now.astimezone(ZoneInfo(outlook.whole.program.zone)).date()


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
        _today(outlook, now),
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
