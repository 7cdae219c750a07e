"""Reading and editing the plan through the API."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.queries.plans import memory
from tests.api.documented import Documented
from tests.areas.schedule.harbor import LINK, harbor, no_memory

__all__ = ["harbor", "no_memory"]

PLAN = "/api/programs/harbor/plan"
PILE = "/api/programs/harbor/activities/quay/pile"


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], editor: Actor, harbor: Row) -> Documented:
    return Documented(browser(editor))


@pytest.fixture
def client_of(browser: Callable[[Actor | None], Client], harbor: Row) -> Callable[[Actor | None], Client]:
    return browser


def said(parts: list[Any]) -> str:
    return "".join(part if isinstance(part, str) else part["text"] for part in parts)


def test_the_plan_as_columns(api: Documented) -> None:
    plan = api.get(PLAN)
    columns = plan["activities"]
    assert {len(column) for column in columns.values()} == {8}
    assert columns["id"][:4] == ["program:harbor", "ws:quay", "quay/works", "quay/pile"]
    assert columns["kind"] == ["program", "workstream", "summary", "task", "task", "workstream", "task", "milestone"]
    pile = {name: column[3] for name, column in columns.items()}
    assert (pile["low"], pile["likely"], pile["high"], pile["duration_days"]) == (4.0, 5.0, 12.0, 5.0)
    assert plan["people"][pile["owner"]]["name"] == "Jo"
    assert plan["teams"][pile["team"]]["id"] == "build"
    assert pile["risks"] == "R-01"
    assert plan["fresh"]
    opens = {name: column[7] for name, column in columns.items()}
    assert opens["p50"] < opens["p85"]
    assert 0 < opens["on_time"] < 1
    assert (opens["target"], opens["commitment"]) == ("2026-03-13", "2026-03-20")
    assert columns["p85"][0] == opens["p85"]
    links = plan["dependencies"]
    assert columns["id"][links["predecessor"][0]] == "quay/pile"
    assert links["driving"] == [True, True, False]
    assert opens["driver"] == 1
    assert (links["lag_days"][2], links["lag_text"][2]) == (1.0, "1d")
    assert [columns["id"][row] for row in plan["final_path"]] == ["quay/pile", "quay/deck", "open"]
    weekend = plan["calendars"][0]["nonworking"][0]
    assert weekend[1] - weekend[0] == 2 * 24 * 60
    assert weekend[2] == "weekend"


@pytest.mark.django_db(transaction=True)
def test_a_plan_drawn_after_the_last_one_is_as_one_drawn_anew(api: Documented) -> None:
    """Rows that stayed are not read again: whatever else their columns show must be seen to have changed."""
    api.get(PLAN)
    program = "/api/programs/harbor"
    acts: list[Callable[[], Any]] = [
        lambda: api.patch(PILE, {"title": "Piles", "owner": None}),
        lambda: api.patch(f"{program}/risks/R-01", {"hits": ["quay/deck"]}),
        lambda: api.post(f"{program}/activities", {"title": "Paint", "kind": "task", "workstream": "sea"}),
        lambda: api.patch(
            program,
            {"teams": [{"id": "air", "title": "Air"}, {"id": "build", "title": "B"}, {"id": "dredge", "title": "D"}]},
        ),
        lambda: api.patch(program, {"people": [{"id": "jo", "name": "Jo"}, {"id": "mira", "name": "Mira"}]}),
        lambda: api.patch(program, {"hours_per_day": 6}),
        lambda: api.delete(PILE),
    ]
    for act in acts:
        act()
        drawn = api.get(PLAN)
        memory().shown.clear()
        memory().answers.clear()
        assert drawn == api.get(PLAN)


def test_the_plan_is_sent_small_and_only_when_it_changed(
    client_of: Callable[[Actor | None], Client], editor: Actor
) -> None:
    client = client_of(editor)
    response = client.get(PLAN, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(response.content))["revision"]
    again = client.get(PLAN, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    client.patch(PILE, {"version": 1, "title": "Piles"}, content_type="application/json")
    assert client.get(PLAN, headers={"If-None-Match": response["ETag"]}).status_code == 200


def test_an_edit_tells_the_rows_that_changed(api: Documented) -> None:
    before = api.get(PLAN)
    edit = api.patch(PILE, {"version": 1, "duration": "7d"})
    assert edit["announcement"].startswith(
        "Likely duration 7 days. Plan date of Harbor opens moves 2 working days to 13 March. P85 "
    )
    assert edit["simulation"]["state"] == "done"
    assert not edit["structure_changed"]
    after = api.get(PLAN)
    assert edit["revision"] == after["revision"] == before["revision"] + 1
    rows = {row["id"]: row for row in edit["rows"]}
    columns, ids = after["activities"], after["activities"]["id"]
    for place, code in enumerate(ids):
        for name, column in columns.items():
            changed = column[place] != before["activities"][name][place]
            assert not changed or rows[code][name] == column[place], (code, name)
    assert rows["quay/pile"]["version"] == 2
    assert "likely" not in rows["open"]


def test_a_stale_edit_is_answered_with_both_values(
    api: Documented, client_of: Callable[[Actor | None], Client], owner: Actor
) -> None:
    api.patch(PILE, {"version": 1, "duration": "7d"})
    response = client_of(owner).patch(PILE, {"version": 1, "duration": "8d"}, content_type="application/json")
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    conflict = response.json()["conflict"]
    assert conflict["fields"] == {"duration": {"yours": "8d", "theirs": "7d"}}
    assert conflict["changed_by"] == "Edgar"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("patch", PILE, {"duration": "long"}, 422),
        ("patch", PILE, {"progress": 7}, 422),
        ("patch", "/api/programs/harbor/activities/quay/none", {"title": "x"}, 404),
        ("post", "/api/programs/harbor/dependencies", {"predecessor": "open", "successor": "quay/pile"}, 422),
        ("post", "/api/programs/harbor/dependencies", {"predecessor": "quay/pile", "successor": "quay/deck"}, 409),
        ("post", "/api/programs/harbor/simulations", {"iterations": 10**9}, 422),
        ("patch", PILE, {"title": "nul\x00"}, 422),
        ("patch", "/api/programs/none/activities/a", {"title": "x"}, 404),
    ],
)
def test_refusals(
    method: str, path: str, body: Any, status: int, client_of: Callable[[Actor | None], Client], editor: Actor
) -> None:
    response = getattr(client_of(editor), method)(path, body, content_type="application/json")
    assert response.status_code == status, response.content
    assert response.json()["detail"]


def test_an_activity_has_people_pauses_and_a_price_of_haste(api: Documented) -> None:
    rows = {
        "assignments": [{"person": "jo", "units": 0.5, "skill": ""}],
        "pauses": [{"first": "2026-03-04", "last": "2026-03-05", "hours": "", "title": "Spring tide"}],
    }
    moved = api.patch(PILE, {"version": 1, "crash_to": "3d", "crash_cost": "2k", **rows})
    assert "Harbor opens moves 2 working days to 13 March." in moved["announcement"]
    detail = api.get(PILE)
    assert {name: detail[name] for name in rows} == rows
    assert (detail["crash_to"], detail["crash_cost"]) == ("3d", "2k")
    refused = api.refused(422, "patch", PILE, {"pauses": [{"first": "2026-03-05", "last": "2026-03-04"}]})
    assert refused["detail"] == "Row 1: 2026-03-04 is before 2026-03-05."
    api.patch(PILE, {"pauses": None, "assignments": None})
    assert (api.get(PILE)["pauses"], api.get(PILE)["assignments"]) == ([], [])


def test_who_may_not(client_of: Callable[[Actor | None], Client], viewer: Actor, stranger: Actor) -> None:
    for actor, status in ((None, 401), (stranger, 404), (viewer, 403)):
        response = client_of(actor).patch(PILE, {"title": "x"}, content_type="application/json")
        assert response.status_code == status
    assert client_of(stranger).get(PLAN).status_code == 404
    assert client_of(viewer).get(PLAN).status_code == 200


def test_adding_linking_previewing_and_removing(api: Documented) -> None:
    added = api.post(
        "/api/programs/harbor/activities",
        {"title": "Lights", "workstream": "quay", "duration": "2d", "after_row": "quay/deck"},
    )
    assert added["structure_changed"]
    assert added["announcement"].startswith("Added Lights.")
    api.post("/api/programs/harbor/dependencies", {"predecessor": "quay/deck", "successor": "quay/lights"})
    linked = api.post("/api/programs/harbor/dependencies", {"predecessor": "quay/lights", "successor": "open"})
    assert "moves 2 working days to 13 March" in linked["announcement"]
    shown = api.post("/api/programs/harbor/preview", {"activity": "quay/lights", "duration": "3d"})
    assert [(move["id"], move["days"], move["to"]) for move in shown["moves"]] == [("open", 1.0, "2026-03-16")]
    relinked = api.patch("/api/programs/harbor/dependencies", {"id": LINK, "version": 1, "kind": "SS", "lag": "1d"})
    assert "is now SS 1d" in relinked["announcement"]
    unlinked = api.delete("/api/programs/harbor/dependencies", id="quay/pile>quay/deck:SS", version="2")
    assert unlinked["structure_changed"]
    api.delete("/api/programs/harbor/activities/quay/lights", version="1")
    assert "quay/lights" not in api.get(PLAN)["activities"]["id"]


def test_a_person_leaves_and_somebody_takes_over(
    api: Documented, client_of: Callable[[Actor | None], Client], viewer: Actor
) -> None:
    jo = "/api/programs/harbor/crew/people/jo"
    assert [use["id"] for use in api.get(f"{jo}/uses")] == ["quay/pile", "R-01"]
    assert "Say who takes over" in api.refused(409, "delete", jo)["detail"]
    assert client_of(viewer).delete(f"{jo}?to=mira").status_code == 403
    api.delete(jo, to="mira")
    assert api.get(PILE)["owner"] == "mira"
    assert [person["id"] for person in api.get("/api/programs/harbor/header")["people"]] == ["mira"]
    assert api.refused(404, "delete", jo)["detail"]
    api.post("/api/programs/harbor/undo", {})
    assert api.get(PILE)["owner"] == "jo"


def test_baselines_runs_and_why(api: Documented) -> None:
    taken = api.post("/api/programs/harbor/baselines", {"title": "First", "reason": "Approved"})
    assert [each["id"] for each in api.get("/api/programs/harbor/baselines")] == [taken["id"]] == ["b1"]
    api.patch(PILE, {"duration": "7d"})
    plan = api.get(PLAN, baseline="b1")
    columns = plan["activities"]
    assert plan["baseline"]["id"] == "b1"
    assert columns["finish"][3] - columns["baseline_finish"][3] == 4 * 24 * 60  # over a weekend
    run = api.post("/api/programs/harbor/simulations", {"iterations": 400, "seed": 5})
    assert (run["state"], run["total"], run["seed"]) == ("done", 400, 5)
    assert api.get(f"/api/programs/harbor/simulations/{run['id']}") == run
    why = api.get("/api/programs/harbor/why/open")
    assert [step["id"] for step in why["chain"]] == ["quay/pile", "quay/deck", "open"]
    assert said(why["sentence"]).startswith("Harbor opens")
    assert {driver["id"] for driver in why["drivers"]} <= {"quay/pile", "R-01"}
    assert why["baseline"]["days"] == 2.0
    assert why["facts"]["on-time:open"]["formula"].endswith(f"400 = {why['on_time'] * 100:.0f} %")


def test_why_tells_of_an_activity_how_sure_it_is_and_what_moves_it(api: Documented) -> None:
    api.patch(PILE, {"estimate": "3d/5d/12d"})
    api.post("/api/programs/harbor/simulations", {"iterations": 400, "seed": 5})
    why = api.get("/api/programs/harbor/why/quay/deck")
    assert why["plan"] < why["p50"] < why["p85"]
    assert why["on_time"] is None
    assert "quay/pile" in {driver["id"] for driver in why["drivers"] if driver["days"] > 0}
    chain = api.get("/api/programs/harbor/why/quay/deck", drivers="false")
    assert chain["drivers"] == []
    assert (chain["p85"], chain["chain"]) == (why["p85"], why["chain"])


def test_the_plan_costs_the_same_whatever_its_size(api: Documented, django_assert_max_num_queries: Any) -> None:
    api.get(PLAN)
    with CaptureQueriesContext(connection) as few:
        api.get(PLAN)
    for number in range(20):
        api.post("/api/programs/harbor/activities", {"title": f"Step {number}"})
    api.get(PLAN)
    with CaptureQueriesContext(connection) as many:
        api.get(PLAN)
    assert len(many) <= len(few) <= 20
