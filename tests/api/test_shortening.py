"""Days to buy, days to risk and the critical chain through the API: what is offered is what is accepted."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.operations.publishing import publish_report
from pilotage.reports import Audience
from tests.api.documented import Documented
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]

SHORTENING = "/api/programs/harbor/shortening"
CHAIN = "/api/programs/harbor/critical-chain"


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], editor: Actor, harbor: Row) -> Documented:
    return Documented(browser(editor))


def shortenings(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"activity": each["id"], "days": each["days"], "version": found["versions"][each["id"]]}
        for each in found["offer"]["bought"]
    ]


def test_an_offer_is_accepted_and_taken_back_in_one(api: Documented) -> None:
    found = api.get(SHORTENING, days="3")
    offer = found["offer"]
    assert (offer["unit"], offer["stop"], offer["won"]) == ("person-days", "held", 1)
    assert [each["id"] for each in offer["bought"]] == ["quay/pile"]
    assert (offer["held_by"], offer["unlimited"]) == (["quay/pile", "quay/deck", "open"], ["quay/deck"])
    edit = api.post(f"{SHORTENING}/activities", {"shortenings": shortenings(found), "why": "A second crew"})
    assert edit["announcement"].startswith("Shortened 1 activity.")
    assert api.get("/api/programs/harbor/activities/quay/pile")["estimate"] == "4d/4d/11d"
    after = api.get(SHORTENING, days="3")["offer"]
    assert (after["before"], after["steps"]) == (offer["finish"], [])
    api.post("/api/programs/harbor/undo", {})
    assert api.get("/api/programs/harbor/activities/quay/pile")["estimate"] == "4d/5d/12d"
    assert api.get(SHORTENING, days="3")["offer"] == offer


def test_an_overlap_is_accepted_and_taken_back_in_one(api: Documented) -> None:
    found = api.get(SHORTENING, days="3")
    best = found["offer"]["fast_tracking"]["single"][0]
    assert best["dependency"] == "quay/pile>quay/deck:FS"
    taken = {"dependency": best["dependency"], "share": 0.25, "version": found["versions"][best["dependency"]]}
    edit = api.post(f"{SHORTENING}/overlaps", taken)
    assert edit["structure_changed"]
    assert api.get(SHORTENING, days="3")["offer"]["before"] == best["finish"]
    verbs = AuditEntry.objects.filter(entity_id__startswith="quay/pile>quay/deck").values_list("verb", flat=True)
    assert sorted(verbs) == ["dependency.added", "dependency.changed"]
    api.post("/api/programs/harbor/undo", {})
    assert api.get(SHORTENING, days="3")["offer"] == found["offer"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("activities", {"shortenings": [{"activity": "quay/pile", "days": 1, "version": 9}]}, 409),
        ("activities", {"shortenings": [{"activity": "quay/pile", "days": 6}]}, 422),
        ("activities", {"shortenings": [{"activity": "quay/pile", "days": -1}]}, 422),
        ("activities", {"shortenings": [{"activity": "quay/works", "days": 1}]}, 422),
        ("activities", {"shortenings": [{"activity": "nobody", "days": 1}]}, 404),
        ("overlaps", {"dependency": "quay/pile>quay/deck:FS", "version": 9}, 409),
        ("overlaps", {"dependency": "quay/pile>quay/deck:FS", "share": 2}, 422),
        ("overlaps", {"dependency": "quay/pile>open:FS"}, 404),
    ],
)
def test_what_does_not_fit_the_plan_is_refused(
    browser: Callable[[Actor | None], Client], editor: Actor, harbor: Row, path: str, body: object, status: int
) -> None:
    sent = browser(editor).post(f"{SHORTENING}/{path}", body, content_type="application/json")
    assert sent.status_code == status


def test_a_viewer_reads_and_does_not_accept(
    browser: Callable[[Actor | None], Client], viewer: Actor, harbor: Row
) -> None:
    client = browser(viewer)
    assert client.get(SHORTENING).status_code == 200
    assert client.get(CHAIN).status_code == 200
    body = {"shortenings": [{"activity": "quay/pile", "days": 1}]}
    assert client.post(f"{SHORTENING}/activities", body, content_type="application/json").status_code == 403
    taken = {"dependency": "quay/pile>quay/deck:FS"}
    assert client.post(f"{SHORTENING}/overlaps", taken, content_type="application/json").status_code == 403
    assert client.get(SHORTENING, {"milestone": "nowhere"}).status_code == 404


def test_the_chain_has_its_buffer_and_without_reports_no_history(api: Documented) -> None:
    found = api.get(CHAIN)
    assert [step["id"] for step in found["now"]["steps"]] == ["quay/pile", "quay/deck", "open"]
    assert found["now"]["buffer_days"] > 0
    assert found["now"]["unknown"] == ["quay/deck"]
    assert (found["since"], found["history"]) == (None, None)
    assert api.get(CHAIN, sizing="cut-and-paste", basis="halves")["now"]["buffer_days"] == 2


def test_what_was_published_makes_the_fever_chart(api: Documented, editor: Actor, now: dt.datetime) -> None:
    publish_report(actor=editor, program="harbor", audience=Audience.EXECUTIVE, now=now)
    api.patch("/api/programs/harbor/activities/quay/pile", {"estimate": "4d/7d/12d"})
    found = api.get(CHAIN)
    first, second = found["history"]["fever"]
    assert found["since"] == first["as_of"]
    assert (first["consumed"], first["days"], first["zone"]) == (0, 0, "green")
    assert second["days"] == first["days"] == 0  # at the chain's durations the longer estimate changes nothing
    api.patch("/api/programs/harbor/activities/quay/pile", {"progress": 0.5, "actual_start": "2026-03-02"})
    api.patch("/api/programs/harbor/activities/quay/pile", {"remaining": "9d"})
    second = api.get(CHAIN)["history"]["fever"][1]
    assert second["days"] > 2
    assert second["zone"] in {"amber", "red"}
