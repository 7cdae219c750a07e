"""Warnings of the shop's own plan: forecasts that move, odds that fall, reports that no longer hold, silence."""

import datetime as dt

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.insight.briefing import Briefing, Previous, Signs, brief
from pilotage.plan.insight.diff import diff
from pilotage.plan.insight.status import Status
from pilotage.plan.insight.warnings import EarlyWarning, Mute, Urgency
from pilotage.plan.language.text import plain
from pilotage.plan.quality.model import Reports
from pilotage.plan.vocabulary.history import ForecastRecord
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import days, shop

AS_OF = dt.datetime(2026, 9, 7, 8, 40, tzinfo=dt.UTC)
GA = dt.date(2026, 9, 30)


def change(program: Program, key: str, **fields: object) -> Program:
    activities = [msgspec.structs.replace(a, **fields) if a.id == key else a for a in program.activities]
    return msgspec.structs.replace(program, activities=tuple(activities))


def told(program: Program, **fields: object) -> Briefing:
    forecast = plan.simulate(program, iterations=1000, seed=7)
    return brief(forecast.schedule, forecast, as_of=AS_OF, **fields)  # type: ignore[arg-type]


def issued(
    made: dt.date, p85: dt.date, *, on_time: float | None = None, plan_finish: dt.date | None = None
) -> ForecastRecord:
    at = dt.datetime.combine(p85, dt.time(17), tzinfo=dt.UTC)
    planned = at if plan_finish is None else dt.datetime.combine(plan_finish, dt.time(17), tzinfo=dt.UTC)
    return ForecastRecord(
        made=dt.datetime.combine(made, dt.time(8), tzinfo=dt.UTC),
        milestone="ga",
        plan_finish=planned,
        p10=at,
        p50=at,
        p85=at,
        p90=at,
        target=GA,
        on_time=on_time,
        iterations=1000,
        seed=7,
        inputs="",
        model="",
    )


def by_id(found: Briefing) -> dict[str, EarlyWarning]:
    return {each.id: each for each in found.warnings}


@pytest.mark.parametrize(("earlier", "warned"), [(5, False), (6, True)])
def test_the_p85_moved_by_more_than_a_working_week(earlier: int, warned: bool) -> None:
    p85 = told(shop()).final.p85  # type: ignore[union-attr]
    assert p85 is not None
    was = p85
    for _day in range(earlier):
        was -= dt.timedelta(days=3 if was.weekday() == 0 else 1)
    assert was > dt.date(2026, 9, 9)  # no holiday lies between
    found = told(shop(), records=[issued(dt.date(2026, 8, 31), was)])
    assert ("p85-moved:ga" in by_id(found)) is warned
    if warned:
        warning = by_id(found)["p85-moved:ga"]
        assert warning.days == 6
        assert "since 31 Aug, 6 working days later" in plain(warning.text)
        assert found.facts["moved:ga"].value == 6


def test_a_forecast_of_this_week_is_no_snapshot() -> None:
    found = told(shop(), records=[issued(dt.date(2026, 9, 1), dt.date(2026, 9, 10))])
    assert "p85-moved:ga" not in by_id(found)
    assert found.delta is None


@pytest.mark.parametrize(
    ("made", "before", "warned"),
    [
        (dt.date(2026, 8, 28), 0.62, True),
        (dt.date(2026, 8, 28), 0.45, False),  # it has not fallen: it was below a half before
        (dt.date(2026, 8, 1), 0.62, False),  # more than four weeks ago
    ],
)
def test_the_chance_fell_below_a_half(made: dt.date, before: float, warned: bool) -> None:
    late = change(shop(), "build", estimate=None, duration=days(16))
    found = told(late, records=[issued(made, dt.date(2026, 10, 1), on_time=before)])
    assert found.final is not None
    assert found.final.on_time is not None
    assert found.final.on_time < 0.5
    warning = by_id(found).get("odds-fell:ga")
    assert (warning is not None) is warned
    if warning is not None:
        assert plain(warning.text).startswith("GA: the chance of 30 Sep fell from 62 % on 28 Aug to ")
        assert found.facts["on-time-before:ga"].value == before


def test_green_for_its_readers_and_below_a_half_today() -> None:
    calm = change(shop(), "build", estimate=None, duration=days(4))
    before = told(calm)
    assert before.final is not None
    assert before.final.status.status is Status.ON_TRACK
    late = change(shop(), "build", estimate=None, duration=days(16))
    previous = Previous(number=3, date=dt.date(2026, 9, 4), milestones=before.milestones)
    warning = by_id(told(late, previous=previous))["reported-on-track:ga"]
    assert plain(warning.text).startswith("GA: on track in report 3 of 4 Sep, but its chance is now ")
    assert warning.urgency is Urgency.HIGH
    assert "reported-on-track:ga" not in by_id(told(calm, previous=previous))


def test_nothing_reported_of_work_in_progress() -> None:
    begun = dt.datetime(2026, 8, 3, 8, tzinfo=dt.UTC)
    program = change(shop(), "design", actual_start=begun, progress=0.2)
    program = msgspec.structs.replace(program, start=begun)
    silent = Signs(reports=Reports(dt.date(2026, 8, 3), {"design": dt.date(2026, 8, 20)}))
    warning = by_id(told(program, signs=silent))["silent"]
    assert plain(warning.text) == "In progress, and nothing reported for 11 working days: Design"
    lately = Signs(reports=Reports(dt.date(2026, 8, 3), {"design": dt.date(2026, 9, 1)}))
    assert "silent" not in by_id(told(program, signs=lately))


def test_a_plan_that_nobody_moves_on_is_stale_on_the_readers_day() -> None:
    assert "stale-plan" not in by_id(told(shop(), signs=Signs(now=dt.date(2026, 9, 18))))
    warning = by_id(told(shop(), signs=Signs(now=dt.date(2026, 9, 23))))["stale-plan"]
    assert plain(warning.text) == "The status date of the plan is 6 Sep, 17 days ago"


def test_a_muted_warning_is_told_apart() -> None:
    mute = Mute(
        warning="promised-after-needed:api",
        reason="Agreed with Core",
        until=dt.date(2026, 9, 7),
        by="Ada Byron",
        at=AS_OF,
        urgency=Urgency.HIGH,
        days=1.0,
    )
    found = told(shop(), signs=Signs(now=dt.date(2026, 9, 7), mutes=(mute,)))
    assert "promised-after-needed:api" not in by_id(found)
    assert [each.mute.reason for each in found.muted] == ["Agreed with Core"]
    assert "promised-after-needed:api" in by_id(told(shop(), signs=Signs(now=dt.date(2026, 9, 8), mutes=(mute,))))


def test_the_delta_names_what_moved_the_plan_date() -> None:
    old, new = shop(), change(shop(), "build", estimate=None, duration=days(16))
    before = told(old)
    assert before.final is not None
    assert before.final.p85 is not None
    snapshot = issued(dt.date(2026, 8, 28), before.final.p85, plan_finish=before.final.plan)
    found = told(new, records=[snapshot]).delta
    assert found is not None
    assert found.plan_days == 6
    assert "The plan date moved by +6; risk and uncertainty by " in plain(found.text)
    previous = Previous(number=3, date=dt.date(2026, 8, 28), milestones=before.milestones)
    named = told(new, records=[snapshot], previous=previous, since=diff(old, new)).delta
    assert named is not None
    assert "moved by +6 (Build: duration none to 16d, estimate 8d/10d/20d to none +6); risk" in plain(named.text)


def test_a_delta_of_risk_alone_says_that_the_plan_stays() -> None:
    old = told(shop())
    assert old.final is not None
    snapshot = issued(dt.date(2026, 8, 28), dt.date(2026, 9, 24), plan_finish=old.final.plan)
    found = told(shop(), records=[snapshot]).delta
    assert found is not None
    assert found.days > 1
    assert plain(found.text).endswith("The plan date stays: the move comes from risk and uncertainty.")
