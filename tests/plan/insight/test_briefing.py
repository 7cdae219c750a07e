"""The briefing of the shop, and what changed since an earlier one."""

import datetime as dt

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.insight.briefing import Briefing, Previous, brief
from pilotage.plan.insight.diff import diff
from pilotage.plan.insight.evidence import histogram
from pilotage.plan.insight.milestones import ordinal, slips_in_a_row, weekly_records
from pilotage.plan.insight.status import Status
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.history import ForecastRecord
from pilotage.plan.vocabulary.program import Ask, Program
from tests.plan.stories import shop

AS_OF = dt.datetime(2026, 9, 7, 8, 40, tzinfo=dt.UTC)


def told(program: Program, **fields: object) -> Briefing:
    forecast = plan.simulate(program, iterations=2000, seed=7)
    effects = plan.risk_effects(program, forecast, "ga")
    return brief(forecast.schedule, forecast, as_of=AS_OF, effects=effects, **fields)  # type: ignore[arg-type]


def change(program: Program, key: str, **fields: object) -> Program:
    activities = [msgspec.structs.replace(a, **fields) if a.id == key else a for a in program.activities]
    return msgspec.structs.replace(program, activities=tuple(activities))


def with_target(day: int, month: int = 9) -> Program:
    return change(shop(), "ga", target=dt.date(2026, month, day))


@pytest.mark.parametrize(
    ("program", "status", "words"),
    [
        (with_target(20), Status.OFF_TRACK, "GA will probably miss 20 September."),
        (with_target(5, 10), Status.AT_RISK, "GA may miss 5 October: the chance to hold it is"),
        (with_target(30, 10), Status.ON_TRACK, "GA is on track for 30 October: >\xa099\xa0% likely"),
    ],
)
def test_the_bottom_line_follows_the_status(program: Program, status: Status, words: str) -> None:
    found = told(program)
    assert found.status.status is status
    assert plain(found.bottom_line).startswith(words)


def test_every_marked_number_has_its_fact() -> None:
    found = told(shop())
    marks = [part.fact for part in found.bottom_line if not isinstance(part, str) and part.fact]
    assert marks
    assert set(marks) <= set(found.facts)
    fact = found.facts["on-time:ga"]
    assert fact.interval is not None
    low, high = fact.interval
    assert isinstance(low, float)
    assert low < found.final.on_time < high  # type: ignore[union-attr, operator]


def test_the_formula_of_a_chance_counts_its_runs() -> None:
    found = told(shop())
    assert found.final is not None
    met = round((found.final.on_time or 0) * 2000)
    assert f"{met:,} / 2,000" in found.facts["on-time:ga"].formula


def test_a_landed_final_milestone_is_told_as_landed() -> None:
    at = dt.datetime(2026, 9, 6, 12, tzinfo=dt.UTC)
    program = shop()
    for key in ("design", "build", "docs", "ga"):
        program = change(program, key, actual_start=at, actual_finish=at, progress=1.0)
    found = told(program)
    assert plain(found.bottom_line) == "GA landed on 6 September."


def test_what_changed_since_the_last_report_starts_with_the_final_milestone() -> None:
    old, new = shop(), change(shop(), "build", estimate=None, duration=plan_days(16))
    before = told(old)
    previous = Previous(number=3, date=dt.date(2026, 9, 4), milestones=before.milestones)
    found = told(new, previous=previous, since=diff(old, new))
    lines = [(line.delta, plain(line.text)) for line in found.changes]
    assert lines[0][1].startswith("P85 of GA moved from ")
    assert lines[1] == ("+6 wd", "Build: duration none to 16d, estimate 8d/10d/20d to none (plan date).")


def plan_days(amount: int) -> object:
    from tests.plan.stories import days

    return days(amount)


def test_no_change_is_told_as_such() -> None:
    before = told(shop())
    previous = Previous(number=3, date=dt.date(2026, 9, 4), milestones=before.milestones)
    found = told(shop(), previous=previous, since=diff(shop(), shop()))
    assert [line.delta for line in found.changes] == ["0"]


def test_an_expired_ask_is_not_asked() -> None:
    asks = (Ask(text="Old", by=dt.date(2026, 9, 1)), Ask(text="New", by=dt.date(2026, 9, 10)))
    found = told(msgspec.structs.replace(shop(), asks=asks))
    assert found.ask is not None
    assert found.ask.text == "New"


def test_a_program_without_milestones_says_what_to_do() -> None:
    program = shop()
    program = msgspec.structs.replace(program, activities=program.activities[:3], dependencies=program.dependencies[:1])
    schedule = plan.schedule(program)
    found = brief(schedule, None, as_of=AS_OF)
    assert "Add one with a target" in plain(found.bottom_line)


def test_the_histogram_counts_every_run_once() -> None:
    forecast = plan.simulate(shop(), iterations=2000, seed=7)
    bars = histogram(forecast.milestones["ga"])
    assert sum(each.count for each in bars) == 2000
    assert all(each.start.weekday() == 0 for each in bars)
    assert len(bars) <= 12


def record(day: dt.date, p85: dt.date) -> ForecastRecord:
    at = dt.datetime.combine(p85, dt.time(17), tzinfo=dt.UTC)
    return ForecastRecord(
        made=dt.datetime.combine(day, dt.time(8), tzinfo=dt.UTC),
        milestone="ga",
        plan_finish=at,
        p10=at,
        p50=at,
        p85=at,
        p90=at,
        iterations=1,
        seed=1,
        inputs="",
        model="",
    )


def test_slips_in_a_row_count_from_the_latest_back() -> None:
    schedule = plan.schedule(shop())
    fridays = [dt.date(2026, 8, 7) + dt.timedelta(7 * week) for week in range(4)]
    finishes = [dt.date(2026, 10, 9), dt.date(2026, 10, 8), dt.date(2026, 10, 12), dt.date(2026, 10, 14)]
    history = weekly_records([record(made, p85) for made, p85 in zip(fridays, finishes, strict=True)])["ga"]
    later = dt.datetime(2026, 10, 16, 17, tzinfo=dt.UTC)
    assert slips_in_a_row(schedule, history, later) == 3
    assert slips_in_a_row(schedule, history, history[-1].p85) == 0


def test_two_runs_in_one_week_are_one_period() -> None:
    days = [dt.date(2026, 8, 7), dt.date(2026, 8, 14), dt.date(2026, 8, 17), dt.date(2026, 8, 21)]
    kept = weekly_records([record(day, dt.date(2026, 10, 9)) for day in days])["ga"]
    assert [each.made.date() for each in kept] == [days[0], days[2], days[3]]


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd"]
    )


def test_warnings_point_at_their_records() -> None:
    found = told(shop())
    by_id = {warning.id: warning for warning in found.warnings}
    late = by_id["promised-after-needed:api"]
    assert plain(late.text) == "Price API: promised for 14 Sep, needed by 11 Sep"
    assert late.refs[0].id == "api"


def test_milestones_and_changes_compare_with_the_same_report() -> None:
    old, new = shop(), change(shop(), "build", estimate=None, duration=plan_days(16))
    before = told(old)
    assert before.final is not None
    previous = Previous(number=3, date=dt.date(2026, 9, 4), milestones=before.milestones)
    weekly = record(dt.date(2026, 9, 4), dt.date(2026, 12, 24))
    schedule = plan.schedule(new)
    forecast = plan.simulate(new, iterations=2000, seed=7)
    found = brief(schedule, forecast, as_of=AS_OF, records=(weekly,), previous=previous, since=diff(old, new))
    assert found.final is not None
    assert found.final.vs_last_days is not None
    assert found.final.vs_last_days > 0
    assert found.changes[0].delta == f"+{found.final.vs_last_days:g} wd"
    alone = brief(schedule, forecast, as_of=AS_OF, records=(weekly,))
    assert alone.final is not None
    assert alone.final.vs_last_days is not None
    assert alone.final.vs_last_days < 0


def test_a_far_finish_is_told_with_its_year() -> None:
    found = told(change(shop(), "build", estimate=None, duration=plan_days(400)))
    assert found.final is not None
    assert found.final.p85 is not None
    assert f" {found.final.p85.year}." in plain(found.bottom_line)
