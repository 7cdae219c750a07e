"""A summary without a date of its own: its percentiles are those of its latest finish in each run."""

import dataclasses
import datetime as dt

import msgspec
import numpy as np

from pilotage import plan
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import Distribution, Span, ThreePointEstimate
from pilotage.plan.vocabulary.program import Program

DAY = 480
MONDAY = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def between(low: int, high: int) -> ThreePointEstimate:
    middle = (low + high) // 2
    return ThreePointEstimate(Span(low * DAY), Span(middle * DAY), Span(high * DAY), Distribution.UNIFORM)


def summary(key: str, parent: str | None = None) -> Activity:
    return Activity(id=key, title=key, kind=ActivityKind.SUMMARY, parent=parent)


def build(*, target: dt.date | None = None, watch: bool = False) -> Program:
    """Eight like paths side by side, four in each of two phases of one summary."""
    phases = ("x", "y")
    work = [
        Activity(id=f"{phase}{n}", title=phase, parent=phase, estimate=between(1, 19))
        for phase in phases
        for n in range(4)
    ]
    all_ = msgspec.structs.replace(summary("all"), target=target)
    support = Activity(id="support", title="Support", kind=ActivityKind.LEVEL_OF_EFFORT, parent="y")
    return Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=(all_, *(summary(phase, "all") for phase in phases), *work, *([support] if watch else [])),
        dependencies=(Dependency(predecessor="x0", successor="support"),) if watch else (),
    )


def test_merge_bias_is_in_the_percentiles_of_a_summary() -> None:
    watched = plan.simulate(build(target=dt.date(2026, 3, 1)), iterations=4000).milestones["all"]
    forecast = plan.simulate(build(), iterations=4000)
    assert forecast.milestones == {}
    assert forecast.percentiles_of("all") == (watched.p50, watched.p85)
    whole, phase, path = (forecast.percentiles_of(key)[0] for key in ("all", "x", "x0"))
    assert path < phase < whole
    zero = int(forecast.schedule.start[0])
    found = forecast.schedule.working_minutes(zero, int(whole.timestamp() // 60), 0) / DAY
    assert abs(found - (1 + 18 * 0.5 ** (1 / 8))) < 0.35  # the greatest of eight uniform 1-19


def test_a_level_of_effort_below_it_counts_too() -> None:
    watched = plan.simulate(msgspec.structs.replace(build(watch=True, target=dt.date(2026, 3, 1))), iterations=2000)
    forecast = plan.simulate(build(watch=True), iterations=2000)
    end = watched.milestones["all"]
    assert forecast.percentiles_of("all") == (end.p50, end.p85)


def test_a_summary_that_is_over_was_over_when_its_last_activity_was() -> None:
    done = build()
    over = tuple(
        each
        if each.kind is ActivityKind.SUMMARY
        else msgspec.structs.replace(
            each, progress=1.0, actual_start=MONDAY, actual_finish=MONDAY + dt.timedelta(days=int(each.id[1]) + 1)
        )
        for each in done.activities
    )
    program = msgspec.structs.replace(done, activities=over, status_date=dt.date(2026, 2, 2))
    forecast = plan.simulate(program, iterations=500)
    assert forecast.finish_p85.tolist() == forecast.schedule.finish.tolist()
    assert forecast.percentiles_of("all")[0] == MONDAY + dt.timedelta(days=4)


def test_what_else_is_told_stays_as_it_was() -> None:
    forecast = plan.simulate(build(), iterations=1000)
    flat = msgspec.structs.replace(
        build(), activities=tuple(msgspec.structs.replace(each, parent=None) for each in build().activities[3:])
    )
    alone = plan.simulate(flat, iterations=1000)
    assert np.array_equal(forecast.finish_p85[3:], alone.finish_p85)
    assert np.allclose(forecast.criticality[3:], alone.criticality)
    assert forecast.sensitivity is not None
    assert not any(column[:3].any() for column in dataclasses.astuple(forecast.sensitivity))
