"""Quality findings by row: marked, explained, and mended by one edit."""

from tests.api.documented import Documented
from tests.api.test_plan import api
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

HARBOR = "/api/programs/harbor"


def test_rows_with_findings_are_counted_as_the_checks_count(api: Documented) -> None:
    rows = api.get(f"{HARBOR}/findings")["rows"]
    checks = api.get(f"{HARBOR}/quality")["quality"]["checks"]
    assert sum(rows.values()) == sum(check["count"] for check in checks if check["verdict"] == "fail")
    told = api.get(f"{HARBOR}/findings/quay/pile")
    assert len(told["findings"]) == rows["quay/pile"]
    assert {each["finding"]["activity"] for each in told["findings"]} == {"quay/pile"}
    assert api.get(f"{HARBOR}/findings/nothing")["findings"] == []


def test_a_hard_constraint_and_a_redundant_link_are_mended_by_one_edit(api: Documented) -> None:
    api.patch(f"{HARBOR}/activities/quay/deck", {"constraint": "must_start_on", "constraint_at": "2026-03-16"})
    api.post(f"{HARBOR}/dependencies", {"predecessor": "quay/pile", "successor": "open", "kind": "FS", "lag": ""})
    told = {each["check"]: each for each in api.get(f"{HARBOR}/findings/quay/deck")["findings"]}
    told |= {each["check"]: each for each in api.get(f"{HARBOR}/findings/open")["findings"]}
    repairs = [change for each in told.values() for change in each["repair"]]
    assert {"do": "unlink", "id": "quay/pile>open:FS"} in repairs
    assert {"do": "set", "id": "quay/deck", "fields": {"constraint": "start_no_earlier_than"}} in repairs
    api.post(f"{HARBOR}/edits", {"changes": repairs})
    after = api.get(f"{HARBOR}/findings/quay/deck")["findings"] + api.get(f"{HARBOR}/findings/open")["findings"]
    assert not [change for each in after for change in each["repair"]]
