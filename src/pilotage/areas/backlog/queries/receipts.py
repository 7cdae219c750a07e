"""How the place of one item comes about, and the least that would change it."""

import datetime as dt

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.backlog.queries.items import stored
from pilotage.areas.backlog.queries.ranked import compared
from pilotage.areas.errors import NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.queries.detail import gone
from pilotage.plan.prioritizing.methods import RankingMethod
from pilotage.plan.prioritizing.receipts import Receipt, receipt
from pilotage.plan.prioritizing.steps import RankStep, steps


class RankReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """``receipts`` of all methods, the one that makes the order first; ``steps`` under that one."""

    key: str
    receipts: tuple[Receipt, ...]
    steps: tuple[RankStep, ...]


def receipt_of(*, actor: Actor, program: str, key: str, today: dt.date) -> RankReceipt:
    """Raises NotFoundError for an item that is not in the backlog."""
    row = visible(actor=actor, program=program).program
    kept = stored(row, today)
    found = compared(kept)
    items, settings = found.items, found.settings
    at = next((number for number, item in enumerate(items) if item.key == key), None)
    if at is None:
        raise NotFoundError(gone(row.pk, key))
    methods = sorted(RankingMethod, key=lambda method: method is not settings.method)
    return RankReceipt(
        key=key,
        receipts=tuple(receipt(method, items[at], settings, kept.as_of, row.currency) for method in methods),
        steps=steps(settings.method, items, at, found.chosen, settings, kept.as_of),
    )
