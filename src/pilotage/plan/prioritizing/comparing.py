"""The same items under every method: where methods agree about the order, and which items they disagree about most."""

import datetime as dt
import math
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pilotage.plan.prioritizing.methods import RankingMethod
from pilotage.plan.prioritizing.overrides import Override, overridden
from pilotage.plan.prioritizing.ranking import Ranking, ranking
from pilotage.plan.prioritizing.scoring import Item, Scores, columns_of, scores
from pilotage.plan.prioritizing.settings import Settings

FEWEST: Final = 3
"""Items that two methods must both have scored before their agreement says anything."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Items under every method. ``order`` (numbers of items) is that of the chosen method, with people's decisions;
    ``scores`` have an entry for each item, None where there is no score (MoSCoW has only classes).
    """

    items: tuple[Item, ...]
    settings: Settings
    rankings: dict[RankingMethod, Ranking]
    scores: dict[RankingMethod, tuple[float | None, ...]]
    order: tuple[int, ...]

    @property
    def chosen(self) -> Ranking:
        return self.rankings[self.settings.method]


def compare(items: Sequence[Item], settings: Settings, today: dt.date, overrides: Sequence[Override] = ()) -> Compared:
    """Dates are counted from ``today``."""
    columns = columns_of(items, settings, today)
    every = {method: scores(method, columns, settings) for method in RankingMethod}
    rankings = {method: ranking(found) for method, found in every.items()}
    order = overridden(rankings[settings.method].order, [item.key for item in items], overrides)
    return Compared(
        items=tuple(items),
        settings=settings,
        rankings=rankings,
        scores={method: _shown(method, found) for method, found in every.items()},
        order=tuple(order),
    )


def _shown(method: RankingMethod, found: Scores) -> tuple[float | None, ...]:
    if method is RankingMethod.MOSCOW:
        return (None,) * len(found.level)
    return tuple(float(score) if ready else None for score, ready in zip(found.score, found.scored, strict=True))


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """``tau`` is Kendall's tau-b (1: the same order, -1: the reverse) over the ``items`` that both have scored; None
    where they are too few, or where one of the methods tells none of them apart.
    """

    one: RankingMethod
    other: RankingMethod
    items: int
    tau: float | None


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """``item`` is the number of an item; ``best`` puts it highest, ``worst`` lowest, ``apart`` as a share of all places
    (1: first by one, last by the other).
    """

    item: int
    best: RankingMethod
    worst: RankingMethod
    apart: float


def agreements(rankings: Mapping[RankingMethod, Ranking]) -> tuple[Agreement, ...]:
    """Of each pair of methods."""
    names = list(rankings)
    return tuple(
        _agreement(one, other, rankings[one], rankings[other])
        for at, one in enumerate(names)
        for other in names[at + 1 :]
    )


def _agreement(one: RankingMethod, other: RankingMethod, left: Ranking, right: Ranking) -> Agreement:
    pairs = [(left.first[at], right.first[at]) for at in range(len(left.first)) if left.first[at] and right.first[at]]
    return Agreement(one=one, other=other, items=len(pairs), tau=_tau(pairs))


def _tau(pairs: list[tuple[int, int]]) -> float | None:
    """Tau-b by Knight's method (1966): pairs in the order of one side, discordant where the other side falls."""
    if len(pairs) < FEWEST:
        return None
    every = math.comb(len(pairs), 2)
    tied = [_tied(side) for side in (*zip(*pairs, strict=True), pairs)]
    if every in tied[:2]:
        return None
    discordant, before = 0, list[int]()
    for _x, y in sorted(pairs):
        discordant += len(before) - bisect_right(before, y)
        insort(before, y)
    agreeing = every - tied[0] - tied[1] + tied[2] - 2 * discordant
    return agreeing / math.sqrt((every - tied[0]) * (every - tied[1]))


def _tied(values: Iterable[Hashable]) -> int:
    """How many pairs are alike."""
    return sum(math.comb(many, 2) for many in Counter(values).values())


def disagreements(rankings: Mapping[RankingMethod, Ranking]) -> tuple[Disagreement, ...]:
    """Of each item that two methods or more have scored, the widest apart first; ties in the order of the items."""
    size = max((len(each.first) for each in rankings.values()), default=0)
    scored = {method: each.scored for method, each in rankings.items()}
    found = [one for one in (_disagreement(at, rankings, scored) for at in range(size)) if one is not None]
    return tuple(sorted(found, key=lambda each: (-each.apart, each.item)))


def _disagreement(
    item: int, rankings: Mapping[RankingMethod, Ranking], scored: Mapping[RankingMethod, int]
) -> Disagreement | None:
    shares: dict[RankingMethod, float] = {}
    for method, each in rankings.items():
        middle = each.middle(item)
        if middle is not None and scored[method] > 1:
            shares[method] = (middle - 1) / (scored[method] - 1)
    if len(shares) < 2:
        return None
    best, worst = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    return Disagreement(item=item, best=best, worst=worst, apart=shares[worst] - shares[best])
