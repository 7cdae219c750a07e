"""Accepting what leveling proposes: all or none, with versions, audit and undo."""

import datetime as dt

import pytest
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import InvalidError, NotFoundError, StaleError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.models import Activity as ActivityRow
from pilotage.areas.schedule.operations.leveling import LevelingChange
from pilotage.areas.schedule.operations.rows import body
from pilotage.areas.schedule.queries.leveling import effect_of, proposal
from pilotage.areas.schedule.queries.plans import memory
from pilotage.areas.sync import operations as sync
from pilotage.plan.leveling.applying import change_of, rest
from pilotage.plan.leveling.results import Change, Handover, Wishes
from pilotage.plan.vocabulary.activities import Assignment, Constraint, ConstraintKind
from tests.areas.schedule.harbor import HARBOR
from tests.areas.schedule.test_editing import stored

TUESDAY = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)


@pytest.fixture
def busy(harbor: Row) -> Row:
    """Jo drives piles and dredges at the same time."""
    for activity in HARBOR.activities:
        if activity.id in ("quay/pile", "sea/dredge"):
            changed = replace(activity, assignments=(Assignment("jo"),))
            ActivityRow.objects.filter(program=harbor, code=activity.id).update(body=body(changed))
    memory().plans.clear()
    return harbor


def proposed(row: Row) -> list[LevelingChange]:
    found = proposal(row, Wishes(), seed=1)
    return [
        LevelingChange(change=change_of(move), version=found.versions[move.activity]) for move in found.leveling.moves
    ]


def accept(row: Row, actor: Actor, now: dt.datetime, *changes: LevelingChange) -> schedule.PlanEdit:
    return schedule.accept_leveling(actor=actor, program=row.slug, changes=changes, now=now)


def test_an_accepted_proposal_levels_the_plan(busy: Row, editor: Actor, now: dt.datetime) -> None:
    changes = proposed(busy)
    assert [each.change.activity for each in changes] == ["sea/dredge"]
    effect = effect_of(busy, [each.change for each in changes])
    edit = accept(busy, editor, now, *changes)
    assert edit.announcement.startswith("Leveled 1 activity.")
    busy.refresh_from_db()
    again = proposal(busy, Wishes(), seed=1)
    assert again.leveling.moves == ()
    assert again.leveled == ("sea/dredge",)
    opens = next(each for each in effect.milestones if each.id == "open")
    assert edit.after.schedule.at("open").finish == opens.new_finish


def test_accepted_moves_are_audited_and_undone_in_one_step(busy: Row, editor: Actor, now: dt.datetime) -> None:
    before = stored(busy)
    accept(busy, editor, now, *(LevelingChange(change=each) for each in both()))
    entries = AuditEntry.objects.filter(verb="activity.changed")
    assert {entry.entity_id for entry in entries} == {"quay/pile", "sea/dredge"}
    assert entries[0].after is not None
    assert set(entries[0].after) == {"constraint", "labels", "note"}
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(busy).activities == before.activities


def both() -> list[Change]:
    constraint = Constraint(ConstraintKind.START_NO_EARLIER_THAN, TUESDAY)
    return [Change(activity=each, constraint=constraint, why="Jo is busy.") for each in ("quay/pile", "sea/dredge")]


def test_one_stale_activity_refuses_all_moves(busy: Row, editor: Actor, now: dt.datetime) -> None:
    pile, dredge = both()
    with pytest.raises(StaleError) as refusal:
        accept(busy, editor, now, LevelingChange(change=pile, version=1), LevelingChange(change=dredge, version=7))
    assert refusal.value.conflict is not None
    assert refusal.value.conflict.fields["constraint_at"].yours == "2026-03-10T00:00:00+00:00"
    assert all(each.constraint is None for each in stored(busy).activities)


def test_leveling_sets_nothing_but_leveling_dates(busy: Row, editor: Actor, now: dt.datetime) -> None:
    pinned = Change(activity="quay/pile", constraint=Constraint(ConstraintKind.MUST_START_ON, TUESDAY))
    with pytest.raises(InvalidError):
        accept(busy, editor, now, LevelingChange(change=pinned))
    with pytest.raises(NotFoundError):
        accept(busy, editor, now, LevelingChange(change=Change(activity="nobody", constraint=None)))


def test_lifting_gives_the_plan_back(busy: Row, editor: Actor, now: dt.datetime) -> None:
    before = stored(busy)
    accept(busy, editor, now, *proposed(busy))
    accept(busy, editor, now, LevelingChange(change=Change(activity="sea/dredge", constraint=None)))
    assert stored(busy).activities == before.activities


@pytest.fixture
def skilled(busy: Row) -> Row:
    """Both of Jo's jobs ask for a diver, and Kim is one."""
    for activity in HARBOR.activities:
        if activity.id in ("quay/pile", "sea/dredge"):
            changed = replace(activity, assignments=(Assignment("jo", 1.0, "diver"),))
            ActivityRow.objects.filter(program=busy, code=activity.id).update(body=body(changed))
    busy.persons.create(code="kim", name="Kim", skills=["diver"], position=99)
    memory().plans.clear()
    return busy


def test_work_goes_to_somebody_else_and_comes_back_by_undo(skilled: Row, editor: Actor, now: dt.datetime) -> None:
    found = proposal(skilled, Wishes(hand_over=True), seed=1)
    (move,) = found.leveling.moves
    assert [(each.person, each.to) for each in move.handovers] == [("jo", "kim")]
    edit = accept(skilled, editor, now, LevelingChange(change=change_of(move), version=found.versions[move.activity]))
    kept = next(each for each in edit.after.program.activities if each.id == move.activity)
    assert kept.assignments == (Assignment("kim", 1.0, "diver"),)
    entry = AuditEntry.objects.filter(entity_id=move.activity).latest("pk")
    assert entry.after is not None
    assert entry.after["assignments"][0]["person"] == "kim"
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert {each.person for row in stored(skilled).activities for each in row.assignments} == {"jo"}


@pytest.mark.parametrize(
    "change",
    [
        Change(activity="quay/pile", constraint=None, handovers=(Handover(skill="diver", person="jo", to="jo"),)),
        Change(activity="quay/pile", constraint=None, handovers=(Handover(skill="cook", person="jo", to="kim"),)),
        Change(activity="quay/pile", constraint=None, handovers=(Handover(skill="diver", person="al", to="kim"),)),
        Change(activity="quay/pile", constraint=None, pauses=(rest(dt.date(2026, 3, 9), dt.date(2026, 3, 9)),)),
    ],
)
def test_what_leveling_would_not_propose_is_refused(
    skilled: Row, editor: Actor, now: dt.datetime, change: Change
) -> None:
    with pytest.raises(InvalidError):
        accept(skilled, editor, now, LevelingChange(change=change))
