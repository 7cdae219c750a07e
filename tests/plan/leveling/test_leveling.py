"""Leveled plans, checked minute by minute by rules written apart, and what the result says of them."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage import plan
from pilotage.plan.insight.load import LoadAhead
from pilotage.plan.language.text import plain
from pilotage.plan.leveling.applying import apply_moves, change_of, is_leveled, without_leveling
from pilotage.plan.leveling.leveling import level, preview
from pilotage.plan.leveling.people_days import TOLERANCE
from pilotage.plan.leveling.results import Leveling, Objective
from pilotage.plan.vocabulary.activities import (
    Activity,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift, standard_week
from pilotage.plan.vocabulary.labels import LEVELED
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from tests.plan.leveling.checker import broken_links, overloads
from tests.plan.stories import after, days, milestone, task

MONDAY = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)
OFFICE = Calendar(id="standard", title="Office", week=standard_week())
EAST = Calendar(
    id="east",
    title="East",
    zone="Asia/Kolkata",
    week=((Shift(10 * 60, 14 * 60), Shift(15 * 60, 19 * 60)),) * 5 + ((),) * 2,
    exceptions=(CalendarException(dt.date(2026, 9, 14), dt.date(2026, 9, 15), title="Festival"),),
)


def who(*shares: tuple[str, float]) -> tuple[Assignment, ...]:
    return tuple(Assignment(person, units) for person, units in shares)


def program(*activities: Activity, links: tuple[Dependency, ...] = (), **fields: object) -> Program:
    people = (
        Person(id="ana", name="Ana"),
        Person(id="ben", name="Ben", capacity=0.6),
        Person(
            id="chi", name="Chi", calendar="east", off=(CalendarException(dt.date(2026, 9, 10), dt.date(2026, 9, 12)),)
        ),
    )
    made = Program(
        id="p",
        title="P",
        start=MONDAY,
        status_date=dt.date(2026, 9, 6),
        calendars=(OFFICE, EAST),
        people=people,
        activities=activities,
        dependencies=links,
    )
    return replace(made, **fields)


def leveled(value: Program, **options: Any) -> tuple[Leveling, Program]:
    found = level(value, schedules=600, **options)
    return found, apply_moves(value, found.moves)


def two_at_once(**fields: Any) -> Program:
    return program(
        task("a", 5, assignments=who(("ana", 1)), **fields),
        task("b", 5, assignments=who(("ana", 1))),
        task("c", 5),
        milestone("ga"),
        links=(*after("a", "ga"), *after("b", "c", "ga")),
    )


def test_two_activities_of_one_person_follow_each_other() -> None:
    found, after_ = leveled(two_at_once())
    assert [(move.activity, move.days) for move in found.moves] == [("a", 5.0)]
    assert found.effect.over_before > 0
    assert found.effect.over_after == 0
    assert plan.schedule(after_).at("ga").finish == dt.datetime(2026, 9, 18, 17, tzinfo=dt.UTC)
    assert found.bound is not None
    assert found.bound.proven
    assert plain(found.effect.summary) == "1 move takes overload off Ana. GA stays on 18 Sep."
    assert plain(found.moves[0].why) == "Ana is at 200 % in the week of 7 Sep, with B at the same time."


def test_an_accepted_move_is_an_ordinary_constraint_with_its_reason() -> None:
    _, after_ = leveled(two_at_once(note="Ask first."))
    moved = after_.activities[0]
    assert moved.constraint == Constraint(ConstraintKind.START_NO_EARLIER_THAN, dt.datetime(2026, 9, 14, tzinfo=dt.UTC))
    assert LEVELED in moved.labels
    assert moved.note == "Ask first.\nLeveled: Ana is at 200 % in the week of 7 Sep, with B at the same time."
    assert is_leveled(moved)
    assert without_leveling(after_).activities[0] == replace(moved, constraint=None, labels=(), note="Ask first.")


def test_a_leveling_date_does_not_move_the_start_of_a_program_without_one() -> None:
    value = replace(two_at_once(), start=None)
    found, after_ = leveled(value)
    assert found.effect.over_after == 0
    assert plan.schedule(after_).at("b").start == MONDAY + dt.timedelta(hours=9)


def test_who_is_not_overloaded_moves_nothing() -> None:
    found, _ = leveled(
        program(task("a", 5, assignments=who(("ana", 0.5))), task("b", 5, assignments=who(("ana", 0.5))))
    )
    assert found.moves == ()
    assert plain(found.effect.summary).startswith("Nobody is asked for more time than they have.")


def test_half_the_time_leaves_the_other_half() -> None:
    found, after_ = leveled(
        program(
            task("a", 4, assignments=who(("ana", 0.5))),
            task("b", 4, assignments=who(("ana", 0.5))),
            task("c", 4, assignments=who(("ana", 0.5))),
        )
    )
    assert len(found.moves) == 1
    assert max(plan.schedule(after_).finish) == max(
        plan.schedule(after_).at(id_).finish.timestamp() // 60 for id_ in "abc"
    )


def test_priority_1000_stays_and_priority_decides() -> None:
    value = program(
        task("a", 5, assignments=who(("ana", 1)), priority=100),
        task("b", 5, assignments=who(("ana", 1)), priority=900),
    )
    assert [move.activity for move in leveled(value)[0].moves] == ["a"]
    pinned = program(
        task("a", 5, assignments=who(("ana", 1)), priority=1000),
        task("b", 9, assignments=who(("ana", 1)), priority=999),
    )
    assert [move.activity for move in leveled(pinned)[0].moves] == ["b"]


def test_started_work_is_kept_or_moved() -> None:
    started = task("a", 10, assignments=who(("ana", 1)), actual_start=MONDAY, progress=0.1)
    value = program(
        started,
        task("b", 5, assignments=who(("ana", 1))),
        task("c", 9),
        milestone("ga"),
        links=(*after("a", "ga"), *after("b", "c", "ga")),
        status_date=dt.date(2026, 9, 8),
    )
    assert [move.activity for move in leveled(value, keep_started=True)[0].moves] == ["b"]
    found, after_ = leveled(value, keep_started=False)
    assert [(move.activity, move.constraint.kind if move.constraint else None) for move in found.moves] == [
        ("a", ConstraintKind.FINISH_NO_EARLIER_THAN)
    ]
    assert plan.schedule(after_).at("a").finish == found.moves[0].new_finish
    assert LoadAhead(plan.schedule(value), dt.date(2026, 9, 8)).overloads() != ()
    assert LoadAhead(plan.schedule(after_), dt.date(2026, 9, 8)).overloads() == ()
    assert found.effect.over_after == 0


def test_what_one_activity_alone_asks_too_much_is_said() -> None:
    found, _ = leveled(program(task("a", 5, assignments=who(("ben", 1)))))
    assert found.moves == ()
    assert [plain(each.why) for each in found.effect.unresolved] == [
        "A alone asks 100 % of Ben, who has 60 %. Lower the share or lengthen the work."
    ]


def test_leveling_again_moves_nothing_and_lifts_what_is_needless() -> None:
    first, after_ = leveled(two_at_once())
    assert level(after_, schedules=600).moves == ()
    other = replace(after_.activities[1], assignments=())
    busy = task("d", 5, assignments=who(("ben", 0.6)))
    again = level(
        replace(after_, activities=(after_.activities[0], other, *after_.activities[2:], busy, replace(busy, id="e"))),
        schedules=600,
    )
    assert first.moves[0].activity in {move.activity for move in again.moves if move.constraint is None}


def test_some_moves_can_be_accepted() -> None:
    value = program(
        *(
            task(key, 5, assignments=who((person, 0.6)))
            for key, person in zip("abcd", ("ana", "ana", "ben", "ben"), strict=True)
        )
    )
    found = level(value, schedules=600)
    assert len(found.moves) == 2
    one = preview(value, [change_of(found.moves[0])])
    assert 0 < one.over_after < found.effect.over_before


def test_the_same_seed_gives_the_same_moves() -> None:
    value = program(*(task(key, 3, assignments=who(("ana", 1))) for key in "abcdef"))
    assert level(value, seed=4, schedules=700) == level(value, seed=4, schedules=700)


@pytest.mark.parametrize("objective", list(Objective))
def test_a_deadline_goes_first_when_lateness_counts(objective: Objective) -> None:
    due = dt.datetime(2026, 9, 12, tzinfo=dt.UTC)
    value = program(task("a", 5, assignments=who(("ana", 1))), task("b", 5, assignments=who(("ana", 1)), deadline=due))
    found = level(value, schedules=600, objective=objective)
    if objective is Objective.TARDINESS:
        assert [move.activity for move in found.moves] == ["a"]
    assert found.effect.over_after == 0


@st.composite
def programs(draw: st.DrawFn) -> Program:
    size = draw(st.integers(2, 7))
    activities = []
    for at in range(size):
        shares = draw(
            st.lists(
                st.tuples(st.sampled_from(["ana", "ben", "chi"]), st.sampled_from([0.25, 0.5, 0.6, 1.0])),
                max_size=2,
                unique_by=lambda each: each[0],
            )
        )
        fields: dict[str, Any] = {"assignments": who(*shares), "calendar": draw(st.sampled_from([None, "east"]))}
        if draw(st.integers(0, 4)) == 0:
            fields |= {"actual_start": MONDAY - dt.timedelta(3), "progress": 0.3}
        elif draw(st.integers(0, 4)) == 0:
            at_ = MONDAY + dt.timedelta(draw(st.integers(0, 6)))
            fields["constraint"] = Constraint(ConstraintKind.START_NO_EARLIER_THAN, at_)
        activities.append(task(f"t{at}", draw(st.sampled_from([0.5, 1, 2, 2.5])), **fields))
    pairs = [(i, j) for j in range(size) for i in range(j)]
    links = [
        Dependency(
            predecessor=f"t{i}",
            successor=f"t{j}",
            kind=draw(st.sampled_from(list(DependencyKind)[:3])),
            lag=draw(st.sampled_from([days(0), days(1)])),
        )
        for i, j in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=size))
    ]
    return program(*activities, links=tuple(links))


@given(programs(), st.sampled_from(list(Objective)), st.booleans())
@settings(max_examples=30, deadline=None)
def test_leveled_plans_keep_every_rule(value: Program, objective: Objective, keep: bool) -> None:
    found = level(value, schedules=150, objective=objective, keep_started=keep)
    today, after_ = plan.schedule(value), plan.schedule(apply_moves(value, found.moves))
    assert broken_links(after_) == []
    for move in found.moves:
        assert after_.at(move.activity).finish == move.new_finish
        assert after_.at(move.activity).start == move.new_start
    started = {each.id for each in value.activities if each.actual_start is not None}
    if keep:
        assert not started & {move.activity for move in found.moves}
    left = overloads(after_, TOLERANCE)
    fixed = {id_ for each in found.effect.unresolved for id_ in each.activities}
    if not (keep and started):
        assert left == set()
    assert {person for person, _day in left} <= {each.person for each in found.effect.unresolved}, fixed
    if not overloads(today, TOLERANCE) and not found.effect.over_before:
        assert found.moves == ()
