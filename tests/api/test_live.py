"""What an open page asks every second."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import change_program
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.schedule.models import SimulationRun
from pilotage.areas.schedule.operations import simulations
from pilotage.areas.schedule.queries.plans import memory
from pilotage.areas.sync.models import Presence
from pilotage.areas.sync.queries.live import MOST_ENTRIES
from tests.api.documented import Documented
from tests.api.test_plan import api
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

Browser = Callable[[Actor | None], Client]
HARBOR = "/api/programs/harbor"
CHANGES = f"{HARBOR}/changes"
NONE = {"run": 0, "explained": False}


def add_risk(client: Client, title: str = "Fog") -> int:
    body = {"title": title, "probability": 0.2}
    answer = client.post("/api/programs/harbor/risks", body, content_type="application/json")
    return int(answer.json()["revision"])


def test_it_tells_who_did_what_to_which_records(
    program: Program, owner: Actor, editor: Actor, browser: Browser
) -> None:
    mine = browser(owner)
    start = mine.get(CHANGES).json()
    assert start == {"revision": 1, "forecast": NONE, "whole": False, "acts": []}
    assert mine.get(CHANGES, {"since": 1}).status_code == 204
    revision = add_risk(browser(editor))
    told = mine.get(CHANGES, {"since": 1}).json()
    assert told["revision"] == revision
    assert [(act["by"]["name"], act["text"], act["touched"]) for act in told["acts"]] == [
        ("Edgar", "added the risk “Fog”", [{"kind": "risk", "ids": ["R-01"]}])
    ]
    assert mine.get(CHANGES, {"since": revision}).status_code == 204


def test_one_act_on_many_records_is_told_once(program: Program, owner: Actor, browser: Browser, now: Any) -> None:
    client = browser(owner)
    changes = {"start": now.isoformat()}
    known = change_program(actor=owner, program="harbor", version=None, changes=changes, now=now)
    for title in ("A", "B"):
        client.post(
            "/api/programs/harbor/activities", {"title": title, "kind": "task"}, content_type="application/json"
        )
    acts = client.get(CHANGES, {"since": known}).json()["acts"]
    since = acts[-1]["revision"]
    first, second = (act["touched"][0]["ids"][0] for act in acts)
    body = {"predecessor": first, "successor": second, "kind": "FS", "lag": "0d"}
    assert client.post("/api/programs/harbor/dependencies", body, content_type="application/json").status_code == 200
    assert client.delete(f"/api/programs/harbor/activities/{first}").status_code == 200
    link, removal = client.get(CHANGES, {"since": since}).json()["acts"]
    assert [each["kind"] for each in link["touched"]] == ["dependency"]
    assert {each["kind"] for each in removal["touched"]} == {"activity", "dependency"}
    assert removal["more"] == 1


def test_too_much_to_tell_says_load_everything(
    program: Program, owner: Actor, browser: Browser, monkeypatch: Any
) -> None:
    client = browser(owner)
    for title in ("Fog", "Storm"):
        add_risk(client, title)
    assert not client.get(CHANGES, {"since": 1}).json()["whole"]
    monkeypatch.setattr("pilotage.areas.sync.queries.live.MOST_ENTRIES", 1)
    assert client.get(CHANGES, {"since": 1}).json()["whole"]
    assert MOST_ENTRIES > 1
    told = client.get(CHANGES, {"since": 99}).json()
    assert (told["revision"], told["whole"], told["acts"]) == (3, True, [])


def test_a_forecast_that_comes_later_is_news_to_whoever_knows_an_older_one(
    harbor: Program,
    api: Documented,
    editor: Actor,
    browser: Browser,
    now: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client = browser(editor)
    assert api.get(HARBOR)["forecast"] == {"run": 1, "explained": True}
    left: list[int] = []
    monkeypatch.setattr(memory(), "enqueue", left.append)
    monkeypatch.setattr("pilotage.api.editing.EDIT_SECONDS", 0.0)
    with django_capture_on_commit_callbacks(execute=True):
        edit = api.patch(f"{HARBOR}/activities/quay/deck", {"duration": "9d"})
    assert (edit["simulation"]["state"], edit["simulation"]["id"]) == ("running", 2)
    known = {"since": edit["revision"], "run": 1, "explained": True}
    assert client.get(CHANGES, known).status_code == 204
    assert api.get(f"{HARBOR}/plan")["forecast"]["run"] == 1

    run = SimulationRun.objects.get(pk=left[0])
    harbor.refresh_from_db()
    forecast = simulations.forecast_run(run=run, program=load_whole(harbor).program, now=now)
    assert forecast is not None
    told = api.get(CHANGES, **{name: str(value) for name, value in known.items()})
    assert (told["revision"], told["acts"], told["forecast"]) == (edit["revision"], [], {"run": 2, "explained": False})
    assert client.get(CHANGES, {"since": edit["revision"]}).status_code == 204  # a script that asks for acts alone
    known |= told["forecast"]
    assert client.get(CHANGES, known).status_code == 204
    assert api.get(f"{HARBOR}/plan")["forecast"] == {"run": 2, "explained": False}

    simulations.explain_run(run=run, forecast=forecast)
    assert client.get(CHANGES, known).json()["forecast"] == {"run": 2, "explained": True}
    assert client.get(CHANGES, known | {"explained": True}).status_code == 204
    for address in (HARBOR, f"{HARBOR}/risks", f"{HARBOR}/why/open"):
        assert api.get(address)["forecast"] == {"run": 2, "explained": True}


def test_a_run_without_a_forecast_is_no_news(
    harbor: Program, api: Documented, editor: Actor, browser: Browser, now: Any
) -> None:
    known = {"since": harbor.revision, **api.get(HARBOR)["forecast"]}
    run = simulations.open_run(row=harbor, inputs="other", now=now)
    assert browser(editor).get(CHANGES, known).status_code == 204
    simulations.fail_run(run=run, message="no", now=now)
    assert browser(editor).get(CHANGES, known).status_code == 204


def test_nothing_new_costs_two_queries_beside_the_login(
    program: Program, owner: Actor, browser: Browser, django_assert_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    client = browser(owner)
    client.get(CHANGES)
    with django_assert_num_queries(4):  # session, account, program with membership, the newest forecast
        assert client.get(CHANGES, {"since": 1, "run": 0}).status_code == 204
    with django_assert_num_queries(3):
        assert client.get(CHANGES, {"since": 1}).status_code == 204


def test_strangers_learn_nothing(program: Program, stranger: Actor, browser: Browser) -> None:
    assert browser(None).get(CHANGES).status_code == 401
    assert browser(stranger).get(CHANGES, {"since": 1}).status_code == 404
    assert browser(stranger).post("/api/programs/harbor/presence").status_code == 404
    assert Presence.objects.count() == 0


def test_presence_tells_the_others_until_they_leave(
    program: Program, owner: Actor, viewer: Actor, browser: Browser, now: Any
) -> None:
    def here(actor: Actor) -> list[str]:
        return [who["name"] for who in browser(actor).post("/api/programs/harbor/presence").json()["here"]]

    assert here(owner) == []
    assert here(viewer) == ["Olga"]
    assert here(owner) == ["Vera"]
    Presence.objects.filter(user__name="Vera").update(seen=now)
    assert here(owner) == []
    assert Presence.objects.count() == 1
