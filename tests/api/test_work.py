"""Work items, boards and blockers through the API."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program
from pilotage.areas.work.models import WorkItem as Row
from pilotage.exchange.reading import read
from pilotage.plan.vocabulary.work_items import StatusCategory
from tests.api.documented import Documented
from tests.areas.work.scene import Yard, jira, yard

__all__ = ["yard"]

ITEMS = "/api/programs/harbor/work-items"
BOARD = "/api/programs/harbor/board"
BLOCKERS = "/api/programs/harbor/blockers"

COLUMNS: list[dict[str, Any]] = [
    {"id": "wait", "title": "Waiting", "states": ["To do"]},
    {"id": "work", "title": "Working", "states": ["In progress"], "limit": 1, "policy": "Reviewed by somebody else"},
    {"id": "done", "title": "Done", "states": ["Done"]},
]


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], editor: Actor, yard: Yard) -> Documented:
    assert yard
    return Documented(browser(editor))


def add(api: Documented, title: str = "Dredge", **fields: Any) -> str:
    return str(api.post(ITEMS, {"title": title, **fields}, status=201)["keys"][0])


def test_a_new_program_has_a_board(api: Documented) -> None:
    board = api.get(BOARD)
    assert [column["title"] for column in board["columns"]] == ["To do", "In progress", "In review", "Done"]
    assert (board["version"], board["home"], board["cards"]["key"]) == (0, "pilotage", [])
    assert [stream["id"] for stream in board["workstreams"]] == ["quay", "crane"]


def test_a_card_goes_over_the_board(api: Documented) -> None:
    first, second = add(api), add(api, "Moor", kind="story", points=3, workstream="quay")
    said = api.post(f"{ITEMS}/{second}/moves", {"state": "In progress", "version": 1})
    assert said["announcement"] == f"{second} moved from To do to In progress."
    api.post(f"{ITEMS}/{first}/moves", {"state": "In progress", "after": second, "set": {"assignee": "Ada"}})
    board = api.get(BOARD)
    assert board["cards"]["key"] == [second, first]
    assert board["cards"]["assignee"] == ["", "Ada"]
    assert [column["items"] for column in board["columns"]] == [0, 2, 0, 0]
    assert api.get(BOARD, workstream="quay")["cards"]["key"] == [second]
    found = api.get(f"{ITEMS}/{second}")
    assert [(move["before"], move["after"]) for move in found["transitions"]] == [("To do", "In progress")]


def test_over_its_limit_a_column_asks_why(api: Documented) -> None:
    board = api.put(BOARD, {"version": 0, "columns": COLUMNS})
    assert (board["version"], board["columns"][1]["policy"]) == (1, "Reviewed by somebody else")
    first, second = add(api), add(api)
    api.post(f"{ITEMS}/{first}/moves", {"state": "In progress"})
    problem = api.refused(422, "post", f"{ITEMS}/{second}/moves", {"state": "In progress"})
    assert [each["id"] for each in problem["problems"]] == ["wip-limit"]
    assert problem["detail"] == "“Working” would hold 2 items; its limit is 1. Say why, or finish something first."
    api.post(f"{ITEMS}/{second}/moves", {"state": "In progress", "reason": "The pilot waits"})
    excess = api.get(BOARD)["excesses"]
    assert [(each["column"], each["key"], each["reason"], each["by"]) for each in excess] == [
        ("work", second, "The pilot waits", "Edgar")
    ]
    api.post(f"{ITEMS}/{first}/moves", {"state": "Done"})
    assert api.get(BOARD)["excesses"] == []


def test_a_board_that_somebody_else_set_up_is_not_overwritten(api: Documented) -> None:
    api.put(BOARD, {"version": 0, "columns": COLUMNS})
    conflict = api.refused(409, "put", BOARD, {"version": 0, "columns": COLUMNS[:1]})["conflict"]
    assert (conflict["entity"], conflict["changed_by"], list(conflict["fields"])) == ("board", "Edgar", ["columns"])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ([], "from 1 to 40"),
        ([{"id": "a", "title": " ", "states": []}], "needs a name"),
        ([{"id": "a", "title": "A", "states": ["X"]}, {"id": "b", "title": "B", "states": ["X"]}], "stands twice"),
        ([{"id": "a", "title": "A", "states": []}, {"id": "a", "title": "B", "states": []}], "Two columns"),
    ],
)
def test_a_board_that_cannot_be(api: Documented, columns: list[Any], said: str) -> None:
    assert said in api.refused(422, "put", BOARD, {"columns": columns})["detail"]


def test_items_in_a_state_that_no_column_names_are_still_shown(api: Documented, yard: Yard) -> None:
    api.put(BOARD, {"columns": COLUMNS})
    yard.imported(jira("J-1", status="Doing it", status_category=StatusCategory.DOING))
    board = api.get(BOARD)
    assert board["lost"] == ["Doing it"]
    assert board["columns"][1]["states"] == ["In progress", "Doing it"]


def test_many_items_change_at_once_or_not_at_all(api: Documented) -> None:
    keys = [add(api, str(n)) for n in range(3)]
    change = {"keys": keys, "set": {"assignee": "Ada", "service_class": "expedite"}}
    assert api.post(f"{ITEMS}/changes", {"changes": [change]})["announcement"] == "3 work items changed."
    table = api.get(f"{ITEMS}/table")
    assert table["items"]["assignee"] == ["Ada"] * 3
    stale = {"changes": [change | {"set": {"title": "Same"}}], "versions": {keys[1]: 1}}
    assert api.refused(409, "post", f"{ITEMS}/changes", stale)["conflict"]["id"] == keys[1]
    assert api.get(f"{ITEMS}/table")["items"]["title"] == ["0", "1", "2"]


def test_an_item_is_changed_and_removed(api: Documented) -> None:
    key, child = add(api, kind="epic"), add(api, "Moor")
    api.patch(f"{ITEMS}/{child}", {"version": 1, "parent": key, "description": "Two *tugs*"})
    found = api.get(f"{ITEMS}/{key}")
    assert [each["key"] for each in found["children"]] == [child]
    assert api.get(f"{ITEMS}/{child}")["up"]["key"] == key
    api.delete(f"{ITEMS}/{key}", version="1")
    assert "was removed by Edgar" in api.refused(404, "get", f"{ITEMS}/{key}")["detail"]
    assert "was removed by Edgar" in api.refused(404, "post", f"{ITEMS}/{key}/moves", {"state": "Done"})["detail"]
    api.post(f"{ITEMS}/removals", {"keys": [child]})
    assert api.get(f"{ITEMS}/table")["items"]["key"] == []


def test_a_key_may_hold_a_slash(api: Documented, yard: Yard) -> None:
    yard.imported(jira("owner/repo#7"))
    assert api.get(f"{ITEMS}/owner%2Frepo%237")["key"] == "owner/repo#7"
    api.patch(f"{ITEMS}/owner%2Frepo%237", {"workstream": "quay"})
    assert (
        "lives in its tracker"
        in api.refused(409, "post", f"{ITEMS}/owner%2Frepo%237/moves", {"state": "Open", "set": {"title": "Other"}})[
            "detail"
        ]
    )
    assert api.put(f"{ITEMS}/home", {"home": "pilotage"})["revision"]
    assert api.get(f"{ITEMS}/owner%2Frepo%237")["own"] is True


def test_a_viewer_looks_and_does_not_touch(
    api: Documented, browser: Callable[[Actor | None], Client], viewer: Actor
) -> None:
    key = add(api)
    looking = Documented(browser(viewer))
    assert looking.get(BOARD)["cards"]["key"] == [key]
    looking.refused(403, "post", f"{ITEMS}/{key}/moves", {"state": "Done"})
    looking.refused(403, "post", ITEMS, {"title": "Mine"})
    looking.refused(403, "put", BOARD, {"columns": COLUMNS})
    looking.refused(403, "post", BLOCKERS, {"cause": "Fog"})


def test_a_blocker_from_its_record_to_its_end(api: Documented, yard: Yard) -> None:
    keys = [add(api), add(api)]
    since = (timezone.now() - dt.timedelta(days=4)).isoformat()
    fields = {"cause": "No crane", "kind": "environment", "keys": keys, "owner": "Ada", "remover": "Harbor office"}
    found = api.post(BLOCKERS, {**fields, "since": since, "expected": "2020-01-01"})["blockers"][0]
    assert (found["code"], found["overdue"], round(found["age"]), round(found["at_stake"])) == ("B-1", True, 4, 8)
    assert [item["key"] for item in found["items"]] == keys
    assert api.get(BOARD)["blockers"][0]["keys"] == keys
    api.patch(f"{BLOCKERS}/B-1", {"version": 1, "owner": "Ben"})
    conflict = api.refused(409, "patch", f"{BLOCKERS}/B-1", {"version": 1, "owner": "Cleo"})["conflict"]
    assert conflict["fields"]["owner"] == {"yours": "Cleo", "theirs": "Ben"}
    done = api.post(f"{BLOCKERS}/B-1/resolution", {"note": "Borrowed one"})
    assert done["blockers"][0]["resolved"] is not None
    assert done["kinds"][0]["kind"] == "environment"
    assert done["kinds"][0]["days"] == pytest.approx(4, abs=0.1)
    api.refused(409, "post", f"{BLOCKERS}/B-1/resolution", {"note": "Again"})
    assert api.get(f"{ITEMS}/{keys[0]}")["blockers"][0]["note"] == "Borrowed one"


def test_how_old_work_usually_gets(api: Documented, yard: Yard) -> None:
    today = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    items = [
        jira(
            f"J-{n}",
            status="Done",
            status_category=StatusCategory.DONE,
            created=today - dt.timedelta(days=60),
            started=today - dt.timedelta(days=n + n),
            resolved=today - dt.timedelta(days=n),
        )
        for n in range(1, 21)
    ]
    yard.imported(*items)
    ages = api.get(f"{BOARD}/ages")
    assert (ages["basis"], ages["items"]) == ("started", 20)
    assert ages["percentiles"] == {"50": 11, "70": 15, "85": 18, "95": 20}


def test_a_board_takes_as_many_queries_for_one_card_as_for_many(
    browser: Callable[[Actor | None], Client], editor: Actor, program: Program, yard: Yard
) -> None:
    client = browser(editor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(BOARD).status_code == 200
        return len(found)

    yard.add()
    few = queries()
    for n in range(30):
        yard.add(str(n), parent="HARB-1")
    assert queries() <= few + 1
    assert Row.objects.filter(program=program).count() == 31
    assert re.match(r"HARB-\d+", Row.objects.latest("id").key)


def test_items_are_exported_as_a_table_that_can_be_imported_again(
    api: Documented, browser: Callable[[Actor | None], Client], editor: Actor, tmp_path: Path
) -> None:
    keys = [add(api, "=1+1"), add(api, "Moor, and wait", points=3, workstream="quay")]
    answer = browser(editor).get(f"{ITEMS}/export")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="harbor-work-items.csv"'
    file = tmp_path / "items.csv"
    file.write_bytes(answer.content)
    found = {item.key: item for item in read(file).work_items}
    assert [found[key].title for key in keys] == ["=1+1", "Moor, and wait"]
    assert found[keys[1]].points == 3
    assert found[keys[0]].status == "To do"
    book = browser(editor).get(f"{ITEMS}/export?format=xlsx")
    assert book.content.startswith(b"PK")
