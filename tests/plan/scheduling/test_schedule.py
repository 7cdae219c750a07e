import datetime as dt
import subprocess
import sys

import msgspec

from pilotage import plan
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program

DAY = 480


def phased(*dependencies: Dependency) -> Program:
    def task(name: str, days: int, parent: str | None = None) -> Activity:
        return Activity(id=name, title=name, duration=Span(days * DAY), parent=parent)

    return Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
        activities=(
            Activity(id="phase", title="Phase", kind=ActivityKind.SUMMARY),
            task("a", 2, "phase"),
            Activity(id="inner", title="Inner", kind=ActivityKind.SUMMARY, parent="phase"),
            task("b", 4, "inner"),
            task("before", 1),
            task("after", 1),
        ),
        dependencies=dependencies,
    )


def test_a_summary_spans_its_activities() -> None:
    row = plan.schedule(phased()).at("phase")
    assert (f"{row.start:%a %H:%M}", f"{row.finish:%a %H:%M}") == ("Mon 09:00", "Thu 17:00")
    assert row.duration_days == 4
    assert row.driven_by is plan.Driven.CHILDREN


def test_links_of_a_summary_hold_for_all_its_activities() -> None:
    schedule = plan.schedule(
        phased(
            Dependency(predecessor="before", successor="phase"),
            Dependency(predecessor="phase", successor="after", lag=Span(DAY)),
        )
    )
    assert [f"{schedule.at(name).start:%d}" for name in ("a", "b", "after")] == ["06", "06", "13"]
    assert schedule.chain("after") == ("before", "b", "after")
    assert [int(schedule.driver[schedule.index[name]]) for name in ("a", "b", "after")] == [0, 0, 1]
    assert schedule.at("a").total_float_days == 2


def test_finish_links_into_a_summary_hold_each_activity() -> None:
    schedule = plan.schedule(
        phased(Dependency(predecessor="after", successor="phase", kind=DependencyKind.FF, lag=Span(4 * DAY)))
    )
    assert [f"{schedule.at(name).finish:%d}" for name in ("a", "b")] == ["09", "09"]


def test_a_deadline_of_a_summary_holds_its_activities() -> None:
    made = phased()
    phase = msgspec.structs.replace(made.activities[0], deadline=dt.datetime(2026, 1, 7, tzinfo=dt.UTC))
    schedule = plan.schedule(msgspec.structs.replace(made, activities=(phase, *made.activities[1:])))
    assert [schedule.at(name).total_float_days for name in ("a", "b")] == [0, -2]


def test_working_days_are_signed() -> None:
    schedule = plan.schedule(phased())
    friday, monday = dt.datetime(2026, 1, 9, 9, tzinfo=dt.UTC), dt.datetime(2026, 1, 12, 17, tzinfo=dt.UTC)
    assert schedule.working_days(friday, monday) == 2
    assert schedule.working_days(monday, friday) == -2


def test_a_small_plan_is_scheduled_without_the_compiler() -> None:
    code = (
        "import sys; from benchmarks.networks import program; from pilotage import plan; "
        "plan.schedule(program(2000)); sys.exit('numba' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
