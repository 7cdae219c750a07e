"""Dependency contracts between teams."""

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.parts import ContractShape, contract
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import operations as risks
from pilotage.areas.risks.operations import Written
from pilotage.areas.risks.queries import Whole, load_whole
from pilotage.plan.insight.contract_status import contract_views
from pilotage.plan.vocabulary.contracts import Contract

router = Router(tags=["contracts"])

Line = Annotated[str, Field(max_length=500)]
Code = Annotated[str, Field(max_length=300)]


class ContractList(msgspec.Struct, frozen=True):
    """The worst first."""

    contracts: tuple[ContractShape, ...]


class ContractWritten(msgspec.Struct, frozen=True):
    contract: ContractShape | None
    revision: int
    announcement: str


class ContractFields(Schema):
    """Fields to set; one that is absent stays, null clears. ``promise`` adds a promise made today."""

    delivers: Code | None = None
    needed_by_activity: Code | None = None
    asked: dt.date | None = None
    promise: dt.date | None = None
    confidence: Literal["low", "medium", "high"] = "medium"
    escalates: dt.date | None = None
    delivered: dt.date | None = None
    note: Annotated[str, Field(max_length=20_000)] = ""
    acceptance: Annotated[str, Field(max_length=20_000, description="How the consumer knows that it is there")] = ""


class ContractInput(ContractFields):
    id: Code | None = None
    what: Line
    provider: Code
    consumer: Code
    needed: dt.date


class ContractPatch(ContractFields):
    version: int | None = None
    why: Annotated[str, Field(max_length=2000)] = ""
    what: Line = ""
    provider: Code = ""
    consumer: Code = ""
    needed: dt.date | None = None


@router.get("/programs/{program}/contracts", response={200: schema_of(ContractList), **READ})
def list_contracts(request: HttpRequest, program: str) -> HttpResponse:
    row = visible(actor=actor(request), program=program).program
    return answer(ContractList(_shapes(load_whole(row))))


@router.post("/programs/{program}/contracts", response={200: schema_of(ContractWritten), **WRITE})
def add_contract(request: HttpRequest, program: str, payload: ContractInput) -> HttpResponse:
    refuse_nul(request)
    written = risks.add_contract(
        actor=actor(request), program=program, fields=payload.dict(exclude_unset=True), now=moment()
    )
    return _written(request, program, written)


@router.patch("/programs/{program}/contracts/{contract}", response={200: schema_of(ContractWritten), **WRITE})
def change_contract(request: HttpRequest, program: str, contract: str, payload: ContractPatch) -> HttpResponse:
    """A new ``promise`` never replaces the promises before it."""
    refuse_nul(request)
    fields: dict[str, Any] = payload.dict(exclude_unset=True, exclude={"version", "why"})
    written = risks.change_contract(
        actor=actor(request),
        program=program,
        contract=contract,
        version=payload.version,
        fields=fields,
        now=moment(),
        why=payload.why,
    )
    return _written(request, program, written)


@router.delete("/programs/{program}/contracts/{contract}", response={200: schema_of(ContractWritten), **WRITE})
def remove_contract(request: HttpRequest, program: str, contract: str, version: int | None = None) -> HttpResponse:
    written = risks.remove_contract(
        actor=actor(request), program=program, contract=contract, version=version, now=moment()
    )
    return _written(request, program, written)


def _shapes(whole: Whole) -> tuple[ContractShape, ...]:
    if whole.plan.broken:
        return ()
    views = contract_views(whole.schedule, whole.program.status_date or moment().date())
    versions = {
        each.id: version
        for each, version in zip(whole.program.contracts, whole.contract_versions.tolist(), strict=True)
    }
    return tuple(contract(view, versions[view.contract.id]) for view in views)


def _written(request: HttpRequest, program: str, written: Written[Contract]) -> HttpResponse:
    row = visible(actor=actor(request), program=program).program
    code = written.value.id if written.value else None
    shape = next((each for each in _shapes(load_whole(row)) if each.id == code), None)
    return answer(ContractWritten(shape, written.revision, written.said))
