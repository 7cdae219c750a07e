"""What-ifs: the same random numbers, another supposition."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.flow.counting import LittlesLaw
from pilotage.plan.flow.calibration.track_record import Trained, train
from pilotage.plan.flow.forecasts.forecast import Question, forecast
from pilotage.plan.flow.forecasts.milestones import milestone_histories, train_milestones
from pilotage.plan.flow.forecasts.what_if import (
    RAMP,
    People,
    Supposed,
    SupposedMilestone,
    Supposition,
    supposition,
    what_if,
    what_if_milestone,
)
from pilotage.plan.flow.items.history import histories
from tests.plan.flow.forecasts import test_milestones as milestones
from tests.plan.flow.forecasts.test_forecast import ITEMS, TODAY
from tests.plan.flow.made import START

CORE = histories(ITEMS).asked[0]
QUESTION = Question(as_of=TODAY, items=60, until=TODAY + dt.timedelta(weeks=11))


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(histories(ITEMS).asked)


def supposed(trained: Trained, words: str, flow: LittlesLaw | None = None) -> Supposed:
    return what_if(CORE, trained, QUESTION, [supposition(words)], flow=flow)[0]


def test_fewer_items_are_the_forecast_of_fewer_items(trained: Trained) -> None:
    found = supposed(trained, "drop 10")
    assert found.forecast == forecast(CORE, trained, Question(as_of=TODAY, items=50, until=QUESTION.until))
    assert set(found.days) == {50, 70, 85, 95}
    assert max(found.days.values()) < 0
    assert found.chance is not None
    assert found.chance > 0
    assert supposed(trained, "add 10").days[85] > 0


def test_another_pace_divides_the_weeks(trained: Trained) -> None:
    base = forecast(CORE, trained, QUESTION)
    found = supposed(trained, "pace 125 %")
    assert found.forecast.percentiles == pytest.approx([each / 1.25 for each in base.percentiles])
    at_once = supposed(trained, "people 4 to 5 in 0 weeks")
    assert at_once.forecast.percentiles == pytest.approx(found.forecast.percentiles)


def test_somebody_new_helps_less_the_longer_they_learn(trained: Trained) -> None:
    days = [supposed(trained, f"people 4 to 5 in {ramp} weeks").days[85] for ramp in (0, 8, 26, 100)]
    assert sorted(days) == days
    assert days[0] < days[-1] <= 0
    assert supposed(trained, "people 5 to 4").days[85] > 0


def test_a_later_start_moves_every_date_by_as_much(trained: Trained) -> None:
    found = supposed(trained, f"start {TODAY + dt.timedelta(days=21)}")
    assert set(found.days.values()) == {21}
    assert supposed(trained, f"start {TODAY - dt.timedelta(days=21)}").days[85] == 0


def test_a_split_brings_a_part_earlier_and_the_whole_no_later(trained: Trained) -> None:
    found = supposed(trained, "split 20")
    assert set(found.days.values()) == {0}
    assert found.first is not None
    assert found.first.when == forecast(CORE, trained, Question(as_of=TODAY, items=20, until=QUESTION.until)).when


def test_a_limit_moves_no_date_and_shortens_what_one_item_takes(trained: Trained) -> None:
    flow = LittlesLaw(12.0, 0.8, 15.0, 15.0, 0.0, 70, 70, 12, 12, 9.0, 9.0)
    found = supposed(trained, "wip 8", flow)
    assert set(found.days.values()) == {0}
    assert found.limited is not None
    assert (found.limited.now, found.limited.days_now, found.limited.days) == (12.0, 15.0, 10.0)
    assert supposed(trained, "wip 20", flow).limited is None
    assert supposed(trained, "wip 8").limited is None


def test_suppositions_hold_together(trained: Trained) -> None:
    both = supposed(trained, "drop 10, pace 125 %")
    dropped = supposed(trained, "drop 10")
    assert both.forecast.percentiles == pytest.approx([each / 1.25 for each in dropped.forecast.percentiles])


def test_how_many_by_a_day_follows_the_pace(trained: Trained) -> None:
    question = Question(as_of=TODAY, until=TODAY + dt.timedelta(weeks=8))
    faster, later = what_if(
        CORE, trained, question, [supposition("pace 200 %"), supposition(f"start {TODAY + dt.timedelta(weeks=4)}")]
    )
    for found, days in ((faster, 112), (later, 28)):
        same = forecast(CORE, trained, Question(as_of=TODAY, until=TODAY + dt.timedelta(days)))
        assert found.forecast.how_many == same.how_many


def test_what_happens_later_changes_nothing() -> None:
    middle = START.date() + dt.timedelta(weeks=150)
    cut = [each for each in ITEMS if each.created is not None and each.created.date() <= middle]
    words = [supposition(each) for each in ("drop 5", "people 5 to 6", "split 10")]
    found = []
    for items in (ITEMS, cut):
        known = histories(items, as_of=middle).asked
        asked = Question(as_of=middle, items=40, growing=True)
        found.append(what_if(known[0], train(known, until=middle), asked, words))
    assert found[0] == found[1]
    assert found[0][0].forecast.when


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("drop 60", "nothing would be left"),
        ("split 60", "smaller than the whole"),
        ("hire bob", "is not understood"),
        ("drop 3, drop 4", "says again"),
        ("pace 0 %", "a hundredth"),
        ("people 9999 to 1", "a hundredth"),
        ("people 1 to 2 in 999 weeks", "full pace"),
        ("split 0", "more than zero"),
        ("start 9999-12-31", "five years"),
        ("people 0 to 3", "at least one person"),
        ("start 2024-02-31", "day"),
    ],
)
def test_mistakes_are_told(trained: Trained, words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        supposed(trained, words)


def test_words_are_read() -> None:
    assert supposition("People 5 to 6") == Supposition(people=People(5, 6, RAMP))
    assert supposition("drop 1 item, wip limit 4") == Supposition(drop=1, limit=4)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        supposition(text)
    except ValueError:
        return


def test_a_start_after_the_day_leaves_nothing_to_finish_by_it(trained: Trained) -> None:
    question = Question(as_of=TODAY, until=TODAY + dt.timedelta(weeks=8))
    found = what_if(CORE, trained, question, [supposition(f"start {TODAY + dt.timedelta(weeks=9)}")])[0]
    assert {each.items for each in found.forecast.how_many} == {0}


def of_milestone(words: str, *, later: bool = True) -> SupposedMilestone:
    as_of = milestones.day(60 * 30)
    items = [each for each in milestones.ITEMS if later or (each.created is not None and each.created.date() <= as_of)]
    found = milestone_histories(items, as_of=as_of)
    taught = train_milestones(found)
    return what_if_milestone(milestones.named(found, "v29"), taught, [supposition(words)], as_of=as_of)[0]


def test_a_milestone_has_what_ifs_too() -> None:
    fewer, faster = of_milestone("drop 5"), of_milestone("pace 125 %")
    assert fewer.days[85] < 0
    base = of_milestone("wip 4").forecast
    assert faster.forecast.percentiles == pytest.approx([each / 1.25 for each in base.percentiles])
    assert of_milestone("add 5").days[85] > 0
    for words, said in (("drop 400", "nothing would be left"), ("split 3", "is not split")):
        with pytest.raises(ValueError, match=said):
            of_milestone(words)


def test_what_happens_later_changes_no_what_if_of_a_milestone() -> None:
    assert of_milestone("drop 5, people 4 to 5") == of_milestone("drop 5, people 4 to 5", later=False)
