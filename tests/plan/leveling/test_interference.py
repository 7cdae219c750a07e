"""Work that rests, and work that somebody else takes over: only where that is allowed, and only where it helps."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage import plan
from pilotage.engine.leveling.days import search
from pilotage.engine.leveling.days.staffing import PARTS
from pilotage.plan.language.text import plain
from pilotage.plan.leveling.applying import apply_changes, apply_moves, without_leveling
from pilotage.plan.leveling.leveling import level, preview
from pilotage.plan.leveling.people_days import TOLERANCE, people_days
from pilotage.plan.leveling.problem import problem
from pilotage.plan.leveling.results import Change, Handover, Objective, Wishes
from pilotage.plan.vocabulary.activities import Activity, Assignment, Constraint, ConstraintKind
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from tests.plan.leveling.checker import broken_links, overloads
from tests.plan.leveling.test_leveling import MONDAY, program, programs, who
from tests.plan.stories import after, milestone, task

THURSDAY = dt.datetime(2026, 9, 10, tzinfo=dt.UTC)


def round_a_fair(**fields: Any) -> Program:
    """Ana has eight days of work, and a fair on Thursday and Friday that stays where it is."""
    fair = task(
        "fair", 2, assignments=who(("ana", 1)), constraint=Constraint(ConstraintKind.MUST_START_ON, THURSDAY), **fields
    )
    return program(task("a", 8, assignments=who(("ana", 1))), fair, milestone("ga"), links=after("a", "ga"))


def test_work_rests_round_what_stays() -> None:
    whole, split = level(round_a_fair()), level(round_a_fair(), split=True)
    (move,) = split.moves
    assert [(each.start, each.end) for each in move.pauses] == [(dt.date(2026, 9, 10), dt.date(2026, 9, 12))]
    assert move.new_start == MONDAY + dt.timedelta(hours=9)
    assert move.new_finish == dt.datetime(2026, 9, 18, 17, tzinfo=dt.UTC)
    assert move.new_finish < whole.moves[0].new_finish
    assert split.effect.over_after == 0
    assert plain(move.why).endswith("Work on it rests from 10 Sep to 11 Sep.")


def test_pauses_go_with_the_leveling_dates() -> None:
    value = round_a_fair()
    after_ = apply_moves(value, level(value, split=True).moves)
    assert after_.activities[0].pauses
    assert without_leveling(after_).activities == value.activities
    assert level(after_, split=True).moves == ()
    assert apply_changes(after_, [Change(activity="a", constraint=None)]).activities == value.activities


def test_a_pause_that_a_person_set_stays() -> None:
    value = round_a_fair()
    own = level(value, split=True).moves[0].pauses[0]
    own = type(own)(dt.date(2026, 9, 8), dt.date(2026, 9, 9), title="Audit")
    value = replace(value, activities=(replace(value.activities[0], pauses=(own,)), *value.activities[1:]))
    (move,) = level(value, split=True).moves
    assert own in apply_moves(value, (move,)).activities[0].pauses


def test_work_does_not_rest_for_less_than_a_day() -> None:
    value = program(
        task("a", 1, assignments=who(("ana", 1))),
        task("b", 2, assignments=who(("ana", 1))),
        milestone("ga"),
        links=(*after("a", "ga"), *after("b", "ga")),
    )
    assert all(move.pauses == () for move in level(value, split=True).moves)


def skilled(*activities: Activity, **fields: Any) -> Program:
    made = program(*activities, milestone("ga"), links=tuple(x for each in activities for x in after(each.id, "ga")))
    dan = Person(id="dan", name="Dan", skills=("java",))
    eva = Person(id="eva", name="Eva", skills=("java", "sql"), capacity=0.5)
    return replace(made, people=(*made.people, dan, eva), **fields)


def java(person: str, units: float = 1.0) -> tuple[Assignment, ...]:
    return (Assignment(person, units, "java"),)


def two_java() -> Program:
    return skilled(task("a", 5, assignments=java("ana")), task("b", 5, assignments=java("ana")))


def test_another_one_with_the_skill_takes_over() -> None:
    assert all(move.handovers == () for move in level(two_java()).moves)
    found = level(two_java(), hand_over=True)
    (move,) = found.moves
    assert move.handovers == (Handover(skill="java", person="ana", to="dan", name="Dan"),)
    assert (move.constraint, move.days) == (None, 0)
    assert "Dan has the skill “java” and the time, and takes it over from Ana." in plain(move.why)
    after_ = apply_moves(two_java(), found.moves)
    assert sorted(each.person for row in after_.activities for each in row.assignments) == ["ana", "dan"]
    assert plan.schedule(after_).at("ga").finish == plan.schedule(two_java()).at("ga").finish
    assert found.effect.over_after == 0
    assert level(after_, hand_over=True).moves == ()


def test_nobody_takes_over_without_the_skill_or_the_time() -> None:
    sql = skilled(*(task(key, 5, assignments=(Assignment("ana", 1.0, "sql"),)) for key in "ab"))
    found = level(sql, hand_over=True)  # Eva has the skill and half the time
    assert all(move.handovers == () for move in found.moves)
    assert found.effect.over_after == 0


def test_a_handover_that_does_not_help_is_not_made() -> None:
    value = program(task("a", 5, assignments=java("ana")), task("b", 5, assignments=java("ana")))
    value = replace(value, people=(*value.people, Person(id="dan", name="Dan", skills=("java",))))
    slow = replace(value, activities=(*value.activities, task("busy", 6, assignments=who(("dan", 1)), priority=1000)))
    assert all(move.handovers == () for move in level(slow, hand_over=True).moves)


def test_a_handover_is_taken_back_where_waiting_a_day_costs_no_more() -> None:
    value = skilled(*(task(key, 1, assignments=java("ana")) for key in "ab"), task("c", 5))
    (move,) = level(value, hand_over=True).moves
    assert (move.days, move.handovers) == (1, ())


def test_started_work_is_not_handed_over() -> None:
    begun = task("a", 5, assignments=java("ana"), actual_start=MONDAY - dt.timedelta(3), progress=0.2)
    more = task("c", 5, assignments=java("ana"), actual_start=MONDAY - dt.timedelta(3), progress=0.2)
    found = level(skilled(begun, more), hand_over=True, keep_started=False)
    assert all(move.handovers == () for move in found.moves)


def test_work_without_a_name_gets_somebody() -> None:
    value = skilled(task("a", 5, assignments=java("")), task("b", 5, assignments=java("dan"), priority=1000))
    before = level(value)
    assert [plain(each.why) for each in before.effect.unresolved] == [
        "A asks for the skill “java” and has nobody. Let leveling hand work over, or name somebody."
    ]
    found = level(value, hand_over=True)
    assert [(move.activity, move.handovers[0].to) for move in found.moves] == [("a", "dan")]
    assert found.moves[0].days == 5
    assert found.effect.unresolved == ()
    assert plain(found.effect.summary) == "1 activity gets somebody."


def test_a_skill_that_nobody_has_is_told() -> None:
    value = skilled(task("a", 5, assignments=(Assignment("", 1.0, "welding"),)))
    (left,) = level(value, hand_over=True).effect.unresolved
    assert plain(left.why) == "A asks for the skill “welding”, which nobody has."
    assert (left.name, left.hours) == ("welding", 40.0)


def test_handing_over_alone_keeps_a_date_that_a_person_set() -> None:
    wish = Constraint(ConstraintKind.START_NO_EARLIER_THAN, MONDAY)
    value = skilled(task("a", 5, assignments=java("ana"), constraint=wish))
    one = Change(activity="a", constraint=None, handovers=(Handover(skill="java", person="ana", to="dan"),))
    assert preview(value, [one]).over_after == 0
    changed = apply_changes(value, [one]).activities[0]
    assert (changed.constraint, changed.assignments[0].person) == (wish, "dan")


@st.composite
def skilled_programs(draw: st.DrawFn) -> Program:
    value = draw(programs())
    skill = st.sampled_from(["", "java", "sql"])
    rows = []
    for row in value.activities:
        shares = tuple(replace(each, skill=draw(skill)) for each in row.assignments)
        if draw(st.integers(0, 5)) == 0:
            shares = (*shares, Assignment("", draw(st.sampled_from([0.5, 1.0])), "java"))
        rows.append(replace(row, assignments=shares))
    skills = st.lists(st.sampled_from(["java", "sql"]), unique=True)
    people = tuple(replace(each, skills=tuple(draw(skills))) for each in value.people)
    return replace(value, activities=tuple(rows), people=people)


@given(skilled_programs(), st.sampled_from(list(Objective)), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_plans_that_rest_and_change_hands_keep_every_rule(
    value: Program, objective: Objective, split: bool, hand_over: bool
) -> None:
    found = level(value, schedules=80, objective=objective, keep_started=False, split=split, hand_over=hand_over)
    after_ = plan.schedule(apply_moves(value, found.moves))
    assert broken_links(after_) == []
    assert overloads(after_, TOLERANCE) == set()
    for move in found.moves:
        row = after_.at(move.activity)
        assert (row.start, row.finish) == (move.new_start, move.new_finish)
        assert len(move.pauses) < (PARTS if split else 1)
        assert hand_over or not move.handovers
        for each in move.handovers:
            assert each.skill in next(person.skills for person in value.people if person.id == each.to)
    if found.bound is not None:
        assert not found.bound.proven or found.bound.earliest >= after_.at(found.bound.goal or "").finish.date()


@pytest.mark.parametrize("objective", list(Objective))
def test_the_same_seed_gives_the_same_pauses_and_people(objective: Objective) -> None:
    value = skilled(*(task(key, 3, assignments=java("ana")) for key in "abcdef"))
    once = level(value, seed=3, objective=objective, split=True, hand_over=True)
    assert once == level(value, seed=3, objective=objective, split=True, hand_over=True)


@given(skilled_programs())
@settings(max_examples=15, deadline=None)
def test_compiled_and_interpreted_agree(value: Program) -> None:
    fresh = plan.schedule(value)
    days = people_days(fresh)
    both = []
    for interpreted in (True, False):
        made = problem(fresh, fresh, days, Wishes(keep_started=False, split=True, hand_over=True))
        found = search.level(
            made.network,
            fresh.compiled.calendars,
            made.staffing,
            made.aims,
            made.rules,
            seed=5,
            schedules=100,
            interpreted=interpreted,
        )
        columns = (found.start, found.finish, found.chosen, found.parts, found.order)
        both.append([found.cost, found.schedules, *(column.tolist() for column in columns)])
    assert both[0] == both[1]
