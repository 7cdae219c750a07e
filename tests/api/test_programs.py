"""Programs through HTTP: made, listed, read, changed, deleted; and how many queries the list costs."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program
from pilotage.areas.sync import operations as sync

Browser = Callable[[Actor | None], Client]
JSON = "application/json"


def test_a_program_is_made_with_its_final_milestone(owner: Actor, browser: Browser) -> None:
    client = browser(owner)
    data = {"title": "Order platform", "kind": "infrastructure", "zone": "Europe/Berlin", "start": "2026-03-02"}
    made = client.post("/api/programs", data | {"target": "2026-09-30"}, content_type=JSON)
    assert made.status_code == 200, made.content
    assert (made.json()["id"], made.json()["role"]) == ("order-platform", "owner")
    assert made.json()["final"]["target"] == "2026-09-30"
    page = client.get("/api/programs/order-platform").json()
    assert page["program"]["zone"] == "Europe/Berlin"
    assert page["counts"]["activities"] == 1
    assert [row["id"] for row in client.get("/api/programs").json()["programs"]] == ["order-platform"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "X", "kind": "hobby"}, "kind"),
        ({"title": "X", "zone": "Nowhere/City"}, "zone"),
        ({"title": "X", "start": "2026-03-02", "target": "2026-03-01"}, "target"),
        ({"title": "X", "id": "../x"}, "id"),
        ({"title": "nul \x00"}, ""),
    ],
)
def test_a_bad_program_is_refused_with_its_field(
    data: dict[str, str], field: str, owner: Actor, browser: Browser
) -> None:
    answer = browser(owner).post("/api/programs", data, content_type=JSON)
    assert answer.status_code == 422, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [problem["entity"] for problem in answer.json().get("problems", [])] == ([field] if field else [])
    assert not Program.objects.exists()


def test_a_taken_id_is_a_conflict(owner: Actor, program: Program, browser: Browser) -> None:
    answer = browser(owner).post("/api/programs", {"title": "X", "id": "harbor"}, content_type=JSON)
    assert answer.status_code == 409


def test_a_stale_change_is_refused_with_what_changed(
    owner: Actor, editor: Actor, program: Program, browser: Browser
) -> None:
    url = "/api/programs/harbor"
    changed = browser(owner).patch(url, {"version": 1, "title": "Port"}, content_type=JSON)
    assert changed.json() == {"revision": 2, "version": 2}
    stale = browser(editor).patch(url, {"version": 1, "title": "Quay"}, content_type=JSON)
    assert stale.status_code == 409
    conflict = stale.json()["conflict"]
    assert (conflict["entity"], conflict["version"], conflict["changed_by"]) == ("program", 2, "Olga")
    assert conflict["fields"] == {"title": {"yours": "Quay", "theirs": "Port"}}


def test_lists_of_the_head_are_replaced_and_undone(editor: Actor, program: Program, browser: Browser) -> None:
    client, url = browser(editor), "/api/programs/harbor"
    people = [{"id": "ada", "name": "Ada", "capacity": 0.5}]
    assert client.patch(url, {"people": people, "owner": "ada"}, content_type=JSON).json()["revision"] == 2
    header = client.get(f"{url}/header").json()
    assert (header["people"][0]["capacity"], header["owner"]) == (0.5, "ada")
    undone = client.post(f"{url}/undo")
    assert undone.json()["revision"] == 3
    assert client.get(f"{url}/header").json()["people"] == []
    log = client.get(f"{url}/activity").json()
    assert [entry["verb"] for entry in log["entries"]] == ["change.undone", "program.changed", "program.created"]
    assert log["entries"][1]["undone"] is True
    assert "owner" in log["entries"][1]["text"]


def test_scheduling_rules_are_set_and_checked(editor: Actor, program: Program, browser: Browser) -> None:
    client, address = browser(editor), f"/api/programs/{program.slug}"
    head = client.get(f"{address}/header").json()
    assert head["rules"]["behavior"] == "microsoft"
    wanted = {"behavior": "primavera", "progress": "progress_override", "finish": "2026-12-01T17:00:00+01:00"}
    patch = {"version": head["version"], "rules": wanted}
    answer = client.patch(address, patch, content_type=JSON)
    assert answer.status_code == 200, answer.content
    kept = client.get(f"{address}/header").json()
    assert {name: kept["rules"][name] for name in ("behavior", "progress")} == {
        "behavior": "primavera",
        "progress": "progress_override",
    }
    assert kept["rules"]["finish"].startswith("2026-12-01")
    for bad in ({"behavior": "asta"}, {"finish": "2026-12-01T17:00:00"}):
        refused = client.patch(address, {"version": kept["version"], "rules": bad}, content_type=JSON)
        assert refused.status_code == 422, refused.content


def test_roles_bound_what_may_be_done(
    owner: Actor, viewer: Actor, editor: Actor, stranger: Actor, program: Program, browser: Browser
) -> None:
    url = "/api/programs/harbor"
    assert browser(viewer).get(url).status_code == 200
    assert browser(viewer).patch(url, {"title": "X"}, content_type=JSON).status_code == 403
    assert browser(editor).delete(url).status_code == 403
    assert browser(stranger).get(url).status_code == 404
    assert browser(stranger).patch(url, {"title": "X"}, content_type=JSON).status_code == 404
    assert browser(None).get(url).status_code == 401
    assert browser(owner).delete(url).status_code == 204
    assert browser(owner).get(url).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_ten(owner: Actor, browser: Browser, now: dt.datetime) -> None:
    client = browser(owner)
    counts = []
    for wanted in (1, 10):
        while (have := Program.objects.count()) < wanted:
            sync.start_program(
                actor=owner, title=f"Program {have}", start=now.date(), target=dt.date(2099, 1, 1), now=now
            )
        assert client.get("/api/programs").status_code == 200  # makes what is kept
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(client.get("/api/programs").json()["programs"]) == wanted
        counts.append(len(queries))
    assert counts == [5, 5], "session, user, programs, digests, owners"


def test_the_matrix_of_responsibilities_is_judged_with_the_head(
    editor: Actor, program: Program, browser: Browser
) -> None:
    client, url = browser(editor), "/api/programs/harbor"
    cells = [{"subject": "Scope", "role": "Lead", "letter": letter} for letter in "AAR"]
    cadence = {"id": "sync", "title": "Sync", "at": "08:15", "every": "month", "weekday": "tue"}
    sent = {"responsibilities": cells, "cadences": [cadence]}
    assert client.patch(url, sent, content_type=JSON).status_code == 200
    header = client.get(f"{url}/header").json()
    (finding,) = header["responsibility_findings"]
    assert (finding["subject"], finding["message"]) == ("Scope", "2 are accountable for “Scope”: Lead, Lead.")
    assert header["cadences"][0]["at"] == "08:15:00"
    client.patch(url, {"responsibilities": cells[1:]}, content_type=JSON)
    assert client.get(f"{url}/header").json()["responsibility_findings"] == []
