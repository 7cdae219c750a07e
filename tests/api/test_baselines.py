"""Baselines over HTTP: taking, comparing, exporting, proposing and deciding."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from tests.api.documented import Documented
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]

HERE = "/api/programs/harbor"
LIST = f"{HERE}/baselines"

Browser = Callable[[Actor | None], Client]


@pytest.fixture
def edgar(harbor: Any, browser: Browser, editor: Actor) -> Documented:
    return Documented(browser(editor))


@pytest.fixture
def olga(harbor: Any, browser: Browser, owner: Actor) -> Documented:
    return Documented(browser(owner))


def said(text: Any) -> str:
    return "".join(part if isinstance(part, str) else part["text"] for part in text)


def row(found: Any, key: str) -> dict[str, Any]:
    place = found["rows"]["id"].index(key)
    return {name: column[place] for name, column in found["rows"].items()}


def test_a_baseline_against_today(edgar: Documented) -> None:
    edgar.post(LIST, {"title": "First", "reason": "Approved"})
    edgar.patch(f"{HERE}/activities/quay/pile", {"duration": "7d"})
    found = edgar.get(f"{LIST}/comparison")
    assert said(found["text"]) == "Harbor opens is 2 working days later than First; 3 activities later."
    assert (found["before"]["id"], found["after"]["id"], found["days"]) == ("b1", "today", 2.0)
    pile = row(found, "quay/pile")
    assert (pile["state"], pile["start_days"], pile["finish_days"], pile["duration_days"]) == ("changed", 0, 2, 2)
    assert pile["finish_after"] - pile["finish_before"] == 4 * 24 * 60  # over a weekend
    assert found["rows"]["id"][0] == "open"  # milestones first
    assert found["facts"]["variance:later"]["value"] == 3
    columns = edgar.get(f"{HERE}/plan")["activities"]
    place = columns["id"].index("quay/pile")
    assert [columns[f"{name}_variance_days"][place] for name in ("start", "finish", "duration")] == [0, 2, 2]
    assert columns["baseline_duration_days"][place] == 5


def test_exports_hold_every_activity(edgar: Documented, browser: Browser, editor: Actor) -> None:
    edgar.post(LIST, {"title": "=First"})
    client = browser(editor)
    text = client.get(f"{LIST}/comparison/export", {"before": "b1"})
    rows = list(csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"))))
    assert [each["State"] for each in rows] == ["same"] * 5
    assert rows[0]["Finish, =First"].startswith("2026-03-11T17:00")
    book = client.get(f"{LIST}/comparison/export", {"before": "b1", "format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(book.content))["Variance"]
    assert sheet.max_row == 6
    assert 'filename="harbor-b1-today.xlsx"' in book.headers["Content-Disposition"]


def test_a_proposal_waits_for_another_and_its_effect_is_seen_before(edgar: Documented, olga: Documented) -> None:
    edgar.post(LIST, {"title": "First"})
    edgar.patch(f"{HERE}/activities/quay/pile", {"duration": "7d"})
    code = edgar.post(f"{LIST}/proposals", {"title": "After rock", "reason": "Rock was found"})["id"]
    [mine] = [each for each in edgar.get(LIST) if each["id"] == code]
    assert (mine["state"], mine["mine"], mine["may_decide"], mine["deciders"]) == ("proposed", True, False, ["Olga"])
    assert edgar.get(f"{HERE}/plan")["baseline"]["id"] == "b1"
    wiped = olga.get(f"{LIST}/comparison", before="b1", after=code)
    assert said(wiped["text"]).startswith("In After rock, Harbor opens is 2 working days later than in First")
    decision = f"{LIST}/{code}/decision"
    assert edgar.refused(403, "put", decision, {"approve": True, "word": "Yes"})
    assert olga.refused(409, "put", decision, {"approve": True, "word": "Yes", "version": 9})
    assert olga.refused(422, "put", decision, {"approve": True, "word": " "})
    olga.put(decision, {"approve": True, "word": "Yes", "version": 1})
    assert edgar.get(f"{HERE}/plan")["baseline"]["id"] == code
    entries = edgar.get(f"{HERE}/activity", kind="baseline")["entries"]
    assert [each["text"] for each in entries][:2] == [
        "approved the baseline “After rock”",
        "put the baseline “First” out of use",
    ]
    olga.post(f"{HERE}/undo", {})
    assert edgar.get(f"{HERE}/plan")["baseline"]["id"] == "b1"


def test_verbs_of_a_row(olga: Documented, edgar: Documented) -> None:
    for title in ("First", "Second"):
        olga.post(LIST, {"title": title})
    edgar.patch(f"{LIST}/b2", {"version": 1, "title": "Later"})
    conflict = edgar.refused(409, "patch", f"{LIST}/b2", {"version": 1, "title": "Last"})["conflict"]
    assert conflict["fields"]["title"] == {"yours": "Last", "theirs": "Later"}
    assert edgar.refused(403, "put", f"{LIST}/b2/use", {})
    olga.put(f"{LIST}/b2/use", {"why": "Agreed"})
    assert olga.refused(409, "delete", f"{LIST}/b2")["detail"].endswith("Choose another first.")
    olga.delete(f"{LIST}/b1")
    assert [each["id"] for each in olga.get(LIST)] == ["b2"]
    code = edgar.post(f"{LIST}/proposals", {"title": "Third", "reason": "Rock"})["id"]
    edgar.delete(f"{LIST}/{code}/proposal", version="1")
    assert [each["id"] for each in olga.get(LIST)] == ["b2"]


def test_what_is_not_there_is_said(edgar: Documented) -> None:
    assert "no baseline yet" in edgar.refused(404, "get", f"{LIST}/comparison")["detail"]
    edgar.post(LIST, {"title": "First"})
    assert (
        edgar.refused(404, "get", f"{LIST}/comparison?before=b9")["detail"]
        == "There is no baseline “b9” in this program."
    )
