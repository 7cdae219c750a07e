"""Making messages of inboxes, and sending them. The worker's business: nobody acts, nothing of a program changes."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from pilotage.areas.discussion.models import Channel, Delivery, Notice, Telling
from pilotage.areas.discussion.operations.inbox import Say, collect
from pilotage.areas.discussion.queries.telling import Address, address_of, inbox_address
from pilotage.areas.discussion.rules.appointments import RETRIES, appointed, quiet_until
from pilotage.areas.discussion.rules.messages import Message, digest, single
from pilotage.areas.queue import Job, ask

Send = Callable[[Address, Message], str]
"""Sends a message to an address; returns why it did not arrive, or nothing."""

_URGENT = (Notice.Reason.MENTION, Notice.Reason.ESCALATION)
KEPT = dt.timedelta(days=30)


def make_deliveries(*, say: Say, now: dt.datetime) -> None:
    """Write the messages that are due by everybody's own wish, and ask the worker to send what is due."""
    for row in Telling.objects.filter(user__is_active=True, user_id__in=Channel.objects.values("user_id")):
        collect(user_id=row.user_id, say=say, now=now)
        with transaction.atomic():
            _make(Telling.objects.select_for_update().get(pk=row.pk), now)
    Delivery.objects.filter(due__lt=now - KEPT).delete()
    if _due(now).exists():
        ask(Job.DELIVER)


def deliver(*, send: Send, now: dt.datetime) -> int:
    """Send what is due. Returns how many arrived. Each is claimed first: a message whose sender dies is not sent
    again, because nobody knows whether it arrived.
    """
    arrived = 0
    for row in list(_due(now).select_related("channel", "channel__user")):
        if not _due(now).filter(pk=row.pk).update(claimed=now, attempts=F("attempts") + 1):
            continue
        address = address_of(row.channel)
        reason = send(address, Message(row.subject, row.body)) if address else _("Add this channel again.")
        _settle(row, reason, now)
        arrived += not reason
    return arrived


def _due(now: dt.datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(sent=None, failed=None, claimed=None, due__lte=now)


def _settle(row: Delivery, reason: str, now: dt.datetime) -> None:
    tried = row.attempts  # before this one
    rows = Delivery.objects.filter(pk=row.pk)
    if not reason:
        rows.update(sent=now, reason="")
    elif tried < len(RETRIES) and not row.key.startswith("test:"):
        rows.update(claimed=None, due=now + RETRIES[tried], reason=reason[:300])
    else:
        rows.update(failed=now, reason=reason[:300])


def _make(row: Telling, now: dt.datetime) -> None:
    waiting = Notice.objects.filter(
        user_id=row.user_id, program__memberships__user_id=row.user_id, told=None, read=None, done=None
    )
    if row.immediate:
        at = quiet_until(start=row.quiet_from, end=row.quiet_to, zone=row.zone, now=now)
        for notice in waiting.filter(reason__in=_URGENT).select_related("program"):
            _write(row, f"notice:{notice.pk}:{notice.count}", single(notice, inbox=inbox_address()), at)
            Notice.objects.filter(pk=notice.pk).update(told=now)
    if row.digest == Telling.Digest.OFF:
        return
    weekday = row.weekday if row.digest == Telling.Digest.WEEKLY else None
    due = appointed(hour=row.hour, weekday=weekday, zone=row.zone, now=now)
    if row.digested >= due:
        return
    notices = list(waiting.select_related("program").order_by("-at", "-id"))
    if notices:
        _write(row, f"digest:{due.isoformat()}", digest(notices, inbox=inbox_address()), now)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(told=now)
    row.digested = due
    row.save()


def _write(row: Telling, key: str, message: Message, due: dt.datetime) -> None:
    for channel in Channel.objects.filter(user_id=row.user_id):
        Delivery.objects.get_or_create(
            channel=channel, key=key, defaults={"subject": message.subject, "body": message.body, "due": due}
        )
