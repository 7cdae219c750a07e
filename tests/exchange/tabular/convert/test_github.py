"""Issues of GitHub, as its command line and its REST interface list them."""

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from pilotage import exchange
from pilotage.exchange.result import ReadResult
from pilotage.plan.vocabulary.work_items import Period, ScopeChange, StatusCategory, WorkItem

OPENED, ENDED = "2026-08-01T10:00:00Z", "2026-08-09T12:30:00Z"


def gh(number: int = 12, repository: str = "acme/core", **more: Any) -> dict[str, Any]:
    """As ``gh issue list --json …`` gives it."""
    return {
        "number": number,
        "title": f"Issue {number}",
        "state": "OPEN",
        "stateReason": "",
        "createdAt": OPENED,
        "closedAt": None,
        "url": f"https://github.com/{repository}/issues/{number}",
        "labels": [],
        "milestone": None,
        "assignees": [],
        "projectItems": [],
        **more,
    }


def rest(number: int = 12, repository: str = "acme/core", **more: Any) -> dict[str, Any]:
    """As ``GET /repos/{owner}/{repo}/issues`` gives it."""
    return {
        "url": f"https://api.github.com/repos/{repository}/issues/{number}",
        "repository_url": f"https://api.github.com/repos/{repository}",
        "html_url": f"https://github.com/{repository}/issues/{number}",
        "node_id": "x",
        "number": number,
        "title": f"Issue {number}",
        "state": "open",
        "state_reason": None,
        "created_at": OPENED,
        "closed_at": None,
        "labels": [],
        "milestone": None,
        "assignees": [],
        **more,
    }


def read(*issues: dict[str, Any]) -> ReadResult:
    return exchange.read(("issues.json", json.dumps(issues).encode()))


def only(issue: dict[str, Any]) -> WorkItem:
    result = read(issue)
    assert result.problems == ()
    return result.work_items[0]


def named(*labels: str) -> list[dict[str, str]]:
    return [{"name": label} for label in labels]


def test_an_issue_of_the_command_line_is_read_whole() -> None:
    result = read(
        gh(
            labels=named("kind/bug", "priority: high", "area/api", "team/edge", "sprint 7", "size/3"),
            milestone={"number": 1, "title": "v1", "dueOn": "2026-10-01T00:00:00Z"},
            assignees=[{"login": "ann"}, {"login": "bo"}],
            author={"login": "cy"},
            projectItems=[{"status": {"optionId": "1", "name": "In Review"}, "title": "Board"}],
            updatedAt=ENDED,
            parent={"number": 3, "url": "https://github.com/acme/core/issues/3"},
        ),
        gh(3),
    )
    assert (result.format, result.problems) == ("github-gh-json", ())
    assert result.work_items[0] == WorkItem(
        key="acme/core#12",
        title="Issue 12",
        kind="bug",
        project="acme/core",
        status="In Review",
        status_category=StatusCategory.DOING,
        created=dt.datetime(2026, 8, 1, 10, tzinfo=dt.UTC),
        updated=dt.datetime(2026, 8, 9, 12, 30, tzinfo=dt.UTC),
        due=dt.date(2026, 10, 1),
        assignee="ann",
        reporter="cy",
        team="edge",
        components=("api",),
        labels=("kind/bug", "priority: high", "area/api", "team/edge", "sprint 7", "size/3"),
        sprints=("sprint 7",),
        versions=("v1",),
        parent="acme/core#3",
        points=3.0,
        priority="high",
        url="https://github.com/acme/core/issues/12",
    )


def test_rest_and_command_line_give_the_same_item() -> None:
    labels = named("bug", "P1", "in progress", "blocked", "component: db")
    milestone = {"title": "v1"}
    one = only(gh(labels=labels, milestone={**milestone, "dueOn": "2026-10-01T00:00:00Z"}, author={"login": "cy"}))
    other = only(rest(labels=labels, milestone={**milestone, "due_on": "2026-10-01T00:00:00Z"}, user={"login": "cy"}))
    assert one == other
    assert (one.kind, one.priority, one.status, one.blocked) == ("bug", "P1", "in progress", True)
    assert (one.status_category, one.components) == (StatusCategory.DOING, ("db",))


@pytest.mark.parametrize(
    ("reason", "resolution"),
    [("completed", "Completed"), ("not_planned", "Not planned"), ("duplicate", "Duplicate"), (None, "")],
)
def test_a_closed_issue_is_done_whatever_its_labels_say(reason: str | None, resolution: str) -> None:
    labels = named("status: in progress")
    spoken = reason.upper() if reason else ""
    one = only(gh(state="CLOSED", stateReason=spoken, closedAt=ENDED, labels=labels))
    other = only(rest(state="closed", state_reason=reason, closed_at=ENDED, labels=labels))
    assert one == other
    assert (one.status, one.status_category, one.resolution) == ("Closed", StatusCategory.DONE, resolution)
    assert one.resolved == dt.datetime(2026, 8, 9, 12, 30, tzinfo=dt.UTC)


def test_an_open_issue_in_the_last_column_of_a_board_is_open() -> None:
    item = only(gh(projectItems=[{"status": {"name": "Done"}}], stateReason="REOPENED"))
    assert (item.status, item.status_category, item.resolution) == ("Open", StatusCategory.TODO, "")


def test_a_column_that_nobody_knows_is_a_guess() -> None:
    item = only(gh(projectItems=[{"status": {"name": "Simmering"}}]))
    assert (item.status_category, item.category_guessed) == (StatusCategory.TODO, True)


def test_pull_requests_are_told_apart_and_told() -> None:
    merged = {"url": "u", "html_url": "h", "diff_url": "d", "patch_url": "p", "merged_at": ENDED}
    result = read(rest(1), rest(2, pull_request=merged, state="closed", closed_at=ENDED))
    assert [(item.kind, item.resolution) for item in result.work_items] == [("Issue", ""), ("Pull request", "Merged")]
    assert [problem.id for problem in result.problems] == ["pull-requests-too"]
    assert "1 of 2" in result.problems[0].message
    pulls = read(gh(state="MERGED", closedAt=ENDED, url="https://github.com/acme/core/pull/12"))
    assert (pulls.work_items[0].kind, pulls.work_items[0].resolution) == ("Pull request", "Merged")


def test_the_same_number_in_two_repositories_is_two_items() -> None:
    result = read(rest(7), rest(7, "acme/web"))
    assert [(item.key, item.project) for item in result.work_items] == [
        ("acme/core#7", "acme/core"),
        ("acme/web#7", "acme/web"),
    ]
    bare = gh(7)
    del bare["url"]
    assert [(item.key, item.project) for item in read(bare).work_items] == [("#7", "")]


def test_labels_may_be_bare_texts() -> None:
    assert only(rest(labels=["bug", "area/ui"])).components == ("ui",)


PAGES = [[rest(1), rest(2)], [rest(3)]]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(PAGES),  # gh api --paginate --slurp
        "".join(json.dumps(page) for page in PAGES),  # gh api --paginate
        "\n".join(json.dumps(page) for page in PAGES) + "\n",
        "\n".join(json.dumps(issue) for page in PAGES for issue in page),
        json.dumps({"total_count": 3, "incomplete_results": False, "items": PAGES[0] + PAGES[1]}),
        "\n".join(json.dumps({"total_count": 3, "items": page}) for page in PAGES),
        json.dumps([{"total_count": 3, "items": page} for page in PAGES], indent=1),
    ],
)
@pytest.mark.parametrize("name", ["issues.json", "issues.jsonl"])
def test_pages_are_read_as_one(text: str, name: str) -> None:
    if name == "issues.jsonl" and "\n  " in text:
        return
    result = exchange.read((name, text.encode()))
    assert (result.format, result.problems) == ("github-rest-json", ())
    assert [item.key for item in result.work_items] == ["acme/core#1", "acme/core#2", "acme/core#3"]


@pytest.mark.parametrize(
    "head", [{"total_count": 90}, {"startAt": 0, "total": 90}, {"isLast": False}, {"nextPageToken": "next"}]
)
def test_a_page_of_several_is_told(head: dict[str, Any]) -> None:
    text = json.dumps({**head, "issues": [rest(1), rest(2)]})
    for name in ("issues.json", "issues.jsonl"):
        result = exchange.read((name, text.encode()))
        assert len(result.work_items) == 2
        assert [problem.id for problem in result.problems] == ["pages-missing"]


def test_an_export_that_ends_at_its_limit_is_told() -> None:
    result = read(*(gh(number) for number in range(1, 31)))
    assert [problem.id for problem in result.problems] == ["maybe-cut-off"]
    assert read(*(gh(number) for number in range(1, 32))).problems == ()


def event(day: int, kind: str, **more: Any) -> dict[str, Any]:
    return {"__typename": kind, "createdAt": f"2026-08-{day:02}T10:00:00Z", **more}


def label(day: int, name: str, kind: str = "LabeledEvent") -> dict[str, Any]:
    return event(day, kind, label={"name": name})


def queried(*events: dict[str, Any], total: int | None = None, **more: Any) -> dict[str, Any]:
    """As a GraphQL query with ``timelineItems`` gives it."""
    count = len(events) if total is None else total
    names = {"nodes": more.pop("names", [])}
    return gh(**{**more, "labels": names, "timelineItems": {"totalCount": count, "nodes": list(events)}})


def on(day: int) -> dt.datetime:
    return dt.datetime(2026, 8, day, 10, tzinfo=dt.UTC)


def test_a_timeline_dates_milestones_states_and_blocks() -> None:
    item = only(
        queried(
            event(2, "MilestonedEvent", milestoneTitle="v1"),
            label(3, "in progress"),
            label(4, "blocked"),
            label(6, "blocked", "UnlabeledEvent"),
            event(7, "DemilestonedEvent", milestoneTitle="v1"),
            event(7, "MilestonedEvent", milestoneTitle="v2"),
            event(8, "ClosedEvent"),
            label(9, "in progress", "UnlabeledEvent"),
            event(10, "ReopenedEvent"),
            label(11, "status: in review"),
            event(12, "ClosedEvent"),
            label(13, "help wanted"),
            state="CLOSED",
            closedAt="2026-08-12T10:00:00Z",
            milestone={"title": "v2"},
            names=named("area/api", "sprint 7"),
            assignees={"nodes": [{"login": "ann"}]},
        )
    )
    assert [(move.at, move.after) for move in item.transitions] == [
        (on(3), "in progress"),
        (on(4), "blocked"),
        (on(6), "Open"),
        (on(8), "Closed"),
        (on(10), "Open"),
        (on(11), "in review"),
        (on(12), "Closed"),
    ]
    assert [move.before for move in item.transitions][:3] == ["Open", "in progress", "blocked"]
    left, entered = ScopeChange(on(7), "v1", added=False), ScopeChange(on(7), "v2")
    assert set(item.scopes) == {ScopeChange(on(2), "v1"), left, entered}
    assert (item.blocks, item.started, item.logged) == ((Period(on(4), on(6)),), on(3), True)
    assert (item.components, item.assignee) == (("api",), "ann")
    assert (item.sprints, item.sprint_moves) == (("sprint 7",), ())  # of sprints the timeline tells nothing


def test_a_timeline_that_is_cut_off_is_told() -> None:
    result = read(queried(event(2, "ClosedEvent"), total=140))
    assert [problem.id for problem in result.problems] == ["changelog-incomplete"]
    assert not result.work_items[0].logged


@pytest.mark.parametrize("between", ["", "\n"])
def test_answers_to_a_query_are_pages(between: str) -> None:
    pages = [
        {"data": {"repository": {"issues": {"pageInfo": {"hasNextPage": True}, "nodes": nodes}}}}
        for nodes in ([queried(number=1), queried(number=2)], [queried(number=3)])
    ]
    for name in ("issues.json", "issues.jsonl"):
        if name == "issues.json" or between:
            result = exchange.read((name, between.join(json.dumps(page) for page in pages).encode()))
            assert (result.format, result.problems) == ("github-gh-json", ())
            assert [item.key for item in result.work_items] == ["acme/core#1", "acme/core#2", "acme/core#3"]


@pytest.mark.corpus
def test_the_example_of_the_official_description_is_read(corpus: Path) -> None:
    description = json.loads(gzip.decompress((corpus / "api-specs" / "github-api.github.com.json.gz").read_bytes()))
    examples = description["components"]["examples"]["issue-items"]["value"]
    result = read(*examples)
    assert result.format == "github-rest-json"
    assert [item.key for item in result.work_items] == ["octocat/Hello-World#1347"]
    (item,) = result.work_items
    assert item.kind == "Pull request"
    assert (item.assignee, item.reporter, item.versions) == ("octocat", "octocat", ("v1.0",))


@pytest.mark.corpus
def test_every_path_is_one_of_the_official_description(corpus: Path) -> None:
    from pilotage.exchange.tabular import shipped

    description = json.loads(gzip.decompress((corpus / "api-specs" / "github-api.github.com.json.gz").read_bytes()))
    schemas = description["components"]["schemas"]
    known = {*schemas["issue"]["properties"], *schemas["pull-request-simple"]["properties"]}
    mapping = shipped("github-rest-json")
    assert mapping is not None
    values = [value for given in (*mapping.values.values(), *mapping.work_items[0].fields.values()) for value in given]
    paths = {path for value in values for path in (value.path, *value.paths) if path}
    assert {path.split(".")[0].removesuffix("[]") for path in paths} <= known
    for path in paths:
        head, _dot, inner = path.partition(".")
        if head == "milestone":
            assert inner in schemas["milestone"]["properties"]
        if head == "pull_request":
            assert inner in schemas["issue"]["properties"]["pull_request"]["properties"]
