"""What an item's log of changes tells: when it came into a milestone, was blocked, was called otherwise."""

import datetime as dt
import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage import exchange
from pilotage.exchange.result import ReadResult
from pilotage.plan.vocabulary.work_items import Period, ScopeChange, SprintChange, Transition, WorkItem

BEGAN = dt.datetime(2026, 8, 3, 8, tzinfo=dt.UTC)
CREATED_TEXT = "2026-08-03T10:00:00Z"
KEYS = (
    *("histories", "values", "items", "field", "from", "to", "fromString", "toString", "created", "total", "nodes"),
    *("__typename", "createdAt", "milestoneTitle", "label", "name", "id", "totalCount", "startDate"),
)


def at(day: float) -> dt.datetime:
    return BEGAN + dt.timedelta(days=day)


def change(field: str, before: str | None, after: str | None, **more: Any) -> dict[str, Any]:
    return {"field": field, "fromString": before, "toString": after, **more}


def history(day: float, *items: dict[str, Any]) -> dict[str, Any]:
    return {"created": at(day).isoformat(), "items": list(items)}


def issue(key: str = "A-1", log: Any = None, versions: Iterable[str] = (), **fields: Any) -> dict[str, Any]:
    fixed = [{"name": name, "id": f"id of {name}"} for name in versions]
    head = {"summary": key, "status": {"name": "Open"}, "created": BEGAN.isoformat(), "fixVersions": fixed}
    return {"key": key, "fields": {**head, **fields}, **({} if log is None else {"changelog": log})}


def read(*issues: dict[str, Any]) -> ReadResult:
    return exchange.read(("issues.json", json.dumps({"issues": issues}).encode()))


def item(log: Any, **more: Any) -> WorkItem:
    return read(issue(log=log, **more)).work_items[0]


def test_a_milestone_is_known_from_the_day_on_which_it_was_set() -> None:
    log = {
        "histories": [history(9, change("Fix Version", None, "2.0")), history(4, change("Fix Version", "1.0", None))]
    }
    found = item(log, versions=["2.0"])
    left = ScopeChange(at(4), "1.0", added=False)
    assert found.scopes == (ScopeChange(BEGAN, "1.0"), left, ScopeChange(at(9), "2.0"))
    assert found.logged


def test_without_a_log_nothing_is_known_and_an_empty_log_says_that_nothing_changed() -> None:
    silent, calm = item(None, versions=["1.0"]), item({"histories": [], "total": 0}, versions=["1.0"])
    assert (silent.logged, silent.scopes) == (False, ())
    assert (calm.logged, calm.scopes) == (True, (ScopeChange(BEGAN, "1.0"),))


@pytest.mark.parametrize(
    "log",
    [
        {"startAt": 0, "total": 1, "isLast": True, "values": [history(2, change("status", "Open", "In Progress"))]},
        [{"values": [history(2, change("status", "Open", "In Progress"))]}, {"values": []}],
        [
            {
                "histories": [
                    history(2, {"fieldId": "status", "field": "Zustand", "fromString": "Open", "to": "In Progress"})
                ]
            }
        ],
    ],
)
def test_changelogs_in_pages(log: Any) -> None:
    found = item(log)
    assert found.transitions == (Transition(at(2), "Open", "In Progress"),)
    assert (found.started, found.logged) == (at(2), True)


def test_a_log_that_is_not_whole_is_told_and_nothing_is_concluded_from_it() -> None:
    result = read(
        issue(
            log={"total": 120, "histories": [history(5, change("Fix Version", None, "2.0"))]}, versions=["1.0", "2.0"]
        )
    )
    assert [problem.id for problem in result.problems] == ["changelog-incomplete"]
    assert "119 changes of A-1" in result.problems[0].message
    found = result.work_items[0]
    assert (found.logged, found.scopes) == (False, (ScopeChange(at(5), "2.0"),))


def test_a_renamed_milestone_is_the_same() -> None:
    """By its id where the tracker told it; else where only one can be meant."""
    ids = {"to": "id of 2.0", "from": None}
    log = {"histories": [history(3, change("Fix Version", None, "2.0-rc", **ids))]}
    first, _other = read(issue(log=log, versions=["2.0", "1.0"]), issue("A-2", versions=["2.0"])).work_items
    assert first.scopes == (ScopeChange(BEGAN, "1.0"), ScopeChange(at(3), "2.0"))
    nameless = {"histories": [history(3, change("Fix Version", None, "2.0-rc"))]}
    assert item(nameless, versions=["2.0"]).scopes == (ScopeChange(at(3), "2.0"),)


def test_a_log_that_does_not_lead_to_the_milestones_is_told() -> None:
    log = {
        "histories": [
            history(3, change("Fix Version", None, "deleted")),
            history(4, change("Fix Version", "1.0", None)),
        ]
    }
    result = read(issue(log=log, versions=["1.0"]))
    assert [problem.id for problem in result.problems] == ["scope-history-differs"]
    assert result.work_items[0].scopes == (ScopeChange(BEGAN, "1.0"),)


def test_sprints_are_told_as_whole_lists_whose_names_may_hold_commas() -> None:
    log = {
        "histories": [
            history(1, change("Sprint", "", "S 1, part a")),
            history(2, change("Sprint", "S 1, part a", "S 1, part a, S 2")),
            history(3, change("Sprint", "S 1, part a, S 2", "S 1, part a")),
        ]
    }
    expected = (SprintChange(at(1), "S 1, part a"), SprintChange(at(2), "S 2"), SprintChange(at(3), "S 2", added=False))
    assert item(log, sprint={"name": "S 1, part a"}).sprint_moves == expected
    unnamed = {
        "histories": [history(1, change("Sprint", None, "S 1")), history(2, change("Sprint", "S 1", "S 1, S 2"))]
    }
    assert item(unnamed).sprint_moves == (SprintChange(at(1), "S 1"), SprintChange(at(2), "S 2"))


def test_blocked_by_a_flag_and_by_a_state() -> None:
    log = {
        "histories": [
            history(1, change("Flagged", "", "Impediment")),
            history(3, change("status", "Open", "On Hold")),
            history(4, change("Flagged", "Impediment", "")),
            history(6, change("status", "On Hold", "Open")),
            history(9, change("Flagged", "", "Impediment")),
        ]
    }
    found = item(log, customfield_10021=[{"value": "Impediment"}])
    assert found.blocks == (Period(at(1), at(6)), Period(at(9)))
    assert found.blocked


def test_a_flag_that_was_never_set_was_there_from_the_start() -> None:
    assert item({"histories": []}, flagged=True).blocks == (Period(BEGAN),)
    assert item({"histories": [history(2, change("Flagged", "Impediment", ""))]}).blocks == (Period(BEGAN, at(2)),)
    assert item(None, flagged=True).blocks == ()


def test_an_item_that_jumped_is_found_by_its_former_keys() -> None:
    log = {"histories": [history(1, change("Key", "OLD-7", "MID-8")), history(2, change("Key", "MID-8", "A-1"))]}
    links = [{"type": {"outward": "blocks"}, "outwardIssue": {"key": "MID-8"}}]
    moved, child = read(issue(log=log), issue("A-2", parent={"key": "OLD-7"}, issuelinks=links)).work_items
    assert moved.former_keys == ("OLD-7", "MID-8")
    assert (child.parent, child.links) == ("A-1", (("blocks", "A-1"),))


def test_changes_without_a_time_zone_are_told() -> None:
    log = {"histories": [{"created": "2026-08-05T09:00:00", "items": [change("status", "Open", "In Progress")]}]}
    result = read(issue(log=log))
    assert [problem.id for problem in result.problems] == ["assumed-zone"]
    assert result.work_items[0].started == dt.datetime(2026, 8, 5, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize("newest_first", [False, True])
def test_changes_of_one_instant_keep_their_order(newest_first: bool) -> None:
    log = [
        history(1, change("status", "Open", "Ready")),
        history(2, change("status", "Ready", "In Progress")),
        history(2, change("status", "In Progress", "Done")),
    ]
    found = item({"histories": log[::-1] if newest_first else log})
    assert [move.after for move in found.transitions] == ["Ready", "In Progress", "Done"]


def test_a_finish_that_only_the_log_tells() -> None:
    """Workflows without a resolution keep no date of the finish."""
    names = ("Open", "Closed", "Reopened", "In Progress", "Resolved", "Closed")
    log = [history(day, change("status", *pair)) for day, pair in enumerate(pairwise(names), 1)]
    closed = {"name": "Closed", "statusCategory": {"key": "done"}}
    assert item({"histories": log}, status=closed).resolved == at(4)
    assert item({"histories": log[:1]}, status=closed).resolved == at(1)
    assert item({"histories": log[:2]}, status=closed).resolved is None
    assert item({"histories": log}, status=closed, resolutiondate=at(7).isoformat()).resolved == at(7)
    assert item({"histories": log[:3]}, status={"name": "In Progress"}).resolved is None


def test_what_changes_nothing_is_no_change() -> None:
    log = [history(day, change("Fix Version", None, "1.0")) for day in (2, 3)]
    assert item({"histories": log}, versions=["1.0"]).scopes == (ScopeChange(at(2), "1.0"),)


def test_nonsense_in_a_log_is_no_harm() -> None:
    log = {
        "total": "many",
        "histories": [
            3,
            {"created": "then", "items": [{}]},
            history(1),
            {"created": at(1).isoformat(), "items": [None, {"field": 7}]},
        ],
    }
    assert item(log).transitions == ()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["2026-08-05", CREATED_TEXT]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


@given(log=VALUES, timeline=VALUES, sprint=VALUES, versions=VALUES)
def test_no_log_stops_the_reader(log: Any, timeline: Any, sprint: Any, versions: Any) -> None:
    broken = {**issue(log=log), "timelineItems": timeline, "number": 1, "title": "x", "state": "OPEN"}
    broken["fields"] |= {"customfield_10020": sprint, "fixVersions": versions, "closedSprints": log}
    github = {
        "number": 1,
        "title": "x",
        "state": "OPEN",
        "createdAt": CREATED_TEXT,
        "timelineItems": timeline,
        "labels": log,
    }
    for rows in ([broken, issue("B-2")], [github, {**github, "number": 2}]):
        found = exchange.read(("issues.json", json.dumps(rows).encode()))
        assert len(found.work_items) == 2


NAMES = ("1.0", "1.1", "2.0")


@given(
    start=st.sets(st.sampled_from(NAMES)),
    steps=st.lists(st.sampled_from(NAMES), max_size=8),
    newest_first=st.booleans(),
)
def test_the_log_is_played_back(start: set[str], steps: list[str], newest_first: bool) -> None:
    """An item is put in and out of milestones; the log of that gives back who it was in at each time."""
    now, log, truth = set(start), [], [frozenset(start)]
    for day, name in enumerate(steps, 1):
        log.append(
            history(day, change("Fix Version", name, None) if name in now else change("Fix Version", None, name))
        )
        now ^= {name}
        truth.append(frozenset(now))
    found = item({"histories": log[::-1] if newest_first else log}, versions=sorted(now))
    for day, expected in enumerate(truth):
        inside: set[str] = set()
        for each in found.scopes:
            if each.at <= at(day):
                (inside.add if each.added else inside.discard)(each.milestone)
        assert inside == expected
