"""What every answer passes through: the request log and the security headers."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

_log = logging.getLogger("pilotage.web")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Mantine writes style attributes and a style element of its own
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def security_headers(get_response: Answer) -> Answer:
    """Refuses a foreign ``Host`` with 400. A view may set a stricter policy of its own; it is left alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.get_host()
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def request_log(get_response: Answer) -> Answer:
    """One line for each request. The query string is left out: it may hold what the user searched for."""

    def answer(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = uuid4().hex[:16]
        request.META["PILOTAGE_REQUEST_ID"] = request_id
        response = get_response(request)
        response.headers["X-Request-Id"] = request_id
        user = getattr(request, "user", None)
        _log.log(
            logging.DEBUG if _is_quiet(request, response) else logging.INFO,
            "request",
            extra={
                "request": request_id,
                "user": getattr(user, "pk", None),
                "method": request.method,
                "path": _public_path(request.path),
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000, 1),
            },
        )
        return response

    return answer


def _is_quiet(request: HttpRequest, response: HttpResponse) -> bool:
    """Every open page asks each second whether something is new: that nothing is, is no news for the log either."""
    return response.status_code == 204 and request.method == "GET" and request.path.endswith("/changes")


def _public_path(path: str) -> str:
    """A login link's token is a secret until it is used."""
    return "/enter/…" if path.startswith("/enter/") else path
