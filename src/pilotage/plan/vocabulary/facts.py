"""Facts: every number that reaches a person, with how it was computed, from what, and as of when."""

import datetime as dt

import msgspec


class RecordRef(msgspec.Struct, frozen=True):
    """A record that a fact rests on: ``kind`` activity, risk, contract, simulation, baseline, report ..."""

    kind: str
    id: str
    title: str = ""
    detail: str = ""


class Bin(msgspec.Struct, frozen=True, gc=False):
    """One bar of a histogram: ``count`` values from ``start`` (a day) to the next bin's start."""

    start: dt.date
    count: int


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A value with its receipts.

    ``unit``: ``date``, ``probability`` (0..1), ``working_days`` (signed delta or amount), ``count``, ``money:EUR``,
    ``text``. ``formula`` is the computation with its numbers filled in, e.g. ``finishes by 11 Dec / all runs = 2,412 /
    10,000``. ``interval`` is the 95 % confidence interval of ``value`` in the same unit, where it is estimated.
    """

    id: str
    label: str
    value: float | int | str | None  # dates in ISO form, money as a decimal string
    unit: str
    formula: str = ""
    records: tuple[RecordRef, ...] = ()
    as_of: dt.datetime | None = None
    interval: tuple[float | str, float | str] | None = None
    histogram: tuple[Bin, ...] = ()
