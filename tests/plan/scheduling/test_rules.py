"""What a program's scheduling rules change, drawn as charts (see `charts`)."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from benchmarks.networks import program as random_program
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.scheduling.targets import toward
from pilotage.plan.vocabulary.activities import ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, Shift
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import (
    Behavior,
    CriticalRule,
    LagCalendar,
    ProgressRule,
    SchedulingRules,
)
from tests.plan.scheduling.charts import DAY, at, chart, drawn, program

DONE = {"progress": 1.0, "actual_start": at("w1 Mon 09:00"), "actual_finish": at("w1 Mon 17:00")}
STARTED = {"progress": 0.5, "actual_start": at("w1 Mon 09:00")}
LATER = Behavior.PRIMAVERA


def under(rules: dict[str, Any], text: str, status: dt.date | None = None, **changes: Any) -> plan.Schedule:
    """The schedule of a chart's activities by these rules; the bars must come out as drawn."""
    made = msgspec.structs.replace(program(text, **changes), status_date=status, rules=SchedulingRules(**rules))
    schedule = plan.schedule(made)
    assert drawn(schedule) == chart(text).bars
    return schedule


def by_rules(text: str, **rules: Any) -> Program:
    return msgspec.structs.replace(program(text), rules=SchedulingRules(**rules))


def constraint(kind: ConstraintKind, when: str) -> dict[str, Any]:
    return {"constraint": Constraint(kind, at(when))}


def test_retained_logic_waits_and_progress_override_does_not() -> None:
    monday = dt.date(2026, 1, 5)
    text = """
          MTWTFSSMTWTFSS
        A  XXX
        B X...XX
        A > B
        """
    changed = {"B": {**STARTED, "duration": Span(3 * DAY), "remaining": Span(2 * DAY)}}
    schedule = plan.schedule(
        msgspec.structs.replace(program(text, **changed), status_date=monday, rules=SchedulingRules())
    )
    assert schedule.at("B").finish == at("w2 Mon 17:00")
    row = schedule.index["B"]
    assert schedule.remaining_start[row] * 60 == at("w1 Fri 09:00").timestamp()  # split: it waits for A
    override = msgspec.structs.replace(schedule.program, rules=SchedulingRules(progress=ProgressRule.PROGRESS_OVERRIDE))
    assert plan.schedule(override).at("B").finish == at("w1 Wed 17:00")


def test_what_follows_work_done_out_of_sequence_waits_in_primavera_only() -> None:
    text = """
          MTWTFSSMTWTFSS
        A  XXX
        B X
        C     X
        A > B
        B > C
        """
    monday = dt.date(2026, 1, 5)
    under({"behavior": LATER}, text, monday, B=DONE)
    at_once = text.replace("C     X", "C  X")
    under({}, at_once, monday, B=DONE)
    under({"behavior": LATER, "progress": ProgressRule.ACTUAL_DATES}, at_once, monday, B=DONE)
    under({"behavior": LATER, "progress": ProgressRule.PROGRESS_OVERRIDE}, at_once, monday, B=DONE)


def test_a_late_date_holds_against_dependencies_only_where_dates_are_honored() -> None:
    by_tuesday = constraint(ConstraintKind.FINISH_NO_LATER_THAN, "w1 Tue 17:00")
    text = """
          MTWTFSSMTWTFSS
        A XXX
        B    X
        C     X
        A > B
        B > C
        """
    schedule = under({}, text, B=by_tuesday)
    assert schedule.at("B").total_float_days == -2
    honored = """
          MTWTFSSMTWTFSS
        A XXX
        B  X
        C   X
        A > B
        B > C
        """
    schedule = under({"honor_dates": True}, honored, B=by_tuesday)
    assert schedule.at("A").total_float_days == -2
    assert schedule.at("B").driven_by is plan.Driven.CONSTRAINT


def test_a_must_date_that_is_honored_is_the_late_date_too() -> None:
    """B has to wait for nobody and cannot slip; that C is due earlier shows at B only where dates are not honored."""
    text = """
          MTWTFSSMTWTFSS
        A X
        B    X
        C     X
        A > B
        B > C
        """
    held: dict[str, Any] = {
        "B": constraint(ConstraintKind.MUST_START_ON, "w1 Thu 09:00"),
        "C": {"deadline": at("w1 Thu 17:00")},
    }
    honored, plain = under({"honor_dates": True}, text, **held), under({}, text, **held)
    assert [honored.at(name).total_float_days for name in "ABC"] == [2, 0, -1]
    assert honored.at("B").late_start == at("w1 Thu 09:00")
    assert [plain.at(name).total_float_days for name in "ABC"] == [1, -1, -1]
    assert plain.at("B").late_start == at("w1 Wed 09:00")


def test_soft_dates_give_way_and_fixed_ones_do_not() -> None:
    moved = """
          MTWTFSSMTWTFSS
        A XXX
        B    X
        A > B
        """
    schedule = under({}, moved, B=constraint(ConstraintKind.START_ON, "w1 Tue 09:00"))
    assert schedule.at("B").total_float_days == -2
    fixed = """
          MTWTFSSMTWTFSS
        A XXX
        B  X
        A > B
        """
    schedule = under({}, fixed, B=constraint(ConstraintKind.FIXED_START, "w1 Tue 09:00"))
    assert schedule.at("B").total_float_days == 1  # nothing keeps it from slipping until A is over
    schedule = under({}, fixed, B=constraint(ConstraintKind.MUST_START_ON, "w1 Tue 09:00"))
    assert schedule.at("B").total_float_days == 0


def test_as_late_as_possible_takes_total_float_in_project_and_free_float_in_primavera() -> None:
    late: dict[str, Any] = {"B": {"constraint": Constraint(ConstraintKind.ALAP)}}
    project = """
          MTWTFSSMTWTFSS
        A XXXXX
        B    X
        C     X
        B > C
        """
    schedule = under({}, project, **late)
    assert schedule.at("B").early_start == at("w1 Mon 09:00")
    assert (schedule.at("B").total_float, schedule.at("C").total_float) == (0, 0)
    primavera = """
          MTWTFSSMTWTFSS
        A XXXXX
        B X
        C  X
        B > C
        """
    schedule = under({"behavior": LATER}, primavera, **late)
    assert schedule.at("C").total_float_days == 3


def test_from_the_finish_everything_is_late() -> None:
    text = """
          MTWTFSSMTWTFSS
        A    X
        B     X..X
        C        X
        A > B
        """
    rules = {"from_finish": True, "finish": at("w2 Mon 17:00")}
    schedule = under(rules, text, B={"duration": Span(2 * DAY)})
    assert schedule.at("A").early_start == at("w1 Thu 09:00")
    assert schedule.at("A").critical
    assert schedule.at("C").total_float_days == 2
    assert not schedule.at("C").critical
    under(
        {"from_finish": True},
        text.replace("A    X\n", "A X\n").replace("B     X..X", "B  XX").replace("C        X", "C   X"),
        B={"duration": Span(2 * DAY)},
    )


def test_a_finish_date_gives_and_takes_float() -> None:
    text = """
          MTWTFSSMTWTFSS
        A XXX
        """
    assert under({"finish": at("w1 Fri 17:00")}, text).at("A").total_float_days == 2
    missed = under({"finish": at("w1 Tue 17:00")}, text).at("A")
    assert missed.total_float_days == -1
    assert missed.critical


def test_lags_run_on_the_chosen_calendar() -> None:
    weekend = Calendar(id="weekend", week=((Shift(540, 1020),),) * 7)
    text = """
          MTWTFSSMTWTFSS
        A XXXXX
        B        X
        A > B FS+2d
        """
    made = msgspec.structs.replace(program(text, A={"calendar": "weekend"}), calendars=(STANDARD, weekend))
    starts = {}
    for chosen in LagCalendar:
        rules = SchedulingRules(lag_calendar=chosen)
        starts[chosen] = plan.schedule(msgspec.structs.replace(made, rules=rules)).at("B").start
    assert starts == {
        LagCalendar.SUCCESSOR: at("w2 Wed 09:00"),
        LagCalendar.PROGRAM: at("w2 Wed 09:00"),
        LagCalendar.PREDECESSOR: at("w2 Mon 09:00"),
        LagCalendar.CLOCK: at("w2 Mon 09:00"),
    }


NETWORK = """
      MTWTFSSMTWTFSS
    A XXX
    B    XX
    C X
    D  XX
    A > B
    C > D
    """


def test_critical_by_float_threshold_and_near_critical() -> None:
    schedule = plan.schedule(by_rules(NETWORK, critical_float=Span(2 * DAY)))
    assert [bool(each) for each in schedule.critical] == [True] * 4
    schedule = plan.schedule(by_rules(NETWORK, near_critical_float=Span(2 * DAY)))
    assert [bool(each) for each in schedule.critical] == [True, True, False, False]
    assert [bool(each) for each in schedule.near_critical] == [False, False, True, True]
    schedule = plan.schedule(by_rules(NETWORK, near_critical_float=Span(DAY)))
    assert not schedule.near_critical.any()


def test_the_longest_path_is_critical_whatever_its_float() -> None:
    """A finish date beyond the plan gives all activities float; the longest path is still A and B."""
    rules = {"critical": CriticalRule.LONGEST_PATH, "finish": at("w2 Fri 17:00")}
    schedule = plan.schedule(by_rules(NETWORK, **rules))
    assert schedule.total_float.min() > 0
    assert [bool(each) for each in schedule.critical] == [True, True, False, False]


def test_open_ends_are_critical_where_the_rules_say_so() -> None:
    schedule = plan.schedule(by_rules(NETWORK, open_ends_critical=True))
    assert [bool(each) for each in schedule.critical] == [True] * 4
    assert not schedule.total_float.any()


def test_a_level_of_effort_lasts_from_what_starts_it_to_what_ends_it() -> None:
    text = """
          MTWTFSSMTWTFSS
        A XX
        B   XXX
        H XXXXX
        A > B
        A > H SS
        B > H FF
        """
    hammock: dict[str, object] = {"kind": ActivityKind.LEVEL_OF_EFFORT, "duration": None}
    made = program(text, H=hammock)
    schedule = plan.schedule(made)
    assert (schedule.at("H").start, schedule.at("H").finish) == (at("w1 Mon 09:00"), at("w1 Fri 17:00"))
    assert schedule.at("H").duration_days == 5
    assert not schedule.at("H").critical
    longer = plan.schedule(program(text, H=hammock, B={"duration": Span(4 * DAY)}))
    assert longer.at("H").finish == at("w2 Mon 17:00")


def test_a_level_of_effort_delays_nothing() -> None:
    text = """
          MTWTFSSMTWTFSS
        A XX
        H XXXXX
        B X
        A > H SS
        H > B
        """
    schedule = plan.schedule(program(text, H={"kind": ActivityKind.LEVEL_OF_EFFORT, "duration": Span(9 * DAY)}))
    assert schedule.at("B").start == at("w1 Mon 09:00")
    assert schedule.at("H").finish == schedule.at("H").start  # B starts at once, which ends it


def test_float_and_path_to_each_of_several_finishes() -> None:
    schedule = plan.schedule(program(NETWORK))
    first = toward(schedule, "D")
    assert first.leads.tolist() == [False, False, True, True]
    assert first.critical.tolist() == first.driving.tolist() == [False, False, True, True]
    last = toward(schedule, "B")
    assert last.critical.tolist() == [True, True, False, False]
    with pytest.raises(KeyError):
        toward(schedule, "nobody")


def test_float_toward_a_finish_is_what_may_slip_without_moving_it() -> None:
    text = """
          MTWTFSSMTWTFSS
        A XXX
        B X
        C    XX
        E    X
        A > C
        B > C
        B > E
        A > E
        """
    schedule = plan.schedule(program(text))
    assert toward(schedule, "E").total_float.tolist() == [0, 2 * DAY, 0, 0]
    assert toward(schedule, "E").leads.tolist() == [True, True, False, True]
    assert schedule.at("E").total_float_days == 1


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([-70, 7, 3640]))
def test_a_plan_some_weeks_later_is_the_same_plan_some_weeks_later(seed: int, days: int) -> None:
    made = random_program(60, seed=seed)
    assert made.start is not None
    shift = dt.timedelta(days)
    before, after = plan.schedule(made), plan.schedule(msgspec.structs.replace(made, start=made.start + shift))
    for name in ("early_start", "early_finish", "late_start", "late_finish"):
        assert (getattr(after, name) - getattr(before, name) == days * 1440).all()
    assert after.total_float.tolist() == before.total_float.tolist()
    assert after.free_float.tolist() == before.free_float.tolist()


def test_what_depends_on_a_start_set_by_hand_does_not_limit_its_late_dates_in_project() -> None:
    text = """
          MTWTFSSMTWTFSS
        A XX
        B X
        C    XXX
        B > C SS+3d
        """
    by_hand: Any = constraint(ConstraintKind.FIXED_START, "w1 Mon 09:00")
    schedule = plan.schedule(program(text, B=by_hand))
    assert (schedule.at("B").total_float_days, schedule.at("B").free_float_days) == (5, 0)
    assert plan.schedule(program(text)).at("B").total_float_days == 0
