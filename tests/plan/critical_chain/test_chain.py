import datetime as dt
from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.critical_chain import DurationBasis, Sizing, critical_chain
from pilotage.plan.critical_chain.durations import quantile
from pilotage.plan.critical_chain.sizing import RULES
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import Activity, Assignment, Dependency
from pilotage.plan.vocabulary.amounts import Distribution
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import after, days, estimate, milestone, task

MONDAY = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)
SAFE = (2, 9, 5, 2, 3, 6, 2, 3)
AGGRESSIVE = (1, 6, 3, 1, 2, 4, 1, 2)


def published() -> Program:
    """The example of pmknowledgecenter.com: chain 2-6-8, fed by 1-4 before 6 and by 3-5-7 before 8."""
    return Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=(
            *(
                Activity(id=str(n), title=f"Activity {n}", estimate=estimate(likely, likely, high))
                for n, (likely, high) in enumerate(zip(AGGRESSIVE, SAFE, strict=True), 1)
            ),
            milestone("end"),
        ),
        dependencies=(*after("2", "6", "8", "end"), *after("1", "4", "6"), *after("3", "5", "7", "8")),
    )


def test_published_root_squares() -> None:
    found = critical_chain(published(), "end", basis=DurationBasis.POINTS)
    assert [step.id for step in found.steps] == ["2", "6", "8", "end"]
    assert found.buffer == pytest.approx(3.742, abs=5e-4)
    feeding = {(each.joins, *(step.id for step in each.steps)): each.buffer for each in found.feeding}
    assert feeding == {
        ("6", "1", "4"): pytest.approx(1.414, abs=5e-4),
        ("8", "3", "5", "7"): pytest.approx(2.449, abs=5e-4),
    }


def test_published_cut_and_paste() -> None:
    found = critical_chain(published(), "end", basis=DurationBasis.POINTS, sizing=Sizing.CUT_AND_PASTE)
    assert found.buffer == 6
    assert sorted(each.buffer for each in found.feeding) == [1, 3]


def test_the_date_to_promise_lies_behind_the_buffer_in_working_days() -> None:
    found = critical_chain(published(), "end", basis=DurationBasis.POINTS, sizing=Sizing.CUT_AND_PASTE)
    assert found.length == 12
    assert found.finish == dt.datetime(2026, 9, 22, 17, tzinfo=dt.UTC)
    assert found.buffered_finish == dt.datetime(2026, 9, 30, 17, tzinfo=dt.UTC)


def test_a_buffer_past_the_compiled_calendars_still_finds_its_date() -> None:
    made = Program(
        id="p", title="P", start=MONDAY, activities=(task("long", 700, low=600, high=2000), milestone("end"))
    )
    made = msgspec.structs.replace(made, dependencies=after("long", "end"))
    found = critical_chain(made, "end", basis=DurationBasis.POINTS, sizing=Sizing.WHOLE_SAFETY)
    assert (found.finish.date(), found.buffer) == (dt.date(2029, 5, 11), 1300)  # a Friday, and 260 weeks
    assert found.buffered_finish == dt.datetime(2034, 5, 5, 17, tzinfo=dt.UTC)


def test_a_gap_shorter_than_its_buffer_is_told() -> None:
    """Feeding chain 1-4 may slip 4 of the 6 days of activity 2; at 3 days' buffer it fits, at 6 it does not."""
    made = published()
    found = critical_chain(made, "end", basis=DurationBasis.POINTS)
    early = next(each for each in found.feeding if each.joins == "6")
    assert (early.gap, early.over) == (4, 0)
    wild = msgspec.structs.replace(made.activities[0], estimate=estimate(1, 1, 7))
    tight = msgspec.structs.replace(made, activities=(wild, *made.activities[1:]))
    early = next(each for each in critical_chain(tight, "end", basis=DurationBasis.POINTS).feeding if each.joins == "6")
    assert early.over == pytest.approx(37**0.5 - 4)


def test_percentiles_are_those_of_the_named_distribution() -> None:
    """Triangular (0, 0, 10): quantile 10 (1 - sqrt(1 - p)). Uniform: linear."""
    triangular = msgspec.structs.replace(estimate(0, 0, 10), distribution=Distribution.TRIANGULAR)
    assert quantile(triangular, 0.5) / 480 == pytest.approx(10 * (1 - 0.5**0.5), abs=0.01)
    assert quantile(triangular, 0.9) / 480 == pytest.approx(10 * (1 - 0.1**0.5), abs=0.01)
    uniform = msgspec.structs.replace(estimate(2, 4, 12), distribution=Distribution.UNIFORM)
    assert quantile(uniform, 0.9) / 480 == pytest.approx(11, abs=0.01)
    assert quantile(estimate(3, 3, 3), 0.9) == 3 * 480


def test_what_has_no_estimate_adds_no_buffer_and_is_named() -> None:
    made = Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=(task("fixed", 4), task("loose", 4, low=2, high=10), milestone("end")),
        dependencies=after("fixed", "loose", "end"),
    )
    found = critical_chain(made, "end")
    assert found.unknown == ("fixed",)
    only = critical_chain(msgspec.structs.replace(made, dependencies=after("loose", "end")), "end")
    assert found.buffer == pytest.approx(only.buffer)
    halved = critical_chain(made, "end", basis=DurationBasis.HALVES, sizing=Sizing.CUT_AND_PASTE)
    assert (halved.unknown, halved.length, halved.buffer) == ((), 4, 2)


def test_work_in_progress_is_buffered_for_what_is_left() -> None:
    begun = dt.datetime(2026, 9, 7, 9, tzinfo=dt.UTC)
    made = published()
    second = msgspec.structs.replace(made.activities[1], actual_start=begun, progress=0.5)
    now = msgspec.structs.replace(
        made,
        status_date=dt.date(2026, 9, 9),
        activities=tuple(second if each.id == "2" else each for each in made.activities),
    )
    found = critical_chain(now, "end", basis=DurationBasis.POINTS)
    assert found.steps[0].aggressive == 3
    assert found.buffer == pytest.approx((1.5**2 + 2**2 + 1) ** 0.5)


def shared(capacity: float = 1.0, units: float = 1.0) -> Program:
    """Two activities side by side, both Ada's: long 5 d, short 3 d."""
    ada = (Assignment("ada", units),)
    return Program(
        id="p",
        title="P",
        start=MONDAY,
        people=(Person(id="ada", name="Ada", capacity=capacity),),
        activities=(task("long", 5, assignments=ada), task("short", 3, assignments=ada), milestone("end")),
        dependencies=(*after("long", "end"), *after("short", "end")),
    )


def test_one_person_does_one_thing_after_the_other() -> None:
    found = critical_chain(shared(), "end")
    assert [each.id for each in found.people_links] == ["long>short:FS"]
    assert [step.id for step in found.steps] == ["long", "short", "end"]
    assert [step.id for step in critical_chain(shared(), "end", people=False).steps] == ["long", "end"]


def test_half_time_work_may_run_side_by_side() -> None:
    assert critical_chain(shared(units=0.5), "end").people_links == ()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nobody_is_needed_twice_at_once_and_nothing_comes_earlier(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 6))
    links = [
        Dependency(predecessor=f"a{i}", successor=f"a{j}")
        for i, j in combinations(range(size), 2)
        if data.draw(st.integers(0, 3)) == 0
    ]
    people = [data.draw(st.sampled_from(["ada", "bob", None])) for _ in range(size)]
    activities = tuple(
        task(f"a{i}", data.draw(st.integers(1, 5)), assignments=(Assignment(who),) if who else ())
        for i, who in enumerate(people)
    )
    made = Program(id="p", title="P", start=MONDAY, activities=activities, dependencies=tuple(links))
    before, found = schedule(made), critical_chain(made, f"a{size - 1}")
    for i, j in combinations(range(size), 2):
        if people[i] is not None and people[i] == people[j]:
            apart = found.schedule.finish[i] <= found.schedule.start[j]
            assert apart or found.schedule.finish[j] <= found.schedule.start[i]
    assert (found.schedule.finish >= before.finish).all()


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)).map(lambda x: (x[0], x[0] + x[1])), max_size=12))
def test_sizes_are_ordered(chain: list[tuple[float, float]]) -> None:
    root, half, whole = (
        RULES[each](chain) for each in (Sizing.ROOT_SQUARES, Sizing.HALF_OF_SAFETY, Sizing.WHOLE_SAFETY)
    )
    assert 0 <= root <= whole + 1e-9
    assert half == pytest.approx(whole / 2)
    assert root >= max((safe - aggressive for aggressive, safe in chain), default=0) - 1e-9


def test_an_unknown_milestone_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        critical_chain(published(), "nowhere")


def test_durations_keep_their_unit() -> None:
    made = Program(id="p", title="P", start=MONDAY, activities=(task("a", 4),))
    assert critical_chain(made, "a").schedule.program.activities[0].duration == days(4)


def test_a_chain_that_another_runs_through_is_not_fed_in_twice() -> None:
    """1 leads into 6 by itself and through 4: one feeding chain, 1-4."""
    made = published()
    made = msgspec.structs.replace(made, dependencies=(*made.dependencies, *after("1", "6")))
    found = critical_chain(made, "end", basis=DurationBasis.POINTS)
    assert [[step.id for step in each.steps] for each in found.feeding] == [["1", "4"], ["3", "5", "7"]]
