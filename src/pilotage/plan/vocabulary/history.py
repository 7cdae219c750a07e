"""What was believed before: baselines, issued forecasts and published reports. Never edited by hand."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import msgspec


class BaselineEntry(msgspec.Struct, frozen=True, gc=False):
    """Dates and duration of one activity in a baseline; ``duration`` in working minutes.

    ``title`` and ``milestone`` name it once it has left the plan (empty in baselines that did not keep them); ``cost``
    is its planned cost in the program's currency, where it has one.
    """

    activity: str
    start: dt.datetime
    finish: dt.datetime
    duration: int = 0
    title: str = ""
    milestone: bool = False
    cost: Decimal | None = None


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """The dates of one day. ``chosen``: the one that variance is counted against everywhere; at most one is."""

    id: str
    title: str
    taken: dt.date
    reason: str = ""
    entries: tuple[BaselineEntry, ...] = ()
    chosen: bool = False


def baseline_in_use(baselines: Iterable[Baseline]) -> Baseline | None:
    """The baseline that variance is counted against: the chosen one, else the latest; of a day, the last listed."""
    found = None
    for each in baselines:
        if found is None or (each.chosen, each.taken) >= (found.chosen, found.taken):
            found = each
    return found


class ForecastRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One milestone of one issued forecast. An immutable record: it is scored when the milestone lands.

    Percentiles are finish instants. ``inputs`` is the hash of the plan it was made from, ``model`` the version of the
    method, so the number can be made again from the same plan with the same seed.
    """

    made: dt.datetime
    milestone: str
    plan_finish: dt.datetime
    p10: dt.datetime
    p50: dt.datetime
    p85: dt.datetime
    p90: dt.datetime
    target: dt.date | None = None
    on_time: float | None = None
    commitment: dt.date | None = None
    kept: float | None = None
    iterations: int
    seed: int
    inputs: str
    model: str
