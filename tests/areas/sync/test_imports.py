"""Importing files: new programs, again into the same, mapping, problems, undo."""

import dataclasses
import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from pilotage import exchange
from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.queries.imports import editable_target
from pilotage.areas.work.models import WorkItem
from pilotage.exchange import encode
from pilotage.exchange.result import ReadResult
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program
from tests.areas.sync.plans import ESTIMATE, HARBOR, days, imported, jira, upload


def stored(slug: str = "harbor") -> Program:
    return load_program(Row.objects.get(slug=slug))


def test_a_new_program_is_stored_as_it_was_read(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    session = imported(tmp_path, HARBOR, actor=owner, now=now)
    assert (session.state, session.result_program, session.result_revision) == ("done", "harbor", 2)
    assert stored() == HARBOR
    assert AuditEntry.objects.filter(verb="import.created", source="import").count() == 1


def test_importing_again_finds_its_program_and_changes_nothing(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    again = upload(tmp_path, actor=owner, name="plan.json", data=encode(HARBOR, "program-json")[0], now=now)
    assert again.target == "harbor"
    assert again.diff is not None
    assert [again.diff[name] for name in ("added", "changed", "removed")] == [0, 0, 0]
    sync.apply_import(actor=owner, code=again.code, accept_problems=False, remove_missing=None, now=now)
    assert Row.objects.count() == 1
    assert stored() == HARBOR


def test_a_schedule_from_a_tool_keeps_what_it_does_not_carry(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    survey, build, ga = HARBOR.activities
    ours = structs.replace(HARBOR, activities=(survey, structs.replace(build, estimate=ESTIMATE, duration=None), ga))
    imported(tmp_path, ours, actor=owner, now=now)
    theirs = structs.replace(HARBOR, activities=(structs.replace(survey, duration=days(5)), build, ga), risks=())
    data = encode(theirs, "mspdi")[0]
    session = upload(tmp_path, actor=owner, name="plan.xml", data=data, now=now, program="harbor")
    assert session.state == "ready", session.error
    sync.apply_import(actor=owner, code=session.code, accept_problems=True, remove_missing=None, now=now)
    after = {activity.id: activity for activity in stored().activities}
    assert len(after) == 3
    assert after["quay/survey"].duration == days(5)
    assert after["quay/build"].estimate == ESTIMATE
    assert stored().risks == HARBOR.risks


def test_what_the_file_lost_goes_only_when_asked(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    less = structs.replace(HARBOR, activities=HARBOR.activities[1:], dependencies=HARBOR.dependencies[1:])
    imported(tmp_path, less, actor=owner, now=now, remove_missing=False)
    assert {activity.id for activity in stored().activities} == {"quay/survey", "quay/build", "open"}
    assert len(stored().dependencies) == 2
    imported(tmp_path, less, actor=owner, now=now, remove_missing=True)
    assert {activity.id for activity in stored().activities} == {"quay/build", "open"}
    assert len(stored().dependencies) == 1


def test_an_import_is_undone_as_a_whole(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    other = structs.replace(
        HARBOR, title="Changed", activities=HARBOR.activities[:1], dependencies=(), risks=(), final=None
    )
    imported(tmp_path, other, actor=owner, now=now, remove_missing=True)
    assert stored() == other
    undone = sync.undo_last_change(actor=owner, program="harbor", now=now)
    assert stored() == HARBOR
    assert undone.revision == 4
    assert "plan.json" in undone.announcement
    with pytest.raises(ConflictError):
        sync.undo_last_change(actor=owner, program="harbor", now=now)


def test_a_change_after_the_import_stands_in_the_way(
    owner: Actor, local: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    from pilotage.areas.programs import operations as programs

    imported(tmp_path, HARBOR, actor=owner, now=now)
    imported(tmp_path, structs.replace(HARBOR, title="Second"), actor=owner, now=now)
    programs.change_program(actor=local, program="harbor", version=None, changes={"summary": "new"}, now=now)
    with pytest.raises(ConflictError, match="changed since"):
        sync.undo_last_change(actor=owner, program="harbor", now=now)
    assert stored().title == "Second"


def test_a_file_with_errors_must_be_accepted(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    text = b"program: plan\nactivities:\n  survey: {title: Survey, duration: banana}\n  build: {title: Build}\n"
    session = upload(tmp_path, actor=owner, name="plan.yaml", data=text, now=now)
    assert session.problem_counts["error"] >= 1
    with pytest.raises(ConflictError, match="errors"):
        sync.apply_import(actor=owner, code=session.code, accept_problems=False, remove_missing=None, now=now)
    sync.apply_import(actor=owner, code=session.code, accept_problems=True, remove_missing=None, now=now)
    assert [activity.title for activity in stored("plan").activities] == ["Survey", "Build"]


def test_unknown_columns_are_mapped_by_hand_and_the_mapping_is_kept(
    owner: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    table = b"Was,Wie lange\nVermessung,3d\nBau,10d\n"
    session = upload(tmp_path, actor=owner, name="plan.csv", data=table, now=now)
    assert session.state == "needs_mapping"
    assert [column["name"] for column in session.facts["columns"]] == ["Was", "Wie lange"]
    with pytest.raises(InvalidError, match="column"):
        sync.map_import(actor=owner, code=session.code, mapping={"No": "activities.title"}, mapping_name="", now=now)
    mapping: dict[str, str | None] = {"Was": "activities.title", "Wie lange": "activities.duration"}
    session = sync.map_import(actor=owner, code=session.code, mapping=mapping, mapping_name="bauplan", now=now)
    assert session.state == "ready", session.error
    sync.apply_import(actor=owner, code=session.code, accept_problems=True, remove_missing=None, now=now)
    assert [(a.title, a.duration) for a in stored("plan").activities] == [("Vermessung", days(3)), ("Bau", days(10))]
    second = upload(tmp_path, actor=owner, name="plan.csv", data=table, now=now)
    second = sync.map_import(actor=owner, code=second.code, mapping=None, mapping_name="bauplan", now=now)
    assert second.state == "ready", second.error


def test_a_trackers_export_becomes_work_items_once(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    for count in (3, 5):
        session = upload(tmp_path, actor=owner, name="jira.json", data=jira(count), now=now)
        assert session.state == "ready", (session.error, session.problems)
        sync.apply_import(actor=owner, code=session.code, accept_problems=True, remove_missing=None, now=now)
    assert WorkItem.objects.filter(program__slug="jira").count() == 5


def test_a_trackers_export_shows_what_it_changes(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    first = upload(tmp_path, actor=owner, name="jira.json", data=jira(3), now=now)
    assert first.diff is None, "a new program has nothing to compare"
    sync.apply_import(actor=owner, code=first.code, accept_problems=True, remove_missing=None, now=now)
    same = upload(tmp_path, actor=owner, name="jira.json", data=jira(3), now=now)
    assert same.target == "jira"
    assert counted(same) == (0, 0, 0, 3)
    WorkItem.objects.get(program__slug="jira", key=min(WorkItem.objects.values_list("key", flat=True))).delete()
    WorkItem.objects.filter(program__slug="jira").update(title="Old", status="Waiting")
    other = upload(tmp_path, actor=owner, name="jira.json", data=jira(2), now=now)
    assert counted(other) == (1, 1, 1, 0)
    texts = {line["kind"]: line["text"] for line in (other.diff or {})["lines"]}
    assert texts["changed"].startswith("title Old to ")


def items() -> dict[str, tuple[Any, ...]]:
    rows = WorkItem.objects.filter(program__slug="jira")
    return {row.key: (row.title, row.status, row.created, row.due, row.points, row.details) for row in rows}


def test_work_items_are_put_back(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    def bring(count: int, *, remove: bool | None = None) -> None:
        session = upload(tmp_path, actor=owner, name="jira.json", data=jira(count), now=now)
        sync.apply_import(actor=owner, code=session.code, accept_problems=True, remove_missing=remove, now=now)

    bring(3)
    WorkItem.objects.filter(program__slug="jira").update(title="Old", due=now.date(), points=2.5)
    before = items()
    bring(5)
    bring(2, remove=True)
    assert len(items()) == 2
    sync.undo_last_change(actor=owner, program="jira", now=now)
    assert len(items()) == 5
    assert "Old" not in {title for title, *_rest in items().values()}
    undone = sync.undo_last_change(actor=owner, program="jira", now=now)
    assert items() == before
    assert undone.announcement.startswith("Undone: imported the work items of jira.json.")
    with pytest.raises(ConflictError, match="nothing of yours"):
        sync.undo_last_change(actor=owner, program="jira", now=now)


def test_a_later_import_of_work_items_stands_in_the_way(
    owner: Actor, local: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    for count, actor in ((2, owner), (3, owner), (4, local)):
        result = exchange.read(("jira.json", jira(count)))
        sync.import_result(
            actor=actor, result=result, file="jira.json", program=None, owner=None, remove=False, dry_run=False, now=now
        )
    with pytest.raises(ConflictError, match="changed since"):
        sync.undo_last_change(actor=owner, program="jira", now=now)
    assert len(items()) == 4


def counted(session: ImportSession) -> tuple[int, ...]:
    found = session.diff or {}
    return tuple(found[kind] for kind in ("added", "changed", "removed", "unchanged"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.xml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><Project>&a;</Project>"),
        ("plan.mpp", b"\x00\x01\x02 not a project"),
        ("../../etc/passwd", b"\xff\xfe\x00\x00"),
        ("plan.json", b'{"id":"x","title":"y","zone":"UTC","calendars":[],"activities":' + b"[" * 2000),
        ("plan.zip", b"PK\x03\x04broken"),
    ],
)
def test_a_hostile_file_fails_with_a_sentence(
    name: str, data: bytes, owner: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    session = upload(tmp_path, actor=owner, name=name, data=data, now=now)
    assert session.state == "failed"
    assert session.error
    assert "went wrong" not in session.error
    assert not (tmp_path / "etc").exists()
    with pytest.raises(ConflictError):
        sync.apply_import(actor=owner, code=session.code, accept_problems=True, remove_missing=None, now=now)


def test_an_import_belongs_to_its_user(
    owner: Actor, viewer: Actor, program: Row, now: dt.datetime, tmp_path: Path
) -> None:
    session = upload(tmp_path, actor=owner, name="plan.csv", data=b"Task Name\nA\n", now=now)
    with pytest.raises(NotFoundError):
        sync.drop_import(actor=viewer, code=session.code, now=now)
    with pytest.raises(NotAllowedError):
        upload(tmp_path, actor=viewer, name="plan.csv", data=b"Task Name\nA\n", now=now, program="harbor")
    sync.drop_import(actor=owner, code=session.code, now=now)
    assert not ImportSession.objects.exists()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_taken_id_gets_a_number_for_a_stranger(
    owner: Actor, stranger: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    imported(tmp_path, HARBOR, actor=owner, now=now)
    session = imported(tmp_path, HARBOR, actor=stranger, now=now)
    assert session.result_program == "harbor-2"


def test_a_failure_in_the_middle_writes_nothing(owner: Actor, now: dt.datetime, tmp_path: Path) -> None:
    long = structs.replace(HARBOR, activities=(*HARBOR.activities, Activity(id="x" * 400, title="Too long an id")))
    session = imported(tmp_path, long, actor=owner, now=now)
    assert session.state == "failed"
    assert session.error
    assert not Row.objects.exists()


def test_the_command_line_imports_without_a_session(
    owner: Actor, local: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    result = ReadResult(HARBOR, (), "program-json", {"activities": 3})
    choices: dict[str, Any] = {"actor": local, "result": result, "file": "plan.json", "program": None, "now": now}
    dry = sync.import_result(**choices, owner=None, remove=False, dry_run=True)
    assert (dry.revision, Row.objects.count()) == (None, 0)
    made = sync.import_result(**choices, owner="olga@example.com", remove=False, dry_run=False)
    assert made.program == "harbor"
    assert editable_target(actor=owner, slug="harbor") is not None
    later = dataclasses.replace(result, program=structs.replace(HARBOR, title="New title"))
    again = sync.import_result(**choices | {"result": later}, owner=None, remove=False, dry_run=False)
    assert "0 added, 1 changed" in again.summary
    assert any("New title" in line for line in again.lines)


def test_a_program_that_nobody_sees_says_so_and_gets_its_owner_later(
    owner: Actor, local: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    result = ReadResult(HARBOR, (), "program-json", {"activities": 3})
    bring = partial(
        sync.import_result,
        actor=local, result=result, file="plan.json", program=None, remove=False, dry_run=False, now=now,
    )  # fmt: skip
    assert bring(owner=None).unseen
    assert editable_target(actor=owner, slug="harbor") is None
    assert not bring(owner="olga@example.com").unseen
    assert editable_target(actor=owner, slug="harbor") is not None
    assert not bring(owner=None).unseen


@pytest.mark.corpus
def test_a_real_program_imported_again_is_unchanged(owner: Actor, now: dt.datetime, corpus: Path) -> None:
    result = exchange.read(corpus / "kubernetes-enhancements/keps.json", today=now.date())
    assert result.program is not None
    bring = partial(
        sync.import_result,
        actor=owner,
        result=result,
        file="keps.json",
        program=None,
        owner=None,
        remove=False,
        now=now,
    )
    first = bring(dry_run=False)
    before = stored(first.program)
    assert bring(dry_run=True).lines == ()
    bring(dry_run=False)
    assert stored(first.program) == before
