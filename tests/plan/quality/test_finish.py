"""The critical-path test runs the schedule again; these plans break its chain in the ways that real ones do."""

import datetime as dt

import msgspec

from pilotage.plan.quality.model import Verdict
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.program import Program
from tests.plan.quality.plans import at, judged, link, program, result
from tests.plan.stories import after, milestone, task

END = milestone("end", target=dt.date(2026, 12, 1))


def chain() -> Program:
    return program(
        task("a", 5), task("b", 10), task("side", 3), END, links=(*after("a", "b", "end"), link("side", "end"))
    )


def test_a_sound_chain_moves_the_finish_by_600_days() -> None:
    found = result(chain(), "critical-path-test")
    assert (found.verdict, found.measure, found.count) == (Verdict.PASS, 600.0, 0)


def test_a_fixed_date_keeps_the_finish_in_place() -> None:
    pinned = task("b", 10, constraint=Constraint(ConstraintKind.MUST_START_ON, at(14, hour=9)))
    value = msgspec.structs.replace(chain(), activities=(chain().activities[0], pinned, *chain().activities[2:]))
    found = judged(value)
    assert found.result("critical-path-test").verdict is Verdict.PASS  # the chain begins at b: nothing drives b
    ended = milestone("end", target=dt.date(2026, 12, 1), constraint=Constraint(ConstraintKind.MUST_FINISH_ON, at(30)))
    fixed = msgspec.structs.replace(chain(), activities=(*chain().activities[:3], ended))
    found = judged(fixed)
    assert (found.result("critical-path-test").verdict, found.result("critical-path-test").measure) == (
        Verdict.FAIL,
        0.0,
    )
    assert (
        found.findings("critical-path-test")[0].fix == "Link the work that “END” completes: no activity drives it now."
    )


def test_an_activity_waited_for_by_its_start_only_does_not_move_the_finish() -> None:
    value = program(task("a", 5), task("b", 10), END, links=(link("a", "b", "SS"), link("b", "end")))
    found = judged(value)
    assert found.result("critical-path-test").verdict is Verdict.FAIL
    (told,) = found.findings("critical-path-test")
    assert told.id == "b"
    assert told.detail == "“A” + 600 d moves the finish 0 d"


def test_finished_work_is_not_tried() -> None:
    done = task("a", 5, progress=1.0, actual_start=at(7, hour=9), actual_finish=at(11))
    value = program(done, *chain().activities[1:], links=chain().dependencies, status_date=dt.date(2026, 9, 11))
    assert result(value, "critical-path-test").measure == 600.0
    over = program(done, status_date=dt.date(2026, 9, 11))
    assert result(over, "critical-path-test").verdict is Verdict.NOT_APPLICABLE


def test_the_calendars_are_made_longer_where_600_days_ask_for_it() -> None:
    value = program(task("a", 700), END, links=after("a", "end"))
    assert result(value, "critical-path-test").measure == 600.0


def test_lags_on_the_driving_chain() -> None:
    value = program(
        task("a", 5), task("b", 3), END,
        links=(link("a", "b", lag=2), link("b", "end"), link("a", "end", lag=1)),
    )  # fmt: skip
    found = judged(value)
    assert found.result("lag-chain").measure == 0.2  # two days of ten
    assert [each.id for each in found.findings("lag-chain")] == ["a>b:FS"]
    assert found.result("lag-chain").verdict is Verdict.FAIL
