"""``Idempotency-Key``: a write that is sent again, because its answer never came, is answered and not done again.

The key belongs to the caller and is known for a day. The same request gets the answer of the first time, with
``Idempotency-Replayed: true``; another request under a used key is refused with 422.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from uuid import uuid4

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor, Request
from pilotage.areas.audit.operations import keep_answer
from pilotage.areas.audit.queries import done_before
from pilotage.areas.errors import InvalidError

HEADER = "Idempotency-Key"
LONGEST_KEY = 100
MOST_BYTES = 1_000_000
"""Larger answers are not kept: who sends again learns only that it was done."""
_READS = {"GET", "HEAD", "OPTIONS"}


class ReplayedError(Exception):
    """The answer is known already; nothing is to be done."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def sent(request: HttpRequest) -> Request | None:
    """What the caller named by a key; None for a read, an upload, and a write without a key. Raises InvalidError."""
    key = request.headers.get(HEADER, "")
    if not key or request.method in _READS or (request.content_type or "").startswith("multipart/"):
        return None
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        message = _("An idempotency key has at most {n} printable ASCII characters.")
        raise InvalidError.field(HEADER, message.format(n=LONGEST_KEY))
    said = hashlib.sha256()
    for part in (str(request.method), request.get_full_path()):
        said.update(part.encode() + b"\n")
    said.update(request.body)
    return Request(key=key, digest=said.hexdigest(), claim=uuid4().hex)


def replay(request: Request, *, user_id: int, now: dt.datetime) -> None:
    """Raises ReplayedError for a request that another attempt did, InvalidError where its key named another one."""
    known = done_before(user_id=user_id, key=request.key, now=now)
    if known is None or known.claim == request.claim:
        return
    if known.digest != request.digest:
        raise InvalidError.field(
            HEADER,
            _("This key belongs to another request of yours. Use a new key for each request."),
            problem="key-used",
        )
    # done, but the server fell before it had answered, or the answer was too large to keep
    body = bytes(known.answer) if known.answer is not None else msgspec.json.encode({"replayed": True})
    response = HttpResponse(body, status=known.status or 200, content_type="application/json")
    response.headers["Idempotency-Replayed"] = "true"
    raise ReplayedError(response)


def keep_answers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: remembers what a keyed write was answered."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        actor = getattr(request, "auth", None)
        if isinstance(actor, Actor) and response.status_code < 300 and len(response.content) <= MOST_BYTES:
            _keep(actor, response)
        return response

    return answer


def _keep(actor: Actor, response: HttpResponse) -> None:
    if actor.request is not None and actor.user_id is not None:
        keep_answer(actor.request, user_id=actor.user_id, status=response.status_code, answer=response.content)
