"""Session, tokens and members, through HTTP."""

from collections.abc import Callable

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import ApiToken, User
from pilotage.areas.people.rules import FAILURES_PER_ACCOUNT
from pilotage.areas.programs.models import Program
from tests.areas.conftest import PASSWORD

Browser = Callable[[Actor | None], Client]
MakeUser = Callable[..., User]


def _login(client: Client, password: str, email: str = "ada@example.com", **headers: str) -> int:
    data = {"email": email, "password": password}
    return client.post("/api/session", data, content_type="application/json", headers=headers).status_code


def test_nobody_is_logged_in_at_first(db: None, client: Client) -> None:
    answer = client.get("/api/session")
    assert answer.json()["user"] is None
    assert "csrftoken" in answer.cookies


def test_a_login_needs_the_csrf_token_then_the_password(make_user: MakeUser) -> None:
    make_user("Ada", PASSWORD)
    client = Client(enforce_csrf_checks=True)
    assert _login(client, PASSWORD) == 403
    client.get("/api/session")
    token = client.cookies["csrftoken"].value
    assert _login(client, "wrong", **{"X-CSRFToken": token}) == 403
    assert _login(client, PASSWORD, **{"X-CSRFToken": token}) == 200
    assert client.get("/api/session").json()["user"]["initials"] == "A"
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_session_is_over_after_logging_out(make_user: MakeUser, client: Client) -> None:
    make_user("Ada", PASSWORD)
    assert _login(client, PASSWORD) == 200
    assert client.get("/api/tokens").status_code == 200
    assert client.delete("/api/session").json()["user"] is None
    assert client.get("/api/tokens").status_code == 401


def test_guessing_is_stopped_also_with_the_right_password(make_user: MakeUser, client: Client) -> None:
    make_user("Ada", PASSWORD)
    for _ in range(FAILURES_PER_ACCOUNT):
        assert _login(client, "guess") == 403
    data = {"email": "ada@example.com", "password": PASSWORD}
    answer = client.post("/api/session", data, content_type="application/json")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900


def test_an_unknown_address_looks_like_a_wrong_password(make_user: MakeUser, client: Client) -> None:
    make_user("Ada", PASSWORD)
    known, unknown = (
        client.post("/api/session", {"email": email, "password": "x"}, content_type="application/json").json()
        for email in ("ada@example.com", "nobody@example.com")
    )
    del known["id"], unknown["id"]
    assert known == unknown


def test_a_write_by_cookie_without_its_csrf_token_is_refused(owner: Actor) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(pk=owner.user_id or 0))
    answer = client.post("/api/tokens", {"name": "ci"}, content_type="application/json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")


def test_a_token_works_until_revoked_and_is_kept_as_a_digest(owner: Actor, browser: Browser) -> None:
    client = browser(owner)
    made = client.post("/api/tokens", {"name": "ci"}, content_type="application/json").json()
    script = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {made['token']}"})
    assert [found["name"] for found in script.get("/api/tokens").json()] == ["ci"]
    assert made["token"] not in str(ApiToken.objects.values())
    assert client.delete(f"/api/tokens/{made['id']}").status_code == 204
    assert script.get("/api/tokens").status_code == 401


def test_another_users_token_cannot_be_revoked(owner: Actor, editor: Actor, browser: Browser) -> None:
    made = browser(owner).post("/api/tokens", {"name": "ci"}, content_type="application/json").json()
    assert browser(editor).delete(f"/api/tokens/{made['id']}").status_code == 404


def test_members_are_listed_set_and_removed(
    owner: Actor, viewer: Actor, stranger: Actor, program: Program, browser: Browser
) -> None:
    client = browser(owner)
    url = "/api/programs/harbor/members"
    data = {"email": "sten@example.com", "role": "viewer"}
    assert client.put(url, data, content_type="application/json").json() == {"revision": 2}
    assert {found["user"]["name"]: found["role"] for found in client.get(url).json()} == {
        "Edgar": "editor",
        "Olga": "owner",
        "Sten": "viewer",
        "Vera": "viewer",
    }
    assert client.delete(f"{url}/{stranger.user_id}").json() == {"revision": 3}
    assert browser(stranger).get(url).status_code == 404
    assert browser(viewer).put(url, data, content_type="application/json").status_code == 403


def test_the_last_owner_stays(owner: Actor, program: Program, browser: Browser) -> None:
    client = browser(owner)
    assert client.delete(f"/api/programs/harbor/members/{owner.user_id}").status_code == 409
    data = {"email": "olga@example.com", "role": "viewer"}
    assert client.put("/api/programs/harbor/members", data, content_type="application/json").status_code == 409


@pytest.mark.parametrize("data", [{"email": 3}, {"email": "a@example.com", "role": "king"}, {}])
def test_bad_input_names_the_field(data: object, owner: Actor, program: Program, browser: Browser) -> None:
    answer = browser(owner).put("/api/programs/harbor/members", data, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["entity"] in {"email", "role"}
