"""Early warnings through the API: ranked, muted, told apart; limits of work in progress."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.api.documented import Documented
from tests.api.test_insight import HARBOR, facts_of
from tests.api.test_plan import api, said
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]


def day(days: int) -> str:
    return (timezone.now().date() + dt.timedelta(days=days)).isoformat()


def warning(page: Any) -> Any:
    return page["warnings"][0]


def test_the_most_days_at_stake_come_first(api: Documented) -> None:
    page = api.get(HARBOR)
    days = [each["days"] or 0 for each in page["warnings"]]
    assert days == sorted(days, reverse=True)
    assert page["foremost"]
    assert set(page["foremost"]) <= {each["id"] for each in page["warnings"]}
    assert len(page["foremost"]) <= 5
    assert page["muted"] == []


def test_a_warning_is_muted_and_heard_again(api: Documented) -> None:
    first = warning(api.get(HARBOR))
    address = f"{HARBOR}/warnings/{first['id']}/mute"
    revision = api.post(address, {"reason": "Agreed", "until": day(3)})["revision"]
    page = api.get(HARBOR)
    assert page["program"]["revision"] == revision
    assert first["id"] not in [*(each["id"] for each in page["warnings"]), *page["foremost"]]
    assert page["counts"]["warnings"] == len(page["warnings"])
    [muted] = page["muted"]
    assert (muted["reason"], muted["until"], muted["warning"]["id"]) == ("Agreed", day(3), first["id"])
    assert facts_of(page) <= set(page["facts"])
    (row,) = api.get("/api/programs")["programs"]
    assert row["warnings"]["count"] == len(page["warnings"])
    log = api.get(f"{HARBOR}/activity")["entries"][0]
    assert "muted the warning" in log["text"]

    api.delete(address)
    assert warning(api.get(HARBOR))["id"] == first["id"]


def test_a_mute_without_reason_or_day_is_refused(api: Documented) -> None:
    first = warning(api.get(HARBOR))["id"]
    mute = f"{HARBOR}/warnings/{first}/mute"
    assert api.refused(422, "post", mute, {"reason": " ", "until": day(3)})
    assert api.refused(422, "post", mute, {"reason": "Agreed"})
    assert api.refused(422, "post", mute, {"reason": "Agreed", "until": day(-2)})
    assert api.refused(422, "post", mute, {"reason": "x" * 1001, "until": day(2)})
    assert api.refused(404, "post", f"{HARBOR}/warnings/slips:none/mute", {"reason": "Agreed", "until": day(3)})
    assert api.refused(404, "delete", mute)


def test_the_id_of_a_warning_may_hold_a_slash(api: Documented) -> None:
    api.refused(404, "post", f"{HARBOR}/warnings/deadline:quay/build/mute", {"reason": "Agreed", "until": day(3)})


def test_limits_are_kept_by_team(api: Documented) -> None:
    limits = api.get(f"{HARBOR}/flow/limits")
    assert limits["teams"] == []
    told = api.put(f"{HARBOR}/flow/limits", {"version": limits["version"], "limits": {"Core": 3}})
    assert told["teams"] == [{"name": "Core", "in_progress": None, "limit": 3}]
    stale = {"version": limits["version"], "limits": {}}
    assert api.refused(409, "put", f"{HARBOR}/flow/limits", stale)["conflict"]["version"] == told["version"]
    assert api.refused(422, "put", f"{HARBOR}/flow/limits", {"version": told["version"], "limits": {"Core": 0}})


def test_the_page_draws_how_the_forecast_moved(api: Documented) -> None:
    page = api.get(HARBOR)
    assert page["history"]["id"] == "history"
    assert page["history"]["spec"] is None
    assert "the chart begins with the third" in page["history"]["empty"]
    assert page["delta"] is None
    assert page["side_by_side"] == []
    assert said(page["bottom_line"])
