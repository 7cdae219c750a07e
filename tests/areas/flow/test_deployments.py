"""Deployments: set together, measured at once, taken back."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, StaleError
from pilotage.areas.flow.models import DeploymentList
from pilotage.areas.flow.operations import set_deployments
from pilotage.areas.flow.operations.deployments import MOST_DEPLOYMENTS
from pilotage.areas.flow.queries.deployments import deployments_in, deployments_of, newest
from pilotage.areas.flow.queries.measures import Asked, measured
from pilotage.areas.people.models import Role
from pilotage.areas.people.operations import put_membership
from pilotage.areas.programs.models import Program
from pilotage.areas.sync.operations import read_archive, undo_last_change, write_archive
from pilotage.plan.flow.measures.deployments import Deployment


def deployed(*days: int) -> tuple[Deployment, ...]:
    return tuple(Deployment(deployed=dt.datetime(2026, 2, day, 23, tzinfo=dt.UTC), failed=day == 3) for day in days)


def put(actor: Actor, now: dt.datetime, found: tuple[Deployment, ...], version: int | None = None) -> int:
    return set_deployments(actor=actor, program="harbor", version=version, deployments=found, now=now)


def days(program: Program) -> list[int]:
    return [each.deployed.day for each in deployments_in(newest(program.pk))]


def counted(actor: Actor, now: dt.datetime) -> int | None:
    found = measured(actor=actor, program="harbor", asked=Asked(), today=now.date()).measures.delivery
    return None if found is None else found.deployments


def test_they_are_measured_at_once(
    tracked: Program,
    owner: Actor,
    now: dt.datetime,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # what is measured is remembered
        assert counted(owner, now) is None
    version = put(owner, now, deployed(9, 3))
    span = deployments_of(actor=owner, program="harbor")
    assert (span.version, span.deployments) == (version, 2)
    assert (span.first, span.last) == (dt.date(2026, 2, 3), dt.date(2026, 2, 9))
    assert days(tracked) == [3, 9]
    assert counted(owner, now) == 2
    put(owner, now, deployed(3, 9, 10), version)
    assert counted(owner, now) == 3
    put(owner, now, ())
    assert counted(owner, now) is None


def test_setting_them_is_for_editors_and_told_in_the_log(
    tracked: Program, owner: Actor, viewer: Actor, now: dt.datetime
) -> None:
    assert viewer.user_id is not None
    put_membership(user_id=viewer.user_id, program_id=tracked.pk, role=Role.VIEWER)
    with pytest.raises(NotAllowedError):
        put(viewer, now, deployed(3))
    assert not DeploymentList.objects.exists()
    put(owner, now, deployed(3, 4))
    entry = AuditEntry.objects.latest("id")
    assert (entry.entity_title, entry.before and entry.before["deployments"]) == ("2 deployments", 0)
    assert entry.after == {"deployments": 2, "first": "2026-02-03", "last": "2026-02-04", "version": 1}
    count = AuditEntry.objects.count()
    assert put(owner, now, deployed(4, 3)) == 1
    assert AuditEntry.objects.count() == count


def test_a_stale_or_endless_list_is_refused(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    put(owner, now, deployed(3))
    with pytest.raises(StaleError) as stale:
        put(owner, now, deployed(4, 5), version=0)
    assert stale.value.conflict.fields["deployments"].theirs == 1
    with pytest.raises(InvalidError):
        put(owner, now, deployed(3) * (MOST_DEPLOYMENTS + 1))
    assert days(tracked) == [3]


def test_a_change_is_taken_back_unless_they_were_set_again(
    tracked: Program, owner: Actor, editor: Actor, now: dt.datetime
) -> None:
    assert editor.user_id is not None
    put_membership(user_id=editor.user_id, program_id=tracked.pk, role=Role.EDITOR)
    put(owner, now, deployed(3))
    put(editor, now, deployed(4, 5))
    with pytest.raises(ConflictError):
        undo_last_change(actor=owner, program="harbor", now=now)
    undo_last_change(actor=editor, program="harbor", now=now)
    assert days(tracked) == [3]
    undo_last_change(actor=owner, program="harbor", now=now)
    assert days(tracked) == []


def test_a_backup_holds_them(tracked: Program, owner: Actor, local: Actor, now: dt.datetime, tmp_path: Path) -> None:
    put(owner, now, deployed(3, 4))
    for act in (write_archive, read_archive):
        more = {"replace": True} if act is read_archive else {}
        act(actor=local, path=tmp_path / "kept.zip", uploads=tmp_path / "uploads", now=now, **more)
    assert days(Program.objects.get(slug="harbor")) == [3, 4]
