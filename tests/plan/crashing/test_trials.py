"""Overlaps tried in the network find what scheduling the whole plan with each of them finds."""

import datetime as dt
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from benchmarks.networks import program as layered
from benchmarks.rcpsp.instances import read as read_instance
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.engine.network import Network
from pilotage.plan.crashing import FastTracking, fast_track, overlapped
from pilotage.plan.crashing.trials import Trials
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind, Dependency
from pilotage.plan.vocabulary.activities import DependencyKind as Kind
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior, LagCalendar, ProgressRule, SchedulingRules
from tests.plan.crashing import naive
from tests.plan.crashing.test_bench import woven
from tests.plan.crashing.test_crash import CALENDARS, MONDAY
from tests.plan.scheduling.mpsplib import read as read_schedule
from tests.plan.stories import after, milestone, task


def told(found: FastTracking) -> dict[str, Any]:
    return {each.name: getattr(found, each.name) for each in fields(found)}


def assert_same(program: Program, goal: str, days: float, share: float = 0.25) -> FastTracking:
    found = fast_track(program, goal, days, share=share)
    assert told(found) == told(naive.fast_track(program, goal, days, share=share))
    return found


def moments(most: int) -> st.SearchStrategy[dt.datetime]:
    return st.integers(0, most).map(lambda day: MONDAY + dt.timedelta(day, hours=9))


@st.composite
def activities(draw: st.DrawFn, key: str) -> Activity:
    made = task(key, draw(st.integers(1, 12)), calendar=draw(st.sampled_from([None, "standard", "long", "always"])))
    extra = draw(st.sampled_from([*["plain"] * 8, "date", "late", "progress", "done", "clock", "expected", "hammock"]))
    if extra == "date":
        kind = draw(st.sampled_from([each for each in ConstraintKind if each is not ConstraintKind.ALAP]))
        return replace(made, constraint=Constraint(kind, draw(moments(20))))
    if extra == "late":
        return replace(made, constraint=Constraint(ConstraintKind.ALAP))
    if extra == "progress":
        return replace(made, actual_start=draw(moments(4)), progress=draw(st.sampled_from([0.2, 0.6])))
    if extra == "done":
        return replace(made, actual_start=MONDAY, actual_finish=draw(moments(4)))
    if extra == "clock":
        return replace(made, duration=Span(draw(st.integers(1, 9)) * 1440, Unit.ELAPSED_DAY))
    if extra == "expected":
        return replace(made, expected_finish=draw(moments(30)))
    return replace(made, kind=ActivityKind.LEVEL_OF_EFFORT) if extra == "hammock" else made


@st.composite
def links(draw: st.DrawFn, before: str, behind: str) -> Dependency:
    amount = draw(st.sampled_from([0, 0, 0, 480, 1440, -480]))
    return Dependency(
        predecessor=before,
        successor=behind,
        kind=draw(st.sampled_from([Kind.FS, Kind.FS, Kind.FS, Kind.FF, Kind.SS, Kind.SF])),
        lag=Span(amount, draw(st.sampled_from([Unit.DAY, Unit.DAY, Unit.DAY, Unit.ELAPSED_DAY]))),
        lag_percent=draw(st.sampled_from([None, None, None, 0.25, -0.5])),
        calendar=draw(st.sampled_from([None, None, "long"])),
    )


@st.composite
def rules(draw: st.DrawFn) -> SchedulingRules:
    return SchedulingRules(
        behavior=draw(st.sampled_from(Behavior)),
        progress=draw(st.sampled_from(ProgressRule)),
        lag_calendar=draw(st.sampled_from(LagCalendar)),
        honor_dates=draw(st.booleans()),
        open_ends_critical=draw(st.booleans()),
        from_finish=draw(st.sampled_from([False] * 9 + [True])),
        finish=draw(st.sampled_from([None] * 5 + [MONDAY + dt.timedelta(60)])),
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    size = draw(st.integers(2, 9))
    keys = [f"a{at}" for at in range(size)]
    rows = [draw(activities(key)) for key in keys]
    tied = [draw(links(keys[at - 1], keys[at])) for at in range(1, size) if draw(st.integers(0, 5))]
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] < pair[1])
    tied += [draw(links(keys[i], keys[j])) for i, j in draw(st.lists(pairs, max_size=size))]
    under = draw(st.integers(0, size))
    if draw(st.booleans()):  # the first few under a summary, which may be linked too
        rows = [replace(row, parent="sum") if at < under else row for at, row in enumerate(rows)]
        rows.append(Activity(id="sum", title="Sum", kind=ActivityKind.SUMMARY))
        if 0 < under < size and draw(st.booleans()):
            tied.append(draw(links("sum", keys[-1])))
    tied += [link for key in keys for link in after(key, "end")]
    if draw(st.integers(0, 5)):  # a file may say a thing twice
        tied = list({each.id: each for each in tied}.values())
    return Program(
        id="p",
        title="P",
        start=MONDAY,
        status_date=draw(st.sampled_from([None, dt.date(2026, 9, 10)])),
        calendars=CALENDARS,
        activities=(*rows, milestone("end")),
        dependencies=tuple(tied),
        rules=draw(rules()),
    )


@settings(max_examples=120, deadline=None)
@given(programs(), st.integers(1, 20), st.sampled_from([0.1, 0.25, 1.0]), st.data())
def test_finds_what_scheduling_the_whole_plan_finds(
    made: Program, days: int, share: float, data: st.DataObject
) -> None:
    goal = data.draw(st.sampled_from(["end", *(each.id for each in made.activities)]))
    assert_same(made, goal, days, share)


@pytest.mark.parametrize("size", [60, 420])
@pytest.mark.parametrize("seed", [3, 7])
def test_finds_it_in_larger_plans_interpreted_and_compiled(size: int, seed: int) -> None:
    found = assert_same(woven(size, seed), "end", 20)
    assert found.single


@pytest.mark.parametrize("size", [60, 420])
def test_finds_it_where_work_is_to_be_as_late_as_possible(size: int) -> None:
    made = woven(size, 7)
    late = [
        replace(each, constraint=Constraint(ConstraintKind.ALAP)) if at % 9 == 4 else each
        for at, each in enumerate(made.activities)
    ]
    for behavior in Behavior:
        ruled = replace(made, activities=tuple(late), rules=SchedulingRules(behavior=behavior))
        assert assert_same(ruled, "end", 4).single


def leaving(network: Network) -> list[list[tuple[int, ...]]]:
    """The links that leave each node: where to, kind, lag and share."""
    names = ("predecessor", "successor", "kind", "lag", "lag_share")
    links = list(zip(*(getattr(network, name).tolist() for name in names), strict=True))
    first, out = network.first_out.tolist(), network.out.tolist()
    return [sorted(links[e] for e in out[i:j]) for i, j in pairwise(first)]


def test_the_network_is_that_of_the_plan_with_the_overlap() -> None:
    made = woven(60, 3)
    trials = Trials(schedule(made), 60, 0.25)
    for dependency in trials.candidates()[:2]:
        whole = schedule(overlapped(trials.program, dependency.id, 0.25))
        trials.take(dependency)
        assert leaving(trials.network) == leaving(whole.compiled.network)


def test_takes_the_short_way_and_several_steps_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = layered(300, calendars=4)
    goal = made.activities[-1].id
    planned = schedule(made)

    def refused(program: Program) -> None:
        raise AssertionError(program.id)

    monkeypatch.setattr("pilotage.plan.crashing.trials.schedule", refused)
    found = fast_track(made, goal, 15, planned=planned)
    assert len(found.steps) > 1
    monkeypatch.undo()
    assert told(found) == told(naive.fast_track(made, goal, 15))


def test_a_step_past_the_calendars_is_scheduled_anew() -> None:
    """With a lead this long the plan fits in the first three years of calendars, until the overlap asks its successor
    to end no earlier than its predecessor does.
    """
    made = Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=(task("long", 600), task("next", 2), task("last", 400), milestone("end")),
        dependencies=after("long", "next", "last", "end"),
    )
    lead = replace(made.dependencies[0], lag=Span(-500 * 480))
    made = replace(made, dependencies=(lead, *made.dependencies[1:]))
    found = assert_same(made, "end", 50, 1.0)
    assert min(each.won for each in found.single) < 0


def test_a_summary_lasts_as_long_as_what_is_laid_out_by_others_in_it() -> None:
    """Watching is over with what comes later, so that an overlap inside the phase wins nothing."""
    phase = [replace(each, parent="phase") for each in (task("build", 8), task("test", 4))]
    watch = Activity(id="watch", title="Watch", kind=ActivityKind.LEVEL_OF_EFFORT, parent="phase")
    made = Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=(Activity(id="phase", title="Phase", kind=ActivityKind.SUMMARY), *phase, watch, task("later", 40)),
        dependencies=(*after("build", "test"), Dependency(predecessor="later", successor="watch", kind=Kind.FF)),
    )
    assert [each.won for each in assert_same(made, "phase", 5).single] == [0]


def in_line(**fields: Any) -> Program:
    rows = (task("a", 8), task("b", 8), task("c", 4), milestone("end"))
    made = Program(id="p", title="P", start=MONDAY, activities=rows, dependencies=after("a", "b", "c", "end"))
    return replace(made, **fields)


@pytest.mark.parametrize("finish", [None, MONDAY + dt.timedelta(90)])
def test_a_plan_from_its_finish_is_scheduled_anew(finish: dt.datetime | None) -> None:
    made = in_line(rules=SchedulingRules(from_finish=True, finish=finish))
    assert assert_same(made, "c", 3).single


def test_a_link_that_is_there_twice_is_overlapped_twice() -> None:
    line = in_line()
    again = [replace(line.dependencies[0], lag=Span(lag)) for lag in (480, 0)]
    for doubled in (again, again[::-1]):
        assert_same(replace(line, dependencies=(*doubled, *line.dependencies[1:])), "end", 3)


@pytest.mark.corpus
def test_finds_it_in_schedules_of_microsoft_project(corpus: Path) -> None:
    paths = sorted((corpus / "schedules" / "mpsplib").glob("*.gz"))[::16]
    steps = 0
    for path in paths:
        made, tasks = read_schedule(path)
        goal = str(max(tasks, key=lambda each: each["ef"])["uid"])
        steps += len(assert_same(made, goal, 6).steps)
    assert len(paths) >= 5
    assert steps


@pytest.mark.corpus
@pytest.mark.parametrize("which", ["j30", "j60", "j120"])
def test_finds_it_in_networks_of_psplib(corpus: Path, which: str) -> None:
    paths = sorted((corpus / "psplib" / which).glob("*.rcp"))
    for path in paths[:: len(paths) // 3]:
        instance = read_instance(path)
        rows = tuple(task(str(at), length) for at, length in enumerate(instance.duration))
        made = Program(
            id=path.stem,
            title=path.stem,
            start=MONDAY,
            activities=(*rows[:-1], milestone(rows[-1].id)),
            dependencies=tuple(Dependency(predecessor=str(i), successor=str(j)) for i, j in instance.links),
        )
        assert assert_same(made, rows[-1].id, 9).steps
