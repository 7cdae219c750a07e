"""The backlog: items in order by several methods, people's decisions, and what fits the next weeks."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Written
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.backlog import operations as backlog
from pilotage.areas.backlog.operations.overriding import LONGEST_REASON
from pilotage.areas.backlog.operations.scoring import MOST_ITEMS
from pilotage.areas.backlog.queries.exporting import ranking_file
from pilotage.areas.backlog.queries.ranked import SEED, Backlog, backlog_of
from pilotage.areas.backlog.queries.receipts import RankReceipt, receipt_of
from pilotage.areas.flow.queries.pace import MOST_WEEKS, Paces, paces_of
from pilotage.plan.prioritizing.settings import MOST_CRITERIA, MOST_KINDS

router = Router(tags=["backlog"])

Key = Annotated[str, Field(max_length=200)]
MethodName = Literal["wsjf", "rice", "weighted", "moscow", "delay"]
Cell = float | Annotated[str, Field(max_length=200)] | None
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
_FILE = {"responses": {200: {"description": "The file", "content": {"text/csv": {}}}}}


class ScoreCriterionInput(Schema):
    """Values lie from ``low`` to ``high``; ``weight`` is relative to the sum of all."""

    id: Annotated[str, Field(min_length=1, max_length=40)]
    title: Annotated[str, Field(max_length=100)]
    weight: float = 1.0
    higher_is_better: bool = True
    low: float = 0.0
    high: float = 10.0


class PrioritiesPatch(Schema):
    """Settings to change; one that is absent stays. ``within`` null: nothing orders a class of MoSCoW within."""

    version: int | None = None
    method: MethodName = "wsjf"
    within: MethodName | None = "wsjf"
    criteria: Annotated[list[ScoreCriterionInput], Field(max_length=MOST_CRITERIA)] = Field(default=[])
    effort: Literal["size", "effort", "weeks"] = "size"
    must_share: float = 0.6
    horizon: float = 12.0
    spread: float = 0.25
    top: int = 10
    kinds: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=MOST_KINDS)] = Field(default=[])
    why: Annotated[str, Field(max_length=2_000)] = ""


class ScoresOfItem(Schema):
    """``set`` are inputs by their id; null clears one. What the caller saw: ``version``, 0 for nothing yet, or in
    ``seen`` these inputs as they were: then only the same cell is a conflict.
    """

    key: Key
    set: dict[Annotated[str, Field(max_length=60)], Cell]
    version: int | None = None
    seen: dict[Annotated[str, Field(max_length=60)], Cell] | None = None


class ScoresInput(Schema):
    """All of it is done, or nothing."""

    changes: Annotated[list[ScoresOfItem], Field(min_length=1, max_length=MOST_ITEMS)]
    why: Annotated[str, Field(max_length=2_000)] = ""


class OverrideInput(Schema):
    """Directly ahead of the item ``ahead_of`` (empty: at the end). ``version`` is that of the decision so far, 0 for
    none.
    """

    ahead_of: Key = ""
    reason: Annotated[str, Field(max_length=LONGEST_REASON)]
    version: int | None = None


class OrderInput(Schema):
    workstream: Annotated[str, Field(max_length=300, description="Id of the workstream; empty: all items")] = ""


@router.get("/programs/{program}/backlog", response={200: schema_of(Backlog), **READ})
def get_backlog(request: HttpRequest, program: str, seed: Seed = SEED) -> HttpResponse:
    """Every open item in its order, as columns, with the score and the places under each method."""
    return answer(backlog_of(actor=actor(request), program=program, today=moment().date(), seed=seed))


@router.get("/programs/{program}/backlog/pace", response={200: schema_of(Paces), **READ})
def get_backlog_pace(
    request: HttpRequest, program: str, weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)] = 6
) -> HttpResponse:
    """How many items each workstream finishes in the next weeks, by its own pace."""
    return answer(paces_of(actor=actor(request), program=program, weeks=weeks, today=moment().date()))


@router.get("/programs/{program}/backlog/export", response={200: None, **READ}, openapi_extra=_FILE)
def export_backlog(request: HttpRequest, program: str) -> HttpResponse:
    """The ranking as CSV: inputs, all methods, decisions."""
    data = ranking_file(actor=actor(request), program=program, today=moment().date())
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{program}-backlog.csv"'
    return response


@router.patch("/programs/{program}/backlog/settings", response={200: Written, **WRITE})
def change_backlog_settings(request: HttpRequest, program: str, payload: PrioritiesPatch) -> HttpResponse:
    refuse_nul(request)
    fields: dict[str, Any] = payload.dict(exclude_unset=True, exclude={"version", "why"})
    done = backlog.set_priorities(
        actor=actor(request),
        program=program,
        version=payload.version,
        settings=fields,
        now=moment(),
        why=payload.why,
    )
    return answer(done)


@router.post("/programs/{program}/backlog/scores", response={200: Written, **WRITE})
def score_backlog(request: HttpRequest, program: str, payload: ScoresInput) -> HttpResponse:
    """Set inputs of many items. Of a refusal each problem names its cell: ``key/input``."""
    refuse_nul(request)
    changes = [
        backlog.ScoreChange(key=each.key, cells=dict(each.set), version=each.version, seen=each.seen)
        for each in payload.changes
    ]
    done = backlog.score_items(actor=actor(request), program=program, changes=changes, now=moment(), why=payload.why)
    return answer(done)


@router.post("/programs/{program}/backlog/order", response={200: Written, **WRITE})
def use_backlog_order(request: HttpRequest, program: str, payload: OrderInput) -> HttpResponse:
    """Give the items this order on the board and in lists."""
    refuse_nul(request)
    now = moment()
    done = backlog.use_order(
        actor=actor(request), program=program, workstream=payload.workstream, now=now, today=now.date()
    )
    return answer(done)


@router.put("/programs/{program}/backlog/overrides/{path:key}", response={200: Written, **WRITE})
def override_backlog_order(request: HttpRequest, program: str, key: str, payload: OverrideInput) -> HttpResponse:
    """Decide the place of an item, for a reason that everybody sees."""
    refuse_nul(request)
    now = moment()
    done = backlog.override_order(
        actor=actor(request),
        program=program,
        key=key,
        ahead_of=payload.ahead_of,
        reason=payload.reason,
        version=payload.version,
        now=now,
        today=now.date(),
    )
    return answer(done)


@router.delete("/programs/{program}/backlog/overrides/{path:key}", response={200: Written, **WRITE})
def remove_backlog_override(request: HttpRequest, program: str, key: str, version: int | None = None) -> HttpResponse:
    """The method places the item again."""
    done = backlog.remove_override(actor=actor(request), program=program, key=key, version=version, now=moment())
    return answer(done)


@router.get("/programs/{program}/backlog/items/{path:key}", response={200: schema_of(RankReceipt), **READ})
def get_backlog_item(request: HttpRequest, program: str, key: str) -> HttpResponse:
    """How the place of one item comes about under each method, and the least that would change it."""
    return answer(receipt_of(actor=actor(request), program=program, key=key, today=moment().date()))
