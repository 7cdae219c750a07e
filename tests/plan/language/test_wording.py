import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.language.text import Mark, fill, join, plain
from pilotage.plan.language.wording import (
    chance,
    day,
    last_day,
    listing,
    long_day,
    money,
    number,
    read_on,
    signed,
    span,
    working_days,
)
from pilotage.plan.vocabulary.amounts import Span, Unit


def test_days() -> None:
    assert day(dt.date(2026, 9, 18)) == "18 Sep"
    assert long_day(dt.date(2026, 12, 11)) == "11 December"
    assert day(dt.date(2028, 1, 3), near=dt.date(2026, 9, 18)) == "3 Jan 2028"


def test_midnight_belongs_to_the_day_before() -> None:
    assert last_day(dt.datetime(2026, 12, 12, tzinfo=dt.UTC)) == dt.date(2026, 12, 11)
    assert last_day(dt.datetime(2026, 12, 12, 17, tzinfo=dt.UTC)) == dt.date(2026, 12, 12)


@pytest.mark.parametrize(
    ("value", "text"), [(5.0, "+5"), (-2.04, "−2"), (0.0, "0"), (-0.04, "0"), (0.25, "+0.2"), (1.5, "+1.5")]
)
def test_signed_numbers_use_a_true_minus_and_zero_has_no_sign(value: float, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(("value", "text"), [(1, "1 working day"), (-1, "1 working day"), (5.0, "5 working days")])
def test_working_days(value: float, text: str) -> None:
    assert working_days(value) == text


@given(st.floats(0, 1))
def test_no_simulated_chance_is_a_certainty(probability: float) -> None:
    assert chance(probability) not in ("0 %", "100 %")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (4_000, "€4K"),
        (36_240, "€36.2K"),
        (413_000, "€413K"),
        (10_620_000, "€10.6M"),
        (-1_250_000, "-€1.25M"),
        (0, "€0"),
    ],
)
def test_money_keeps_three_digits(amount: float, text: str) -> None:
    assert money(amount, "EUR") == text


def test_lists_and_spans() -> None:
    assert listing([]) == ""
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert span(Span(8 * 480)) == "8d"
    assert span(Span(-480)) == "−1d"
    assert span(Span(3 * 1440, Unit.ELAPSED_DAY)) == "3ed"
    assert span(Span(36 * 60, Unit.WEEK), hours_per_day=7.2) == "1w"
    assert number(13.333) == "13.3"


def test_a_template_keeps_its_marks_apart() -> None:
    text = fill("Even odds are {p50}, then {rest}.", p50=Mark("17 Dec", fact="p50:ga"), rest="tea")
    assert text == ("Even odds are ", Mark("17 Dec", fact="p50:ga"), ", then ", "tea", ".")
    assert plain(join([text, ("Next.",)])) == "Even odds are 17 Dec, then tea. Next."


def test_a_template_with_an_unknown_name_fails_loudly() -> None:
    with pytest.raises(KeyError):
        fill("{p85}", p50="17 Dec")


def test_far_dates_name_their_year_to_whoever_reads_them() -> None:
    far, soon = dt.date(2027, 12, 15), dt.date(2027, 3, 1)
    with read_on(dt.date(2026, 9, 18)):
        assert (day(far), long_day(far), long_day(soon)) == ("15 Dec 2027", "15 December 2027", "1 March")
        with read_on(dt.date(2027, 12, 1)):
            assert long_day(far) == "15 December"
        assert day(far, near=dt.date(2027, 12, 1)) == "15 Dec"
        assert long_day(far) == "15 December 2027"
    assert long_day(far) == "15 December"
