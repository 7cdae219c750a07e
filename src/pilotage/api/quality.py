"""The quality of a schedule: its checks, its score and its findings."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.quality import FindingPage, QualityShape, finding_page, quality_shape
from pilotage.areas.errors import ConflictError, NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import Whole, as_of, load_whole
from pilotage.areas.schedule.queries.baselines import baseline_heads
from pilotage.areas.schedule.queries.quality import Asked, assessed, assessed_parts, score_trend
from pilotage.plan.quality.assessment import Assessment
from pilotage.plan.quality.catalogue import CHECKS
from pilotage.plan.quality.model import Scope
from pilotage.plan.quality.parts import PartScores

router = Router(tags=["quality"])

MOST_ROWS = 500
_KNOWN = {check.id for check in CHECKS}


Baseline = Annotated[str | None, Field(max_length=100)]


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
    if check not in _KNOWN:
        raise NotFoundError(_("There is no check “{id}”.").format(id=check[:100]))
    return answer(finding_page(_assessed(load_whole(row), part), check, offset, limit))


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
        day=moment().date(),
        baseline=part.baseline,
        scope=Scope(part.team, part.workstream),
    )
