"""Answers as JSON bytes. Schemas describe them in the OpenAPI document; they are not run over the data."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError


def answer(value: Any, *, status: int = 200) -> HttpResponse:
    """``value`` (structs, dicts, lists, dates ...) as a JSON response."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")


def nothing() -> HttpResponse:
    return HttpResponse(status=204)


def refuse_nul(request: HttpRequest) -> None:
    """PostgreSQL cannot keep a NUL in a text. Raises InvalidError for a JSON body that holds one."""
    if request.content_type == "application/json" and b"\\u0000" in request.body:
        raise InvalidError(_("The text holds a NUL character. Remove it and send again."))
