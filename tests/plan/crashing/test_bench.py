"""The bench against the schedule of the same plan, shortened."""

import random

import pytest
from msgspec.structs import replace

from pilotage.engine.network import Network
from pilotage.plan.crashing.bench import Bench, shortened, shorter
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import Activity, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program
from tests.plan.crashing.test_crash import CALENDARS, priced, program
from tests.plan.stories import after, days, milestone, task

SMALL, LARGE = 60, 420
"""Below and above the size from which the bench runs compiled."""


def woven(size: int, seed: int) -> Program:
    """A plan with every kind of link, lags and three calendars."""
    random_ = random.Random(seed)
    activities: list[Activity] = [
        priced(f"a{row}", random_.randint(2, 9), 1, 1, calendar=random_.choice(CALENDARS).id) for row in range(size)
    ]
    links = [
        Dependency(
            predecessor=f"a{random_.randrange(max(0, row - 20), row)}",
            successor=f"a{row}",
            kind=random_.choice(list(DependencyKind)),
            lag=Span(random_.choice([0, 0, 480, -240])),
        )
        for row in range(1, size)
        for _ in range(2)
    ]
    links += [Dependency(predecessor=f"a{row}", successor="end") for row in range(size - 20, size)]
    unique = {(each.predecessor, each.successor, each.kind): each for each in links}
    return program((*activities, milestone("end")), tuple(unique.values()), calendars=CALENDARS)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_it_wins_what_the_schedule_of_the_shortened_plan_wins(size: int) -> None:
    planned = schedule(woven(size, 7))
    bench, random_ = Bench(planned, planned.index["end"]), random.Random(1)
    before, gains = planned.at("end").early_finish, set()
    for _ in range(12):
        rows = random_.sample(range(size), size // 3)
        cuts = {row: random_.randrange(int(planned.compiled.network.remaining[row])) for row in rows}
        after = schedule(shortened(planned, cuts)).at("end").early_finish
        gains.add(bench.won(cuts))
        assert bench.won(cuts) / 480 == planned.working_days(after, before)
    assert len(gains) > 6


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_what_holds_the_milestone_ends_in_it_and_hangs_together(size: int) -> None:
    planned = schedule(woven(size, 3))
    end = planned.index["end"]
    holding = Bench(planned, end).holding({0: 60})
    network: Network = planned.compiled.network
    assert holding.nodes[0] == end
    assert {int(network.predecessor[e]) for e in holding.links} <= set(holding.nodes)
    assert {int(network.successor[e]) for e in holding.links} <= set(holding.nodes)
    assert holding.held_start


def test_an_estimate_stays_an_estimate() -> None:
    made = program(
        (task("a", 8, low=5, high=15), task("b", 4), milestone("end")),
        after("a", "b", "end"),
    )
    estimated = replace(made.activities[0], duration=None)
    planned = schedule(replace(made, activities=(estimated, *made.activities[1:])))
    shortened_estimate = shorter(planned, 0, 2 * 480).estimate
    assert shortened_estimate is not None
    assert [
        each.minutes / 480 for each in (shortened_estimate.low, shortened_estimate.likely, shortened_estimate.high)
    ] == [5, 6, 13]
    assert shorter(planned, 0, 2 * 480).duration is None
    assert shorter(planned, 1, 480).duration == days(3)
    assert schedule(shortened(planned, {0: 960})).at("a").duration_days == 6
