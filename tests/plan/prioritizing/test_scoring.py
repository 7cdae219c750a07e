"""Scores, against examples that others published."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.plan.prioritizing.methods import FieldError, RankingMethod, fields, parse_number, read_value
from pilotage.plan.prioritizing.receipts import receipt
from pilotage.plan.prioritizing.scoring import Item, columns_of, musts, scores, why_not
from pilotage.plan.prioritizing.settings import ScoreCriterion, Settings, check
from tests.plan.prioritizing.cases import SETTINGS, TODAY, backlogs, item, linear, ranked, score_of, wsjf


@pytest.mark.parametrize(
    ("reach", "impact", "confidence", "effort", "score"),
    [(1000, 2, 80, 5, 320), (500, 1, 90, 2, 225), (2000, 1, 70, 8, 175)],
)
def test_rice_is_that_of_a_published_example(
    reach: float, impact: float, confidence: float, effort: float, score: float
) -> None:
    """Three features with Intercom's formula: beginpm.com, "What is the RICE scoring model"."""
    one = item("A", reach=reach, impact=impact, confidence=confidence, effort=effort)
    assert score_of(RankingMethod.RICE, one) == pytest.approx(score)


@pytest.mark.parametrize(("parts", "size", "score"), [((7, 9, 5), 2, 10.5), ((8, 3, 4), 8, 1.875), ((1, 3, 5), 1, 9)])
def test_wsjf_is_that_of_published_examples(parts: tuple[float, float, float], size: float, score: float) -> None:
    """Two features at extrapinchofsalt.com; Jason Yip's cost of delay of 9, "Problems I have with SAFe-style WSJF"."""
    assert score_of(RankingMethod.WSJF, wsjf("A", *parts, size)) == pytest.approx(score)


def test_cd3_is_that_of_the_ice_cream_stand() -> None:
    """Black Swan Farming, "CD3 and proportionality to outcomes": 10 a week in 2 weeks is 5, 30 in 4 is 7.5."""
    assert score_of(RankingMethod.DELAY, linear("spoon", 10, 2)) == pytest.approx(5)
    assert score_of(RankingMethod.DELAY, linear("machine", 30, 4)) == pytest.approx(7.5)


def test_weights_are_shares_and_a_criterion_has_a_direction() -> None:
    """Gain weighs three quarters; of pain, a quarter, less is better."""
    assert score_of(RankingMethod.WEIGHTED, item("A", c_gain=8.0, c_pain=2.0)) == pytest.approx(75 * 0.8 + 25 * 0.8)


def test_weights_do_not_depend_on_their_unit() -> None:
    ten = Settings(criteria=tuple(replace(each, weight=10 * each.weight) for each in SETTINGS.criteria))
    one = item("A", c_gain=8.0, c_pain=3.0)
    assert score_of(RankingMethod.WEIGHTED, one, ten) == pytest.approx(score_of(RankingMethod.WEIGHTED, one))


def test_each_curve_costs_what_it_says() -> None:
    """Waiting the horizon of 12 weeks, by week; an item of 2 weeks."""
    date = (TODAY + dt.timedelta(weeks=6)).isoformat()
    fixed = item("F", curve="fixed_date", step=1200.0, date=date, weeks=2.0)
    late = item("L", curve="intangible", per_week=60.0, date=date, weeks=2.0)
    urgent = item("U", curve="expedite", per_week=100.0, half_life=1.0, weeks=2.0)
    assert score_of(RankingMethod.DELAY, fixed) == pytest.approx(1200 / 12 / 2)
    assert score_of(RankingMethod.DELAY, late) == pytest.approx(60 * (14 - 6) / 12 / 2)
    lost = 100 / 0.6931471805599453 * (2.0**-2 - 2.0**-14)
    assert score_of(RankingMethod.DELAY, urgent) == pytest.approx(lost / 12 / 2)


def test_a_date_that_cannot_be_kept_moves_nothing() -> None:
    """Its step is lost in any order."""
    gone = item("F", curve="fixed_date", step=1200.0, date=TODAY.isoformat(), weeks=2.0)
    assert score_of(RankingMethod.DELAY, gone) == 0


def test_what_is_missing_is_said_and_never_zero() -> None:
    one = item("A", value=3.0, urgency=0.0, size=5.0)
    found = scores(RankingMethod.WSJF, columns_of([one], SETTINGS, TODAY), SETTINGS)
    assert not found.scored.any()
    assert why_not(RankingMethod.WSJF, one.inputs, SETTINGS) == "Not scored: “Risk reduction and opportunity” missing."
    assert why_not(RankingMethod.WEIGHTED, one.inputs, Settings()) == "Not scored: the program has no criteria."
    assert ranked(RankingMethod.WSJF, [one]).first == (0,)


@settings(max_examples=60)
@given(backlogs(gaps=True), st.sampled_from(list(RankingMethod)))
def test_an_item_is_scored_or_says_why_not(items: list[Item], method: RankingMethod) -> None:
    found = scores(method, columns_of(items, SETTINGS, TODAY), SETTINGS)
    for at, one in enumerate(items):
        assert bool(found.scored[at]) is not bool(why_not(method, one.inputs, SETTINGS))
        told = receipt(method, one, SETTINGS, TODAY, "EUR")
        assert bool(told.lines) is bool(found.scored[at])


def test_the_share_of_musts_is_of_what_is_known() -> None:
    """Two Musts of 5 and 3 among 10 of size that is known; one item tells none."""
    items = [
        item("A", moscow="must", size=5.0),
        item("B", moscow="must", size=3.0),
        item("C", moscow="could", size=2.0),
        item("D", moscow="must"),
        item("E", moscow="wont", size=50.0),
    ]
    found = musts(items, SETTINGS)
    assert (found.share, found.items, found.unknown, found.most) == (0.8, 3, 1, 0.6)
    assert musts([], SETTINGS).share is None


def test_a_receipt_shows_the_computation() -> None:
    told = receipt(RankingMethod.WSJF, wsjf("A", 8, 5, 3, 2), SETTINGS, TODAY)
    assert told.score == 8
    assert told.lines[0].endswith("= 8 + 5 + 3 = 16")
    assert told.lines[1] == "cost of delay / job size = 16 / 2 = 8"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,200", 1200), ("0,5", 0.5), ("80 %", 80), ("1.5", 1.5), ("1,234,567", 1234567), ("-3", -3), ("1'000", 1000)],
)
def test_numbers_are_read_as_spreadsheets_write_them(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "abc", "1e999", "nan", "1_000", "=1+1", "٣", True])
def test_what_is_no_number_is_none(text: object) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("size", 0), ("confidence", 120), ("moscow", "perhaps"), ("date", "soon"), ("reach", -1), ("value", "much")],
)
def test_a_field_refuses_what_it_does_not_take(field: str, value: object) -> None:
    found = next(each for each in fields() if each.id == field)
    with pytest.raises(FieldError):
        read_value(found, value)


def test_a_class_may_be_written_short() -> None:
    moscow = next(each for each in fields() if each.id == "moscow")
    assert [read_value(moscow, text) for text in ("M", "Should", "won't", "")] == ["must", "should", "wont", None]


@pytest.mark.parametrize(
    "wrong",
    [
        Settings(within=RankingMethod.MOSCOW),
        Settings(horizon=0),
        Settings(effort="points"),
        Settings(criteria=(ScoreCriterion(id="a", title=" "),)),
        Settings(criteria=(ScoreCriterion(id="a", title="A", weight=0),)),
        Settings(criteria=(ScoreCriterion(id="a", title="A", low=3, high=3),)),
        Settings(criteria=(ScoreCriterion(id="a", title="A"), ScoreCriterion(id="a", title="B"))),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong: Settings) -> None:
    with pytest.raises(FieldError):
        check(wrong)
