import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.insight.status import Status, band, status_by_rule, with_hysteresis, worst
from pilotage.plan.language.text import plain

TARGET = dt.date(2026, 12, 11)


@pytest.mark.parametrize(
    ("on_time", "status"),
    [
        (1.0, Status.ON_TRACK),
        (0.85, Status.ON_TRACK),
        (0.8499, Status.AT_RISK),
        (0.5, Status.AT_RISK),
        (0.4999, Status.OFF_TRACK),
        (0.0, Status.OFF_TRACK),
    ],
)
def test_bands_meet_without_a_gap(on_time: float, status: Status) -> None:
    assert band(on_time) is status
    assert status_by_rule(on_time=on_time, target=TARGET).status is status


def test_one_period_just_outside_the_band_does_not_change_the_status() -> None:
    assert with_hysteresis([0.90, 0.80]) == (Status.ON_TRACK, 2)


def test_two_periods_outside_change_it() -> None:
    assert with_hysteresis([0.90, 0.80, 0.80]) == (Status.AT_RISK, 1)


def test_more_than_ten_points_beyond_change_it_at_once() -> None:
    assert with_hysteresis([0.90, 0.70]) == (Status.AT_RISK, 1)
    assert with_hysteresis([0.20, 0.65]) == (Status.AT_RISK, 1)


def test_periods_of_an_unchanged_status_are_counted() -> None:
    assert with_hysteresis([0.9, 0.3, 0.3, 0.2]) == (Status.OFF_TRACK, 3)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_three_periods_in_one_band_always_end_in_its_status(probabilities: list[float]) -> None:
    last = probabilities[-1]
    status, held = with_hysteresis([*probabilities, last, last])
    assert status is band(last)
    assert 1 <= held <= len(probabilities) + 2


def test_the_reason_names_chance_target_and_bound() -> None:
    view = status_by_rule(on_time=0.24, target=TARGET, fact="on-time:ga")
    assert plain(view.reason) == "24 % chance of 11 Dec; below 50 % is off track"
    assert plain(view.rule) == "Rule: P(on time) 24 % is below 50 %"


def test_a_held_status_says_why_the_number_does_not_fit_it() -> None:
    view = status_by_rule(on_time=0.80, target=TARGET, earlier=[0.90])
    assert view.status is Status.ON_TRACK
    assert "two periods" in plain(view.rule)


def test_without_target_or_forecast_it_is_unknown_and_says_what_is_missing() -> None:
    assert "Set a target" in plain(status_by_rule(on_time=0.9, target=None).reason)
    assert status_by_rule(on_time=None, target=TARGET).status is Status.UNKNOWN


def test_what_has_landed_is_landed_whatever_was_forecast() -> None:
    view = status_by_rule(on_time=0.1, target=TARGET, landed=dt.date(2026, 12, 14))
    assert view.status is Status.LANDED
    assert plain(view.reason) == "Landed on 14 Dec"


def test_worst_is_the_worst_and_not_the_average() -> None:
    assert worst([Status.ON_TRACK, Status.OFF_TRACK, Status.AT_RISK]) is Status.OFF_TRACK
    assert worst([]) is Status.UNKNOWN
