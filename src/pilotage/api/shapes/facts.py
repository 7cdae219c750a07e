"""Facts and marked sentences as the API shows them."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from pilotage.plan.vocabulary.facts import Fact, RecordRef


class BinShape(msgspec.Struct, frozen=True):
    start: dt.date = msgspec.field(name="from")
    count: int


class FactShape(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its receipts."""

    id: str
    label: str
    value: float | int | str | None
    unit: str
    formula: str
    records: tuple[RecordRef, ...]
    as_of: dt.datetime | None
    interval: tuple[float | str, float | str] | None
    histogram: tuple[BinShape, ...] | None


Facts = dict[str, FactShape]


def facts(values: Mapping[str, Fact]) -> Facts:
    return {
        key: FactShape(
            id=fact.id,
            label=fact.label,
            value=fact.value,
            unit=fact.unit,
            formula=fact.formula,
            records=fact.records,
            as_of=fact.as_of,
            interval=fact.interval,
            histogram=tuple(BinShape(each.start, each.count) for each in fact.histogram) or None,
        )
        for key, fact in values.items()
    }
