import datetime as dt

from pilotage.plan import Driven
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span, Unit
from tests.plan.scheduling.charts import DAY, at, check


def must(kind: ConstraintKind, when: str) -> dict[str, object]:
    return {"constraint": Constraint(kind, at(when))}


def test_work_waits_for_work_over_the_weekend() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XXXX
        B     X..XX
        C          <>
        A > B
        B > C
        """
    )
    assert schedule.chain("C") == ("A", "B", "C")
    assert schedule.at("C").finish == at("w2 Tue 17:00")
    assert schedule.at("A").driven_by is Driven.START


def test_a_start_to_start_lag_skips_the_weekend() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A XXXX
        B        XX
        A > B SS+5d
        """
    )


def test_finish_to_finish_pulls_the_start() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XXXXX..X
        B       XX
        A > B FF
        """.replace("B       XX", "B     X..X")
    )
    assert schedule.at("B").driven_by is Driven.DEPENDENCY


def test_start_to_finish_ends_where_the_other_starts() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A XXX
        B    XX
        C  XX
        A > B
        B > C SF
        """
    )


def test_a_lead_overlaps() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A XXXXX..XX
        B        XXX
        A > B FS-2d
        """
    )


def test_an_elapsed_lag_runs_through_the_weekend() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A XXXX
        B        XX
        A > B FS+3ed
        """
    )


def test_a_lag_can_be_a_share_of_the_predecessor() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A XXXX
        B   XX
        A > B SS+50%
        """
    )


def test_float_is_what_is_left_until_the_longer_path_is_done() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XXXXX..XX
        B XX
        C          X
        A > C
        B > C
        """,
        late="""
          MTWTFSSMTWTFSS
        A XXXXX..XX
        B        XX
        C          X
        """,
    )
    assert schedule.at("B").total_float_days == schedule.at("B").free_float_days == 5
    assert [schedule.at(name).critical for name in "ABC"] == [True, False, True]


def test_start_no_earlier_than_a_saturday_is_monday() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A        XX
        """,
        A=must(ConstraintKind.START_NO_EARLIER_THAN, "w1 Sat"),
    )
    assert schedule.at("A").driven_by is Driven.CONSTRAINT


def test_finish_no_earlier_than_the_end_of_a_day() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A    XX
        """,
        A=must(ConstraintKind.FINISH_NO_EARLIER_THAN, "w1 Sat"),
    )


def test_start_no_later_than_gives_negative_float() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XXX
        B    XX
        A > B
        """,
        B=must(ConstraintKind.START_NO_LATER_THAN, "w1 Tue 09:00"),
    )
    assert schedule.at("A").total_float_days == schedule.at("B").total_float_days == -2


def test_must_start_on_holds_against_its_predecessor() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XXX
        B   XX
        A > B
        """,
        B=must(ConstraintKind.MUST_START_ON, "w1 Wed 09:00"),
    )
    assert schedule.at("A").total_float_days == -1


def test_must_finish_on_fixes_the_finish() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A   XXX
        """,
        A=must(ConstraintKind.MUST_FINISH_ON, "w1 Sat"),
    )


def test_a_deadline_caps_the_late_finish() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XXX
        B XXXXX..X
        """,
        late="""
          MTWTFSSMTWTFSS
        A  XXX
        B XXXXX..X
        """,
        A={"deadline": at("w1 Fri")},
    )
    assert schedule.at("A").total_float_days == 1


def test_as_late_as_possible_waits_for_its_successor_only() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A   XX
        B XXXX
        C     X
        A > C
        B > C
        """,
        A={"constraint": Constraint(ConstraintKind.ALAP)},
    )
    assert schedule.at("A").early_start == at("w1 Mon 09:00")


def test_what_has_not_started_waits_for_the_status_date() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A    XX
        """,
        status=dt.date(2026, 1, 7),
    )
    assert schedule.at("A").driven_by is Driven.STATUS_DATE


def test_what_remains_is_done_after_the_status_date() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A XXXXX
        """,
        status=dt.date(2026, 1, 6),
        A={"duration": Span(4 * DAY), "progress": 0.25, "actual_start": at("w1 Mon 09:00")},
    )


def test_retained_logic_holds_what_remains_until_the_predecessor_is_done() -> None:
    check(
        """
          MTWTFSSMTWTFSS
        A  XXX
        B XXXXX
        A > B
        """,
        status=dt.date(2026, 1, 5),
        B={"duration": Span(2 * DAY), "progress": 0.5, "actual_start": at("w1 Mon 09:00")},
    )


def test_what_is_finished_keeps_its_dates_and_is_not_critical() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XX
        B   XX
        A > B
        """,
        A={"duration": Span(DAY), "actual_start": at("w1 Mon 09:00"), "actual_finish": at("w1 Tue 17:00")},
        B={},
    )
    assert schedule.at("A").driven_by is Driven.ACTUAL
    assert not schedule.at("A").critical
    assert schedule.at("B").critical


def test_an_elapsed_duration_runs_on_the_clock() -> None:
    schedule = check(
        """
          MTWTFSSMTWTFSS
        A XXXXX
        B        X
        A > B
        """,
        A={"duration": Span(5 * 1440, Unit.ELAPSED_DAY)},
    )
    assert schedule.at("A").finish == at("w1 Sat")
