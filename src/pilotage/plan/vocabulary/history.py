"""What was believed before: baselines, issued forecasts and published reports. Never edited by hand."""

import datetime as dt

import msgspec


class BaselineEntry(msgspec.Struct, frozen=True, gc=False):
    """Dates and duration of one activity in a baseline; ``duration`` in working minutes."""

    activity: str
    start: dt.datetime
    finish: dt.datetime
    duration: int = 0


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    taken: dt.date
    reason: str = ""
    entries: tuple[BaselineEntry, ...] = ()


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
