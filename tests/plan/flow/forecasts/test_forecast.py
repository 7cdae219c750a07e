"""New forecasts, and their track record."""

import datetime as dt

import msgspec
import numpy as np
import pytest

from pilotage.plan.flow.calibration.track_record import Trained, judge, train
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.forecast import FlowForecast, Question, forecast
from pilotage.plan.flow.items.history import Sufficiency, WorkHistory, histories
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from tests.plan.flow.made import START, team_items

TODAY = START.date() + dt.timedelta(weeks=220)
ITEMS = [each for seed, team in enumerate(("core", "web", "ops")) for each in team_items(team, seed=seed)]


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(histories(ITEMS).asked)


def opened(item: WorkItem) -> WorkItem:
    return msgspec.structs.replace(item, resolved=None, status_category=StatusCategory.TODO)


def core() -> WorkHistory:
    return histories(ITEMS).asked[0]


def made(trained: Trained, **asked: object) -> FlowForecast:
    return forecast(core(), trained, Question(as_of=TODAY, **asked))  # type: ignore[arg-type]


def test_later_levels_are_later_and_more_items_take_longer(trained: Trained) -> None:
    few, many = made(trained, items=30), made(trained, items=60)
    assert few.calibrated
    assert [each.level for each in few.when] == [50, 70, 85, 95]
    assert sorted(each.date for each in few.when) == [each.date for each in few.when]
    assert all(one.weeks < other.weeks for one, other in zip(few.when, many.when, strict=True))


def test_how_many_agrees_with_when(trained: Trained) -> None:
    until = TODAY + dt.timedelta(weeks=8)
    many = made(trained, until=until)
    assert [each.level for each in many.how_many] == [50, 70, 85, 95]
    assert sorted((each.items for each in many.how_many), reverse=True) == [each.items for each in many.how_many]
    sure = many.how_many[2]
    back = made(trained, items=sure.items, until=until)
    assert back.on_time == pytest.approx(0.85, abs=0.04)
    assert "The chance that this is by" in sentences.answer(back)
    assert f"at least {sure.items} items with 85 %" in sentences.answer(many)


def test_one_seed_has_one_answer(trained: Trained) -> None:
    assert made(trained, items=40) == made(trained, items=40)


def test_what_happens_later_changes_nothing(trained: Trained) -> None:
    """Forecast in the middle, from everything that was known then and from the whole file."""
    middle = START.date() + dt.timedelta(weeks=150)
    then = histories(ITEMS, as_of=middle).asked
    came = [each for each in ITEMS if each.created is not None and each.created.date() <= middle]
    only = histories([opened(each) if each.resolved and each.resolved.date() > middle else each for each in came]).asked
    found = [forecast(each[0], train(each, until=middle), Question(as_of=middle, items=40)) for each in (then, only)]
    assert found[0].when == found[1].when
    assert found[0].held == found[1].held


def test_a_short_history_is_a_state_and_never_a_number(trained: Trained) -> None:
    short = histories(team_items("new", weeks=12)).asked[0]
    found = forecast(short, trained, Question(as_of=START.date() + dt.timedelta(weeks=12), items=10))
    assert (found.state, found.when, found.on_time) == (Sufficiency.SHORT, (), None)
    assert "11 weeks long, 26 are needed" in sentences.answer(found)


@pytest.mark.parametrize("asked", [{"items": 1_000_000_000}, {"until": dt.date(9999, 12, 31)}])
def test_what_lies_more_than_five_years_ahead_is_not_forecast(trained: Trained, asked: dict[str, object]) -> None:
    found = made(trained, **asked)
    assert (found.state, found.when, found.how_many) == (Sufficiency.FAR, (), ())
    assert "five years" in sentences.answer(found)


def test_without_errors_to_learn_from_it_says_so() -> None:
    young = histories(team_items("new", weeks=60)).asked
    found = forecast(
        young[0], train(young), Question(as_of=START.date() + dt.timedelta(weeks=60), items=30), lend=False
    )
    assert not found.calibrated
    assert found.when
    assert "Not calibrated" in sentences.grounds(found)


def test_scopes_that_were_never_tested_are_told(trained: Trained) -> None:
    assert "not tested" in sentences.grounds(made(trained, items=700))
    assert "not tested" not in sentences.grounds(made(trained, items=40))


def test_the_backtest_scores_all_and_each(trained: Trained) -> None:
    found = judge(trained)
    assert found.pooled is not None
    assert [each.history for each in found.histories] == ["core", "ops", "web"]
    assert sum(each.forecasts for each in found.histories) == found.pooled.forecasts
    assert found.pooled.methods[0].name == "calibrated"
    assert found.pooled.effective < found.pooled.forecasts / 3
    assert 0.7 < found.pooled.ours.share(85) < 0.97
    assert "earlier forecasts, which overlap" in sentences.track(found.pooled)


def test_teachers_teach_and_are_not_scored() -> None:
    asked = histories(ITEMS).asked
    found = judge(train(asked[:1], asked[1:]))
    assert [each.history for each in found.histories] == ["core"]
    assert found.pooled is not None
    assert found.pooled.forecasts == found.histories[0].forecasts


def test_a_question_is_needed(trained: Trained) -> None:
    with pytest.raises(ValueError, match="needed"):
        made(trained)
    with pytest.raises(ValueError, match="after"):
        made(trained, until=TODAY)


def test_a_growing_scope_takes_longer_and_says_by_what(trained: Trained) -> None:
    frozen, growing = made(trained, items=10), made(trained, items=10, growing=True)
    assert growing.growth is not None
    assert growing.growth.share == 0.5  # 10 of the 20 that are open
    assert growing.growth.arriving == pytest.approx(6.0, abs=2.0)
    assert all(one.weeks < other.weeks for one, other in zip(frozen.when, growing.when, strict=True))
    assert frozen.growth is None


def test_a_history_without_dated_arrivals_cannot_grow(trained: Trained) -> None:
    only_done = histories([each for each in ITEMS if each.resolved is not None]).asked[0]
    with pytest.raises(ValueError, match="when items came in"):
        forecast(only_done, trained, Question(as_of=TODAY, items=10, growing=True))
    with pytest.raises(ValueError, match="can grow"):
        made(trained, until=TODAY + dt.timedelta(weeks=4), growing=True)


def test_a_young_history_is_corrected_by_the_shipped_library() -> None:
    young = histories(team_items("new", weeks=60)).asked
    as_of = START.date() + dt.timedelta(weeks=60)
    lent, bare = (
        forecast(young[0], train(young), Question(as_of=as_of, items=30), lend=lend) for lend in (True, False)
    )
    assert lent.calibrated
    assert lent.library is not None
    assert (lent.learned, lent.own) == (0, 0)
    assert lent.when[2].date > bare.when[2].date
    assert "shipped library" in sentences.grounds(lent)
    assert [each.level for each in lent.library.held] == [50, 70, 85, 95]
    assert all(each.low <= each.share <= each.high for each in lent.library.held)


def test_a_history_that_learned_enough_borrows_nothing(trained: Trained) -> None:
    assert made(trained, items=40).library is None


def test_percentiles_are_those_of_the_dates(trained: Trained) -> None:
    found = made(trained, items=40)
    assert [found.percentiles[each.level - 1] for each in found.when] == [each.weeks for each in found.when]
    many = made(trained, until=TODAY + dt.timedelta(weeks=8))
    points = {each.items: each.chance for each in many.at_least}
    assert sorted(points.values(), reverse=True) == list(points.values())
    assert points[many.how_many[2].items] >= 0.85 > points[many.how_many[2].items + 1]


def test_a_date_beyond_the_horizon_is_no_certainty() -> None:
    """A replay that is cut off at its horizon is at least that long: what lies beyond is not known."""
    from pilotage.plan.flow.calibration.calibrated import Answer

    weeks = np.minimum(np.arange(1.0, 100.0), 90.0)
    found = Answer(weeks, weeks >= 90.0)
    assert found.chance(50.0) == pytest.approx(0.5)
    assert found.chance(500.0) == pytest.approx(0.89)
    assert Answer(weeks, np.ones(99, bool)).chance(500.0) == 0.0
