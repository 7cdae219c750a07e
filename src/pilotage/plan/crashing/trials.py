"""Overlaps tried one by one: each in the network as it is, with one lag less and one link more.

What an overlap leaves as it was is not compiled again. Where more than that could change, the whole plan is scheduled.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import msgspec
import numpy as np

from pilotage.engine import network as columns
from pilotage.engine.graph import grouped
from pilotage.engine.network import ELAPSED, Network
from pilotage.plan.crashing.bench import Bench
from pilotage.plan.network.columns import Compiled, whole_duration
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program


class Trial(NamedTuple):
    """When the milestone then finishes (minutes UTC), and the working minutes by which the successor begins before its
    predecessor is done, negative where it begins later, of the ``work`` minutes that it lasts.
    """

    finish: int
    early: int
    work: int


class Trials:
    """Overlaps by ``share`` for the milestone in ``row`` of ``planned``, and those that were taken so far.

    Its dates are those of `schedule` on the same program; the tests compare both.
    """

    def __init__(self, planned: Schedule, row: int, share: float) -> None:
        self.program = planned.program
        self.finish = int(planned.early_finish[row])
        self._row, self._share = row, share
        self._stand_on(planned)

    @property
    def network(self) -> Network:
        """That of the plan with the overlaps taken so far."""
        network: Network = self._compiled.network
        return network

    def candidates(self) -> list[Dependency]:
        """FS dependencies without an elapsed lag, on a path that holds the milestone, from unfinished work to work
        that waits; those behind the longest predecessors first.
        """
        found, durations = list(self._on_paths()), self._compiled.network.duration
        return sorted(found, key=lambda each: (-int(durations[self._ends(each)[0]]), each.id))

    def tried(self, dependency: Dependency) -> Trial | None:
        """What this overlap does; None where nothing can be scheduled with it."""
        patched = self._patched(dependency)
        dates = None if patched is None else self._bench.dates_in(patched.network)
        if dates is None:
            return self._scheduled(dependency)
        before, after = self._ends(dependency)
        number = self._compiled.number[after]
        early = self._planned.working_minutes(int(dates[0][after]), int(dates[1][before]), number)
        return Trial(self._bench.last(dates[1]), early, int(self._compiled.network.remaining[after]))

    def take(self, dependency: Dependency) -> None:
        """Go on from the plan with this overlap. Raises `Unschedulable`."""
        program, patched = overlapped(self.program, dependency.id, self._share), self._patched(dependency)
        dates = None if patched is None else self._bench.dates_in(patched.network)
        self.program = program
        if patched is None or dates is None:
            planned = schedule(program)
            self.finish = int(planned.early_finish[self._row])
            self._stand_on(planned)
        else:
            self.finish = self._bench.last(dates[1])
            self._stand_on(replace(self._planned, program=program, compiled=patched))

    def _stand_on(self, planned: Schedule) -> None:
        """Only the network of ``planned`` counts from here on, no date of it."""
        self._planned, self._compiled = planned, planned.compiled
        self._bench = Bench(planned, self._row)

    def _ends(self, dependency: Dependency) -> tuple[int, int]:
        return self._planned.index[dependency.predecessor], self._planned.index[dependency.successor]

    def _on_paths(self) -> Iterator[Dependency]:
        network, below, compiled = self._compiled.network, self._planned.logic.children, self._compiled
        tight = [e for e in self._bench.holding({}).links if network.kind[e] == columns.FS]
        links = sorted({int(self._planned.logic.dependency[int(compiled.link[e])]) for e in tight})
        for at in links:
            dependency = self.program.dependencies[at] if at >= 0 else None
            if dependency is None or dependency.kind is not DependencyKind.FS or dependency.lag.elapsed:
                continue
            before, after = self._ends(dependency)
            if before in below or after in below:
                continue
            waits = network.remaining[after] > 0 and network.state[after] == columns.WAITING
            if waits and network.remaining[before] > 0:
                yield dependency

    def _scheduled(self, dependency: Dependency) -> Trial | None:
        """As `tried`, with the whole plan."""
        try:
            found = schedule(overlapped(self.program, dependency.id, self._share))
        except Unschedulable:
            return None
        before, after = self._ends(dependency)
        number = found.compiled.number[after]
        early = found.working_minutes(int(found.early_start[after]), int(found.early_finish[before]), number)
        return Trial(int(found.early_finish[self._row]), early, int(found.compiled.network.remaining[after]))

    def _patched(self, dependency: Dependency) -> Compiled | None:
        """The network with this overlap; None where more could change than a lag and a link."""
        rules = self.program.rules
        if rules.from_finish or rules.finish is not None or self._compiled.expected or self._lasts_as_others_do():
            return None
        network, (before, after) = self._compiled.network, self._ends(dependency)
        into = slice(int(network.first_in[after]), int(network.first_in[after + 1]))
        tied = network.kind[into][network.predecessor[into] == before].tolist()
        if tied.count(columns.FS) != 1:
            return None
        both = (network.predecessor[into] == before) & (network.kind[into] == columns.FS)
        e = into.start + int(np.flatnonzero(both)[0])
        compiled = self._less(e, less_lag(self.program, dependency, self._share))
        return compiled if columns.FF in tied else _together(compiled, e)

    def _lasts_as_others_do(self) -> bool:
        """Whether dates that are laid out after the passes decide on the milestone's."""
        made, activities = self._planned.logic, self.program.activities
        rows = made.leaves(self._row) if self._row in made.children else (self._row,)
        return any(activities[row].kind is ActivityKind.LEVEL_OF_EFFORT for row in rows)

    def _less(self, e: int, changed: Dependency) -> Compiled:
        """The network with the lag of ``changed`` on its link ``e``."""
        network: Network = self._compiled.network
        lag, share, calendar = network.lag.copy(), network.lag_share.copy(), network.lag_calendar.copy()
        lag[e], share[e] = changed.lag.minutes, 0.0
        if changed.lag_percent is not None:
            lag[e], share[e] = 0, changed.lag_percent
            if network.calendar[network.predecessor[e]] == self._compiled.book.always():
                calendar[e] = ELAPSED
        return replace(self._compiled, network=network._replace(lag=lag, lag_share=share, lag_calendar=calendar))


def _together(compiled: Compiled, e: int) -> Compiled:
    """The network with one link more: finish to finish, beside link ``e``."""
    network: Network = compiled.network
    new = {"kind": columns.FF, "lag": 0, "lag_share": 0.0, "lag_calendar": ELAPSED}
    new |= {name: getattr(network, name)[e] for name in ("predecessor", "successor")}
    found = {name: np.insert(getattr(network, name), e + 1, value) for name, value in new.items()}
    first_in = network.first_in.copy()
    first_in[network.successor[e] + 1 :] += 1
    first_out, out = grouped(found["predecessor"], len(network.order))
    wider = network._replace(first_in=first_in, first_out=first_out, out=out, **found)
    return replace(compiled, network=wider, link=np.insert(compiled.link, e + 1, compiled.link[e]))


def overlapped(program: Program, key: str, share: float) -> Program:
    """The program with one dependency's lag less by ``share`` of its predecessor's duration. A finish-to-finish link
    sees to it that the successor is not done before what it builds on.
    """
    links = []
    for each in program.dependencies:
        if each.id == key:
            links.append(less_lag(program, each, share))
            together = Dependency(predecessor=each.predecessor, successor=each.successor, kind=DependencyKind.FF)
        else:
            links.append(each)
    if all(each.id != together.id for each in links):
        links.append(together)
    return msgspec.structs.replace(program, dependencies=tuple(links))


def less_lag(program: Program, dependency: Dependency, share: float) -> Dependency:
    """The dependency with a lag less by ``share`` of its predecessor's duration."""
    if dependency.lag_percent is not None or not dependency.lag.minutes:
        return msgspec.structs.replace(dependency, lag_percent=(dependency.lag_percent or 0.0) - share, lag=Span(0))
    predecessor: Activity = next(each for each in program.activities if each.id == dependency.predecessor)
    minutes = dependency.lag.minutes - round(share * whole_duration(program, predecessor)[0])
    return msgspec.structs.replace(dependency, lag=Span(minutes, dependency.lag.unit))
