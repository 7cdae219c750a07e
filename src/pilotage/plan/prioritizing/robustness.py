"""How sure a place is: all inputs and weights are made a little wrong at random, many times."""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from pilotage.plan.prioritizing.formulas import Columns, Numbers
from pilotage.plan.prioritizing.methods import CRITERION, RankingMethod
from pilotage.plan.prioritizing.scoring import Scores, scores
from pilotage.plan.prioritizing.settings import Settings, weights

DRAWS: Final = 400
_CHUNK: Final = 50
_OF: Final[Mapping[RankingMethod, tuple[str, ...]]] = {
    RankingMethod.WSJF: ("value", "urgency", "opportunity", "size"),
    RankingMethod.RICE: ("reach", "impact", "confidence", "effort"),
    RankingMethod.DELAY: ("per_week", "step", "half_life", "weeks"),
}


def top_shares(method: RankingMethod, columns: Columns, settings: Settings, seed: int, draws: int = DRAWS) -> Numbers:
    """The share of draws in which each item is among the first ``settings.top``; NaN without a score.

    An item that shares the last of these places counts as among them, with all that share it. Amounts are multiplied by
    lognormal errors of spread ``settings.spread``; values of a criterion move by that share of its scale. Classes of
    MoSCoW, curves and dates are taken as they are.
    """
    plain = scores(method, columns, settings)
    rows = np.flatnonzero(plain.scored)
    found = np.full(len(plain.scored), np.nan)
    if not len(rows):
        return found
    part = {name: column[rows] for name, column in columns.items()}
    kept = np.zeros(len(rows))
    for shaken, shares in shaken_columns(method, part, settings, seed, draws):
        kept += _among(scores(method, shaken, settings, shares), settings.top).sum(axis=0)
    found[rows] = kept / draws
    return found


def shaken_columns(
    method: RankingMethod, columns: Columns, settings: Settings, seed: int, draws: int
) -> Iterator[tuple[dict[str, Numbers], dict[str, Numbers]]]:
    """Columns of shape (draws, items) and weights of shape (draws, 1), some draws at a time."""
    inner = settings.within if method is RankingMethod.MOSCOW else method
    draw = np.random.default_rng(seed)
    width = np.log1p(settings.spread)
    shares = weights(settings) if inner is RankingMethod.WEIGHTED and settings.criteria else {}
    for start in range(0, draws, _CHUNK):
        rows = min(_CHUNK, draws - start)
        shape = (rows, len(columns["value"]))
        shaken = {name: np.broadcast_to(column, shape) for name, column in columns.items()}
        if inner is RankingMethod.WEIGHTED:
            for each in settings.criteria:
                error = settings.spread * (each.high - each.low) * draw.standard_normal(shape)
                name = CRITERION + each.id
                shaken[name] = np.clip(columns[name] + error, each.low, each.high)
        elif inner is not None:
            for name in _OF[inner]:
                shaken[name] = columns[name] * np.exp(width * draw.standard_normal(shape))
            shaken["confidence"] = np.minimum(shaken["confidence"], 100)
        yield (
            shaken,
            {name: share * np.exp(width * draw.standard_normal((rows, 1))) for name, share in shares.items()},
        )


def _among(found: Scores, top: int) -> Numbers:
    """1 where an item is among the first ``top`` of its row: less than ``top`` others are before it."""
    level, score = np.broadcast_arrays(found.level, found.score)
    n = level.shape[1]
    if n <= top:
        return np.ones(level.shape)
    # levels are few: the last place belongs to the level in which it falls, and to a score within that
    by = np.lexsort((-score, -level), axis=1)
    last = by[:, top - 1 : top]
    at_level, at_score = np.take_along_axis(level, last, axis=1), np.take_along_axis(score, last, axis=1)
    return np.where(level > at_level, 1.0, ((level == at_level) & (score >= at_score)).astype(float))
