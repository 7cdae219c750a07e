"""A write that is sent again is done once."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from pilotage.areas.actor import Actor, Request
from pilotage.areas.audit.models import AuditEntry, SentRequest
from pilotage.areas.audit.operations import forget_requests
from pilotage.areas.errors import RepeatedError
from pilotage.areas.programs.models import Program
from pilotage.areas.risks.models import Risk
from pilotage.areas.risks.operations.risks import add_risk

Browser = Callable[[Actor | None], Client]
RISKS = "/api/programs/harbor/risks"


def add(client: Client, key: str, title: str = "Fog") -> Any:
    body = {"title": title, "probability": 0.2}
    return client.post(RISKS, body, content_type="application/json", headers={"Idempotency-Key": key})


def test_the_same_request_gets_the_same_answer_and_is_done_once(
    program: Program, editor: Actor, browser: Browser
) -> None:
    client = browser(editor)
    first, again = add(client, "k1"), add(client, "k1")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Risk.objects.count() == 1


def test_another_request_under_a_used_key_is_refused(program: Program, editor: Actor, browser: Browser) -> None:
    client = browser(editor)
    add(client, "k1")
    refused = add(client, "k1", title="Storm")
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["id"] == "key-used"
    assert Risk.objects.count() == 1


def test_keys_belong_to_their_users(program: Program, owner: Actor, editor: Actor, browser: Browser) -> None:
    add(browser(editor), "k1")
    other = add(browser(owner), "k1", title="Storm")
    assert other.status_code == 200
    assert Risk.objects.count() == 2


def test_what_was_refused_is_tried_anew(program: Program, editor: Actor, browser: Browser) -> None:
    client = browser(editor)
    url = f"{RISKS}/R-01"
    headers = {"Idempotency-Key": "k1"}
    patch = {"probability": 0.5}
    assert client.patch(url, patch, content_type="application/json", headers=headers).status_code == 404
    assert SentRequest.objects.count() == 0
    made = add(client, "k2").json()["risk"]["id"]
    assert client.patch(f"{RISKS}/{made}", patch, content_type="application/json", headers=headers).status_code == 200


def test_done_without_an_answer_is_not_done_again(program: Program, editor: Actor, browser: Browser) -> None:
    """The server fell between the write and its answer."""
    client = browser(editor)
    add(client, "k1")
    SentRequest.objects.update(status=None, answer=None)
    again = add(client, "k1")
    assert (again.status_code, again.json()) == (200, {"replayed": True})
    assert Risk.objects.count() == 1


def test_a_key_is_known_for_a_day(program: Program, editor: Actor, browser: Browser, now: Any) -> None:
    client = browser(editor)
    add(client, "k1")
    SentRequest.objects.update(at=now.replace(year=2020))
    assert add(client, "k1", title="Storm").status_code == 200
    assert Risk.objects.count() == 2
    assert SentRequest.objects.count() == 1
    SentRequest.objects.update(at=now.replace(year=2020))
    forget_requests(now=now)
    assert SentRequest.objects.count() == 0


@pytest.mark.parametrize("key", ["é" * 3, "k" * 101])
def test_a_key_that_cannot_be_kept_is_refused(program: Program, editor: Actor, browser: Browser, key: str) -> None:
    assert add(browser(editor), key).status_code == 422


def test_a_token_may_name_its_requests_too(program: Program, editor: Actor, browser: Browser) -> None:
    token = browser(editor).post("/api/tokens", {"name": "ci"}, content_type="application/json").json()["token"]
    client = Client(headers={"Authorization": f"Bearer {token}"})
    assert add(client, "k1").json() == add(client, "k1").json()
    assert Risk.objects.count() == 1


def test_the_later_of_two_attempts_undoes_itself(program: Program, editor: Actor, now: Any) -> None:
    def attempt(claim: str) -> None:
        asked = replace(editor, request=Request(key="k1", digest="d", claim=claim))
        add_risk(actor=asked, program="harbor", fields={"title": "Fog", "probability": 0.2}, now=now)

    attempt("one")
    with pytest.raises(RepeatedError):
        attempt("two")
    assert Risk.objects.count() == 1
    assert AuditEntry.objects.filter(entity_kind="risk").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_attempts_at_once_are_done_once(program: Program, editor: Actor, browser: Browser) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share SQLite's memory; its writers queue anyway")
    gate = threading.Barrier(2)
    answers: list[int] = []

    def attempt(client: Client) -> None:
        gate.wait()
        answers.append(add(client, "k1").status_code)
        connection.close()

    threads = [threading.Thread(target=attempt, args=(browser(editor),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200, 200]
    assert Risk.objects.count() == 1
    assert AuditEntry.objects.filter(entity_kind="risk").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_later_attempt_is_no_stale_write(program: Program, editor: Actor, browser: Browser) -> None:
    """The later attempt waits for the row, and finds it changed by its own twin."""
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share SQLite's memory; its writers queue anyway")
    add(browser(editor), "first")
    gate = threading.Barrier(2)
    answers: list[tuple[int, Any]] = []

    def attempt(client: Client, version: int) -> None:
        gate.wait()
        patch = {"title": f"Fog {version}", "version": version}
        headers = {"Idempotency-Key": f"k{version}"}
        answer = client.patch(f"{RISKS}/R-01", patch, content_type="application/json", headers=headers)
        answers.append((answer.status_code, answer.json().get("detail")))
        connection.close()

    for version in range(1, 7):
        threads = [threading.Thread(target=attempt, args=(browser(editor), version)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [(200, None)] * 12
    assert Risk.objects.get().version == 7
