"""Uploading, applying, exporting, searching and work items, through HTTP."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from msgspec import structs

from pilotage import exchange
from pilotage.areas.actor import Actor
from tests.api.documented import Documented
from tests.areas.sync.plans import HARBOR, imported, jira

Browser = Callable[[Actor | None], Client]
JSON = "application/json"


def send(client: Client, name: str, data: bytes, **form: str) -> dict[str, Any]:
    answer = client.post("/api/imports", {"file": SimpleUploadedFile(name, data), **form})
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def test_a_plan_is_uploaded_looked_at_and_applied(owner: Actor, browser: Browser, tmp_path: Path) -> None:
    client = browser(owner)
    found = send(client, "plan.xml", exchange.encode(HARBOR, "mspdi")[0])
    assert (found["state"], found["format"], found["format_title"]) == ("ready", "mspdi", "Microsoft Project XML")
    assert found["counts"]["activities"] == 3
    assert [row["title"] for row in found["sample"]] == ["Survey", "Build", "Open"]
    assert found["columns"] is None
    url = f"/api/imports/{found['id']}"
    aimed = client.patch(url, {"target": {"program": None, "title": "Mole"}}, content_type=JSON).json()
    assert aimed["target"] == {"program": None, "title": "Mole"}
    done = client.post(f"{url}/apply", {"accept_problems": True}, content_type=JSON).json()
    assert done["state"] == "done", done["error"]
    assert client.get(f"/api/programs/{done['result']['program']}").json()["program"]["title"] == "Mole"
    assert list((tmp_path / "uploads").glob("incoming-*")) == []


def test_sources_are_the_imports_that_stand(owner: Actor, browser: Browser) -> None:
    client = browser(owner)
    found = send(client, "plan.xml", exchange.encode(HARBOR, "mspdi")[0])
    done = client.post(f"/api/imports/{found['id']}/apply", {"accept_problems": True}, content_type=JSON).json()
    program = f"/api/programs/{done['result']['program']}"
    (source,) = client.get(f"{program}/sources").json()
    assert (source["format"], source["counts"]["activities"]) == ("Microsoft Project XML", 3)
    assert source["title"] == "plan.xml"
    assert dt.datetime.fromisoformat(source["at"]).tzinfo is not None
    assert browser(None).get(f"{program}/sources").status_code in {401, 404}


def test_a_table_is_mapped(owner: Actor, browser: Browser) -> None:
    client = browser(owner)
    found = send(client, "bau.csv", b"Was,Wie lange\nVermessung,3d\nBau,10d\n")
    assert found["state"] == "needs_mapping"
    assert {"id": "activities.title", "title": "Title", "entity": "activities"} in found["fields"]
    mapping = {"Was": "activities.title", "Wie lange": "activities.duration"}
    mapped = client.patch(f"/api/imports/{found['id']}", {"mapping": mapping}, content_type=JSON).json()
    assert (mapped["state"], mapped["mapping"]) == ("ready", mapping)
    assert {known["name"] for known in client.get("/api/mappings").json()} >= {"jira-json", "activities-csv"}


def test_the_difference_is_shown_before_anything_is_written(
    owner: Actor, browser: Browser, now: dt.datetime, tmp_path: Path
) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    survey, *rest = HARBOR.activities
    changed = structs.replace(HARBOR, activities=(structs.replace(survey, title="Sounding"), *rest))
    text = exchange.encode(changed, "text")[0]
    found = send(browser(owner), "harbor.yaml", text)
    assert found["target"] == {"program": "harbor", "title": "Harbor"}
    assert (found["diff"]["changed"], found["diff"]["added"]) == (1, 0)
    assert "Sounding" in found["diff"]["lines"][0]["text"]


def test_an_upload_must_fit(owner: Actor, browser: Browser, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    answer = browser(owner).post("/api/imports", {"file": SimpleUploadedFile("a.csv", b"x" * 200_000)})
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")


def test_nobody_uploads_without_login_or_into_a_program_they_only_see(
    viewer: Actor, browser: Browser, program: object
) -> None:
    file = SimpleUploadedFile("a.csv", b"Task Name\nA\n")
    assert browser(None).post("/api/imports", {"file": file}).status_code == 401
    file.seek(0)
    assert browser(viewer).post("/api/imports", {"file": file, "program": "harbor"}).status_code == 403


@pytest.mark.parametrize("format_", ["text", "json", "mspdi", "csv", "xlsx", "risks-csv"])
def test_a_program_is_exported_and_read_back(
    format_: str, owner: Actor, browser: Browser, now: dt.datetime, tmp_path: Path
) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    answer = browser(owner).get(f"/api/programs/harbor/export?format={format_}")
    assert answer.status_code == 200
    name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
    program = exchange.read((name, answer.content)).program
    assert program is not None
    if format_ == "risks-csv":
        assert [risk.title for risk in program.risks] == ["Storm"]
    else:
        assert [activity.title for activity in program.activities][-3:] == ["Survey", "Build", "Open"]


def test_search_finds_what_the_caller_may_see(
    owner: Actor, stranger: Actor, browser: Browser, now: dt.datetime, tmp_path: Path
) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    found = browser(owner).get("/api/search?q=o").json()["items"]
    assert {(hit["kind"], hit["id"]) for hit in found} >= {
        ("milestone", "open"),
        ("risk", "storm"),
        ("program", "harbor"),
    }
    assert found[0]["title"] == "Open"
    assert browser(owner).get("/api/search?q=ada").json()["items"][0]["kind"] == "person"
    assert browser(stranger).get("/api/search?q=o").json()["items"] == []


def test_work_items_come_as_columns(owner: Actor, browser: Browser) -> None:
    client = browser(owner)
    found = send(client, "jira.json", jira(7))
    done = client.post(f"/api/imports/{found['id']}/apply", {"accept_problems": True}, content_type=JSON).json()
    url = f"/api/programs/{done['result']['program']}/work-items"
    page = client.get(f"{url}?limit=3&offset=2").json()
    assert (page["total"], page["counts"], page["key"]) == (
        7,
        {"todo": 7, "doing": 0, "done": 0},
        ["DOCK-2", "DOCK-3", "DOCK-4"],
    )
    assert client.get(f"{url}?q=dock-6").json()["title"] == ["Item 6"]
    assert client.get(f"{url}?status=done").json() == {
        "total": 0,
        "counts": {"todo": 7, "doing": 0, "done": 0},
        **{name: [] for name in json.loads(json.dumps(list(page))) if name not in {"total", "counts"}},
    }


def test_what_is_sent_is_what_is_documented(owner: Actor, browser: Browser, now: dt.datetime, tmp_path: Path) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    client = browser(owner)
    ids = [
        send(client, "bau.csv", b"Was,Wie lange\nVermessung,3d\n")["id"],
        send(client, "harbor.yaml", exchange.encode(structs.replace(HARBOR, title="New"), "text")[0])["id"],
    ]
    checked = Documented(client)
    for path in (
        *(f"/api/imports/{code}" for code in ids),
        "/api/session",
        "/api/tokens",
        "/api/mappings",
        "/api/programs",
        "/api/programs/harbor",
        "/api/programs/harbor/header",
        "/api/programs/harbor/members",
        "/api/programs/harbor/activity",
        "/api/programs/harbor/work-items",
    ):
        checked.get(path)
    checked.get("/api/search", q="o")
