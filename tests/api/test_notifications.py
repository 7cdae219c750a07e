"""Where and when one is told of the inbox, through HTTP."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program

Browser = Callable[[Actor | None], Client]
HERE = "/api/notifications"
JSON = "application/json"
SECRET = "TIiajkdnlazkcOXrIdevi7FQ"
SLACK = f"slack://T1JJ3T3L2/A1BRTD4JD/{SECRET}"


def add(client: Client, url: str | None) -> Any:
    return client.post(f"{HERE}/channels", {"url": url}, content_type=JSON)


def test_a_channel_is_added_shown_without_its_secret_tried_and_removed(viewer: Actor, browser: Browser) -> None:
    mine = browser(viewer)
    before = mine.get(HERE).json()
    assert (before["channels"], before["digest"], before["available"]) == ([], "daily", True)
    made = add(mine, SLACK)
    assert made.status_code == 200, made.content
    answer = mine.get(HERE)
    (channel,) = answer.json()["channels"]
    assert (channel["id"], channel["email"], channel["state"]) == (made.json()["id"], False, None)
    assert channel["shown"].startswith("Slack")
    assert SECRET not in answer.content.decode()
    assert mine.post(f"{HERE}/channels/{channel['id']}/test").status_code == 204
    assert mine.get(HERE).json()["channels"][0]["state"] == "waiting"
    assert mine.delete(f"{HERE}/channels/{channel['id']}").status_code == 204
    assert mine.get(HERE).json()["channels"] == []


def test_what_was_chosen_is_answered_and_nonsense_is_refused(viewer: Actor, browser: Browser) -> None:
    mine = browser(viewer)
    wish = {"digest": "weekly", "hour": 7, "weekday": 4, "zone": "Europe/Berlin", "immediate": True}
    quiet = {"quiet_from": 20, "quiet_to": 6}
    assert mine.put(HERE, wish | quiet, content_type=JSON).status_code == 204
    kept = mine.get(HERE).json()
    assert {name: kept[name] for name in wish | quiet} == wish | quiet
    for bad in ({"hour": 24}, {"weekday": 7}, {"digest": "hourly"}, {"zone": "Mars/Base"}, {"quiet_from": 3}):
        assert mine.put(HERE, wish | bad, content_type=JSON).status_code == 422, bad
    assert mine.get(HERE).json()["hour"] == 7


def test_addresses_that_are_not_allowed_are_refused_without_being_told_again(
    viewer: Actor, browser: Browser, settings: Any
) -> None:
    mine = browser(viewer)
    settings.NOTIFY_SCHEMES = ("slack", "ntfys", "json")
    for url in (
        "",
        "no address",
        "file:///etc/passwd",
        "mailto://me:hidden@example.com",
        "slack://hidden",
        "json://hidden@127.0.0.1/x",
        "json://hidden@[::1]/x",
        "json://hidden@169.254.169.254/latest",
        "ntfys://hidden@localhost/topic",
        "x" * 1001,
    ):
        refused = add(mine, url)
        assert refused.status_code == 422, url
        assert "hidden" not in refused.content.decode()
    assert add(mine, None).status_code == 409  # there is no mail server
    assert mine.get(HERE).json()["channels"] == []


def test_channels_are_everybodys_own(owner: Actor, viewer: Actor, browser: Browser, program: Program) -> None:
    made = add(browser(owner), SLACK).json()["id"]
    other = browser(viewer)
    assert other.get(HERE).json()["channels"] == []
    assert other.post(f"{HERE}/channels/{made}/test").status_code == 404
    assert other.delete(f"{HERE}/channels/{made}").status_code == 404
    assert browser(None).get(HERE).status_code == 401
    assert len(browser(owner).get(HERE).json()["channels"]) == 1
