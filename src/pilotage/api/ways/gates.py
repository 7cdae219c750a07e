"""Gates: criteria, readiness, and the record of decisions."""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.facts import Facts, facts
from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import Visible, visible
from pilotage.areas.risks.queries import as_of, load_whole, outlook
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations.gates import GateWritten
from pilotage.areas.schedule.queries.gates import gate_versions, may_decide
from pilotage.areas.schedule.rules.gates import LONGEST
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.gates import GateView, gate_views
from pilotage.plan.vocabulary.gates import Condition, GateOutcome

router = Router(tags=["gates"])

Code = Annotated[str, Field(max_length=300)]
Words = Annotated[str, Field(max_length=LONGEST["text"])]
Reason = Annotated[str, Field(max_length=LONGEST["why"])]


class GateShape(msgspec.Struct, frozen=True, kw_only=True):
    """``may_decide``: the reader may. ``begun`` is the title of work behind the gate that began without a go."""

    view: GateView
    version: int
    may_decide: bool
    begun: str | None


class GateList(msgspec.Struct, frozen=True):
    """By the planned day of their milestones."""

    gates: tuple[GateShape, ...]
    facts: Facts


class GateAnswer(msgspec.Struct, frozen=True):
    """``gate`` is null once it is removed."""

    gate: GateShape | None
    revision: int
    announcement: str


class GateInput(Schema):
    """``activity`` is a milestone; ``approvers`` are ids of people."""

    activity: Code
    approvers: Annotated[list[Code], Field(default_factory=list, max_length=50)]


class GatePatch(Schema):
    version: int | None = None
    activity: Code = ""
    approvers: Annotated[list[Code], Field(default_factory=list, max_length=50)]
    why: Reason = ""


class CriterionInput(Schema):
    version: int | None = None
    side: Literal["entry", "exit", "actions"] = "exit"
    text: Words
    owner: Code | None = None
    due: dt.date | None = None


class CriterionPatch(Schema):
    version: int | None = None
    text: Words = ""
    owner: Code | None = None
    due: dt.date | None = None


class MetInput(Schema):
    """``evidence`` says where it can be seen: an address, or words."""

    version: int | None = None
    met: bool
    evidence: Annotated[str, Field(max_length=LONGEST["evidence"])] = ""


class ConditionInput(Schema):
    text: Words
    due: dt.date
    owner: Code | None = None


class DecisionInput(Schema):
    """A no-go, and a go with criteria that are not met, need ``why``; only a go with conditions has ``conditions``."""

    version: int | None = None
    outcome: Literal["go", "go_with_conditions", "no_go"]
    why: Reason = ""
    conditions: Annotated[list[ConditionInput], Field(default_factory=list, max_length=50)]


@router.get("/programs/{program}/gates", response={200: schema_of(GateList), **READ})
def list_gates(request: HttpRequest, program: str) -> HttpResponse:
    """Every gate with its readiness, and the numbers' evidence."""
    found = visible(actor=actor(request), program=program)
    shapes, evidence = _shapes(actor(request), found)
    return answer(GateList(shapes, facts(evidence.facts)))


@router.post("/programs/{program}/gates", response={200: schema_of(GateAnswer), **WRITE})
def add_gate(request: HttpRequest, program: str, payload: GateInput) -> HttpResponse:
    refuse_nul(request)
    written = schedule.add_gate(
        actor=actor(request),
        program=program,
        activity=payload.activity,
        approvers=payload.approvers,
        now=moment(),
    )
    return _written(request, program, written)


@router.patch("/programs/{program}/gates/{gate}", response={200: schema_of(GateAnswer), **WRITE})
def change_gate(request: HttpRequest, program: str, gate: str, payload: GatePatch) -> HttpResponse:
    """Fields that are absent stay."""
    refuse_nul(request)
    written = schedule.change_gate(
        actor=actor(request),
        program=program,
        gate=gate,
        version=payload.version,
        fields=payload.dict(exclude_unset=True, exclude={"version", "why"}),
        now=moment(),
        why=payload.why,
    )
    return _written(request, program, written)


@router.delete("/programs/{program}/gates/{gate}", response={200: schema_of(GateAnswer), **WRITE})
def remove_gate(request: HttpRequest, program: str, gate: str, version: int | None = None) -> HttpResponse:
    """Only while nothing was decided."""
    written = schedule.remove_gate(actor=actor(request), program=program, gate=gate, version=version, now=moment())
    return _written(request, program, written)


@router.post("/programs/{program}/gates/{gate}/criteria", response={200: schema_of(GateAnswer), **WRITE})
def add_criterion(request: HttpRequest, program: str, gate: str, payload: CriterionInput) -> HttpResponse:
    refuse_nul(request)
    written = schedule.add_criterion(
        actor=actor(request),
        program=program,
        gate=gate,
        version=payload.version,
        side=payload.side,
        fields=payload.dict(exclude_unset=True, exclude={"version", "side"}),
        now=moment(),
    )
    return _written(request, program, written)


@router.patch("/programs/{program}/gates/{gate}/criteria/{criterion}", response={200: schema_of(GateAnswer), **WRITE})
def change_criterion(
    request: HttpRequest, program: str, gate: str, criterion: str, payload: CriterionPatch
) -> HttpResponse:
    refuse_nul(request)
    written = schedule.change_criterion(
        actor=actor(request),
        program=program,
        gate=gate,
        version=payload.version,
        criterion=criterion,
        fields=payload.dict(exclude_unset=True, exclude={"version"}),
        now=moment(),
    )
    return _written(request, program, written)


@router.delete("/programs/{program}/gates/{gate}/criteria/{criterion}", response={200: schema_of(GateAnswer), **WRITE})
def remove_criterion(
    request: HttpRequest, program: str, gate: str, criterion: str, version: int | None = None
) -> HttpResponse:
    written = schedule.remove_criterion(
        actor=actor(request), program=program, gate=gate, version=version, criterion=criterion, now=moment()
    )
    return _written(request, program, written)


@router.put("/programs/{program}/gates/{gate}/criteria/{criterion}/met", response={200: schema_of(GateAnswer), **WRITE})
def meet_criterion(request: HttpRequest, program: str, gate: str, criterion: str, payload: MetInput) -> HttpResponse:
    """Say today that a criterion or an action is met, or that it is not met any more."""
    refuse_nul(request)
    written = schedule.meet_criterion(
        actor=actor(request),
        program=program,
        gate=gate,
        version=payload.version,
        criterion=criterion,
        met=payload.met,
        evidence=payload.evidence,
        now=moment(),
    )
    return _written(request, program, written)


@router.post("/programs/{program}/gates/{gate}/decisions", response={200: schema_of(GateAnswer), **WRITE})
def decide_gate(request: HttpRequest, program: str, gate: str, payload: DecisionInput) -> HttpResponse:
    """The record of a decision is never changed; what was not met is kept with it."""
    refuse_nul(request)
    written = schedule.decide_gate(
        actor=actor(request),
        program=program,
        gate=gate,
        version=payload.version,
        outcome=GateOutcome(payload.outcome),
        why=payload.why,
        conditions=[Condition(text=each.text, due=each.due, owner=each.owner) for each in payload.conditions],
        now=moment(),
    )
    return _written(request, program, written)


def _shapes(reader: Actor, found: Visible) -> tuple[tuple[GateShape, ...], Evidence]:
    now = moment()
    seen = outlook(load_whole(found.program))
    program = seen.whole.program
    evidence = Evidence(seen.forecast, as_of(seen, now))
    views = gate_views(seen.whole.schedule, seen.forecast, evidence, program.status_date or now.date())
    versions = gate_versions(found.program.pk)
    titles = {each.id: each.title for each in program.activities}
    return tuple(
        GateShape(
            view=view,
            version=versions.get(view.gate.id, 1),
            may_decide=may_decide(role=found.role, actor=reader, gate=view.gate, program=program),
            begun=titles.get(view.begun) if view.begun else None,
        )
        for view in views
    ), evidence


def _written(request: HttpRequest, program: str, written: GateWritten) -> HttpResponse:
    reader = actor(request)
    code = written.gate.id if written.gate else None
    shapes, _evidence = _shapes(reader, visible(actor=reader, program=program))
    shape = next((each for each in shapes if each.view.gate.id == code), None)
    return answer(GateAnswer(shape, written.revision, written.said))
