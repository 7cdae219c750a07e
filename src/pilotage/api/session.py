"""Logging in and out with the browser's cookie."""

from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Schema
from pydantic import Field

import pilotage
from pilotage.api.base.auth import client_address, moment, require_csrf
from pilotage.api.base.schemas import ProblemDetails
from pilotage.areas.actor import Source
from pilotage.areas.people import operations as people
from pilotage.areas.people.queries import account, actor_for
from pilotage.areas.people.rules import initials
from pilotage.areas.programs.queries import has_demo

router = Router(tags=["session"], auth=None)

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SessionUser(Schema):
    id: str
    name: str
    email: str
    initials: str


class SessionView(Schema):
    user: SessionUser | None
    demo: bool = Field(description="The shipped demo program is loaded")
    version: str


class Login(Schema):
    email: str = Field(max_length=254)
    password: str = Field(max_length=1000)


@router.get("/session", response=SessionView)
def get_session(request: HttpRequest) -> SessionView:
    """Who is logged in; also sets the ``csrftoken`` cookie."""
    get_token(request)
    return _view(request)


@router.post("/session", response={200: SessionView, frozenset({403, 422, 429}): ProblemDetails})
def log_in(request: HttpRequest, payload: Login) -> SessionView:
    """Log in with e-mail address and password. Failed attempts are limited per account and per client address."""
    require_csrf(request)
    user = people.log_in(email=payload.email, password=payload.password, address=client_address(request), now=moment())
    login(request, user, backend=BACKEND)
    return _view(request)


@router.delete("/session", response={200: SessionView, 403: ProblemDetails})
def log_out(request: HttpRequest) -> SessionView:
    require_csrf(request)
    user = account(request.user)
    if user is not None:
        people.log_out(actor=actor_for(user, Source.WEB), now=moment())
    logout(request)
    get_token(request)
    return _view(request)


def _view(request: HttpRequest) -> SessionView:
    user = account(request.user)
    seen = (
        SessionUser(id=str(user.pk), name=user.name, email=user.email, initials=initials(user.name))
        if user is not None
        else None
    )
    return SessionView(user=seen, demo=has_demo(), version=pilotage.__version__)
