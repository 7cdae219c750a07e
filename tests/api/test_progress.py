"""Progress and latest starts through the API."""

from tests.api.documented import Documented
from tests.api.test_plan import api
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

HARBOR = "/api/programs/harbor"


def test_progress_is_reported_and_refused(api: Documented) -> None:
    done = {"activity": "sea/dredge", "version": 1, "actual_start": "2026-03-02", "actual_finish": "2026-03-05"}
    edit = api.post(f"{HARBOR}/progress", {"status_date": "2026-03-06", "reports": [done]})
    assert edit["structure_changed"]
    assert "Progress of 1 activity reported up to 6 March" in edit["announcement"]
    assert api.get(f"{HARBOR}/plan")["status_date"] == "2026-03-06"
    again = {"status_date": "2026-03-06", "reports": [done | {"actual_finish": "2026-03-04"}]}
    stale = api.refused(409, "post", f"{HARBOR}/progress", again)
    assert stale["conflict"]["id"] == "sea/dredge"
    future = {"status_date": "2099-01-01", "reports": []}
    assert api.refused(422, "post", f"{HARBOR}/progress", future)["problems"][0]["entity"] == "status_date"


def test_the_latest_start_is_counted_back_from_the_finish(api: Documented) -> None:
    easy = api.get(f"{HARBOR}/latest-start", finish="2026-03-18")
    assert (easy["start"], easy["feasible"], easy["first"][0]["id"]) == ("2026-03-09", True, "quay/pile")
    assert easy["first"][0]["days"] == 5.0
    hard = api.get(f"{HARBOR}/latest-start", finish="2026-03-10")
    assert (hard["start"], hard["feasible"]) == ("2026-02-27", False)
    assert hard["first"][0]["days"] < 0
