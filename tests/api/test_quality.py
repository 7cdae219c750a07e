"""The quality of a schedule through the API: the same answers as on the command line."""

import datetime as dt
import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.models import QualityRecord
from tests.api.documented import Documented
from tests.api.test_plan import api
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

HARBOR = "/api/programs/harbor"


def verdicts(answer: Any) -> dict[str, str]:
    return {check["id"]: check["verdict"] for check in answer["quality"]["checks"]}


def test_the_score_and_the_verdicts(api: Documented) -> None:
    answer = api.get(f"{HARBOR}/quality")
    quality = answer["quality"]
    assert 0 < quality["score"] < 100
    assert quality["headline"].startswith(f"Schedule quality is {quality['score']:g} of 100: ")
    assert len(quality["checks"]) == 28
    assert verdicts(answer)["bei"] == "not_applicable"
    assert answer["teams"] == [{"id": "build", "title": "Building"}, {"id": "dredge", "title": "Dredging"}]


def test_the_same_answer_as_the_command_line(
    api: Documented, browser: Callable[[Actor | None], Client], editor: Actor, tmp_path: Path
) -> None:
    from pilotage.cli.main import run

    file = tmp_path / "harbor.yaml"
    file.write_bytes(browser(editor).get(f"{HARBOR}/export", {"format": "text"}).content)
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit):
        run(None, ["check", str(file), "-f", "json"])  # type: ignore[arg-type]  # a command on a file needs no workspace
    told = json.loads(out.getvalue())
    here = api.get(f"{HARBOR}/quality")["quality"]
    for check, there in zip(here["checks"], told["checks"], strict=True):
        findings = there.pop("findings")
        assert check == there
        assert api.get(f"{HARBOR}/quality/{check['id']}")["findings"] == findings
    assert here["score"] == told["score"]


def test_findings_come_page_by_page_with_what_to_do(api: Documented) -> None:
    page = api.get(f"{HARBOR}/quality/logic")
    assert [each["activity"] for each in page["findings"]] == ["quay/pile", "sea/dredge"]
    assert page["total"] == 2
    assert "Add a predecessor to “Drive piles”" in page["findings"][0]["fix"]
    second = api.get(f"{HARBOR}/quality/logic", offset="1", limit="1")
    assert (second["total"], second["findings"]) == (2, page["findings"][1:])


def test_a_finding_is_waived_until_a_day(api: Documented) -> None:
    until = (dt.datetime.now(dt.UTC) + dt.timedelta(days=30)).date().isoformat()
    before = api.get(f"{HARBOR}/quality")["quality"]
    wish = {"check": "logic", "records": ["quay/pile"], "reason": "The piles came early", "until": until}
    api.post(f"{HARBOR}/waivers", wish)
    after = api.get(f"{HARBOR}/quality")["quality"]
    assert after["score"] > before["score"]
    assert (before["waived"], after["waived"]) == (0, 1)
    assert after["headline"].endswith("1 finding is waived.")
    page = api.get(f"{HARBOR}/quality/logic")
    assert [each["activity"] for each in page["findings"]] == ["sea/dredge"]
    [apart] = page["waived"]
    assert (apart["finding"]["id"], apart["waiver"]["reason"]) == ("quay/pile", "The piles came early")
    [listed] = api.get(f"{HARBOR}/waivers")
    assert (listed["state"], listed["title"], listed["by"]) == ("active", "Drive piles (Logic)", "Edgar")
    api.patch(f"{HARBOR}/activities/quay/pile", {"actual_start": "2026-02-20", "actual_finish": "2026-02-27"})
    assert api.get(f"{HARBOR}/waivers")[0]["state"] == "gone"
    api.delete(f"{HARBOR}/waivers/logic/quay/pile")
    assert api.get(f"{HARBOR}/waivers") == []


@pytest.mark.parametrize(
    ("change", "status"),
    [({"check": "nonsense"}, 404), ({"records": ["nothing"]}, 404), ({"records": []}, 422), ({"reason": ""}, 422)],
)
def test_a_waiver_that_cannot_be_is_refused(api: Documented, change: dict[str, Any], status: int) -> None:
    until = (dt.datetime.now(dt.UTC) + dt.timedelta(days=30)).date().isoformat()
    wish = {"check": "logic", "records": ["quay/pile"], "reason": "Known", "until": until}
    assert api.refused(status, "post", f"{HARBOR}/waivers", wish | change)["detail"]


def test_a_viewer_sees_waivers_and_sets_none(
    harbor: Row, browser: Callable[[Actor | None], Client], viewer: Actor
) -> None:
    client = browser(viewer)
    wish = {"check": "logic", "records": ["quay/pile"], "reason": "Known", "until": "2099-01-01"}
    assert client.get(f"{HARBOR}/waivers").status_code == 200
    assert client.post(f"{HARBOR}/waivers", wish, content_type="application/json").status_code == 403
    assert client.delete(f"{HARBOR}/waivers/logic/quay/pile").status_code == 403


def test_a_team_is_judged_alone(api: Documented) -> None:
    dredging = api.get(f"{HARBOR}/quality", team="dredge")
    assert dredging["quality"]["team"] == "dredge"
    assert dredging["quality"]["trend"] == []
    assert [each["activity"] for each in api.get(f"{HARBOR}/quality/logic", team="dredge")["findings"]] == [
        "sea/dredge"
    ]


def test_mending_a_finding_raises_the_score_at_once(api: Documented) -> None:
    before = api.get(f"{HARBOR}/quality")["quality"]
    api.patch(f"{HARBOR}/activities/quay/deck", {"version": 1, "estimate": "2d/3d/6d"})
    after = api.get(f"{HARBOR}/quality")["quality"]
    assert after["score"] > before["score"]
    assert [point["score"] for point in after["trend"]] == [after["score"]]
    assert QualityRecord.objects.count() == 1  # one a day


def test_a_baseline_gives_its_checks_a_verdict(api: Documented) -> None:
    api.post(f"{HARBOR}/baselines", {"title": "Agreed"})
    answer = api.get(f"{HARBOR}/quality")
    assert verdicts(answer)["cpli"] == "pass"
    assert answer["quality"]["baseline"]["title"] == "Agreed"
    assert [each["title"] for each in answer["baselines"]] == ["Agreed"]


@pytest.mark.parametrize("path", ["/quality/no-such", "/quality?team=no-such", "/quality?baseline=no-such"])
def test_unknown_names_are_not_found(
    path: str, browser: Callable[[Actor | None], Client], editor: Actor, harbor: Row
) -> None:
    assert browser(editor).get(HARBOR + path).status_code == 404


@pytest.mark.parametrize("path", ["/quality", "/quality/logic"])
def test_viewers_read_and_strangers_see_nothing(
    path: str, browser: Callable[[Actor | None], Client], viewer: Actor, stranger: Actor, harbor: Row
) -> None:
    assert browser(viewer).get(HARBOR + path).status_code == 200
    assert browser(stranger).get(HARBOR + path).status_code == 404
    assert browser(None).get(HARBOR + path).status_code == 401


def test_a_plan_that_cannot_be_scheduled_says_why(
    api: Documented, browser: Callable[[Actor | None], Client], editor: Actor
) -> None:
    api.post(f"{HARBOR}/dependencies", {"predecessor": "sea/dredge", "successor": "quay/pile"})
    row = Row.objects.get(slug="harbor")
    row.dependencies.create(predecessor="quay/deck", successor="sea/dredge", kind="FS")
    Row.objects.filter(pk=row.pk).update(revision=row.revision + 1)
    refused = browser(editor).get(f"{HARBOR}/quality")
    assert refused.status_code == 409
    assert "circle" in refused.json()["detail"]


def test_an_empty_program_has_nothing_to_judge(
    program: Row, browser: Callable[[Actor | None], Client], editor: Actor
) -> None:
    answer = Documented(browser(editor)).get(f"{HARBOR}/quality")
    assert answer["quality"]["score"] is None
    assert answer["quality"]["headline"] == "Nothing is open, so there is nothing to judge."


def test_queries_are_bounded(api: Documented) -> None:
    api.get(f"{HARBOR}/quality")
    with CaptureQueriesContext(connection) as queries:
        api.get(f"{HARBOR}/quality")
    assert len(queries) <= 20


def test_each_team_and_workstream_has_its_score(api: Documented) -> None:
    parts = api.get(f"{HARBOR}/quality/parts")["parts"]
    assert {(part["kind"], part["id"]) for part in parts} == {
        ("team", "build"), ("team", "dredge"), ("workstream", "quay"), ("workstream", "sea"),
    }  # fmt: skip
    for part in parts:
        assert api.get(f"{HARBOR}/quality", **{part["kind"]: part["id"]})["quality"]["score"] == part["score"]
    assert [part["score"] for part in parts] == sorted(part["score"] for part in parts)
