"""Blockers: what keeps work from going on, and who can remove it."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.flow.queries.blocking import Blocking, blocking
from pilotage.areas.work import operations as work
from pilotage.areas.work.rules.blockers import MOST_ITEMS

router = Router(tags=["work items"])

Name = Annotated[str, Field(max_length=300)]
Key = Annotated[str, Field(max_length=200)]


class BlockerFields(Schema):
    """Fields to set; one that is absent stays. ``owner`` follows it up, ``remover`` can take it out of the way."""

    cause: Annotated[str, Field(max_length=10_000)] = ""
    kind: Literal["waiting_on_team", "person", "decision", "environment", "external", "other"] = "other"
    keys: list[Key] = Field(default=[], max_length=MOST_ITEMS, description="Keys of the items that it hits")
    owner: Name = ""
    remover: Name = ""
    since: AwareDatetime | None = None
    expected: dt.date | None = None
    note: Annotated[str, Field(max_length=100_000)] = ""


class BlockerPatch(BlockerFields):
    version: int | None = None
    why: Annotated[str, Field(max_length=2_000)] = ""


class ResolutionInput(Schema):
    note: Annotated[str, Field(max_length=20_000)] = ""
    version: int | None = None


@router.get("/programs/{program}/blockers", response={200: schema_of(Blocking), **READ})
def list_blockers(request: HttpRequest, program: str) -> HttpResponse:
    """Worst first, with what each holds up, and the days that blockers of each kind took."""
    return answer(blocking(actor=actor(request), program=program, now=moment()))


@router.post("/programs/{program}/blockers", response={200: schema_of(Blocking), **WRITE})
def add_blocker(request: HttpRequest, program: str, payload: BlockerFields) -> HttpResponse:
    refuse_nul(request)
    fields: dict[str, Any] = payload.dict(exclude_unset=True)
    if fields.get("since") is None:
        fields.pop("since", None)
    who, now = actor(request), moment()
    work.add_blocker(actor=who, program=program, fields=fields, now=now)
    return answer(blocking(actor=who, program=program, now=now))


@router.patch("/programs/{program}/blockers/{blocker}", response={200: schema_of(Blocking), **WRITE})
def change_blocker(request: HttpRequest, program: str, blocker: str, payload: BlockerPatch) -> HttpResponse:
    refuse_nul(request)
    fields: dict[str, Any] = payload.dict(exclude_unset=True, exclude={"version", "why"})
    who, now = actor(request), moment()
    work.change_blocker(
        actor=who, program=program, code=blocker, version=payload.version, fields=fields, now=now, why=payload.why
    )
    return answer(blocking(actor=who, program=program, now=now))


@router.post("/programs/{program}/blockers/{blocker}/resolution", response={200: schema_of(Blocking), **WRITE})
def resolve_blocker(request: HttpRequest, program: str, blocker: str, payload: ResolutionInput) -> HttpResponse:
    """It is out of the way: ``note`` says how."""
    refuse_nul(request)
    who, now = actor(request), moment()
    work.resolve_blocker(actor=who, program=program, code=blocker, version=payload.version, note=payload.note, now=now)
    return answer(blocking(actor=who, program=program, now=now))
