"""Answers about the leveling of one plan that share what they start from are those that each would give alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.leveling.applying import apply_changes, apply_moves, change_of
from pilotage.plan.leveling.leveling import before_leveling, level, preview
from pilotage.plan.leveling.people_days import Needs, needs_of, people_days
from pilotage.plan.leveling.results import Objective
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.program import Program
from tests.plan.leveling import naive
from tests.plan.leveling.test_interference import skilled_programs


@given(skilled_programs(), st.booleans(), st.booleans(), st.data())
@settings(max_examples=25, deadline=None)
def test_one_beginning_serves_all_questions(value: Program, split: bool, again: bool, data: st.DataObject) -> None:
    if again:  # a plan that has leveling dates
        value = apply_moves(value, naive.level(value, schedules=20, split=split, keep_started=False).moves)
    before = before_leveling(value, schedule(value))
    for objective in Objective:
        hand, keep = objective is Objective.FINISH, not again
        found = level(
            value, objective=objective, schedules=20, split=split, hand_over=hand, keep_started=keep, before=before
        )
        assert found == naive.level(
            value, objective=objective, schedules=20, split=split, hand_over=hand, keep_started=keep
        )
        some = data.draw(st.lists(st.sampled_from(found.moves), unique_by=id)) if found.moves else []
        changes = [change_of(move) for move in some]
        assert preview(value, changes, before=before) == naive.preview(value, changes)


@given(skilled_programs())
@settings(max_examples=25, deadline=None)
def test_needs_of_each_schedule_are_its_own(value: Program) -> None:
    days = people_days(schedule(value))
    numbers = {person.id: at for at, person in enumerate(days.people)}
    changes = [change_of(move) for move in level(value, schedules=20, hand_over=True).moves]
    plans = [schedule(apply_changes(value, changes[:count])) for count in range(len(changes) + 1)]
    for each in (*plans, *plans):
        assert columns(days.needs_in(each)) == columns(needs_of(each, numbers))


def columns(needs: Needs) -> tuple[list[int], list[int], list[int], tuple[str, ...]]:
    return needs.rows.tolist(), needs.who.tolist(), needs.units.tolist(), needs.skills
