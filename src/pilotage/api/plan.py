"""The plan as columns."""

import gzip

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from ninja import Router, Schema

from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, ForecastMarkView, PersonView, ProblemView
from pilotage.api.shapes.plan_columns import plan_columns, written_rows
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import Outlook, as_of, load_whole, milestones_of
from pilotage.areas.schedule.queries.baselines import baseline as load_baseline
from pilotage.areas.schedule.queries.baselines import baseline_heads
from pilotage.areas.schedule.queries.forecasts import issued
from pilotage.areas.schedule.queries.plans import memory

router = Router(tags=["plan"])

_LEVEL = 4  # 10,000 rows in 40 ms; the default level takes three times as long for 5 % less


class BaselineView(Schema):
    id: str
    title: str
    taken: str
    reason: str


class TeamView(Schema):
    id: str
    title: str
    calendar: str | None


class WorkstreamView(Schema):
    id: str
    title: str
    team: str | None


class CalendarView(Schema):
    """``nonworking``: start and finish in minutes since 1970 UTC, kind (weekend, holiday, freeze, time_off), title."""

    id: str
    title: str
    zone: str
    default: bool
    nonworking: list[tuple[int, int, str, str]]


class ActivityColumns(Schema):
    """One entry per row of the grid, in display order. Instants are minutes since 1970 UTC, days working days."""

    id: list[str]
    title: list[str]
    kind: list[str]
    parent: list[int]
    level: list[int]
    wbs: list[str]
    workstream: list[int]
    team: list[int]
    owner: list[int]
    calendar: list[int]
    start: list[int]
    finish: list[int]
    late_start: list[int]
    late_finish: list[int]
    duration_days: list[float]
    elapsed: list[bool]
    low: list[float | None]
    likely: list[float | None]
    high: list[float | None]
    progress: list[float]
    actual_start: list[int | None]
    actual_finish: list[int | None]
    float_days: list[float]
    free_float_days: list[float]
    critical: list[bool]
    driver: list[int]
    driven_by: list[str]
    deadline: list[int | None]
    target: list[str | None]
    commitment: list[str | None]
    constraint: list[str | None]
    constraint_at: list[int | None]
    p50: list[int | None]
    p85: list[int | None]
    on_time: list[float | None]
    criticality: list[float | None]
    baseline_start: list[int | None]
    baseline_finish: list[int | None]
    baseline_duration_days: list[float | None]
    start_variance_days: list[float | None]
    finish_variance_days: list[float | None]
    duration_variance_days: list[float | None]
    remaining_days: list[float | None]
    cost: list[float | None]
    cost_per_day: list[float | None]
    note: list[str]
    risks: list[str]
    version: list[int]
    status: list[str | None]


class DependencyColumns(Schema):
    """``predecessor`` and ``successor`` are rows of the activities; -1 where the plan names what is not there."""

    id: list[str]
    predecessor: list[int]
    successor: list[int]
    kind: list[str]
    lag_days: list[float]
    lag_text: list[str]
    driving: list[bool]
    version: list[int]


class PlanView(Schema):
    """``fresh``: the percentiles are those of this very plan; otherwise they are the last ones issued."""

    revision: int
    zone: str
    status_date: str | None
    start: int
    finish: int
    today_line: int | None
    currency: str
    hours_per_day: float
    final: str | None
    final_path: list[int]
    fresh: bool
    baseline: BaselineView | None
    baselines: list[BaselineView]
    people: list[PersonView]
    teams: list[TeamView]
    workstreams: list[WorkstreamView]
    calendars: list[CalendarView]
    activities: ActivityColumns
    dependencies: DependencyColumns
    problems: list[ProblemView]
    forecast: ForecastMarkView


@router.get("/programs/{program}/plan", response={200: PlanView, **READ})
def get_plan(request: HttpRequest, program: str, baseline: str | None = None) -> HttpResponse:
    """All that the Plan screen draws. An unchanged plan is answered with 304 to its ETag."""
    row = visible(actor=actor(request), program=program).program
    now = moment()
    outlook = refresh_outlook(whole=load_whole(row), now=now)
    tag = _tag(outlook, baseline)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": tag})
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        _body(outlook, baseline, tag, zipped=zipped),
        content_type="application/json",
        headers={"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"},
    )
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _body(outlook: Outlook, baseline: str | None, tag: str, *, zipped: bool) -> bytes:
    """Many ask for the same plan: what the last one got is kept."""
    program, kept = outlook.whole.row.pk, memory().answers

    def make() -> bytes:
        body = msgspec.json.encode(_columns(outlook, baseline))
        return gzip.compress(body, _LEVEL, mtime=0) if zipped else body

    return kept.once(program, (tag, moment().date(), zipped), make)


def _columns(outlook: Outlook, code: str | None) -> msgspec.Struct:
    row, program = outlook.whole.row, outlook.whole.program
    at = as_of(outlook, moment())
    views = milestones_of(outlook, at)
    records = () if outlook.fresh else issued(row.pk, program.zone)
    shown = memory().shown
    rows = written_rows(outlook, shown.last(row.pk))
    shown.put(row.pk, outlook.whole.plan.revision, rows[1])
    return plan_columns(
        outlook,
        rows,
        statuses={view.id: view.status.status.value for view in views},
        last={record.milestone: record for record in records},
        baseline=load_baseline(row.pk, program.zone, code),
        baselines=baseline_heads(row.pk),
    )


def _tag(outlook: Outlook, baseline: str | None) -> str:
    """Names what the answer is made of: the plan's revision, the run, the baseline."""
    run = outlook.run.pk if outlook.run is not None else 0
    state = "" if outlook.fresh else "-old"
    return f'W/"{outlook.whole.row.pk}-{outlook.whole.plan.revision}-{run}{state}-{baseline or ""}"'
