"""A network that is kept, so that an edit recomputes only what it can have changed."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import cone, kernels, ordering, spares
from pilotage.engine.calendars import Calendars
from pilotage.engine.cone import BLOCK, Marks
from pilotage.engine.express import LONGEST
from pilotage.engine.network import AFTER_ALL, ELAPSED, NONE, Network
from pilotage.engine.prepared import Ready, fresh_state, prepare, run
from pilotage.engine.schedule import Dates, found_in

_AMOUNTS = frozenset({"duration", "remaining", "lag"})


class Incremental:
    """Dates of a network through edits. Nodes and links keep the numbers of the network it is made from.

    Edits are taken up by `settle`, several at once if need be. Its dates equal those of a full pass over the edited
    network. An edit costs as much as the nodes whose dates it moves; one that moves the network's finish shifts the
    late dates of all that hangs on it, which takes as long as a backward pass at worst.
    """

    def __init__(self, network: Network, calendars: Calendars) -> None:
        self._count = len(network.kind)
        self._ready: Ready = spares.roomy(prepare(network))
        self._calendars = calendars
        self._state = fresh_state(len(network.order))
        self._marks = _marks(self._ready)
        self._place = spares.places(self._ready.link, self._count)
        self._nodes: list[int] = []
        self._links: list[int] = []
        self._gone: list[int] = []
        self.latest = run(self._ready, calendars, self._state)
        self._late_from = self.latest  # the finish that late dates were counted back from

    def change(self, node: int, **columns: int) -> None:
        """Set columns of a node, named as in `Network`."""
        j = int(self._ready.rank[node])
        network = self._ready.prepared.network
        for name, value in columns.items():
            getattr(network, name)[j] = _held(name, value)
        self._nodes.append(j)
        if "alap" in columns:
            delayed = np.flatnonzero(network.alap).astype(np.int32)
            self._ready = replace(self._ready, delayed=delayed)

    def change_link(self, link: int, **columns: float) -> None:
        """Set ``kind``, ``lag``, ``lag_share`` or ``lag_calendar`` of a link. Raises ValueError where it was taken
        out.
        """
        e = int(self._place[link])
        if self._ready.link[e] != link:
            raise ValueError(f"link {link} was taken out")
        for name, value in columns.items():
            getattr(self._ready.prepared.network, name)[e] = _held(name, value)
        self._links.append(e)

    def remove_link(self, link: int) -> None:
        """Take a link out. Its number is not used again."""
        self.change_link(link, lag=-LONGEST, lag_share=0.0, lag_calendar=ELAPSED)
        self._gone.append(int(self._place[link]))

    def add_link(
        self,
        predecessor: int,
        successor: int,
        kind: int,
        lag: int = 0,
        lag_share: float = 0.0,
        lag_calendar: int = ELAPSED,
    ) -> int:
        """Put a link in, and return its number. Raises ValueError where it would close a circle; nothing has changed
        then.
        """
        i, j = int(self._ready.rank[predecessor]), int(self._ready.rank[successor])
        self._renew()  # what waits is known by ranks and places, which change now
        ordering.repair(self._ready.prepared, self._marks, i, j)
        number = self._count
        if number == len(self._place):
            self._place = np.append(self._place, np.zeros(spares.FAR, np.uint32))
        while not self._inserted(number, i, j):
            self._make_room()
        self._count += 1
        self.change_link(number, kind=kind, lag=lag, lag_share=lag_share, lag_calendar=lag_calendar)
        return number

    def _inserted(self, number: int, i: int, j: int) -> bool:
        insert = kernels.compiled(spares.insert)
        prepared, link, driver = self._ready.prepared, self._ready.link, self._state.driver
        return bool(insert(prepared, self._marks.slot, link, self._place, driver, number, i, j))

    def _make_room(self) -> None:
        before = self._ready.link
        self._ready = spares.roomy(self._ready)
        self._marks = self._marks._replace(slot=_slots(self._ready))
        self._place = spares.places(self._ready.link, len(self._place))
        driver = self._state.driver
        driver[:] = np.where(driver < 0, driver, self._place[before[driver]])

    def settle(self) -> NDArray[np.int64]:
        """Recompute; returns the nodes that were edited or whose dates, floats or drivers changed."""
        self._renew()
        return self._changed()

    def settle_early(self) -> NDArray[np.int64]:
        """As `settle`, early dates and drivers only: late dates and floats wait for it."""
        self._take_up()
        return self._changed()

    def dates(self) -> Dates:
        """All columns. Edits that `settle` has not taken up are not in them."""
        return found_in(self._ready, self._calendars, self._state, self.latest)

    def _changed(self) -> NDArray[np.int64]:
        marks = self._marks
        changed = marks.changed[: int(marks.count[0])].copy()
        marks.touched[changed] = 0
        marks.count[0] = 0
        found: NDArray[np.int64] = self._ready.node[changed].astype(np.int64)
        return found

    def _take_up(self) -> None:
        """Take up what was edited, forward."""
        nodes, links = np.array(self._nodes, np.uint32), np.array(self._links, np.uint32)
        self._nodes, self._links = [], []
        settle = kernels.compiled(cone.settle_early)
        prepared, calendars, state, marks = self._ready.prepared, self._calendars, self._state, self._marks
        self.latest = int(settle(prepared, calendars, state, marks, nodes, links, self.latest))
        self._ready.link[self._gone] = spares.SPARE
        self._gone = []

    def _renew(self) -> None:
        """Take up what was edited, forward and back."""
        self._take_up()
        prepared, calendars, state, marks = self._ready.prepared, self._calendars, self._state, self._marks
        if self.latest != self._late_from:
            limit = np.empty(len(calendars.work_at), np.int64)
            kernels.compiled(cone.mark_limited)(prepared, calendars, state, marks, self._late_from, self.latest, limit)
            self._late_from = self.latest
        kernels.compiled(cone.settle_late)(prepared, calendars, state, marks, self.latest)


def _held(name: str, value: float) -> Any:
    if name == "lag_share":
        return value
    low, high = (-LONGEST, LONGEST) if name in _AMOUNTS else (NONE, AFTER_ALL)
    return min(max(int(value), low), high)


def _slots(ready: Ready) -> NDArray[np.uint32]:
    """Where each link stands among those that leave."""
    return spares.places(ready.prepared.network.out, len(ready.link))


def _marks(ready: Ready) -> Marks:
    size = len(ready.node)
    blocks = size // BLOCK + 1
    return Marks(
        rank=np.arange(size, dtype=np.uint32),
        slot=_slots(ready),
        early=np.zeros(size, np.uint8),
        early_blocks=np.zeros(blocks, np.uint8),
        late=np.zeros(size, np.uint8),
        late_blocks=np.zeros(blocks, np.uint8),
        touched=np.zeros(size, np.uint8),
        changed=np.zeros(size, np.uint32),
        count=np.zeros(1, np.int64),
    )
