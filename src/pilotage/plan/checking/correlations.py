"""Rank correlations that people give pair by pair: put together, checked, and mended where they contradict each other.

Correlations contradict each other when no numbers could have them all: A with B and B with C at 0.9 cannot go with A
against C at -0.9. Then the matrix has a negative eigenvalue. The nearest matrix without one (Higham 2002, alternating
projections with Dykstra's correction) tells which pair is furthest off, and what it may be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.vocabulary.uncertainty import Correlation

_TOLERANCE = 1e-8
_ROUNDS = 500

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Names that are correlated with each other, directly or over others, and their rank correlations."""

    names: tuple[str, ...]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The pair whose correlation has to change most, and the value that it has in the nearest possible matrix."""

    first: str
    second: str
    given: float
    possible: float


def groups(given: Iterable[Correlation], known: Mapping[str, object]) -> list[Group]:
    """Connected groups of the pairs whose names are ``known``; pairs that nobody gives are taken as 0."""
    pairs = [each for each in given if each.first in known and each.second in known and each.first != each.second]
    label: dict[str, str] = {}
    for pair in pairs:
        old, new = label.setdefault(pair.second, pair.second), label.setdefault(pair.first, pair.first)
        if old != new:
            label.update({name: new for name, group in label.items() if group == old})
    found = []
    for group in dict.fromkeys(label.values()):
        names = tuple(name for name in label if label[name] == group)
        place = {name: at for at, name in enumerate(names)}
        matrix = np.eye(len(names))
        for pair in pairs:
            if pair.first in place:
                i, j = place[pair.first], place[pair.second]
                matrix[i, j] = matrix[j, i] = min(1.0, max(-1.0, pair.rank))
        found.append(Group(names, matrix))
    return found


def copula(rank: Matrix) -> Matrix:
    """Correlation of the normal numbers behind Spearman rank correlations: ``2 sin(pi s / 6)`` (Pearson 1907)."""
    matrix: Matrix = 2 * np.sin(np.pi / 6 * rank)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def possible(group: Group) -> bool:
    """Whether numbers with these correlations exist."""
    return bool(np.linalg.eigvalsh(copula(group.matrix))[0] >= -_TOLERANCE)


def nearest(group: Group) -> Matrix:
    """The possible rank correlations that are nearest to the given ones."""
    matrix, correction = copula(group.matrix), np.zeros_like(group.matrix)
    for _ in range(_ROUNDS):
        reduced = matrix - correction
        values, vectors = np.linalg.eigh(reduced)
        projected = vectors * np.maximum(values, _TOLERANCE) @ vectors.T
        correction = projected - reduced
        mended = projected.copy()
        np.fill_diagonal(mended, 1.0)
        if np.abs(mended - matrix).max() < _TOLERANCE:
            break
        matrix = mended
    rank: Matrix = 6 / np.pi * np.arcsin(np.clip(matrix, -1, 1) / 2)
    np.fill_diagonal(rank, 1.0)
    return rank


def contradictions(given: Sequence[Correlation], known: Mapping[str, object]) -> list[Contradiction]:
    """One for each group that cannot be: the pair that is furthest from the nearest possible matrix."""
    found = []
    for group in groups(given, known):
        if not possible(group):
            mended = nearest(group)
            off = np.abs(mended - group.matrix)
            off[group.matrix == 0] = 0  # a pair that somebody gave
            i, j = sorted(map(int, np.unravel_index(int(off.argmax()), off.shape)))
            pair = group.names[i], group.names[j]
            found.append(Contradiction(*pair, float(group.matrix[i, j]), float(mended[i, j])))
    return found
