"""How far above the best known finishes a solver ends."""

import os
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rcpsp.instances import check, read
from benchmarks.rcpsp.solvers import Solver


@dataclass(slots=True)
class Score:
    """``above`` are percentages above the best known finish, one an instance."""

    above: list[float] = field(default_factory=list)
    proven: int = 0
    schedules: int = 0

    @property
    def mean(self) -> float:
        return statistics.fmean(self.above)

    @property
    def at_best(self) -> int:
        return sum(value <= 0 for value in self.above)


def cores() -> int:
    return min(2, os.cpu_count() or 1)


def score(
    solvers: Mapping[str, Solver],
    paths: Sequence[Path],
    known: Mapping[str, int],
    *,
    seconds: float,
    cores: int,
    seed: int = 1,
    told: Callable[[str, str, int, float], None] = lambda *_: None,
) -> dict[str, Score]:
    """Every solver on each instance in turn; ``told`` hears solver, instance, finish and percentage. Raises
    AssertionError for a schedule that breaks a rule, or a bound above a known finish.
    """
    scores = {name: Score() for name in solvers}
    for path in paths:
        instance = read(path)
        for name, solve in solvers.items():
            found = solve(instance, seconds, cores, seed)
            check(instance, found.start, found.finish)
            assert found.bound <= known[path.stem], f"{path.stem}: no schedule beats {found.bound}, says {name}"
            one = scores[name]
            one.above.append(100 * (found.finish / known[path.stem] - 1))
            one.proven += found.finish == found.bound
            one.schedules += found.schedules
            told(name, path.stem, found.finish, one.above[-1])
    return scores
