import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator

import msgspec
import numpy as np
import pytest

from pilotage import plan
from pilotage.plan.forecasting.portfolio import Answer, Task, Together, in_threads, simulate_one, simulate_portfolio
from pilotage.plan.vocabulary.amounts import DayImpact
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk
from tests.plan.stories import after, milestone, shop, task

MONDAY = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)


def named(key: str, **fields: object) -> Program:
    return msgspec.structs.replace(shop(), id=key, **fields)


def shuffled(function: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
    """A cluster that answers in any order, twice where it thought that a worker was lost."""
    waiting = list(tasks)
    random.Random(5).shuffle(waiting)
    for each in waiting:
        function(each)
        yield function(each)


def test_each_program_gives_what_it_gives_by_itself() -> None:
    forecast = plan.simulate(shop(), iterations=700, seed=3)
    found = simulate_portfolio([named("a"), named("b")], iterations=700, seed=3)
    assert [each.id for each in found.programs] == ["a", "b"]
    for each in found.programs:
        (ga,) = each.milestones
        alone = forecast.milestones["ga"]
        assert (ga.p10, ga.p50, ga.p85, ga.p90) == (alone.p10, alone.p50, alone.p85, alone.p90)
        assert (ga.on_time, ga.kept, each.final) == (alone.on_time, alone.kept, "ga")
    assert found.together is None


@pytest.mark.parametrize("together", [False, True])
def test_where_and_in_which_order_it_runs_changes_nothing(together: bool) -> None:
    programs = [named(f"p{at}") for at in range(9)]
    answers = [
        simulate_portfolio(programs, iterations=300, together=together, spread=spread)
        for spread in (map, in_threads, shuffled)
    ]
    for each in answers[1:]:
        assert each.programs == answers[0].programs
        if together:
            assert each.together is not None
            assert answers[0].together is not None
            assert (each.together.last == answers[0].together.last).all()
            assert (each.together.on_time == answers[0].together.on_time).all()


def one(key: str, **fields: object) -> Program:
    """An activity of 5 to 15 days before a milestone that half of the futures keep."""
    made = Program(
        id=key,
        title=key,
        start=MONDAY,
        activities=(task("work", 10, low=5, high=15), milestone("end", target=dt.date(2026, 9, 18))),
        dependencies=after("work", "end"),
    )
    return msgspec.structs.replace(made, **fields)


def summed(programs: list[Program], iterations: int = 4000) -> Together:
    found = simulate_portfolio(programs, iterations=iterations, together=True).together
    assert found is not None
    return found


def test_programs_vary_independently_even_where_ids_agree() -> None:
    found = summed([one("a"), one("b")])
    assert (found.programs, found.targets) == (2, 2)
    share = summed([one("a")]).on_time.mean()
    both = (found.on_time == 2).mean()
    assert both == pytest.approx(share**2, abs=0.03)


def test_a_risk_of_one_key_hits_all_programs_alike() -> None:
    """Certain work, and a vendor that is late in half of the futures."""

    def vendor(key: str, register: str | None) -> Program:
        late = Risk(
            id=f"r-{key}",
            title="Vendor late",
            probability=0.5,
            impact_days=DayImpact(20, 20, 20),
            hits=("work",),
            key=register,
        )
        return one(key, activities=(task("work", 5), one(key).activities[1]), risks=(late,))

    shared = summed([vendor("a", "jira/R-7"), vendor("b", "jira/R-7")])
    assert set(shared.on_time) == {0, 2}
    apart = summed([vendor("a", None), vendor("b", None)])
    assert set(apart.on_time) == {0, 1, 2}
    assert (apart.on_time == 1).mean() == pytest.approx(0.5, abs=0.03)


def test_the_last_finish_is_that_of_the_last_program() -> None:
    alone = [summed([each], 500).last for each in (one("a"), one("b"))]
    assert all((last > MONDAY.timestamp() // 60).all() for last in alone)
    assert (summed([one("a"), one("b")], 500).last == np.maximum(*alone)).all()


def test_a_program_that_cannot_be_scheduled_is_told_and_the_others_go_on() -> None:
    broken = one("broken", dependencies=(*after("work", "end"), *after("end", "work")))
    found = simulate_portfolio([broken, one("fine")], iterations=200, together=True)
    assert found.programs[0].milestones == ()
    assert "work" in found.programs[0].problem.lower()
    assert found.programs[1].problem == ""
    assert found.together is not None
    assert found.together.programs == 1


def test_programs_are_read_as_they_are_needed() -> None:
    """Never more than a few wait in memory: the source is asked while answers come back."""
    taken: list[int] = []
    seen: list[int] = []

    def source() -> Iterator[bytes]:
        for at in range(40):
            taken.append(at)
            yield msgspec.json.encode(one(f"p{at}"))

    def progress(done: int) -> None:
        seen.append(done)
        if done == 1:
            assert len(taken) < 40

    simulate_portfolio(source(), iterations=200, progress=progress)
    assert seen == list(range(1, 41))


def test_answers_travel_between_processes() -> None:
    import pickle

    work = Task(0, msgspec.json.encode(shop()), 200, 1, together=True)
    there = pickle.loads(pickle.dumps(simulate_one(pickle.loads(pickle.dumps(work)))))
    assert there.forecast == simulate_one(work).forecast


def test_iterations_are_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        simulate_portfolio([shop()], iterations=0)
