from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from benchmarks.networks import program
from hypothesis import given, settings

from pilotage import plan
from pilotage.engine.sampling import PERT, UNIFORM, Shape
from pilotage.engine.schedule import dates
from pilotage.engine.simulation import Event, Model, Question, Runs, Uncertain, rank, run
from pilotage.plan.forecasting.model import uncertain_work
from pilotage.plan.forecasting.simulation import simulate_rows
from pilotage.plan.vocabulary.program import Program
from tests.engine.drawn import Drawn, networks
from tests.engine.naive import simulated_finishes
from tests.plan.scheduling.charts import program as drawn_program

DAY = 480


def model(schedule: plan.Schedule, uncertain: Sequence[Uncertain] = (), events: Sequence[Event] = ()) -> Model:
    network, calendars = schedule.compiled.network, schedule.compiled.calendars
    day = np.full(len(network.order), DAY, np.int64)
    return Model(network=network, calendars=calendars, day_minutes=day, uncertain=uncertain, events=events)


def simulated(
    schedule: plan.Schedule,
    uncertain: Sequence[Uncertain],
    events: Sequence[Event],
    *,
    iterations: int = 1000,
    seed: int = 7,
    threads: int | None = None,
) -> Runs:
    everything = range(len(schedule.program.activities))
    question = Question(watched=everything, root=None, iterations=iterations, seed=seed)
    return run(model(schedule, uncertain, events), question, threads=threads)


@pytest.mark.parametrize("calendars", [1, 4])
def test_without_uncertainty_every_iteration_is_the_schedule(calendars: int) -> None:
    schedule = plan.schedule(program(300, calendars=calendars))
    runs = simulated(schedule, [], [], iterations=70)
    assert (runs.finishes == schedule.early_finish[:, None]).all()
    assert set(np.unique(runs.criticality)) <= {0.0, 1.0}


def test_threads_change_nothing() -> None:
    schedule = plan.schedule(program(300, calendars=2))
    one, two = (simulated(schedule, uncertain_work(schedule), [], threads=threads) for threads in (1, 2))
    assert (one.finishes == two.finishes).all()
    assert (one.criticality == two.criticality).all()


def test_streams_belong_to_names_so_a_changed_input_leaves_the_others_alone() -> None:
    schedule = plan.schedule(drawn_program("  MTWTFSS\nA XX\nB XXX\nC X"))
    wide = Shape(PERT, 100.0, 400.0, 1500.0)
    three = [Uncertain(row, name, wide) for row, name in enumerate("ABC")]
    full, without = simulated(schedule, three, []), simulated(schedule, three[1:], [])
    assert (full.finishes[1:] == without.finishes[1:]).all()
    assert (full.finishes[0] != without.finishes[0]).any()
    other = simulated(schedule, three, [], seed=8)
    assert (full.finishes != other.finishes).mean() > 0.9


def test_a_chain_takes_the_sum_of_its_means() -> None:
    schedule = plan.schedule(drawn_program("  MTWTFSS\nA XX\nB XXX\nC X\nA > B\nB > C"))
    estimates = [(480.0, 960.0, 2400.0), (960.0, 1440.0, 1500.0), (100.0, 480.0, 490.0)]
    chain = [
        Uncertain(row, name, Shape(PERT, *each)) for row, (name, each) in enumerate(zip("ABC", estimates, strict=True))
    ]
    runs = simulated(schedule, chain, [], iterations=20_000)
    spent = [schedule.working_minutes(int(schedule.start[0]), int(t), 0) for t in runs.finishes[2]]
    expected = sum((low + 4 * likely + high) / 6 for low, likely, high in estimates)
    assert np.mean(spent) == pytest.approx(expected, rel=0.005)


def test_agrees_with_its_naive_twin_on_joining_paths() -> None:
    schedule = plan.schedule(drawn_program("  MTWTFSS\nA XX\nB XXX\nC X\nD X\nA > D\nB > D\nC > D"))
    estimates = [(480.0, 960.0, 2400.0), (960.0, 1440.0, 1500.0), (100.0, 1480.0, 2490.0), (300.0, 480.0, 900.0)]
    uncertain = [Uncertain(row, f"{row}", Shape(PERT, *each)) for row, each in enumerate(estimates)]
    runs = simulated(schedule, uncertain, [], iterations=20_000)
    spent = np.sort([schedule.working_minutes(int(schedule.start[0]), int(t), 0) for t in runs.finishes[3]])
    naive = np.sort(simulated_finishes([(), (), (), (0, 1, 2)], estimates, 20_000, seed=3))
    for p in (0.1, 0.5, 0.85, 0.95):
        assert spent[rank(p, 20_000)] == pytest.approx(naive[rank(p, 20_000)], rel=0.012)


def test_a_risk_happens_as_often_as_it_says_and_hits_all_alike() -> None:
    schedule = plan.schedule(drawn_program("  MTWTFSS\nA XX\nB XX\nC X"))
    runs = simulated(schedule, [], [Event("r", 0.3, Shape(PERT, 1.0, 1.0, 1.0), (0, 1))], iterations=20_000)
    late = runs.finishes > schedule.finish[:, None]
    assert late[0].mean() == pytest.approx(0.3, abs=0.01)
    assert (late[0] == late[1]).all()
    assert not late[2].any()


def test_an_opportunity_never_makes_a_duration_negative() -> None:
    schedule = plan.schedule(drawn_program("  MTWTFSS\nA XX\nB X\nA > B"))
    runs = simulated(schedule, [], [Event("gift", 1.0, Shape(PERT, -9.0, -9.0, -9.0), (0,))])
    spent = {schedule.working_minutes(int(schedule.start[0]), int(t), 0) for t in runs.finishes[1]}
    assert spent == {DAY}


def test_the_longer_of_two_paths_is_critical_as_often_as_it_is_longer() -> None:
    schedule = plan.schedule(drawn_program("  MTWTFSS\nA XX\nB XX\nC X\nA > C\nB > C"))
    alike = [Uncertain(row, name, Shape(UNIFORM, 100.0, 500.0, 900.0)) for row, name in enumerate("AB")]
    runs = simulated(schedule, alike, [], iterations=20_000)
    assert runs.criticality[2] == 1.0
    assert runs.criticality[0] == pytest.approx(0.5, abs=0.015)
    assert runs.criticality[0] + runs.criticality[1] == pytest.approx(1.0)


def test_calendars_grow_when_an_iteration_runs_past_them() -> None:
    made: Program = drawn_program("  MTWTFSS\nA XX\nB X\nA > B")
    schedule = plan.schedule(made)
    decade = [Uncertain(0, "A", Shape(PERT, 100.0, 400.0, 10.0 * 260 * DAY))]
    question = Question(watched=[1], root=1, iterations=1000, seed=1)
    _model, runs = simulate_rows(schedule, question, change=lambda model: replace(model, uncertain=decade))
    assert not runs.over
    assert runs.finishes.max() > schedule.compiled.calendars.horizon
    weekdays = (runs.finishes[0] // 1440 + 3) % 7
    assert weekdays.max() <= 4


def test_a_milestone_at_the_start_is_part_of_the_critical_path() -> None:
    schedule = plan.schedule(drawn_program("  MTWTFSS\nK <>\nA XX\nK > A"))
    assert simulated(schedule, [], [], iterations=64).criticality.tolist() == [1.0, 1.0]


@settings(max_examples=150, deadline=None)
@given(networks())
def test_what_is_certain_is_scheduled_like_the_deterministic_pass(drawn: Drawn) -> None:
    network, calendars = drawn.network, drawn.calendars
    size = len(network.order)
    made = Model(network=network, calendars=calendars, day_minutes=np.full(size, DAY))
    runs = run(made, Question(watched=range(size), root=None, iterations=1, seed=1), threads=1)
    found = dates(network, calendars)
    if not runs.over and found.early_start.min() >= calendars.origin:
        assert runs.finishes[:, 0].tolist() == found.early_finish.tolist()
