"""Templates over the API: listed, begun with, kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program
from pilotage.exchange.text.templates import find

JSON = "application/json"
Browser = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.PROGRAM_TEMPLATES = tmp_path / "templates"
    return tmp_path / "templates"


def test_each_says_what_it_brings_and_when(owner: Actor, browser: Browser) -> None:
    found = browser(owner).get("/api/templates?start=2027-01-04").json()["templates"]
    assert [each["name"] for each in found] == [
        "product",
        "infrastructure",
        "data",
        "it",
        "research",
        "operations",
        "business",
    ]
    product = found[0]
    assert (product["usable"], product["own"], product["kind"]) == (True, False, "product")
    assert product["counts"]["activities"] == sum(each["activities"] for each in product["workstreams"]) + 7
    days = [each["day"] for each in product["milestones"]]
    assert days == sorted(days)
    assert (days[0], 0 < days[-1] <= product["days"]) == (0, True)
    assert {each["title"] for each in product["milestones"] if each["gate"]} == {
        "Problem is worth solving",
        "Ready to launch",
    }


def test_strangers_without_an_account_see_none(client: Client, db: None) -> None:
    assert client.get("/api/templates").status_code == 401


def test_a_program_begins_with_a_template_in_a_portfolio(owner: Actor, browser: Browser) -> None:
    client = browser(owner)
    portfolio = client.post("/api/portfolios", {"title": "New markets"}, content_type=JSON).json()["id"]
    wanted = {
        "title": "Market in Chile",
        "template": "business",
        "start": "2027-03-01",
        "target": "2028-01-31",
        "zone": "America/Santiago",
        "portfolio": portfolio,
    }
    made = client.post("/api/programs", wanted, content_type=JSON)
    assert made.status_code == 200, made.content
    row = made.json()
    assert (row["id"], row["kind"], row["final"]["target"]) == ("market-in-chile", "business", "2028-01-31")
    header = client.get("/api/programs/market-in-chile/header").json()
    assert header["start"] == "2027-03-01T03:00:00Z", "the morning of the first day in Santiago"
    assert (header["status_date"], len(header["workstreams"]), len(header["cadences"])) == ("2027-02-28", 7, 7)
    assert header["responsibility_findings"] == []
    assert len(client.get("/api/programs/market-in-chile/gates").json()["gates"]) == 3
    assert client.get("/api/portfolios").json()["portfolios"][0]["programs"] == ["market-in-chile"]
    log = client.get("/api/programs/market-in-chile/activity").json()["entries"]
    assert "plan.started" in [entry["verb"] for entry in log]


@pytest.mark.parametrize(
    ("wanted", "status"), [({"template": "harbour"}, 422), ({"portfolio": "nowhere"}, 404), ({"template": "../x"}, 422)]
)
def test_nothing_is_made_where_something_is_unknown(
    wanted: dict[str, str], status: int, owner: Actor, browser: Browser
) -> None:
    answer = browser(owner).post("/api/programs", {"title": "Pier", **wanted}, content_type=JSON)
    assert answer.status_code == status
    assert not Program.objects.filter(slug="pier").exists()


def test_a_program_is_kept_as_a_template_without_names(
    editor: Actor, viewer: Actor, program: Program, browser: Browser, folder: Path
) -> None:
    client, url = browser(editor), "/api/programs/harbor"
    people = [
        {"id": "ada", "name": "Ada Byron", "email": "ada@example.com", "team": "core"},
        {"id": "ben", "name": "Ben Kay", "skills": ["diver"]},
    ]
    cells = [{"subject": "Scope", "role": "Harbor master", "person": "ada", "letter": letter} for letter in "AR"]
    sent = {
        "people": people,
        "teams": [{"id": "core", "title": "Core", "lead": "ada"}],
        "owner": "ada",
        "responsibilities": cells,
    }
    assert client.patch(url, sent, content_type=JSON).status_code == 200
    assert browser(viewer).post(f"{url}/template", {"name": "Ports"}, content_type=JSON).status_code == 403
    saved = client.post(f"{url}/template", {"name": "Ports of ours"}, content_type=JSON)
    assert saved.json() == {"name": "ports-of-ours"}
    kept = find("ports-of-ours", folder).program
    assert kept is not None
    assert [(each.id, each.name) for each in kept.people] == [("harbor-master", "Harbor master"), ("diver", "diver")]
    assert (kept.owner, kept.teams[0].lead, kept.responsibilities[0].person) == ("harbor-master",) * 3
    text = (folder / "ports-of-ours.yaml").read_text()
    assert "Ada" not in text
    assert "ada" not in text
    assert client.get("/api/templates").json()["templates"][0]["title"] == "Ports of ours"
    twice = client.post(f"{url}/template", {"name": "Ports of ours"}, content_type=JSON)
    assert twice.status_code == 409
    named = client.post(f"{url}/template", {"name": "With names", "names": True}, content_type=JSON)
    assert named.status_code == 200
    assert "Ada Byron" in (folder / "with-names.yaml").read_text()


def test_a_faulty_file_is_listed_as_unusable(owner: Actor, browser: Browser, folder: Path) -> None:
    folder.mkdir()
    (folder / "bad.yaml").write_text("program: bad\nactivties: {}\n")
    first = browser(owner).get("/api/templates").json()["templates"][0]
    assert (first["name"], first["usable"]) == ("bad", False)
    assert "activties" in first["problem"]
    made = browser(owner).post("/api/programs", {"title": "Pier", "template": "bad"}, content_type=JSON)
    assert made.status_code == 422
