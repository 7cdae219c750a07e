"""On processes of dask.distributed; skipped where the extra ``cluster`` is not installed."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from pilotage import plan
from pilotage.cli.failures import CommandError
from pilotage.cli.portfolio.cluster import Cluster, connected
from pilotage.plan.forecasting.portfolio import simulate_portfolio
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import shop

pytest.importorskip("distributed", reason="needs dask: install the extra 'cluster'")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with connected("local", workers=2) as there:
        yield there


def programs() -> list[Program]:
    return [msgspec.structs.replace(shop(), id=f"p{at}") for at in range(12)]


@pytest.mark.parametrize("together", [False, True])
def test_a_cluster_gives_the_numbers_of_this_process(cluster: Cluster, together: bool) -> None:
    here = simulate_portfolio(programs(), iterations=400, seed=9, together=together)
    there = simulate_portfolio(programs(), iterations=400, seed=9, together=together, spread=cluster.spread)
    assert there.programs == here.programs
    if together:
        assert here.together is not None
        assert there.together is not None
        assert (there.together.last == here.together.last).all()
        assert (there.together.on_time == here.together.on_time).all()


def test_one_large_program_is_spread_by_its_iterations(cluster: Cluster) -> None:
    here = plan.simulate(shop(), iterations=3000)
    there = plan.simulate(shop(), iterations=3000, farm=cluster.farm)
    assert (there.milestones["ga"].finishes == here.milestones["ga"].finishes).all()
    assert (there.criticality == here.criticality).all()


def _dies_once(mark: str) -> int:
    """Takes its process down at the first try."""
    if not Path(mark).exists():
        Path(mark).write_text("seen", encoding="utf-8")
        os._exit(1)
    return 7


def test_a_lost_worker_costs_time_only(cluster: Cluster, tmp_path: Path) -> None:
    marks = [str(tmp_path / "first")]
    assert list(cluster.spread(_dies_once, marks)) == [7]


def test_only_a_few_tasks_wait(cluster: Cluster) -> None:
    taken: list[int] = []

    def source() -> Iterator[int]:
        for at in range(50):
            taken.append(at)
            yield at

    answers = cluster.spread(abs, source())
    next(answers)
    assert len(taken) < 20
    assert sorted([0, *answers])[-1] == 49
    assert len(taken) == 50


def test_nobody_answers() -> None:
    with pytest.raises(CommandError, match="No cluster answers"), connected("tcp://127.0.0.1:9", patience=1.0):
        pass
