"""Sprints of our own: planned, begun with a frozen commitment, changed in the open, closed item by item."""

import datetime as dt
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.errors import ConflictError, InvalidError, StaleError
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.sprints import SprintRoom, sprint_room
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.sync.operations import undo_last_change
from pilotage.areas.work import operations as work
from pilotage.areas.work.models import Sprint, WorkItem
from pilotage.areas.work.operations import ItemChange
from pilotage.areas.work.rules.sprints import Outcome
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]

MONDAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


def plan(actor: Actor, now: dt.datetime, start: dt.date = MONDAY, days: int = 14) -> str:
    fields = {"start": start, "finish": start + (days - 1) * DAY, "goal": "Moor a ship"}
    return work.add_sprint(actor=actor, program="harbor", workstream="quay", fields=fields, now=now)[0]


def put(actor: Actor, now: dt.datetime, sprint: str, *keys: str) -> None:
    changes = [ItemChange(keys=keys, fields={"sprint": sprint})]
    work.change_items(actor=actor, program="harbor", changes=changes, now=now)


def items(actor: Actor, now: dt.datetime, n: int, **fields: Any) -> list[str]:
    return [
        work.add_item(
            actor=actor, program="harbor", fields={"title": f"T{i}", "workstream": "quay", **fields}, now=now
        ).keys[0]
        for i in range(n)
    ]


def done(actor: Actor, now: dt.datetime, key: str) -> None:
    work.move_item(actor=actor, program="harbor", key=key, state="Done", now=now)


def begin(actor: Actor, now: dt.datetime, code: str) -> None:
    work.begin_sprint(actor=actor, program="harbor", code=code, version=None, now=now)


def close(actor: Actor, now: dt.datetime, code: str, *outcomes: Outcome) -> None:
    work.close_sprint(actor=actor, program="harbor", code=code, version=None, outcomes=outcomes, now=now)


def room(actor: Actor, now: dt.datetime) -> SprintRoom:
    return sprint_room(actor=actor, program="harbor", workstream="quay", now=now)


def test_a_commitment_is_frozen_and_scope_changes_show(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    a, b, c = items(editor, now, 3, points=2)
    code = plan(editor, now)
    put(editor, now, code, a, b)
    begin(editor, now, code)
    later = now + 2 * DAY
    put(editor, later, code, c)
    put(editor, later, "", b)
    done(editor, later, a)
    active = room(editor, later).active
    assert active is not None
    assert (active.sprint.committed, active.sprint.committed_points) == (2, 4.0)
    assert (active.done, active.left, active.added, active.removed) == (1, 1, 1, 1)
    assert active.days_left == 12
    past = room(editor, later + DAY).past
    assert past is not None
    [seen] = past.sprints
    assert (seen.committed, seen.added, seen.removed, seen.done) == (2, 1, 1, 1)
    assert past.burn is not None
    assert past.burn.scope == (2, 2, 2, 2)
    assert past.burn.done[-1] == 1


def test_what_is_left_goes_somewhere_for_a_reason(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    a, b, c = items(editor, now, 3)
    code, following = plan(editor, now), plan(editor, now, MONDAY + 14 * DAY)
    put(editor, now, code, a, b, c)
    begin(editor, now, code)
    done(editor, now, a)
    end = now + 11 * DAY
    with pytest.raises(InvalidError, match=f"where it goes: {b}, {c}"):
        close(editor, end, code)
    with pytest.raises(InvalidError, match="no planned sprint"):
        close(editor, end, code, Outcome(b, "S-9", "x"), Outcome(c, "", "x"))
    with pytest.raises(InvalidError, match="why"):
        close(editor, end, code, Outcome(b, following, ""), Outcome(c, "", "x"))
    close(editor, end, code, Outcome(b, following, "Crane late"), Outcome(c, "", "Not needed now"))
    assert dict(WorkItem.objects.values_list("key", "sprint")) == {a: code, b: following, c: ""}
    seen = room(editor, end + DAY)
    [over] = seen.closed
    assert over.outcomes[0] == {"key": b, "to": following, "reason": "Crane late"}
    assert seen.past is not None
    [told] = seen.past.sprints
    assert (told.done, told.carried, told.removed) == (1, 2, 0)
    undo_last_change(actor=editor, program="harbor", now=end)
    assert Sprint.objects.get(code=code).state == "active"
    assert set(WorkItem.objects.filter(sprint=code).values_list("key", flat=True)) == {a, b, c}


def test_a_team_has_one_sprint_at_a_time(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    a, b = items(editor, now, 2)
    code = plan(editor, now)
    with pytest.raises(InvalidError, match="overlap with “Sprint 1”"):
        plan(editor, now, MONDAY + 13 * DAY)
    with pytest.raises(ConflictError, match="Nothing is in this sprint"):
        begin(editor, now, code)
    following = plan(editor, now, MONDAY + 14 * DAY)
    put(editor, now, code, a)
    put(editor, now, following, b)
    begin(editor, now, code)
    with pytest.raises(ConflictError, match="one sprint at a time"):
        begin(editor, now, following)
    with pytest.raises(ConflictError, match="its record stays"):
        work.remove_sprint(actor=editor, program="harbor", code=code, version=None, now=now)
    work.remove_sprint(actor=editor, program="harbor", code=following, version=None, now=now)
    assert WorkItem.objects.get(key=b).sprint == ""
    undo_last_change(actor=editor, program="harbor", now=now)
    assert WorkItem.objects.get(key=b).sprint == following


def test_dates_follow_the_cadence_and_stale_writes_are_refused(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    assert (room(editor, now).next_start, room(editor, now).next_finish) == (MONDAY, MONDAY + 13 * DAY)
    code = plan(editor, now)
    assert room(editor, now).next_start == MONDAY + 14 * DAY
    work.change_sprint(actor=editor, program="harbor", code=code, version=1, fields={"title": "First"}, now=now)
    with pytest.raises(StaleError):
        work.change_sprint(actor=editor, program="harbor", code=code, version=1, fields={"title": "Other"}, now=now)
    with pytest.raises(InvalidError, match="or later"):
        work.change_sprint(
            actor=editor, program="harbor", code=code, version=2, fields={"finish": MONDAY - DAY}, now=now
        )


def test_sprints_are_history_for_the_measures(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    [a] = items(editor, now, 1)
    code = plan(editor, now)
    put(editor, now, code, a)
    assert work_of(harbor.pk).items[0].sprints == ()
    begin(editor, now, code)
    [item] = work_of(harbor.pk).items
    assert item.sprints == (f"Sprint 1 ({code})",)
    assert [(each.sprint, each.added) for each in item.sprint_moves] == [(f"Sprint 1 ({code})", True)]
    undo_last_change(actor=editor, program="harbor", now=now)
    undo_last_change(actor=editor, program="harbor", now=now)
    put(editor, now, code, a)
    begin(editor, now, code)
    assert len(work_of(harbor.pk).items[0].sprint_moves) == 1


def test_an_item_goes_into_a_sprint_that_is_there_and_not_closed(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    [a, b] = items(editor, now, 2)
    code = plan(editor, now)
    with pytest.raises(InvalidError, match="no sprint “S-9”"):
        put(editor, now, "S-9", a)
    put(editor, now, code, a)
    begin(editor, now, code)
    close(editor, now, code, Outcome(a, "", "Fog"))
    with pytest.raises(InvalidError, match="is closed"):
        put(editor, now, code, b)
    assert not WorkItem.objects.exclude(sprint="").exists()
