"""Nothing that happens after its origin changes a forecast, of whatever kind."""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import pytest

from pilotage.plan.flow.calibration.track_record import train
from pilotage.plan.flow.forecasts.forecast import Question, forecast
from pilotage.plan.flow.forecasts.joint import forecast_together
from pilotage.plan.flow.forecasts.milestones import forecast_milestone, milestone_histories, train_milestones
from pilotage.plan.flow.forecasts.what_if import supposition, what_if, what_if_milestone
from pilotage.plan.flow.items.history import histories
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from tests.plan.flow.forecasts import test_milestones as milestones
from tests.plan.flow.forecasts.test_forecast import ITEMS
from tests.plan.flow.made import START

ORIGIN = START.date() + dt.timedelta(weeks=150)
TARGET = ORIGIN + dt.timedelta(weeks=9)
LATER = milestones.day(60 * 30)
WORDS = ("drop 4", "people 4 to 5, start 2026-01-01", "pace 80 %")


def shuffled(items: Sequence[WorkItem], origin: dt.date, seed: int) -> list[WorkItem]:
    """What is created or finished after ``origin`` is so on other days, or never, or all on one day."""
    draw = np.random.default_rng(seed)
    edge = dt.datetime.combine(origin, dt.time(), dt.UTC) + dt.timedelta(days=1)

    def some_day() -> dt.datetime:
        return edge + dt.timedelta(hours=30 if draw.random() < 0.5 else int(draw.integers(0, 9_000)))

    found = []
    for item in items:
        changes: dict[str, object] = {}
        if item.created is not None and item.created >= edge:
            changes["created"] = some_day()
        if item.resolved is not None and item.resolved >= edge:
            still_open = draw.random() < 0.3
            changes["resolved"] = None if still_open else some_day()
            changes["status_category"] = StatusCategory.DOING if still_open else StatusCategory.DONE
        found.append(msgspec.structs.replace(item, **changes))
    late = [item for item in found if item.created is not None and item.created >= edge]
    return [item for item in found if item not in late or draw.random() < 0.8]


def teams(items: Sequence[WorkItem]) -> object:
    known = histories(items, as_of=ORIGIN).asked
    taught = train(known, until=ORIGIN)
    whole = Question(as_of=ORIGIN, items=40, until=TARGET, growing=True)
    return (
        [forecast(each, taught, whole) for each in known],
        [forecast(each, taught, Question(as_of=ORIGIN, until=TARGET)) for each in known],
        forecast_together([(each, 40) for each in known], taught, as_of=ORIGIN, until=TARGET),
        what_if(known[0], taught, whole, [supposition(each) for each in (*WORDS, "split 10")]),
    )


def young(items: Sequence[WorkItem]) -> object:
    early = ORIGIN - dt.timedelta(weeks=110)
    known = histories(items, as_of=early).asked
    found = [forecast(each, train(known, until=early), Question(as_of=early, items=30)) for each in known]
    assert all(each.library is not None for each in found)
    return found


def versions(items: Sequence[WorkItem]) -> object:
    found = milestone_histories(items, as_of=LATER)
    taught = train_milestones(found)
    one = milestones.named(found, "v29")
    words = [supposition(each) for each in WORDS]
    made = forecast_milestone(one, taught, as_of=LATER, until=LATER + dt.timedelta(weeks=6))
    assert made.when
    return made, what_if_milestone(one, taught, words, as_of=LATER)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("forecasts", "items", "origin"),
    [
        (teams, ITEMS, ORIGIN),
        (young, ITEMS, ORIGIN - dt.timedelta(weeks=110)),
        (versions, milestones.ITEMS, LATER),
    ],
)
def test_shuffling_the_future_changes_no_forecast(
    forecasts: Callable[[Sequence[WorkItem]], object], items: list[WorkItem], origin: dt.date, seed: int
) -> None:
    other = shuffled(items, origin, seed)
    assert other != items
    assert forecasts(other) == forecasts(items)
