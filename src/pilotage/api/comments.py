"""What people say about the records of a program."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, nothing
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.areas.discussion import operations as discussion
from pilotage.areas.discussion import queries

router = Router(tags=["discussion"])

Code = Annotated[str, Field(min_length=1, max_length=300)]
Kind = Annotated[
    str,
    Field(max_length=30, description="activity, milestone, gate, risk, contract, work_item, report or program"),
]
Words = Annotated[str, Field(max_length=20_000)]


class SpeakerView(Schema):
    id: str | None
    name: str
    initials: str


class CalledView(Schema):
    id: str
    name: str


class SaidView(Schema):
    id: int
    by: SpeakerView
    text: str = Field(description="Plain text with Markdown's marks; empty once it is removed")
    mentions: list[CalledView]
    version: int
    created: dt.datetime
    edited: dt.datetime | None
    removed: bool
    mine: bool = Field(description="The caller may change it")


class ThreadView(Schema):
    id: int
    resolved: dt.datetime | None
    resolved_by: str
    comments: list[SaidView]


class DiscussionView(Schema):
    title: str
    watching: bool
    members: list[CalledView] = Field(description="Who can be called by @ and their name")
    threads: list[ThreadView]


class CommentInput(Schema):
    kind: Kind
    id: Code
    text: Words
    thread: int | None = Field(default=None, description="The thread that it answers")


class CommentChange(Schema):
    text: Words
    version: int | None = None


class CommentMade(Schema):
    id: int


class Resolution(Schema):
    resolved: bool


class WatchInput(Schema):
    kind: Kind
    id: Code
    on: bool


@router.get("/programs/{program}/comments", response={200: DiscussionView, **READ})
def list_comments(request: HttpRequest, program: str, kind: Kind, id: Code) -> HttpResponse:  # noqa: A002 - its name in the address
    """Everything said about one record; open threads first."""
    return answer(queries.threads(actor=actor(request), program=program, kind=kind, code=id))


@router.get("/programs/{program}/comments/counts", response={200: dict[str, dict[str, int]], **READ})
def count_comments(request: HttpRequest, program: str) -> HttpResponse:
    """How many comments open threads hold, by kind and id of the record."""
    return answer(queries.counts(actor=actor(request), program=program))


@router.post("/programs/{program}/comments", response={200: CommentMade, **WRITE})
def add_comment(request: HttpRequest, program: str, payload: CommentInput) -> HttpResponse:
    """Whom the text calls by ``@`` and their name finds it in their inbox."""
    made = discussion.add_comment(
        actor=actor(request),
        program=program,
        kind=payload.kind,
        code=payload.id,
        text=payload.text,
        thread=payload.thread,
        now=moment(),
    )
    return answer({"id": made})


@router.patch("/programs/{program}/comments/{comment}", response={204: None, **WRITE})
def change_comment(request: HttpRequest, program: str, comment: int, payload: CommentChange) -> HttpResponse:
    discussion.change_comment(
        actor=actor(request),
        program=program,
        comment=comment,
        version=payload.version,
        text=payload.text,
        now=moment(),
    )
    return nothing()


@router.delete("/programs/{program}/comments/{comment}", response={204: None, **WRITE})
def remove_comment(request: HttpRequest, program: str, comment: int) -> HttpResponse:
    """Its words are gone for good; its place stays, so that answers keep theirs."""
    discussion.remove_comment(actor=actor(request), program=program, comment=comment, now=moment())
    return nothing()


@router.put("/programs/{program}/comments/{comment}/resolved", response={204: None, **WRITE})
def resolve_thread(request: HttpRequest, program: str, comment: int, payload: Resolution) -> HttpResponse:
    discussion.resolve_thread(
        actor=actor(request), program=program, comment=comment, resolved=payload.resolved, now=moment()
    )
    return nothing()


@router.put("/programs/{program}/watches", response={204: None, **WRITE})
def watch(request: HttpRequest, program: str, payload: WatchInput) -> HttpResponse:
    """Hear of what others do to a record, or no more."""
    discussion.watch(actor=actor(request), program=program, kind=payload.kind, code=payload.id, on=payload.on)
    return nothing()
