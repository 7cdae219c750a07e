"""Early and late dates, floats and drivers of a whole network, interpreted or compiled as its size asks."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import cpm, kernels
from pilotage.engine.calendars import DAY, Calendars, pack
from pilotage.engine.express import State
from pilotage.engine.graph import ordered
from pilotage.engine.network import NONE, Network
from pilotage.engine.prepared import Ready, fresh_state, prepare, run

Instants = NDArray[np.int64]

_COLUMN = np.zeros(0, np.int64)
_NOTHING = Network(**dict.fromkeys(Network._fields, _COLUMN))._replace(
    first_in=np.zeros(1, np.int64),
    first_out=np.zeros(1, np.int64),
    lag_share=np.zeros(0),
    instant=np.zeros(0, np.bool_),
    alap=np.zeros(0, np.bool_),
)
"""A network without nodes."""


@dataclass(frozen=True, eq=False, slots=True)
class Dates:
    """Columns over nodes, minutes UTC; ``driver`` is a link of the network or -1, floats are working minutes on the
    node's calendar. ``start``/``finish`` are the plan dates: early, save where a node is to be as late as possible.
    """

    latest: int
    start: Instants
    finish: Instants
    early_start: Instants
    early_finish: Instants
    late_start: Instants
    late_finish: Instants
    total_float: Instants
    free_float: Instants
    driver: NDArray[np.int32]
    reason: NDArray[np.int8]


def dates(network: Network, calendars: Calendars) -> Dates:
    """Run the forward and the backward pass."""
    if kernels.worth_compiling(len(network.order)):
        ready = prepare(network)
        state = fresh_state(len(network.order))
        return found_in(ready, calendars, state, run(ready, calendars, state))
    return interpreted(network, calendars)


def interpreted(network: Network, calendars: Calendars) -> Dates:
    """`dates` as `cpm` defines it, without the compiler."""
    columns: list[Any] = [[0] * len(network.order) for _ in range(11)]
    latest = cpm.passes(network.listed(), calendars.listed(), *columns)
    start, finish, early_start, early_finish, _, late_start, late_finish, total, free, driver, reason = (
        np.asarray(column, np.int64) for column in columns
    )
    return Dates(
        latest=int(latest),
        start=start,
        finish=finish,
        early_start=early_start,
        early_finish=early_finish,
        late_start=late_start,
        late_finish=late_finish,
        total_float=total,
        free_float=free,
        driver=driver.astype(np.int32),
        reason=reason.astype(np.int8),
    )


def found_in(ready: Ready, calendars: Calendars, state: State, latest: int) -> Dates:
    """What the passes found, under the numbers of the network that ``ready`` was made from."""
    network = ready.prepared.network
    rank = None if ready.in_order else ready.rank

    def moved(column: NDArray[Any]) -> Instants:
        return column.astype(np.int64) if rank is None else column[rank].astype(np.int64)

    early_start, early_finish = moved(state.start), moved(state.finish)
    start, finish = early_start.copy(), early_finish.copy()
    if len(ready.delayed):
        planned = state.resume.copy(), state.finish.copy()
        kernels.compiled(cpm.late_as_possible)(network, calendars, latest, *planned)
        changed = ready.delayed
        start[ready.node[changed]], finish[ready.node[changed]] = planned[0][changed], planned[1][changed]
    driver = np.where(state.driver < 0, -1, ready.link[state.driver]) if len(ready.link) else state.driver
    return Dates(
        latest=latest,
        start=start,
        finish=finish,
        early_start=early_start,
        early_finish=early_finish,
        late_start=moved(np.where(network.began == NONE, state.late_start, network.began)),
        late_finish=moved(state.late_finish),
        total_float=moved(state.total),
        free_float=moved(state.free),
        driver=(driver if rank is None else driver[rank]).astype(np.int32),
        reason=state.reason.copy() if rank is None else state.reason[rank],
    )


def load() -> None:
    """Compile the passes, or read them from disk, so that nobody waits for them later."""
    empty = np.zeros(0, np.int64)
    found = run(prepare(_NOTHING), pack([(empty, empty)], 0, DAY), fresh_state(0))
    assert found == NONE
    ordered(0, empty, empty)


def outside(found: Dates, calendars: Calendars) -> tuple[bool, bool]:
    """Whether a date lies before the origin or past the horizon, where every minute counts as working."""
    columns = (found.early_start, found.early_finish, found.late_start, found.late_finish)
    if not len(found.start):
        return False, False
    lowest = min(int(column.min()) for column in columns)
    return lowest < calendars.origin, max(int(column.max()) for column in columns) > calendars.horizon


def early_finish(network: Network, calendars: Calendars) -> Instants:
    """The early finish of each node: the forward pass alone where it is interpreted, else the passes as compiled."""
    size = len(network.order)
    if kernels.worth_compiling(size):
        return dates(network, calendars).early_finish
    columns: list[Any] = [[0] * size for _ in range(5)]
    cpm.forward(network.listed(), calendars.listed(), *columns)
    return np.asarray(columns[1], np.int64)
