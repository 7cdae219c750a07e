"""Schedules on whole slots against the definition, and the search against every possible order."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from benchmarks.rcpsp.instances import read
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine import kernels
from pilotage.engine.leveling.slots import packed
from pilotage.engine.leveling.slots.bounds import finish_bound
from pilotage.engine.leveling.slots.packing import pack
from pilotage.engine.leveling.slots.proof import prove
from pilotage.engine.leveling.slots.search import Found, search
from tests.engine.leveling import naive
from tests.engine.leveling.naive import Instance


@st.composite
def instances(draw: st.DrawFn, most: int = 8, resources: int = 6) -> Instance:
    size = draw(st.integers(1, most))
    capacity = draw(st.lists(st.integers(1, 9), min_size=1, max_size=resources))
    duration = [draw(st.integers(0, 5)) for _ in range(size)]
    need = [[draw(st.integers(0, amount)) for amount in capacity] for _ in range(size)]
    pairs = [(i, j) for j in range(size) for i in range(j)]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=size)) if pairs else []
    names = draw(st.permutations(range(size)))  # activities need not come in an order of the logic
    return Instance(duration, need, capacity, [(names[i], names[j]) for i, j in links])


def placed(instance: Instance, *, compiled: bool) -> tuple[list[int], int, list[int]]:
    """Starts by the kernel, the finish, and the order in which it placed them."""
    both = pack(instance.duration, instance.need, instance.capacity, instance.links)
    size, project = len(instance.duration), both.ahead
    order = np.arange(size, dtype=np.int64)
    free = np.zeros(project.horizon * project.words, np.int64)
    start = np.zeros(size, np.int64)
    run: Any = kernels.compiled(packed.place_all) if compiled else packed.place_all
    finish = run(project, order, free, project.horizon, start)
    return start[both.row].tolist(), int(finish), np.argsort(both.row).tolist()


@given(instances())
@settings(max_examples=60, deadline=None)
def test_serial_generation_is_as_defined(instance: Instance) -> None:
    start, finish, order = placed(instance, compiled=False)
    expected = naive.place_all(instance, order)
    assert start == [expected[j] for j in range(len(start))]
    assert finish == naive.finish(instance, expected)


@given(instances())
@settings(max_examples=40, deadline=None)
def test_compiled_and_interpreted_agree(instance: Instance) -> None:
    assert placed(instance, compiled=True) == placed(instance, compiled=False)


@given(instances(most=6, resources=5))
@settings(max_examples=40, deadline=None)
def test_the_search_finds_the_optimum_of_small_projects(instance: Instance) -> None:
    both = pack(instance.duration, instance.need, instance.capacity, instance.links)
    found = search(both, seed=1, schedules=4_000, members=20)
    assert naive.faults(instance, found.start.tolist()) == []
    assert found.finish == naive.least_finish(instance)
    assert finish_bound(both) <= found.finish


@given(instances(most=6, resources=5))
@settings(max_examples=15, deadline=None)
def test_the_solver_proves_the_optimum_from_any_schedule(instance: Instance) -> None:
    pytest.importorskip("ortools", reason="the extra solver is not installed")
    both = pack(instance.duration, instance.need, instance.capacity, instance.links)
    start = np.cumsum([0, *both.ahead.duration[:-1]])  # one after the other
    poor = Found(start=start[both.row], finish=int(both.ahead.duration.sum()), bound=finish_bound(both), schedules=0)
    found = prove(both, poor, seconds=10)
    assert naive.faults(instance, found.start.tolist()) == []
    assert found.finish == found.bound == naive.least_finish(instance)


def test_the_same_seed_gives_the_same_schedule() -> None:
    rng = np.random.default_rng(3)
    size = 30
    links = [(int(rng.integers(0, j)), j) for j in range(1, size) for _ in range(2)]
    need = rng.integers(0, 8, (size, 4)).tolist()
    both = pack(rng.integers(1, 9, size).tolist(), need, [10, 10, 10, 10], links)
    runs = [search(both, seed=seed, schedules=9_000).start.tolist() for seed in (5, 5, 6)]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


@pytest.mark.parametrize(
    ("need", "capacity", "links", "says"),
    [
        ([[2], [1]], [1], [], "needs more"),
        ([[1], [1]], [1], [(0, 1), (1, 0)], "cycle"),
        ([[1], [1]], [1 << 14], [], "does not fit"),
        ([[1], [-1]], [1], [], "0 or more"),
    ],
)
def test_what_cannot_be_scheduled_is_refused(
    need: list[list[int]], capacity: list[int], links: list[tuple[int, int]], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        pack([1, 1], need, capacity, links)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["j30_1_1", "j60_1_1", "j120_1_1"])
def test_published_instances_are_never_beaten(corpus: Path, name: str) -> None:
    folder = corpus / "psplib"
    known = json.loads((folder / "best_known.json").read_text())[name]
    instance = read(folder / name.partition("_")[0] / f"{name}.rcp")
    both = pack(instance.duration, instance.need, instance.capacity, instance.links)
    found = search(both, seed=1, schedules=12_000)
    assert naive.faults(Instance(*instance), found.start.tolist()) == []
    assert known <= found.finish <= 1.06 * known
    assert found.bound <= known
