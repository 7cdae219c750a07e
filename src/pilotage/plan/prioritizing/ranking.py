"""Places. Items that a method cannot tell apart share a band of places; nothing breaks a tie in silence."""

import math
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from pilotage.plan.prioritizing.formulas import Numbers
from pilotage.plan.prioritizing.scoring import Scores

SAME: Final = 1e-9
"""Scores that differ by less than this share of them differ by rounding only."""


class Ranking(msgspec.Struct, frozen=True):
    """``order``: items by place, those that share a band in the order that they were given, then those without a
    score. ``first`` and ``last`` are the band of each item, from 1; 0 without a score.
    """

    order: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]

    @property
    def scored(self) -> int:
        return sum(place > 0 for place in self.first)

    def middle(self, item: int) -> float | None:
        """The mean of the places that the item shares."""
        return (self.first[item] + self.last[item]) / 2 if self.first[item] else None


def ranking(found: Scores) -> Ranking:
    """Highest first."""
    scored = found.scored
    n = len(scored)
    by_score = np.lexsort((np.arange(n), -found.score, -found.level))
    order = [int(at) for at in by_score if scored[at]]
    first, last = [0] * n, [0] * n
    bands = _bands(order, found.level, found.score)
    shown: list[int] = []
    for band in bands:
        for at in band:
            first[at], last[at] = len(shown) + 1, len(shown) + len(band)
        shown += sorted(band)
    shown += [at for at in range(n) if not scored[at]]
    return Ranking(tuple(shown), tuple(first), tuple(last))


def _bands(order: Sequence[int], level: Numbers, score: Numbers) -> list[list[int]]:
    bands: list[list[int]] = []
    for at in order:
        top = bands[-1][0] if bands else None
        if top is not None and level[top] == level[at] and same(float(score[top]), float(score[at])):
            bands[-1].append(at)
        else:
            bands.append([at])
    return bands


def same(one: float, other: float) -> bool:
    """Equal but for rounding."""
    return math.isclose(one, other, rel_tol=SAME)
