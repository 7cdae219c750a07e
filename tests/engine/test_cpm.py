import numpy as np
from benchmarks.networks import program
from hypothesis import given, settings

from pilotage import plan
from pilotage.engine import cpm, kernels
from pilotage.engine.schedule import dates
from tests.engine.drawn import Drawn, networks
from tests.engine.naive import NaivePass


@settings(max_examples=150, deadline=None)
@given(networks())
def test_dates_like_its_naive_twin(drawn: Drawn) -> None:
    found = dates(drawn.network, drawn.calendars)
    naive = NaivePass(drawn.network, drawn.naive).dates()
    assert found.early_start.tolist() == naive.start
    assert found.early_finish.tolist() == naive.finish
    assert found.late_finish.tolist() == naive.late_finish
    begun = drawn.network.began > 0
    assert found.late_start[~begun].tolist() == np.array(naive.late_start)[~begun].tolist()


@settings(max_examples=100, deadline=None)
@given(networks(plain=True))
def test_a_new_plan_has_no_negative_float(drawn: Drawn) -> None:
    found = dates(drawn.network, drawn.calendars)
    assert found.total_float.min() >= 0
    assert (found.free_float <= found.total_float).all()
    assert (found.free_float >= 0).all()


@settings(max_examples=50, deadline=None)
@given(networks(plain=True))
def test_delaying_an_activity_never_makes_another_earlier(drawn: Drawn) -> None:
    before = dates(drawn.network, drawn.calendars)
    for j in range(len(drawn.network.order)):
        floor = drawn.network.floor.copy()
        floor[j] += 300
        after = dates(drawn.network._replace(floor=floor), drawn.calendars)
        assert (after.early_start >= before.early_start).all()
        assert (after.early_finish >= before.early_finish).all()


def test_compiled_and_interpreted_agree() -> None:
    schedule = plan.schedule(program(600, calendars=4))
    network, calendars = schedule.compiled.network, schedule.compiled.calendars
    slow = [[0] * len(network.order) for _ in range(11)]
    fast = [np.zeros(len(network.order), np.int64) for _ in range(11)]
    latest = cpm.passes(network.listed(), calendars.listed(), *slow)
    assert kernels.compiled(cpm.passes)(network, calendars, *fast) == latest
    for a, b in zip(slow, fast, strict=True):
        assert a == b.tolist()
