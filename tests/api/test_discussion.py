"""Comments, watches and the inbox through HTTP."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program

Browser = Callable[[Actor | None], Client]
COMMENTS = "/api/programs/harbor/comments"
JSON = "application/json"
ON = {"kind": "program", "id": "harbor"}


def say(client: Client, text: str, **more: Any) -> int:
    answer = client.post(COMMENTS, ON | {"text": text} | more, content_type=JSON)
    assert answer.status_code == 200, answer.content
    return int(answer.json()["id"])


def test_a_mention_reaches_the_inbox_and_is_put_away(
    program: Program, owner: Actor, viewer: Actor, browser: Browser
) -> None:
    said = say(browser(owner), "Is it true, @Vera?")
    other = browser(viewer)
    assert other.get("/api/inbox/unread").json() == {"unread": 1}
    (notice,) = other.get("/api/inbox").json()["notices"]
    assert (notice["reason"], notice["by"], notice["record"], notice["excerpt"]) == (
        "mention",
        "Olga",
        "harbor",
        "Is it true, @Vera?",
    )
    assert notice["program"] == {"id": "harbor", "title": "Harbor"}
    marked = other.post("/api/inbox/marks", {"notices": [notice["id"]], "done": True, "read": True}, content_type=JSON)
    assert marked.json() == {"unread": 0}
    assert other.get("/api/inbox").json()["notices"] == []
    assert len(other.get("/api/inbox", {"shelf": "done"}).json()["notices"]) == 1
    say(other, "It is.", thread=said)
    assert browser(owner).get("/api/inbox").json()["notices"][0]["reason"] == "comment"


def test_a_thread_lives_through_http(program: Program, owner: Actor, editor: Actor, browser: Browser) -> None:
    client = browser(owner)
    said = say(client, "**One**")
    one = f"{COMMENTS}/{said}"
    assert client.patch(one, {"text": "Two", "version": 1}, content_type=JSON).status_code == 204
    stale = client.patch(one, {"text": "Three", "version": 1}, content_type=JSON)
    assert stale.json()["conflict"]["fields"] == {"text": {"yours": "Three", "theirs": "Two"}}
    assert browser(editor).delete(one).status_code == 403
    assert client.put(f"{one}/resolved", {"resolved": True}, content_type=JSON).status_code == 204
    seen = client.get(COMMENTS, ON).json()
    assert seen["watching"] is True
    assert seen["threads"][0]["resolved_by"] == "Olga"
    assert client.get(f"{COMMENTS}/counts").json() == {}
    assert client.put("/api/programs/harbor/watches", ON | {"on": False}, content_type=JSON).status_code == 204
    assert client.get(COMMENTS, ON).json()["watching"] is False
    assert client.delete(one).status_code == 204
    assert client.get(COMMENTS, ON).json()["threads"] == []


def test_strangers_and_garbage_are_refused(program: Program, viewer: Actor, stranger: Actor, browser: Browser) -> None:
    assert browser(stranger).get(COMMENTS, ON).status_code == 404
    assert browser(stranger).post(COMMENTS, ON | {"text": "?"}, content_type=JSON).status_code == 404
    assert browser(None).get("/api/inbox").status_code == 401
    client = browser(viewer)
    assert client.post(COMMENTS, ON | {"text": "  "}, content_type=JSON).status_code == 422
    assert client.post(COMMENTS, {"kind": "x", "id": "y", "text": "?"}, content_type=JSON).status_code == 422
    assert client.get(COMMENTS, {"kind": "risk", "id": "none"}).status_code == 404
    assert client.get("/api/inbox", {"shelf": "attic"}).status_code == 422
