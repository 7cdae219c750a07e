"""Where and when somebody wants to be told. Everybody's own affair: not audited."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.discussion.models import Channel, Delivery, Telling
from pilotage.areas.discussion.queries.telling import allowed, inbox_address
from pilotage.areas.discussion.rules.addresses import available, checked
from pilotage.areas.discussion.rules.messages import trial
from pilotage.areas.discussion.rules.sealing import seal
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.people.models import User
from pilotage.areas.queue import Job, ask

MOST_CHANNELS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """As in ``models.Telling``."""

    digest: str
    hour: int
    weekday: int
    zone: str
    immediate: bool
    quiet_from: int | None
    quiet_to: int | None


def set_telling(*, actor: Actor, wish: Wish, now: dt.datetime) -> None:
    """Choose when to be told. Raises InvalidError."""
    user_id = _account(actor)
    _check(wish)
    values = {name: getattr(wish, name) for name in Wish.__slots__}
    Telling.objects.update_or_create(
        user_id=user_id, defaults=values | {"digested": now}, create_defaults=values | {"digested": now}
    )


def add_channel(*, actor: Actor, url: str | None, zone: str, now: dt.datetime) -> int:
    """Be told there too; without ``url`` by e-mail to the account's address. From then on daily, unless chosen
    otherwise. Returns the channel's id. Raises InvalidError.
    """
    user_id = _account(actor)
    if not available():
        raise ConflictError(_("This server cannot send messages: its extra `notify` is not installed."))
    if url is None and not settings.SMTP_URL:
        raise ConflictError(_("This server has no mail server: its administrator sets PILOTAGE_SMTP_URL."))
    shown = User.objects.get(pk=user_id).email if url is None else checked(url.strip(), allowed())
    with transaction.atomic():
        if Channel.objects.select_for_update().filter(user_id=user_id).count() >= MOST_CHANNELS:
            raise InvalidError.field("url", _("There are {n} channels already.").format(n=MOST_CHANNELS))
        known = zone if zone in available_timezones() else "UTC"
        Telling.objects.get_or_create(user_id=user_id, defaults={"digested": now, "zone": known})
        sealed = None if url is None else seal(url.strip(), str(settings.SECRET_KEY))
        return Channel.objects.create(user_id=user_id, shown=shown[:200], sealed=sealed, created=now).pk


def remove_channel(*, actor: Actor, channel: int) -> None:
    """Be told there no more."""
    _own(actor, channel).delete()


def try_channel(*, actor: Actor, channel: int, now: dt.datetime) -> None:
    """Send a test message there."""
    row = _own(actor, channel)
    message = trial(inbox=inbox_address())
    with transaction.atomic():
        Delivery.objects.create(
            channel=row, key=f"test:{uuid4().hex}", subject=message.subject, body=message.body, due=now
        )
        ask(Job.DELIVER)


def _account(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowedError(_("Log in first: an inbox belongs to an account."))
    return actor.user_id


def _own(actor: Actor, channel: int) -> Channel:
    row = Channel.objects.filter(pk=channel, user_id=_account(actor)).first()
    if row is None:
        raise NotFoundError(_("You have no such channel."))
    return row


def _check(wish: Wish) -> None:
    if wish.digest not in Telling.Digest.values:
        raise InvalidError.field("digest", _("A digest comes daily, weekly, or is off."))
    if wish.zone not in available_timezones():
        raise InvalidError.field("zone", _("There is no time zone “{zone}”.").format(zone=wish.zone[:60]))
    for name in ("hour", "quiet_from", "quiet_to"):
        if getattr(wish, name) is not None and not 0 <= getattr(wish, name) <= 23:
            raise InvalidError.field(name, _("An hour is from 0 to 23."))
    if not 0 <= wish.weekday <= 6:
        raise InvalidError.field("weekday", _("A weekday is from 0, Monday, to 6."))
    if (wish.quiet_from is None) != (wish.quiet_to is None):
        raise InvalidError.field("quiet_to", _("Quiet hours need a beginning and an end."))
