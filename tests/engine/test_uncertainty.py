"""Correlation, shared factors, branches, costs and early stopping: against formulas, enumeration and slow twins."""

import itertools
import math
import pickle
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pilotage import plan
from pilotage.engine import sampling
from pilotage.engine.sampling import DISCRETE, PERT, UNIFORM, Shape
from pilotage.engine.simulation import (
    Branch,
    Commons,
    Correlation,
    Cost,
    Event,
    Factor,
    Model,
    Question,
    Runs,
    Stop,
    Uncertain,
    merge,
    prepare,
    quantile_ranks,
    rerun,
    run,
    work,
)
from tests.plan.scheduling.charts import program as drawn_program

DAY = 480
CHAIN = "  MTWTFSS\nA XX\nB XX\nC XX\nA > B\nB > C"
JOIN = "  MTWTFSS\nA X\nB X\nC X\nD X\nA > D\nB > D\nC > D"


def model(chart: str) -> tuple[plan.Schedule, Model]:
    schedule = plan.schedule(drawn_program(chart))
    network = schedule.compiled.network
    day = np.full(len(network.order), DAY, np.int64)
    return schedule, Model(network=network, calendars=schedule.compiled.calendars, day_minutes=day)


def simulated(made: Model, *, watched: Sequence[int], iterations: int = 20_480, seed: int = 3) -> Runs:
    root = watched[-1]
    question = Question(watched=watched, root=root, iterations=iterations, seed=seed, sensitivity=True, measure=0)
    return run(made, question)


def spent(schedule: plan.Schedule, finishes: np.ndarray) -> np.ndarray:
    begun = int(schedule.start[0])
    known = {int(t): schedule.working_minutes(begun, int(t), 0) for t in np.unique(finishes)}
    return np.array([known[int(t)] for t in finishes], float)


def same(rank: float, size: int) -> np.ndarray:
    matrix = np.full((size, size), rank)
    np.fill_diagonal(matrix, 1.0)
    return matrix


@pytest.mark.parametrize("rank", [-0.4, 0.0, 0.5, 0.9])
def test_the_variance_of_a_correlated_sum_is_that_of_the_formula(rank: float) -> None:
    """Uniform marginals: their Pearson correlation is the rank correlation."""
    schedule, made = model(CHAIN)
    uniform = [Uncertain(row, name, Shape(UNIFORM, 480.0, 960.0, 1440.0)) for row, name in enumerate("ABC")]
    made = replace(made, uncertain=uniform, correlations=[Correlation((0, 1, 2), same(rank, 3))])
    found = spent(schedule, simulated(made, watched=[2]).finishes[0])
    one = 960.0**2 / 12
    assert found.mean() == pytest.approx(3 * 960, rel=0.003)
    assert found.var() == pytest.approx(3 * one + 6 * rank * one, rel=0.04)


def test_rank_correlations_come_out_as_given() -> None:
    matrix = np.array([[1, 0.7, -0.3], [0.7, 1, 0.1], [-0.3, 0.1, 1]])
    schedule, made = model("  MTWTFSS\nA XX\nB XX\nC XX")
    shapes = [Shape(PERT, 100.0, 200.0, 2000.0), Shape(UNIFORM, 500.0, 500.0, 900.0), Shape(PERT, 100.0, 800.0, 900.0)]
    uncertain = [Uncertain(row, name, shapes[row]) for row, name in enumerate("ABC")]
    made = replace(made, uncertain=uncertain, correlations=[Correlation((0, 1, 2), matrix)])
    runs = simulated(made, watched=[0, 1, 2])
    ranks = np.argsort(np.argsort([spent(schedule, row) for row in runs.finishes], axis=1), axis=1)
    assert np.corrcoef(ranks) == pytest.approx(matrix, abs=0.02)


def test_correlations_that_contradict_each_other_are_refused() -> None:
    _schedule, made = model(CHAIN)
    uniform = [Uncertain(row, name, Shape(UNIFORM, 480.0, 960.0, 1440.0)) for row, name in enumerate("ABC")]
    impossible = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    made = replace(made, uncertain=uniform, correlations=[Correlation((0, 1, 2), impossible)])
    with pytest.raises(ValueError, match="contradict"):
        simulated(made, watched=[2])


def test_common_rows_are_those_of_their_slow_twin() -> None:
    _schedule, made = model(CHAIN)
    shape = Shape(PERT, 1.0, 2.0, 5.0)
    made = replace(
        made,
        events=[Event("r", 0.3, shape, (0,)), Event("s", 0.9, shape, (1, 2))],
        factors=[Factor("f", Shape(PERT, 0.8, 1.0, 1.5), (0, 1), 0.5)],
        branches=[Branch("b", 0.25, 0.5, (2,))],
    )
    numbers = np.arange(1024, 2048, dtype=np.uint32)
    rows = Commons(made, 9).rows(numbers)

    def uniform(name: str) -> np.ndarray:
        increment, origin = sampling.streams([name], 9)
        return np.asarray(sampling.layered(increment[:, None], origin[:, None], numbers[None, :])[0])

    def drawn(shape: Shape, name: str) -> np.ndarray:
        quantiles = sampling.tables([shape])[0][0]
        return np.asarray(shape.low + (shape.high - shape.low) * quantiles[uniform(name) >> np.uint32(21)])

    for row, (name, chance) in enumerate([("r", 0.3), ("s", 0.9)]):
        expected = np.where(uniform(f"{name}/happens") < chance * 2**32, drawn(shape, f"{name}/impact"), 0)
        assert rows[row] == pytest.approx(expected, abs=1e-5)
    factor = np.where(uniform("f/happens") < 2**31, drawn(made.factors[0].multiplier, "f/factor"), 1)
    assert rows[2] == pytest.approx(factor, abs=1e-5)
    at = uniform("b/branch") / 2**32
    assert ((rows[3] > 0) == ((at >= 0.25) & (at < 0.5))).all()


def test_a_shared_factor_multiplies_all_its_activities_by_the_same_number() -> None:
    schedule, made = model("  MTWTFSS\nA XX\nB XXX")
    made = replace(made, factors=[Factor("f", Shape(PERT, 0.5, 1.0, 3.0), (0, 1))])
    a, b = (spent(schedule, row) for row in simulated(made, watched=[0, 1]).finishes)
    assert a / 960 == pytest.approx(b / 1440, abs=0.002)
    assert (a / 960).mean() == pytest.approx((0.5 + 4 + 3) / 6, rel=0.005)


def test_discrete_cases_are_those_of_exact_enumeration() -> None:
    """Two durations, a risk and a branch: every combination with its probability."""
    schedule, made = model(JOIN)
    two = Shape(DISCRETE, 480.0, 480.0, 960.0, 0.0, ((0.6, 480.0), (0.4, 960.0)))
    three = Shape(DISCRETE, 480.0, 480.0, 1440.0, 0.0, ((0.5, 480.0), (0.3, 960.0), (0.2, 1440.0)))
    one_day = Shape(PERT, 1.0, 1.0, 1.0)
    made = replace(
        made,
        uncertain=[Uncertain(0, "A", two), Uncertain(1, "B", three)],
        events=[Event("r", 0.25, one_day, (0,))],
        branches=[Branch("maybe", 0.0, 0.5, (3,))],
    )
    exact: dict[float, float] = {}
    for (p, a), (q, b), (r, late), (s, last) in itertools.product(
        two.points, three.points, [(0.25, 480.0), (0.75, 0.0)], [(0.5, 480.0), (0.5, 0.0)]
    ):
        total = max(a + late, b, 480.0) + last
        exact[total] = exact.get(total, 0.0) + p * q * r * s
    found, counts = np.unique(spent(schedule, simulated(made, watched=[3]).finishes[0]), return_counts=True)
    assert dict(zip(found.tolist(), (counts / counts.sum()).tolist(), strict=True)) == pytest.approx(exact, abs=0.012)


def test_three_paths_at_85_percent_join_at_61() -> None:
    schedule, made = model(JOIN)
    late = Shape(DISCRETE, 480.0, 480.0, 1440.0, 0.0, ((0.85, 480.0), (0.15, 1440.0)))
    made = replace(made, uncertain=[Uncertain(row, name, late) for row, name in enumerate("ABC")])
    runs = simulated(made, watched=[0, 1, 2, 3], iterations=40_960)
    in_time = [(spent(schedule, row) <= 480).mean() for row in runs.finishes[:3]]
    assert in_time == pytest.approx([0.85] * 3, abs=0.006)
    assert (spent(schedule, runs.finishes[3]) <= 960).mean() == pytest.approx(0.614, abs=0.008)


def test_branches_of_one_decision_exclude_each_other() -> None:
    schedule, made = model("  MTWTFSS\nA XX\nB XX\nC XX")
    made = replace(made, branches=[Branch("x", 0.0, 0.3, (0,)), Branch("x", 0.3, 0.8, (1,))])
    a, b, c = (spent(schedule, row) > 0 for row in simulated(made, watched=[0, 1, 2]).finishes)
    assert not (a & b).any()
    assert (a.mean(), b.mean(), c.mean()) == pytest.approx((0.3, 0.5, 1.0), abs=0.001)


def test_what_it_costs_is_time_and_things_and_risks() -> None:
    schedule, made = model("  MTWTFSS\nA XX\nB XX\nA > B")
    made = replace(
        made,
        uncertain=[Uncertain(0, "A", Shape(UNIFORM, 480.0, 960.0, 1440.0))],
        events=[Event("r", 0.5, None, (), Shape(PERT, 1000.0, 1000.0, 1000.0))],
        branches=[Branch("B", 0.0, 0.25, (1,))],
        costs=[Cost(0, "A", None, 2.0, 50.0), Cost(1, "B", Shape(PERT, 300.0, 300.0, 300.0), 1.0)],
    )
    runs = simulated(made, watched=[0, 1])
    a = spent(schedule, runs.finishes[0])
    b = spent(schedule, runs.finishes[1]) - a
    happened = Commons(made, 3).occurs(np.arange(runs.iterations, dtype=np.uint32))[0]
    assert runs.costs == pytest.approx(50 + 2 * a + b + 300 * (b > 0) + 1000 * happened, abs=2)
    assert happened.mean() == pytest.approx(0.5, abs=1e-3)


def test_sensitivity_is_spread_and_correlation() -> None:
    schedule, made = model(CHAIN)
    uncertain = [Uncertain(0, "A", Shape(UNIFORM, 480.0, 960.0, 1440.0)), Uncertain(1, "B", Shape(UNIFORM, 0, 50, 480))]
    runs = simulated(replace(made, uncertain=uncertain), watched=[0, 1, 2])
    a, _ab, total = (spent(schedule, row) for row in runs.finishes)
    assert runs.spread[:3] == pytest.approx([960 / math.sqrt(12), 480 / math.sqrt(12), 0], rel=0.02)
    assert runs.cruciality[0] == pytest.approx(np.corrcoef(a, total)[0, 1], abs=1e-6)
    assert runs.cruciality[2] == 0


def test_chunks_may_be_made_in_any_order_and_elsewhere() -> None:
    _schedule, made = model(CHAIN)
    uncertain = [Uncertain(row, name, Shape(PERT, 100.0, 400.0, 2000.0)) for row, name in enumerate("ABC")]
    made = replace(made, uncertain=uncertain, correlations=[Correlation((0, 2), same(0.5, 2))])
    question = Question(watched=[2], root=2, iterations=3000, seed=11, percentiles=(0.5,), sensitivity=True)
    here = run(made, question, threads=2)
    there = pickle.loads(pickle.dumps(prepare(made, question)))  # our own bytes
    parts = {first: work(there, first) for first in (2048, 0, 1024)}
    again = merge(there, [parts[first] for first in sorted(parts)])
    assert (here.finishes == again.finishes).all()
    assert (here.criticality == again.criticality).all()
    assert (here.percentiles == again.percentiles).all()
    assert (here.cruciality == again.cruciality).all()


def test_some_iterations_can_be_made_again() -> None:
    _schedule, made = model(CHAIN)
    uncertain = [Uncertain(row, name, Shape(PERT, 100.0, 400.0, 2000.0)) for row, name in enumerate("ABC")]
    made = replace(made, uncertain=uncertain, events=[Event("r", 0.3, Shape(PERT, 1.0, 2.0, 3.0), (1,))])
    question = Question(watched=[1], root=2, iterations=2500, seed=11)
    numbers = np.array([2400, 3, 77, 1029], np.uint32)
    assert (rerun(prepare(made, question), numbers)[0] == run(made, question).finishes[0][numbers]).all()


def test_it_stops_once_the_percentiles_are_known() -> None:
    schedule, made = model(CHAIN)
    wide = [Uncertain(row, name, Shape(PERT, 100.0, 400.0, 9000.0)) for row, name in enumerate("ABC")]
    made = replace(made, uncertain=wide)
    question = Question(watched=[2], root=2, iterations=100_000, seed=1)
    stop = Stop(tolerance=0.02, since=int(schedule.start[0]))
    one, two = (run(made, question, stop=stop, threads=threads) for threads in (1, 2))
    assert 2048 <= one.iterations == two.iterations < 100_000
    assert (one.root == two.root).all()
    ordered = np.sort(one.root)
    low, high = quantile_ranks(0.85, one.iterations)
    middle = ordered[math.ceil(0.85 * one.iterations) - 1]
    assert ordered[high] - ordered[low] <= 2 * 0.02 * (middle - stop.since)
    assert run(made, question, stop=replace(stop, tolerance=1e-6)).iterations == 100_000
