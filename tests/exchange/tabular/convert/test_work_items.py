"""Exports of trackers become work items."""

import datetime as dt
import json
from typing import Any

from pilotage import exchange
from pilotage.exchange.result import ReadResult
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.work_items import Period, ScopeChange, SprintChange, StatusCategory, Transition, WorkItem
from tests.exchange.tabular.tables import TODAY, ids, mapping_of, read_csv

CREATED = "2026-08-03T10:00:00.000+0200"
BEGAN = dt.datetime(2026, 8, 3, 8, tzinfo=dt.UTC)
ISSUE: dict[str, Any] = {
    "id": "1001",
    "key": "ATL-1",
    "self": "https://tracker.example.org/rest/api/2/issue/1001",
    "fields": {
        "summary": "Split the ledger",
        "issuetype": {"name": "Story"},
        "project": {"key": "ATL"},
        "status": {"name": "In Review", "statusCategory": {"key": "indeterminate"}},
        "created": CREATED,
        "updated": "2026-08-20T08:00:00.000+0000",
        "resolutiondate": None,
        "duedate": "2026-09-30",
        "assignee": {"displayName": "Ann Example", "name": "ann"},
        "reporter": None,
        "components": [{"name": "ledger"}, {"name": "edge"}],
        "labels": ["eu", "eu", "q3"],
        "closedSprints": [{"name": "Sprint 1"}],
        "sprint": {"name": "Sprint 2"},
        "fixVersions": [{"name": "2.0"}],
        "parent": {"key": "ATL-9"},
        "timetracking": {"originalEstimateSeconds": 28800},
        "customfield_10016": 3.0,
        "priority": {"name": "High"},
        "flagged": True,
        "issuelinks": [
            {"type": {"inward": "is blocked by", "outward": "blocks"}, "outwardIssue": {"key": "ATL-2"}},
            {"type": {"inward": "is blocked by", "outward": "blocks"}, "inwardIssue": {"key": "ATL-3"}},
            {"type": {"inward": "is blocked by", "outward": "blocks"}},
        ],
    },
    "changelog": {
        "histories": [
            {
                "created": "2026-08-10T09:00:00.000+0000",
                "items": [{"field": "status", "from": "1", "fromString": "Open", "to": "3", "toString": "In Review"}],
            },
            {
                "created": "2026-08-05T09:00:00.000+0000",
                "items": [{"field": "summary", "fromString": "a", "toString": "b"}],
            },
        ]
    },
}


def minimal(key: str, **fields: Any) -> dict[str, Any]:
    return {"key": key, "fields": {"summary": key, "status": {"name": "Open"}, **fields}}


def read(rows: list[dict[str, Any]] | dict[str, Any], name: str = "issues.json") -> ReadResult:
    return exchange.read((name, json.dumps(rows).encode()), today=TODAY)


def by_key(result: ReadResult) -> dict[str, WorkItem]:
    return {item.key: item for item in result.work_items}


def test_a_search_result_of_jira_is_recognized_and_read_whole() -> None:
    result = read({"startAt": 0, "issues": [ISSUE]})
    assert result.format == "jira-json"
    assert result.problems == ()
    assert result.program is None
    assert result.work_items == (
        WorkItem(
            key="ATL-1",
            title="Split the ledger",
            kind="Story",
            project="ATL",
            status="In Review",
            status_category=StatusCategory.DOING,
            created=dt.datetime(2026, 8, 3, 8, tzinfo=dt.UTC),
            started=dt.datetime(2026, 8, 10, 9, tzinfo=dt.UTC),
            updated=dt.datetime(2026, 8, 20, 8, tzinfo=dt.UTC),
            due=dt.date(2026, 9, 30),
            assignee="Ann Example",
            components=("ledger", "edge"),
            labels=("eu", "q3"),
            sprints=("Sprint 1", "Sprint 2"),
            versions=("2.0",),
            parent="ATL-9",
            estimate=Span(480, Unit.HOUR),
            points=3.0,
            priority="High",
            blocked=True,
            url="https://tracker.example.org/browse/ATL-1",
            links=(("is blocked by", "ATL-3"), ("blocks", "ATL-2")),
            transitions=(Transition(dt.datetime(2026, 8, 10, 9, tzinfo=dt.UTC), "Open", "In Review"),),
            scopes=(ScopeChange(BEGAN, "2.0"),),
            sprint_moves=(SprintChange(BEGAN, "Sprint 1"), SprintChange(BEGAN, "Sprint 2")),
            blocks=(Period(BEGAN),),
            logged=True,
        ),
    )
    assert result.counts == {"rows": 1, "work_items": 1, "links": 2}


def test_sprints_written_as_text_by_old_servers() -> None:
    text = "com.atlassian.greenhopper.service.sprint.Sprint@1[id=12,state=CLOSED,name=Sprint 3,startDate=2026]"
    assert read([minimal("A-1", customfield_10020=[text])]).work_items[0].sprints == ("Sprint 3",)


def test_categories_come_from_the_tracker_then_from_the_words_then_from_the_dates() -> None:
    rows = [
        minimal("A-1", status={"name": "Baking", "statusCategory": {"key": "indeterminate"}}),
        minimal("A-2", status={"name": "Closed"}),
        minimal("A-3", status={"name": "Odd"}, resolutiondate=CREATED),
        minimal("A-4", status={"name": "Odd"}),
    ]
    categories = [item.status_category for item in read(rows).work_items]
    assert categories == [StatusCategory.DOING, StatusCategory.DONE, StatusCategory.DONE, StatusCategory.TODO]


def test_the_start_is_the_first_move_into_a_status_that_another_issue_shows_to_be_doing() -> None:
    history = {
        "histories": [{"created": CREATED, "items": [{"field": "status", "fromString": "Open", "toString": "Baking"}]}]
    }
    rows = [
        {**minimal("A-1", status={"name": "Closed", "statusCategory": {"key": "done"}}), "changelog": history},
        minimal("A-2", status={"name": "Baking", "statusCategory": {"key": "indeterminate"}}),
    ]
    items = by_key(read(rows))
    assert items["A-1"].started == dt.datetime(2026, 8, 3, 8, tzinfo=dt.UTC)
    assert items["A-2"].started is None


def test_rows_without_key_and_repeated_keys_are_told() -> None:
    result = read(
        [minimal("A-1"), {"fields": {"summary": "x", "status": {"name": "Open"}}}, minimal("A-1", labels=["new"])]
    )
    assert [item.labels for item in result.work_items] == [("new",)]
    assert sorted(ids(result)) == ["duplicate-key", "missing-key"]


def test_dates_and_numbers_that_are_none_are_told_at_their_row() -> None:
    result = read([minimal("A-1", duedate="2026-02-31", created="yesterday", customfield_10016="many")])
    assert [(p.id, p.source.row) for p in result.problems] == [
        ("not-a-date", 1),
        ("impossible-date", 1),
        ("unreadable-value", 1),
    ]
    assert result.work_items[0].due is None


CSV_HEADER = (
    "Summary,Issue key,Issue id,Parent id,Issue Type,Status,Status Category,Created,Resolved,Labels,Labels,"
    "Sprint,Sprint,Custom field (Story Points),Original Estimate,Outward issue link (Blocks),"
    "Outward issue link (Blocks),Inward issue link (Cloners),Resolution\n"
)
CSV = CSV_HEADER + (
    "Epic of it,ATL-9,900,,Epic,In Progress,In Progress,01/Aug/26 9:00 AM,,,,,,,,,,,Unresolved\n"
    '"Split, the ledger",ATL-1,901,900,Story,Done,Done,13/Aug/26 10:30 PM,18/Sep/26 3:04 PM,eu,q3,'
    "Sprint 1,Sprint 2,5,28800,ATL-2,ATL-3,ATL-4,Fixed\n"
)


def test_a_csv_export_of_jira_with_its_repeated_headers() -> None:
    result = read_csv(CSV, "Jira.csv")
    assert result.format == "jira-csv"
    assert ids(result) == ["assumed-zone"]
    items = by_key(result)
    one = items["ATL-1"]
    assert (one.title, one.parent, one.labels, one.sprints) == (
        "Split, the ledger",
        "ATL-9",
        ("eu", "q3"),
        ("Sprint 1", "Sprint 2"),
    )
    assert one.created == dt.datetime(2026, 8, 13, 22, 30, tzinfo=dt.UTC)
    assert one.resolved == dt.datetime(2026, 9, 18, 15, 4, tzinfo=dt.UTC)
    assert (one.points, one.estimate, one.resolution) == (5.0, Span(480, Unit.HOUR), "Fixed")
    assert one.links == (("blocks", "ATL-2"), ("blocks", "ATL-3"), ("is cloned by", "ATL-4"))
    assert (items["ATL-9"].status_category, items["ATL-9"].resolution) == (StatusCategory.DOING, "")


def test_the_last_change_of_category_tells_what_nothing_else_does() -> None:
    head = "Summary,Issue key,Status,Status Category,Status Category Changed,Created,Resolved\n"
    rows = [
        "a,A-1,Live,Done,{0},{1},",
        "b,A-2,Oven,In Progress,{0},{1},",
        "c,A-3,Live,Done,{0},{1},{2}",
        "d,A-4,Open,To Do,{0},{1},",
    ]
    days = ("2026-08-09 10:00", "2026-08-03 10:00", "2026-08-07 10:00")
    items = by_key(read_csv(head + "".join(row.format(*days) + "\n" for row in rows), "Jira.csv"))
    changed = dt.datetime(2026, 8, 9, 10, tzinfo=dt.UTC)
    assert (items["A-1"].resolved, items["A-2"].started) == (changed, changed)
    assert items["A-3"].resolved == dt.datetime(2026, 8, 7, 10, tzinfo=dt.UTC)
    assert (items["A-4"].started, items["A-4"].resolved) == (None, None)
    doing = {"name": "Oven", "statusCategory": {"key": "indeterminate"}}
    item = read([minimal("A-1", status=doing, statuscategorychangedate=CREATED)]).work_items[0]
    assert (item.started, item.resolved) == (BEGAN, None)


def test_a_table_of_any_tracker_with_a_mapping_of_its_own() -> None:
    mapping = mapping_of(
        """
        name = "ours"
        [work_items]
        key = "Number"
        title = "What"
        status = "State"
        status_category = { path = "State", values = { Baking = "doing", Eaten = "done" } }
        created = "Opened"
        labels = { path = "Tags", split = "," }
        """
    )
    result = read_csv('Number,What,State,Opened,Tags\n7,Cake,Baking,2026-09-01,"a, b"\n', mapping=mapping)
    assert result.format == "ours"
    (item,) = result.work_items
    assert (item.key, item.status_category, item.labels) == ("7", StatusCategory.DOING, ("a", "b"))
