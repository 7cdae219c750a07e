"""The roadmap over HTTP: for each audience, arranged by editors, and as files that hide what they must."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from tests.api.documented import Documented
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]

HERE = "/api/programs/harbor/roadmap"
ENTRIES = f"{HERE}/entries"
UNDO = "/api/programs/harbor/undo"

Browser = Callable[[Actor | None], Client]


@pytest.fixture
def edgar(harbor: Any, browser: Browser, editor: Actor) -> Documented:
    return Documented(browser(editor))


def items(found: Any) -> list[dict[str, Any]]:
    return [item for lane in found["roadmap"]["lanes"] for item in lane["items"]]


def change(api: Documented, activity: str, version: int | None = None, **fields: Any) -> Any:
    return api.put(ENTRIES, {"changes": [{"activity": activity, "version": version, "fields": fields}]})


def test_the_roadmap_says_when_and_how_sure(edgar: Documented) -> None:
    edgar.post("/api/programs/harbor/simulations", {"iterations": 400, "seed": 5})
    found = edgar.get(HERE)
    assert [item["id"] for item in items(found)] == ["open", "quay/works"]
    assert found["roadmap"]["headline"].startswith("Harbor opens lands by ")
    by_team = edgar.get(HERE, group="team", now_weeks="1", audience="engineering")
    assert {lane["title"] for lane in by_team["roadmap"]["lanes"]} == {"No team", "Building"}
    executive = edgar.get(HERE, audience="executive")
    assert [(item["start"], item["owner"], item["after"]) for item in items(executive)] == [(None, "", [])]


def test_people_decide_and_take_it_back(edgar: Documented, browser: Browser, viewer: Actor) -> None:
    change(edgar, "quay/works", shown=False)
    change(edgar, "open", when="later", reason="Waits for the minister", order=3)
    found = edgar.get(HERE)
    assert [(item["id"], item["horizon"], item["moved"]) for item in items(found)] == [
        ("open", "later", "Waits for the minister")
    ]
    assert found["left_out"] == ["1 item is hidden."]
    [entry] = [each for each in found["entries"] if each["entry"]["activity"] == "open"]
    stale = {"changes": [{"activity": "open", "version": entry["version"] + 1, "fields": {"order": 4}}]}
    assert edgar.refused(409, "put", ENTRIES, stale)["conflict"]["entity"] == "roadmap"
    edgar.post(UNDO, {})
    edgar.post(UNDO, {})
    assert [item["id"] for item in items(edgar.get(HERE))] == ["open", "quay/works"]
    assert Documented(browser(viewer)).refused(403, "put", ENTRIES, stale)


def test_all_or_nothing(edgar: Documented) -> None:
    both = [{"activity": "open", "fields": {"shown": False}}, {"activity": "gone", "fields": {"shown": False}}]
    assert edgar.refused(404, "put", ENTRIES, {"changes": both})
    assert [item["id"] for item in items(edgar.get(HERE))] == ["open", "quay/works"]
    for fields in ({"public": True}, {"when": "next"}):
        assert edgar.refused(422, "put", ENTRIES, {"changes": [{"activity": "open", "fields": fields}]})["problems"]


def test_a_customers_file_holds_no_internal_name_and_no_date(
    edgar: Documented, browser: Browser, editor: Actor
) -> None:
    change(edgar, "open", public=True, title="Ships can come")
    client = browser(editor)
    for form, kind in (("svg", "image/svg+xml"), ("md", "text/markdown; charset=utf-8"), ("pdf", "application/pdf")):
        response = client.get(f"{HERE}/export", {"audience": "customer", "format": form})
        assert (response.status_code, response.headers["Content-Type"]) == (200, kind)
        assert 'filename="roadmap.' in response.headers["Content-Disposition"]
        if form == "pdf":
            continue
        text = response.content.decode()
        assert "Ships can come" in text
        for hidden in ("Harbor opens", "Quay", "Building", "Mira", "13 Mar", "20 Mar", "open"):
            assert hidden not in text
    shown = edgar.get(HERE, audience="customer")
    assert [(item["id"], item["finish"], item["target"]) for item in items(shown)] == [("1", None, None)]


def test_a_plan_as_text_carries_it(edgar: Documented, browser: Browser, editor: Actor) -> None:
    change(edgar, "open", public=True, title="Ships can come")
    text = browser(editor).get("/api/programs/harbor/export", {"format": "text"}).content.decode()
    assert "open: { public: true, title: Ships can come }" in text
