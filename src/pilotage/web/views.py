"""Pages that are not part of the API: the UI's one page, login links, and the probes."""

import logging

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from pilotage.areas.errors import NotAllowedError
from pilotage.areas.people import operations as people
from pilotage.areas.sync.queries import readiness
from pilotage.web.pages import not_built, page

BACKEND = "django.contrib.auth.backends.ModelBackend"

_log = logging.getLogger("pilotage.web")


@require_safe
def ui(request: HttpRequest, path: str = "") -> HttpResponse:
    """The UI's page for every address that the UI itself routes; a missing file stays missing."""
    if "." in path.rpartition("/")[2]:
        return page(_("There is nothing at this address"), status=404)
    index = settings.UI_FOLDER / "index.html"
    if not index.is_file():
        return not_built()
    get_token(request)
    response = HttpResponse(index.read_bytes())
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Use a login link up and go on to ``?next=``, an address of this server."""
    try:
        user = people.enter(token=token, now=timezone.now())
    except NotAllowedError as error:
        return page(_("This link does not log you in"), str(error), status=403)
    login(request, user, backend=BACKEND)
    target = request.GET.get("next", "/")
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    response = HttpResponseRedirect(target if safe else "/")
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    del request
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, its tables are up to date, and a worker has been seen lately."""
    del request
    checks = readiness(now=timezone.now())
    ready = all(check.ok for check in checks if check.required)
    body = {
        "ready": ready,
        "checks": [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks],
    }
    return JsonResponse(body, status=200 if ready else 503)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A write by cookie without its CSRF token."""
    del request, reason
    return page(_("Reload the page and try again"), _("Its security token is missing or too old."), status=403)


def failure(request: HttpRequest) -> HttpResponse:
    """Something failed outside the API."""
    number = request.META.get("PILOTAGE_REQUEST_ID", "")
    return page(
        _("Something failed on the server"), _("Its log tells more under the id {id}.").format(id=number), status=500
    )
