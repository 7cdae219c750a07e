"""Pages that are not part of the API."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A write by cookie without its CSRF token."""
    del request, reason
    return HttpResponse(
        _("Reload the page and try again: its security token is missing or too old."),
        status=403,
        content_type="text/plain",
    )
