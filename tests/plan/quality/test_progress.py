import datetime as dt

import pytest

from pilotage.plan.quality.history import Heard, listen, reports_of
from pilotage.plan.quality.model import Reports, Verdict
from pilotage.plan.quality.rules.finish import cpli_of
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program
from tests.plan.quality.plans import at, baseline, faulted, judged, link, program, result
from tests.plan.stories import after, days, milestone, task

STATUS = dt.date(2026, 9, 18)


def finished(key: str, on: int, *, length: float = 1) -> Activity:
    return task(key, length, progress=1.0, actual_start=at(7, hour=9), actual_finish=at(on))


@pytest.mark.parametrize(("done", "index"), [(6, 1.0), (8, 1.33), (4, 0.67)])
def test_the_baseline_execution_index_of_published_examples(done: int, index: float) -> None:
    """Six activities due; six, eight and four finished (Powerproject's help on DCMA test 14)."""
    activities = [finished(f"t{n}", 10) if n < done else task(f"t{n}", 5) for n in range(8)]
    due = baseline(**{f"t{n}": at(11) if n < 6 else at(25) for n in range(8)})
    found = result(program(*activities, status_date=STATUS), "bei", against=due)
    assert found.measure is not None
    assert round(found.measure, 2) == index
    assert found.verdict is (Verdict.PASS if index >= 0.95 else Verdict.FAIL)
    assert found.count == max(0, 6 - done)


def test_milestones_and_work_unknown_to_the_baseline_stay_out_of_the_index() -> None:
    value = program(finished("a", 10), finished("extra", 10), milestone("m", progress=1.0), status_date=STATUS)
    found = result(value, "bei", against=baseline(a=at(10), m=at(10)))
    assert (found.measure, found.population) == (1.0, 1)


@pytest.mark.parametrize(
    ("length", "total", "index"),
    [(720, -60, 0.917), (250, -10, 0.96), (100, 2, 1.02)],
)
def test_the_critical_path_length_index_of_published_examples(length: float, total: float, index: float) -> None:
    """Defense Acquisition University (720 days, 60 late) and two from handbooks on the fourteen points."""
    assert round(cpli_of(length, total), 3) == index


def test_the_critical_path_length_index_of_a_plan() -> None:
    """Twenty working days are left, and the finish lies two behind the baseline's: 18 / 20."""
    value = program(task("a", 20), milestone("end", target=dt.date(2026, 12, 1)), links=after("a", "end"),
                    status_date=dt.date(2026, 9, 18))  # fmt: skip
    found = judged(value, against=baseline(end=at(14, 10)))
    assert found.result("cpli").measure == 0.9
    assert found.findings("cpli")[0].detail == "20 d left, 2 d behind the baseline"
    assert result(value, "cpli", against=baseline(end=at(16, 10))).measure == 1.0
    unknown = result(value, "cpli", against=baseline(a=at(14, 10)))
    assert unknown.verdict is Verdict.NOT_APPLICABLE
    assert "does not know" in unknown.reason


@pytest.mark.parametrize("check", ["missed", "bei", "cpli"])
def test_without_baseline_or_status_date_there_is_no_verdict(check: str) -> None:
    value = program(finished("a", 10), task("b", 5), status_date=STATUS)
    assert result(value, check).reason.startswith("There is no baseline")
    undated = program(finished("a", 10), task("b", 5))
    found = result(undated, check, against=baseline(a=at(10), b=at(11)))
    assert found.reason.startswith("The program has no status date")
    assert {result(value, check).verdict, found.verdict} == {Verdict.NOT_APPLICABLE}


def test_what_is_due_on_the_status_date_is_due() -> None:
    midnight = dt.datetime(2026, 9, 19, tzinfo=dt.UTC)
    value = program(task("a", 3), task("b", 3), status_date=STATUS)
    due = baseline(a=midnight, b=midnight + dt.timedelta(hours=10))
    assert faulted(value, "missed", against=due) == ["a"]


def test_missed_is_late_or_still_open() -> None:
    value = program(
        finished("early", 9), finished("on-day", 11), finished("late", 15), task("open", 3), task("later", 3),
        status_date=STATUS,
    )  # fmt: skip
    due = baseline(early=at(11), on_day=at(11, hour=12), late=at(11), open=at(14), later=at(25))
    assert set(faulted(value, "missed", against=due)) == {"late", "open"}
    assert result(value, "missed", against=due).measure == 0.5
    assert faulted(value, "bei", against=due) == ["open"]
    told = {each.id: each for each in judged(value, against=due).findings("missed")}
    assert told["late"].detail == "due 11 Sep, finished 15 Sep"
    assert told["late"].measure == 2.0


def state(day: int, progress: float, remaining: float | None = None) -> tuple[dt.date, Program]:
    left = None if remaining is None else days(remaining)
    started = task("a", 30, progress=progress, actual_start=at(7, hour=9), remaining=left)
    return dt.date(2026, 9, day), program(started, task("b", 5), status_date=dt.date(2026, 9, day))


def test_stale_is_measured_from_the_last_state_that_changed() -> None:
    states = [state(8, 0.1), state(11, 0.2), state(18, 0.2), state(28, 0.2)]
    assert faulted(states[-1][1], "stale", reports=reports_of(states)) == ["a"]
    (found,) = judged(states[-1][1], reports=reports_of(states)).findings("stale")
    assert found.measure == 12.0  # from 11 September on
    fresh = [*states[:3], state(28, 0.2, remaining=20)]
    assert faulted(fresh[-1][1], "stale", reports=reports_of(fresh)) == []


def test_a_short_record_cannot_call_work_stale() -> None:
    _day, value = state(28, 0.2)
    assert result(value, "stale").verdict is Verdict.NOT_APPLICABLE
    assert result(value, "stale").earned == 0.0
    short = Reports(since=dt.date(2026, 9, 24), last={})
    assert result(value, "stale", reports=short).verdict is Verdict.NOT_APPLICABLE
    heard = Reports(since=dt.date(2026, 9, 24), last={"a": dt.date(2026, 9, 25)})
    assert result(value, "stale", reports=heard).verdict is Verdict.PASS
    begun = program(task("a", 9, progress=0.1, actual_start=at(14, hour=9)), status_date=STATUS)
    assert result(begun, "stale").verdict is Verdict.PASS  # five days ago


def test_what_stood_when_the_record_began_may_have_been_reported_before() -> None:
    states = [state(24, 0.2), state(28, 0.2)]
    assert result(states[-1][1], "stale", reports=reports_of(states)).verdict is Verdict.NOT_APPLICABLE


def test_reports_are_the_days_on_which_a_report_changed() -> None:
    states = [state(8, 0.1), state(11, 0.2), state(18, 0.2)]
    assert reports_of(states) == Reports(dt.date(2026, 9, 8), {"a": dt.date(2026, 9, 11)})
    assert reports_of(states[:1]) is None


def test_what_was_heard_is_carried_from_state_to_state() -> None:
    first = listen(state(8, 0.1)[1], None, dt.date(2026, 9, 8))
    same = listen(state(9, 0.1)[1], first, dt.date(2026, 9, 9))
    assert same == Heard(dt.date(2026, 9, 8), first.reports)
    new = listen(state(10, 0.2)[1], same, dt.date(2026, 9, 10))
    assert new.as_reports() == Reports(dt.date(2026, 9, 8), {"a": dt.date(2026, 9, 10)})
    done = listen(program(finished("a", 10)), new, dt.date(2026, 9, 11))
    assert done.reports == {}


def test_a_duration_that_is_used_up() -> None:
    value = program(
        task("slow", 5, progress=0.8, actual_start=at(7, hour=9)),
        task("told", 5, progress=0.8, actual_start=at(7, hour=9), remaining=days(3)),
        task("long", 20, progress=0.1, actual_start=at(7, hour=9)),
        status_date=STATUS,
    )
    assert faulted(value, "overrun") == ["slow"]
    (found,) = judged(value).findings("overrun")
    assert (found.measure, found.detail) == (5.0, "5 d over its duration")
    assert "10 of 5 working days are gone, 80 % is done" in found.fix


def test_work_that_nothing_holds() -> None:
    value = program(
        finished("a", 8), task("ready", 3), task("lagged", 3), task("waits", 3), task("run", 30, progress=0.1,
        actual_start=at(7, hour=9)), links=(link("a", "ready"), link("a", "lagged", lag=5), link("run", "waits")),
        status_date=STATUS,
    )  # fmt: skip
    assert faulted(value, "idle") == ["ready"]  # lagged could begin only three days ago
    (found,) = judged(value).findings("idle")
    assert found.measure == 8.0  # 9 to 18 September


def test_out_of_sequence() -> None:
    def running(key: str, length: float) -> Activity:
        return task(key, length, progress=0.2, actual_start=at(14, hour=9))

    value = program(
        task("open", 10, progress=0.5, actual_start=at(7, hour=9)),
        running("hasty", 5),
        running("ss", 5),
        running("lead", 5),
        finished("past", 16),
        running("before-past", 9),
        links=(
            link("open", "hasty"),
            link("open", "ss", "SS"),
            link("open", "lead", lag=-3),
            link("past", "before-past"),
        ),
        status_date=STATUS,
    )
    assert set(faulted(value, "out-of-sequence")) == {"open>hasty:FS", "past>before-past:FS"}
    assert result(value, "out-of-sequence").population == 4
