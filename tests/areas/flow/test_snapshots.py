"""Weekly snapshots: each open milestone once in an ISO week, and how forecasts moved."""

import datetime as dt

import pytest
from django_tasks_db.models import DBTaskResult

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import NotFoundError
from pilotage.areas.flow.models import IssuedForecast, WeeklySnapshot
from pilotage.areas.flow.operations import ask_for_the_week, issue_forecast, renew, take_snapshot
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.milestones import history_of_plan, history_of_tracker, tracker_milestones
from pilotage.areas.flow.queries.records import network_record
from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.flow.rules.weeks import week_of
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import editing
from pilotage.areas.schedule.models import ForecastRecord
from pilotage.areas.schedule.operations import save_plan
from pilotage.plan.vocabulary import program as vocabulary
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from tests.areas.flow.tracker import store, tracker, until

WEEK = dt.timedelta(days=7)
THEN = dt.datetime(2025, 12, 1, 0, 5, tzinfo=dt.UTC)


def snapshot(program: Program, now: dt.datetime) -> int | None:
    return take_snapshot(program_id=program.pk, work=work_of(program.pk), now=now)


def at(program: Program, owner: Actor, now: dt.datetime) -> None:
    """The items as they are known at ``now``, and a snapshot."""
    store(until(tracker(), now.date()), owner, now)
    renew(program_id=program.pk, now=now)


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "2026-W01"),
        (dt.datetime(2027, 1, 3, 23, 59, tzinfo=dt.UTC), "2026-W53"),
        (dt.datetime(2027, 1, 4, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))), "2026-W53"),
        (dt.datetime(2027, 1, 4, tzinfo=dt.UTC), "2027-W01"),
    ],
)
def test_weeks_begin_on_monday_in_utc(moment: dt.datetime, week: str) -> None:
    assert week_of(moment) == week


def test_each_open_milestone_is_forecast_once_a_week(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    store(until(tracker(), THEN.date()), owner, now)
    assert snapshot(tracked, THEN) == 2
    assert snapshot(tracked, THEN + dt.timedelta(days=6)) is None
    row, other = IssuedForecast.objects.order_by("milestone")
    assert other.milestone == "Quay 13"
    assert (row.milestone, row.week, row.origin, row.issued_by) == ("Core 13", "2025-W49", "snapshot", "Pilotage")
    entry = AuditEntry.objects.latest("id")
    assert (entry.verb, entry.source, entry.after) == ("snapshot.taken", "job", {"issued": 2})


def test_what_has_not_changed_is_not_issued_again(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    store(until(tracker(), THEN.date()), owner, now)
    snapshot(tracked, THEN)
    assert snapshot(tracked, THEN + WEEK) == 0
    assert IssuedForecast.objects.count() == 2
    assert list(WeeklySnapshot.objects.values_list("week", "issued")) == [("2025-W49", 2), ("2025-W50", 0)]


def test_the_history_of_a_milestone(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    for number in range(4):
        at(tracked, owner, THEN + number * WEEK)
    work = work_of(tracked.pk)
    found = history_of_tracker(tracked.pk, work, "Core 13", now.date())
    assert found.method == "throughput"
    days = [point.as_of for point in found.points]
    assert len(days) >= 3
    assert days == sorted(set(days))
    assert all(point.origin == "snapshot" and point.p50 <= point.p85 for point in found.points)
    assert [point.done for point in found.points] == sorted(point.done or 0 for point in found.points)
    with pytest.raises(NotFoundError, match="“Crew”"):
        history_of_tracker(tracked.pk, work, "Crew", now.date())


def test_a_later_question_of_the_same_day_is_the_point_of_the_day(
    tracked: Program, owner: Actor, now: dt.datetime
) -> None:
    at(tracked, owner, THEN)
    question = Question(milestone="Core 13", until=dt.date(2026, 2, 1))
    issue_forecast(actor=owner, program="harbor", question=question, as_of=None, now=THEN)
    found = history_of_tracker(tracked.pk, work_of(tracked.pk), "Core 13", THEN.date())
    assert [point.origin for point in found.points] == ["web"]
    assert found.points[0].on_time is not None
    assert found.target == dt.date(2026, 2, 1)


def test_milestones_of_the_tracker(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    at(tracked, owner, THEN)
    found = tracker_milestones(tracked.pk, work_of(tracked.pk), THEN.date())
    core = next(each for each in found if each.name == "Core 13")
    assert (core.project, core.done) == ("HARBOR", False)
    assert core.latest is not None
    done = [each for each in found if each.done]
    assert done
    assert all(each.landed is not None and each.landed <= THEN.date() for each in done)
    assert list(found)[-len(done) :] == done


def test_the_plan_s_milestones_are_scored_by_the_forecasts_of_the_plan(
    tracked: Program, owner: Actor, now: dt.datetime
) -> None:
    """Issued on three days; the milestone lands between their P50 and P85."""
    landed = dt.datetime(2026, 2, 10, 17, tzinfo=dt.UTC)
    milestone = Activity(id="open", title="Opens", kind=ActivityKind.MILESTONE, actual_finish=landed)
    with editing(actor=owner, program="harbor", needs=Role.EDITOR, now=now) as edit:
        save_plan(edit=edit, program=vocabulary.Program(id="harbor", title="Harbor", activities=(milestone,)))
    for day in (1, 8, 15):
        made = dt.datetime(2026, 1, day, 9, tzinfo=dt.UTC)
        p50, p85 = landed - WEEK, landed + WEEK
        common = {"plan_finish": p50, "p10": p50, "p50": p50, "p85": p85, "p90": p85}
        ForecastRecord.objects.create(
            program=tracked, milestone="open", day=made.date(), made=made, iterations=9, seed=1, inputs="i", model="m",
            **common,
        )  # fmt: skip
    record = network_record(tracked, dt.date(2026, 2, 10))
    assert (record.issued, record.resolved, record.forecasts) == (3, 3, 0)
    assert [(each.level, each.share) for each in record.coverage] == [(50, 0.0)]
    later = network_record(tracked, now.date())
    assert [(each.level, each.share) for each in later.coverage] == [(50, 0.0), (85, 1.0)]
    assert later.effective < 3
    points = history_of_plan(tracked, "open").points
    assert [point.as_of for point in points] == [dt.date(2026, 1, day) for day in (1, 8, 15)]
    with pytest.raises(NotFoundError):
        history_of_plan(tracked, "shut")


def test_the_worker_asks_for_the_week_of_each_program_with_items(
    tracked: Program, owner: Actor, now: dt.datetime
) -> None:
    assert ask_for_the_week(now=now) == 1
    job = DBTaskResult.objects.get()
    assert (job.task_path, job.args_kwargs["kwargs"]) == ("pilotage.jobs.tasks.renew_flow", {"program_id": tracked.pk})
    renew(program_id=tracked.pk, now=now)
    assert ask_for_the_week(now=now) == 0
    assert ask_for_the_week(now=now + WEEK) == 1


def test_a_program_that_is_gone_is_no_failure(db: None, now: dt.datetime) -> None:
    renew(program_id=7, now=now)


def test_lines_go_with_their_program_only(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    at(tracked, owner, THEN)
    tracked.delete()
    assert not IssuedForecast.objects.exists()
    assert not WeeklySnapshot.objects.exists()
