"""The forecast before and after the moves."""

import datetime as dt

from msgspec.structs import replace

from pilotage import plan
from pilotage.plan.leveling.applying import apply_moves, change_of
from pilotage.plan.leveling.forecasts import forecast_effect
from pilotage.plan.leveling.leveling import level
from tests.plan.leveling.test_leveling import program, two_at_once, who
from tests.plan.stories import after, milestone, task


def test_both_forecasts_are_those_of_the_plans() -> None:
    value = program(
        task("a", 5, low=4, high=9, assignments=who(("ana", 1))),
        task("b", 5, low=4, high=9, assignments=who(("ana", 1))),
        milestone("ga", target=dt.date(2026, 9, 16)),
        links=(*after("a", "ga"), *after("b", "ga")),
    )
    moves = level(value).moves
    found = forecast_effect(value, [change_of(move) for move in moves], iterations=600, seed=3)
    assert found is not None
    before = plan.simulate(value, iterations=600, seed=3).milestones["ga"]
    new = plan.simulate(apply_moves(value, moves), iterations=600, seed=3).milestones["ga"]
    assert (found.p85, found.new_p85, found.p50, found.new_p50) == (before.p85, new.p85, before.p50, new.p50)
    assert (found.on_time, found.new_on_time) == (before.on_time, new.on_time)
    assert 4 < found.days < 6
    assert found.iterations == 600


def test_no_moves_change_nothing() -> None:
    found = forecast_effect(two_at_once(), [], iterations=50)
    assert found is not None
    assert (found.p85, found.days) == (found.new_p85, 0)


def test_without_a_final_milestone_there_is_none() -> None:
    value = two_at_once()
    assert forecast_effect(replace(value, activities=value.activities[:3], dependencies=()), []) is None
