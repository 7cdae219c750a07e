"""The columns that the kernel reads, and the memory that it works in."""

from typing import Any, Final, NamedTuple

import numpy as np

LANES: Final = 128
UNSET: Final = -(1 << 30)
CAP: Final = 1 << 30
"""No count grows beyond, so sums with a lag or duration below 2 ** 29 stay inside 32 bits."""

STATE, FLOOR, TIE, FLOOR_FINISH, PIN_START, PIN_FINISH, SLOT, BEGAN, LIMIT, TO_INSTANT, FIRST_IN = range(11)
TABLE, FIXED, SCORE, FIRST_FACTOR, FIRST_HIT, FIRST_BRANCH, LAST_BRANCH, COSTED, HELD_UP = range(11, 20)
HOLD_START, HOLD_FINISH, ROW = range(20, 23)
NODE_COLUMNS: Final = 23
"""Columns of a node. ``FLOOR`` to ``BEGAN`` and ``LIMIT`` are in its own measure; ``TIE`` is 1 where a link that ties
with the floor is the driver; ``SLOT`` is the row that keeps its start, ``TO_INSTANT`` the table that turns its finish
into minutes, ``TABLE`` the row of its distribution (-1: its duration is ``FIXED``), ``SCORE`` the common row that says
which quantile it takes (-1: its own stream does). ``FIRST_FACTOR``, ``FIRST_HIT``, ``FIRST_BRANCH`` and
``LAST_BRANCH`` part its span of ``Plan.effects``: common rows that multiply its duration, add days to it, or say
whether it is done at all. ``HELD_UP``: a pin or a hold decides, against any link.
``ROW`` is the row of memory that its finish is kept in, which another node takes over once nobody asks for it.
"""

DIVIDE: Final = 34
"""A division by a small number is a multiplication by 2 ** 34 over it, rounded up, and a shift."""
PREDECESSOR, KIND, LAG, WAY, STEP, LINK_COLUMNS = 0, 1, 2, 3, 4, 8
"""Columns of a link; ``STEP`` and the three behind it are the tables that its count goes through: two before the lag is
added, two after it (-1: none).
"""
PLAIN, LOOKED_UP, CONVERTED, SHARED = 0, 1, 2, 3
"""How a link's bound is found: in the measure that both ends share, through the first of its tables only, through
several, or with a lag that is a share of the predecessor's duration.
"""
LOW, WIDTH, DAY = 0, 1, 2
"""Columns of a node's amounts: least minutes and spread of its distribution, minutes in a day of a risk's impact."""


class Plan(NamedTuple):
    """What no iteration changes: columns of nodes and links as above, in 32 bits. ``order`` is topological: nodes have
    the numbers of their places in it, so that memory is read as it lies. ``streams`` holds increment and origin of each
    node's random numbers, ``shares`` the lag of links that are ``SHARED``, ``whole`` the duration of nodes in minutes,
    ``rates`` the cost of a minute of their work. ``maps`` holds first entry, last index and shift of each table in
    ``packed``; ``inverse`` over 2 ** 34 is one over the width of an entry.
    """

    order: Any
    node: Any
    link: Any
    amounts: Any
    streams: Any
    tables: Any
    effects: Any
    shares: Any
    whole: Any
    rates: Any
    maps: Any
    packed: Any
    inverse: Any
    origin: Any


class Memory(NamedTuple):
    """What a batch works in: per node and lane its end, its driving link (counted from its first), and its duration
    where that is kept; starts where asked for; lines for the node at hand. Kernels allocate nothing.
    """

    ends: Any
    starts: Any
    links: Any
    lengths: Any
    at: Any
    moved: Any
    index: Any
    looked: Any
    drawn: Any
    last: Any
    cost: Any


def memory_for(nodes: int, rows: int, slots: int, widest: int, keep: bool) -> Memory:
    """Memory for one thread, for nodes with up to ``widest`` links in, ``rows`` of whose finishes are asked for at a
    time.
    """
    return Memory(
        ends=np.empty((rows, LANES), np.int32),
        starts=np.empty((max(slots, 1), LANES), np.int32),
        links=np.empty((nodes, LANES), np.int16 if widest < 1 << 15 else np.int32),
        lengths=np.zeros((nodes if keep else 1, LANES), np.int32),
        at=np.empty(LANES, np.int32),
        moved=np.empty(LANES, np.int32),
        index=np.empty(LANES, np.uint32),
        looked=np.empty(LANES, np.int32),
        drawn=np.empty(LANES, np.float32),
        last=np.empty(LANES, np.int32),
        cost=np.zeros(LANES, np.float64),
    )
