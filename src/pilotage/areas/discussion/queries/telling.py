"""Where and when somebody is told."""

from dataclasses import dataclass, field

from django.conf import settings

from pilotage.areas.actor import Actor
from pilotage.areas.discussion.models import Channel, Delivery, Telling
from pilotage.areas.discussion.rules.addresses import Allowed, mail_address
from pilotage.areas.discussion.rules.sealing import UnsealableError, unseal


@dataclass(frozen=True, slots=True)
class Address:
    """An address of apprise. ``own``: of the server's own mail server, which may well be in its own network."""

    url: str = field(repr=False)
    own: bool


def allowed() -> Allowed:
    """What the administrator allows."""
    return Allowed(schemes=settings.NOTIFY_SCHEMES, private=settings.NOTIFY_PRIVATE)


def inbox_address() -> str:
    """The address of the inbox for those outside; empty where the server does not know its own name."""
    return f"{settings.CSRF_TRUSTED_ORIGINS[0]}/inbox" if settings.CSRF_TRUSTED_ORIGINS else ""


def telling(*, actor: Actor) -> Telling | None:
    return Telling.objects.filter(user_id=actor.user_id or 0).first()


def channels(*, actor: Actor) -> list[tuple[Channel, Delivery | None]]:
    """The actor's channels, each with the latest message to it."""
    rows = Channel.objects.filter(user_id=actor.user_id or 0).order_by("id")
    return [(row, row.deliveries.order_by("-id").first()) for row in rows]


def address_of(channel: Channel) -> Address | None:
    """The address to send to; None where it was sealed by another server's key, or there is no mail server."""
    if channel.sealed is None:
        return Address(mail_address(settings.SMTP_URL, channel.user.email), own=True) if settings.SMTP_URL else None
    try:
        return Address(unseal(bytes(channel.sealed), str(settings.SECRET_KEY)), own=False)
    except UnsealableError:
        return None
