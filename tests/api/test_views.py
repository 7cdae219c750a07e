"""Saved views through the API."""

from collections.abc import Callable

from django.test import Client

from pilotage.areas.actor import Actor
from tests.api.documented import Documented
from tests.api.test_plan import api
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

VIEWS = "/api/programs/harbor/views"
BODY = {"search": "team=build"}


def test_a_view_is_saved_changed_and_removed(api: Documented) -> None:
    made = api.post(VIEWS, {"page": "plan", "name": "Build", "body": BODY, "shared": True, "default": True})
    assert (made["mine"], made["default"], made["body"]) == (False, True, BODY)
    changed = api.patch(f"{VIEWS}/{made['id']}", {"version": 1, "name": "Building", "default": False})
    assert (changed["version"], changed["default"], changed["body"]) == (2, False, BODY)
    assert api.get(VIEWS, page="plan") == {"views": [changed]}
    assert api.get(VIEWS, page="board") == {"views": []}


def test_a_viewer_keeps_views_of_their_own(
    browser: Callable[[Actor | None], Client], harbor: object, viewer: Actor
) -> None:
    seen = Documented(browser(viewer))
    seen.post(VIEWS, {"page": "plan", "name": "Mine", "body": BODY})
    seen.refused(403, "post", VIEWS, {"page": "plan", "name": "Ours", "body": BODY, "shared": True})
    seen.refused(422, "post", VIEWS, {"page": "plan", "name": "Mine too", "body": BODY, "default": True})
    assert browser(viewer).delete(f"{VIEWS}/{seen.get(VIEWS, page='plan')['views'][0]['id']}").status_code == 204
    assert seen.get(VIEWS, page="plan") == {"views": []}
