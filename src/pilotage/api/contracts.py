"""Dependency contracts between teams."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.parts import ContractShape, ElsewhereShape, contract
from pilotage.api.shapes.people import people_of
from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import operations as risks
from pilotage.areas.risks.operations import Written
from pilotage.areas.risks.queries import Whole, load_whole, outlook
from pilotage.areas.risks.queries.elsewhere import There, elsewhere
from pilotage.plan.insight.contract_status import contract_views
from pilotage.plan.insight.contracts.moves import ContractMove
from pilotage.plan.vocabulary.contracts import Contract, Elsewhere

router = Router(tags=["contracts"])

Line = Annotated[str, Field(max_length=500)]
Code = Annotated[str, Field(max_length=300)]


class ContractList(msgspec.Struct, frozen=True):
    """The worst first. Dates are held against ``counted_to``, and escalation is counted to it: the program's
    ``status_date``, or ``today`` where it has none.
    """

    contracts: tuple[ContractShape, ...]
    counted_to: dt.date
    status_date: dt.date | None
    today: dt.date


class ContractWritten(msgspec.Struct, frozen=True):
    contract: ContractShape | None
    revision: int
    announcement: str


class ContractElsewhereInput(Schema):
    program: Annotated[str, Field(max_length=100)]
    milestone: Code = ""


class LadderRungInput(Schema):
    """``after`` working days; ``whom`` is a person's id, provider-lead, consumer-lead, program-owner or a name."""

    after: Annotated[int, Field(ge=0, le=1_000)]
    whom: Line
    decide: Annotated[str, Field(max_length=2_000)] = ""


class ContractMoveInput(Schema):
    """``date`` is the day promised, offered, delivered or needed anew; ``why`` the reason, where the move asks one."""

    move: ContractMove
    version: int | None = None
    date: dt.date | None = None
    why: Annotated[str, Field(max_length=20_000)] = ""


class ContractFields(Schema):
    """Fields to set; one that is absent stays, null clears. What becomes of a contract is said by its moves."""

    delivers: Code | None = None
    needed_by_activity: Code | None = None
    asked: dt.date | None = None
    confidence: Literal["low", "medium", "high"] = "medium"
    escalates: dt.date | None = None
    delivered: dt.date | None = None
    promiser: Code | None = None
    requester: Code | None = None
    vendor: Line = ""
    elsewhere: ContractElsewhereInput | None = None
    ladder: list[LadderRungInput] = Field(default_factory=list, max_length=10)
    note: Annotated[str, Field(max_length=20_000)] = ""
    acceptance: Annotated[str, Field(max_length=20_000, description="How the consumer knows that it is there")] = ""


class ContractInput(ContractFields):
    """``provider`` is empty where a ``vendor`` or another program delivers. ``promise`` is a first one, made today."""

    id: Code | None = None
    what: Line
    provider: Code = ""
    consumer: Code
    needed: dt.date
    promise: dt.date | None = None


class ContractPatch(ContractFields):
    version: int | None = None
    why: Annotated[str, Field(max_length=2000)] = ""
    what: Line = ""
    provider: Code = ""
    consumer: Code = ""
    needed: dt.date | None = None


@router.get("/programs/{program}/contracts", response={200: schema_of(ContractList), **READ})
def list_contracts(request: HttpRequest, program: str) -> HttpResponse:
    who = actor(request)
    row = visible(actor=who, program=program).program
    whole, today = load_whole(row), moment().date()
    status_date = whole.program.status_date
    return answer(ContractList(_shapes(who, whole), status_date or today, status_date, today))


@router.post("/programs/{program}/contracts", response={200: schema_of(ContractWritten), **WRITE})
def add_contract(request: HttpRequest, program: str, payload: ContractInput) -> HttpResponse:
    refuse_nul(request)
    written = risks.add_contract(
        actor=actor(request), program=program, fields=payload.dict(exclude_unset=True), now=moment()
    )
    return _written(request, program, written)


@router.patch("/programs/{program}/contracts/{contract}", response={200: schema_of(ContractWritten), **WRITE})
def change_contract(request: HttpRequest, program: str, contract: str, payload: ContractPatch) -> HttpResponse:
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


@router.post("/programs/{program}/contracts/{contract}/moves", response={200: schema_of(ContractWritten), **WRITE})
def move_contract(request: HttpRequest, program: str, contract: str, payload: ContractMoveInput) -> HttpResponse:
    """Answer, promise, deliver, accept, escalate and so on. What can be done now is in ``moves`` of the contract; 409
    where it cannot.
    """
    refuse_nul(request)
    written = risks.move_contract(
        actor=actor(request),
        program=program,
        contract=contract,
        move=payload.move,
        version=payload.version,
        date=payload.date,
        why=payload.why,
        now=moment(),
    )
    return _written(request, program, written)


@router.delete("/programs/{program}/contracts/{contract}", response={200: schema_of(ContractWritten), **WRITE})
def remove_contract(request: HttpRequest, program: str, contract: str, version: int | None = None) -> HttpResponse:
    written = risks.remove_contract(
        actor=actor(request), program=program, contract=contract, version=version, now=moment()
    )
    return _written(request, program, written)


def _shapes(who: Actor, whole: Whole) -> tuple[ContractShape, ...]:
    if whole.plan.broken:
        return ()
    views = contract_views(whole.schedule, whole.program.status_date or moment().date(), outlook(whole).forecast)
    versions = {
        each.id: version
        for each, version in zip(whole.program.contracts, whole.contract_versions.tolist(), strict=True)
    }
    known = elsewhere(actor=who, wanted=[view.contract.elsewhere for view in views if view.contract.elsewhere])
    people = people_of(whole.program)
    return tuple(
        contract(
            view,
            versions[view.contract.id],
            people=people,
            elsewhere=_elsewhere(view.contract.elsewhere, known) if view.contract.elsewhere else None,
        )
        for view in views
    )


def _elsewhere(wanted: Elsewhere, known: Mapping[Elsewhere, There]) -> ElsewhereShape:
    found = known.get(wanted)
    if found is None:
        return ElsewhereShape(
            program=wanted.program,
            milestone=wanted.milestone,
            program_title=None,
            milestone_title=None,
            plan=None,
            p50=None,
            p85=None,
        )
    return ElsewhereShape(
        program=wanted.program,
        milestone=found.milestone,
        program_title=found.program_title,
        milestone_title=found.title,
        plan=found.plan,
        p50=found.p50,
        p85=found.p85,
    )


def _written(request: HttpRequest, program: str, written: Written[Contract]) -> HttpResponse:
    who = actor(request)
    row = visible(actor=who, program=program).program
    code = written.value.id if written.value else None
    shape = next((each for each in _shapes(who, load_whole(row)) if each.id == code), None)
    return answer(ContractWritten(shape, written.revision, written.said))
