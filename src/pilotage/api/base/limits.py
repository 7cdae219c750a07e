"""How large a request may be, by its declared length: refused before a byte of it is read.

A body without a declared length is not read at all by the WSGI server's contract.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pilotage.api.base.errors import problem

UPLOADS = "/api/imports"
_ROOM_FOR_FORM = 100_000


def body_limit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.UPLOAD_MAX_BYTES + _ROOM_FOR_FORM if request.path == UPLOADS else settings.BODY_MAX_BYTES
        if length.isdigit() and int(length) <= most:
            return get_response(request)
        detail = _("The request is too large: at most {n} MB.").format(n=most // 1_000_000)
        return problem(request, 413, detail, kind="too-large")

    return answer
