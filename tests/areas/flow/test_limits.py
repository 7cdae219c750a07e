"""Limits of work in progress: set together, taken back, and heard of in the warnings."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, StaleError
from pilotage.areas.flow.models import WipLimits
from pilotage.areas.flow.operations import set_limits
from pilotage.areas.flow.queries.limits import limits_of, watched
from pilotage.areas.people.models import Role
from pilotage.areas.people.operations import put_membership
from pilotage.areas.programs.models import Program
from pilotage.areas.sync.operations import undo_last_change


def limit(actor: Actor, now: dt.datetime, limits: dict[str, int], version: int | None = None) -> int:
    return set_limits(actor=actor, program="harbor", version=version, limits=limits, now=now)


def told(actor: Actor, now: dt.datetime) -> dict[str, int | None]:
    return {each.name: each.limit for each in limits_of(actor=actor, program="harbor", today=now.date()).teams}


def test_limits_stand_beside_what_is_in_progress(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    found = limits_of(actor=owner, program="harbor", today=now.date())
    assert [(team.name, team.limit) for team in found.teams] == [("Core", None), ("Quay", None)]
    assert all(team.in_progress is not None for team in found.teams)
    version = limit(owner, now, {"Core": 4, "Gone": 2}, found.version)
    found = limits_of(actor=owner, program="harbor", today=now.date())
    assert found.version == version
    assert told(owner, now) == {"Core": 4, "Quay": None, "Gone": 2}
    seen = watched(tracked.pk, now.date())
    assert seen is not None
    assert [team.limit for team in seen.teams] == [4, None]


def test_setting_limits_is_for_editors_and_told_in_the_log(
    tracked: Program, owner: Actor, viewer: Actor, now: dt.datetime
) -> None:
    assert viewer.user_id is not None
    put_membership(user_id=viewer.user_id, program_id=tracked.pk, role=Role.VIEWER)
    with pytest.raises(NotAllowedError):
        limit(viewer, now, {"Core": 4})
    assert not WipLimits.objects.exists()
    limit(owner, now, {"Core": 4})
    limit(owner, now, {"Core": 5, "Quay": 1})
    entry = AuditEntry.objects.latest("id")
    assert (entry.before, entry.after) == ({"Core": 4, "Quay": None}, {"Core": 5, "Quay": 1})
    count = AuditEntry.objects.count()
    limit(owner, now, {"Quay": 1, "Core": 5})
    assert AuditEntry.objects.count() == count


def test_a_stale_or_impossible_limit_is_refused(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    limit(owner, now, {"Core": 4})
    with pytest.raises(StaleError):
        limit(owner, now, {"Core": 6}, version=1)
    for wrong in ({"Core": 0}, {"Core": 1_000_001}, {"x" * 301: 3}):
        with pytest.raises(InvalidError):
            limit(owner, now, wrong)
    assert told(owner, now)["Core"] == 4


def test_a_limit_is_taken_back_unless_it_was_set_again(
    tracked: Program, owner: Actor, editor: Actor, now: dt.datetime
) -> None:
    assert editor.user_id is not None
    put_membership(user_id=editor.user_id, program_id=tracked.pk, role=Role.EDITOR)
    limit(owner, now, {"Core": 4})
    limit(editor, now, {"Core": 9})
    with pytest.raises(ConflictError):
        undo_last_change(actor=owner, program="harbor", now=now)
    undo_last_change(actor=editor, program="harbor", now=now)
    assert told(owner, now)["Core"] == 4
    undo_last_change(actor=owner, program="harbor", now=now)
    assert told(owner, now)["Core"] is None
