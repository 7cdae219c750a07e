"""Reads of the work area."""

from pilotage.areas.work.queries.listing import (
    CATEGORIES,
    MOST_ROWS,
    WorkItemPage,
    count,
    native_keys,
    page,
    stored,
    tracker,
)
from pilotage.areas.work.queries.loading import load_items

__all__ = [
    "CATEGORIES",
    "MOST_ROWS",
    "WorkItemPage",
    "count",
    "load_items",
    "native_keys",
    "page",
    "stored",
    "tracker",
]
