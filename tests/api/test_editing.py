"""Many changes of the plan in one request, and redo, through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from tests.api.documented import Documented
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]

PLAN = "/api/programs/harbor/plan"
EDITS = "/api/programs/harbor/edits"
UNDO, REDO = "/api/programs/harbor/undo", "/api/programs/harbor/redo"


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], editor: Actor, harbor: Row) -> Documented:
    return Documented(browser(editor))


def column(api: Documented, name: str) -> dict[str, Any]:
    columns = api.get(PLAN)["activities"]
    return dict(zip(columns["id"], columns[name], strict=True))


def set_(code: str, **fields: object) -> dict[str, object]:
    return {"do": "set", "id": code, "fields": fields}


def test_only_the_rows_whose_columns_changed_are_answered(api: Documented) -> None:
    before = api.get(PLAN)["revision"]
    edit = api.post(EDITS, {"changes": [set_("quay/deck", duration="4d"), set_("sea/dredge", title="Dig")]})
    assert edit["revision"] == before + 1
    assert not edit["structure_changed"]
    rows = {row["id"]: row for row in edit["rows"]}
    assert "finish" not in rows.get("quay/pile", {})
    assert rows["quay/deck"]["duration_days"] == 4.0
    assert "finish" in rows["open"]
    assert rows["sea/dredge"]["title"] == "Dig"
    assert "finish" not in rows["sea/dredge"]


def test_added_rows_can_be_linked_in_the_same_edit(api: Documented) -> None:
    edit = api.post(
        EDITS,
        {
            "changes": [
                {"do": "add", "ref": "#1", "fields": {"title": "Paint", "duration": "2d"}, "after": "quay/deck"},
                {"do": "link", "predecessor": "quay/deck", "successor": "#1", "kind": "SS", "lag": "1d"},
                {"do": "indent", "ids": ["#1"]},
            ]
        },
    )
    assert edit["refs"] == {"#1": "quay/paint"}
    assert edit["structure_changed"]
    assert column(api, "kind")["quay/deck"] == "summary"


def test_a_circle_is_told_in_order(api: Documented) -> None:
    refused = api.post(
        EDITS, {"changes": [{"do": "link", "predecessor": "open", "successor": "quay/pile"}]}, status=422
    )
    assert set(refused["cycle"]) == {"quay/pile", "quay/deck", "open"}
    at = refused["cycle"].index("quay/pile")
    assert (refused["cycle"] * 2)[at : at + 3] == ["quay/pile", "quay/deck", "open"]


def test_all_stale_rows_are_told(api: Documented) -> None:
    api.post(EDITS, {"changes": [set_("quay/deck", duration="4d"), set_("sea/dredge", duration="5d")]})
    stale = [{**set_(code, duration="9d"), "version": 1} for code in ("quay/deck", "quay/pile", "sea/dredge")]
    refused = api.post(EDITS, {"changes": stale}, status=409)
    assert [each["id"] for each in refused["conflicts"]] == ["quay/deck", "sea/dredge"]
    assert refused["conflict"]["fields"]["duration"] == {"yours": "9d", "theirs": "4d"}
    assert column(api, "duration_days")["quay/pile"] == 5.0


def test_the_change_that_cannot_be_read_is_named(api: Documented) -> None:
    refused = api.post(
        EDITS, {"changes": [set_("quay/deck", duration="4d"), set_("quay/pile", duration="soon")]}, status=422
    )
    assert refused["problems"][0]["source"]["row"] == 2
    assert column(api, "duration_days")["quay/deck"] == 3.0


@pytest.mark.parametrize("changes", [[], [{"do": "fly"}], [{"do": "set", "id": "x"}], [{"do": "move", "ids": []}]])
def test_nonsense_is_refused(api: Documented, changes: list[object]) -> None:
    api.post(EDITS, {"changes": changes}, status=422)


def test_undo_and_redo(api: Documented) -> None:
    api.post(EDITS, {"changes": [set_("quay/deck", duration="4d"), {"do": "remove", "id": "sea/dredge"}]})
    done = api.get(PLAN)["activities"]
    assert api.post(UNDO, {})["announcement"].startswith("Undone: ")
    assert column(api, "duration_days")["quay/deck"] == 3.0
    assert api.post(REDO, {})["announcement"].startswith("Done again: ")
    again = api.get(PLAN)["activities"]
    assert [again[name] for name in ("id", "finish", "parent")] == [done[name] for name in ("id", "finish", "parent")]
    api.post(REDO, {}, status=409)
