"""Where and when the caller is told of their inbox."""

import datetime as dt
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, nothing
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import ProblemDetails
from pilotage.areas.discussion import operations as discussion
from pilotage.areas.discussion.queries import telling
from pilotage.areas.discussion.rules.addresses import available

router = Router(tags=["inbox"])

Hour = Annotated[int, Field(ge=0, le=23)]
REFUSED: dict[frozenset[int], type[ProblemDetails]] = {frozenset({401, 404, 409, 422}): ProblemDetails}
State = Literal["waiting", "sent", "failed"]


class ChannelView(Schema):
    id: int
    shown: str = Field(description="What of the address may be shown")
    email: bool
    created: dt.datetime
    state: State | None = Field(description="Of the latest message")
    at: dt.datetime | None
    reason: str


class TellingFields(Schema):
    """Hours are of ``zone``; ``weekday`` 0 is Monday. Without quiet hours both are null."""

    digest: Literal["off", "daily", "weekly"] = "daily"
    hour: Hour = 8
    weekday: Annotated[int, Field(ge=0, le=6)] = 0
    zone: Annotated[str, Field(max_length=60)] = "UTC"
    immediate: bool = Field(default=False, description="Mentions and escalations at once")
    quiet_from: Hour | None = None
    quiet_to: Hour | None = None


class NotificationsView(TellingFields):
    channels: list[ChannelView]
    available: bool = Field(description="The server can send messages at all")
    email: bool = Field(description="The server has a mail server")
    schemes: list[str] = Field(description="Kinds of channels that the administrator allows")


class ChannelInput(Schema):
    url: Annotated[str, Field(max_length=1000)] | None = Field(
        default=None, description="An address of apprise; null: e-mail to the account"
    )
    zone: Annotated[str, Field(max_length=60)] = "UTC"


class ChannelMade(Schema):
    id: int


@router.get("/notifications", response={200: NotificationsView, 401: ProblemDetails})
def get_notifications(request: HttpRequest) -> NotificationsView:
    """No secret of a channel is ever among the answers."""
    caller = actor(request)
    row = telling.telling(actor=caller)
    chosen = {name: getattr(row, name) for name in TellingFields.model_fields} if row else TellingFields().model_dump()
    channels = [
        ChannelView(
            id=channel.pk,
            shown=channel.shown,
            email=channel.sealed is None,
            created=channel.created,
            state=None if last is None else "sent" if last.sent else "failed" if last.failed else "waiting",
            at=None if last is None else last.sent or last.failed or last.due,
            reason="" if last is None else last.reason,
        )
        for channel, last in telling.channels(actor=caller)
    ]
    return NotificationsView(
        **chosen,
        channels=channels,
        available=available(),
        email=bool(settings.SMTP_URL),
        schemes=sorted(settings.NOTIFY_SCHEMES),
    )


@router.put("/notifications", response={204: None, **REFUSED})
def set_notifications(request: HttpRequest, payload: TellingFields) -> HttpResponse:
    """A digest at the chosen hour, daily or weekly; mentions and escalations at once if asked, outside quiet hours."""
    discussion.set_telling(actor=actor(request), wish=discussion.Wish(**payload.dict()), now=moment())
    return nothing()


@router.post("/notifications/channels", response={200: ChannelMade, **REFUSED})
def add_channel(request: HttpRequest, payload: ChannelInput) -> HttpResponse:
    """The address is kept sealed and never shown again."""
    made = discussion.add_channel(actor=actor(request), url=payload.url, zone=payload.zone, now=moment())
    return answer({"id": made})


@router.delete("/notifications/channels/{channel}", response={204: None, **REFUSED})
def remove_channel(request: HttpRequest, channel: int) -> HttpResponse:
    discussion.remove_channel(actor=actor(request), channel=channel)
    return nothing()


@router.post("/notifications/channels/{channel}/test", response={204: None, **REFUSED})
def try_channel(request: HttpRequest, channel: int) -> HttpResponse:
    """The worker sends it at once; the channel tells whether it arrived."""
    discussion.try_channel(actor=actor(request), channel=channel, now=moment())
    return nothing()
