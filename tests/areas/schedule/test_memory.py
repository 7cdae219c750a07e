"""The memory of computed plans never gives an old plan."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest
from django.db import transaction

from pilotage.areas.actor import Actor
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks import operations as risks
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.cache import Memory, Turns
from pilotage.areas.schedule.queries.plans import memory, plan_at
from pilotage.areas.schedule.rules.computed import changed_rows
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.areas.sync import operations as sync
from pilotage.areas.work import operations as work
from pilotage.areas.work.operations.changing import ItemChange
from tests.areas.schedule.harbor import HARBOR
from tests.areas.schedule.test_editing import change, stored

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_bounded_and_asks_for_the_stamp() -> None:
    kept: Memory[str] = Memory(2)
    for program in (1, 2):
        kept.put(program, 7, f"plan {program}")
    assert kept.get(1, 7) == "plan 1"
    kept.put(3, 7, "plan 3")
    assert [kept.get(program, 7) for program in (1, 2, 3)] == ["plan 1", None, "plan 3"]
    assert kept.get(1, 8) is None


def test_of_many_who_want_a_value_at_once_one_makes_it() -> None:
    kept: Memory[object] = Memory(2)
    made: list[object] = []
    together, inside = threading.Barrier(8), threading.Event()

    def make() -> object:
        inside.wait(1)  # the others come meanwhile
        made.append(object())
        return made[-1]

    def want() -> object:
        together.wait()
        return kept.once(1, 7, make)

    with ThreadPoolExecutor(8) as people:
        wanted = [people.submit(want) for _ in range(8)]
        inside.set()
        assert {id(each.result()) for each in wanted} == {id(made[0])}
    assert len(made) == 1
    assert kept.once(1, 8, object) is not made[0]


def test_a_turn_is_one_at_a_time_and_comes_back() -> None:
    turns = Turns()
    with turns.attempt("a") as mine, turns.attempt("a") as again, turns.attempt("b") as other:
        assert (mine, again, other) == (True, False, True)
    with pytest.raises(KeyError), turns.wait("a"):
        raise KeyError
    with turns.wait("a"), turns.attempt("a") as now:
        assert not now
    with turns.attempt("a") as free:
        assert free


def test_who_comes_late_with_an_old_revision_gets_the_newer_plan(
    harbor: Row,
    editor: Actor,
    now: dt.datetime,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    late = Row.objects.get(pk=harbor.pk)
    edit = change(editor, now, duration="7d")
    with django_assert_max_num_queries(1):
        assert plan_at(late) is edit.after
    assert late.revision == edit.after.revision


def test_an_edit_is_remembered_as_it_was_stored(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit = change(editor, now, duration="7d")
    harbor.refresh_from_db()
    remembered = plan_at(harbor)
    assert remembered is edit.after
    memory().plans.clear()
    loaded = plan_at(harbor)
    assert loaded is not remembered
    assert loaded.program == remembered.program
    assert loaded.stored.versions.tolist() == remembered.stored.versions.tolist()
    assert (loaded.schedule.finish == remembered.schedule.finish).all()


def test_a_change_by_another_process_is_seen(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    plan_at(harbor)
    mine = memory().plans
    memory().plans = Memory(4)  # the other process has a memory of its own
    change(editor, now, title="Piles")
    memory().plans = mine
    harbor.refresh_from_db()
    assert plan_at(harbor).program.activities[1].title == "Piles"


def elsewhere(act: Callable[[], object]) -> None:
    """``act`` is done by another process, which has a memory of its own."""
    mine, memory().plans = memory().plans, Memory(4)
    act()
    memory().plans = mine


def caught_up_and_read(row: Row) -> tuple[PlannedProgram, PlannedProgram]:
    row.refresh_from_db()
    caught = plan_at(row)
    memory().plans.clear()
    return caught, plan_at(row)


def assert_alike(one: PlannedProgram, other: PlannedProgram) -> None:
    assert (one.revision, one.program, one.problems) == (other.revision, other.program, other.problems)
    assert one.stored.versions.tolist() == other.stored.versions.tolist()
    assert not len(changed_rows(one.computed, other.computed))


def test_what_others_change_is_taken_up_without_reading_the_plan_again(
    harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    before = plan_at(harbor)

    def act() -> None:
        change(editor, now, duration="7d")
        change(editor, now, activity="sea/dredge", title="Dredge deep", progress=0.4)
        risks.change_risk(actor=editor, program="harbor", risk="R-01", version=1, fields={"probability": 0.5}, now=now)
        change(editor, now, duration="9d", version=2)

    elsewhere(act)
    caught, read = caught_up_and_read(harbor)
    assert_alike(caught, read)
    assert caught.program.activities[0] is before.program.activities[0]
    assert caught.stored.versions.tolist() != before.stored.versions.tolist()
    assert read.program.activities[0] is not before.program.activities[0]


def test_work_on_a_board_leaves_the_plan_as_it_is(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before = plan_at(harbor)

    def act() -> None:
        (key,) = work.add_item(actor=editor, program="harbor", fields={"title": "Moor"}, now=now).keys
        work.change_items(
            actor=editor, program="harbor", changes=[ItemChange(keys=(key,), fields={"title": "Moor it"})], now=now
        )

    elsewhere(act)
    caught, read = caught_up_and_read(harbor)
    assert_alike(caught, read)
    assert caught.revision > before.revision
    assert caught.schedule is before.schedule


def test_what_is_more_than_a_change_of_rows_is_read(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    acts: list[Callable[[], object]] = [
        lambda: schedule.remove_activity(actor=editor, program="harbor", activity="sea/dredge", version=1, now=now),
        lambda: sync.undo_last_change(actor=editor, program="harbor", now=now),
        lambda: programs.change_program(
            actor=editor, program="harbor", version=None, changes={"status_date": "2026-03-09"}, now=now
        ),
    ]
    for act in acts:
        plan_at(harbor)
        elsewhere(act)
        caught, read = caught_up_and_read(harbor)
        assert_alike(caught, read)


def test_what_was_rolled_back_is_not_remembered(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    def write_and_fail() -> None:
        with transaction.atomic():
            change(editor, now, title="Never")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    change(editor, now, activity="sea/dredge", title="Dredge deep")
    assert stored(harbor).activities[1].title == "Drive piles"


def test_an_edit_of_a_risk_keeps_the_plan_in_memory(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before = plan_at(harbor)
    risks.change_risk(actor=editor, program="harbor", risk="R-01", version=1, fields={"probability": 0.5}, now=now)
    harbor.refresh_from_db()
    assert plan_at(harbor).schedule is before.schedule


def test_undo_says_what_the_plan_does_though_it_was_remembered(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    change(editor, now, duration="7d")
    harbor.refresh_from_db()
    assert plan_at(harbor)
    undone = sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert undone.announcement.endswith("Plan date of Harbor opens moves 2 working days earlier, to 11 March.")
    harbor.refresh_from_db()
    assert plan_at(harbor).program.activities == HARBOR.activities


def test_a_plan_that_was_read_in_a_failed_transaction_is_not_remembered(
    harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    change(editor, now, duration="7d")

    def undo_and_fail() -> None:
        with transaction.atomic():
            sync.undo_last_change(actor=editor, program="harbor", now=now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undo_and_fail()
    programs.change_program(actor=editor, program="harbor", version=None, changes={"summary": "Deep water"}, now=now)
    harbor.refresh_from_db()  # now at the revision that the failed undo would have had
    assert plan_at(harbor).program.activities[1] != HARBOR.activities[1]
