"""The plan's forecast beside that of the pace: which belong together, and what their difference is made of."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.side_by_side import Paced, linked, side_by_side
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import milestone, shop

FORECAST: Forecast = plan.simulate(shop(), iterations=500, seed=7)
TODAY = dt.date(2026, 9, 6)


def pace(p50: dt.date, p85: dt.date, **fields: object) -> Paced:
    given_ = {"items": 40, "done": 20, "finishing": 4.5, "arriving": 1.5, "calibrated": True, **fields}
    return Paced(name="GA", as_of=TODAY, p50=p50, p85=p85, **given_)  # type: ignore[arg-type]


def told(p50: dt.date, p85: dt.date, **fields: object) -> str:
    found = side_by_side(FORECAST.schedule, FORECAST.milestones["ga"], pace(p50, p85, **fields))
    return plain(found.text)


def with_milestones(*pairs: tuple[str, str | None]) -> Program:
    rows = tuple(
        msgspec.structs.replace(milestone(f"m{at}"), title=title, key=key) for at, (title, key) in enumerate(pairs)
    )
    return msgspec.structs.replace(shop(), activities=rows, dependencies=())


@pytest.mark.parametrize(
    ("milestones", "names", "found"),
    [
        ([("Release 2.0", None)], ["release  2.0"], {"m0": "release  2.0"}),
        ([("GA", "jira/PAY 2.0")], ["GA", "PAY 2.0"], {"m0": "PAY 2.0"}),  # its key says it
        ([("GA", "mspdi/42")], ["GA"], {"m0": "GA"}),  # an identity elsewhere names none
        ([("GA", None), ("ga", None)], ["GA"], {}),  # two could be meant
        ([("GA", None)], ["GA", "ga"], {}),
        ([("GA", None)], [], {}),
    ],
)
def test_a_milestone_is_linked_by_its_key_or_its_title(
    milestones: list[tuple[str, str | None]], names: list[str], found: dict[str, str]
) -> None:
    assert linked(with_milestones(*milestones), names) == found


def test_an_activity_is_no_milestone() -> None:
    assert linked(shop(), ["Build", "GA"]) == {"ga": "GA"}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 300),
    st.integers(0, 200),
    st.integers(1, 400),
    st.integers(0, 400),
    st.floats(0.1, 30),
)
def test_the_parts_add_up_to_the_difference(p50: int, more: int, items: int, done: int, finishing: float) -> None:
    first = TODAY + dt.timedelta(days=p50)
    asked = pace(first, first + dt.timedelta(days=more), items=items, done=min(done, items), finishing=finishing)
    found = side_by_side(FORECAST.schedule, FORECAST.milestones["ga"], asked)
    assert sum(part.days for part in found.parts) == pytest.approx(found.days, abs=0.01)


def test_a_later_pace_is_explained_by_what_makes_it_later() -> None:
    said = told(dt.date(2026, 10, 30), dt.date(2026, 11, 20), finishing=3.0)
    assert said.startswith("By the pace of its work items the P85 is 20 Nov, ")
    assert "later than the " in said
    # 18 items left at 3 a week are six weeks: until 18 October; half of the runs of the plan end on 2 October
    assert "+10 by the pace (18 items left at 3 a week), +10 by new items (1.5 a week come in)" in said
    assert "1 day off lies before that, which a pace knows nothing of." in said


def test_an_earlier_pace_says_that_the_plan_waits_for_more() -> None:
    said = told(dt.date(2026, 9, 10), dt.date(2026, 9, 14))
    assert "earlier than the " in said
    assert said.rstrip(".").endswith("which a pace knows nothing of")
    assert "The plan waits for more than its items: look at what drives its date." in said


def test_forecasts_within_a_week_agree() -> None:
    ga = FORECAST.milestones["ga"]
    said = told(ga.p50.date(), ga.p85.date() + dt.timedelta(days=1))
    assert said.startswith("The plan and the pace of its work items agree: P85 is ")
    assert "Working days" not in said


def test_a_pace_of_nothing_is_not_taken_apart() -> None:
    found = side_by_side(
        FORECAST.schedule, FORECAST.milestones["ga"], pace(dt.date(2027, 2, 1), dt.date(2027, 3, 1), finishing=0.0)
    )
    assert found.parts == ()
    assert "Nothing was finished lately" in plain(found.text)


def test_what_is_not_calibrated_says_so() -> None:
    asked = pace(dt.date(2026, 10, 30), dt.date(2026, 11, 20), calibrated=False)
    found = side_by_side(FORECAST.schedule, FORECAST.milestones["ga"], asked)
    assert "not calibrated yet" in plain(found.knows)
