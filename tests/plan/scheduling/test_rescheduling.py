"""Rescheduling after a change leads where scheduling anew leads."""

import datetime as dt
from typing import Any

import msgspec
import numpy as np
from benchmarks.networks import program as layered
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior, SchedulingRules

replace = msgspec.structs.replace
ARRAYS = (
    "start",
    "finish",
    "early_start",
    "early_finish",
    "late_start",
    "late_finish",
    "duration",
    "total_float",
    "free_float",
    "critical",
    "driver",
    "driven_by",
    "before",
)


def with_summaries(program: Program) -> Program:
    """Every six activities under a summary; the second summary must not finish late."""
    rows: list[Activity] = []
    for at, each in enumerate(program.activities):
        if at % 6 == 0:
            late = dt.datetime(2026, 2, 2, tzinfo=dt.UTC) if at == 6 else None
            rows.append(Activity(id=f"s{at}", title="S", kind=ActivityKind.SUMMARY, deadline=late))
        rows.append(replace(each, parent=f"s{at - at % 6}"))
    return replace(program, activities=tuple(rows))


PLAIN = layered(40, calendars=4)
BASES = (
    PLAIN,
    with_summaries(PLAIN),
    replace(with_summaries(PLAIN), status_date=dt.date(2026, 1, 20)),
    replace(PLAIN, status_date=dt.date(2026, 1, 20), rules=SchedulingRules(behavior=Behavior.PRIMAVERA)),
)

moments = st.integers(0, 90).map(lambda day: dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC) + dt.timedelta(day))
spans = st.builds(Span, st.integers(0, 20).map(lambda n: n * 240), st.sampled_from([Unit.DAY, Unit.ELAPSED_DAY]))


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    what = draw(st.integers(0, 7))
    if what == 7:
        return {
            "branch": draw(st.sampled_from([None, "way/a", "way/b"])),
            "probability": draw(st.sampled_from([0.3, 0.9])),
        }
    if what == 0:
        return {"duration": draw(spans)}
    if what == 1:
        return {"progress": draw(st.sampled_from([0.0, 0.3, 1.0])), "actual_start": draw(st.none() | moments)}
    if what == 2:
        return {"actual_start": dt.datetime(2026, 1, 6, 9, tzinfo=dt.UTC), "actual_finish": draw(st.none() | moments)}
    if what == 3:
        return {"constraint": draw(st.none() | st.builds(Constraint, st.sampled_from(ConstraintKind), moments))}
    if what == 4:
        return {"deadline": draw(st.none() | moments), "title": "Another"}
    if what == 5:
        return {"calendar": draw(st.sampled_from(["standard", "six", "nowhere"]))}
    return {"remaining": draw(spans), "progress": 0.5, "owner": draw(st.sampled_from([None, "nobody"]))}


def edited(program: Program, edits: list[tuple[int, dict[str, Any]]]) -> Program:
    rows = list(program.activities)
    for at, columns in edits:
        if rows[at % len(rows)].kind is not ActivityKind.SUMMARY or "deadline" in columns:
            rows[at % len(rows)] = replace(rows[at % len(rows)], **columns)
    return replace(program, activities=tuple(rows))


def assert_same(found: plan.Schedule, expected: plan.Schedule) -> None:
    assert found.program is expected.program
    assert found.problems == expected.problems
    for name in ARRAYS:
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(BASES),
    st.lists(st.lists(st.tuples(st.integers(0, 60), changes()), min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_leads_where_scheduling_anew_leads(base: Program, steps: list[list[tuple[int, dict[str, Any]]]]) -> None:
    program, known = base, plan.schedule(base)
    for edits in steps:
        program = edited(program, edits)
        known = plan.reschedule(known, program)
        assert_same(known, plan.schedule(program))


def test_takes_the_short_way_for_a_longer_activity() -> None:
    known = plan.schedule(PLAIN)
    found = plan.reschedule(known, edited(PLAIN, [(3, {"duration": Span(4800)})]))
    assert found.logic is known.logic
    assert_same(found, plan.schedule(found.program))


def test_takes_the_long_way_for_another_logic() -> None:
    known = plan.schedule(PLAIN)
    program = replace(PLAIN, dependencies=PLAIN.dependencies[:-5])
    assert_same(plan.reschedule(known, program), plan.schedule(program))
