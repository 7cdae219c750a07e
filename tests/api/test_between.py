"""Contracts' moves, the map of teams and who is hit by a move, through the API."""

import datetime as dt

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries.neighbors import neighbors
from tests.api.documented import Documented
from tests.api.test_plan import api, said
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

HARBOR = "/api/programs/harbor"
BUOYS = {"what": "Buoys", "provider": "dredge", "consumer": "build", "needed": "2026-03-09", "promiser": "jo"}


def test_a_contract_says_what_can_be_done_about_it_and_does_it(api: Documented) -> None:
    asked = api.post(f"{HARBOR}/contracts", BUOYS)["contract"]
    assert (asked["state"], asked["waits_for"]) == ("proposed", "provider")
    assert asked["moves"][:3] == ["agree", "offer", "decline"]
    assert asked["promiser"]["name"] == "Jo"
    assert [rung["after"] for rung in asked["escalation"]["rungs"]] == [5, 10]
    moves = f"{HARBOR}/contracts/{asked['id']}/moves"
    late = api.post(moves, {"version": 1, "move": "agree", "date": "2026-03-12"}, status=422)
    assert late["problems"][0]["entity"] == "date"
    offered = api.post(moves, {"version": 1, "move": "offer", "date": "2026-03-12", "why": "Full yard"})["contract"]
    assert (offered["offer"]["date"], offered["waits_for"], offered["moves"][0]) == (
        "2026-03-12",
        "consumer",
        "accept-offer",
    )
    agreed = api.post(moves, {"version": 2, "move": "accept-offer"})["contract"]
    assert (agreed["promised"], agreed["state"], agreed["escalation"]) == ("2026-03-12", "at_risk", None)
    assert api.post(moves, {"version": 2, "move": "deliver"}, status=409)["conflict"]["version"] == 3
    assert api.post(moves, {"version": 3, "move": "accept"}, status=409)["detail"].startswith("Nothing is delivered")


def test_a_contract_has_a_ladder_of_its_own_or_that_of_the_program(api: Documented) -> None:
    found = api.get(f"{HARBOR}/contracts")
    assert (found["counted_to"], found["status_date"]) == ("2026-02-27", "2026-02-27")
    assert [(rung["after"], rung["title"]) for rung in found["contracts"][0]["rungs"]] == [
        (5, "lead of the providing team"),
        (10, "Mira Sandoval"),
    ]
    own = {"version": 1, "ladder": [{"after": 2, "whom": "jo", "decide": "Yield"}]}
    changed = api.patch(f"{HARBOR}/contracts/C-01", own)["contract"]
    assert [(rung["after"], rung["title"], rung["decide"]) for rung in changed["rungs"]] == [(2, "Jo", "Yield")]
    follows = api.patch(f"{HARBOR}/contracts/C-01", {"version": 2, "ladder": []})["contract"]
    assert [rung["after"] for rung in follows["rungs"]] == [5, 10]


def test_without_a_status_date_escalation_counts_to_today(api: Documented) -> None:
    version = api.get(HARBOR)["program"]["version"]
    api.patch(HARBOR, {"version": version, "status_date": None})
    found = api.get(f"{HARBOR}/contracts")
    assert (found["status_date"], found["counted_to"]) == (None, found["today"])


def test_a_milestone_of_another_program_is_told_to_those_who_may_see_it(
    api: Documented, harbor: Row, stranger: Actor
) -> None:
    api.post("/api/programs", {"id": "yard", "title": "Yard", "kind": "it"})
    there = {"what": "Crane", "consumer": "build", "needed": "2026-03-09", "elsewhere": {"program": "yard"}}
    found = api.post(f"{HARBOR}/contracts", there)["contract"]
    assert found["elsewhere"]["program_title"] == "Yard"
    assert found["elsewhere"]["plan"]
    nowhere = there | {"elsewhere": {"program": "no-such", "milestone": "x"}}
    hidden = api.post(f"{HARBOR}/contracts", nowhere)["contract"]
    assert (hidden["elsewhere"]["program"], hidden["elsewhere"]["program_title"]) == ("no-such", None)


def test_a_contract_without_anybody_who_provides_it_is_refused(api: Documented) -> None:
    nobody = {"what": "Crane", "consumer": "build", "needed": "2026-03-09"}
    assert api.post(f"{HARBOR}/contracts", nobody, status=422)["problems"][0]["entity"] == "provider"


def test_the_map_tells_the_worst_first(api: Documented) -> None:
    api.post(f"{HARBOR}/contracts", {"what": "Steel", "vendor": "Mill", "consumer": "build", "needed": "2026-03-09"})
    found = api.get(f"{HARBOR}/dependency-map")
    assert {node["id"] for node in found["nodes"]} == {"team:dredge", "team:build", "vendor:Mill"}
    assert found["edges"][0]["contracts"] == ["C-01"]
    assert said(found["edges"][0]["reason"]).startswith("Dredger on site: ")
    opened = api.get(f"{HARBOR}/dependency-map", opened="build,nobody")
    assert opened["left_out"] == 0


def test_who_is_hit_by_a_move(api: Documented) -> None:
    found = api.get(f"{HARBOR}/impact", subject="activity", id="quay/pile", days="2")
    assert [(hit["id"], hit["days"]) for hit in found["activities"]] == [("quay/deck", 2.0)]
    assert found["milestones"][0]["id"] == "open"
    assert found["odds"][0]["days"] > 0
    assert found["odds"][0]["on_time_after"] <= found["odds"][0]["on_time_before"]
    assert api.get(f"{HARBOR}/impact", subject="activity", id="quay/pile", days="2", odds="false")["odds"] is None


@pytest.mark.parametrize("query", [{"id": "nowhere"}, {"id": "quay/pile", "days": "0"}, {"id": "C-01", "subject": "x"}])
def test_a_move_that_makes_no_sense_is_refused(
    query: dict[str, str], api: Documented, client: Client, harbor: Row
) -> None:
    answer = api._client.get(f"{HARBOR}/impact", {"subject": "activity", "days": "1"} | query)
    assert answer.status_code == 422


def test_the_map_falls_back_to_shared_work_and_takes_a_level(api: Documented) -> None:
    found = api.get(f"{HARBOR}/dependency-map")
    assert (found["by"], {each["by"] for each in found["levels"]}) == (
        "team",
        {"team", "workstream", "person", "shared"},
    )
    by = api.get(f"{HARBOR}/dependency-map", by="workstream")
    assert {node["id"] for node in by["nodes"]} == {"workstream:sea", "workstream:quay"}
    assert api._client.get(f"{HARBOR}/dependency-map", {"by": "planet"}).status_code == 422
    api._client.delete(f"{HARBOR}/contracts/C-01?version=1")
    alone = api.get(f"{HARBOR}/dependency-map")
    assert (alone["by"], alone["edges"], alone["within"]) == ("team", [], 3)


def test_the_map_of_programs_holds_those_with_contracts_between_them(api: Documented, harbor: Row) -> None:
    api.post("/api/programs", {"id": "yard", "title": "Yard", "kind": "it"})
    assert api.get("/api/dependency-map") == {"nodes": [], "edges": [], "apart": 2}
    there = {"what": "Crane", "consumer": "build", "needed": "2026-03-09", "elsewhere": {"program": "yard"}}
    api.post(f"{HARBOR}/contracts", there)
    found = api.get("/api/dependency-map")
    assert [(each["source"], each["target"], each["program"]) for each in found["edges"]] == [
        ("program:yard", "program:harbor", "harbor")
    ]
    assert (found["apart"], {node["title"] for node in found["nodes"]}) == (0, {"Yard", harbor.title})
    opened = api.get("/api/dependency-map", opened="harbor,nowhere")
    assert {node["id"] for node in opened["nodes"]} == {
        "program:yard",
        "program:harbor",
        "team:harbor/build",
        "team:harbor/dredge",
    }


def test_the_map_of_programs_tells_strangers_nothing(api: Documented, harbor: Row, stranger: Actor) -> None:
    api.post(f"{HARBOR}/contracts", {"what": "Steel", "vendor": "Mill", "consumer": "build", "needed": "2026-03-09"})
    found, apart = neighbors(actor=stranger, opened=["harbor"], today=dt.date(2026, 3, 1))
    assert (found, apart) == ([], 0)
