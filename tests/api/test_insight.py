"""The program page, the list, the register, contracts and reports through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting import queries
from tests.api.documented import Documented
from tests.api.test_plan import api, said
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

HARBOR = "/api/programs/harbor"


def facts_of(answer: Any) -> set[str]:
    """Every fact that an answer's texts name."""
    if isinstance(answer, dict):
        own = {answer["fact"]} if isinstance(answer.get("fact"), str) else set()
        return own.union(*(facts_of(value) for value in answer.values()))
    return set().union(*(facts_of(value) for value in answer)) if isinstance(answer, list) else set()


def test_the_program_page(api: Documented) -> None:
    page = api.get(HARBOR)
    assert page["program"]["role"] == "editor"
    assert page["subtitle"] == {"workstreams": 2, "teams": 2, "zones": 1}
    assert page["counts"]["activities"] == 5
    assert page["final"]["id"] == "open"
    assert said(page["bottom_line"]).startswith("Harbor opens ")
    assert page["run"]["fresh"]
    assert page["top_risks"][0]["id"] == "R-01"
    assert page["contracts_in_trouble"]["rows"][0]["what"] == "Dredger on site"
    assert page["axis"]["start"] < "2026-03-13" < page["axis"]["finish"]
    assert facts_of(page) <= set(page["facts"])
    assert page["facts"]["on-time:open"]["histogram"]


def test_a_glance_is_what_the_page_says(api: Documented) -> None:
    page, glance = api.get(HARBOR), api.get(f"{HARBOR}/glance")
    for name in ("program", "counts", "as_of"):
        assert glance[name] == page[name]
    assert glance["counts"]["warnings"] == len(page["warnings"]) > 0


def test_a_glance_at_a_large_program_makes_no_briefing(api: Documented, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "SMALL", 1)
    assert api.get(f"{HARBOR}/glance")["counts"]["warnings"] is None
    warnings = len(api.get(HARBOR)["warnings"])
    assert api.get(f"{HARBOR}/glance")["counts"]["warnings"] == warnings


def test_the_list_of_programs(api: Documented) -> None:
    answer = api.get("/api/programs")
    (row,) = answer["programs"]
    assert row["final"]["p85"] == api.get(HARBOR)["final"]["p85"]
    assert row["warnings"]["count"] == len(api.get(HARBOR)["warnings"])
    assert answer["tally"][row["status"]["status"]] == 1
    with CaptureQueriesContext(connection) as asked:
        api.get("/api/programs")
    assert len(asked) <= 6


def test_queries_of_the_program_page_are_bounded(api: Documented) -> None:
    api.get(HARBOR)
    with CaptureQueriesContext(connection) as asked:
        api.get(HARBOR)
    assert len(asked) <= 28  # of a page that nothing remembers; work items come to one query while there are none


def test_adding_a_risk_moves_the_p85_at_once(api: Documented) -> None:
    before = api.get(HARBOR)["final"]["p85"]
    risk = {"title": "Storm", "probability": 0.9, "impact_days": [4, 6, 12], "hits": ["quay/deck"]}
    written = api.post(f"{HARBOR}/risks", risk)
    after = api.get(HARBOR)["final"]["p85"]
    assert after > before
    assert written["announcement"].startswith("Added Storm. P85 moves ")
    assert written["risk"]["moves_days"] > 0
    assert (written["risk"]["level"], written["risk"]["cell"]) == ("severe", [4, 2])
    changed = api.patch(f"{HARBOR}/risks/{written['risk']['id']}", {"version": 1, "state": "closed"})
    assert changed["risk"]["moves_days"] is None
    assert " earlier, from " in changed["announcement"]
    assert api.delete(f"{HARBOR}/risks/{written['risk']['id']}", version="2")["risk"] is None


def test_the_register(api: Documented) -> None:
    register = api.get(f"{HARBOR}/risks")
    assert said(register["headline"]).startswith("1 risk is open. They carry ")
    (rock,) = register["risks"]
    assert rock["moves_days"] >= rock["moves_after_days"]
    assert rock["hits"] == [{"id": "quay/pile", "title": "Drive piles", "float_days": 0.0, "critical": True}]
    assert [band["label"] for band in register["bands"]["probability"]] == [
        "up to 10 %", "11–20 %", "21–35 %", "36–60 %", "over 60 %",
    ]  # fmt: skip
    assert [band["label"] for band in register["bands"]["impact"]] == ["1–2 d", "3–4 d", "5–8 d", "9–15 d", "over 15 d"]
    assert facts_of(register) <= set(register["facts"])
    assert register["milestone"] == {"id": "open", "title": "Harbor opens"}


def test_contracts(api: Documented) -> None:
    asked = api.post(
        f"{HARBOR}/contracts", {"what": "Buoys", "provider": "dredge", "consumer": "build", "needed": "2026-03-09"}
    )["contract"]
    assert (asked["status"], asked["promise_count"]) == ("unknown", 0)
    move = {"version": 1, "move": "agree", "date": "2026-03-06"}
    promised = api.post(f"{HARBOR}/contracts/{asked['id']}/moves", move)["contract"]
    assert (promised["status"], promised["promised"], promised["version"]) == ("on_track", "2026-03-06", 2)
    accepted = api.patch(f"{HARBOR}/contracts/{asked['id']}", {"version": 2, "acceptance": "Seen from the pier"})
    assert accepted["contract"]["acceptance"] == "Seen from the pier"
    assert [each["id"] for each in api.get(f"{HARBOR}/contracts")["contracts"]] == ["C-01", "C-02"]
    assert api.delete(f"{HARBOR}/contracts/C-02", version="3")["contract"] is None


def test_contracts_come_before_the_plan(api: Documented) -> None:
    api.post("/api/programs", {"id": "empty", "title": "Empty", "kind": "it"})
    teams = [{"id": "dredge", "title": "Dredging"}, {"id": "build", "title": "Building"}]
    version = api.get("/api/programs/empty/header")["version"]
    api.patch("/api/programs/empty", {"version": version, "teams": teams, "final": None})
    rows = api.get("/api/programs/empty/plan")["activities"]
    for activity, kind in zip(rows["id"], rows["kind"], strict=True):
        if kind != "program":
            api.delete(f"/api/programs/empty/activities/{activity}", version="1")
    assert api.get("/api/programs/empty")["counts"]["activities"] == 0
    asked = {"what": "Buoys", "provider": "dredge", "consumer": "build", "needed": "2026-03-09", "asked": "2026-03-02"}
    written = api.post("/api/programs/empty/contracts", asked)
    assert written["contract"]["provider"]["title"] == "Dredging"
    (listed,) = api.get("/api/programs/empty/contracts")["contracts"]
    assert (listed["what"], listed["status"]) == ("Buoys", "unknown")
    assert listed["waiting_days"] > 0


def test_reports_from_draft_to_document(
    api: Documented, browser: Callable[[Actor | None], Client], editor: Actor, viewer: Actor
) -> None:
    draft = api.get(f"{HARBOR}/reports/draft", audience="executive")
    assert draft["number"] is None
    assert facts_of(draft) <= set(draft["facts"])
    published = api.post(f"{HARBOR}/reports", {"audience": "executive"})
    assert (published["number"], published["by"]) == (1, "Edgar")
    assert [section["kind"] for section in published["sections"]] == ["milestones", "risks"]
    api.patch(f"{HARBOR}/activities/quay/pile", {"duration": "15d"})
    assert api.get(f"{HARBOR}/reports/1") == published
    assert [each["number"] for each in api.get(f"{HARBOR}/reports")] == [1]
    later = api.get(f"{HARBOR}/reports/draft")
    assert later["compared_with"]["number"] == 1
    assert later["sections"][0]["kind"] == "changes"
    client = browser(viewer)
    assert (
        client.post(f"{HARBOR}/reports", {"audience": "executive"}, content_type="application/json").status_code == 403
    )
    for form, start in (("html", b"<!doctype html"), ("md", b"#"), ("pdf", b"%PDF")):
        document = client.get(f"{HARBOR}/reports/1/export", {"format": form})
        assert document.content.lower().startswith(start.lower()), form
        assert f'filename="harbor-report-1.{form}"' in document["Content-Disposition"]
    assert client.get(f"{HARBOR}/reports/draft/export", {"format": "md", "audience": "engineering"}).status_code == 200
    assert client.get(f"{HARBOR}/reports/9").status_code == 404
    assert client.get(f"{HARBOR}/reports/1/export", {"format": "exe"}).status_code == 422


@pytest.mark.parametrize("path", ["", "/plan", "/risks", "/contracts", "/reports", "/reports/draft", "/why/open"])
def test_a_stranger_sees_nothing(
    path: str, browser: Callable[[Actor | None], Client], stranger: Actor, harbor: Row
) -> None:
    assert browser(stranger).get(HARBOR + path).status_code == 404
    assert browser(None).get(HARBOR + path).status_code == 401


def test_an_empty_program_has_every_page(
    program: Row, browser: Callable[[Actor | None], Client], editor: Actor
) -> None:
    client = Documented(browser(editor))
    for path in ("", "/plan", "/risks", "/contracts", "/reports", "/reports/draft"):
        client.get(HARBOR + path)
    assert client.get(HARBOR)["run"]["state"] == "none"
