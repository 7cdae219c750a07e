"""From the fields of a dependency contract to its value; the reader finds its teams and activities."""

import datetime as dt
from typing import Any

from pilotage.exchange.text.reading.entities import complete
from pilotage.exchange.text.values.titles import title_of
from pilotage.exchange.text.vocabulary import needs as keys
from pilotage.exchange.text.vocabulary.shapes import Fields
from pilotage.plan.vocabulary.contracts import Contract, ContractStep, Elsewhere, Promise, Rung

_AS_READ = (
    "asked",
    "needed",
    "confidence",
    "escalates",
    "delivered",
    "note",
    "acceptance",
    "promiser",
    "requester",
    "vendor",
    "standing",
    "accepted",
)
Side = tuple[str, str | None]
"""A team, and the activity of it that is meant."""


def contract(name: str, fields: Fields, *, sides: tuple[Side, Side], status_date: dt.date | None) -> Contract:
    """``sides`` are provider and consumer."""
    (provider, delivers), (consumer, waits) = sides
    more: dict[str, Any] = {key: fields[key] for key in _AS_READ if key in fields}
    if "offer" in fields and complete(keys.PROMISE, fields["offer"]):
        more["offer"] = Promise(**fields["offer"])
    if "elsewhere" in fields and complete(keys.ELSEWHERE, fields["elsewhere"]):
        more["elsewhere"] = Elsewhere(**fields["elsewhere"])
    return Contract(
        id=name,
        what=fields.get("what", title_of(name)),
        provider=provider,
        consumer=consumer,
        delivers=delivers,
        needed_by_activity=waits,
        promises=_promises(fields, status_date),
        steps=tuple(ContractStep(**each) for each in fields.get("steps", ()) if complete(keys.STEP, each)),
        ladder=ladder(fields),
        **more,
    )


def ladder(fields: Fields) -> tuple[Rung, ...]:
    return tuple(Rung(**each) for each in fields.get("ladder", ()) if complete(keys.RUNG, each))


def said_by_default(asked: dt.date | None, status_date: dt.date | None, needed: dt.date) -> dt.date:
    """The day of a lone promise."""
    return asked or status_date or needed


def _promises(fields: Fields, status_date: dt.date | None) -> tuple[Promise, ...]:
    promised = fields.get("promised", ())
    if not isinstance(promised, dt.date):
        return tuple(Promise(**one) for one in promised)
    return (Promise(said_by_default(fields.get("asked"), status_date, fields["needed"]), promised),)
