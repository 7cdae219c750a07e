"""Stored learning gives the same forecasts as fresh learning."""

import datetime as dt
import zlib

import pytest

from pilotage.plan.flow.calibration import learning
from pilotage.plan.flow.calibration.learning import decode, encode
from pilotage.plan.flow.calibration.track_record import Trained, judge, train
from pilotage.plan.flow.forecasts.forecast import Question, forecast
from pilotage.plan.flow.forecasts.milestones import forecast_milestone, milestone_histories, train_milestones
from pilotage.plan.flow.items.history import histories
from tests.plan.flow.forecasts import test_milestones as milestones
from tests.plan.flow.forecasts.test_forecast import ITEMS, TODAY


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(histories(ITEMS).asked)


def test_a_forecast_from_stored_learning_is_the_same(trained: Trained) -> None:
    stored = encode(trained)
    again = decode(stored)
    for history in histories(ITEMS).asked:
        one, other = (forecast(history, each, Question(as_of=TODAY, items=40)) for each in (trained, again))
        assert one == other
        assert one.calibrated
    assert judge(again) == judge(trained)
    assert encode(again) == stored
    assert len(stored) < 250 * len(trained.past.known)


def test_a_milestone_from_stored_learning_is_the_same() -> None:
    as_of = milestones.day(60 * 38 + 40)
    found = milestone_histories(milestones.ITEMS, as_of=as_of)
    taught = train_milestones(found)
    one, other = (
        forecast_milestone(milestones.named(found, "v38"), each, as_of=as_of)
        for each in (taught, decode(encode(taught)))
    )
    assert one == other
    assert one.calibrated


def test_learning_from_nothing_is_stored_too() -> None:
    empty = train(())
    assert decode(encode(empty)).pooled is None
    question = Question(as_of=TODAY - dt.timedelta(weeks=180), items=30)
    young = histories(ITEMS, as_of=TODAY - dt.timedelta(weeks=180)).asked
    assert not forecast(young[0], decode(encode(empty)), question, lend=False).calibrated


@pytest.mark.parametrize("broken", [b"", b"\x80\x04}", zlib.compress(b"{}"), zlib.compress(b"{}\n")])
def test_what_is_no_learning_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="no stored learning"):
        decode(broken)


def test_columns_that_do_not_fit_are_refused(trained: Trained) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        decode(zlib.compress(zlib.decompress(encode(trained))[:-8]))


def test_another_version_of_the_method_is_refused(trained: Trained, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = encode(trained)
    monkeypatch.setattr(learning, "METHOD", 99)
    with pytest.raises(ValueError, match="learn anew"):
        decode(stored)
