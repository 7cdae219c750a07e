"""Working calendars through the API."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.test import Client

from pilotage.areas.actor import Actor
from tests.api.documented import Documented
from tests.api.test_plan import api
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

CALENDARS = "/api/programs/harbor/calendars"
SHIFT = {"start": 540, "finish": 1020}
FOUR_DAYS: list[list[dict[str, int]]] = [*[[SHIFT]] * 4, [], [], []]


def the_list(api: Documented) -> dict[str, Any]:
    return {each["id"]: each for each in api.get(CALENDARS)["calendars"]}


def test_a_calendar_is_added_changed_and_removed(api: Documented) -> None:
    made = api.post(CALENDARS, {"title": "Nights", "zone": "Asia/Kolkata", "copy_of": "standard"})
    assert (made["id"], made["announcement"][:27]) == ("nights", "Added the calendar Nights. ")
    row = the_list(api)["nights"]
    assert (row["works_in"], row["default"], row["uses"], row["version"]) == ("Asia/Kolkata", False, [], 1)
    changed = api.patch(f"{CALENDARS}/nights", {"version": 1, "week": FOUR_DAYS, "holidays": ["IN"]})
    assert changed["revision"] == made["revision"] + 1
    row = the_list(api)["nights"]
    assert (row["week"], row["holidays"], row["version"]) == (FOUR_DAYS, ["IN"], 2)
    api.delete(f"{CALENDARS}/nights")
    assert list(the_list(api)) == ["standard"]


def test_a_calendar_without_working_time_is_refused_in_its_field(api: Documented) -> None:
    refusal = api.refused(422, "patch", f"{CALENDARS}/standard", {"week": [[]] * 7})
    (problem,) = refusal["problems"]
    assert (problem["id"], problem["entity"]) == ("calendar-without-working-time", "week")
    assert "Give one weekday a shift" in problem["hint"]


def test_a_stale_calendar_is_refused_and_one_in_use_stays(api: Documented) -> None:
    api.patch(f"{CALENDARS}/standard", {"version": 1, "holidays": ["DE"]})
    stale = api.refused(409, "patch", f"{CALENDARS}/standard", {"version": 1, "holidays": ["FR"]})
    assert stale["conflict"]["fields"] == {"holidays": {"yours": ["FR"], "theirs": ["DE"]}}
    used = api.refused(409, "delete", f"{CALENDARS}/standard")
    assert "Say which calendar takes over" in used["detail"]


def test_the_preview_writes_nothing(api: Documented) -> None:
    before = api.get("/api/programs/harbor/header")
    seen = api.post(f"{CALENDARS}/preview", {"id": "standard", "week": FOUR_DAYS, "year": 2026})
    assert [move["id"] for move in seen["moves"]] == ["open"]
    assert seen["working_days"] == 209  # 2026 has 53 Thursdays
    days = api.post("/api/programs/harbor/head/preview", {"default_calendar": "standard"})
    assert days["moves"] == []
    assert api.get("/api/programs/harbor/header") == before


def test_holidays_are_listed_by_region(api: Documented) -> None:
    assert {"id": "DE-BE", "title": "Berlin, Germany", "country": "Germany"} in api.get("/api/holidays")
    found = api.get("/api/holidays/DE-BE", first="2026", last="2026")
    assert dt.date(2026, 3, 8).isoformat() in {each["date"] for each in found}
    api.refused(422, "get", "/api/holidays/XX?first=2026&last=2026")


def test_a_viewer_reads_and_previews_but_changes_nothing(
    browser: Callable[[Actor | None], Client], harbor: object, viewer: Actor
) -> None:
    seen = Documented(browser(viewer))
    seen.get(CALENDARS)
    seen.post(f"{CALENDARS}/preview", {"id": "standard", "year": 2026})
    seen.refused(403, "patch", f"{CALENDARS}/standard", {"holidays": ["DE"]})
    seen.refused(403, "post", CALENDARS, {"title": "Nights"})
