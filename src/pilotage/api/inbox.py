"""What others did to the records that the caller watches."""

import datetime as dt
from typing import Annotated, Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import ProblemDetails
from pilotage.areas.actor import Actor
from pilotage.areas.discussion import operations as discussion
from pilotage.areas.discussion import queries
from pilotage.areas.sync.queries.trail import sentence

router = Router(tags=["inbox"])

Reason = Literal["mention", "comment", "change", "escalation"]


class NoticeProgram(Schema):
    id: str
    title: str


class NoticeView(Schema):
    id: int
    program: NoticeProgram
    kind: str
    record: str = Field(description="The record's id")
    title: str
    reason: Reason
    by: str
    text: str = Field(description="What happened, in words that follow the name")
    excerpt: str = Field(description="The beginning of a comment")
    count: int = Field(description="Acts of this kind since it was last read")
    at: dt.datetime
    read: bool
    done: bool


class InboxView(Schema):
    unread: int
    notices: list[NoticeView]


class UnreadView(Schema):
    unread: int


class MarksInput(Schema):
    notices: Annotated[list[int], Field(max_length=1000)] | None = Field(
        default=None, description="null: all that are open"
    )
    read: bool | None = None
    done: bool | None = None


@router.get("/inbox", response={200: InboxView, 401: ProblemDetails})
def get_inbox(
    request: HttpRequest,
    shelf: queries.Shelf = queries.Shelf.OPEN,
    reason: Reason | None = None,
    program: Annotated[str, Field(max_length=100)] = "",
) -> HttpResponse:
    """The newest 200 notices, newest first."""
    caller = _up_to_date(request)
    found = queries.inbox(actor=caller, shelf=shelf, reason=reason or "", program=program)
    notices = [
        NoticeView(
            id=row.pk,
            program=NoticeProgram(id=row.program.slug, title=row.program.title),
            kind=row.kind,
            record=row.code,
            title=row.title,
            reason=cast(Reason, row.reason),
            by=row.by,
            text=row.text,
            excerpt=row.excerpt,
            count=row.count,
            at=row.at,
            read=row.read is not None,
            done=row.done is not None,
        )
        for row in found
    ]
    return answer({"unread": queries.unread(actor=caller), "notices": [each.dict() for each in notices]})


@router.get("/inbox/unread", response={200: UnreadView, 401: ProblemDetails})
def count_unread(request: HttpRequest) -> HttpResponse:
    return answer({"unread": queries.unread(actor=_up_to_date(request))})


@router.post("/inbox/marks", response={200: UnreadView, frozenset({401, 403, 422}): ProblemDetails})
def mark_notices(request: HttpRequest, payload: MarksInput) -> HttpResponse:
    """Mark notices as read or done, or not."""
    caller = actor(request)
    marks = discussion.Marks(read=payload.read, done=payload.done)
    discussion.mark_notices(actor=caller, notices=payload.notices, marks=marks, now=moment())
    return answer({"unread": queries.unread(actor=caller)})


def _up_to_date(request: HttpRequest) -> Actor:
    caller = actor(request)
    if caller.user_id is not None:
        discussion.collect(user_id=caller.user_id, say=sentence, now=moment())
    return caller
