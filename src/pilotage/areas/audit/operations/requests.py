"""Requests that must not be done twice, however often they are sent.

The first audit entry of a request claims its key, in the transaction of what it does: of two attempts at once the
later one waits for the earlier one's transaction, then finds the key taken and undoes itself.
"""

import datetime as dt

from django.utils.translation import gettext as _

from pilotage.areas.actor import Request
from pilotage.areas.audit.models import SentRequest
from pilotage.areas.audit.rules import REQUESTS_KEPT
from pilotage.areas.errors import RepeatedError


def claim(request: Request, *, user_id: int, now: dt.datetime) -> None:
    """Note that this attempt does the request. Raises RepeatedError where another attempt did it within a day."""
    fresh = {"digest": request.digest, "claim": request.claim, "at": now, "status": None, "answer": None}
    row, made = SentRequest.objects.get_or_create(user_id=user_id, key=request.key, defaults=fresh)
    if made or row.claim == request.claim:
        return
    if row.at > now - REQUESTS_KEPT:
        raise RepeatedError(_("This was done already."))
    SentRequest.objects.filter(pk=row.pk).update(**fresh)


def keep_answer(request: Request, *, user_id: int, status: int, answer: bytes) -> None:
    """Remember what was answered, for whoever sends the request again. Nothing where it changed nothing."""
    rows = SentRequest.objects.filter(user_id=user_id, key=request.key, claim=request.claim)
    rows.update(status=status, answer=answer)


def forget_requests(*, now: dt.datetime) -> None:
    """Drop what nobody sends again."""
    SentRequest.objects.filter(at__lte=now - REQUESTS_KEPT).delete()
