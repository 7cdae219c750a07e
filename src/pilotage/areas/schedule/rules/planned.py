"""A program with its computed schedule at one revision: what the plan screen shows and edits start from."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from pilotage.areas.schedule.rules.computed import Computed, computed
from pilotage.areas.schedule.rules.layout import Layout, layout_of, same_structure
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.calendars import STANDARD
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.program import Program

SOME_START = dt.datetime(2000, 1, 3, tzinfo=dt.UTC)
"""Where the rows of a plan are shown that has no date at all."""


@dataclass(frozen=True, eq=False, slots=True)
class StoredPlan:
    """A program's head, activities and dependencies as stored; ``versions`` and ``positions`` row by row."""

    program: Program
    versions: NDArray[np.int64]
    positions: NDArray[np.int64]
    dependency_versions: NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class PlannedProgram:
    """A stored plan and its schedule. ``broken`` holds the problems of a plan that cannot be scheduled: then the
    schedule is that of the same activities without their dependencies and constraints, for display only.
    """

    revision: int
    stored: StoredPlan
    schedule: Schedule
    layout: Layout
    computed: Computed
    broken: tuple[Problem, ...] = ()

    @property
    def program(self) -> Program:
        return self.stored.program

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.broken or self.schedule.problems


def planned(revision: int, stored: StoredPlan, before: PlannedProgram | None = None) -> PlannedProgram:
    """Schedule a stored plan; ``before`` lends its layout when the rows are the same, and what is unchanged."""
    broken: tuple[Problem, ...] = ()
    try:
        result = schedule(stored.program) if before is None else reschedule(before.schedule, stored.program)
    except Unschedulable as refusal:
        broken = refusal.problems
        result = schedule(bare(stored.program))
    if before is not None and same_structure(before.program, stored.program):
        layout = before.layout
    else:
        layout = layout_of(stored.program)
    columns = computed(stored.program, result, layout)
    return PlannedProgram(revision, stored, result, layout, columns, broken)


def with_activity(stored: StoredPlan, row: int, new: Activity) -> StoredPlan:
    """The plan with another activity at index ``row``, at its next version."""
    value = stored.program
    versions = stored.versions.copy()
    versions[row] += 1
    return StoredPlan(
        program=replace(value, activities=(*value.activities[:row], new, *value.activities[row + 1 :])),
        versions=versions,
        positions=stored.positions,
        dependency_versions=stored.dependency_versions,
    )


def bare(program: Program) -> Program:
    """The activities alone, on the standard calendar: what can always be shown of a plan that cannot be scheduled."""
    activities = tuple(
        Activity(
            id=activity.id,
            title=activity.title,
            kind=ActivityKind.MILESTONE if activity.kind is ActivityKind.MILESTONE else ActivityKind.TASK,
            duration=activity.duration,
            estimate=activity.estimate,
        )
        for activity in program.activities
    )
    return replace(
        program,
        start=program.start or SOME_START,
        activities=activities,
        dependencies=(),
        calendars=(STANDARD,),
        default_calendar=STANDARD.id,
        people=(),
        teams=(),
        workstreams=(),
        final=None,
    )
