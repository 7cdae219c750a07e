"""The quality of a schedule: its checks, its score and its findings."""

import datetime as dt
from typing import Annotated
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.quality import (
    FindingPage,
    QualityShape,
    WaiverShape,
    finding_page,
    quality_shape,
    waiver_shapes,
)
from pilotage.areas.errors import ConflictError, NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import Whole, as_of, load_whole
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations.waivers import MOST_FINDINGS, MOST_LETTERS
from pilotage.areas.schedule.queries.baselines import baseline_heads
from pilotage.areas.schedule.queries.findings import FindingRows, RowFindings, finding_rows, row_findings
from pilotage.areas.schedule.queries.quality import Asked, assessed, assessed_parts, score_trend, titled_waivers
from pilotage.plan.quality.assessment import Assessment
from pilotage.plan.quality.catalogue import CHECKS
from pilotage.plan.quality.model import Scope
from pilotage.plan.quality.parts import PartScores

router = Router(tags=["quality"])

MOST_ROWS = 500
_KNOWN = {check.id for check in CHECKS}


Baseline = Annotated[str | None, Field(max_length=100)]


class WaiverInput(Schema):
    """``records`` are the ids of the findings of ``check``; ``until`` is the last day on which they are waived."""

    check: Annotated[str, Field(max_length=100)]
    records: Annotated[list[Annotated[str, Field(max_length=700)]], Field(min_length=1, max_length=MOST_FINDINGS)]
    reason: Annotated[str, Field(max_length=MOST_LETTERS)]
    until: dt.date


class Part(Schema):
    """Which part of the plan is judged, and against which baseline (its id; the latest by default)."""

    team: Annotated[str | None, Field(max_length=300)] = None
    workstream: Annotated[str | None, Field(max_length=300)] = None
    baseline: Baseline = None


@router.get("/programs/{program}/quality", response={200: schema_of(QualityShape), **READ})
def get_quality(request: HttpRequest, program: str, part: Query[Part]) -> HttpResponse:
    """The score of the schedule with its trend, and the verdict of each check. Findings are read check by check."""
    row = visible(actor=actor(request), program=program).program
    now = moment()
    outlook = refresh_outlook(whole=load_whole(row), now=now)
    found = _assessed(outlook.whole, part)
    heads = baseline_heads(row.pk)
    return answer(quality_shape(found, score_trend(row.pk), heads, as_of(outlook, now)))


@router.get("/programs/{program}/quality/parts", response={200: schema_of(PartScores), **READ})
def list_quality_parts(request: HttpRequest, program: str, baseline: Baseline = None) -> HttpResponse:
    """The score of each team and of each workstream by the same checks, the lowest first."""
    row = visible(actor=actor(request), program=program).program
    whole = load_whole(row)
    return answer(assessed_parts(_asked(whole, Part(baseline=baseline)), whole.schedule))


@router.get("/programs/{program}/quality/{check}", response={200: schema_of(FindingPage), **READ})
def list_findings(
    request: HttpRequest,
    program: str,
    check: str,
    part: Query[Part],
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 200,
) -> HttpResponse:
    """What one check finds fault with, the worst first: the record, what is wrong, and what to do."""
    row = visible(actor=actor(request), program=program).program
    _known(check)
    return answer(finding_page(_assessed(load_whole(row), part), check, offset, limit))


@router.get("/programs/{program}/findings", response={200: schema_of(FindingRows), **READ})
def list_finding_rows(request: HttpRequest, program: str) -> HttpResponse:
    """Which activities the failed checks find fault with, and how often."""
    whole = load_whole(visible(actor=actor(request), program=program).program)
    return answer(finding_rows(_assessed(whole, Part()), whole.plan.revision))


@router.get("/programs/{program}/findings/{path:activity}", response={200: schema_of(RowFindings), **READ})
def list_row_findings(request: HttpRequest, program: str, activity: str) -> HttpResponse:
    """The findings on one activity: the check, what is wrong, what to do, and the edit that does it."""
    whole = load_whole(visible(actor=actor(request), program=program).program)
    return answer(row_findings(_assessed(whole, Part()), activity))


@router.get("/programs/{program}/waivers", response={200: list[schema_of(WaiverShape)], **READ})  # type: ignore[misc]
def list_waivers(request: HttpRequest, program: str) -> HttpResponse:
    """The findings that somebody accepts, with reason, author and day; those that have expired too."""
    row = visible(actor=actor(request), program=program).program
    whole = load_whole(row)
    asked = _asked(whole, Part())
    return answer(waiver_shapes(assessed(asked, whole.schedule), titled_waivers(row.pk), asked.day))


@router.post("/programs/{program}/waivers", response={200: Revision, **WRITE})
def waive_findings(request: HttpRequest, program: str, payload: WaiverInput) -> HttpResponse:
    """Set findings apart, in the place of earlier waivers of them. They count again after their day."""
    refuse_nul(request)
    row = visible(actor=actor(request), program=program).program
    _known(payload.check)
    revision = schedule.waive(
        actor=actor(request),
        program=program,
        found=_assessed(load_whole(row), Part()),
        check=payload.check,
        records=payload.records,
        reason=payload.reason,
        until=payload.until,
        now=moment(),
    )
    return answer({"revision": revision})


@router.delete("/programs/{program}/waivers/{check}/{path:record}", response={200: Revision, **WRITE})
def count_finding_again(request: HttpRequest, program: str, check: str, record: str) -> HttpResponse:
    """End a waiver."""
    revision = schedule.count_again(actor=actor(request), program=program, check=check, record=record, now=moment())
    return answer({"revision": revision})


def _known(check: str) -> None:
    if check not in _KNOWN:
        raise NotFoundError(_("There is no check “{id}”.").format(id=check[:100]))


def _assessed(whole: Whole, part: Part) -> Assessment:
    return assessed(_asked(whole, part), whole.schedule)


def _asked(whole: Whole, part: Part) -> Asked:
    """Raises ConflictError for a plan that cannot be scheduled, NotFoundError for an unknown part or baseline."""
    if whole.plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=whole.plan.broken[0]))
    program = whole.program
    if part.team is not None and part.team not in {team.id for team in program.teams}:
        raise NotFoundError(_("There is no team “{id}” in this program.").format(id=part.team[:100]))
    if part.workstream is not None and part.workstream not in {stream.id for stream in program.workstreams}:
        raise NotFoundError(_("There is no workstream “{id}” in this program.").format(id=part.workstream[:100]))
    if part.baseline is not None and part.baseline not in {each.id for each in baseline_heads(whole.row.pk)}:
        raise NotFoundError(_("There is no baseline “{id}” in this program.").format(id=part.baseline[:100]))
    return Asked(
        program_id=whole.row.pk,
        revision=whole.plan.revision,
        inputs=whole.inputs,
        day=moment().astimezone(ZoneInfo(program.zone)).date(),
        baseline=part.baseline,
        scope=Scope(part.team, part.workstream),
    )
