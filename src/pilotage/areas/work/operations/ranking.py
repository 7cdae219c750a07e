"""Giving many items another order at once."""

from collections.abc import Sequence

from pilotage.areas.programs.operations import Edit
from pilotage.areas.work import events
from pilotage.areas.work.models import GAP
from pilotage.areas.work.operations.changing import record
from pilotage.areas.work.operations.writing import Values, rows_of, write


def rank_items(*, edit: Edit, keys: Sequence[str]) -> int:
    """Put items into the order of ``keys``, in the places that they have among all others now. Returns how many have
    another place. Part of a larger operation; each item is ours to rank, wherever it lives.
    """
    rows = rows_of(edit, keys)
    now = {key: row["rank"] if row["rank"] is not None else row["id"] * GAP for key, row in rows.items()}
    places = sorted(now.values())
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + 1)
    wanted: dict[str, Values] = {
        key: {"rank": place} for key, place in zip(keys, places, strict=True) if now[key] != place
    }
    images = write(edit, rows, wanted, {})
    if images:
        record(edit, images, events.ITEM_MOVED)
    return len(images)
