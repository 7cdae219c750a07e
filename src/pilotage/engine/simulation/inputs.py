"""What is simulated: a network, what is uncertain about it, and what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.calendars import Calendars
from pilotage.engine.network import Network
from pilotage.engine.sampling import Shape


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The remaining work of a node, in minutes."""

    node: int
    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Event:
    """A risk: happens with ``probability``, then lengthens each of ``nodes`` by an impact in days and costs ``money``,
    each drawn once.
    """

    name: str
    probability: float
    days: Shape | None
    nodes: tuple[int, ...]
    money: Shape | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """A shared driver: with ``probability`` it multiplies the duration of each of ``nodes`` by the same ``multiplier``,
    drawn once; that makes them correlated (Hulett 2011, risk drivers).
    """

    name: str
    multiplier: Shape
    nodes: tuple[int, ...]
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Branch:
    """Nodes that are done only where the number of the decision ``name`` lies in ``[low, high)``; else they take no
    time and cost nothing, and their links pass through. Branches of one decision share its number, so those whose
    ranges do not overlap exclude each other.
    """

    name: str
    low: float
    high: float
    nodes: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Correlation:
    """Spearman rank correlations between the durations of uncertain ``nodes``."""

    nodes: tuple[int, ...]
    matrix: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of a node: ``fixed``, and ``per_minute`` of its simulated work; ``spent`` is the part of the latter that has
    been spent.
    """

    node: int
    name: str
    fixed: Shape | None = None
    per_minute: float = 0.0
    spent: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Model:
    """A network with its uncertainty. ``day_minutes`` is the length of an impact's day per node. The last ``aside``
    nodes are there to be watched: what they wait for counts as the last of its chain all the same.
    """

    network: Network
    calendars: Calendars
    day_minutes: NDArray[np.int64]
    uncertain: Sequence[Uncertain] = ()
    events: Sequence[Event] = ()
    factors: Sequence[Factor] = ()
    branches: Sequence[Branch] = ()
    correlations: Sequence[Correlation] = ()
    costs: Sequence[Cost] = ()
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """``watched`` nodes' finishes are kept. ``root`` is the node whose driving path makes an activity critical, None
    the last to finish. ``percentiles`` of every node's finish; ``sensitivity`` of the root to every node's duration,
    the root's finish being counted on the calendar ``measure`` (-1: on the clock).
    """

    watched: Sequence[int]
    root: int | None
    iterations: int
    seed: int
    percentiles: Sequence[float] = ()
    sensitivity: bool = False
    measure: int = -1


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop early: once the 95 % interval of each of the root's ``percentiles`` is no wider than ``tolerance`` of the
    time from ``since`` (minutes UTC) to it, to either side. Looked at every ``every`` iterations.
    """

    tolerance: float
    since: int
    percentiles: tuple[float, ...] = (0.5, 0.85)
    every: int = 2048


@dataclass(frozen=True, eq=False, slots=True)
class Runs:
    """``finishes[k, i]``: minutes UTC of watched node ``k`` in iteration ``i``; ``root[i]``: of the root; ``costs[i]``:
    of everything that has a cost. ``percentiles[k, j]`` is node ``j``'s finish in minutes UTC at the asked percentiles.
    ``criticality[j]``: share of iterations in which ``j`` drove the root. ``spread[j]``: standard deviation of its
    duration in minutes, and ``cruciality[j]``: correlation of its duration with the root's finish (both empty unless
    asked for). ``over``: a date lies past the calendars' horizon.
    """

    iterations: int
    finishes: NDArray[np.int64]
    root: NDArray[np.int64]
    costs: NDArray[np.float64]
    percentiles: NDArray[np.int64]
    criticality: NDArray[np.float64]
    over: bool
    spread: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    cruciality: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
