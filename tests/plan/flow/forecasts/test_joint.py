"""Teams that must all finish."""

import datetime as dt

import pytest

from pilotage.plan.flow.calibration.track_record import Trained, train
from pilotage.plan.flow.forecasts.forecast import Question, forecast
from pilotage.plan.flow.forecasts.joint import JointForecast, forecast_together
from pilotage.plan.flow.items.history import histories
from tests.plan.flow.forecasts.test_forecast import ITEMS, TODAY
from tests.plan.flow.made import START, team_items

ASKED = histories(ITEMS).asked
UNTIL = TODAY + dt.timedelta(weeks=9)


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(ASKED)


def together(trained: Trained, *items: int) -> JointForecast:
    return forecast_together(list(zip(ASKED, items, strict=False)), trained, as_of=TODAY, until=UNTIL)


def test_all_is_at_most_the_least_and_not_the_product(trained: Trained) -> None:
    found = together(trained, 40, 40, 40)
    assert found.on_time is not None
    assert found.independent is not None
    chances = [each.forecast.on_time for each in found.parts if each.forecast.on_time is not None]
    assert 0 < found.on_time <= min(chances)
    assert found.on_time != pytest.approx(found.independent, abs=1e-6)
    for level in range(4):
        assert found.when[level].date >= max(each.forecast.when[level].date for each in found.parts)


def test_each_team_has_the_forecast_that_it_has_alone(trained: Trained) -> None:
    found = together(trained, 40, 30)
    alone = forecast(ASKED[1], trained, Question(as_of=TODAY, items=30, until=UNTIL))
    assert found.parts[1].forecast == alone


def test_how_often_each_is_the_last_adds_up_to_once(trained: Trained) -> None:
    found = together(trained, 20, 60)
    shares = [each.last for each in found.parts if each.last is not None]
    assert sum(shares) == pytest.approx(1.0)
    assert shares[1] > 0.9
    easy = together(trained, 1, 60)
    assert easy.percentiles == pytest.approx(easy.parts[1].forecast.percentiles, rel=0.01)


def test_the_same_team_under_two_names_is_that_team() -> None:
    core, taught = ASKED[0], train(())
    asked = [(core, 40), (core._replace(name="core again"), 40)]
    same = forecast_together(asked, taught, as_of=TODAY)
    alone = forecast(core, taught, Question(as_of=TODAY, items=40))
    assert same.percentiles == pytest.approx(alone.percentiles, rel=0.01)
    assert [each.last for each in same.parts] == [0.5, 0.5]


def test_a_team_without_enough_history_leaves_no_joint_number(trained: Trained) -> None:
    young = histories(team_items("new", weeks=12)).asked[0]
    found = forecast_together([(ASKED[0], 40), (young, 10)], trained, as_of=START.date() + dt.timedelta(weeks=12))
    assert (found.when, found.on_time, found.percentiles) == ((), None, ())
    assert [each.last for each in found.parts] == [None, None]


def test_what_happens_later_changes_nothing() -> None:
    middle = START.date() + dt.timedelta(weeks=150)
    cut = [each for each in ITEMS if each.created is not None and each.created.date() <= middle]
    found = []
    for items in (ITEMS, cut):
        known = histories(items, as_of=middle).asked
        asked = [(each, 40) for each in known]
        found.append(forecast_together(asked, train(known, until=middle), as_of=middle))
    assert found[0] == found[1]
    assert found[0].when


def test_teams_must_be_several_and_different(trained: Trained) -> None:
    for asked in ([(ASKED[0], 4)], [(ASKED[0], 4), (ASKED[0], 5)]):
        with pytest.raises(ValueError, match="different teams"):
            forecast_together(asked, trained, as_of=TODAY)
