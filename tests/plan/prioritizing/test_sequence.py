"""What an order costs, against published figures and all permutations."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.prioritizing.methods import RankingMethod
from pilotage.plan.prioritizing.scoring import Item, columns_of, scores
from pilotage.plan.prioritizing.sequence import EXACT, best_order, delay_cost_of, sequence_cost
from tests.plan.prioritizing.cases import SETTINGS, TODAY, backlogs, linear, ranked, wsjf


def cost(items: list[Item]) -> float:
    return sequence_cost(columns_of(items, SETTINGS, TODAY), range(len(items)))


def test_the_ice_cream_stand_loses_twenty_by_the_wrong_order() -> None:
    """Black Swan Farming: 120 ice creams in six weeks with the machine first, 100 with the spoon first."""
    spoon, machine = linear("spoon", 10, 2), linear("machine", 30, 4)
    assert cost([spoon, machine]) - cost([machine, spoon]) == pytest.approx(20)


def test_waiting_costs_what_reinertsen_figured() -> None:
    """Principles of Product Development Flow, chapter 7: three projects of 1, 3 and 10 with costs of 10, 3 and 1 wait
    for 7 in the best order and for 160 in the worst: 96 % less.
    """
    jobs = [linear("1", 10, 1), linear("2", 3, 3), linear("3", 1, 10)]
    own = sum(float(each.inputs["per_week"]) * float(each.inputs["weeks"]) for each in jobs)
    assert cost(jobs) - own == pytest.approx(7)
    assert cost(jobs[::-1]) - own == pytest.approx(160)
    found = delay_cost_of(RankingMethod.DELAY, jobs, (2, 1, 0), SETTINGS, TODAY)
    assert found is not None
    assert found.proven
    assert found.present - found.best == pytest.approx(153)


def test_waiting_behind_one_of_three_costs_ten_millions() -> None:
    """The Lateral Lens, "What is cost of delay": a month of X delays Y (2 a week) and Z (half a one) by four weeks."""
    y, z = linear("Y", 2, 4), linear("Z", 0.5, 4)
    assert cost([linear("X", 0, 4), y]) - cost([y]) == pytest.approx(8)
    assert cost([linear("X", 0, 4), z]) - cost([z]) == pytest.approx(2)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), min_size=1, max_size=6))
def test_no_order_costs_less_than_cd3(jobs: list[tuple[int, int]]) -> None:
    items = [linear(str(at), *job) for at, job in enumerate(jobs)]
    columns = columns_of(items, SETTINGS, TODAY)
    by_cd3 = ranked(RankingMethod.DELAY, items).order
    assert sequence_cost(columns, by_cd3) == pytest.approx(
        min(sequence_cost(columns, order) for order in permutations(range(len(items))))
    )


@settings(max_examples=30, deadline=None)
@given(backlogs(most=5))
def test_the_best_order_of_any_curves_is_the_least_of_all(items: list[Item]) -> None:
    columns = columns_of(items, SETTINGS, TODAY)
    order, proven = best_order(columns, scores(RankingMethod.DELAY, columns, SETTINGS))
    assert proven
    assert sorted(order) == list(range(len(items)))
    every = [sequence_cost(columns, each) for each in permutations(range(len(items)))]
    assert sequence_cost(columns, order) == pytest.approx(min(every))


@settings(max_examples=5, deadline=None)
@given(backlogs(least=EXACT + 3, most=EXACT + 10))
def test_a_search_is_never_worse_than_what_it_began_with(items: list[Item]) -> None:
    columns = columns_of(items, SETTINGS, TODAY)
    order, _proven = best_order(columns, scores(RankingMethod.DELAY, columns, SETTINGS))
    assert sorted(order) == list(range(len(items)))
    here = sequence_cost(columns, order)
    assert here <= sequence_cost(columns, ranked(RankingMethod.DELAY, items).order) + 1e-6
    assert here <= sequence_cost(columns, range(len(items))) + 1e-6


def test_workstreams_work_beside_each_other() -> None:
    items = [linear("A", 10, 2, "red"), linear("B", 30, 4, "blue")]
    found = delay_cost_of(RankingMethod.DELAY, items, (0, 1), SETTINGS, TODAY)
    assert found is not None
    assert found.present == found.best == pytest.approx(10 * 2 + 30 * 4)


def test_points_are_lost_by_size_and_other_methods_lose_nothing() -> None:
    items = [wsjf("slow", 1, 1, 1, 5), wsjf("quick", 5, 3, 2, 1), linear("none", 1, 1)]
    found = delay_cost_of(RankingMethod.WSJF, items, (0, 1, 2), SETTINGS, TODAY)
    assert found is not None
    assert (found.money, found.items, found.left_out) == (False, 2, 1)
    assert found.present == pytest.approx(3 * 5 + 10 * 6)
    assert found.best == pytest.approx(10 * 1 + 3 * 6)
    assert delay_cost_of(RankingMethod.RICE, items, (0, 1, 2), SETTINGS, TODAY) is None
