"""Who calls: a browser session (with its CSRF token) or a bearer token."""

import datetime as dt
from dataclasses import replace
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError, HttpError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from pilotage.api.base.repeats import replay, sent
from pilotage.areas.actor import Actor, Source
from pilotage.areas.people import operations as people
from pilotage.areas.people.queries import account, actor_for


class Bearer(HttpBearer):
    """A wrong token is refused at once, also where the request carries a session beside it."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        user = people.use_token(secret=token.strip(), now=timezone.now())
        if user is None:
            raise AuthenticationError
        return _caller(request, actor_for(user, Source.API))


class Session(APIKeyCookie):
    """The browser's session cookie; writes need the ``X-CSRFToken`` header."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        del key
        user = account(request.user)
        return None if user is None else _caller(request, actor_for(user, Source.WEB))


def _caller(request: HttpRequest, found: Actor) -> Actor:
    """With the request, where the caller gave it a key. Raises ReplayedError where it was done before."""
    asked = sent(request)
    if asked is None or found.user_id is None:
        return found
    replay(asked, user_id=found.user_id, now=timezone.now())
    return replace(found, request=asked)


def actor(request: HttpRequest) -> Actor:
    """The caller of an endpoint that needs one."""
    return cast(Actor, request.auth)  # type: ignore[attr-defined]  # ninja sets it to what authenticate() gave


def moment() -> dt.datetime:
    """The clock of the doors."""
    return timezone.now()


def require_csrf(request: HttpRequest) -> None:
    """For writes that need no login, such as the login itself."""
    if check_csrf(request) is not None:
        raise HttpError(403, "The CSRF token is missing or wrong. GET /api/session first, then send X-CSRFToken.")


def client_address(request: HttpRequest) -> str:
    """The address that login attempts are counted for. ``X-Forwarded-For`` is believed only behind our own proxy,
    and then only its last entry, which that proxy wrote.
    """
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded:
            return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
