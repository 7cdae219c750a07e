"""The Program page, and a program's line in the list of programs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from pilotage.api.shapes import parts
from pilotage.api.shapes.facts import Facts, facts
from pilotage.api.shapes.people import PersonShape, people_of
from pilotage.areas.reporting.rules.digests import ProgramDigest
from pilotage.areas.risks.queries import Outlook, mark_of
from pilotage.areas.schedule.queries.forecasts import ForecastMark
from pilotage.plan.insight.briefing import Briefing, ChangeLine
from pilotage.plan.insight.delta import Delta
from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.insight.side_by_side import SideBySide
from pilotage.plan.insight.status import StatusView
from pilotage.plan.insight.warnings import EarlyWarning, foremost
from pilotage.plan.language.text import Mark, Text
from pilotage.plan.vocabulary.calendars import ExceptionKind
from pilotage.plan.vocabulary.history import Baseline
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import RiskState
from pilotage.plan.working_time.book import CalendarBook
from pilotage.reports.charts.history import history_chart
from pilotage.reports.charts.model import Chart

_TOP = 5


class ProgramHead(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    summary: str
    kind: str
    owner: PersonShape | None
    role: str
    zone: str
    currency: str
    status_date: dt.date | None
    final: str | None
    demo: bool
    version: int
    revision: int


class Subtitle(msgspec.Struct, frozen=True):
    workstreams: int
    teams: int
    zones: int


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    activities: int
    risks: int
    contracts: int
    people: int
    reports: int
    warnings: int | None
    work_items: int


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What every page of a program shows around itself. ``counts.warnings`` of a large program are those of its last
    briefing, None before there was one.
    """

    program: ProgramHead
    counts: Counts
    as_of: dt.datetime
    forecast: ForecastMark


class Since(msgspec.Struct, frozen=True):
    number: int
    date: dt.date


class Changed(msgspec.Struct, frozen=True):
    """Since the last published report."""

    since: Since | None
    lines: tuple[ChangeLine, ...]


class Freeze(msgspec.Struct, frozen=True):
    """Half-open: ``finish`` is the first day after it."""

    start: dt.date
    finish: dt.date
    title: str


class BaselineShape(msgspec.Struct, frozen=True):
    id: str
    title: str
    taken: dt.date


class RunShape(msgspec.Struct, frozen=True, kw_only=True):
    """The run behind the numbers, or the one under way; ``fresh`` where it was made from this very plan."""

    id: int
    seed: int
    iterations: int
    made: dt.datetime | None
    p85_interval: tuple[dt.date, dt.date] | None
    fresh: bool
    state: str
    done: int
    total: int


class TopRisk(msgspec.Struct, frozen=True):
    id: str
    title: str
    probability: float
    moves_days: float | None
    owner: PersonShape | None


class Trouble(msgspec.Struct, frozen=True):
    total: int
    rows: tuple[parts.ContractShape, ...]


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the Program page. ``warnings`` have the most days at stake first; ``foremost`` are the ids of those
    that are shown unasked. ``delta`` is how the final P85 moved since the last snapshot.
    """

    program: ProgramHead
    subtitle: Subtitle
    counts: Counts
    status: StatusView
    bottom_line: Text
    changed: Changed
    ask: parts.AskShape | None
    final: MilestoneView | None
    delta: Delta | None
    history: Chart
    milestones: tuple[MilestoneView, ...]
    side_by_side: tuple[SideBySide, ...]
    axis: parts.Axis
    freezes: tuple[Freeze, ...]
    baseline: BaselineShape | None
    run: RunShape
    top_risks: tuple[TopRisk, ...]
    contracts_in_trouble: Trouble
    teams: tuple[parts.TeamShape, ...]
    overloads: tuple[Text, ...]
    warnings: tuple[parts.WarningShape, ...]
    foremost: tuple[str, ...]
    muted: tuple[parts.MutedShape, ...]
    facts: Facts
    as_of: dt.datetime
    forecast: ForecastMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What an overview needs beside the outlook and the briefing."""

    role: str
    baseline: Baseline | None
    counts: Counts
    side_by_side: tuple[SideBySide, ...] = ()


def glance(outlook: Outlook, role: str, counts: Counts, as_of: dt.datetime) -> Glance:
    return Glance(program=head(outlook, role), counts=counts, as_of=as_of, forecast=mark_of(outlook))


def overview(outlook: Outlook, told: Briefing, beside: Beside) -> Overview:
    program = outlook.whole.program
    people = people_of(program)
    titles = parts.titles_of(program)
    troubled = tuple(parts.contract(view) for view in told.contracts if view.in_trouble)
    baseline = beside.baseline
    return Overview(
        program=head(outlook, beside.role),
        subtitle=Subtitle(len(program.workstreams), len(program.teams), _zones(program)),
        counts=beside.counts,
        status=told.status,
        bottom_line=told.bottom_line,
        changed=Changed(Since(told.since.number, told.since.date) if told.since else None, told.changes),
        ask=parts.ask(told.ask, program),
        final=told.final,
        delta=told.delta,
        history=history_chart(told.final.title if told.final else program.title, told.history),
        milestones=told.milestones,
        side_by_side=beside.side_by_side,
        axis=parts.axis(told.milestones),
        freezes=_freezes(program),
        baseline=BaselineShape(baseline.id, baseline.title, baseline.taken) if baseline else None,
        run=run_shape(outlook, told),
        top_risks=tuple(
            TopRisk(
                view.risk.id, view.risk.title, view.risk.probability, view.moves_days, people.get(view.risk.owner or "")
            )
            for view in told.risks[:_TOP]
        ),
        contracts_in_trouble=Trouble(len(program.contracts), troubled),
        teams=tuple(parts.team(load) for load in told.teams),
        overloads=tuple(each.text for each in told.overloads),
        warnings=tuple(parts.warning(each, titles) for each in told.warnings),
        foremost=tuple(each.id for each in foremost(told.warnings)),
        muted=tuple(parts.muted(each, titles) for each in told.muted),
        facts=facts(told.facts),
        as_of=told.as_of,
        forecast=mark_of(outlook),
    )


def head(outlook: Outlook, role: str) -> ProgramHead:
    program, row = outlook.whole.program, outlook.whole.row
    return ProgramHead(
        id=program.id,
        title=program.title,
        summary=program.summary,
        kind=program.kind.value,
        owner=people_of(program).get(program.owner or ""),
        role=role,
        zone=program.zone,
        currency=program.currency,
        status_date=program.status_date,
        final=program.final,
        demo=row.demo,
        version=row.version,
        revision=row.revision,
    )


NO_RUN = RunShape(id=0, seed=0, iterations=0, made=None, p85_interval=None, fresh=False, state="none", done=0, total=0)


def run_shape(outlook: Outlook, told: Briefing) -> RunShape:
    """The run behind the numbers, the one that is under way, or ``NO_RUN``."""
    run = outlook.run if outlook.fresh else outlook.pending or outlook.run
    if run is None:
        return NO_RUN
    final = outlook.forecast.milestones.get(told.final.id) if outlook.forecast and told.final else None
    interval = final.p85_interval if final else None
    return RunShape(
        id=run.number,
        seed=run.seed,
        iterations=run.iterations,
        made=run.made,
        p85_interval=(interval[0].date(), interval[1].date()) if interval else None,
        fresh=outlook.fresh,
        state={"done": "done", "failed": "none"}.get(run.state, "running"),
        done=run.done,
        total=run.iterations,
    )


def counts(program: Program, *, reports: int, warnings: int | None, work_items: int) -> Counts:
    return Counts(
        activities=len(program.activities),
        risks=sum(1 for risk in program.risks if risk.state is RiskState.OPEN),
        contracts=len(program.contracts),
        people=len(program.people),
        reports=reports,
        warnings=warnings,
        work_items=work_items,
    )


def _zones(program: Program) -> int:
    """Time zones in which the teams work; that of the program where there are none."""
    book = CalendarBook(program)
    calendars = {team.calendar or program.default_calendar for team in program.teams}
    calendars |= {person.calendar for person in program.people if person.calendar}
    return len({book.working_time(calendar).zone for calendar in calendars} or {program.zone})


def _freezes(program: Program) -> tuple[Freeze, ...]:
    found = {
        (exception.start, exception.end, exception.title)
        for calendar in program.calendars
        for exception in calendar.exceptions
        if exception.kind is ExceptionKind.FREEZE
    }
    return tuple(Freeze(*each) for each in sorted(found))


class FinalShape(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    target: dt.date | None
    plan: dt.date
    p50: dt.date | None
    p85: dt.date | None
    delta_days: float | None


class RowPoint(msgspec.Struct, frozen=True):
    made: dt.date
    p50: dt.date
    p85: dt.date


class RowWarnings(msgspec.Struct, frozen=True):
    count: int
    top: parts.WarningShape | None


class ProgramRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list of programs. ``trend_days``: movement of the final P85 in seven days, later positive."""

    id: str
    title: str
    summary: str
    kind: str
    owner: PersonShape | None
    role: str
    status: StatusView
    final: FinalShape | None
    history: tuple[RowPoint, ...]
    trend_days: float | None
    warnings: RowWarnings
    as_of: dt.datetime
    revision: int


class ProgramList(msgspec.Struct, frozen=True, kw_only=True):
    """``tally``: programs by status."""

    programs: tuple[ProgramRow, ...]
    headline: Text
    tally: dict[str, int]
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class RowHead:
    """What a line needs beside its digest."""

    id: str
    title: str
    summary: str
    kind: str
    owner: PersonShape | None
    role: str
    revision: int


def program_row(row: RowHead, digest: ProgramDigest) -> ProgramRow:
    """Facts are named with their program: those of all lines are sent together, as ``row_facts`` gives them."""
    final, top = digest.final, digest.top_warning
    titles: Mapping[str, str] = {}
    return ProgramRow(
        id=row.id,
        title=row.title,
        summary=row.summary,
        kind=row.kind,
        owner=row.owner,
        role=row.role,
        status=replace(
            digest.status, rule=_scoped(digest.status.rule, row.id), reason=_scoped(digest.status.reason, row.id)
        ),
        final=None
        if final is None
        else FinalShape(
            id=final.id,
            title=final.title,
            target=final.target,
            plan=final.plan,
            p50=final.p50,
            p85=final.p85,
            delta_days=final.vs_target_days,
        ),
        history=tuple(RowPoint(point.made, point.p50, point.p85) for point in digest.history),
        trend_days=digest.trend_days,
        warnings=RowWarnings(digest.warnings, parts.warning(_scoped_warning(top, row.id), titles) if top else None),
        as_of=digest.as_of,
        revision=row.revision,
    )


def row_facts(slug: str, digest: ProgramDigest) -> Facts:
    """The facts that a line's texts open."""
    return {f"{slug}/{key}": replace(fact, id=f"{slug}/{key}") for key, fact in facts(digest.facts).items()}


def _scoped(text: Text, slug: str) -> Text:
    return tuple(
        replace(part, fact=f"{slug}/{part.fact}") if isinstance(part, Mark) and part.fact is not None else part
        for part in text
    )


def _scoped_warning(warning: EarlyWarning, slug: str) -> EarlyWarning:
    return replace(warning, text=_scoped(warning.text, slug), suggestion=_scoped(warning.suggestion, slug))
