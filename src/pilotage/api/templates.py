"""Templates of programs: what there is, and keeping a program as one."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.areas.sync import operations as sync
from pilotage.exchange.text.templates import Template, begin, templates
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program

router = Router(tags=["programs"])

_PARTS = (
    "workstreams",
    "activities",
    "dependencies",
    "gates",
    "risks",
    "people",
    "teams",
    "responsibilities",
    "cadences",
    "contracts",
)


class TemplateMilestone(Schema):
    """``day``: its planned date, in days from the start."""

    title: str
    day: int
    gate: bool


class TemplateStream(Schema):
    title: str
    way: str
    activities: int


class TemplateShown(Schema):
    """``usable`` is false where the company's file has a fault: ``problem`` says which. ``days``: to its last date."""

    name: str
    title: str
    kind: str
    summary: str
    own: bool
    usable: bool
    problem: str
    counts: dict[str, int]
    workstreams: list[TemplateStream]
    milestones: list[TemplateMilestone]
    days: int


class TemplateList(Schema):
    templates: list[TemplateShown]


class TemplateInput(Schema):
    """``names``: people keep their names; else they are called after their office."""

    name: Annotated[str, Field(max_length=100)]
    names: bool = False


class TemplateSaved(Schema):
    name: str


@router.get("/templates", response={200: TemplateList, **READ})
def list_templates(request: HttpRequest, start: dt.date | None = None) -> HttpResponse:
    """What a new program can begin with, the company's own first; planned dates count from ``start``."""
    actor(request)
    first = start or moment().date()
    return answer({"templates": [_shown(each, first) for each in templates(settings.PROGRAM_TEMPLATES)]})


@router.post("/programs/{program}/template", response={200: TemplateSaved, **WRITE})
def save_template(request: HttpRequest, program: str, payload: TemplateInput) -> HttpResponse:
    """Keep a program as a template for everybody here, without what has happened in it."""
    refuse_nul(request)
    name = sync.save_template(
        actor=actor(request),
        program=program,
        folder=settings.PROGRAM_TEMPLATES,
        name=payload.name,
        names=payload.names,
        now=moment(),
    )
    return answer({"name": name})


def _shown(template: Template, start: dt.date) -> Mapping[str, object]:
    program = template.program
    shown = {"name": template.name, "title": template.title, "own": template.own, "usable": program is not None}
    if program is None:
        empty = {"kind": "", "summary": "", "counts": {}, "workstreams": [], "milestones": [], "days": 0}
        return shown | empty | {"problem": template.problems[0].message}
    return shown | {
        "problem": "",
        "kind": program.kind.value,
        "summary": program.summary,
        "counts": {name: len(getattr(program, name)) for name in _PARTS},
        "workstreams": _streams(program),
        **_timeline(begin(template, slug=template.name, title=template.title, start=start), start),
    }


def _streams(program: Program) -> list[dict[str, object]]:
    of = [each.workstream for each in program.activities]
    return [
        {"title": each.title, "way": each.way.value, "activities": of.count(each.id)} for each in program.workstreams
    ]


def _timeline(program: Program, start: dt.date) -> dict[str, object]:
    """Milestones where the plan puts them; none where it cannot be scheduled."""
    try:
        planned = schedule(program)
    except Unschedulable:
        return {"milestones": [], "days": 0}
    gated = {gate.activity for gate in program.gates}
    days = {each.id: (planned.at(each.id).finish.date() - start).days for each in program.activities}
    milestones = [
        {"title": each.title, "day": days[each.id], "gate": each.id in gated}
        for each in program.activities
        if each.kind is ActivityKind.MILESTONE
    ]
    return {
        "milestones": sorted(milestones, key=lambda each: int(str(each["day"]))),
        "days": max(days.values(), default=0),
    }
