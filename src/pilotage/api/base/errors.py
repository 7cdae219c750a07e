"""Every refusal and failure, as RFC 9457 problem details. The one place that knows which error is which status."""

import logging
from collections.abc import Iterable
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from pilotage.api.base.repeats import ReplayedError, replay
from pilotage.areas.errors import (
    AreaError,
    ConflictError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    RepeatedError,
    StaleError,
    TooManyError,
)
from pilotage.plan.vocabulary.problems import Problem, Severity

_log = logging.getLogger("pilotage.api")

_TITLES = {
    400: "Bad request",
    401: "Not logged in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    413: "Too large",
    422: "Invalid input",
    429: "Too many attempts",
    500: "Server error",
    503: "Not ready",
}
_STATUS: tuple[tuple[type[AreaError], int, str], ...] = (
    (StaleError, 409, "stale-write"),
    (ConflictError, 409, "conflict"),
    (RepeatedError, 409, "repeated"),
    (NotFoundError, 404, "not-found"),
    (NotAllowedError, 403, "not-allowed"),
    (TooManyError, 429, "too-many-attempts"),
    (InvalidError, 422, "invalid-input"),
)


def problem(
    request: HttpRequest, status: int, detail: str, *, kind: str = "", extra: dict[str, Any] | None = None
) -> HttpResponse:
    """A problem document. ``id`` is the request's id, as in the log; ``extra`` adds members of ours."""
    document = {
        "type": f"urn:pilotage:problem:{kind}" if kind else "about:blank",
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "id": request.META.get("PILOTAGE_REQUEST_ID", ""),
    }
    body = msgspec.json.encode(document | (extra or {}))
    return HttpResponse(body, status=status, content_type="application/problem+json")


def area_problem(request: HttpRequest, error: AreaError) -> HttpResponse:
    """What an area's refusal looks like from outside."""
    status, kind = next(((status, kind) for cls, status, kind in _STATUS if isinstance(error, cls)), (500, ""))
    extra: dict[str, Any] = {}
    if isinstance(error, InvalidError) and error.problems:
        extra["problems"] = error.problems
    if isinstance(error, InvalidError) and error.cycle:
        extra["cycle"] = error.cycle
    if isinstance(error, StaleError):
        extra["conflict"] = error.conflict
        extra["conflicts"] = (error.conflict, *error.others)
    response = problem(request, status, str(error), kind=kind, extra=extra)
    if isinstance(error, TooManyError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def nothing_here(request: HttpRequest) -> HttpResponse:
    """The view of every address under ``/api`` that no endpoint has."""
    return problem(request, 404, _("There is nothing at this address."), kind="not-found")


def add_handlers(api: NinjaAPI) -> None:
    """Teach ``api`` all of the above."""

    @api.exception_handler(AreaError)
    def _area(request: HttpRequest, exc: AreaError) -> HttpResponse:
        """Where another attempt at the same request was faster, what it changed is why this one was refused: its
        answer is the answer.
        """
        caller = getattr(request, "auth", None)
        asked = getattr(caller, "request", None)
        if caller is None or asked is None:
            return area_problem(request, exc)
        try:
            replay(asked, user_id=caller.user_id, now=timezone.now())
        except ReplayedError as known:
            return known.response
        except AreaError as other:
            return area_problem(request, other)
        return area_problem(request, exc)

    @api.exception_handler(ReplayedError)
    def _replayed(request: HttpRequest, exc: ReplayedError) -> HttpResponse:
        del request
        return exc.response

    @api.exception_handler(AuthenticationError)
    def _anonymous(request: HttpRequest, exc: AuthenticationError) -> HttpResponse:
        del exc
        return problem(request, 401, _("Log in, or send a token."), kind="not-logged-in")

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        problems = tuple(_field_problems(exc.errors))
        detail = "; ".join(found.message for found in problems[:3])
        return problem(request, 422, detail, kind="invalid-input", extra={"problems": problems})

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, exc: HttpError) -> HttpResponse:
        return problem(request, exc.status_code, exc.message)

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, exc: Http404) -> HttpResponse:
        del exc
        return problem(request, 404, _("There is nothing at this address."), kind="not-found")

    @api.exception_handler(RequestDataTooBig)
    def _large(request: HttpRequest, exc: RequestDataTooBig) -> HttpResponse:
        del exc
        return problem(request, 413, _("The request is too large."), kind="too-large")

    @api.exception_handler(Exception)
    def _failure(request: HttpRequest, exc: Exception) -> HttpResponse:
        number = request.META.get("PILOTAGE_REQUEST_ID", "")
        _log.error("unexpected failure", exc_info=exc, extra={"request": number, "path": request.path})
        return problem(
            request, 500, _("Something failed on the server; its log tells more under the id {id}.").format(id=number)
        )


def _field_problems(errors: Iterable[dict[str, Any]]) -> Iterable[Problem]:
    """Pydantic's errors, by field; the input itself is not repeated, it may be a password."""
    for error in errors:
        place = ".".join(str(part) for part in error.get("loc", ()) if part not in {"body", "payload", "query", "path"})
        message = f"{place}: {error.get('msg', '')}" if place else str(error.get("msg", ""))
        yield Problem(id="invalid-value", severity=Severity.ERROR, message=message, entity=place)
