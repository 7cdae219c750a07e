"""The random numbers that several activities share: risks, drivers, correlations, decisions, and money.

They are few and decide much, so each is a Latin hypercube over every block of 1,024 iterations (`sampling.layered`),
independently by name: a risk that is added leaves the numbers of all others alone.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import drawing, kernels, sampling
from pilotage.engine.drawing import NORMAL_SHIFT, REACH, STEPS, Copula, Shared
from pilotage.engine.lanes.layout import LANES
from pilotage.engine.sampling import SHIFT, SLICES, Shape, Words
from pilotage.engine.simulation.inputs import Correlation, Model

_NOTHING = Shape(sampling.PERT, 0.0, 0.0, 0.0)
_ALWAYS = Shape(sampling.PERT, 1.0, 1.0, 1.0)

Floats = NDArray[np.float64]


class Commons:
    """Makes the common rows of a chunk from iteration numbers: days of each event, multiplier of each factor, slice of
    each correlated node, whether each branch is done.
    """

    def __init__(self, model: Model, seed: int) -> None:
        self.model, self.seed = model, seed
        self._shared = _shared(model, seed)
        self._scores = len(model.events) + len(model.factors)
        self._copulas = _copulas(model, seed, self._scores)
        self._branches = self._scores + sum(len(each.root) for each in self._copulas)
        self.total = self._branches + len(model.branches)

    def rows(self, numbers: Words) -> NDArray[np.float32]:
        """One row each, one column for each of the iterations ``numbers``, which are whole batches."""
        common = np.zeros((max(self.total, 1), len(numbers)), np.float32)
        bits, places = np.empty((2, LANES), np.uint32)
        if len(self._shared.row):
            made = np.empty((len(self._shared.row), len(numbers)), np.float32)
            kernels.compiled(drawing.draw_shared)(self._shared, numbers, bits, places, made)
            common[: self._scores] = made[: self._scores]
            common[self._branches :] = made[self._scores :]
        for copula in self._copulas:
            normals = np.empty((len(copula.root) + 1, LANES), np.float32)
            kernels.compiled(drawing.draw_copula)(copula, numbers, bits, normals, common)
        return common

    def occurs(self, numbers: Words) -> NDArray[np.bool_]:
        """Whether each event happens in each iteration: one row each."""
        return self._within(0, len(self.model.events), numbers)

    def done(self, numbers: Words) -> NDArray[np.bool_]:
        """Whether each branch is done in each iteration: one row each."""
        return self._within(self._scores, len(self._shared.row), numbers)

    def _within(self, first: int, stop: int, numbers: Words) -> NDArray[np.bool_]:
        shared = self._shared
        streams = shared.streams[first:stop]
        bits = sampling.layered(streams[:, :1], streams[:, 1:2], numbers[None, :]).astype(np.int64)
        return np.asarray((bits >= shared.least[first:stop, None]) & (bits < shared.most[first:stop, None]))

    def costs(self, numbers: Words) -> Floats:
        """Money of each iteration that does not depend on time: fixed cost, what is spent, and that of risks."""
        model = self.model
        total = np.full(len(numbers), sum((each.spent for each in model.costs), 0.0))
        fixed = [each for each in model.costs if each.fixed is not None]
        amounts = self._drawn(
            (each.fixed or _NOTHING for each in fixed), (each.name + "/cost" for each in fixed), numbers
        )
        done = self.done(numbers)
        branches: dict[int, list[int]] = {}
        for at, branch in enumerate(model.branches):
            for node in branch.nodes:
                branches.setdefault(node, []).append(at)
        for cost, amount in zip(fixed, amounts, strict=True):
            total += amount * done[branches.get(cost.node, [])].all(axis=0)
        if any(each.money is not None for each in model.events):
            shapes = (each.money or _NOTHING for each in model.events)
            money = self._drawn(shapes, (each.name + "/money" for each in model.events), numbers)
            total += np.where(self.occurs(numbers), money, 0.0).sum(axis=0)
        return total

    def _drawn(self, shapes: Iterable[Shape], names: Iterable[str], numbers: Words) -> Floats:
        shapes = list(shapes)
        tables, row = sampling.tables(shapes)
        increment, origin = sampling.streams(names, self.seed)
        bits = sampling.layered(increment[:, None], origin[:, None], numbers[None, :])
        low, high = _column(each.low for each in shapes), _column(each.high for each in shapes)
        quantiles = tables[row[:, None], bits >> np.uint32(SHIFT)]
        found: Floats = low + np.where(row[:, None] >= 0, (high - low) * quantiles, 0.0)
        return found


def _shared(model: Model, seed: int) -> Shared:
    """Events, factors, then branches."""
    shapes = [
        *(each.days or _NOTHING for each in model.events),
        *(each.multiplier for each in model.factors),
        *(_ALWAYS for _each in model.branches),
    ]
    chances = [
        *((0.0, each.probability) for each in model.events),
        *((0.0, each.probability) for each in model.factors),
        *((each.low, each.high) for each in model.branches),
    ]
    happens = [f"{name}/happens" for name in (*(e.name for e in model.events), *(f.name for f in model.factors))]
    values = [*(f"{each.name}/impact" for each in model.events), *(f"{each.name}/factor" for each in model.factors)]
    decisions = [f"{each.name}/branch" for each in model.branches]
    tables, row = sampling.tables(shapes)
    low = np.array([each.low for each in shapes], np.float32)
    bounds = np.rint(np.clip(np.array(chances, np.float64).reshape(-1, 2), 0, 1) * 2**32).astype(np.int64)
    streams = [*sampling.streams([*happens, *decisions], seed), *sampling.streams([*values, *decisions], seed)]
    return Shared(
        streams=np.stack(streams, axis=1),
        least=bounds[:, 0].copy(),
        most=bounds[:, 1].copy(),
        low=low,
        width=np.array([each.high for each in shapes], np.float32) - low,
        row=row,
        otherwise=np.array([0] * len(model.events) + [1] * len(model.factors) + [0] * len(model.branches), np.float32),
        tables=tables,
    )


def _copulas(model: Model, seed: int, first: int) -> list[Copula]:
    names = {each.node: each.name for each in model.uncertain}
    found = []
    for group in model.correlations:
        streams = np.stack(sampling.streams((names[node] for node in group.nodes), seed), axis=1)
        normal = sampling.normal().astype(np.float32)
        found.append(Copula(first, streams, root(group).astype(np.float32), normal, _slices()))
        first += len(group.nodes)
    return found


@lru_cache(maxsize=8)
def root(correlation: Correlation) -> Floats:
    """The symmetric matrix that makes correlated normal numbers of independent ones. Raises ValueError where the
    correlations contradict each other. Numbers that a normal copula joins have the rank correlation ``s`` where that of
    the copula is ``2 sin(pi s / 6)`` (Pearson 1907).
    """
    matrix = 2 * np.sin(np.pi / 6 * np.asarray(correlation.matrix, np.float64))
    np.fill_diagonal(matrix, 1.0)
    values, vectors = np.linalg.eigh(matrix)
    if values[0] < -1e-6:
        raise ValueError(f"the correlations contradict each other: the least eigenvalue is {values[0]:.3g}")
    found = np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)) @ vectors.T)
    found[np.abs(found) < 1e-9] = 0.0
    return found


def _column(values: Iterable[float]) -> Floats:
    return np.array([*values], np.float64).reshape(-1, 1)


@lru_cache(maxsize=1)
def _slices() -> NDArray[np.float32]:
    """The slice of [0, 1] that each step of a standard normal number lies in."""
    z = (np.arange(2 * REACH * STEPS) + 0.5) / STEPS - REACH
    places = np.searchsorted(sampling.normal(), z) * SLICES >> (32 - NORMAL_SHIFT)
    return places.clip(max=SLICES - 1).astype(np.float32)
