"""The roadmap of a program for one audience, as a value, as one page, and arranging it."""

from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import as_of, earlier_forecasts, load_whole
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.queries.roadmap import roadmap_entries
from pilotage.plan.roadmap import Audience, Composition, Grouping, Roadmap, Settings, compose
from pilotage.plan.vocabulary.roadmap import RoadmapEntry
from pilotage.reports.roadmap import Paper, render_roadmap

router = Router(tags=["roadmap"])

MEDIA = {"pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "md": "text/markdown; charset=utf-8"}
_FILE = {"responses": {200: {"description": "The file", "content": {"application/octet-stream": {}}}}}


class RoadmapAsked(Schema):
    """For whom, and how it is arranged. What the audience may not see is not in the answer."""

    audience: Audience = Audience.ENGINEERING
    group: Grouping = Grouping.WORKSTREAM
    now_weeks: Annotated[int, Field(ge=1, le=104)] = 6
    next_weeks: Annotated[int, Field(ge=1, le=260)] = 19
    done: bool = True
    title: Annotated[str, Field(max_length=300)] = ""


class RoadmapEntryShape(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided about one activity; ``version`` goes with its next change."""

    entry: RoadmapEntry
    title: str
    version: int


class RoadmapShape(msgspec.Struct, frozen=True, kw_only=True):
    """``left_out`` says what this audience does not see; ``entries`` are what people decided, for those who arrange."""

    revision: int
    fresh: bool
    roadmap: Roadmap
    left_out: tuple[str, ...]
    entries: tuple[RoadmapEntryShape, ...]


class RoadmapFields(Schema):
    """Only what is sent is set. ``shown`` null: by the kind of the activity; ``when`` empty: by its dates."""

    shown: bool | None = None
    public: bool = False
    title: Annotated[str, Field(max_length=300)] = ""
    order: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    when: Literal["", "now", "next", "later", "done"] = ""
    reason: Annotated[str, Field(max_length=2_000)] = ""


class RoadmapEntryChange(Schema):
    activity: Annotated[str, Field(max_length=300)]
    version: int | None = None
    fields: RoadmapFields


class RoadmapChanges(Schema):
    changes: Annotated[list[RoadmapEntryChange], Field(max_length=1_000)]


@router.get("/programs/{program}/roadmap", response={200: schema_of(RoadmapShape), **READ})
def get_roadmap(request: HttpRequest, program: str, asked: Query[RoadmapAsked]) -> HttpResponse:
    """Now, next and later, with how sure each date is."""
    row = visible(actor=actor(request), program=program).program
    found, fresh, revision = _composed(request, program, asked)
    titles = {each.id: each.title for each in load_whole(row).program.activities}
    entries = tuple(
        RoadmapEntryShape(entry=entry, title=titles.get(entry.activity, entry.activity), version=version)
        for entry, version in roadmap_entries(row.pk)
    )
    return answer(
        RoadmapShape(revision=revision, fresh=fresh, roadmap=found.roadmap, left_out=found.left_out, entries=entries)
    )


@router.get("/programs/{program}/roadmap/export", response={200: None, **READ}, openapi_extra=_FILE)
def export_roadmap(
    request: HttpRequest,
    program: str,
    asked: Query[RoadmapAsked],
    format: Literal["pdf", "png", "svg", "md"] = "pdf",  # noqa: A002 - the name of the parameter in the address
    paper: Paper | None = None,
) -> HttpResponse:
    """The roadmap on one page. It holds nothing that its audience may not see."""
    found, _fresh, _revision = _composed(request, program, asked)
    response = HttpResponse(render_roadmap(found.roadmap, format, paper), content_type=MEDIA[format])
    name = "roadmap" if asked.audience is Audience.CUSTOMER else f"{program}-roadmap-{asked.audience.value}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response


@router.put("/programs/{program}/roadmap/entries", response={200: Revision, **WRITE})
def arrange_roadmap(request: HttpRequest, program: str, payload: RoadmapChanges) -> Revision:
    """Hide, show, publish, rename, order or move items; all or nothing, and one step to undo."""
    refuse_nul(request)
    changes = [
        schedule.RoadmapChange(
            activity=each.activity, version=each.version, fields=each.fields.model_dump(exclude_unset=True)
        )
        for each in payload.changes
    ]
    return Revision(
        revision=schedule.arrange_roadmap(actor=actor(request), program=program, changes=changes, now=moment())
    )


def _composed(request: HttpRequest, program: str, asked: RoadmapAsked) -> tuple[Composition, bool, int]:
    """Raises ConflictError for a plan that cannot be scheduled."""
    row = visible(actor=actor(request), program=program).program
    outlook = refresh_outlook(whole=load_whole(row), now=moment())
    whole = outlook.whole
    if whole.plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=whole.plan.broken[0]))
    entries = tuple(entry for entry, _version in roadmap_entries(row.pk))
    found = compose(
        whole.schedule,
        outlook.forecast,
        Settings(**asked.model_dump()),
        as_of=(at := as_of(outlook, moment())),
        records=earlier_forecasts(outlook, at),
        entries=entries,
    )
    return found, outlook.fresh, whole.plan.revision
