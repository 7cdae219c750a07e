"""People and capacity through the API."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from tests.api.documented import Documented
from tests.areas.schedule.harbor import harbor, no_memory
from tests.areas.schedule.test_leveling import busy

__all__ = ["busy", "harbor", "no_memory"]

HARBOR = "/api/programs/harbor"
STAFFING = f"{HARBOR}/staffing"


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], editor: Actor, busy: Row) -> Documented:
    return Documented(browser(editor))


def named(sheet: dict[str, Any]) -> float:
    return float(sum(sum(row["named"]) + sum(row["unnamed"]) for row in sheet["rows"]))


def test_the_sheet_splits_the_same_work_each_way(api: Documented) -> None:
    found = api.get(STAFFING, by="person", every="week")
    assert len(found["sheet"]["periods"]) == len(found["sheet"]["full"])
    other = api.get(STAFFING, by="team", every="quarter")
    assert named(found["sheet"]) == pytest.approx(named(other["sheet"]), abs=0.1)


def test_a_number_opens_its_receipt(api: Documented) -> None:
    sheet = api.get(STAFFING, by="person")["sheet"]
    row = next(row for row in sheet["rows"] if sum(row["over"]))
    week = next(at for at, over in enumerate(row["over"]) if over)
    at = sheet["periods"][week]["start"]
    shown = api.get(f"{STAFFING}/cell", by="person", row=row["id"], at=at)
    assert sum(each["hours"] for each in shown["activities"]) == pytest.approx(row["named"][week], abs=0.1)
    assert shown["people"][0]["over"] == pytest.approx(row["over"][week], abs=0.1)
    assert api.get(f"{STAFFING}/pain", person=row["id"], week=at)["hours"] > 0
    assert api.get(f"{STAFFING}/pains")[0]["person"] == row["id"]
    assert api.get(f"{STAFFING}/candidates", activity=shown["activities"][0]["id"])


def test_what_is_not_there_is_refused(browser: Callable[[Actor | None], Client], editor: Actor, busy: Row) -> None:
    client = browser(editor)
    for query in ("cell?by=person&row=zoe&at=2026-09-07", "pain?person=zoe", "candidates?activity=zoe"):
        assert client.get(f"{STAFFING}/{query}").status_code == 404
    assert client.get(f"{STAFFING}/overlap?of=people&date=2026-09-07&ids=zoe").status_code == 404
    assert client.get(f"{STAFFING}/meeting?of=people&first=2026-09-07").status_code == 422
    assert client.get(f"{STAFFING}?until=9999-12-31").status_code == 422
    asked = {"leavers": [{"person": "zoe", "leaves": "2026-09-07"}]}
    assert client.post(f"{STAFFING}/what-if", asked, content_type="application/json").status_code == 422


def test_a_way_is_accepted_as_moves_of_leveling(api: Documented) -> None:
    found = api.get(f"{STAFFING}/ways")
    due = next(way for way in found["ways"] if way["kind"] == "due")
    assert due["over_after"] < due["over_before"]
    moves = [
        {
            "activity": move["activity"],
            **{key: move["constraint"][key] for key in ("kind", "at")},
            "version": found["versions"][move["activity"]],
        }
        for move in due["moves"]
    ]
    api.post(f"{HARBOR}/leveling/moves", {"moves": moves})
    after = api.get(f"{STAFFING}/ways")["ways"]
    assert {way["over_before"] for way in after} == {due["over_after"]}
    api.post(f"{HARBOR}/undo", {})
    assert api.get(f"{STAFFING}/ways")["ways"][1]["over_before"] == due["over_before"]


def test_more_time_is_a_change_of_people_with_its_undo(api: Documented) -> None:
    way = api.get(f"{STAFFING}/ways")["ways"][3]
    header = api.get(f"{HARBOR}/header")
    more = {each["person"]: {key: each[key] for key in ("start", "end", "share")} for each in way["more_time"]}
    people = [
        {**each, "availability": [*each["availability"], more[each["id"]]]} if each["id"] in more else each
        for each in header["people"]
    ]
    api.patch(HARBOR, {"version": header["version"], "people": people})
    assert api.get(f"{STAFFING}/ways")["ways"][3]["over_before"] == way["over_after"] == 0
    api.post(f"{HARBOR}/undo", {})
    assert api.get(f"{HARBOR}/header")["people"] == header["people"]


def test_a_question_writes_nothing(api: Documented) -> None:
    before = api.get(f"{HARBOR}/header")
    found = api.post(
        f"{STAFFING}/what-if",
        {"joiners": [{"role": "Diver", "joins": "2026-09-14"}], "leavers": [{"person": "jo", "leaves": "2026-09-18"}]},
    )
    assert found["unknown"]
    assert found["milestones"]
    assert api.get(f"{HARBOR}/header") == before


def test_hours_are_shared_and_a_meeting_is_found(api: Documented) -> None:
    people = [each["id"] for each in api.get(f"{HARBOR}/header")["people"]]
    shown = api.get(f"{STAFFING}/overlap", of="people", date="2026-09-07")["matrix"]
    assert [each["id"] for each in shown["parties"]] == people
    assert all(shown["shared"][a][a] == party["hours"] for a, party in enumerate(shown["parties"]))
    found = api.get(f"{STAFFING}/meeting", of="people", ids=people[0], first="2026-09-07")
    assert found["slots"][0]["outside"] == 0


def test_the_table_is_safe_in_a_spreadsheet(
    browser: Callable[[Actor | None], Client], editor: Actor, busy: Row
) -> None:
    client = browser(editor)
    header = client.get(f"{HARBOR}/header").json()
    people = [{**each, "name": "=1+1", "role": "=2"} for each in header["people"]]
    change = {"version": header["version"], "people": people}
    assert client.patch(HARBOR, change, content_type="application/json").status_code == 200
    sent = client.get(f"{STAFFING}/csv?by=person")
    assert sent["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert rows[1][1] == "'=1+1"
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    "field",
    [{"capacity": -1}, {"joins": "2026-02-02", "leaves": "2026-02-01"}, {"levels": [{"skill": "no", "level": 2}]}],
)
def test_nonsense_about_people_is_refused(
    browser: Callable[[Actor | None], Client], editor: Actor, busy: Row, field: dict[str, Any]
) -> None:
    client = browser(editor)
    header = client.get(f"{HARBOR}/header").json()
    people = [{**each, **field} for each in header["people"]]
    change = {"version": header["version"], "people": people}
    assert client.patch(HARBOR, change, content_type="application/json").status_code == 422


def test_who_sees_nothing_gets_nothing(browser: Callable[[Actor | None], Client], stranger: Actor, busy: Row) -> None:
    client = browser(stranger)
    assert client.get(STAFFING).status_code == 404
    assert client.post(f"{STAFFING}/what-if", {}, content_type="application/json").status_code == 404
