"""Baselines, imports of whole plans, runs and the forecasts that they issue."""

import datetime as dt

import pytest
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.errors import InvalidError
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.programs.operations import editing
from pilotage.areas.risks.operations import refresh_outlook, request_simulation, run_simulation
from pilotage.areas.risks.queries import as_of, load_whole, milestones_of, outlook
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.models import Activity, ForecastRecord, SimulationRun
from pilotage.areas.schedule.operations import simulations
from pilotage.areas.schedule.queries.baselines import baseline, baseline_heads
from pilotage.areas.schedule.queries.forecasts import forecast_of, issued, run_for
from pilotage.areas.schedule.queries.plans import memory
from pilotage.plan.forecasting.inputs import inputs_of
from pilotage.plan.vocabulary.activities import Activity as Value
from pilotage.plan.vocabulary.program import Program
from tests.areas.schedule.harbor import HARBOR
from tests.areas.schedule.test_editing import change, stored

DAY = dt.timedelta(days=1)


def save(program: Program, local: Actor, now: dt.datetime) -> schedule.Replaced:
    with editing(actor=local, program="harbor", needs=Role.OWNER, now=now) as edit:
        return schedule.save_plan(edit=edit, program=program)


def test_a_baseline_keeps_the_dates_of_its_day(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    schedule.take_baseline(actor=editor, program="harbor", title="First", reason="Approved", now=now)
    change(editor, now, duration="7d")
    kept = baseline(harbor.pk, "UTC")
    assert kept is not None
    assert (kept.id, kept.title, kept.reason, kept.taken) == ("b1", "First", "Approved", now.date())
    entry = next(each for each in kept.entries if each.activity == "quay/pile")
    utc = dt.UTC
    assert (entry.start, entry.finish, entry.duration) == (
        dt.datetime(2026, 3, 2, 9, tzinfo=utc),
        dt.datetime(2026, 3, 6, 17, tzinfo=utc),
        5 * 480,
    )
    schedule.take_baseline(actor=editor, program="harbor", title="Second", reason="", now=now + DAY)
    assert [head.id for head in baseline_heads(harbor.pk)] == ["b1", "b2"]


def test_saving_the_same_plan_writes_nothing(harbor: Row, local: Actor, now: dt.datetime) -> None:
    assert save(HARBOR, local, now) == schedule.Replaced(0, 0, 0)


def test_saving_another_plan_keeps_the_versions_of_equal_rows(harbor: Row, local: Actor, now: dt.datetime) -> None:
    activities = (
        *HARBOR.activities[:2],
        Value(id="quay/lamp", title="Lamp"),
        replace(HARBOR.activities[3], title="Dredge deep"),
        HARBOR.activities[4],
    )
    links = tuple(link for link in HARBOR.dependencies if "quay/deck" not in link.id)
    wanted = replace(HARBOR, activities=activities, dependencies=links)
    assert save(wanted, local, now) == schedule.Replaced(added=1, changed=1, removed=3)
    assert stored(harbor) == wanted
    versions = dict(Activity.objects.filter(program=harbor).values_list("code", "version"))
    assert (versions["quay/pile"], versions["sea/dredge"], versions["quay/lamp"]) == (1, 2, 1)


@pytest.mark.parametrize("bad", ["", "x" * 301, "nul\x00"])
def test_an_id_that_cannot_be_stored_is_refused(bad: str, harbor: Row, local: Actor, now: dt.datetime) -> None:
    activities = (*HARBOR.activities, Value(id=bad, title="Bad"))
    with pytest.raises(InvalidError):
        save(replace(HARBOR, activities=activities), local, now)
    assert stored(harbor) == HARBOR


def test_a_short_simulation_is_done_where_it_is_needed(harbor: Row, now: dt.datetime) -> None:
    found = refresh_outlook(whole=load_whole(harbor), now=now)
    assert found.fresh
    assert found.run is not None
    assert (found.run.state, found.run.iterations, found.run.seed) == ("done", 10_000, simulations.SEED)
    again = refresh_outlook(whole=load_whole(harbor), now=now)
    assert again.run is not None
    assert again.run.pk == found.run.pk
    assert SimulationRun.objects.count() == 1


def test_a_stored_forecast_is_the_one_that_was_made(harbor: Row, now: dt.datetime) -> None:
    whole = load_whole(harbor)
    made = refresh_outlook(whole=whole, now=now).forecast
    memory().forecasts.clear()
    run = run_for(harbor.pk, inputs_of(whole.program).value)
    assert made is not None
    assert run is not None
    read = forecast_of(run, whole.schedule)
    assert read is not None
    assert read.milestones["open"].p85 == made.milestones["open"].p85
    assert (read.milestones["open"].finishes == made.milestones["open"].finishes).all()


def test_a_changed_plan_makes_the_forecast_old_and_undoing_makes_it_good_again(
    harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    first = refresh_outlook(whole=load_whole(harbor), now=now)
    change(editor, now, duration="7d")
    harbor.refresh_from_db()
    assert not outlook(load_whole(harbor)).fresh
    change(editor, now, version=2, duration="5d")
    harbor.refresh_from_db()
    back = outlook(load_whole(harbor))
    assert back.run is not None
    assert first.run is not None
    assert back.run.pk == first.run.pk


def test_a_forecast_that_holds_again_is_issued_again(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    refresh_outlook(whole=load_whole(harbor), now=now)
    for week, duration in ((1, "7d"), (2, "5d")):
        change(editor, now + week * 7 * DAY, version=None, duration=duration)
        harbor.refresh_from_db()
        for _ in range(2):
            found = refresh_outlook(whole=load_whole(harbor), now=now + week * 7 * DAY)
    records = issued(harbor.pk, "UTC")
    assert [record.made for record in records] == [now, now + 7 * DAY, now + 14 * DAY]
    assert records[0].p85 == records[2].p85 != records[1].p85
    assert as_of(found, now).date() == (now + 14 * DAY).date()
    assert SimulationRun.objects.count() == 2


def test_a_day_issues_its_last_forecast_and_no_other_day_changes(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    for hours, duration in ((0, None), (1, "7d"), (24, "9d")):
        at = now + dt.timedelta(hours=hours)
        if duration:
            change(editor, at, version=None, duration=duration)
            harbor.refresh_from_db()
        refresh_outlook(whole=load_whole(harbor), now=at)
    records = issued(harbor.pk, "UTC")
    assert [record.made for record in records] == [now + dt.timedelta(hours=1), now + DAY]
    assert [record.plan_finish.date() for record in records] == [dt.date(2026, 3, 13), dt.date(2026, 3, 17)]
    assert SimulationRun.objects.count() == 3


def test_history_from_a_file_never_replaces_an_issued_forecast(harbor: Row, now: dt.datetime) -> None:
    refresh_outlook(whole=load_whole(harbor), now=now)
    (record,) = issued(harbor.pk, "UTC")
    other = replace(record, p85=record.p85 + DAY)
    earlier = replace(record, made=record.made - 7 * DAY)
    schedule.save_issued(program=harbor, records=[other, earlier])
    assert issued(harbor.pk, "UTC") == (earlier, record)


def test_the_status_remembers_the_forecasts_before(harbor: Row, now: dt.datetime) -> None:
    found = refresh_outlook(whole=load_whole(harbor), now=now)
    (record,) = issued(harbor.pk, "UTC")
    earlier = [replace(record, made=now - week * 7 * DAY) for week in (3, 2, 1)]
    schedule.save_issued(program=harbor, records=earlier)
    (view,) = milestones_of(found, as_of(found, now))
    assert view.status.weeks == 4


def test_only_the_newest_runs_keep_their_results(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    for seed in range(simulations.KEPT_RESULTS + 2):
        request_simulation(actor=editor, program="harbor", iterations=200, seed=seed, now=now)
    kept = SimulationRun.objects.filter(results__isnull=False).order_by("number").values_list("number", flat=True)
    assert list(kept) == list(range(3, simulations.KEPT_RESULTS + 3))


def test_a_seed_that_was_asked_for_stays(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    request_simulation(actor=editor, program="harbor", iterations=300, seed=99, now=now)
    change(editor, now, duration="7d")
    harbor.refresh_from_db()
    found = refresh_outlook(whole=load_whole(harbor), now=now)
    assert found.run is not None
    assert (found.run.seed, found.run.iterations) == (99, 300)


def test_a_long_simulation_is_left_to_the_worker(
    harbor: Row, editor: Actor, now: dt.datetime, django_capture_on_commit_callbacks: object
) -> None:
    handed: list[int] = []
    memory().enqueue = handed.append
    try:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
            found = refresh_outlook(whole=load_whole(harbor), now=now, seconds=0.0)
            again = refresh_outlook(whole=load_whole(harbor), now=now, seconds=0.0)
    finally:
        memory().enqueue = None
    assert not found.fresh
    assert found.pending is not None
    assert found.pending.state == "queued"
    assert again.pending is not None
    assert handed == [found.pending.pk]
    run_simulation(run_id=handed[0], now=now + DAY)
    done = outlook(load_whole(harbor))
    assert done.fresh
    assert done.insights is not None
    assert done.insights.milestone == "open"
    assert set(done.insights.effects) == {"R-01"}
    run_simulation(run_id=handed[0], now=now + 2 * DAY)  # a worker may do it twice
    assert ForecastRecord.objects.count() == 1


def test_the_worker_forecasts_the_plan_as_it_is_when_it_begins(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    run = simulations.open_run(row=harbor, inputs=load_whole(harbor).inputs, now=now)
    change(editor, now, duration="7d")
    run_simulation(run_id=run.pk, now=now)
    harbor.refresh_from_db()
    found = outlook(load_whole(harbor))
    assert found.fresh
    assert found.run is not None
    assert (found.run.pk, found.run.revision) == (run.pk, harbor.revision)


def test_edits_that_come_while_a_run_waits_are_answered_by_it(
    harbor: Row, editor: Actor, now: dt.datetime, django_capture_on_commit_callbacks: object
) -> None:
    handed: list[int] = []
    memory().enqueue = handed.append
    try:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
            first = refresh_outlook(whole=load_whole(harbor), now=now, seconds=0.0)
            change(editor, now, duration="7d")
            harbor.refresh_from_db()
            second = refresh_outlook(whole=load_whole(harbor), now=now + dt.timedelta(seconds=5), seconds=0.0)
            late = refresh_outlook(whole=load_whole(harbor), now=now + dt.timedelta(seconds=90), seconds=0.0)
    finally:
        memory().enqueue = None
    assert first.pending is not None
    assert second.pending is not None
    assert late.pending is not None
    assert second.pending.pk == first.pending.pk
    assert handed == [first.pending.pk, late.pending.pk]  # the first was broken off, it seems
    run_simulation(run_id=first.pending.pk, now=now)
    run_simulation(run_id=late.pending.pk, now=now)
    assert [run.state for run in SimulationRun.objects.order_by("number")] == ["failed", "done"]


def test_whoever_asks_while_a_forecast_is_made_is_not_kept_waiting(
    harbor: Row, now: dt.datetime, django_capture_on_commit_callbacks: object
) -> None:
    memory().enqueue = lambda _run: None
    try:
        with memory().forecasting.attempt(harbor.pk) as mine:
            assert mine
            found = refresh_outlook(whole=load_whole(harbor), now=now)
        assert not found.fresh
        assert not SimulationRun.objects.exists()
        assert refresh_outlook(whole=load_whole(harbor), now=now).fresh
    finally:
        memory().enqueue = None


def test_what_moves_the_milestone_is_asked_of_the_worker_once(
    harbor: Row, now: dt.datetime, django_capture_on_commit_callbacks: object
) -> None:
    handed: list[int] = []
    refresh_outlook(whole=load_whole(harbor), now=now)
    memory().enqueue = handed.append
    try:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
            for _ in range(3):
                refresh_outlook(whole=load_whole(harbor), now=now, seconds=0.0, explain=True)
    finally:
        memory().enqueue = None
    assert len(handed) == 1
