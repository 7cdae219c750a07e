"""The page, login links, probes and headers."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import LoginLink, User
from pilotage.areas.people.operations import make_login_link

MakeUser = Callable[..., User]


@pytest.fixture
def built(tmp_path: Path, settings: Any) -> None:
    settings.UI_FOLDER = tmp_path / "dist"
    settings.UI_FOLDER.mkdir()
    (settings.UI_FOLDER / "index.html").write_text("<!doctype html><title>Pilotage</title>")


@pytest.mark.parametrize("path", ["/", "/programs", "/programs/harbor/plan"])
def test_every_address_of_the_ui_gets_its_page(path: str, built: None, db: None, client: Client) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert b"<title>Pilotage</title>" in answer.content


def test_a_missing_file_is_missing(built: None, db: None, client: Client) -> None:
    assert client.get("/assets/gone-12345678.js").status_code == 404
    assert client.post("/").status_code == 405


def test_without_the_built_ui_the_page_says_what_to_do(settings: Any, tmp_path: Path, db: None, client: Client) -> None:
    settings.UI_FOLDER = tmp_path / "nowhere"
    answer = client.get("/")
    assert answer.status_code == 503
    assert b"python tools/build_ui.py" in answer.content


@pytest.mark.parametrize("path", ["/", "/api/session", "/healthz", "/api/docs"])
def test_every_answer_carries_the_security_headers(path: str, built: None, db: None, client: Client) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_hsts_behind_tls_only(settings: Any, built: None, db: None) -> None:
    settings.SECURE_HSTS_SECONDS = 1000
    assert "Strict-Transport-Security" in Client().get("/", secure=True).headers
    assert "Strict-Transport-Security" not in Client().get("/").headers


def test_a_foreign_host_is_refused(built: None, db: None, client: Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_login_link_works_once(
    make_user: MakeUser, local: Actor, built: None, client: Client, now: dt.datetime
) -> None:
    make_user("Ada")
    moment = dt.datetime.now(dt.UTC)
    token = make_login_link(actor=local, email="ada@example.com", now=moment)
    assert token not in str(LoginLink.objects.values())
    answer = client.get(f"/enter/{token}?next=/programs/harbor")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/programs/harbor")
    assert client.get("/api/session").json()["user"]["name"] == "Ada"
    again = Client().get(f"/enter/{token}")
    assert again.status_code == 403
    assert b"used already" in again.content


def test_an_old_login_link_does_not_work(make_user: MakeUser, local: Actor, client: Client) -> None:
    make_user("Ada")
    past = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    token = make_login_link(actor=local, email="ada@example.com", now=past)
    assert client.get(f"/enter/{token}").status_code == 403


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_login_link_stays_on_this_server(target: str, make_user: MakeUser, local: Actor, client: Client) -> None:
    make_user("Ada")
    token = make_login_link(actor=local, email="ada@example.com", now=dt.datetime.now(dt.UTC))
    assert client.get(f"/enter/{token}", {"next": target}).headers["Location"] == "/"


def test_the_probes(db: None, client: Client) -> None:
    assert client.get("/healthz").content == b"ok"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert {check["name"]: check["ok"] for check in answer.json()["checks"]} == {
        "database": True,
        "migrations": True,
        "worker": False,
    }


def test_asking_for_nothing_new_is_not_logged(
    make_user: MakeUser, local: Actor, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user("Ada")
    client.force_login(user)
    client.post("/api/programs", {"title": "Pier"}, content_type="application/json")
    revision = client.get("/api/programs/pier/changes").json()["revision"]
    with caplog.at_level("INFO", logger="pilotage.web"):
        caplog.clear()
        assert client.get("/api/programs/pier/changes", {"since": revision}).status_code == 204
        assert caplog.records == []
        client.get("/api/programs/pier/changes", {"since": revision - 1})
        assert len(caplog.records) == 1
