"""What an order costs: the loss of all items when each workstream does its own one after another, and the least loss
that another order would have.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import numpy as np

from pilotage.plan.prioritizing.formulas import CODES, Columns, Numbers, delay_cost
from pilotage.plan.prioritizing.methods import Curve, RankingMethod
from pilotage.plan.prioritizing.scoring import Item, Scores, columns_of, scores
from pilotage.plan.prioritizing.settings import Settings

EXACT: Final = 12
"""Items of one workstream whose orders are all looked at (by subsets) where the cost of waiting is not linear."""
_MOST_PASSES: Final = 60


class DelayCost(msgspec.Struct, frozen=True, kw_only=True):
    """In money, or in points where WSJF gave them. ``items`` are counted; ``left_out`` lack a score. ``proven``: no
    order costs less than ``best``; otherwise it is the best that was found.
    """

    money: bool
    items: int
    left_out: int
    present: float
    best: float
    proven: bool


def delay_cost_of(
    method: RankingMethod, items: Sequence[Item], order: Sequence[int], settings: Settings, today: dt.date
) -> DelayCost | None:
    """Of doing ``items`` in ``order`` (numbers of items). None for methods that know no cost of delay.

    In WSJF the sum of the three parts is lost in each unit of job size, so that the cost is in points x size.
    """
    if method not in (RankingMethod.DELAY, RankingMethod.WSJF):
        return None
    columns = columns_of(items, settings, today)
    if method is RankingMethod.WSJF:
        columns = _in_points(columns)
    ready = scores(RankingMethod.DELAY, columns, settings).scored
    present = best = 0.0
    proven = True
    for lane in _lanes(items, [at for at in order if ready[at]]).values():
        part = {name: column[lane] for name, column in columns.items()}
        found, sure = best_order(part, scores(RankingMethod.DELAY, part, settings))
        present += sequence_cost(part, range(len(lane)))
        best += sequence_cost(part, found)
        proven = proven and sure
    counted = int(ready.sum())
    return DelayCost(
        money=method is RankingMethod.DELAY,
        items=counted,
        left_out=len(items) - counted,
        present=present,
        best=min(best, present),
        proven=proven,
    )


def sequence_cost(columns: Columns, order: Sequence[int]) -> float:
    """Of items that are done one after another, from now."""
    rows = list(order)
    if not rows:
        return 0.0
    part = {name: column[rows] for name, column in columns.items()}
    return float(delay_cost(part, np.cumsum(part["weeks"])).sum())


def best_order(columns: Columns, found: Scores) -> tuple[list[int], bool]:
    """The order that costs least, and whether that is proven.

    Where every week costs the same, by falling cost per duration: Smith's rule. Otherwise over all subsets for up to
    `EXACT` items (Held and Karp); beyond, from that order and the given one, by exchanging neighbors while it helps.
    """
    n = len(found.score)
    by_rate = [int(at) for at in np.lexsort((np.arange(n), -found.score))]
    if (columns["curve"] == CODES[Curve.STANDARD]).all():
        return by_rate, True
    if n <= EXACT:
        return _over_subsets(columns), True
    tried = [_exchanged(columns, order) for order in (by_rate, list(range(n)))]
    return min(tried, key=lambda order: sequence_cost(columns, order)), False


def _over_subsets(columns: Columns) -> list[int]:
    """``least[s]``: the least cost of having done the items of ``s``, whichever came last."""
    weeks = columns["weeks"]
    n = len(weeks)
    least, last = np.zeros(1 << n), np.zeros(1 << n, dtype=int)
    for subset in range(1, 1 << n):
        inside = [at for at in range(n) if subset >> at & 1]
        part = {name: column[inside] for name, column in columns.items()}
        ends = delay_cost(part, float(weeks[inside].sum()))
        totals = least[[subset ^ (1 << at) for at in inside]] + ends
        place = int(np.argmin(totals))
        least[subset], last[subset] = totals[place], inside[place]
    order: list[int] = []
    subset = (1 << n) - 1
    while subset:
        order.append(int(last[subset]))
        subset ^= 1 << int(last[subset])
    return order[::-1]


def _exchanged(columns: Columns, order: list[int]) -> list[int]:
    """Exchange neighbors, of pairs that do not touch those with the largest gain first, until none gains."""
    now = np.array(order)
    for _pass in range(_MOST_PASSES):
        gain = _gains(columns, now)
        swaps = _apart([int(at) for at in np.argsort(-gain) if gain[at] > 1e-9 * (1 + abs(gain[at]))])
        if not swaps:
            break
        for at in swaps:
            now[[at, at + 1]] = now[[at + 1, at]]
    return [int(at) for at in now]


def _gains(columns: Columns, order: Numbers) -> Numbers:
    """What exchanging each item with the next one saves."""
    part = {name: column[order] for name, column in columns.items()}
    weeks = part["weeks"]
    ends = np.cumsum(weeks)
    begins = ends - weeks
    here = delay_cost(part, ends)
    first = {name: column[:-1] for name, column in part.items()}
    second = {name: column[1:] for name, column in part.items()}
    swapped = delay_cost(first, ends[1:]) + delay_cost(second, begins[:-1] + weeks[1:])
    saved: Numbers = here[:-1] + here[1:] - swapped
    return saved


def _apart(places: Sequence[int]) -> list[int]:
    taken: set[int] = set()
    chosen = []
    for at in places:
        if at not in taken and at + 1 not in taken:
            taken |= {at, at + 1}
            chosen.append(at)
    return chosen


def _lanes(items: Sequence[Item], order: Sequence[int]) -> Mapping[str, list[int]]:
    lanes: dict[str, list[int]] = {}
    for at in order:
        lanes.setdefault(items[at].workstream, []).append(at)
    return lanes


def _in_points(columns: Columns) -> dict[str, Numbers]:
    curve = np.full_like(columns["size"], CODES[Curve.STANDARD])
    lost = columns["value"] + columns["urgency"] + columns["opportunity"]
    return {**columns, "curve": curve, "per_week": lost, "weeks": columns["size"]}
