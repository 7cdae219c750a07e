"""Programs: the list, the page of one, and changes of its head."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, nothing, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes import overview as shapes
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.people import person
from pilotage.areas.actor import Actor
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import InvalidError
from pilotage.areas.flow.queries.side_by_side import compared
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.queries import Visible, all_visible, header_image, load_header, owners, visible
from pilotage.areas.reporting.operations import keep_digest, load_demo, refresh_digests
from pilotage.areas.reporting.queries import briefing, published_reports, warnings_known
from pilotage.areas.reporting.rules.digests import ProgramDigest
from pilotage.areas.reporting.rules.headlines import headline
from pilotage.areas.reporting.rules.shipped import demo_folder
from pilotage.areas.risks.operations.forecasting import refresh_outlook
from pilotage.areas.risks.queries import Outlook, as_of, load_whole
from pilotage.areas.schedule.queries.baselines import baseline
from pilotage.areas.sync import operations as sync
from pilotage.areas.work.queries import count
from pilotage.exchange.text.templates import Template, TemplateError, find
from pilotage.plan.checking.governance import of_matrix
from pilotage.plan.vocabulary.people import Person

router = Router(tags=["programs"])

Kind = Annotated[str, Field(max_length=20)]
Zone = Annotated[str, Field(max_length=60)]


class ProgramInput(Schema):
    """``target``: the day wished for; it becomes that of the final milestone."""

    title: Annotated[str, Field(max_length=300)]
    id: Annotated[str | None, Field(max_length=100, description="Its name in addresses; made from the title")] = None
    kind: Kind = "product"
    zone: Zone = "UTC"
    start: dt.date | None = None
    target: dt.date | None = None
    template: Annotated[str | None, Field(max_length=100, description="As `GET /templates` names it")] = None
    portfolio: Annotated[str | None, Field(max_length=100)] = None


class AskInput(Schema):
    text: str
    to: str | None = None
    by: dt.date | None = None
    if_not: str = ""


class ResponsibilityInput(Schema):
    """One cell of the matrix. ``letter``: A, R, C or I."""

    subject: str
    role: str = ""
    person: str | None = None
    letter: Annotated[str, Field(max_length=1)]


class CadenceInput(Schema):
    """``every``: day, week, two_weeks, month or quarter; ``weekday``: mon to sun; ``at`` in the program's zone."""

    id: str
    title: str
    every: str = "week"
    weekday: str | None = None
    at: dt.time | None = None
    minutes: int | None = None
    who: list[str] = Field(default_factory=list)
    purpose: str = ""
    workstream: str | None = None


class ProgramPatch(Schema):
    """Only what is sent is changed; a list is replaced as a whole. Lists are in the JSON of a program."""

    version: int | None = Field(default=None, description="As read; a stale one is refused with 409")
    why: str = ""
    title: str | None = None
    summary: str | None = None
    kind: Kind | None = None
    owner: str | None = None
    zone: Zone | None = None
    currency: str | None = None
    start: dt.datetime | None = None
    status_date: dt.date | None = None
    final: str | None = None
    hours_per_day: float | None = None
    days_per_week: float | None = None
    default_calendar: str | None = None
    asks: list[AskInput] | None = None
    people: list[dict[str, Any]] | None = None
    teams: list[dict[str, Any]] | None = None
    workstreams: list[dict[str, Any]] | None = None
    calendars: list[dict[str, Any]] | None = None
    factors: list[dict[str, Any]] | None = None
    correlations: list[dict[str, Any]] | None = None
    rules: dict[str, Any] | None = None
    ladder: list[dict[str, Any]] | None = None
    responsibilities: list[ResponsibilityInput] | None = None
    cadences: list[CadenceInput] | None = None


class ResponsibilityFinding(Schema):
    """What is wrong with one subject of the matrix of responsibilities, and what to do about it."""

    subject: str
    message: str
    hint: str


class ProgramHeader(Schema):
    """The head of a program, to be edited: every list in the JSON of a program."""

    id: str
    version: int
    revision: int
    title: str
    summary: str
    kind: str
    owner: str | None
    zone: str
    currency: str
    start: dt.datetime | None
    status_date: dt.date | None
    final: str | None
    hours_per_day: float
    days_per_week: float
    default_calendar: str
    asks: list[AskInput]
    people: list[dict[str, Any]]
    teams: list[dict[str, Any]]
    workstreams: list[dict[str, Any]]
    calendars: list[dict[str, Any]]
    factors: list[dict[str, Any]]
    correlations: list[dict[str, Any]]
    rules: dict[str, Any]
    ladder: list[dict[str, Any]]
    responsibilities: list[ResponsibilityInput]
    cadences: list[CadenceInput]
    responsibility_findings: list[ResponsibilityFinding]


class ProgramChanged(Revision):
    version: int


@router.get("/programs", response={200: schema_of(shapes.ProgramList), **READ})
def list_programs(request: HttpRequest) -> HttpResponse:
    """Every program that the caller may see, with its status and forecast."""
    return answer(_list(actor(request), moment()))


@router.post("/programs", response={200: schema_of(shapes.ProgramRow), **WRITE})
def create_program(request: HttpRequest, payload: ProgramInput) -> HttpResponse:
    """A new program with nothing but its final milestone, or what a template brings; the caller owns it."""
    refuse_nul(request)
    who, now = actor(request), moment()
    fields = payload.dict(exclude={"id", "template"})
    template = None if payload.template is None else _template(payload.template)
    edit = sync.start_program(actor=who, slug=payload.id, template=template, now=now, **fields)
    return answer(_row(visible(actor=who, program=edit.program.slug), now))


@router.post("/programs/demo", response={200: schema_of(shapes.ProgramRow), **WRITE})
def load_demo_program(request: HttpRequest) -> HttpResponse:
    """Load the shipped demo program; the caller owns it. 409 where it is loaded already."""
    who, now = actor(request), moment()
    slug = load_demo(actor=who, folder=demo_folder())
    return answer(_row(visible(actor=who, program=slug), now))


@router.get("/programs/{program}", response={200: schema_of(shapes.Overview), **READ})
def get_program(request: HttpRequest, program: str) -> HttpResponse:
    """Everything on the page of a program."""
    found, now = visible(actor=actor(request), program=program), moment()
    outlook = refresh_outlook(whole=load_whole(found.program), now=now, explain=True)
    told = briefing(outlook, now)
    keep_digest(outlook=outlook, told=told, now=now)
    beside = shapes.Beside(
        role=found.role.value,
        baseline=baseline(found.program.pk, outlook.whole.program.zone),
        counts=_counts(outlook, len(told.warnings)),
        side_by_side=tuple(compared(outlook, now.date()).values()),
    )
    return answer(shapes.overview(outlook, told, beside))


@router.get("/programs/{program}/glance", response={200: schema_of(shapes.Glance), **READ})
def get_program_glance(request: HttpRequest, program: str) -> HttpResponse:
    """What every page of a program shows around itself: its head, its counts, and when it was worked out."""
    found, now = visible(actor=actor(request), program=program), moment()
    outlook = refresh_outlook(whole=load_whole(found.program), now=now)
    counts = _counts(outlook, warnings_known(outlook, now))
    return answer(shapes.glance(outlook, found.role.value, counts, as_of(outlook, now)))


@router.get("/programs/{program}/header", response={200: ProgramHeader, **READ})
def get_program_header(request: HttpRequest, program: str) -> HttpResponse:
    """The head of a program as ``PATCH`` takes it: calendars, people, teams, workstreams, asks."""
    row = visible(actor=actor(request), program=program).program
    header = load_header(row)
    findings = [
        {"subject": each.entity, "message": each.message, "hint": each.hint}
        for each in of_matrix(header.responsibilities)
    ]
    own = {"id": row.slug, "version": row.version, "revision": row.revision, "responsibility_findings": findings}
    return answer(own | header_image(header))


@router.patch("/programs/{program}", response={200: ProgramChanged, **WRITE})
def change_program(request: HttpRequest, program: str, payload: ProgramPatch) -> HttpResponse:
    """Change the head of a program."""
    refuse_nul(request)
    changes = payload.dict(exclude={"version", "why"}, exclude_unset=True)
    who = actor(request)
    revision = programs.change_program(
        actor=who, program=program, version=payload.version, changes=plain(changes), now=moment(), why=payload.why
    )
    return answer({"revision": revision, "version": visible(actor=who, program=program).program.version})


@router.delete("/programs/{program}", response={204: None, **WRITE})
def remove_program(request: HttpRequest, program: str) -> HttpResponse:
    """Delete a program with everything in it; its audit trail stays. For owners."""
    programs.remove_program(actor=actor(request), program=program, now=moment())
    return nothing()


def _counts(outlook: Outlook, warnings: int | None) -> shapes.Counts:
    row = outlook.whole.row
    reports, items = len(published_reports(row.pk)), count(row.pk)
    return shapes.counts(outlook.whole.program, reports=reports, warnings=warnings, work_items=items)


def _template(name: str) -> Template:
    try:
        return find(name, settings.PROGRAM_TEMPLATES)
    except TemplateError as error:
        raise InvalidError.field("template", str(error)) from error


def _list(who: Actor, now: dt.datetime) -> shapes.ProgramList:
    seen = all_visible(actor=who)
    digests = refresh_digests(programs=[found.program for found in seen], now=now)
    owned = owners([found.program for found in seen])
    rows = tuple(_shape(found, digests[found.program.pk], owned) for found in seen)
    told = headline([(found.program.slug, found.program.title, digests[found.program.pk]) for found in seen])
    tally = Counter(row.status.status.value for row in rows)
    facts = {
        key: fact
        for found in seen
        for key, fact in shapes.row_facts(found.program.slug, digests[found.program.pk]).items()
    }
    return shapes.ProgramList(programs=rows, headline=told, tally=dict(tally), facts=facts)


def _row(found: Visible, now: dt.datetime) -> shapes.ProgramRow:
    return _shape(found, _digest(found, now), owners([found.program]))


def _digest(found: Visible, now: dt.datetime) -> ProgramDigest:
    return refresh_digests(programs=[found.program], now=now)[found.program.pk]


def _shape(found: Visible, digest: ProgramDigest, owned: Mapping[int, Person]) -> shapes.ProgramRow:
    row = found.program
    owner = owned.get(row.pk)
    head = shapes.RowHead(
        id=row.slug,
        title=row.title,
        summary=row.summary,
        kind=row.kind,
        owner=person(owner) if owner is not None else None,
        role=found.role.value,
        revision=row.revision,
    )
    return shapes.program_row(head, digest)
