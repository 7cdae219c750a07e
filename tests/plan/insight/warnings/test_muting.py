"""Muting: when a warning stays silent, and when it comes back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.insight.warnings import FOREMOST, EarlyWarning, Mute, Urgency, divide, foremost
from pilotage.plan.insight.warnings.ranking import ranked
from pilotage.plan.language.text import Link

TODAY = dt.date(2026, 9, 18)


def warning(key: str, days: float | None, urgency: Urgency = Urgency.MEDIUM, about: str = "") -> EarlyWarning:
    return EarlyWarning(
        id=key, urgency=urgency, text=(key,), suggestion=(), refs=(Link("milestone", about or key),), days=days
    )


def mute(days: float | None, until: dt.date = TODAY) -> Mute:
    at = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
    return Mute(warning="a", reason="Known", until=until, by="Mira", at=at, urgency=Urgency.MEDIUM, days=days)


@pytest.mark.parametrize(
    ("now", "then", "until", "muted"),
    [
        (5.0, 5.0, TODAY, True),
        (10.0, 5.0, TODAY, True),
        (10.1, 5.0, TODAY, False),  # more than twice the days
        (1.0, 0.1, TODAY, True),
        (1.2, 0.1, TODAY, False),  # by more than a working day
        (None, 5.0, TODAY, True),
        (1.5, None, TODAY, False),
        (5.0, 5.0, TODAY - dt.timedelta(1), False),  # its last day was yesterday
    ],
)
def test_a_mute_holds_until_its_day_or_until_it_grows_worse(
    now: float | None, then: float | None, until: dt.date, muted: bool
) -> None:
    heard, silent = divide([warning("a", now), warning("b", 1.0)], [mute(then, until)], TODAY)
    assert [each.id for each in heard] == (["b"] if muted else ["a", "b"])
    assert [each.warning.id for each in silent] == (["a"] if muted else [])


def test_a_warning_that_becomes_urgent_is_heard_again() -> None:
    assert divide([warning("a", 5.0, Urgency.HIGH)], [mute(5.0)], TODAY)[1] == ()
    assert divide([warning("a", 5.0, Urgency.LOW)], [mute(5.0)], TODAY)[0] == ()


def test_the_most_days_at_stake_come_first_and_unknown_ones_last() -> None:
    found = ranked(
        [
            warning("x", None, Urgency.HIGH),
            warning("low", 2.0, Urgency.LOW),
            warning("b", 9.0),
            warning("hi", 2.0, Urgency.HIGH),
        ]
    )
    assert [each.id for each in found] == ["b", "hi", "low", "x"]


def test_one_trouble_is_told_once_among_the_foremost() -> None:
    found = ranked([warning("slips", 9.0, about="ga"), warning("moved", 8.0, about="ga"), warning("other", 1.0)])
    assert [each.id for each in foremost(found)] == ["slips", "other"]


@given(st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.floats(0, 60))), max_size=30))
def test_the_foremost_are_at_most_five_in_rank_and_of_different_records(drawn: list[tuple[int, float | None]]) -> None:
    found = ranked([warning(f"w{at}", days, about=str(about)) for at, (about, days) in enumerate(drawn)])
    kept = foremost(found)
    assert len(kept) == min(FOREMOST, len({about for about, _days in drawn}))
    places = [found.index(each) for each in kept]
    assert places == sorted(places)
    assert not kept or kept[0] == found[0]
