"""Baselines: the plan dates of one day, kept; which one is in use; comparing them."""

import datetime as dt
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes.comparison import ComparisonShape, comparison_shape
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries import Whole, load_whole
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.queries.baselines import baseline_records, comparison, deciders
from pilotage.exchange.tabular.writing.tables import comparison_csv, comparison_workbook
from pilotage.plan.insight.variance.comparison import Comparison
from pilotage.plan.insight.variance.sides import TODAY
from pilotage.plan.scheduling.schedule import zone_of

router = Router(tags=["baselines"])

Title = Annotated[str, Field(min_length=1, max_length=300)]
Reason = Annotated[str, Field(max_length=10_000)]
Word = Annotated[str, Field(max_length=2_000)]
Code = Annotated[str | None, Field(max_length=100)]
_FILE = {"responses": {200: {"description": "The file", "content": {"application/octet-stream": {}}}}}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BaselineInput(Schema):
    title: Title
    reason: Reason = ""


class BaselineChange(Schema):
    version: int | None = None
    title: Title | None = None
    reason: Reason | None = None


class BaselineWhy(Schema):
    why: Reason = ""


class BaselineDecision(Schema):
    version: int | None = None
    approve: bool
    word: Word


class BaselineRow(Schema):
    """``in_use``: variance is counted against it. ``state``: kept, proposed (nothing changed yet) or rejected.

    Of a proposal, ``mine`` says that the caller made it, ``deciders`` who may decide on it and ``may_decide`` whether
    the caller is one of them. ``alone``: it was decided on by its proposer, being the only owner.
    """

    id: str
    title: str
    taken: dt.date
    reason: str
    version: int
    state: Literal["kept", "proposed", "rejected"]
    in_use: bool
    by: str
    at: dt.datetime | None
    mine: bool
    deciders: list[str]
    may_decide: bool
    decided_by: str
    decided_at: dt.datetime | None
    word: str
    alone: bool


class BaselineTaken(Schema):
    id: str
    title: str
    taken: dt.date
    reason: str
    revision: int


class BaselineProposed(Schema):
    id: str
    revision: int


@router.get("/programs/{program}/baselines", response={200: list[BaselineRow], **READ})
def list_baselines(request: HttpRequest, program: str) -> list[BaselineRow]:
    """Baselines and proposals, the newest first."""
    who = actor(request)
    row = visible(actor=who, program=program).program
    found = []
    for each in baseline_records(row.pk):
        owners = deciders(row.pk, each.proposer) if each.state == "proposed" else []
        fields = {name: getattr(each, name) for name in BaselineRow.model_fields if hasattr(each, name)}
        found.append(
            BaselineRow(
                **fields,
                mine=each.state == "proposed" and each.proposer == who.user_id,
                deciders=[owner.user.name for owner in owners],
                may_decide=any(owner.user_id == who.user_id for owner in owners),
            )
        )
    return found


@router.post("/programs/{program}/baselines", response={200: BaselineTaken, **WRITE})
def take_baseline(request: HttpRequest, program: str, payload: BaselineInput) -> BaselineTaken:
    """Keep the present plan dates under a title, with the reason. The first one is in use at once."""
    refuse_nul(request)
    revision, taken = schedule.take_baseline(
        actor=actor(request), program=program, title=payload.title, reason=payload.reason, now=moment()
    )
    return BaselineTaken(id=taken.id, title=taken.title, taken=taken.taken, reason=taken.reason, revision=revision)


@router.post("/programs/{program}/baselines/proposals", response={200: BaselineProposed, **WRITE})
def propose_baseline(request: HttpRequest, program: str, payload: BaselineInput) -> BaselineProposed:
    """Propose the present plan dates as the baseline in use. An owner decides; until then nothing changes."""
    refuse_nul(request)
    revision, code = schedule.propose_baseline(
        actor=actor(request), program=program, title=payload.title, reason=payload.reason, now=moment()
    )
    return BaselineProposed(id=code, revision=revision)


@router.get("/programs/{program}/baselines/comparison", response={200: schema_of(ComparisonShape), **READ})
def compare_baselines(request: HttpRequest, program: str, before: Code = None, after: Code = TODAY) -> HttpResponse:
    """Two baselines or proposals by id, or one and ``today``; without ``before``, the one in use."""
    whole, found = _compared(request, program, before, after)
    return answer(comparison_shape(found, whole.schedule, whole.plan.revision, moment()))


@router.get("/programs/{program}/baselines/comparison/export", response={200: None, **READ}, openapi_extra=_FILE)
def export_comparison(
    request: HttpRequest,
    program: str,
    before: Code = None,
    after: Code = TODAY,
    format: Literal["csv", "xlsx"] = "csv",  # noqa: A002 - the name of the parameter in the address
) -> HttpResponse:
    """The comparison as a table, one row an activity."""
    whole, found = _compared(request, program, before, after)
    zone = whole.program.zone
    data = comparison_csv(found, zone) if format == "csv" else comparison_workbook(found, zone)
    response = HttpResponse(data, content_type="text/csv; charset=utf-8" if format == "csv" else _XLSX)
    name = f"{program}-{found.before.id}-{found.after.id}.{format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@router.patch("/programs/{program}/baselines/{baseline}", response={200: Revision, **WRITE})
def change_baseline(request: HttpRequest, program: str, baseline: str, payload: BaselineChange) -> Revision:
    """Another title or reason; the dates never change."""
    refuse_nul(request)
    revision = schedule.change_baseline(
        actor=actor(request),
        program=program,
        baseline=baseline,
        version=payload.version,
        title=payload.title,
        reason=payload.reason,
        now=moment(),
    )
    return Revision(revision=revision)


@router.put("/programs/{program}/baselines/{baseline}/use", response={200: Revision, **WRITE})
def use_baseline(request: HttpRequest, program: str, baseline: str, payload: BaselineWhy) -> Revision:
    """Count variance against this one, everywhere. For owners; others propose."""
    refuse_nul(request)
    revision = schedule.choose_baseline(
        actor=actor(request), program=program, baseline=baseline, why=payload.why, now=moment()
    )
    return Revision(revision=revision)


@router.put("/programs/{program}/baselines/{baseline}/decision", response={200: Revision, **WRITE})
def decide_on_baseline(request: HttpRequest, program: str, baseline: str, payload: BaselineDecision) -> Revision:
    """Approve a proposal, which puts it in use, or reject it. 403 to whoever proposed it, if there is another owner."""
    refuse_nul(request)
    revision = schedule.decide_on_baseline(
        actor=actor(request),
        program=program,
        baseline=baseline,
        version=payload.version,
        approve=payload.approve,
        word=payload.word,
        now=moment(),
    )
    return Revision(revision=revision)


@router.delete("/programs/{program}/baselines/{baseline}/proposal", response={200: Revision, **WRITE})
def withdraw_baseline(request: HttpRequest, program: str, baseline: str, version: int | None = None) -> Revision:
    """Take a proposal back before it is decided on."""
    revision = schedule.withdraw_baseline(
        actor=actor(request), program=program, baseline=baseline, version=version, now=moment()
    )
    return Revision(revision=revision)


@router.delete("/programs/{program}/baselines/{baseline}", response={200: Revision, **WRITE})
def remove_baseline(request: HttpRequest, program: str, baseline: str, version: int | None = None) -> Revision:
    """Remove a baseline or a rejected proposal; undo brings it back."""
    revision = schedule.remove_baseline(
        actor=actor(request), program=program, baseline=baseline, version=version, now=moment()
    )
    return Revision(revision=revision)


def _compared(request: HttpRequest, program: str, before: str | None, after: str | None) -> tuple[Whole, Comparison]:
    """Raises ConflictError for a plan that cannot be scheduled: its calendars count the days."""
    row = visible(actor=actor(request), program=program).program
    whole = load_whole(row)
    if whole.plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=whole.plan.broken[0]))
    today = moment().astimezone(zone_of(whole.program)).date()
    return whole, comparison(whole.schedule, row.pk, before, after or TODAY, today)
